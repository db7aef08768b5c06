#pragma once

#include <chrono>

#include "engine/policy/policy.hpp"
#include "engine/world/world.hpp"

/// What a policy costs beside the hours its activities take.
namespace wardmote::policy {

/// Books into the run's budget what does not depend on what happens: running hours, grants, yearly and one-off costs,
/// each for the days in force and the share delivered.
void book(world::Scene const& scene, world::World& world, Policy const& policy);

/// What is paid by the case on a day.
world::UnitCosts unit_costs_on(Policy const& policy, std::chrono::sys_days day);

/// An activity's share of the lever's cost lines that are paid by the meeting or the attendee.
void add_costs(world::Activity& activity, Policy const& policy);

}  // namespace wardmote::policy
