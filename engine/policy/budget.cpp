#include "engine/policy/budget.hpp"

#include <algorithm>

#include "engine/policy/fields.hpp"
#include "engine/policy/settings.hpp"

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

/// What is delivered in a year, monitoring included: as it stands in the middle of the year's days in force.
double delivered(Scene const& scene, Policy const& policy, double delivery, sys_days from, sys_days until,
                 std::size_t year) {
  auto const start = scene.hours.calendar.date_of(kernel::Time{}) +
                     days(static_cast<int>(world::days_per_year * static_cast<double>(year)));
  auto const begin = std::max(from, start);
  auto const end = std::min(until, start + days(365));
  auto const middle = begin + (end - begin) / 2;
  if (delivery <= 0) return 0;
  return delivery + (1 - delivery) * mean_correction_on(policy, middle, scene.council.wards.size());
}

}  // namespace

void book(Scene const& scene, World& world, Policy const& policy) {
  auto& journal = world.journal;
  auto const running = static_cast<std::size_t>(BudgetLine::policy_running);
  auto const one_off = static_cast<std::size_t>(BudgetLine::policy_one_off);
  for (std::size_t year = 0; year < scene.n_year; ++year) {
    auto const share_of = [&](auto const& item) {
      auto const part = overlap(scene, item.from, item.until, year);
      return part > 0 ? part * delivered(scene, policy, item.delivery, item.from, item.until, year) : 0;
    };
    for (auto const& instruction : policy.instructions) {
      auto const share = share_of(instruction);
      journal.officer_hours[year][running] += 12 * share * running_hours(instruction);
      if (instruction.primitive == Primitive::build)
        journal.money[year][running] += share * Fields(instruction)("grants");
    }
    for (auto const& cost : policy.costs) {
      if (cost.per == CostBasis::year) {
        auto const share = share_of(cost);
        journal.officer_hours[year][running] += share * cost.officer_hours;
        journal.money[year][running] += share * cost.money;
      } else if (cost.per == CostBasis::once && overlap(scene, cost.from, cost.from + days(1), year) > 0) {
        journal.officer_hours[year][one_off] += cost.delivery * cost.officer_hours;
        journal.money[year][one_off] += cost.delivery * cost.money;
      }
    }
  }
}

world::UnitCosts unit_costs_on(Policy const& policy, sys_days day) {
  world::UnitCosts costs;
  for (auto const& cost : policy.costs) {
    if (!in_force(cost.from, cost.until, day)) continue;
    auto const hours = cost.delivery * cost.officer_hours;
    auto const money = cost.delivery * cost.money;
    if (cost.per == CostBasis::enquiry) costs.enquiry_hours += hours, costs.enquiry_money += money;
    if (cost.per == CostBasis::case_closed) costs.case_hours += hours, costs.case_money += money;
    if (cost.per == CostBasis::consultation) costs.consultation_hours += hours, costs.consultation_money += money;
  }
  return costs;
}

void add_costs(world::Activity& activity, Policy const& policy) {
  for (auto const& cost : policy.costs) {
    if (cost.lever != activity.lever) continue;
    if (cost.per == CostBasis::meeting) {
      activity.hours_each += cost.officer_hours;
      activity.money_each += cost.money;
    } else if (cost.per == CostBasis::attendee) {
      activity.hours_attendee += cost.officer_hours;
      activity.money_attendee += cost.money;
    }
  }
}

}  // namespace wardmote::policy
