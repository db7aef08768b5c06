// Each primitive alone in a tiny council: it does nothing when there is nothing to do, begins when it says, and moves
// the mechanism it is about.
#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

#include "engine/policy/settings.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/groups.hpp"
#include "engine/world/skill.hpp"
#include "tests/support/tiny_run.hpp"

namespace wardmote::run {
namespace {

using policy::Instruction;
using policy::Policy;
using policy::Primitive;
using support::baseline;
using support::choose;
using support::full;
using support::neutral;
using support::run_of;
using support::same;
using support::set;
using support::tiny;
using support::Year;

double line(Year const& run, world::BudgetLine which) {
  return run.world.journal.officer_hours[0][static_cast<std::size_t>(which)];
}

double total_hours(Year const& run) {
  auto const& hours = run.world.journal.officer_hours[0];
  return std::accumulate(hours.begin(), hours.end(), 0.0);
}

/// A sum over wards of what the journal counts, the warm-up apart.
std::uint64_t count(Year const& run, std::uint64_t world::Journal::WardFlows::*member) {
  std::uint64_t sum = 0;
  for (auto const& ward : run.world.journal.ward) sum += ward.*member;
  for (auto const& ward : tiny().warm.journal.ward) sum -= ward.*member;
  return sum;
}
using Flows = world::Journal::WardFlows;

/// Names a primitive with one of the words it must be given.
struct Case {
  Primitive primitive;
  std::size_t choice;
};

std::vector<Case> every_primitive_and_word() {
  std::vector<Case> cases;
  for (auto const& spec : policy::primitive_specs()) {
    std::size_t n = 1;
    for (auto const& field : spec.fields) {
      if (field.required) n = field.choices.size();
    }
    for (std::size_t choice = 0; choice < n; ++choice) cases.push_back({spec.primitive, choice});
  }
  return cases;
}

std::string name_of(::testing::TestParamInfo<Case> const& info) {
  auto const& spec = policy::spec_of(info.param.primitive);
  for (auto const& field : spec.fields) {
    if (field.required) return std::string{spec.name} + "_" + std::string{field.choices[info.param.choice]};
  }
  return std::string{spec.name};
}

class EveryPrimitive : public ::testing::TestWithParam<Case> {
 protected:
  [[nodiscard]] Instruction strong(int from = 0) const {
    return full(tiny().scene, GetParam().primitive, GetParam().choice, from);
  }
  /// What must be there for the primitive to act on: a route to the key officers whose number CAPACITY changes.
  [[nodiscard]] std::vector<Instruction> beside() const {
    auto const& [primitive, choice] = GetParam();
    auto const& servers = policy::spec_of(Primitive::capacity).fields.front().choices;
    if (primitive != Primitive::capacity || servers[choice] != "conduit") return {};
    auto route = neutral(tiny().scene, Primitive::route);
    choose(route, "path", "conduit");
    set(route, "share", 0.5);
    return {route};
  }
  [[nodiscard]] Year without(int days = 365) const { return run_of(beside(), days); }
  [[nodiscard]] Year with(Instruction const& instruction, int days = 365) const {
    auto instructions = beside();
    instructions.push_back(instruction);
    return run_of(instructions, days);
  }
};

TEST_P(EveryPrimitive, DoesNothingWithNothingDelivered) {
  auto instruction = strong();
  instruction.delivery = 0;
  EXPECT_TRUE(same(with(instruction), without()));
}

TEST_P(EveryPrimitive, DoesNothingWithoutADose) {
  auto instruction = strong();
  auto const fields = policy::spec_of(instruction.primitive).fields;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (fields[f].type == policy::FieldType::quantity) instruction.fields[f] = fields[f].neutral;
  }
  if (instruction.primitive == Primitive::meet) {  // without a number, people do come to a meeting
    set(instruction, "attendance_councillors", 0);
    set(instruction, "attendance_officers", 0);
  }
  EXPECT_TRUE(same(with(instruction), without()));
}

TEST_P(EveryPrimitive, DoesNothingForNobody) {
  auto instruction = strong();
  instruction.wards = {9};  // the tiny council has two
  EXPECT_TRUE(same(with(instruction), without()));
}

TEST_P(EveryPrimitive, IsAsFoundUntilItBegins) {
  constexpr int day = 120;
  // nothing is booked before it begins, either
  EXPECT_TRUE(same(with(strong(day), day), without(day)));
}

TEST_P(EveryPrimitive, ShowsWhenItActs) { EXPECT_FALSE(same(with(strong()), without())); }

INSTANTIATE_TEST_SUITE_P(Primitives, EveryPrimitive, ::testing::ValuesIn(every_primitive_and_word()), name_of);

TEST(Nobody, IsReachedByWhatIsForAGradeWithNobodyInIt) {
  auto meet = full(tiny().scene, Primitive::meet);
  meet.grades = {9};
  set(meet, "attendance_councillors", 0);
  set(meet, "residents", 0);
  auto train = full(tiny().scene, Primitive::train);
  train.grades = {9};
  EXPECT_TRUE(same(run_of({meet, train}), baseline()));
}

// ---- direct mechanisms -------------------------------------------------------------------------------------------

TEST(Route, AKeyOfficerTakesEnquiriesWithAQueueOfTheirOwn) {
  auto route = neutral(tiny().scene, Primitive::route);
  choose(route, "path", "conduit");
  set(route, "share", 1);
  auto staff = neutral(tiny().scene, Primitive::capacity);
  choose(staff, "server", "conduit");
  set(staff, "fte", 2);
  auto const run = run_of({route, staff});
  EXPECT_EQ(run.world.conduit.n_server(), 2U);
  EXPECT_GT(run.world.conduit.work_done(), 0);
  EXPECT_EQ(baseline().world.conduit.work_done(), 0);
  // with the route on both sides, more of them keep nobody waiting longer, but for who then meets whom
  auto const wait = [](Year const& r) {
    return r.world.journal.response_days[static_cast<std::size_t>(world::Route::any_enquiry)].quantile(0.9);
  };
  EXPECT_LE(wait(run), 1.1 * wait(run_of({route})));
}

TEST(Route, JointWorkSparesTheWaitForAnotherBody) {
  auto route = neutral(tiny().scene, Primitive::route);
  set(route, "stuck_avoided", 1);
  auto const p90 = [](Year const& r) {
    return r.world.journal.response_days[static_cast<std::size_t>(world::Route::any_enquiry)].quantile(0.9);
  };
  EXPECT_LT(p90(run_of({route})), p90(baseline()));
}

TEST(Meet, BringsTogetherThoseItNamesAndTakesTheirHours) {
  auto meet = neutral(tiny().scene, Primitive::meet);
  meet.every = policy::Period::month;
  meet.councillors = policy::CouncillorTarget::ward;
  meet.services = {1};
  meet.wards = {0};
  set(meet, "attendance_councillors", 1);
  set(meet, "attendance_officers", 1);
  set(meet, "hours_per_attendee", 2);
  auto const& scene = tiny().scene.scene;
  auto const contacts = [&](Year const& r, std::uint32_t v, std::uint32_t post) {
    return r.world.relations.contacts[v * scene.n_post() + post];
  };
  auto const run = run_of({meet});
  auto const post = scene.patch_officer(1, 0);
  for (auto v = scene.first_councillor[0]; v < scene.first_councillor[1]; ++v)
    EXPECT_GT(contacts(run, v, post), contacts(baseline(), v, post)) << "councillor " << v;
  auto const took = line(run, world::BudgetLine::meetings) - line(baseline(), world::BudgetLine::meetings);
  EXPECT_NEAR(took, 12 * 2, 1e-9) << "twelve meetings of one officer";
}

TEST(Meet, ResidentsWhoComeMeetTheirCouncillorsAndTakePart) {
  auto meet = neutral(tiny().scene, Primitive::meet);
  meet.every = policy::Period::quarter;
  meet.councillors = policy::CouncillorTarget::ward;
  set(meet, "attendance_councillors", 1);
  set(meet, "residents", 200);
  set(meet, "attendance_residents", 0.5);
  set(meet, "issues_each", 1);
  choose(meet, "residents_group", "aged_75_up");
  auto const run = run_of({meet});
  auto const of_age = [&](Year const& r, bool oldest) {
    std::size_t n = 0;
    for (auto const& adult : r.world.adults)
      n += (adult.age == world::AgeGroup::from_75) == oldest &&
           adult.last_response > static_cast<int>(r.world.n_week) - 52;
    return n;
  };
  EXPECT_GT(of_age(run, true), of_age(baseline(), true) + 50);
  EXPECT_LT(of_age(run, false), of_age(baseline(), false) + 20) << "the others only by what follows";
  EXPECT_GT(count(run, &Flows::enquiries_opened), count(baseline(), &Flows::enquiries_opened) + 50);
}

TEST(Train, RaisesASkillThatHalves) {
  auto train = neutral(tiny().scene, Primitive::train, 10, 11);
  train.every = policy::Period::once;
  set(train, "uptake", 1);
  set(train, "quality", 0.4);
  set(train, "half_life", 3);
  auto const left = [&](int days) {
    auto const run = run_of({train}, days);
    double most = 0;
    for (auto const& skill : run.world.officer_skill) most = std::max(most, world::skill_now(run.world, skill));
    return most;
  };
  EXPECT_NEAR(left(11), 0.4, 0.01);
  EXPECT_NEAR(left(10 + 91), 0.2, 0.01);
}

TEST(Train, CouncillorsAndResidentsCanBeTrainedToo) {
  auto councillors = neutral(tiny().scene, Primitive::train);
  councillors.every = policy::Period::year;
  choose(councillors, "audience", "councillors");
  set(councillors, "uptake", 1);
  set(councillors, "quality", 0.2);
  set(councillors, "knows_who", 1);
  auto const run = run_of({councillors}, 30);
  for (auto const& skill : run.world.councillor_skill) EXPECT_GT(world::skill_now(run.world, skill), 0.1);

  auto residents = neutral(tiny().scene, Primitive::train);
  residents.every = policy::Period::year;
  choose(residents, "audience", "residents");
  choose(residents, "residents_group", "aged_16_34");
  set(residents, "uptake", 0.5);
  set(residents, "confidence", 1);
  auto const taught = run_of({residents}, 30);
  std::size_t n_young = 0, n_other = 0;
  for (std::size_t i = 0; i < taught.world.adults.size(); ++i) {
    if (world::skill_now(taught.world, taught.world.resident_skill[i]) <= 0) continue;
    ++(taught.world.adults[i].age == world::AgeGroup::from_16 ? n_young : n_other);
  }
  EXPECT_GT(n_young, 50U);
  EXPECT_EQ(n_other, 0U);
}

TEST(Coord, MergesClashingExercisesAndSparesTheWeary) {
  auto coord = neutral(tiny().scene, Primitive::coord);
  set(coord, "coverage", 1);
  set(coord, "merge", 1);
  auto const merged = run_of({coord});
  EXPECT_LT(line(merged, world::BudgetLine::consultations), line(baseline(), world::BudgetLine::consultations));

  auto gap = neutral(tiny().scene, Primitive::coord);
  set(gap, "coverage", 1);
  set(gap, "gap", 180);
  auto const greatest_fatigue = [](Year const& r) {
    float most = 0;
    for (auto const& adult : r.world.adults) most = std::max(most, adult.fatigue);
    return most * static_cast<float>(r.world.fatigue_fading);
  };
  EXPECT_LT(greatest_fatigue(run_of({gap})), greatest_fatigue(baseline()));
}

TEST(Coord, NoticeReachesTheCouncillors) {
  auto coord = neutral(tiny().scene, Primitive::coord);
  set(coord, "coverage", 1);
  set(coord, "notice", 1);
  auto const sum = [](Year const& r) {
    return std::accumulate(r.world.relations.standing.begin(), r.world.relations.standing.end(), 0.0F);
  };
  EXPECT_GT(sum(run_of({coord})), sum(baseline()));
}

TEST(Conduct, StandardsPreventBadContactsAndReportsTakeTime) {
  auto const mean_view = [](Year const& r) {
    double sum = 0;
    for (auto const view : r.world.relations.officer_view) sum += static_cast<double>(view);
    return sum;
  };
  auto standards = neutral(tiny().scene, Primitive::conduct);
  set(standards, "standards", 1);
  EXPECT_GT(mean_view(run_of({standards})), mean_view(baseline()));

  auto reports = neutral(tiny().scene, Primitive::conduct);
  set(reports, "reported", 1);
  set(reports, "sanction", 1);
  set(reports, "hours_per_report", 2);
  auto const run = run_of({reports});
  EXPECT_GT(line(run, world::BudgetLine::policy_running), 0);
  std::size_t n_sanctioned = 0;
  for (auto const until : run.world.sanction_until) n_sanctioned += until > run.world.now;
  EXPECT_GT(n_sanctioned, 0U);
}

TEST(Represent, InvitesTheGroupItNamesAndPaysForIt) {
  auto represent = neutral(tiny().scene, Primitive::represent);
  choose(represent, "group", "asian");
  set(represent, "invited", 0.3);
  set(represent, "hours_per_invitation", 0.1);
  auto const run = run_of({represent});
  auto const took_part = [&](Year const& r, bool asian) {
    std::size_t n = 0;
    for (auto const& adult : r.world.adults)
      n += (adult.ethnicity == world::EthnicGroup::asian) == asian &&
           adult.last_response > static_cast<int>(r.world.n_week) - 52;
    return n;
  };
  EXPECT_GT(took_part(run, true), 2 * took_part(baseline(), true));
  EXPECT_EQ(took_part(run, false), took_part(baseline(), false)) << "nobody else is asked";
  EXPECT_GT(line(run, world::BudgetLine::policy_running), 1);
}

TEST(Represent, SeatsAreTakenAndThoseInThemAreHeard) {
  auto represent = neutral(tiny().scene, Primitive::represent);
  choose(represent, "group", "aged_16_34");
  set(represent, "seats", 5);
  auto const run = run_of({represent}, 200);
  ASSERT_EQ(run.world.seated.size(), 5U);
  for (auto const adult : run.world.seated) {
    EXPECT_EQ(run.world.adults[adult].age, world::AgeGroup::from_16);
    EXPECT_GT(run.world.adults[adult].last_response, static_cast<int>(run.world.n_week) - 20);
  }
}

TEST(Build, CommunityWorkAndGrantsBringPeopleIntoGroupsWhichShrinkAgain) {
  auto build = neutral(tiny().scene, Primitive::build, 0, 180);
  set(build, "support", 50);
  set(build, "grants", 20000);
  build.wards = {1};
  auto const half = run_of({build}, 180);
  EXPECT_EQ(half.world.community[0], 0) << "only where it is";
  // 5.9 months of 50 h / 10 h and £20,000 / 12 / £500, less what is lost at a half-life of 24 months, over 1,640 adults
  EXPECT_NEAR(half.world.community[1], 5 * (5 + 20000.0 / 12 / 500) / 1640, 0.004);
  std::size_t n_active = 0;
  for (std::uint32_t i = 0; i < half.world.adults.size(); ++i)
    n_active += world::is_active(tiny().scene.scene, half.world, i);
  EXPECT_NEAR(static_cast<double>(n_active), half.world.community[1] * 1640, 25);
  auto const year = run_of({build});
  EXPECT_LT(year.world.community[1], half.world.community[1]);
  EXPECT_NEAR(year.world.journal.money[0][static_cast<std::size_t>(world::BudgetLine::policy_running)],
              20000 * 180 / 365.25, 1e-6);
  EXPECT_LT(count(year, &Flows::reports), count(baseline(), &Flows::reports))
      << "members settle some issues themselves";
}

TEST(Decide, LevelsChangeWhatExercisesCostAndWhoAnswers) {
  auto const at = [&](std::string_view level) {
    auto decide = neutral(tiny().scene, Primitive::decide);
    choose(decide, "level", level);
    set(decide, "share", 1);
    return run_of({decide});
  };
  auto const inform = at("inform");
  auto const empower = at("empower");
  auto const hours = [](Year const& r) { return line(r, world::BudgetLine::consultations); };
  EXPECT_TRUE(same(at("consult"), baseline())) << "as found, exercises consult";
  EXPECT_LT(hours(inform), hours(baseline()));
  EXPECT_GT(hours(empower), hours(baseline()));
  // those open when it begins run on; of the rest nobody is asked anything
  EXPECT_LT(count(inform, &Flows::responses),
            count(baseline(), &Flows::responses) - count(baseline(), &Flows::responses) / 5);
}

TEST(Decide, FurtherExercisesAreHeldEvenly) {
  auto decide = neutral(tiny().scene, Primitive::decide);
  choose(decide, "level", "consult");
  set(decide, "exercises", 12);
  auto const run = run_of({decide});
  auto const& p = tiny().scene.scene.parameters;
  EXPECT_DOUBLE_EQ(line(run, world::BudgetLine::consultations) - line(baseline(), world::BudgetLine::consultations),
                   12 * p.consultation_hours);
  EXPECT_GT(count(run, &Flows::responses), count(baseline(), &Flows::responses));
}

TEST(Decide, CouncillorsHearFirstWhereTheRuleSaysSo) {
  auto decide = neutral(tiny().scene, Primitive::decide);
  set(decide, "councillors_first", 1);
  choose(decide, "level", "consult");
  auto const run = run_of({decide});
  auto const early = [](Year const& r) {
    return static_cast<double>(count(r, &Flows::news_early)) / static_cast<double>(count(r, &Flows::news));
  };
  EXPECT_LT(early(baseline()), 0.8);
  EXPECT_GT(early(run), 0.95);
  EXPECT_GT(total_hours(baseline()), 0);
}

TEST(Feedback, MonitoringPutsRightWhatOtherLeversFailToDeliver) {
  auto permit = neutral(tiny().scene, Primitive::permit);
  set(permit, "share", 1);
  permit.delivery = 0.2;
  auto monitor = neutral(tiny().scene, Primitive::feedback);
  choose(monitor, "on", "policy");
  set(monitor, "correction", 0.5);
  auto const& scene = tiny().scene.scene;
  auto const settings = policy::settings_on(scene, {"both", {permit, monitor}, {}}, tiny().scene.council.as_found);
  EXPECT_DOUBLE_EQ(settings(world::Dial::permission_frontline), 0.3 + 0.7 * (0.2 + 0.8 * 0.5));
  permit.delivery = 0;
  auto const nothing = policy::settings_on(scene, {"both", {permit, monitor}, {}}, tiny().scene.council.as_found);
  EXPECT_DOUBLE_EQ(nothing(world::Dial::permission_frontline), 0.3) << "nothing comes of nothing";
}

}  // namespace
}  // namespace wardmote::run
