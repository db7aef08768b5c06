// What whole runs of the tiny council tell about hours and contacts: by lever, service, grade and channel.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/measure/record.hpp"
#include "tests/support/tiny_run.hpp"

namespace wardmote::run {
namespace {

using policy::CostBasis;
using policy::Instruction;
using policy::Policy;
using policy::Primitive;
using support::baseline;
using support::choose;
using support::full;
using support::neutral;
using support::run_of;
using support::set;
using support::tiny;
using support::Year;

double sum(std::vector<double> const& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

/// A line of the budget over the year.
double line(std::vector<double> const& budget, world::BudgetLine which) {
  auto const n_year = tiny().scene.scene.n_year;
  auto const first = budget.begin() + static_cast<std::ptrdiff_t>(static_cast<std::size_t>(which) * n_year);
  return std::accumulate(first, first + n_year, 0.0);
}

measure::LeverCost taken_by(Year const& year, std::uint32_t lever) {
  auto const found = std::ranges::find(year.record.levers, lever, &measure::LeverCost::lever);
  return found == year.record.levers.end() ? measure::LeverCost{} : *found;
}

Instruction of_lever(std::uint32_t lever, Instruction instruction) {
  instruction.lever = lever;
  return instruction;
}

TEST(Ledger, StaffHoursAreAllOfficerHours) {
  std::vector<Instruction> everything;
  for (auto const& spec : policy::primitive_specs()) everything.push_back(full(tiny().scene, spec.primitive));
  for (auto const& year : {baseline(), run_of(everything)}) {
    auto const& staff = year.record.staff_hours;
    EXPECT_NEAR(sum(staff), sum(year.record.officer_hours), 1e-6 * sum(staff));
    EXPECT_GE(*std::ranges::min_element(staff), 0);
    EXPECT_GT(staff.front(), 0) << "the front line of the first service answers enquiries";
    // the desk's come last but one
    auto const n_grade = measure::grade_names().size();
    EXPECT_EQ(staff[staff.size() - n_grade - 1], line(year.record.officer_hours, world::BudgetLine::enquiries_desk));
  }
}

TEST(Ledger, MeetingsAndSessionsAreTheirLevers) {
  auto const meet = of_lever(11, full(tiny().scene, Primitive::meet)),
             train = of_lever(12, full(tiny().scene, Primitive::train));
  auto const both = run_of({meet, train});
  auto const meetings = taken_by(both, 11), sessions = taken_by(both, 12);
  EXPECT_GT(meetings.officer_hours, 0);
  EXPECT_GT(meetings.councillor_hours, 0);
  EXPECT_GT(sessions.officer_hours, 0);
  auto const added = [&](std::vector<double> measure::RunRecord::*budget) {
    return line(both.record.*budget, world::BudgetLine::meetings) -
           line(baseline().record.*budget, world::BudgetLine::meetings);
  };
  auto const all = added(&measure::RunRecord::officer_hours);
  EXPECT_NEAR(meetings.officer_hours + sessions.officer_hours, all, 1e-6 * all);
  auto const councillors = added(&measure::RunRecord::councillor_hours);
  EXPECT_NEAR(meetings.councillor_hours + sessions.councillor_hours, councillors, 1e-6 * councillors);
  EXPECT_TRUE(baseline().record.levers.empty());
}

TEST(Ledger, CostsByTheCaseAreTheirLevers) {
  Policy policy{"costs", {}, {}};
  auto const idle = neutral(tiny().scene, Primitive::coord);
  policy.instructions = {of_lever(21, idle), of_lever(22, idle)};
  policy.costs = {{.lever = 21, .per = CostBasis::enquiry, .term = idle.term, .outlay = {.officer_hours = 1}},
                  {.lever = 22, .per = CostBasis::enquiry, .term = idle.term, .outlay = {.money = 5}},
                  {.lever = 22, .per = CostBasis::once, .term = idle.term, .outlay = {.money = 1'000}}};
  auto const year = run_of(policy);
  auto const hours = taken_by(year, 21);
  EXPECT_GT(hours.officer_hours, 10) << "an hour for each enquiry";
  EXPECT_NEAR(taken_by(year, 22).cost, 1'000 + 5 * hours.officer_hours, 1e-6);
  EXPECT_EQ(taken_by(year, 22).officer_hours, 0);
}

TEST(Ledger, RunningHoursFallOnTheServicesWhoseStaffRunIt) {
  auto coord = of_lever(31, neutral(tiny().scene, Primitive::coord));
  set(coord, "hours", 10);
  coord.staff = {1};
  auto const year = run_of({coord});
  auto const n_grade = measure::grade_names().size();
  auto const at = [&](std::size_t service) { return year.record.staff_hours[service * n_grade + n_grade - 1]; };
  EXPECT_EQ(at(0), 0);
  EXPECT_NEAR(at(1), 120, 1);
  EXPECT_NEAR(taken_by(year, 31).officer_hours, at(1), 1e-6);
}

TEST(Ledger, PostsAddedAreHoursOfTheirOwn) {
  auto const posts = [](Year const& year) { return outcome(year, "post_hours_year"); };
  auto capacity = neutral(tiny().scene, Primitive::capacity);
  choose(capacity, "server", "desk");
  set(capacity, "fte", -0.5);
  EXPECT_EQ(posts(baseline()), 0);
  auto const hours = 365.0 / 7 * 5 * tiny().scene.scene.parameters.officer_hours_day;
  EXPECT_NEAR(posts(run_of({capacity})), -0.5 * hours, 1e-6);
}

// A web contact costs 2, a call 3, an officer hour 10: what a line of the budget took says how many there were.
TEST(Ledger, ContactsAreWhatTheirLinesOfTheBudgetPayFor) {
  auto p = support::lively_parameters();
  p.cost_web = 2;
  p.cost_phone = 3;
  p.officer_hour_cost = 10;
  support::TinyScene const priced(p);
  auto world = warm_up(priced.scene);
  auto const record = run::run(priced.scene, Policy{}, std::vector{priced.hours.end}, world);
  auto const names = measure::channel_names();
  auto const by_channel = [&](std::string_view channel) {
    auto const at = static_cast<std::size_t>(std::ranges::find(names, channel) - names.begin());
    return record.contacts.at(at * priced.scene.n_year);
  };
  auto const web = line(record.cost, world::BudgetLine::web_contacts) / 2;
  auto const calls = line(record.cost, world::BudgetLine::contact_centre) / 3;
  EXPECT_GT(web, 10);
  EXPECT_GT(calls, 10);
  EXPECT_NEAR(by_channel("web"), web, 1e-9 * web);
  EXPECT_NEAR(by_channel("telephone"), calls, 1e-9 * calls);
  EXPECT_GT(by_channel("councillor"), 0);
  EXPECT_LE(by_channel("telephone_given_up"), static_cast<double>(world.journal.calls_abandoned));
}

}  // namespace
}  // namespace wardmote::run
