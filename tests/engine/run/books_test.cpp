// The books that whole runs of the tiny council keep agree with what else is counted of the same events.
#include <algorithm>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/measure/record.hpp"
#include "tests/support/tiny_run.hpp"

namespace wardmote::run {
namespace {

using policy::Instruction;
using policy::Primitive;
using support::baseline;
using support::choose;
using support::full;
using support::neutral;
using support::run_of;
using support::set;
using support::tiny;
using support::Year;
using world::Journal;

std::uint64_t total(Journal const& journal, std::uint64_t Journal::WardFlows::*member) {
  std::uint64_t sum = 0;
  for (auto const& ward : journal.ward) sum += ward.*member;
  return sum;
}

TEST(RouteBooks, HoldEveryFirstAnswerAndAllTimeSpentOnEnquiries) {
  auto const& year = baseline();
  auto const& [desk, direct] = year.world.journal.routes;
  EXPECT_EQ(desk.answered + direct.answered, total(year.world.journal, &Journal::WardFlows::enquiries_answered));
  EXPECT_GT(direct.answered, 0U);
  EXPECT_GE(desk.handoffs, desk.answered) << "the desk hands every enquiry on";
  EXPECT_LT(desk.first_hit, desk.answered);

  // what both routes took since time 0 is what is on the two lines of the budget
  auto const& before = tiny().warm.journal.routes;
  auto const took = desk.hours + direct.hours - before[0].hours - before[1].hours;
  double spent = 0;
  for (auto const line : {world::BudgetLine::enquiries_desk, world::BudgetLine::enquiries_officers}) {
    for (auto const& hours : year.world.journal.officer_hours) spent += hours[static_cast<std::size_t>(line)];
  }
  EXPECT_NEAR(took, spent, 1e-6 * spent);
}

TEST(RouteBooks, TellTheRoutesApart) {
  auto const& year = baseline();
  EXPECT_GT(outcome(year, "desk_handoffs"), outcome(year, "direct_handoffs"));
  EXPECT_GT(outcome(year, "direct_handler_known"), outcome(year, "desk_handler_known"));
  EXPECT_GT(outcome(year, "desk_days_mean"), 0);
  for (auto const* route : {"desk_first_hit", "direct_first_hit"}) {
    EXPECT_GT(outcome(year, route), 0);
    EXPECT_LT(outcome(year, route), 1);
  }
}

TEST(Exercises, HoldEveryAnswerThatInvitingBrought) {
  auto const& year = baseline();
  auto const& now = year.world.journal.exercises;
  EXPECT_EQ(now.answered_call + now.answered_asked, total(year.world.journal, &Journal::WardFlows::responses));
  EXPECT_GT(now.answered_call, 0U);
  EXPECT_GT(now.asked, now.answered_asked);
  EXPECT_GT(now.repeated, 0U);
  EXPECT_LT(now.repeated, now.held);
  EXPECT_EQ(outcome(year, "exercises_told"), 0) << "nobody gives notice as found";
}

TEST(Meetings, AreCountedByWardAndByWhoIsPresent) {
  EXPECT_EQ(baseline().world.journal.ward_meetings, 0U);
  auto meet = full(tiny().scene, Primitive::meet);
  set(meet, "manager_present", 0.5);
  auto const year = run_of({meet});
  auto const& [alone, escorted] = year.world.journal.meeting_talks;
  EXPECT_GT(alone.n, 0U);
  EXPECT_GT(escorted.n, 0U);
  EXPECT_LT(escorted.gain / static_cast<double>(escorted.n), alone.gain / static_cast<double>(alone.n));
}

TEST(Conversations, LeaveADateAndABadOneItsOwn) {
  auto const& world = baseline().world;
  auto const& journal = world.journal;
  std::size_t n_bad = 0;
  for (std::size_t post = 0; post < journal.last_talk.size(); ++post) {
    EXPECT_LE(journal.last_bad_talk[post], journal.last_talk[post]);
    EXPECT_LE(journal.last_talk[post], world.now);
    n_bad += journal.last_bad_talk[post] > kernel::Time{} ? 1 : 0;
  }
  EXPECT_GT(n_bad, 0U);
}

TEST(CaseMarks, AreOfTheWindowThatOutcomesLookAt) {
  auto const& world = baseline().world;
  ASSERT_FALSE(world.case_marks.empty());
  EXPECT_GE(world.case_marks.front().at, world.journal.window_from);
  EXPECT_LT(world.case_marks.back().at, world.journal.window_until);
  EXPECT_TRUE(std::ranges::is_sorted(world.case_marks, {}, &world::CaseMark::at));
}

TEST(Training, ShowsInTheSkillOfOfficers) {
  auto const skill = [](Year const& year) {
    auto const specs = measure::series_specs();
    auto const found = std::ranges::find(specs, std::string_view{"officer_skill"}, &measure::SeriesSpec::name);
    return static_cast<double>(year.record.series[static_cast<std::size_t>(found - specs.begin())].back());
  };
  EXPECT_EQ(skill(baseline()), 0);
  EXPECT_GT(skill(run_of({full(tiny().scene, Primitive::train)})), 0);
}

TEST(Uptake, CountsOfficersOfMeetingsThatNobodyHeld) {
  auto meet = full(tiny().scene, Primitive::meet);
  meet.delivery = 0.5;
  auto const year = run_of({meet});
  auto const& uptake = year.world.journal.uptake;
  EXPECT_GT(uptake.came, 0U);
  EXPECT_LT(uptake.came, uptake.invited);
  EXPECT_EQ(outcome(baseline(), "officers_came"), 0) << "as found nobody is invited";
  EXPECT_EQ(outcome(baseline(), "training_places"), 0);
}

TEST(Uptake, TheFrontLineThatDealsWithResidentsTakesPlaces) {
  auto train = full(tiny().scene, Primitive::train);
  train.delivery = 1;
  set(train, "uptake", 1);
  auto const& scene = tiny().scene.scene;
  auto const sessions = [&](std::vector<std::uint32_t> grades) {
    train.grades = std::move(grades);
    return run_of({train}).world.journal.uptake.places;
  };
  auto const front = static_cast<std::uint32_t>(world::Grade::frontline);
  auto const middle = static_cast<std::uint32_t>(world::Grade::middle);
  auto const senior = static_cast<std::uint32_t>(world::Grade::senior);
  auto const posts = sessions({middle, senior}), all = sessions({front, middle, senior});
  ASSERT_GT(posts, 0U);
  auto const n_manager = scene.posts_of_grade[middle].size() + scene.posts_of_grade[senior].size();
  // everyone comes each time
  EXPECT_EQ(all / (scene.n_post() + scene.first_front.back()), posts / n_manager);
  EXPECT_EQ(all % (scene.n_post() + scene.first_front.back()), 0U);
}

TEST(Casework, IsCountedByCouncillorAndService) {
  auto const& journal = baseline().world.journal;
  auto const brought = std::accumulate(journal.brought.begin(), journal.brought.end(), std::uint64_t{0});
  EXPECT_GE(brought, total(journal, &Journal::WardFlows::enquiries_opened)) << "some wait for a surgery";
  EXPECT_GT(std::accumulate(journal.reported.begin(), journal.reported.end(), std::uint64_t{0}), 0U);
  EXPECT_GT(outcome(baseline(), "push_share"), 0);
  EXPECT_LT(outcome(baseline(), "push_share"), 1);
}

}  // namespace
}  // namespace wardmote::run
