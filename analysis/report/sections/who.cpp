#include <algorithm>
#include <cctype>
#include <numeric>

#include <fmt/format.h>

#include "analysis/report/sections.hpp"

namespace wardmote::report {

using compare::Outcome;

namespace {

/// At most this share of adults is in the smallest group that is shown.
constexpr double smallest_group = 0.01;

/// "gap +0.4 (+0.1 to +0.7)"; a gap that rounds to nothing is none.
std::string gap_text(std::string const& middle, std::string const& range) {
  auto const text = fmt::format("gap {} ({})", middle, range);
  return !range.empty() && text.find_first_of("123456789") == std::string::npos ? "no gap" : text;
}

json groups_json(Material const& m, Outcome const& outcome, Course const& course, json const& columns) {
  auto const scale = scale_of(course);
  auto const names = m.reader.dimension("group").labels();
  json found{{"title", outcome.title}, {"unit", scale.difference_unit}};
  json rows = json::array();
  for (std::size_t g = 0; g < names.size(); ++g) {
    json cells = json::array();
    for (std::size_t s = 0; s < course.groups.size(); ++s) {
      auto one = cell(course.groups[s][g], scale);
      one["gap"] = or_nothing("");
      if (g > 0) {
        auto const gap = cell(course.gaps[s][g], scale);
        one["gap"] = gap_text(gap["text"], gap["range"]);
      }
      cells.push_back(std::move(one));
    }
    rows.push_back({{"group", names[g]}, {"cells", cells}});
  }
  found["table"] = in_parts(columns, rows);
  return found;
}

/// How a series is shown: as its outcome is, where it shows one; else as a share.
Scale scale_of(Material const& m, std::string const& series) {
  auto const found = std::ranges::find(m.courses, series, [](auto const& course) { return course.shown.series; });
  return found == m.courses.end() ? Scale{100, 1, "points", "%"} : scale_of(*found);
}

/// New councillors beside those who have served longer.
void councillors(Material const& m, json& page) {
  json rows = json::array();
  auto const& all = m.comparison.who_gains;
  for (std::size_t i = 0; !all.empty() && i < all.front().size(); ++i) {
    auto const& gains = all.front()[i];
    auto const scale = scale_of(m, gains.series);
    for (std::size_t t = 0; t < gains.tenures.size(); ++t) {
      json cells = json::array();
      for (auto const& policy : all) cells.push_back(cell(policy[i].tenures[t].difference, scale));
      rows.push_back({{"tenure", gains.tenures[t].name},
                      {"what", fmt::format("{}, {}", gains.title, scale.difference_unit)},
                      {"cells", std::move(cells)}});
    }
  }
  auto const n_new = compare::new_councillors(m.comparison.study).value_or(least_people);
  auto const enough = n_new >= least_people;
  page["tenures_refused"] = or_nothing(
      rows.empty() || enough ? ""
                             : fmt::format("No figures for new councillors beside long-serving ones: {:.0f} are new as "
                                           "found, and a group of fewer than {:.0f} people is never shown apart.",
                                           n_new, least_people));
  page["has_tenures"] = enough && !rows.empty();
  page["tenures"] = in_parts(page["columns"], rows);
}

/// "Represented" of "represented".
std::string as_sentence(std::string_view words) {
  std::string text(words);
  text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

void equality(json& page) {
  page["characteristics"] = json::array();
  for (auto const& one : compare::protected_characteristics()) {
    page["characteristics"].push_back({{"name", as_sentence(one.name)},
                                       {"how", as_sentence(one.how) + "."},
                                       {"evidence", as_sentence(one.evidence) + "."},
                                       {"absent", one.how == "not represented"}});
  }
}

}  // namespace

void who(Material const& m, json& page) {
  page["groups"] = json::array();
  auto const adults = m.reader.has("ward_adults") ? m.reader.numbers("ward_adults").values : std::vector<double>{};
  auto const simulated = m.scale * std::accumulate(adults.begin(), adults.end(), 0.0);
  auto const enough = smallest_group * simulated >= least_people;
  page["groups_refused"] = or_nothing(
      enough ? ""
             : fmt::format("No figures for groups: only {:.0f} adults were simulated, and a group of fewer than {:.0f} "
                           "people is never shown apart.",
                           simulated, least_people));
  for (auto const& course : m.courses) {
    if (enough && !course.groups.empty()) {
      page["groups"].push_back(groups_json(m, m.outcome_of(course), course, page["columns"]));
      page["groups"].back()["open"] = page["groups"].size() == 1;
    }
  }
  page["has_groups"] = !page["groups"].empty();
  councillors(m, page);
  equality(page);
}

}  // namespace wardmote::report
