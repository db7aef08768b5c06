#pragma once

#include <cstdint>

#include "engine/world/world.hpp"

/// The store of open cases, and the working time they take.
namespace wardmote::process {

/// Takes a free slot for a case; its serial is new.
std::uint32_t open_slot(world::World& world);
/// Gives a slot back.
void close_slot(world::World& world, std::uint32_t slot);

/// Schedules an event of a case.
void schedule_case(world::World& world, kernel::Time at, world::EventKind kind, std::uint32_t slot);

/// The case an event is about; nullptr if it has been closed (or its slot used again) meanwhile.
world::Case* case_of(world::World& world, world::Event const& event);

/// Time at which a wait of `days` working days, begun now, is over. Waiting work advances faster in the two working
/// days before the `target` (0: none): hazard times 1 + deadline_pull (evidence §8.4, goal gradient).
kernel::Time after_waiting(world::Scene const& scene, world::World const& world, kernel::Time opened, double days,
                           double target);

/// Working days from `from` to now, a real number.
double working_days_since(world::Scene const& scene, world::World const& world, kernel::Time from);

/// Adds hours or money to the budget of the year we are in and to what the lever takes, where one does; the warm-up and
/// what comes after the end are not counted.
void spend_officer_hours(world::Scene const& scene, world::World& world, world::BudgetLine line, double hours,
                         std::uint32_t lever = world::nobody);
void spend_councillor_hours(world::Scene const& scene, world::World& world, world::BudgetLine line, double hours,
                            std::uint32_t lever = world::nobody);
void spend_money(world::Scene const& scene, world::World& world, world::BudgetLine line, double pounds,
                 std::uint32_t lever = world::nobody);

/// The same for all that a lever's outlay states, `times` over.
void spend(world::Scene const& scene, world::World& world, world::BudgetLine line, world::Outlay const& outlay,
           std::uint32_t lever, double times = 1);
/// The same for what levers pay by the case.
void spend(world::Scene const& scene, world::World& world, std::vector<world::UnitCost> const& costs, double times = 1);
/// Hours that residents give.
void spend_resident_hours(world::Scene const& scene, world::World& world, double hours);

/// Of the officer hours spent, those whose service and grade are known.
void note_staff_hours(world::Scene const& scene, world::World& world, std::uint32_t service, world::Grade grade,
                      double hours);

/// A simulated citizen's matter comes by a channel, for all those it stands for; the council pays what one costs.
void take_contact(world::Scene const& scene, world::World& world, world::Channel channel);

/// Whether what was opened then is in the window that outcomes look at.
bool in_window(world::World const& world, kernel::Time opened);

/// Notes days to an answer, if the case was opened in the window that outcomes look at.
void note_response(world::World& world, world::Route route, kernel::Time opened, double days);

}  // namespace wardmote::process
