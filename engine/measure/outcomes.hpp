#pragma once

#include <vector>

#include "engine/measure/case_effects.hpp"
#include "engine/measure/dealings.hpp"
#include "engine/measure/record.hpp"
#include "engine/measure/trajectories.hpp"
#include "engine/world/world.hpp"

namespace wardmote::measure {

/// What was gathered at the observations of a run, beside its trajectories.
struct Gathered {
  CaseEffects case_effects;
  OpenEnquiries open_enquiries;  ///< of the last year
};

/// What a run comes to, in the order of outcome_specs(): from its end, its journal against the one of a year before,
/// its trajectories, and the accounts already in the record.
[[nodiscard]] std::vector<double> outcomes_of(world::Scene const& scene, world::World const& world,
                                              world::Journal const& year_ago, Trajectories const& trajectories,
                                              Gathered const& gathered, RunRecord const& accounts);

}  // namespace wardmote::measure
