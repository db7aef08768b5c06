#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "analysis/results/schema.hpp"

namespace wardmote::support {

/// A scenario of an invented study.
struct InventedScenario {
  std::string id;
  std::string title;
  /// What it does to an outcome (by its id) in a world, in the outcome's units. Nothing, if empty.
  std::function<double(std::string const& outcome, std::size_t world)> effect = {};
};

/// A study nobody ran: numbers of known make in the shape that the experiment writes.
struct InventedStudy {
  std::vector<InventedScenario> scenarios;  ///< the first is the baseline
  std::size_t n_world = 6;
  std::size_t n_replication = 2;  ///< of each world
  double chance = 0.2;            ///< standard deviation between replications, as a share of what matters
  double leftover = 0.1;          ///< the part of it that common random numbers leave in differences
  int years = 4;
  std::uint64_t seed = 1;
  std::string title = "An invented study";
  std::string question = "What would happen if we did this?";
  std::string scale = "1";                    ///< share of citizens simulated
  bool with_missing = true;                   ///< some values NaN, as where nothing could be measured
  std::vector<std::size_t> failed_runs = {};  ///< replications of the last scenario that failed
  bool outcomes_only = false;                 ///< without trajectories: quick to write
  /// Five numbers that worlds differ in: the first rises from world to world, the second is 1 and 0 by turns.
  std::vector<std::string> parameters = {"in_order", "by_turns", "noise_1", "noise_2", "noise_3"};
  std::string study_patch = "{}";  ///< JSON merged into the resolved study
  std::string bundle = {};         ///< what stands as the inputs the results were made from
};

/// Six scenarios that between them reach every verdict, and one equal to the baseline.
InventedStudy telling_study();

/// The layout of such a study and, written to `path`, its file.
results::Layout layout_of(InventedStudy const& study);
void write_results(InventedStudy const& study, std::filesystem::path const& path);

}  // namespace wardmote::support
