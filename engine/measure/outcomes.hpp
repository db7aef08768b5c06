#pragma once

#include <vector>

#include "engine/measure/record.hpp"
#include "engine/measure/trajectories.hpp"
#include "engine/world/world.hpp"

namespace wardmote::measure {

/// What a run comes to, in the order of outcome_specs(): from its end, its journal against the one of a year before,
/// its trajectories, and the accounts already in the record.
[[nodiscard]] std::vector<double> outcomes_of(world::Scene const& scene, world::World const& world,
                                              world::Journal const& year_ago, Trajectories const& trajectories,
                                              RunRecord const& accounts);

}  // namespace wardmote::measure
