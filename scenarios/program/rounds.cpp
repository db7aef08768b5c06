#include "scenarios/program/rounds.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/compare/comparison.hpp"
#include "analysis/results/reader.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/plan.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

/// Headline outcomes of all scenarios for which more runs are wanted.
std::size_t n_undecided(std::filesystem::path const& folder) {
  auto const found = with_results([&] { return compare::compare(results::Reader(folder / "results.h5")); });
  std::size_t n = 0;
  for (auto const& of_scenario : found.contrasts) {
    n += static_cast<std::size_t>(std::ranges::count_if(
        of_scenario, [](auto const& one) { return one.judgement.doubt == compare::Doubt::runs; }));
  }
  return n;
}

void set_worlds(loader::Study& study, std::uint32_t n_world) {
  study.runs.n_world = n_world;
  study.resolve();
}

}  // namespace

void take_up_round(loader::Study& study, std::filesystem::path const& folder) {
  auto const plan = experiment::stored_plan(folder);
  if (!plan || study.runs.n_look() == 1) return;
  auto const n_world = with_results([&] { return experiment::n_world_of(*plan); });
  for (std::uint32_t look = 0; look < study.runs.n_look(); ++look) {
    if (study.runs.n_world_at(look) == n_world) set_worlds(study, n_world);
  }
}

bool next_round(loader::Study& study, std::filesystem::path const& folder) {
  auto const& runs = study.runs;
  if (runs.n_world >= runs.max_world) return false;
  auto const n = n_undecided(folder);
  if (n == 0) {
    message(fmt::format("{} worlds are enough: more runs would change no verdict", runs.n_world));
    return false;
  }
  auto const next = std::min(2 * runs.n_world, runs.max_world);
  message(fmt::format("after {} worlds {} answers want more runs: on to {}", runs.n_world, n, next));
  set_worlds(study, next);
  return true;
}

}  // namespace wardmote::program
