// What is made of the books of a run: means of routes, exercises, cases and services, against sums done by hand.
#include <cmath>

#include <gtest/gtest.h>

#include "engine/measure/business.hpp"
#include "engine/measure/case_effects.hpp"
#include "engine/measure/dealings.hpp"
#include "engine/measure/invitations.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/ratings.hpp"
#include "tests/support/tiny_world.hpp"

namespace wardmote::measure {
namespace {

using support::TinyScene;

/// A world in which nothing has happened.
world::World still_world(TinyScene const& tiny) {
  world::World world;
  world.now = kernel::Time{} + kernel::days(400);
  world.n_week = 200;
  world.adults = world::make_adults(tiny.scene);
  auto const n_pair = std::size_t{tiny.scene.n_councillor()} * tiny.scene.n_post();
  world.relations.officer_view.assign(n_pair, 0.0F);
  world.relations.councillor_view.assign(n_pair, 0.0F);
  world.relations.contacts.assign(n_pair, 0.0F);
  world.relations.standing.assign(tiny.scene.n_councillor(), 0.0F);
  world.minds.assign(tiny.scene.n_post(), {});
  for (auto* last : world.journal.last_of_post()) last->assign(tiny.scene.n_post(), kernel::Time::min());
  return world;
}

TEST(RouteMeans, AreOfWhatCameInTheYear) {
  world::RouteBook const before{
      .sent = 12, .answered = 10, .first_hit = 5, .handoffs = 30, .days = 100, .rating_gain = 1, .hours = 20};
  world::RouteBook const now{
      .sent = 20, .answered = 14, .first_hit = 8, .handoffs = 36, .days = 120, .rating_gain = 0.8, .hours = 22};
  auto const means = route_means(now, before);
  EXPECT_DOUBLE_EQ(means.first_hit, 0.75);
  EXPECT_DOUBLE_EQ(means.handoffs, 1.5);
  EXPECT_DOUBLE_EQ(means.days, 5);
  EXPECT_DOUBLE_EQ(means.hours, 0.25) << "of those sent";
  EXPECT_NEAR(means.rating_gain, -0.05, 1e-12);
  EXPECT_TRUE(std::isnan(route_means(now, now).days)) << "nothing was answered";
}

TEST(Business, IsWhatTheBooksGrewBy) {
  world::Journal before, now;
  before.decisions = {.taken = 10, .rushed = 5, .early = 5, .used_insight = 1, .practice_due = 40, .practice_done = 20};
  now.decisions = {.taken = 14, .rushed = 6, .early = 8, .used_insight = 1, .practice_due = 60, .practice_done = 35};
  now.papers[0] = {.n = 4, .tabled = 1, .own_rating = 2.4, .n_reading = 8, .use = 4};
  now.papers[1] = {.n = 2, .tabled = 2, .own_rating = 1.2, .n_reading = 2, .use = 0.5};
  now.lengths[1] = {.n = 5, .use = 4};
  auto const business = business_of(now, before);
  EXPECT_DOUBLE_EQ(business.early, 0.75);
  EXPECT_DOUBLE_EQ(business.rushed, 0.25);
  EXPECT_DOUBLE_EQ(business.insight, 0);
  EXPECT_DOUBLE_EQ(business.practice, 0.75);
  EXPECT_DOUBLE_EQ(business.use[0], 0.5);
  EXPECT_DOUBLE_EQ(business.tabled[1], 1);
  EXPECT_DOUBLE_EQ(business.own_rating, 0.6);
  EXPECT_DOUBLE_EQ(business.reader_rating, 0.45);
  EXPECT_DOUBLE_EQ(business.use_by_length[1], 0.8);
  EXPECT_TRUE(std::isnan(business.use_by_length[0])) << "none was read";
}

TEST(OpenEnquiries, AreCountedByTheRouteTheyWent) {
  world::World world;
  for (auto const path : {world::Path::desk, world::Path::conduit, world::Path::direct, world::Path::named}) {
    world.cases.push_back({});
    world.cases.back().path = path;
    world.cases.back().handler_known = path != world::Path::conduit;
  }
  world.open_cases = {{0, 1}, {2, 3}};
  OpenEnquiries open;
  EXPECT_TRUE(std::isnan(open.known(false)));
  open.observe(world);
  world.cases[3].handler_known = false;
  open.observe(world);
  EXPECT_DOUBLE_EQ(open.known(false), 0.5);
  EXPECT_DOUBLE_EQ(open.known(true), 0.75);
}

TEST(Dealings, TellThoseMetFromThoseNotMet) {
  TinyScene const tiny;
  auto world = still_world(tiny);
  auto const base = tiny.scene.parameters.relation_base_councillor;
  world.relations.contacts[1] = 2;
  world.relations.councillor_view[1] = 0.2F;
  world.relations.standing.assign(tiny.scene.n_councillor(), -0.1F);
  auto const dealings = dealings_of(tiny.scene, world);
  EXPECT_NEAR(dealings.officers_met, base + 0.2, 1e-6);
  EXPECT_NEAR(dealings.officers_unmet, base, 1e-6);
  EXPECT_NEAR(dealings.council_standing, base - 0.1, 1e-6);
}

TEST(Dealings, TellTheHurtFromTheOthersAndForgetAfterAYear) {
  TinyScene const tiny;
  auto world = still_world(tiny);
  auto const& scene = tiny.scene;
  std::vector<std::uint32_t> front;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    if (scene.posts[post].grade == world::Grade::frontline) front.push_back(post);
  }
  ASSERT_GE(front.size(), 3U);
  auto const lately = world.now - kernel::days(300), long_ago = world.now - kernel::days(380);
  world.journal.last_talk[front[0]] = world.journal.last_bad_talk[front[0]] = lately;
  world.journal.last_talk[front[1]] = lately;
  world.journal.last_bad_talk[front[1]] = long_ago;
  world.journal.last_talk[front[2]] = long_ago;
  world.relations.contacts[front[0]] = world.relations.contacts[front[1]] = 1;
  world.relations.officer_view[front[0]] = -0.2F;
  auto const dealings = dealings_of(scene, world);
  EXPECT_NEAR(dealings.officers_hurt, world::officer_rating(scene, world, front[0]), 1e-12);
  EXPECT_NEAR(dealings.officers_unhurt, world::officer_rating(scene, world, front[1]), 1e-12);
  EXPECT_LT(dealings.officers_hurt, dealings.officers_unhurt);
  // two of all at the front line, those who never meet a councillor counted
  EXPECT_NEAR(dealings.frontline_met, 2.0 / static_cast<double>(front.size() + scene.first_front.back()), 1e-12);
}

kernel::Tally tally(std::initializer_list<double> numbers) {
  kernel::Tally result;
  for (auto const x : numbers) result.add(x);
  return result;
}

TEST(SpreadBetween, IsWhatChanceDoesNotExplain) {
  // means 2 and 12 about 7, 150 between on 1 degree of freedom; 4 within on 4; three each: (150 - 1) / 3
  EXPECT_NEAR(spread_between(std::vector{tally({1, 2, 3}), tally({11, 12, 13})}), std::sqrt(149.0 / 3) / 7, 1e-12);
  EXPECT_EQ(spread_between(std::vector{tally({1, 5, 9}), tally({2, 5, 8})}), 0) << "means are alike";
  EXPECT_TRUE(std::isnan(spread_between(std::vector{tally({1, 2, 3}), tally({7})}))) << "one group alone";
}

TEST(Exercises, AreOfThoseTheyConcernAndThoseAsked) {
  world::ExerciseBook const before{
      .held = 2, .told = 1, .repeated = 0, .concerned = 100, .asked = 10, .answered_call = 3, .answered_asked = 4};
  world::ExerciseBook const now{
      .held = 6, .told = 2, .repeated = 3, .concerned = 900, .asked = 30, .answered_call = 11, .answered_asked = 9};
  auto const exercises = exercises_of(now, before);
  EXPECT_DOUBLE_EQ(exercises.open_response, 0.01);
  EXPECT_DOUBLE_EQ(exercises.asked_response, 0.25);
  EXPECT_DOUBLE_EQ(exercises.told, 0.25);
  EXPECT_DOUBLE_EQ(exercises.repeated, 0.75);
}

TEST(Attendance, CountsTheWearyAndWhoTakesPartByInfluence) {
  TinyScene const tiny;
  auto world = still_world(tiny);
  auto const& scene = tiny.scene;
  auto const two = 1 + std::exp2(-90 / (world::days_per_month * scene.parameters.fatigue_half_life));
  world.fatigue_fading = 0.5;
  world.adults[0].fatigue = static_cast<float>(2 * two * 1.001);
  world.adults[1].fatigue = static_cast<float>(2 * two * 0.999);
  double n_influential = 0;
  for (std::uint32_t adult = 0; adult < scene.people.n_adult; ++adult) {
    world.adults[adult].influence_base = adult < 10 ? 0.9F : 0.1F;
    n_influential += world::sense_of_influence(scene, world, adult) > 0.5 ? 1 : 0;
  }
  ASSERT_EQ(n_influential, 10);
  world.adults[2].last_response = world.adults[20].last_response = 150;
  world.adults[3].last_response = 148;  // a year ago to the week: no more
  auto const attendance = attendance_of(scene, world);
  EXPECT_DOUBLE_EQ(attendance.over_invited, 1.0 / scene.people.n_adult);
  EXPECT_DOUBLE_EQ(attendance.influential, 0.1);
  EXPECT_DOUBLE_EQ(attendance.powerless, 1.0 / (scene.people.n_adult - 10));
}

TEST(CaseEffects, AreReadThreeMonthsLaterBesideWhatBefellAll) {
  TinyScene const tiny;
  auto world = still_world(tiny);
  auto const trust = [&](std::uint32_t adult) {
    return static_cast<float>(world::trust_in_council(tiny.scene, world, adult));
  };
  CaseEffects effects;
  effects.observe(tiny.scene, world, 0.5);
  world.case_marks = {{world.now + kernel::days(1), 0, trust(0) - 0.1F, true},
                      {world.now + kernel::days(1), 1, trust(1) + 0.3F, false},
                      {world.now + kernel::days(60), 2, trust(2) + 0.5F, false}};
  world.now += kernel::days(80);
  effects.observe(tiny.scene, world, 0.51);
  EXPECT_TRUE(std::isnan(effects.after(true))) << "too soon";
  world.now += kernel::days(10);
  effects.observe(tiny.scene, world, 0.52);  // all adults gained 0.02 since the observation before the cases
  EXPECT_NEAR(effects.after(true), 0.1 - 0.02, 1e-6);
  EXPECT_NEAR(effects.after(false), -0.3 - 0.02, 1e-6);
  effects.observe(tiny.scene, world, 0.52);
  EXPECT_NEAR(effects.after(true), 0.1 - 0.02, 1e-6) << "read once";
}

}  // namespace
}  // namespace wardmote::measure
