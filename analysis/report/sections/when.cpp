#include <algorithm>
#include <cmath>
#include <cstdlib>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

using compare::Outcome;
using compare::Range;

namespace {

/// Two-sided 90 % of a normal distribution: what nine in ten runs of one world stay within.
constexpr double nine_in_ten = 1.6448536269514722;

/// Ends of years along the time axis: indices and labels.
std::vector<std::pair<std::size_t, std::string>> year_ends(Material const& m) {
  auto const& seconds = std::get<std::vector<std::int64_t>>(m.reader.dimension("time").values);
  constexpr double year = 365.25 * 86'400;
  std::vector<std::pair<std::size_t, std::string>> ends;
  for (int y = 1; y <= std::ceil(m.comparison.years); ++y) {
    auto const at = std::ranges::upper_bound(seconds, static_cast<std::int64_t>(y * year)) - seconds.begin();
    if (at == 0) continue;
    auto const index = static_cast<std::size_t>(at) - 1;
    if (ends.empty() || ends.back().first != index) ends.emplace_back(index, fmt::format("year {}", y));
  }
  return ends;
}

std::vector<std::string> ticks(Material const& m) {
  auto const start = m.comparison.start.size() >= 4 ? std::atoi(m.comparison.start.substr(0, 4).c_str()) : 0;
  std::vector<std::string> labels;
  for (int y = 0; y <= std::lround(m.comparison.years); ++y)
    labels.push_back(start > 0 ? std::to_string(start + y) : fmt::format("{}", y));
  return labels;
}

TimeLine scaled(Band const& band, double factor, bool with_luck) {
  TimeLine line;
  for (std::size_t t = 0; t < band.middle.size(); ++t) {
    line.middle.push_back(factor * band.middle[t]);
    line.low.push_back(factor * band.low[t]);
    line.high.push_back(factor * band.high[t]);
    if (!with_luck) continue;
    line.luck_low.push_back(factor * (band.middle[t] - nine_in_ten * band.luck[t]));
    line.luck_high.push_back(factor * (band.middle[t] + nine_in_ten * band.luck[t]));
  }
  return line;
}

void widen(TimeLine const& line, double& low, double& high) {
  for (auto const* values : {&line.low, &line.high, &line.luck_low, &line.luck_high}) {
    for (auto const value : *values) {
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
    }
  }
}

/// The baseline's own course.
std::string level_chart(Course const& course, Scale const& scale, std::vector<std::string> const& labels) {
  auto const level = scaled(course.baseline, scale.factor, true);
  double low = HUGE_VAL, high = -HUGE_VAL;
  widen(level, low, high);
  if (!(low < high)) low -= 1, high += 1;
  auto const margin = 0.08 * (high - low);
  return time_chart(level, std::max(0.0, low - margin), high + margin, 0, scale.decimals, labels,
                    fmt::format("Baseline, {}: {} at the end.", course.long_name,
                                compare::plain_text(level.middle.back(), scale.decimals) + " " + scale.level_unit));
}

/// `levels`: whether the baseline's are shown.
json course_json(Material const& m, Outcome const& outcome, Course const& course, json const& columns, bool levels) {
  auto const scale = scale_of(course);
  json found{{"title", outcome.title},
             {"shows", is_own(outcome, course)
                           ? fmt::format("Shown: {}.", course.long_name)
                           : fmt::format("Shown in its place: {}, which moves with it; what would matter of it was "
                                         "not set, so there is no strip.",
                                         course.long_name)},
             {"unit", scale.difference_unit},
             {"level_unit", scale.level_unit},
             {"baseline", false},
             {"charts", json::array()}};
  json rows = json::array();

  // the baseline's level on an axis of its own; differences on one axis for all policies
  auto const labels = ticks(m);
  if (levels) found["baseline"] = level_chart(course, scale, labels);
  auto const matters = scale.factor * matters_in_series(outcome, course);
  double least = -1.3 * matters, most = 1.3 * matters;
  std::vector<TimeLine> lines;
  for (auto const& band : course.difference) {
    lines.push_back(scaled(band, scale.factor, true));
    widen(lines.back(), least, most);
  }
  if (!(least < most)) least -= 1, most += 1;
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    auto const& band = course.difference[s - 1];
    Range const end{band.middle.back(), band.low.back(), band.high.back()};
    auto const tiny = 1e-9 * (most - least);
    found["charts"].push_back(
        {{"id", m.comparison.scenarios[s].id},
         {"title", m.title_of(s)},
         {"svg", time_chart(lines[s - 1], least, most, matters > 0 ? matters : tiny, scale.decimals, labels,
                            fmt::format("{}, {}: difference from the baseline at the end {} {}, {}.", m.title_of(s),
                                        course.long_name, cell(end, scale)["text"].get<std::string>(),
                                        scale.difference_unit, cell(end, scale)["range"].get<std::string>()))}});
  }
  for (auto const& [t, label] : year_ends(m)) {
    json cells = json::array();
    auto const at = [&, t = t](Band const& band) { return Range{band.middle[t], band.low[t], band.high[t]}; };
    if (levels) cells.push_back(cell(at(course.baseline), {scale.factor, scale.decimals, "", ""}, false));
    for (auto const& band : course.difference) cells.push_back(cell(at(band), scale));
    rows.push_back({{"when", label}, {"cells", cells}});
  }
  found["table"] = in_parts(columns, rows, levels ? 1 : 0);
  return found;
}

}  // namespace

void when(Material const& m, json& page) {
  page["courses"] = json::array();
  for (auto const& course : m.courses) {
    page["courses"].push_back(course_json(m, m.outcome_of(course), course, page["columns"], page["levels"]));
    page["courses"].back()["open"] = page["courses"].size() == 1;
  }
  page["has_courses"] = !page["courses"].empty();
  std::vector<std::string> without;
  for (auto const& outcome : m.comparison.outcomes) {
    if (std::ranges::none_of(m.courses, [&](auto const& course) { return course.shown.outcome == outcome.id; }))
      without.push_back(outcome.title);
  }
  page["no_course"] = or_nothing(
      without.empty() ? ""
                      : fmt::format("Not recorded week by week, so not shown here: {}.", fmt::join(without, "; ")));
}

}  // namespace wardmote::report
