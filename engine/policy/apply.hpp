#pragma once

#include "engine/policy/settings.hpp"
#include "engine/world/world.hpp"

/// Policies act on the world here, and only here: they write settings, plan activities and book their own costs.
namespace wardmote::policy {

/// Puts a policy into the calendar of a run at time 0: the days on which settings change, meetings, sessions and
/// exercises, and what it costs whatever happens. An empty policy leaves the world as it is.
void begin(world::Scene const& scene, world::World& world, Policy const& policy);

/// A day on which an instruction begins or ends: brings settings, staff, stores, seats and unit costs up to date.
void settings_change(world::Scene const& scene, world::World& world, Policy const& policy);

}  // namespace wardmote::policy
