// Visits that councillors ask for, bulletins they read, and where officers live, in a year of the lively council.
#include <gtest/gtest.h>

#include "engine/measure/trajectories.hpp"
#include "engine/world/homes.hpp"
#include "engine/world/seats.hpp"
#include "tests/support/lively_council.hpp"
#include "tests/support/tiny_run.hpp"

namespace wardmote::run {
namespace {

using support::live;
using support::Lived;
using support::outcome;

Lived with_visits(double wanted, double taken) {
  return live([=](world::Parameters& p, world::Council&) {
    p.visits_wanted_year = wanted;
    p.visits_per_service_year = taken;
  });
}

TEST(Visits, WaitForTheNextThatTheServiceTakes) {
  auto const plenty = with_visits(6, 1000), scarce = with_visits(6, 2);
  auto const n = plenty.world.journal.visits.days.count();
  EXPECT_GT(n, 10U);
  EXPECT_EQ(scarce.world.journal.visits.days.count(), n) << "the same requests, whatever becomes of them";
  EXPECT_LT(plenty.world.journal.visits.longest, 7) << "a holiday at most";
  EXPECT_GT(scarce.world.journal.visits.longest, 365);
  EXPECT_LT(scarce.world.journal.visits.longest, 365 * 40) << "beyond the calendar's end the list goes on";
  EXPECT_GT(outcome(scarce, "visit_days_median"), outcome(plenty, "visit_days_median"));
}

TEST(Visits, AreConversationsWithTheFrontLine) {
  auto const none = with_visits(0, 1000), some = with_visits(6, 1000);
  EXPECT_EQ(none.world.journal.visits.days.count(), 0U);
  EXPECT_TRUE(std::isnan(outcome(none, "visit_days_longest")));
  EXPECT_GT(outcome(some, "talks_frontline"), outcome(none, "talks_frontline"));
  EXPECT_GT(outcome(some, "councillor_hours_year"), outcome(none, "councillor_hours_year"));
}

TEST(Bulletins, MoveNewsOnlyWhereReadersAreUneven) {
  auto const read_by = [](double share, double ratio) {
    return live([=](world::Parameters& p, world::Council&) {
      p.bulletin_share = share;
      p.bulletin_news_ratio = ratio;
    });
  };
  auto const nobody = read_by(0, 3), all = read_by(1, 3), some = read_by(0.4, 3), idle = read_by(0.4, 1);
  auto const early = [](Lived const& year) { return outcome(year, "news_early"); };
  EXPECT_EQ(early(nobody), early(all));
  EXPECT_EQ(early(nobody), early(idle));
  EXPECT_EQ(outcome(nobody, "bulletin_readers"), 0);
  EXPECT_EQ(outcome(all, "bulletin_readers"), 1);
  EXPECT_EQ(outcome(some, "bulletin_readers"), outcome(idle, "bulletin_readers"));
}

TEST(Homes, AreSpreadAsAdultsAre) {
  support::TinyScene const tiny([] {
    auto p = support::plain_parameters();
    p.staff_live_here = 0.8;
    return p;
  }());
  auto const& people = tiny.scene.people;
  world::World world;
  world.post_since.assign(tiny.scene.n_post(), 0);
  double n = 4000, n_here = 0, n_second = 0;
  for (std::int32_t month = 0; month < n; ++month) {
    world.post_since[0] = month;  // whoever follows lives somewhere else
    auto const home = world::home_ward(tiny.scene, world, 0);
    n_here += home.has_value() ? 1 : 0;
    n_second += home == 1U ? 1 : 0;
  }
  auto const share = 1.0 * (people.n_adult - people.first_in_ward[1]) / people.n_adult;
  EXPECT_NEAR(n_here / n, 0.8, 0.02);  // three standard errors
  EXPECT_NEAR(n_second / n, 0.8 * share, 0.025);
}

TEST(Homes, WhoLivesOnThePatchIsFoundSooner) {
  auto const found_by = [](double knowledge) {
    return live([=](world::Parameters& p, world::Council&) {
      p.staff_live_here = 1;
      p.place_knowledge = knowledge;
    });
  };
  auto const strangers = found_by(0), neighbours = found_by(1);
  ASSERT_GT(outcome(strangers, "patch_residents"), 0);
  EXPECT_EQ(outcome(strangers, "staff_residents"), 1);
  EXPECT_GT(outcome(neighbours, "direct_first_hit"), outcome(strangers, "direct_first_hit"));
}

}  // namespace
}  // namespace wardmote::run
