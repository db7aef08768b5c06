#include <algorithm>
#include <cmath>
#include <iostream>
#include <optional>
#include <ranges>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/compare/comparison.hpp"
#include "analysis/compare/words.hpp"
#include "analysis/estimate/summary.hpp"
#include "analysis/results/reader.hpp"
#include "analysis/select/dominance.hpp"
#include "analysis/select/information.hpp"
#include "analysis/select/procedure.hpp"
#include "scenarios/loader/contradictions.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using loader::Scenario;
using loader::Study;
using nlohmann::json;

/// All levers of some scenarios as one; nullopt where two of them use the same lever or contradict each other.
std::optional<Scenario> bundle_of(std::vector<Scenario const*> const& members) {
  Scenario bundle = *members.front();
  for (auto const* member : members | std::views::drop(1)) {
    bundle.id += "+" + member->id;
    bundle.title += " + " + member->title;
    bundle.purpose += " " + member->purpose;
    for (auto const& lever : member->levers) {
      auto const twice =
          std::ranges::any_of(bundle.levers, [&](auto const& own) { return own.lever.id == lever.lever.id; });
      if (twice) return std::nullopt;
      bundle.levers.push_back(lever);
    }
  }
  try {
    loader::refuse_contradictions(bundle);
  } catch (loader::InputError const&) {
    return std::nullopt;
  }
  return bundle;
}

/// The baseline and every bundle of at most `largest` of the study's scenarios.
struct Bundles {
  Study study;
  std::vector<std::string> clashing;  ///< pairs left out
};
Bundles bundles_of(Study const& study, std::size_t largest) {
  Bundles bundles{study, {}};
  bundles.study.scenarios.resize(1);
  std::vector<Scenario const*> members;
  auto const add = [&](auto&& self, std::size_t from) -> void {
    for (auto s = from; s < study.scenarios.size(); ++s) {
      members.push_back(&study.scenarios[s]);
      if (auto bundle = bundle_of(members)) {
        bundles.study.scenarios.push_back(std::move(*bundle));
        if (members.size() < largest) self(self, s + 1);
      } else if (members.size() == 2) {
        bundles.clashing.push_back(members[0]->id + " with " + members[1]->id);
      }
      members.pop_back();
    }
  };
  add(add, 1);
  std::ranges::stable_sort(bundles.study.scenarios.begin() + 1, bundles.study.scenarios.end(), {},
                           [](auto const& one) { return std::ranges::count(one.id, '+'); });
  bundles.study.keep = {false, false, false, false, true};
  bundles.study.record_every = loader::RecordEvery::month;
  bundles.study.resolve();
  return bundles;
}

/// A bundle as it ranks: headline outcomes that gain more than matters, less those that lose more, world by world.
struct Ranked {
  std::size_t scenario = 0;  ///< along the comparison, from 1
  compare::Range net;        ///< over worlds
  double mean = 0;
  double best_share = 0;    ///< worlds in which no other within the budget does better
  double regret = 0;        ///< mean shortfall from the best one there
  bool guards_hold = true;  ///< no guard gets worse by more than matters in more than one world of ten
  bool within_budget = true;
  bool matches = true;  ///< whether it is among those ranked
};

std::vector<double> nets(compare::Comparison const& found, std::size_t scenario) {
  std::vector<double> net(found.n_world, 0);
  for (std::size_t j = 0; j < found.outcomes.size(); ++j) {
    auto const& outcome = found.outcomes[j];
    auto const sign = outcome.higher_is_better ? 1.0 : -1.0;
    auto const& differences = found.contrasts[scenario - 1][j].difference;
    for (std::size_t w = 0; w < net.size(); ++w) {
      if (std::isnan(differences[w])) net[w] = differences[w];
      net[w] += sign * differences[w] > outcome.matters ? 1 : sign * differences[w] < -outcome.matters ? -1 : 0;
    }
  }
  return net;
}

/// All bundles as they rank, and which of those that may be chosen are left by ranking and selection.
struct Ranking {
  std::vector<Ranked> bundles;     ///< best mean first, those that may not be chosen last
  std::vector<std::size_t> left;   ///< along the comparison; one: it has the best mean under our assumptions
  std::size_t n_world_needed = 0;  ///< worlds after which one was left; 0: more than there are
};

/// Kim & Nelson's procedure over the worlds in order, as they were drawn.
void knock_out(Ranking& ranking, std::vector<std::size_t> const& scenarios,
               std::vector<std::vector<double>> const& worth) {
  constexpr std::size_t n_first = 10;
  constexpr double one_outcome = 1, level = 0.05;
  if (scenarios.empty()) return;
  select::Knockout procedure(scenarios.size(), n_first, one_outcome, level);
  for (auto const& world : worth) {
    if (procedure.done()) break;
    if (std::ranges::none_of(world, [](double x) { return std::isnan(x); })) procedure.tell(world);
  }
  if (procedure.done()) ranking.n_world_needed = procedure.n_world();
  for (auto const i : procedure.asked()) ranking.left.push_back(scenarios[i]);
}

Ranking rank(compare::Comparison const& found) {
  Ranking ranking;
  auto& ranked = ranking.bundles;
  std::vector<std::vector<double>> in;  // [n_bundle within][n_world]
  std::vector<std::size_t> scenarios;   // of those
  for (std::size_t s = 1; s < found.scenarios.size(); ++s) {
    auto& one = ranked.emplace_back();
    one.scenario = s;
    auto const net = nets(found, s);
    one.net = compare::range_of(net);
    one.mean = estimate::mean(net);
    one.within_budget = !found.costs[s - 1].over_budget;
    for (std::size_t j = 0; j < found.outcomes.size(); ++j) {
      if (!found.outcomes[j].guard) continue;
      auto const& judgement = found.contrasts[s - 1][j].judgement;
      one.guards_hold &=
          static_cast<double>(judgement.not_worse.n) >= found.rules.share * static_cast<double>(judgement.n_world);
    }
    one.matches = one.within_budget && one.guards_hold;
    if (!one.matches) continue;
    in.push_back(net);
    scenarios.push_back(s);
  }

  // how each of those that may be chosen stands against the others
  std::vector<std::vector<double>> worth(found.n_world);
  for (std::size_t w = 0; w < worth.size(); ++w) {
    for (auto const& net : in) worth[w].push_back(net[w]);
  }
  auto const regrets = in.empty() ? std::vector<select::Regret>() : select::regrets(worth);
  knock_out(ranking, scenarios, worth);
  std::size_t i = 0;
  for (auto& one : ranked) {
    if (!one.matches || i >= regrets.size()) continue;
    one.best_share = regrets[i].best_share;
    one.regret = regrets[i].mean;
    ++i;
  }
  std::ranges::stable_sort(
      ranked, [](Ranked const& a, Ranked const& b) { return a.matches != b.matches ? a.matches : a.mean > b.mean; });
  return ranking;
}

json to_json(compare::Comparison const& found, Ranking const& ranking, std::vector<select::Standing> const& standings) {
  json all{{"what_this_is", "The best means under our assumptions, of what was tried. A what-if, not a forecast."},
           {"worlds", found.n_world},
           {"ranking_and_selection",
            {{"level", 0.05},
             {"indifference", "one headline outcome"},
             {"left", json::array()},
             {"worlds_needed", ranking.n_world_needed > 0 ? json(ranking.n_world_needed) : json(nullptr)}}},
           {"bundles", json::array()}};
  for (auto const s : ranking.left) all["ranking_and_selection"]["left"].push_back(found.scenarios[s].id);
  auto const range = [](compare::Range const& r) {
    return json{{"middle", r.middle}, {"low", r.low}, {"high", r.high}};
  };
  for (auto const& one : ranking.bundles) {
    auto const& costs = found.costs[one.scenario - 1];
    auto const& standing = standings[one.scenario - 1];
    all["bundles"].push_back({{"id", found.scenarios[one.scenario].id},
                              {"title", found.scenarios[one.scenario].title},
                              {"outcomes_better_less_worse", range(one.net)},
                              {"mean", one.mean},
                              {"best_share", one.matches ? json(one.best_share) : json(nullptr)},
                              {"mean_regret", one.matches ? json(one.regret) : json(nullptr)},
                              {"guards_hold", one.guards_hold},
                              {"within_budget", one.within_budget},
                              {"officer_hours_a_year", range(costs.officer_hours)},
                              {"pounds_a_year", range(costs.pounds)},
                              {"by_pounds", select::words(standing.kind)}});
  }
  return all;
}

/// What ranking and selection comes to, in words.
std::string selection_text(compare::Comparison const& found, Ranking const& ranking) {
  if (ranking.left.empty()) return "No bundle fits the budget with its guards held.";
  std::vector<std::string> titles;
  for (auto const s : ranking.left) titles.push_back(found.scenarios[s].title);
  if (titles.size() == 1) {
    return fmt::format(
        "Ranking and selection (Kim and Nelson 2001; 5 %; within one outcome): the best mean under our assumptions is "
        "settled after {} worlds: {}.",
        ranking.n_world_needed, titles.front());
  }
  constexpr std::size_t most = 5;
  auto const n_more = titles.size() - std::min(most, titles.size());
  titles.resize(std::min(most, titles.size()));
  return fmt::format(
      "Ranking and selection (Kim and Nelson 2001; 5 %; within one outcome): {} worlds do not settle the best mean "
      "under our assumptions; still in: {}{}.",
      found.n_world, fmt::join(titles, "; "), n_more > 0 ? fmt::format(" and {} more", n_more) : "");
}

void print(compare::Comparison const& found, Ranking const& ranking, std::vector<std::string> const& clashing,
           std::vector<select::Standing> const& standings) {
  fmt::print("{}\n", bold("Bundles side by side: a what-if, not a forecast"));
  fmt::print(
      "  Best mean under our assumptions, of what was tried; no recommendation. Of {} headline outcomes, those that\n"
      "  gain more than matters less those that lose more: mean over {} worlds, and the range of nine in ten.\n"
      "  Best in: worlds in which no other bundle that fits does better. Regret: mean shortfall from the best there.\n"
      "\n",
      found.outcomes.size(), found.n_world);
  std::vector<std::vector<std::string>> rows{
      {"  mean", "range", "best in", "regret", "officer hours a year", "pounds a year", "", "bundle"}};
  for (auto const& one : ranking.bundles) {
    auto const& costs = found.costs[one.scenario - 1];
    std::string why =
        one.matches
            ? standings[one.scenario - 1].kind == select::Standing::Kind::frontier ? "no cheaper one gains as much" : ""
        : !one.within_budget ? "over the budget"
                             : "a guard gets worse";
    rows.push_back({fmt::format("  {:+.1f}", one.mean), fmt::format("{:+.0f} to {:+.0f}", one.net.low, one.net.high),
                    one.matches ? fmt::format("{:.0f} %", 100 * one.best_share) : "-",
                    one.matches ? fmt::format("{:.1f}", one.regret) : "-",
                    compare::hours_text(costs.officer_hours.middle), compare::pounds_text(costs.pounds.middle), why,
                    found.scenarios[one.scenario].title});
  }
  fmt::print("{}\n  {}\n", columns(rows), selection_text(found, ranking));
  if (!clashing.empty()) {
    fmt::print("\n  Not bundled, as both use the same lever or they contradict each other: {}.\n",
               fmt::join(clashing, "; "));
  }
  constexpr std::size_t enough_worlds = 11;
  if (found.n_world < enough_worlds) {
    fmt::print("\n  {} worlds say little: --worlds 16 or more.\n", found.n_world);
  }
}

}  // namespace

int portfolio(std::vector<std::string> const& arguments) {
  Arguments line("portfolio", "STUDY.toml", "bundles of the study's scenarios, run and ranked within its budget");
  std::uint32_t largest = 2;
  add_study_options(line);
  add_session_options(line);
  line.options()("largest", po::value(&largest)->default_value(largest)->value_name("N"),
                 "scenarios in a bundle at most")("fresh", "replace what the folder holds")("json", "as JSON");
  if (!line.parse(arguments, 1, 1)) return status_done;
  auto const source = source_of(line);
  auto const& study = source.study;
  if (largest < 1) throw loader::InputError({}, "portfolio: --largest must be 1 at least");
  if (study.scenarios.size() < 2)
    throw loader::InputError({}, "portfolio: the study has no scenario beside its baseline");
  if (study.design) throw loader::InputError({}, "portfolio: takes a study without a design");
  auto const bundles = bundles_of(study, largest);
  auto options = options_of(line, source);
  if (!line.has("output")) options.folder = "results/" + study.id + "-portfolio";
  options.fresh = line.has("fresh");
  if (!line.quiet()) {
    message(fmt::format("{} bundles of up to {} of {} scenarios", bundles.study.scenarios.size() - 1, largest,
                        study.scenarios.size() - 1));
  }
  if (auto const status = run_session(line, bundles.study, options, Says::messages_only); status == status_stopped)
    return status;

  auto const found = with_results([&] { return compare::compare(results::Reader(options.folder / "results.h5")); });
  auto const ranked = rank(found);
  std::vector<select::Priced> priced(found.scenarios.size() - 1);
  for (auto const& one : ranked.bundles)
    priced[one.scenario - 1] = {found.costs[one.scenario - 1].pounds.middle, one.mean};
  auto const standings = select::frontier(priced);
  if (line.has("json"))
    std::cout << to_json(found, ranked, standings).dump(2) << "\n";
  else
    print(found, ranked, bundles.clashing, standings);
  return status_done;
}

}  // namespace wardmote::program
