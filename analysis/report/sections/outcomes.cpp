#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

using compare::Outcome;
using compare::Verdict;

namespace {

std::string outcome_note(Outcome const& outcome) {
  return fmt::format("{} is better; {}{}", outcome.higher_is_better ? "higher" : "lower",
                     compare::matters_text(outcome), outcome.guard ? "; a guard: it must only not get worse" : "");
}

/// Units as they are said.
std::string said(std::string const& unit) {
  constexpr std::array words{std::pair{"1", "points"}, std::pair{"1/year", "a year"},
                             std::pair{"h/year", "hours a year"}, std::pair{"\u00a3/year", "pounds a year"},
                             std::pair{"working day", "working days"}};
  auto const found = std::ranges::find_if(words, [&](auto const& one) { return one.first == unit; });
  return found == words.end() ? unit : found->second;
}

/// What was measured beside the headline outcomes: differences alone, without a verdict.
void explore(Material const& m, json& page) {
  json rows = json::array();
  auto const& explored = m.comparison.explored;
  auto const ids = m.reader.dimension("outcome").labels();
  auto const titles = m.reader.strings("outcome_title").values, units = m.reader.strings("outcome_units").values;
  for (std::size_t e = 0; !explored.empty() && e < explored.front().size(); ++e) {
    auto const at = static_cast<std::size_t>(std::ranges::find(ids, explored.front()[e].id) - ids.begin());
    double largest = 0;
    for (auto const& policy : explored) {
      if (std::isfinite(policy[e].difference.middle))
        largest = std::max(largest, std::abs(policy[e].difference.middle));
    }
    auto const share = units[at] == "1";
    Scale const scale{share ? 100.0 : 1.0,
                      share || (largest >= 1 && largest < 100) ? 1
                      : largest >= 100                         ? 0
                                                               : 2,
                      "", ""};
    json cells = json::array();
    for (auto const& policy : explored) cells.push_back(cell(policy[e].difference, scale));
    rows.push_back({{"title", titles[at]}, {"unit", said(units[at])}, {"cells", std::move(cells)}});
  }
  page["has_explored"] = !rows.empty();
  page["explored"] = in_parts(page["columns"], rows);
}

}  // namespace

void outcomes(Material const& m, json& page) {
  explore(m, page);
  page["panels"] = json::array();
  json matrix = json::array();
  for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
    auto const& outcome = m.comparison.outcomes[j];
    auto const display = compare::display_of(outcome);
    std::vector<RangeRow> rows;
    json cells = json::array();
    std::string spoken = outcome.title + ". ";
    for (std::size_t s = 1; s < m.n_scenario(); ++s) {
      auto const& contrast = m.comparison.contrasts[s - 1][j];
      auto const same = contrast.judgement.verdict == Verdict::no_difference && !contrast.identical;
      auto const verdict = m.withheld(j) ? Verdict::cannot_tell : marked_as(contrast);
      auto const said = m.withheld(j) ? std::string("withheld") : verdict_text(contrast);
      rows.push_back({m.title_of(s), same && !m.withheld(j) ? "no difference" : said,
                      display.factor * contrast.range.middle, display.factor * contrast.range.low,
                      display.factor * contrast.range.high, verdict});
      auto const value = fmt::format("{} {}", compare::difference_text(outcome, contrast.range.middle), display.unit);
      auto const range = compare::range_text(outcome, contrast.range);
      spoken += fmt::format("{}: {}, {} ({}). ", m.title_of(s), said, value, range);
      cells.push_back({{"class", class_of(verdict)},
                       {"verdict", said},
                       {"value", typeset(value)},
                       {"range", typeset(range)},
                       {"worlds", m.withheld(j)        ? "the baseline does not resemble the council in it"
                                  : contrast.identical ? "in every run"
                                  : contrast.judgement.verdict == Verdict::cannot_tell
                                      ? fmt::format("{} better, {} alike, {} worse", contrast.judgement.better.n,
                                                    contrast.judgement.within.n, contrast.judgement.worse.n)
                                      : fmt::format("{} sets agree", compare::worlds_text(contrast.judgement))},
                       {"why", or_nothing(m.withheld(j) || contrast.identical
                                              ? ""
                                              : std::string(compare::words(contrast.judgement.doubt)))}});
    }
    page["panels"].push_back(
        {{"title", outcome.title},
         {"note", fmt::format("{}, difference from the baseline{}", display.unit, outcome.guard ? "; a guard" : "")},
         {"svg", range_chart(rows, display.factor * outcome.matters, display.decimals, display.unit,
                             outcome.higher_is_better, spoken)}});
    matrix.push_back({{"title", outcome.title}, {"note", outcome_note(outcome)}, {"cells", cells}});
  }
  page["matrix"] = in_parts(page["columns"], matrix);
}

}  // namespace wardmote::report
