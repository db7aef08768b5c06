#include "analysis/report/sections.hpp"
#include "analysis/report/sentences.hpp"

namespace wardmote::report {

using compare::Verdict;

void answer(Material const& m, json& page) {
  page["scenarios"] = json::array();
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    json card{{"title", m.title_of(s)},
              {"purpose", m.comparison.scenarios[s].purpose},
              {"summary", summary(m.comparison, s, m.withheld())},
              {"cost", cost_sentence(m.comparison.costs[s - 1])},
              {"lines", json::array()}};
    for (auto const verdict :
         {Verdict::better, Verdict::worse, Verdict::no_difference, Verdict::not_worse, Verdict::cannot_tell}) {
      // what makes no difference needs no more than its name
      json names = json::array();
      for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
        auto const& contrast = m.comparison.contrasts[s - 1][j];
        if (contrast.judgement.verdict != verdict || m.withheld(j)) continue;
        if (verdict == Verdict::no_difference) {
          names.push_back({{"name", m.comparison.outcomes[j].title}});
          continue;
        }
        card["lines"].push_back({{"class", class_of(verdict)},
                                 {"mark", mark_of(verdict)},
                                 {"outcome", m.comparison.outcomes[j].title},
                                 {"text", sentence(contrast, m.comparison.outcomes[j])},
                                 {"items", json::array()}});
      }
      if (names.empty()) continue;
      card["lines"].push_back({{"class", class_of(verdict)},
                               {"mark", mark_of(verdict)},
                               {"outcome", "No difference that matters"},
                               {"text", ""},
                               {"items", names}});
    }
    for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
      if (!m.withheld(j)) continue;
      card["lines"].push_back({{"class", "unclear"},
                               {"mark", "\u2013"},
                               {"outcome", m.comparison.outcomes[j].title},
                               {"text", withheld_sentence(m.failed_checks[j])},
                               {"items", json::array()}});
    }
    page["scenarios"].push_back(std::move(card));
  }
}

}  // namespace wardmote::report
