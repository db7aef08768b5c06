#pragma once

#include <array>

#include "engine/world/scene.hpp"

/// Circumstances in which people need the council more, or need other parts of it.
namespace wardmote::world {

/// Draws every adult's circumstances, the same in all replications: thresholds on keyed uniforms, tenancies and claims
/// by the ward's deprivation, disability by age. Independent of each other within a ward (assumption: no table crosses
/// them).
void give_circumstances(Scene& scene);

/// Rate at which issues arise, by circumstances, as a multiple that leaves the mean over all adults as it is. [bits]
std::array<double, 16> needs_of(Scene const& scene);

}  // namespace wardmote::world
