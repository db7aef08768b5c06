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

}  // namespace

void outcomes(Material const& m, json& page) {
  page["panels"] = json::array();
  page["rows"] = json::array();
  for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
    auto const& outcome = m.comparison.outcomes[j];
    auto const display = compare::display_of(outcome);
    std::vector<RangeRow> rows;
    json cells = json::array();
    std::string spoken = outcome.title + ". ";
    for (std::size_t s = 1; s < m.n_scenario(); ++s) {
      auto const& contrast = m.comparison.contrasts[s - 1][j];
      auto const same = contrast.judgement.verdict == Verdict::no_difference && !contrast.identical;
      rows.push_back({m.title_of(s), same ? "no difference" : verdict_text(contrast),
                      display.factor * contrast.range.middle, display.factor * contrast.range.low,
                      display.factor * contrast.range.high, contrast.judgement.verdict});
      auto const value = fmt::format("{} {}", compare::difference_text(outcome, contrast.range.middle), display.unit);
      auto const range = compare::range_text(outcome, contrast.range);
      spoken += fmt::format("{}: {}, {} ({}). ", m.title_of(s), verdict_text(contrast), value, range);
      cells.push_back(
          {{"class", class_of(contrast.judgement.verdict)},
           {"verdict", verdict_text(contrast)},
           {"value", typeset(value)},
           {"range", typeset(range)},
           {"worlds", contrast.judgement.verdict == Verdict::cannot_tell
                          ? fmt::format("better / no difference / worse: {}", compare::worlds_text(contrast.judgement))
                          : fmt::format("{} sets agree", compare::worlds_text(contrast.judgement))},
           {"why", or_nothing(std::string(compare::words(contrast.judgement.doubt)))}});
    }
    page["panels"].push_back(
        {{"title", outcome.title},
         {"note", fmt::format("{}, difference from the baseline{}", display.unit, outcome.guard ? "; a guard" : "")},
         {"svg", range_chart(rows, display.factor * outcome.matters, display.decimals, display.unit,
                             outcome.higher_is_better, spoken)}});
    page["rows"].push_back({{"title", outcome.title}, {"note", outcome_note(outcome)}, {"cells", cells}});
  }
}

}  // namespace wardmote::report
