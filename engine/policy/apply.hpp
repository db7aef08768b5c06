#pragma once

#include <chrono>

#include "engine/policy/policy.hpp"
#include "engine/world/world.hpp"

/// Policies act on the world here, and only here: they write settings, plan activities and book their own costs.
namespace wardmote::policy {

/// The dials with no policy in force: the council as found.
world::Settings settings_as_found(world::Scene const& scene);

/// The dials on a day: the council as found, changed by every instruction in force. Shares close a share of the gap
/// that is left, logits and minutes add, staff adds; two levers that say the same thing do not count twice over.
world::Settings settings_on(world::Scene const& scene, Policy const& policy, std::chrono::sys_days day);

/// Puts a policy into the calendar of a run at time 0: the days on which settings change, meetings and sessions, and
/// what it costs whatever happens. An empty policy leaves the world as it is.
void begin(world::Scene const& scene, world::World& world, Policy const& policy);

/// A day on which an instruction begins or ends: brings settings, staff, stores and unit costs up to date.
void settings_change(world::Scene const& scene, world::World& world, Policy const& policy);

}  // namespace wardmote::policy
