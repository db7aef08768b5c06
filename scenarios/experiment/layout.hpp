#pragma once

#include <cstdint>

#include "analysis/results/schema.hpp"
#include "scenarios/experiment/plan.hpp"

namespace wardmote::experiment {

// Values of run_status.
inline constexpr std::int32_t status_done = 0;
inline constexpr std::int32_t status_failed = 1;
inline constexpr std::int32_t status_missing = 2;

/// What the results file of a plan holds (design §8): the engine's own tables of trajectories, outcomes and budget
/// lines become dimensions and variables here, and nowhere else.
results::Layout make_layout(Plan const& plan);

/// Uncompressed bytes that one run takes in it.
std::uint64_t bytes_of_run(Plan const& plan);

}  // namespace wardmote::experiment
