/// \file
/// Parts of the table about what is not known.
#include <cmath>

#include <fmt/format.h>

#include "analysis/compare/table_parts.hpp"
#include "analysis/compare/words.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::compare {

namespace {

/// "0.8", "3.4", "27", "over 100"
std::string times(double gain) { return gain > 100 ? "over 100" : fmt::format("{:.{}f}", gain, gain < 9.5 ? 1 : 0); }

/// Where common random numbers gain less than twofold, and why.
void why_small(TextPage& page, Comparison const& comparison) {
  std::vector<std::string> small;
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
    for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
      auto const& contrast = comparison.contrasts[s - 1][j];
      if (!contrast.pairing || !contrast.common || *contrast.pairing >= 2) continue;
      small.push_back(fmt::format("{}, {}: {} ({})", j + 1, comparison.scenarios[s].title, times(*contrast.pairing),
                                  signed_text(*contrast.common, 2)));
    }
  }
  if (small.empty()) return;
  page.paragraph(
      fmt::format("Little where a run with the policy and one without have little luck in common (correlation): {}. "
                  "The same issues come to the same people, but what decides the number happens at other moments "
                  "once the policy changes who does what.",
                  fmt::join(small, "; ")),
      TextPage::indent);
}

/// By outcome, middle of the scenarios: how much is luck, and what common random numbers are worth.
void luck(TextPage& page, Comparison const& comparison) {
  std::vector<std::string> chance, pairing;
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
    std::vector<double> shares, gains;
    for (auto const& of_scenario : comparison.contrasts) {
      auto const share = of_scenario[j].components.chance_share();
      if (std::isfinite(share)) shares.push_back(share);
      if (of_scenario[j].pairing) gains.push_back(*of_scenario[j].pairing);
    }
    if (!shares.empty()) chance.push_back(fmt::format("{}: {:.0f} %", j + 1, 100 * estimate::quantile(shares, 0.5)));
    if (!gains.empty()) pairing.push_back(fmt::format("{}: {}", j + 1, times(estimate::quantile(gains, 0.5))));
  }
  if (!chance.empty()) {
    page.paragraph(
        fmt::format("How much of the spread of a difference is luck, the rest what we do not know (by outcome, "
                    "middle of the scenarios): {}.",
                    fmt::join(chance, ", ")),
        TextPage::indent);
  }
  if (!pairing.empty()) {
    page.paragraph(
        fmt::format("Common random numbers: a pair of runs tells as much about a difference as this many pairs "
                    "of unrelated runs: {}.",
                    fmt::join(pairing, ", ")),
        TextPage::indent);
    why_small(page, comparison);
  }
}

/// What having chosen it would cost on average, outcome by outcome; no order, no sum.
void regret(TextPage& page, Comparison const& comparison) {
  page.line();
  page.paragraph(
      "Regret: how far each falls short, on average over worlds, of the most that any of them gains there, outcome by "
      "outcome in multiples of the smallest difference that matters; its worst world with --json.",
      TextPage::indent);
  TextPage::Rows cells{{""}};
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) cells.front().push_back(fmt::format("{}", j + 1));
  for (std::size_t s = 0; s < comparison.scenarios.size(); ++s) {
    cells.push_back({comparison.scenarios[s].title});
    for (auto const& found : comparison.find_out)
      cells.back().push_back(s < found.regret.size() ? plain_text(found.regret[s].mean, 1) : "n/a");
  }
  page.grid(cells);
}

/// A difference in its unit: points of a share, hundreds of hours, thousands of pounds.
std::string in_unit(double x, std::string const& unit) {
  if (unit == "1") return signed_text(100 * x, 1) + " points";
  if (unit.starts_with("h")) return hours_text(x) + " h";
  if (unit.starts_with("£")) return pounds_text(x);
  return signed_text(x, std::abs(x) < 10 ? 2 : 0);
}

}  // namespace

void write_explored(TextPage& page, Comparison const& comparison) {
  if (comparison.explored.empty() || comparison.explored.front().empty()) return;
  page.heading("Other outcomes, without a verdict");
  page.paragraph(
      "Of the outcomes nobody chose beforehand, those that lie on one side of the baseline in 9 of 10 worlds: the "
      "middle, and the range of those worlds. With so many, some do by luck. All of them with --json.",
      TextPage::indent);
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    std::vector<std::string> moved;
    for (auto const& one : comparison.explored[s - 1]) {
      if (!(one.difference.low > 0 || one.difference.high < 0)) continue;
      auto const text = [&](double x) { return in_unit(x, one.unit); };
      moved.push_back(fmt::format("{} {}", readable(one.id), with_range(one.difference, text)));
    }
    page.paragraph(fmt::format("{}: {}.", comparison.scenarios[s].title,
                               moved.empty() ? "none" : fmt::format("{}", fmt::join(moved, "; "))),
                   TextPage::indent);
  }
}

void write_find_out(TextPage& page, Comparison const& comparison) {
  page.heading("What to find out first");
  page.paragraph(
      "What knowing it before choosing by that outcome alone would add on average, in multiples of the smallest "
      "difference that matters, under our assumptions. Not named: what luck among so many could make up.",
      TextPage::indent);
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
    auto const& find_out = comparison.find_out[j];
    std::vector<std::string> named;
    for (auto const& one : find_out.first) named.push_back(fmt::format("{}: {:.2f}", meaning(one.name), one.worth));
    page.paragraph(
        fmt::format("{}. everything: {:.2f}; {}", j + 1, find_out.all,
                    named.empty() ? "no one assumption stands out" : fmt::format("{}", fmt::join(named, "; "))),
        3);
  }
  regret(page, comparison);
}

void write_how_sure(TextPage& page, Comparison const& comparison) {
  page.heading("How sure");
  auto const& rules = comparison.rules;
  page.paragraph(
      fmt::format("A verdict needs {:.0f} % of the worlds, and a share that with {:.0f} % confidence for all {} at "
                  "once{} is above one half. Worlds are sets of assumptions we tried, not chances that something "
                  "will happen.",
                  100 * rules.share, 100 * (1 - rules.alpha), rules.n_family,
                  rules.n_look > 1 ? fmt::format(" and {} looks", rules.n_look) : ""),
      TextPage::indent);
  if (comparison.n_world == 1) {
    page.paragraph("Only one world was tried: this tells luck, not what we do not know, so no verdict can be given.",
                   TextPage::indent);
  }
  luck(page, comparison);
}

}  // namespace wardmote::compare
