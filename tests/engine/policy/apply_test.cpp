#include "engine/policy/apply.hpp"

#include <gtest/gtest.h>

#include "tests/support/tiny_world.hpp"

namespace wardmote::policy {
namespace {

using std::chrono::days;
using support::TinyScene;
using world::Dial;

/// An instruction in which every field changes nothing, in force from day 10 to day 20.
Instruction neutral(TinyScene const& tiny, Primitive primitive) {
  Instruction instruction;
  instruction.primitive = primitive;
  instruction.from = tiny.council.as_found + days(10);
  instruction.until = tiny.council.as_found + days(20);
  for (auto const& field : spec_of(primitive).fields) instruction.fields.push_back(field.neutral);
  return instruction;
}

void set(Instruction& instruction, std::string_view field, double value) {
  instruction.fields[*field_index(instruction.primitive, field)] = value;
}

TEST(Policy, HoldsWithinItsWindowOnly) {
  TinyScene const tiny;
  auto feedback = neutral(tiny, Primitive::feedback);
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
  auto feedback = neutral(tiny, Primitive::feedback);
  set(feedback, "told", 0.8);
  Policy const policy{"twice", {feedback, feedback}, {}};
  auto const settings = settings_on(tiny.scene, policy, tiny.council.as_found + days(12));
  EXPECT_DOUBLE_EQ(settings(Dial::told_case, 0), 1 - 0.7 * 0.2 * 0.2);
}

TEST(Policy, DeliversOnlyItsShareAndOnlyWhereItHolds) {
  TinyScene const tiny;
  auto permit = neutral(tiny, Primitive::permit);
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
        settings_on(tiny.scene, {"nil", {neutral(tiny, spec.primitive)}, {}}, tiny.council.as_found + days(12));
    for (std::size_t d = 0; d < world::n_dial; ++d) {
      for (std::size_t w = 0; w < 2; ++w) {
        EXPECT_EQ(settings(static_cast<Dial>(d), w), as_found(static_cast<Dial>(d), w)) << spec.name << ", dial " << d;
      }
    }
  }
}

TEST(Policy, MeetsInEveryWardOnceAPeriodOnWorkingDays) {
  TinyScene const tiny;
  auto meet = neutral(tiny, Primitive::meet);
  meet.from = tiny.council.as_found;
  meet.until = tiny.council.as_found + days(365);
  meet.every = Period::quarter;
  meet.councillors = CouncillorTarget::ward;
  meet.services = {0};
  world::World world;
  world.journal.officer_hours.resize(1);
  world.journal.money.resize(1);
  begin(tiny.scene, world, {"meet", {meet}, {}});
  ASSERT_EQ(world.activities.size(), 2U);
  EXPECT_EQ(world.activities[0].councillors.size(), 3U);
  EXPECT_EQ(world.activities[1].councillors.size(), 2U);
  for (auto const& activity : world.activities) {
    EXPECT_EQ(activity.dates.size(), 4U);
    for (auto const date : activity.dates) EXPECT_TRUE(tiny.hours.office.is_open(date));
  }
}

TEST(Policy, BooksYearlyCostsForTheDaysInForce) {
  TinyScene const tiny;
  CostLine cost{.per = CostBasis::year,
                .from = tiny.council.as_found,
                .until = tiny.council.as_found + days(73),
                .officer_hours = 100,
                .money = 1000};
  world::World world;
  world.journal.officer_hours.resize(1);
  world.journal.money.resize(1);
  begin(tiny.scene, world, {"cost", {}, {cost}});
  auto const line = static_cast<std::size_t>(world::BudgetLine::policy_running);
  EXPECT_NEAR(world.journal.officer_hours[0][line], 100 * 73 / 365.25, 1e-9);
  EXPECT_NEAR(world.journal.money[0][line], 1000 * 73 / 365.25, 1e-9);
}

}  // namespace
}  // namespace wardmote::policy
