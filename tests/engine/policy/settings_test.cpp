#include "engine/policy/settings.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <gtest/gtest.h>

#include "tests/support/instructions.hpp"

namespace wardmote::policy {
namespace {

using std::chrono::days;
using support::choose;
using support::full;
using support::neutral;
using support::set;
using support::TinyScene;
using world::Dial;

world::Settings on_day_1(TinyScene const& tiny, std::vector<Instruction> instructions) {
  return settings_on(tiny.scene, {"test", std::move(instructions), {}}, tiny.council.as_found + days(1));
}

bool same_bits(world::Settings const& a, world::Settings const& b) {
  for (std::size_t d = 0; d < world::n_dial; ++d) {
    for (std::size_t w = 0; w < a.n_ward(); ++w) {
      auto const x = a(static_cast<Dial>(d), w);
      auto const y = b(static_cast<Dial>(d), w);
      if (std::memcmp(&x, &y, sizeof x) != 0) return false;
    }
  }
  return a.staff == b.staff;
}

TEST(Settings, DoNotDependOnTheOrderOfLeversToTheLastBit) {
  TinyScene const tiny(support::lively_parameters());
  std::vector<Instruction> all;
  for (auto const& spec : primitive_specs()) {
    for (std::uint32_t k = 0; k < 3; ++k) {
      auto instruction = full(tiny, spec.primitive, k);
      instruction.lever = 100 - k;
      instruction.step = static_cast<std::uint32_t>(spec.primitive);
      instruction.delivery = 0.3 + 0.1 * k;
      all.push_back(instruction);
    }
  }
  auto const once = on_day_1(tiny, all);
  std::reverse(all.begin(), all.end());
  EXPECT_TRUE(same_bits(once, on_day_1(tiny, all)));
  std::rotate(all.begin(), all.begin() + 7, all.end());
  EXPECT_TRUE(same_bits(once, on_day_1(tiny, all)));
  std::erase_if(all, [](Instruction const& i) { return i.primitive == Primitive::permit; });
  EXPECT_FALSE(same_bits(once, on_day_1(tiny, all))) << "the comparison has teeth";
}

TEST(Settings, TheShorterOfTwoPromisesIsTheOneRemembered) {
  TinyScene const tiny;
  auto ten = neutral(tiny, Primitive::feedback);
  choose(ten, "on", "cases");
  set(ten, "promise", 10);
  auto five = ten;
  set(five, "promise", 5);
  EXPECT_DOUBLE_EQ(on_day_1(tiny, {ten, five})(Dial::promise_case), 5);
  EXPECT_DOUBLE_EQ(on_day_1(tiny, {ten})(Dial::promise_case), 10);
}

TEST(Settings, TellServicesAndGradesApartWhereALeverNamesThem) {
  TinyScene const tiny;
  auto permit = neutral(tiny, Primitive::permit);
  set(permit, "share", 1);
  permit.services = {1};
  permit.grades = {static_cast<std::uint32_t>(world::Grade::middle)};
  auto const settings = on_day_1(tiny, {permit});
  EXPECT_DOUBLE_EQ(settings(Dial::permission_middle, 0, 1), 1);
  EXPECT_DOUBLE_EQ(settings(Dial::permission_middle, 0, 0), 0.3);
  EXPECT_DOUBLE_EQ(settings(Dial::permission_frontline, 0, 1), 0.3);
}

TEST(Settings, StaffOfTheCouncilIsForTheShareOfWardsWhereALeverHolds) {
  TinyScene const tiny;
  auto capacity = neutral(tiny, Primitive::capacity);
  choose(capacity, "server", "desk");
  set(capacity, "fte", 2);
  EXPECT_DOUBLE_EQ(on_day_1(tiny, {capacity}).staff.desk, 2);
  capacity.wards = {1};
  EXPECT_DOUBLE_EQ(on_day_1(tiny, {capacity}).staff.desk, 1);
}

TEST(Settings, LevelsShareTheExercisesThereAre) {
  TinyScene const tiny;
  std::vector<Instruction> levels;
  for (auto const level : {"inform", "collaborate", "empower"}) {
    levels.push_back(neutral(tiny, Primitive::decide));
    choose(levels.back(), "level", level);
    set(levels.back(), "share", 0.8);
  }
  auto const settings = on_day_1(tiny, levels);
  for (auto const dial : {Dial::inform, Dial::collaborate, Dial::empower}) EXPECT_NEAR(settings(dial), 1.0 / 3, 1e-12);
}

TEST(Settings, WhatIsLookedUpAgesTowardsTheBalanceOfUpkeepAndDecay) {
  TinyScene const tiny;
  auto store = neutral(tiny, Primitive::store);
  choose(store, "holds", "guidance");
  for (auto const* field : {"coverage", "accuracy", "use"}) set(store, field, 1);
  set(store, "quality", 0.4);
  set(store, "decay", 0.1);
  set(store, "upkeep", 0.1);
  auto const on = [&](int day) {
    return settings_on(tiny.scene, {"store", {store}, {}}, tiny.council.as_found + days(day))(Dial::contact_quality);
  };
  EXPECT_DOUBLE_EQ(on(0), 0.4);
  EXPECT_NEAR(on(360), 0.4 * (0.5 + 0.5 * std::pow(0.8, 360 / world::days_per_month)), 1e-9);
}

TEST(Settings, MonitoringRaisesWhatIsDeliveredNeverFromNothing) {
  TinyScene const tiny;
  auto monitor = neutral(tiny, Primitive::feedback);
  choose(monitor, "on", "policy");
  set(monitor, "correction", 0.5);
  auto capacity = neutral(tiny, Primitive::capacity);
  choose(capacity, "server", "desk");
  set(capacity, "fte", 2);
  capacity.delivery = 0.4;
  EXPECT_DOUBLE_EQ(on_day_1(tiny, {monitor, capacity}).staff.desk, 2 * 0.7);
  capacity.delivery = 0;
  EXPECT_EQ(on_day_1(tiny, {monitor, capacity}).staff.desk, 0);
}

TEST(Settings, WhatHappensInNoWardHasTheMeanOfTheDistrict) {
  TinyScene const tiny;
  world::World world;
  world.settings = settings_as_found(tiny.scene);
  world.settings(Dial::early, 0) = 0.2;
  world.settings(Dial::early, 1) = 0.6;
  EXPECT_EQ(world.setting(Dial::early, 1), 0.6);
  EXPECT_DOUBLE_EQ(world.setting(Dial::early, world::nobody), 0.4);
}

}  // namespace
}  // namespace wardmote::policy
