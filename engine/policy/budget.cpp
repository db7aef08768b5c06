#include "engine/policy/budget.hpp"

#include <algorithm>
#include <numeric>

#include "engine/policy/day.hpp"
#include "engine/policy/fields.hpp"
#include "engine/policy/settings.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::policy {

using std::chrono::days;
using std::chrono::sys_days;
using world::BudgetLine;
using world::Scene;
using world::World;

namespace {

/// Part of a window that falls into a year of the study [year].
double overlap(Scene const& scene, sys_days from, sys_days until, std::size_t year) {
  auto const day = [&](sys_days d) {
    return static_cast<double>(scene.hours.calendar.day_index(d)) / world::days_per_year;
  };
  auto const begin = std::max(day(from), static_cast<double>(year));
  auto const end = std::min(day(until), static_cast<double>(year) + 1);
  return std::max(0.0, end - begin);
}

/// Adds a lever's outlay to a year.
void book_outlay(World& world, std::size_t year, BudgetLine line, std::uint32_t lever, world::Outlay const& outlay) {
  auto& journal = world.journal;
  journal.officer_hours[year][static_cast<std::size_t>(line)] += outlay.officer_hours;
  journal.money[year][static_cast<std::size_t>(line)] += outlay.money;
  journal.resident_hours += outlay.resident_hours;
  journal.partner_hours += outlay.partner_hours;
  auto& taken = journal.taken_by(lever);
  taken.officer_hours += outlay.officer_hours;
  taken.money += outlay.money;
}

}  // namespace

void book(Scene const& scene, World& world, Policy const& policy, sys_days from, sys_days until) {
  auto const correction = mean_correction_on(policy, from, scene.council.wards.size());
  for (std::size_t year = 0; year < scene.n_year; ++year) {
    // years of an item in force, times what is delivered of it
    auto const part_of = [&](auto const& item) {
      auto const part = overlap(scene, std::max(from, item.term.from), std::min(until, item.term.until), year);
      return part * world::with_correction(item.delivery, correction);
    };
    for (auto const& instruction : policy.instructions) {
      auto const part = part_of(instruction) * instruction.dose;
      auto const hours = 12 * part * running_hours(instruction);
      auto const grants = instruction.primitive == Primitive::build ? part * Fields(instruction)("grants") : 0;
      auto const staffed = instruction.staffed;
      book_outlay(world, year, BudgetLine::policy_running, instruction.lever,
                  {.officer_hours = staffed * hours, .money = staffed * grants});
      world.journal.undelivered_hours += (1 - staffed) * hours;
    }
    for (auto const& cost : policy.costs) {
      auto const begins = from <= cost.term.from && cost.term.from < until &&
                          overlap(scene, cost.term.from, cost.term.from + days(1), year) > 0;
      if (cost.per == CostBasis::year)
        book_outlay(world, year, BudgetLine::policy_running, cost.lever, part_of(cost) * cost.dose * cost.outlay);
      if (cost.per == CostBasis::once && begins)
        book_outlay(world, year, BudgetLine::policy_one_off, cost.lever, cost.delivery * cost.outlay);
    }
  }
}

void book_staff(Scene const& scene, World& world, sys_days from, sys_days until) {
  auto const weeks = static_cast<double>((until - from).count()) / 7;
  auto const& staff = world.settings.staff;
  for (std::uint32_t s = 0; s < staff.busy.size(); ++s)
    world.journal.staff_hours[s][world::any_grade] += weeks * staff.busy[s] * world::staff_hours(scene, s);

  auto const all = [](std::vector<double> const& fte) { return std::accumulate(fte.begin(), fte.end(), 0.0); };
  auto const posts = staff.desk + staff.conduit + staff.outreach + all(staff.enquiry) + all(staff.front);
  world.journal.post_hours += weeks * posts * scene.parameters.officer_hours_day * world::working_days_per_week;
}

world::UnitCosts unit_costs_on(Policy const& policy, sys_days day) {
  world::UnitCosts costs;
  for (auto const& cost : policy.costs) {
    if (!in_force(cost.term, day)) continue;
    auto const outlay = cost.delivery * cost.dose * cost.outlay;
    if (cost.per == CostBasis::enquiry) costs.enquiry.push_back({cost.lever, outlay});
    if (cost.per == CostBasis::case_closed) costs.report.push_back({cost.lever, outlay});
    if (cost.per == CostBasis::consultation) costs.consultation.push_back({cost.lever, outlay});
  }
  return costs;
}

void add_costs(world::Activity& activity, Policy const& policy, Term const& term) {
  for (auto const& cost : policy.costs) {
    // a lever may be used more than once, each time with numbers of its own
    if (cost.lever != activity.lever || !(cost.term == term)) continue;
    if (cost.per == CostBasis::meeting) activity.each += cost.outlay;
    if (cost.per == CostBasis::attendee) activity.attendee += cost.outlay;
  }
}

}  // namespace wardmote::policy
