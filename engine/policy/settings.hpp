#pragma once

#include <chrono>

#include "engine/policy/policy.hpp"
#include "engine/world/scene.hpp"
#include "engine/world/settings.hpp"

/// What the instructions of a policy set, by one table of fields and dials.
///
/// Every dial has one rule (engine/world/dials.def), by which all levers act on it: shares close a share of the gap
/// that is left, logits, minutes and staff add, rates multiply, the shorter of two promises is the one remembered. The
/// rules commute, and instructions are taken in an order of their own (lever, step, where, when), so that the order in
/// which a scenario names its levers never matters, to the last bit.
namespace wardmote::policy {

/// The dials with no policy in force: the council as found.
world::Settings settings_as_found(world::Scene const& scene);

/// The dials on a day: the council as found, changed by every instruction in force.
world::Settings settings_on(world::Scene const& scene, Policy const& policy, std::chrono::sys_days day);

/// Share of what is not delivered that monitoring (FEEDBACK on policy) puts right on a day, in a ward.
double correction_on(Policy const& policy, std::chrono::sys_days day, std::uint32_t ward);

/// The same, mean over wards: for what is the council's.
double mean_correction_on(Policy const& policy, std::chrono::sys_days day, std::size_t n_ward);

/// An order of instructions that does not depend on the order in which they were named.
bool comes_first(Instruction const& a, Instruction const& b);

/// Hours a month that running an instruction takes, whatever happens [h/month].
double running_hours(Instruction const& instruction);

/// Whether what an instruction sets changes while it is in force: a store's entries age (the directory's do in the
/// world itself, where turnover of officers reaches them).
bool ages(Instruction const& instruction);

/// Whether an instruction holds in a ward.
bool holds_in(Instruction const& instruction, std::uint32_t ward);
/// Whether there is any ward of the council in which it holds; else it is aimed at nobody and does nothing.
bool holds_somewhere(Instruction const& instruction, std::size_t n_ward);

}  // namespace wardmote::policy
