#include <algorithm>
#include <cmath>
#include <variant>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/page_files.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

namespace {

/// Four digits are more than a line shows; what is not a number is nothing.
json number(double value, double factor = 1) {
  if (!std::isfinite(value)) return nullptr;
  return std::stod(fmt::format("{:.3e}", factor * value));
}

/// Every `stride`th value, the last among them.
json numbers(std::vector<double> const& values, double factor, std::size_t stride) {
  json all = json::array();
  for (auto t = (values.size() - 1) % stride; t < values.size(); t += stride) all.push_back(number(values[t], factor));
  return all;
}

json band_json(Band const& band, double factor, std::size_t stride) {
  return {{"middle", numbers(band.middle, factor, stride)},
          {"low", numbers(band.low, factor, stride)},
          {"high", numbers(band.high, factor, stride)},
          {"luck", numbers(band.luck, factor, stride)}};
}

/// About a month apart, as in the drawings: counted back from the end, which is always shown.
constexpr std::size_t n_shown = 52;

json course_json(Material const& m, Course const& course, std::size_t stride) {
  auto const& outcome = m.outcome_of(course);
  auto const scale = scale_of(course);
  json one{{"outcome", outcome.id},         {"title", outcome.title},
           {"unit", scale.difference_unit}, {"decimals", scale.decimals},
           {"shows", course.long_name},     {"matters", number(matters_in_series(outcome, course), scale.factor)},
           {"difference", json::array()}};
  for (auto const& band : course.difference) one["difference"].push_back(band_json(band, scale.factor, stride));
  return one;
}

}  // namespace

/// What the charts that answer draw: the comparison as `wardmote compare --json` gives it, and the courses.
void chart_data(Material const& m, json& page) {
  auto const compared = compare::to_json(m.comparison);
  json data{{"scenarios", json::array()}, {"outcomes", compared["outcomes"]}, {"courses", json::array()}};
  for (auto const& scenario : compared["scenarios"]) {
    json one{{"id", scenario["id"]}, {"title", scenario["title"]}};
    if (scenario.contains("outcomes")) {
      for (auto const& outcome : scenario["outcomes"]) {
        one["outcomes"].push_back({{"verdict", outcome["verdict"]},
                                   {"difference", outcome["difference"]},
                                   {"worlds", outcome["difference_by_world"]}});
      }
      for (auto const* key : {"officer_hours", "councillor_hours", "pounds"}) one[key] = scenario["per_year"][key];
    }
    data["scenarios"].push_back(std::move(one));
  }
  for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
    auto const display = compare::display_of(m.comparison.outcomes[j]);
    data["outcomes"][j]["factor"] = display.factor;
    data["outcomes"][j]["decimals"] = display.decimals;
    data["outcomes"][j]["shown_unit"] = display.unit;
    data["outcomes"][j]["no_verdict"] = m.withheld(j);  // then no colour tells of one
  }
  std::vector<double> days;
  for (auto const seconds : std::get<std::vector<std::int64_t>>(m.reader.dimension("time").values))
    days.push_back(static_cast<double>(seconds) / 86'400);
  auto const stride = std::max<std::size_t>(1, days.size() / n_shown);
  data["days"] = numbers(days, 1, stride);
  for (auto const& course : m.courses) data["courses"].push_back(course_json(m, course, stride));
  data["budget"] = m.comparison.study.value("budget", json::object());
  data["start"] = m.comparison.start;
  data.update(page["map_data"]);

  // nothing in the data can end the script element that holds them
  auto text = data.dump();
  for (std::size_t at = 0; (at = text.find('<', at)) != std::string::npos;) text.replace(at, 1, "\\u003c");
  page["chart_data"] = text;
  page["has_library"] = !page_files::library.empty();
}

}  // namespace wardmote::report
