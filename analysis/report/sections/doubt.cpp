#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/report/sentences.hpp"

namespace wardmote::report {

using compare::Verdict;

namespace {

/// What a survey would itself miss, and what pilots could show, of outcomes residents can be asked about.
void surveys(Material const& m, json& page) {
  page["survey_misses"] = json::array();
  page["pilots"] = json::array();
  for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
    auto const& outcome = m.comparison.outcomes[j];
    auto const points = [&](double x) { return fmt::format("{:.0f} points", std::ceil(100 * x)); };
    if (std::isfinite(m.comparison.survey_misses[j]))
      page["survey_misses"].push_back({{"outcome", outcome.title}, {"misses", points(m.comparison.survey_misses[j])}});
    for (auto const& pilot : m.comparison.pilots[j]) {
      page["pilots"].push_back({{"outcome", outcome.title},
                                {"wards", pilot.n_ward},
                                {"months", pilot.n_month},
                                {"answers", compare::plain_text(pilot.answers_ward_month, 0)},
                                {"shows", points(pilot.detectable)}});
    }
  }
  page["has_surveys"] = !page["survey_misses"].empty();
  page["has_pilots"] = !page["pilots"].empty();
}

/// How far each policy falls short of the best in a set of assumptions, by one outcome alone, in the outcome's units.
void regret(Material const& m, json& page) {
  json rows = json::array();
  page["has_regret"] = m.comparison.n_world > 1 && m.n_scenario() > 2;
  if (!page["has_regret"]) return;
  for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
    auto const& outcome = m.comparison.outcomes[j];
    auto const& find_out = m.comparison.find_out[j];
    auto const display = compare::display_of(outcome);
    auto const text = [&](double multiples) {
      return compare::plain_text(display.factor * outcome.matters * multiples, display.decimals);
    };
    std::vector<std::string> worth;
    for (auto const& one : find_out.first)
      worth.push_back(fmt::format("{}: {}", compare::meaning(one.name), text(one.worth)));
    json cells = json::array();
    for (auto const& one : find_out.regret) {
      cells.push_back({{"text", text(one.mean)},
                       {"most", "at worst " + text(one.most)},
                       {"best", fmt::format("most in {:.0f}", 100 * one.best_share)}});
    }
    rows.push_back({{"title", outcome.title},
                    {"unit", display.unit},
                    {"worth", worth.empty() ? "nothing more than luck" : fmt::format("{}", fmt::join(worth, "; "))},
                    {"cells", std::move(cells)}});
  }
  page["regret"] = in_parts(page["columns"], rows, 1);
}

}  // namespace

void doubt(Material const& m, json& page) {
  surveys(m, page);
  regret(m, page);
  page["rule_sentence"] = rule_sentence(m.comparison.rules);
  page["sure"] = json::array();
  for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
    for (std::size_t s = 1; s < m.n_scenario(); ++s) {
      auto const& contrast = m.comparison.contrasts[s - 1][j];
      auto const share = contrast.components.chance_share();
      std::string pairing = "exact";
      if (contrast.pairing)
        pairing = *contrast.pairing > 100 ? "over 100"
                                          : fmt::format("{:.{}f}", *contrast.pairing, *contrast.pairing < 9.5 ? 1 : 0);
      else if (!contrast.identical)
        pairing = "n/a";
      page["sure"].push_back(
          {{"outcome", m.comparison.outcomes[j].title},
           {"policy", m.title_of(s)},
           {"luck", std::isfinite(share) ? fmt::format("{:.0f} %", 100 * share) : "none"},
           {"turns_on", contrast.turns_on ? typeset(compare::turns_on_text(*contrast.turns_on)) : ""},
           {"pairing", pairing}});
    }
  }

  // what stands out in most verdicts that cannot be told comes first
  std::map<std::string, std::vector<std::string>> hangs;
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
      auto const& contrast = m.comparison.contrasts[s - 1][j];
      if (contrast.judgement.verdict != Verdict::cannot_tell || !contrast.turns_on || !contrast.turns_on->stands_out)
        continue;
      hangs[contrast.turns_on->parameter].push_back(m.title_of(s) + ": " + m.comparison.outcomes[j].title);
    }
  }
  std::vector<std::pair<std::string, std::vector<std::string>>> ordered(hangs.begin(), hangs.end());
  std::ranges::stable_sort(ordered, [](auto const& a, auto const& b) { return a.second.size() > b.second.size(); });
  page["find_out"] = json::array();
  for (auto const& [parameter, decides] : ordered) {
    page["find_out"].push_back({{"what", compare::meaning(parameter)},
                                {"how", how_to_find_out(parameter)},
                                {"decides", fmt::format("{}", fmt::join(decides, "; "))}});
  }
  page["has_find_out"] = !page["find_out"].empty();
}

}  // namespace wardmote::report
