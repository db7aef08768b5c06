#pragma once

#include <span>

#include "analysis/results/schema.hpp"
#include "engine/world/hours.hpp"
#include "scenarios/experiment/worlds.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// What the results file of a study holds (design §8): the engine's own tables of trajectories, outcomes and budget
/// lines become dimensions and variables here, and nowhere else.
results::Layout make_layout(loader::Study const& study, world::Hours const& hours, std::span<kernel::Time const> times,
                            std::span<Factor const> factors, double scale);

}  // namespace wardmote::experiment
