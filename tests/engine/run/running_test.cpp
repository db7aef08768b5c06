// Hours that running levers take, and reviews, in whole runs of the tiny council.
#include <gtest/gtest.h>

#include "engine/policy/reviews.hpp"
#include "engine/world/workload.hpp"
#include "tests/support/tiny_run.hpp"

namespace wardmote::run {
namespace {

using policy::Instruction;
using policy::Policy;
using policy::Primitive;
using support::baseline;
using support::choose;
using support::neutral;
using support::run_of;
using support::same;
using support::set;
using support::tiny;
using support::Year;

double running(Year const& year) {
  return year.world.journal.officer_hours[0][static_cast<std::size_t>(world::BudgetLine::policy_running)];
}

/// A lever that does nothing but take so many hours a month of all staff.
Instruction idle_work(double hours) {
  auto coord = neutral(tiny().scene, Primitive::coord);
  set(coord, "hours", hours);
  return coord;
}

TEST(RunningHours, CrowdOutCasework) {
  auto const p90 = [](Year const& year) { return outcome(year, "enquiry_days_p90"); };
  auto const busy = run_of({idle_work(600)});
  EXPECT_GT(p90(busy), p90(baseline()));
  EXPECT_GT(outcome(busy, "resident_days_p90"), outcome(baseline(), "resident_days_p90"));
  EXPECT_NEAR(running(busy), 600 * 12 * 365 / world::days_per_year, 1e-6);
  EXPECT_EQ(outcome(busy, "undelivered_hours_year"), 0);
}

TEST(RunningHours, AreNeverMoreThanThereAreAndTheRestIsReported) {
  auto const& scene = tiny().scene.scene;
  double left = 0;
  for (std::uint32_t s = 0; s < 2; ++s) left += world::lever_hours_left(scene, tiny().warm, s);
  auto const asked = 10 * left / 7 * world::days_per_month;
  auto const flooded = run_of({idle_work(asked)});
  auto const years = 365 / world::days_per_year;
  EXPECT_LT(running(flooded), 1.0001 * left * 365 / 7);
  EXPECT_GT(running(flooded), 0);
  EXPECT_NEAR(running(flooded) + outcome(flooded, "undelivered_hours_year"), 12 * asked * years, 1e-6 * asked);
}

TEST(RunningHours, WhatHasNoStaffDoesNotHappen) {
  // the same message with a tenth of its hours there for it moves as much as a tenth of it delivered
  auto push = neutral(tiny().scene, Primitive::push);
  choose(push, "audience", "residents");
  set(push, "coverage", 1);
  set(push, "awareness", 0.5);
  set(push, "hours", 1e4);
  auto const starved = run_of({push}, 30);
  auto const share = starved.world.settings(world::Dial::aware_online) / 0.5;
  EXPECT_GT(share, 0);
  EXPECT_LT(share, 0.5);
  EXPECT_NEAR(running(starved) / (running(starved) + starved.world.journal.undelivered_hours), share, 1e-9);
}

TEST(RunningHours, ResidentsHoursAreCountedApart) {
  auto meet = neutral(tiny().scene, Primitive::meet);
  meet.every = policy::Period::month;
  meet.councillors = policy::CouncillorTarget::ward;
  set(meet, "hours_per_attendee", 2);
  set(meet, "residents", 50);
  set(meet, "attendance_residents", 0.5);
  auto const year = run_of({meet});
  EXPECT_NEAR(outcome(year, "resident_hours_year"), 12 * 2 * 25 * 2, 0.2 * 12 * 2 * 25 * 2);
  EXPECT_EQ(outcome(baseline(), "resident_hours_year"), 0);
  EXPECT_EQ(outcome(year, "partner_hours_year"), 0);
}

// ---- reviews
// ---------------------------------------------------------------------------------------------------------

/// Meetings in the first ward for half a year; then, if a review of the news says so, everywhere.
Policy pilot(double threshold, bool met = true) {
  auto meet = neutral(tiny().scene, Primitive::meet, 0, 180);
  meet.every = policy::Period::week;
  meet.councillors = policy::CouncillorTarget::ward;
  meet.wards = {0};
  set(meet, "p_news_shared", 1);
  auto on = neutral(tiny().scene, Primitive::meet, 180);
  on.every = policy::Period::week;
  on.step = 1;
  on.councillors = policy::CouncillorTarget::ward;
  set(on, "p_news_shared", 1);
  on.term.condition = {.review = 0, .met = met};
  auto const start = tiny().scene.council.as_found;
  return {"pilot",
          {meet, on},
          {},
          {{.observable = policy::Observable::news_early,
            .from = start + std::chrono::days(30),
            .on = start + std::chrono::days(180),
            .wards = {0},
            .threshold = threshold}}};
}

Policy without_what_waits(Policy policy) {
  std::erase_if(policy.instructions, [](Instruction const& i) { return i.term.condition.review == 0; });
  policy.reviews.clear();
  return policy;
}

Policy decided_beforehand(Policy policy) {
  for (auto& instruction : policy.instructions) instruction.term.condition = {};
  policy.reviews.clear();
  return policy;
}

TEST(Review, IsInertBeforeItsDay) {
  EXPECT_TRUE(same(run_of(pilot(0), 180), run_of(without_what_waits(pilot(0)), 180)));
}

TEST(Review, GoesOnExactlyAsIfThatHadBeenThePlan) {
  auto const went_on = run_of(pilot(0));
  EXPECT_TRUE(went_on.world.reviews[0].holds);
  EXPECT_EQ(outcome(went_on, "reviews_met"), 1);
  auto planned = run_of(decided_beforehand(pilot(0)));
  outcome(planned, "reviews_met") = 1;  // it had no review to meet
  EXPECT_TRUE(same(went_on, planned));
}

TEST(Review, StopsExactlyAsIfNothingHadBeenMeantToFollow) {
  auto const stopped = run_of(pilot(1.1));
  EXPECT_FALSE(stopped.world.reviews[0].holds);
  EXPECT_TRUE(same(stopped, run_of(without_what_waits(pilot(1.1)))));
  EXPECT_FALSE(same(stopped, run_of(pilot(0)))) << "which is not the same as going on";
}

TEST(Review, WhatWaitsForTheContraryGoesOnThen) {
  EXPECT_TRUE(same(run_of(pilot(0, false)), [] {
    auto stopped = run_of(without_what_waits(pilot(0)));
    outcome(stopped, "reviews_met") = 1;
    return stopped;
  }()));
  auto planned = run_of(decided_beforehand(pilot(1.1)));
  EXPECT_TRUE(same(run_of(pilot(1.1, false)), planned));
}

TEST(Review, DecidesTheSameEachTimeItIsRun) { EXPECT_TRUE(same(run_of(pilot(0.5)), run_of(pilot(0.5)))); }

}  // namespace
}  // namespace wardmote::run
