#include "analysis/report/sections.hpp"
#include "analysis/report/sentences.hpp"

namespace wardmote::report {

using compare::Verdict;

namespace {

json line_of(Verdict verdict, std::string const& what, std::string const& text, json const& items = json::array()) {
  return {
      {"class", class_of(verdict)}, {"mark", mark_of(verdict)}, {"outcome", what}, {"text", text}, {"items", items}};
}

}  // namespace

void answer(Material const& m, json& page) {
  page["scenarios"] = json::array();
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    json card{{"title", m.title_of(s)},
              {"purpose", m.comparison.scenarios[s].purpose},
              {"summary", summary(m.comparison, s, m.withheld())},
              {"cost", cost_sentence(m.comparison.costs[s - 1])},
              {"lines", json::array()}};
    // what makes no difference needs no more than its name
    json no_difference = json::array(), the_same = json::array();
    auto const name_them = [&](json const& names, char const* heading) {
      if (!names.empty()) card["lines"].push_back(line_of(Verdict::no_difference, heading, "", names));
    };
    for (auto const verdict :
         {Verdict::better, Verdict::worse, Verdict::no_difference, Verdict::not_worse, Verdict::cannot_tell}) {
      for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
        auto const& contrast = m.comparison.contrasts[s - 1][j];
        auto const& title = m.comparison.outcomes[j].title;
        if (marked_as(contrast) != verdict || m.withheld(j)) continue;
        if (verdict == Verdict::no_difference)
          (contrast.identical ? the_same : no_difference).push_back({{"name", title}});
        else
          card["lines"].push_back(line_of(verdict, title, sentence(contrast, m.comparison.outcomes[j])));
      }
      if (verdict != Verdict::no_difference) continue;
      name_them(no_difference, "No difference that matters");
      name_them(the_same, "Exactly as in the baseline, in every run");
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
