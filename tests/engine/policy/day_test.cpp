// What there is of a policy on a day: growing, fading, decided, staffed.
#include "engine/policy/day.hpp"

#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/policy/settings.hpp"
#include "engine/world/workload.hpp"
#include "tests/support/instructions.hpp"

namespace wardmote::policy {
namespace {

using std::chrono::days;
using support::choose;
using support::neutral;
using support::set;
using support::TinyScene;
using world::Dial;

struct Council {
  TinyScene tiny{support::lively_parameters()};
  world::World world = [this] {
    world::World made;
    made.load.resize(tiny.council.services.size());
    return made;
  }();

  [[nodiscard]] Day on(Policy const& policy, int day) const {
    return policy_on(tiny.scene, world, policy, tiny.council.as_found + days(day));
  }
  [[nodiscard]] double told_on(Policy const& policy, int day) const {
    return settings_on(tiny.scene, on(policy, day).policy, tiny.council.as_found + days(day))(Dial::told_case, 0);
  }
  [[nodiscard]] Policy telling(double ramp) const {
    auto told = neutral(tiny, Primitive::feedback, 0, 300);
    set(told, "told", 1);
    told.term.ramp = ramp;
    return {"told", {told}, {}};
  }
};

TEST(Ramp, GrowsInAStraightLineToTheWholeDose) {
  Council const council;
  auto const as_found = council.tiny.scene.parameters.p_told_case;
  auto const share = [&](int day) { return (council.told_on(council.telling(6), day) - as_found) / (1 - as_found); };
  auto const ramp = 6 * world::days_per_month;
  EXPECT_NEAR(share(0), 3.5 / ramp, 1e-12) << "the middle of the first week";
  EXPECT_NEAR(share(70), 73.5 / ramp, 1e-12);
  EXPECT_EQ(share(71), share(70)) << "in steps of a week, whenever one looks";
  EXPECT_DOUBLE_EQ(share(190), 1);
  EXPECT_DOUBLE_EQ(share(300), 0) << "it ends at once";
  EXPECT_EQ(council.told_on(council.telling(0), 0), 1) << "without a ramp all is there on the first day";
}

TEST(Ramp, GrowsOnItsOwnDaysAndIsWholeAfterThem) {
  Council const council;
  auto const changes = change_days(council.tiny.scene, council.telling(2));
  auto const start = council.tiny.council.as_found;
  EXPECT_EQ(*changes.begin(), start);
  EXPECT_TRUE(changes.contains(start + days(7)));
  EXPECT_TRUE(changes.contains(start + days(63))) << "by which it has grown up";
  EXPECT_FALSE(changes.contains(start + days(77)));
  EXPECT_TRUE(changes.contains(start + days(300)));
  EXPECT_EQ(council.on(council.telling(2), 63).policy.instructions[0].dose, 1);
}

TEST(Fade, AMessageHalvesAfterItsEndAndIsGoneAfterFourHalfLives) {
  Council const council;
  auto push = neutral(council.tiny, Primitive::push, 0, 70);
  choose(push, "audience", "officers");
  set(push, "coverage", 1);
  set(push, "quality", 0.4);
  set(push, "fade", 1);
  Policy const policy{"push", {push}, {}};
  auto const quality = [&](int day) {
    return settings_on(council.tiny.scene, council.on(policy, day).policy, council.tiny.council.as_found + days(day))(
        Dial::contact_quality, 0);
  };
  EXPECT_DOUBLE_EQ(quality(69), 0.4);
  EXPECT_NEAR(quality(70 + 28) / quality(70), std::pow(0.5, 28 / world::days_per_month), 1e-12);
  EXPECT_GT(quality(70 + 119), 0);
  EXPECT_EQ(quality(70 + 130), 0);
  auto const changes = change_days(council.tiny.scene, policy);
  EXPECT_TRUE(changes.contains(last_trace(push)));
  set(push, "fade", 0);
  EXPECT_EQ(last_trace(push), push.term.until);
}

/// A store that asks so many hours a month of some services' staff.
Instruction kept(TinyScene const& tiny, double hours, std::vector<std::uint32_t> staff) {
  auto store = neutral(tiny, Primitive::store);
  choose(store, "holds", "directory");
  set(store, "hours", hours);
  store.staff = std::move(staff);
  return store;
}

TEST(Staff, RunningHoursAreTakenFromTheServicesNamed) {
  Council const council;
  auto const& scene = council.tiny.scene;
  auto const today = council.on({"kept", {kept(council.tiny, 20, {1})}, {}}, 10);
  auto const hours = 20 / world::days_per_month * 7;
  ASSERT_EQ(today.busy.size(), 2U);
  EXPECT_EQ(today.busy[0], 0);
  EXPECT_NEAR(today.busy[1], hours / world::staff_hours(scene, 1), 1e-12);
  // nobody named: everyone, in proportion
  auto const all = council.on({"kept", {kept(council.tiny, 20, {})}, {}}, 10);
  EXPECT_NEAR(all.busy[0], all.busy[1], 1e-12);
  EXPECT_NEAR(all.busy[0], hours / (world::staff_hours(scene, 0) + world::staff_hours(scene, 1)), 1e-12);
  // none asked: nothing to keep
  EXPECT_TRUE(council.on({"kept", {kept(council.tiny, 0, {1})}, {}}, 10).busy.empty());
}

TEST(Staff, GetsNoMoreThanThereIsAndSharesItAlike) {
  Council council;
  council.world.load[1].enquiry_base = 10;
  auto const& scene = council.tiny.scene;
  auto const left = world::lever_hours_left(scene, council.world, 1);
  EXPECT_NEAR(left, (1 - scene.parameters.core_work_share) * world::staff_hours(scene, 1) - 10, 1e-9);
  auto const a_month = left / 7 * world::days_per_month;
  Policy const policy{"both", {kept(council.tiny, a_month, {1}), kept(council.tiny, 3 * a_month, {1})}, {}};
  auto const today = council.on(policy, 10);
  EXPECT_NEAR(today.policy.instructions[0].staffed, 0.25, 1e-9);
  EXPECT_NEAR(today.policy.instructions[1].staffed, 0.25, 1e-9);
  EXPECT_NEAR(today.busy[1] * world::staff_hours(scene, 1), left, 1e-9) << "all that is left, no more";
}

TEST(Staff, WhoAsksFirstDoesNotMatterToTheLastBit) {
  Council const council;
  std::vector<Instruction> asking;
  for (std::uint32_t i = 0; i < 7; ++i) {
    asking.push_back(kept(council.tiny, 0.1 + i / 3.0, {i % 2}));
    asking.back().lever = i;
  }
  auto const forth = council.on({"forth", asking, {}}, 10);
  std::reverse(asking.begin(), asking.end());
  EXPECT_EQ(council.on({"back", asking, {}}, 10).busy, forth.busy);
}

TEST(Condition, WhatWaitsIsNotThereUntilItsReviewSaysSo) {
  Council council;
  auto policy = council.telling(0);
  policy.instructions[0].term.condition = {.review = 0, .met = true};
  policy.reviews.resize(1);
  council.world.reviews.resize(1);
  auto const there = [&] { return council.on(policy, 10).policy.instructions.size(); };
  EXPECT_EQ(there(), 0U) << "undecided";
  council.world.reviews[0].decided = true;
  EXPECT_EQ(there(), 0U) << "decided against";
  council.world.reviews[0].holds = true;
  EXPECT_EQ(there(), 1U);
  policy.instructions[0].term.condition.met = false;
  EXPECT_EQ(there(), 0U) << "it waits for the contrary";
}

}  // namespace
}  // namespace wardmote::policy
