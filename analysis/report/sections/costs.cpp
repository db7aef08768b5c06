#include <cmath>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

using compare::Range;

void costs(Material const& m, json& page) {
  auto const budget = m.comparison.study.value("budget", json::object());
  auto const hours = budget.value("officer_hours_year", HUGE_VAL), pounds = budget.value("pounds_year", HUGE_VAL);
  std::string limit;
  if (std::isfinite(hours)) limit = compare::plain_text(hours, 0) + " officer hours";
  if (std::isfinite(pounds)) limit += (limit.empty() ? "" : " and ") + ("\u00a3" + compare::plain_text(pounds, 0));
  page["budget"] = or_nothing(limit.empty() ? "" : "The study's budget is " + limit + " a year.");

  auto const range = [](Range const& r, auto&& text) {
    return std::isfinite(r.middle) ? typeset(text(r.low) + " to " + text(r.high)) : std::string();
  };
  page["costs"] = json::array();
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    auto const& c = m.comparison.costs[s - 1];
    page["costs"].push_back({{"title", m.title_of(s)},
                             {"over", c.officer_hours.middle > hours || c.pounds.middle > pounds},
                             {"officer", typeset(compare::hours_text(c.officer_hours.middle))},
                             {"officer_range", range(c.officer_hours, compare::hours_text)},
                             {"councillor", typeset(compare::hours_text(c.councillor_hours.middle))},
                             {"councillor_range", range(c.councillor_hours, compare::hours_text)},
                             {"pounds", typeset(compare::pounds_text(c.pounds.middle))},
                             {"pounds_range", range(c.pounds, compare::pounds_text)}});
  }
  json rows = json::array();
  for (std::size_t l = 0; m.n_scenario() > 1 && l < m.comparison.costs[0].taken_apart.lines.size(); ++l) {
    json cells = json::array();
    for (auto const& costs : m.comparison.costs) {
      auto const& line = costs.taken_apart.lines[l];
      cells.push_back({{"text", typeset(fmt::format("{} / {} / {}", compare::hours_text(line.officer_hours.middle),
                                                    compare::hours_text(line.councillor_hours.middle),
                                                    compare::pounds_text(line.pounds.middle)))}});
    }
    rows.push_back({{"line", compare::readable(m.comparison.costs[0].taken_apart.lines[l].name)}, {"cells", cells}});
  }
  page["cost_lines"] = in_parts(page["columns"], rows);
}

}  // namespace wardmote::report
