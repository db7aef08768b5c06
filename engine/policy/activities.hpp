#pragma once

#include "engine/policy/policy.hpp"
#include "engine/world/world.hpp"

/// Puts what a policy does on certain days into the calendar of a run.
namespace wardmote::policy {

/// Meetings of councillors, officers and residents (MEET): one a ward where the ward's councillors are named, else one
/// for the council.
void plan_meetings(world::Scene const& scene, world::World& world, Policy const& policy,
                   Instruction const& instruction);

/// Sessions (TRAIN).
void plan_training(world::Scene const& scene, world::World& world, Policy const& policy,
                   Instruction const& instruction);

/// Further engagement exercises (DECIDE), evenly spaced.
void plan_exercises(world::Scene const& scene, world::World& world, Instruction const& instruction);

}  // namespace wardmote::policy
