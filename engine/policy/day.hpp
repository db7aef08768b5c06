#pragma once

#include <chrono>
#include <set>
#include <vector>

#include "engine/policy/policy.hpp"
#include "engine/world/world.hpp"

/// What there is of a policy on a day: decided by its reviews, grown so far, staffed as far as there is staff.
namespace wardmote::policy {

/// Days on which anything about a policy changes, within the run, rising: something begins, ends or is reviewed; each
/// week of what grows or fades; each month of what ages.
std::set<std::chrono::sys_days> change_days(world::Scene const& scene, Policy const& policy);

/// Whether a day is within a term.
bool in_force(Term const& term, std::chrono::sys_days day);

/// First day on which nothing is left of an instruction: its end, or, of a message that fades, four half-lives later.
std::chrono::sys_days last_trace(Instruction const& instruction);

/// Share of what is delivered that there is on a day, in steps of a week: it grows in a straight line over the ramp
/// and, of a message, halves every `fade` months once it has ended.
double dose_on(Term const& term, std::chrono::sys_days day);
double dose_on(Instruction const& instruction, std::chrono::sys_days day);

/// Whether what an instruction or a cost waits for has come about.
bool decided(world::World const& world, Condition const& condition);

/// A policy as it is on a day.
struct Day {
  Policy policy;             ///< without what waits for a review or was decided against; doses as they are
  std::vector<double> busy;  ///< [n_service] share of the staff's time that running levers take; empty: none
};

/// Running levers share the hours that core work and the casework as found leave to the services whose staff run them:
/// where they ask for more than there are, each gets the same share of what it asks, and does that share of its work.
Day policy_on(world::Scene const& scene, world::World const& world, Policy const& policy, std::chrono::sys_days day);

}  // namespace wardmote::policy
