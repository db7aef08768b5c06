#pragma once

#include "engine/policy/settings.hpp"
#include "engine/world/world.hpp"

/// Policies act on the world here, and only here: they write settings, plan activities and book their own costs.
namespace wardmote::policy {

/// Puts a policy into the calendar of a run at time 0: its reviews, the days on which settings change, and the
/// meetings, sessions and exercises that wait for no review. An empty policy leaves the world as it is.
void begin(world::Scene const& scene, world::World& world, Policy const& policy);

/// A day on which something begins, ends, grows or fades: brings settings, staff, stores, seats and unit costs up to
/// date and books what the policy costs until the next such day, whatever happens.
void settings_change(world::Scene const& scene, world::World& world, Policy const& policy, world::Event const& event);

/// The window of a review begins; or its day has come, and what waits for it goes into the calendar or never will.
void review(world::Scene const& scene, world::World& world, Policy const& policy, world::Event const& event);

}  // namespace wardmote::policy
