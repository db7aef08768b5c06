#include "engine/policy/apply.hpp"

#include <gtest/gtest.h>

#include "engine/policy/budget.hpp"
#include "engine/policy/day.hpp"
#include "engine/world/seats.hpp"
#include "tests/support/instructions.hpp"

namespace wardmote::policy {
namespace {

using std::chrono::days;
using support::TinyScene;
using world::Dial;

using support::set;

/// In force from day 10 to day 20.
Instruction for_ten_days(TinyScene const& tiny, Primitive primitive) {
  return support::neutral(tiny, primitive, 10, 20);
}

/// A world with somewhere to book what a policy costs.
world::World ledger(TinyScene const& tiny) {
  world::World world;
  world.journal.officer_hours.resize(1);
  world.journal.money.resize(1);
  world.journal.staff_hours.resize(tiny.council.services.size());
  world.journal.ward.resize(tiny.council.wards.size());
  world.load.resize(tiny.council.services.size());
  return world;
}

TEST(Policy, HoldsWithinItsWindowOnly) {
  TinyScene const tiny;
  auto feedback = for_ten_days(tiny, Primitive::feedback);
  set(feedback, "told", 0.5);
  Policy const policy{"told", {feedback}, {}};
  auto const told = [&](int day) {
    return settings_on(tiny.scene, policy, tiny.council.as_found + days(day))(Dial::told_case, 0);
  };
  EXPECT_DOUBLE_EQ(told(9), 0.3);
  EXPECT_DOUBLE_EQ(told(10), 0.3 + 0.7 * 0.5);
  EXPECT_DOUBLE_EQ(told(19), 0.3 + 0.7 * 0.5);
  EXPECT_DOUBLE_EQ(told(20), 0.3);
}

TEST(Policy, TwoLeversThatSayTheSameCloseTheGapTwiceNotAddUp) {
  TinyScene const tiny;
  auto feedback = for_ten_days(tiny, Primitive::feedback);
  set(feedback, "told", 0.8);
  Policy const policy{"twice", {feedback, feedback}, {}};
  auto const settings = settings_on(tiny.scene, policy, tiny.council.as_found + days(12));
  EXPECT_DOUBLE_EQ(settings(Dial::told_case, 0), 1 - 0.7 * 0.2 * 0.2);
}

TEST(Policy, DeliversOnlyItsShareAndOnlyWhereItHolds) {
  TinyScene const tiny;
  auto permit = for_ten_days(tiny, Primitive::permit);
  set(permit, "share", 1);
  permit.delivery = 0.5;
  permit.wards = {1};
  auto const settings = settings_on(tiny.scene, {"permit", {permit}, {}}, tiny.council.as_found + days(12));
  EXPECT_DOUBLE_EQ(settings(Dial::permission_frontline, 0), 0.3);
  EXPECT_DOUBLE_EQ(settings(Dial::permission_frontline, 1), 0.3 + 0.7 * 0.5);
}

TEST(Policy, NeutralFieldsChangeNothingWhateverThePrimitive) {
  TinyScene const tiny;
  auto const as_found = settings_as_found(tiny.scene);
  for (auto const& spec : primitive_specs()) {
    auto const settings =
        settings_on(tiny.scene, {"nil", {for_ten_days(tiny, spec.primitive)}, {}}, tiny.council.as_found + days(12));
    for (std::size_t d = 0; d < world::n_dial; ++d) {
      for (std::size_t w = 0; w < 2; ++w) {
        EXPECT_EQ(settings(static_cast<Dial>(d), w), as_found(static_cast<Dial>(d), w)) << spec.name << ", dial " << d;
      }
    }
  }
}

TEST(Policy, MeetsInEveryWardOnceAPeriodOnWorkingDays) {
  TinyScene const tiny;
  auto meet = for_ten_days(tiny, Primitive::meet);
  meet.term.from = tiny.council.as_found;
  meet.term.until = tiny.council.as_found + days(365);
  meet.every = Period::quarter;
  meet.councillors = CouncillorTarget::ward;
  meet.services = {0};
  auto world = ledger(tiny);
  begin(tiny.scene, world, {"meet", {meet}, {}});
  ASSERT_EQ(world.activities.size(), 2U);
  EXPECT_EQ(world.activities[0].councillors.size(), 3U);
  EXPECT_EQ(world.activities[1].councillors.size(), 2U);
  for (auto const& activity : world.activities) {
    EXPECT_EQ(activity.dates.size(), 4U);
    for (auto const date : activity.dates) EXPECT_TRUE(tiny.hours.office.is_open(date));
  }
}

TEST(Policy, MeetsThoseOfTheRoleItNames) {
  TinyScene tiny;
  auto council = tiny.council;
  council.n_cabinet = 2;
  council.n_chair = council.n_leader = council.n_newcomer = 1;  // no election is described: as found they are new
  TinyScene const with_roles(support::plain_parameters(), 1, council);
  auto const invited = [&](CouncillorTarget target, std::vector<std::uint32_t> services = {}) {
    auto meet = support::neutral(with_roles, Primitive::meet);
    meet.every = Period::year;
    meet.councillors = target;
    meet.services = std::move(services);
    auto world = ledger(with_roles);
    world::take_seats(with_roles.scene, world);
    begin(with_roles.scene, world, {"meet", {meet}, {}});
    return world::councillors_meant(world, world.activities.at(0));
  };
  using Councillors = std::vector<std::uint32_t>;
  // five councillors: two in the cabinet, and of the three left one each
  EXPECT_EQ(invited(CouncillorTarget::cabinet), (Councillors{0, 2}));
  EXPECT_EQ(invited(CouncillorTarget::chairs), (Councillors{1}));
  EXPECT_EQ(invited(CouncillorTarget::leaders), (Councillors{3}));
  EXPECT_EQ(invited(CouncillorTarget::newcomers), (Councillors{4}));
  EXPECT_EQ(invited(CouncillorTarget::long_serving), (Councillors{0, 1, 2, 3}));
  EXPECT_EQ(invited(CouncillorTarget::back_bench), (Councillors{4})) << "a newcomer without office";
  EXPECT_EQ(invited(CouncillorTarget::all).size(), 5U);
  EXPECT_TRUE(invited(CouncillorTarget::none).empty());
  // services go to the portfolios in turn
  EXPECT_EQ(invited(CouncillorTarget::portfolio, {0}), (Councillors{0}));
  EXPECT_EQ(invited(CouncillorTarget::portfolio, {1}), (Councillors{2}));
}

TEST(Policy, HoldsFurtherExercisesFartherApartWhileItGrows) {
  TinyScene const tiny;
  auto const n_exercise = [&](double ramp) {
    auto decide = support::neutral(tiny, Primitive::decide);
    decide.term.ramp = ramp;
    set(decide, "exercises", 24);
    auto world = ledger(tiny);
    auto const before = world.queue.size();
    Policy const policy{"more", {decide}, {}};
    begin(tiny.scene, world, policy);
    return world.queue.size() - before - change_days(tiny.scene, policy).size();
  };
  EXPECT_EQ(n_exercise(0), 24U);
  EXPECT_EQ(n_exercise(12), 12U) << "half the dose on average";
}

TEST(Budget, BooksYearlyCostsForTheDaysInForce) {
  TinyScene const tiny;
  auto const start = tiny.council.as_found;
  CostLine const cost{.per = CostBasis::year,
                      .term = {start, start + days(73)},
                      .outlay = {.officer_hours = 100, .money = 1000, .resident_hours = 10, .partner_hours = 20}};
  auto world = ledger(tiny);
  Policy const policy{"cost", {}, {cost}};
  // however a year is cut into stretches
  book(tiny.scene, world, policy, start, start + days(40));
  book(tiny.scene, world, policy, start + days(40), start + days(365));
  auto const line = static_cast<std::size_t>(world::BudgetLine::policy_running);
  EXPECT_NEAR(world.journal.officer_hours[0][line], 100 * 73 / 365.25, 1e-9);
  EXPECT_NEAR(world.journal.money[0][line], 1000 * 73 / 365.25, 1e-9);
  EXPECT_NEAR(world.journal.resident_hours, 10 * 73 / 365.25, 1e-9);
  EXPECT_NEAR(world.journal.partner_hours, 20 * 73 / 365.25, 1e-9);
}

TEST(Budget, BooksWhatIsPaidOnceOnItsDayOnly) {
  TinyScene const tiny;
  auto const start = tiny.council.as_found;
  CostLine const cost{.per = CostBasis::once,
                      .term = {start + days(50), start + days(365)},
                      .delivery = 0.5,
                      .outlay = {.officer_hours = 8}};
  auto const line = static_cast<std::size_t>(world::BudgetLine::policy_one_off);
  auto world = ledger(tiny);
  Policy const policy{"cost", {}, {cost}};
  book(tiny.scene, world, policy, start, start + days(50));
  EXPECT_EQ(world.journal.officer_hours[0][line], 0);
  book(tiny.scene, world, policy, start + days(50), start + days(60));
  book(tiny.scene, world, policy, start + days(60), start + days(365));
  EXPECT_EQ(world.journal.officer_hours[0][line], 4);
}

TEST(Budget, PaysMeetingsOfAUseWithItsOwnNumbers) {
  // the same lever in a pilot, then everywhere at another price: neither pays for the other
  TinyScene const tiny;
  auto const start = tiny.council.as_found;
  Term const pilot{start, start + days(100)}, after{start + days(100), start + days(365)};
  Policy const policy{"twice",
                      {},
                      {{.lever = 7, .per = CostBasis::meeting, .term = pilot, .outlay = {.officer_hours = 5}},
                       {.lever = 7, .per = CostBasis::meeting, .term = after, .outlay = {.officer_hours = 3}}}};
  world::Activity activity;
  activity.lever = 7;
  add_costs(activity, policy, after);
  EXPECT_EQ(activity.each.officer_hours, 3);
}

}  // namespace
}  // namespace wardmote::policy
