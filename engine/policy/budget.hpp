#pragma once

#include <chrono>

#include "engine/policy/policy.hpp"
#include "engine/world/world.hpp"

/// What a policy costs beside the hours its activities take.
namespace wardmote::policy {

/// Books what does not depend on what happens, for a stretch [from, until) in which nothing about the policy changes:
/// running hours, grants, yearly costs for the days in force and the share delivered, one-off costs on their day. The
/// policy is as it is on the stretch's first day (policy_on).
void book(world::Scene const& scene, world::World& world, Policy const& policy, std::chrono::sys_days from,
          std::chrono::sys_days until);

/// Books the hours of staff, for the stretch [from, until) in which the settings stand as they are: by service those
/// that running levers take, and those of the posts that the policy adds, or takes away.
void book_staff(world::Scene const& scene, world::World& world, std::chrono::sys_days from,
                std::chrono::sys_days until);

/// What is paid by the case on a day.
world::UnitCosts unit_costs_on(Policy const& policy, std::chrono::sys_days day);

/// An activity's share of its lever's cost lines that are paid by the meeting or the attendee.
void add_costs(world::Activity& activity, Policy const& policy, Term const& term);

}  // namespace wardmote::policy
