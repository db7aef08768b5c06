#include "engine/process/cases.hpp"

#include <algorithm>
#include <array>

namespace wardmote::process {

using world::BudgetLine;
using world::Case;
using world::Channel;
using world::Event;
using world::Journal;
using world::LeverBook;
using world::Scene;
using world::World;

namespace {

constexpr double pull_window = 2;  ///< working days before a target in which work speeds up (evidence §8.4)

/// Whether what is spent now is counted.
bool counted(Scene const& scene, World const& world) {
  return world.now >= kernel::Time{} && world.now < scene.hours.end;
}

/// Of an account by year, the year we are in.
template <class Year>
Year& this_year(World const& world, std::vector<Year>& account) {
  auto const year = static_cast<std::size_t>(world.now.value() / kernel::days(world::days_per_year).value());
  return account[std::min(year, account.size() - 1)];
}

using Budget = std::vector<std::array<double, world::n_budget_line>>;

/// Adds to the budget of the year we are in, and to what a lever takes.
void add(Scene const& scene, World& world, Budget Journal::*budget, double LeverBook::*taken, BudgetLine line,
         double amount, std::uint32_t lever) {
  if (!counted(scene, world)) return;
  this_year(world, world.journal.*budget)[static_cast<std::size_t>(line)] += amount;
  if (lever != world::nobody) world.journal.taken_by(lever).*taken += amount;
}

/// What a contact costs, and on which line; in the order of Channel. A councillor's time is counted as casework.
struct Price {
  BudgetLine line = BudgetLine::count;
  double world::Parameters::*pounds = nullptr;
};
constexpr std::array<Price, world::n_channel> prices{{{BudgetLine::contact_centre, &world::Parameters::cost_phone},
                                                      {},
                                                      {BudgetLine::web_contacts, &world::Parameters::cost_web},
                                                      {BudgetLine::visits, &world::Parameters::cost_visit},
                                                      {}}};

}  // namespace

std::uint32_t open_slot(World& world) {
  if (world.free_cases.empty()) {
    world.cases.push_back({});
    world.free_cases.push_back(static_cast<std::uint32_t>(world.cases.size() - 1));
  }
  auto const slot = world.free_cases.back();
  world.free_cases.pop_back();
  auto const serial = world.cases[slot].serial + 1;
  world.cases[slot] = Case{.serial = serial, .opened = world.now, .open = true};
  return slot;
}

void close_slot(World& world, std::uint32_t slot) {
  world.cases[slot].open = false;
  world.free_cases.push_back(slot);
}

void schedule_case(World& world, kernel::Time at, world::EventKind kind, std::uint32_t slot) {
  world.queue.schedule(at, Event{.kind = kind, .who = slot, .what = world.cases[slot].serial});
}

Case* case_of(World& world, Event const& event) {
  auto& item = world.cases[event.who];
  return item.open && item.serial == event.what ? &item : nullptr;
}

kernel::Time after_waiting(Scene const& scene, World const& world, kernel::Time opened, double days, double target) {
  auto const& hours = scene.hours;
  auto const age = hours.working_days(hours.office.between(opened, world.now));
  auto left = days;
  double spent = 0;
  if (target > 0 && scene.parameters.deadline_pull > 0) {
    // up to the window at the usual pace, within it faster, beyond the target as before
    auto const before = std::min(left, std::max(0.0, target - pull_window - age));
    left -= before;
    spent += before;
    auto const window = std::clamp(target - (age + spent), 0.0, pull_window);
    auto const pace = 1 + scene.parameters.deadline_pull;
    auto const within = std::min(left / pace, window);
    left -= within * pace;
    spent += within;
  }
  spent += std::max(0.0, left);
  return hours.office.finish(world.now, hours.of_working_days(spent));
}

double working_days_since(Scene const& scene, World const& world, kernel::Time from) {
  return scene.hours.working_days(scene.hours.office.between(from, world.now));
}

void spend_officer_hours(Scene const& scene, World& world, BudgetLine line, double hours, std::uint32_t lever) {
  add(scene, world, &Journal::officer_hours, &LeverBook::officer_hours, line, hours, lever);
}

void spend_councillor_hours(Scene const& scene, World& world, BudgetLine line, double hours, std::uint32_t lever) {
  add(scene, world, &Journal::councillor_hours, &LeverBook::councillor_hours, line, hours, lever);
}

void spend_money(Scene const& scene, World& world, BudgetLine line, double pounds, std::uint32_t lever) {
  add(scene, world, &Journal::money, &LeverBook::money, line, pounds, lever);
}

void spend(Scene const& scene, World& world, BudgetLine line, world::Outlay const& outlay, std::uint32_t lever,
           double times) {
  spend_officer_hours(scene, world, line, times * outlay.officer_hours, lever);
  spend_money(scene, world, line, times * outlay.money, lever);
  spend_resident_hours(scene, world, times * outlay.resident_hours);
  if (counted(scene, world)) world.journal.partner_hours += times * outlay.partner_hours;
}

void spend(Scene const& scene, World& world, std::vector<world::UnitCost> const& costs, double times) {
  for (auto const& cost : costs) spend(scene, world, BudgetLine::policy_running, cost.outlay, cost.lever, times);
}

void spend_resident_hours(Scene const& scene, World& world, double hours) {
  if (counted(scene, world)) world.journal.resident_hours += hours;
}

void note_staff_hours(Scene const& scene, World& world, std::uint32_t service, world::Grade grade, double hours) {
  if (counted(scene, world)) world.journal.staff_hours[service][static_cast<std::size_t>(grade)] += hours;
}

void take_contact(Scene const& scene, World& world, Channel channel) {
  auto const place = static_cast<std::size_t>(channel);
  if (counted(scene, world)) this_year(world, world.journal.contacts)[place] += 1 / scene.people.scale;
  if (auto const& price = prices[place]; price.pounds != nullptr)
    spend_money(scene, world, price.line, scene.parameters.*price.pounds / scene.people.scale);
}

bool in_window(World const& world, kernel::Time opened) {
  return opened >= world.journal.window_from && opened < world.journal.window_until;
}

void note_response(World& world, world::Route route, kernel::Time opened, double days) {
  if (in_window(world, opened)) world.journal.response_days[static_cast<std::size_t>(route)].add(days);
}

}  // namespace wardmote::process
