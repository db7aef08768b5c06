#pragma once

#include "engine/world/world.hpp"

/// What changes with time alone.
namespace wardmote::process {

/// Draws everyone's passing state from its stationary law, and starts evidence, habit and who knows whom near what the
/// warm-up would lead to (model-notes §6), so that a warm-up of a few years is enough.
void start_states(world::Scene const& scene, world::World& world);

/// A week: evidence fades, the district's common shock moves (Ornstein-Uhlenbeck).
void week_passed(world::Scene const& scene, world::World& world);

/// A month: everyone's passing states move, officers leave their posts, the directory ages, some come to know a
/// councillor.
void month_passed(world::Scene const& scene, world::World& world);

}  // namespace wardmote::process
