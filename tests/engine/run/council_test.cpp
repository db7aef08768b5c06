// The council's own systems, in whole years of a tiny council: what each does, what taking it out changes, and what it
// cannot reach.
#include <algorithm>
#include <cstring>
#include <numeric>
#include <string>

#include <gtest/gtest.h>

#include "engine/world/beliefs.hpp"
#include "engine/world/seats.hpp"
#include "tests/support/lively_council.hpp"
#include "tests/support/tiny_run.hpp"

namespace wardmote::run {
namespace {

using support::as_it_is;
using support::Change;
using support::live;
using support::Lived;
using world::Council;
using world::Parameters;
using Flows = world::Journal::WardFlows;

bool same_bits(std::vector<double> const& a, std::vector<double> const& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}
bool same_bits(std::vector<float> const& a, std::vector<float> const& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(float)) == 0;
}

/// Everything a run leaves, instruments apart.
bool same_but_for_instruments(Lived const& a, Lived const& b) {
  auto const& x = a.record;
  auto const& y = b.record;
  for (std::size_t s = 0; s < x.series.size(); ++s) {
    if (!same_bits(x.series[s], y.series[s])) return false;
  }
  return same_bits(x.response_days, y.response_days) && same_bits(x.cost, y.cost) &&
         same_bits(x.officer_hours, y.officer_hours) && same_bits(x.councillor_hours, y.councillor_hours) &&
         same_bits(x.outcomes, y.outcomes) && x.n_event == y.n_event &&
         std::memcmp(a.world.adults.data(), b.world.adults.data(), a.world.adults.size() * sizeof(world::Adult)) == 0;
}

bool same_record(Lived const& a, Lived const& b) {
  return same_but_for_instruments(a, b) && same_bits(a.record.survey, b.record.survey) &&
         same_bits(a.record.workshop, b.record.workshop);
}

std::uint64_t count(Lived const& lived, std::uint64_t Flows::*member) {
  std::uint64_t sum = 0;
  for (auto const& ward : lived.world.journal.ward) sum += ward.*member;
  return sum;
}

// ---- every system does something ----------------------------------------------------------------------------------

struct System {
  char const* name;
  void (*remove)(Parameters&, Council&);
};

// what a lever brings in is taken out, one by one, in tests/scenarios/policies
constexpr System systems[] = {
    {"CouncillorEnquiries", [](Parameters& p, Council&) { p.direct_route_share = 1; }},
    {"PeopleFinder", [](Parameters& p, Council&) { p.directory_coverage = p.directory_use = 0; }},
    {"ContactCentre", [](Parameters& p, Council&) { p.routine_contacts_per_adult_year = p.phone_weight = 0; }},
    {"WebForms", [](Parameters& p, Council&) { p.web_weight = 0; }},
    {"Visits", [](Parameters& p, Council&) { p.visit_weight = 0; }},
    {"Surgeries", [](Parameters& p, Council&) { p.surgery_share = 0; }},
    {"Cabinet", [](Parameters&, Council& c) { c.bodies.erase(c.bodies.begin()); }},
    {"ScrutinyPanels", [](Parameters&, Council& c) { c.bodies.pop_back(); }},
    {"Elections", [](Parameters&, Council& c) { c.elections = {}; }},
    {"NoticeOfElections", [](Parameters&, Council& c) { c.elections.notice = 0; }},
    {"Recess", [](Parameters&, Council& c) { c.recesses.clear(); }},
    {"Turnover", [](Parameters& p, Council&) { p.councillor_turnover = 0; }},
    {"Induction", [](Parameters& p, Council&) { p.p_knows_who_new = p.induction_hours = 0; }},
    {"StaffChurn", [](Parameters& p, Council&) { p.officer_churn = 0; }},
    {"Consultations", [](Parameters& p, Council&) { p.asks_per_adult_year = p.p_aware_open_call = 0; }},
    {"PublishedResults", [](Parameters& p, Council&) { p.published_reach = 0; }},
    {"PetitionsAndRallies", [](Parameters& p, Council&) { p.civic_exposures_per_adult_year = 0; }},
    {"News", [](Parameters& p, Council&) { p.ward_changes_per_year = 0; }},
    {"Talk", [](Parameters& p, Council&) { p.talk_on = 0; }},
    {"Households", [](Parameters& p, Council&) { p.couple_share = 0; }},
    {"KeyDecisions", [](Parameters& p, Council&) { p.key_decisions_year = 0; }},
    {"ForwardPlan", [](Parameters& p, Council&) { p.plan_read = 0; }},
    {"Papers", [](Parameters& p, Council&) { p.paper_quality = p.paper_quality_sd = 0; }},
    {"Practice", [](Parameters& p, Council&) { p.gap_noticed = 0; }},
    {"Politics", [](Parameters& p, Council&) { p.political_share = 0; }},
    {"SpillOver", [](Parameters& p, Council&) { p.generalising_good = p.generalising_bad = 0; }},
    {"Confidence", [](Parameters& p, Council&) { p.confidence_quality = 0; }},
    {"RoleLearning", [](Parameters& p, Council&) { p.role_learnt_talking = 0; }},
    {"CouncilBusiness", [](Parameters& p, Council&) { p.base_contacts_month = 1e-6; }},
    {"OtherBodies", [](Parameters& p, Council&) { p.stuck_share = 0; }},
    {"Tenants", [](Parameters& p, Council&) { p.tenant_share = 0; }},
    {"TenantsAssociations", [](Parameters& p, Council&) { p.association_share = 0; }},
    {"Claimants", [](Parameters& p, Council&) { p.claimant_share = 0; }},
    {"DisabledPeople",
     [](Parameters& p, Council&) { p.disabled_young = p.disabled_middle = p.disabled_older = p.disabled_oldest = 0; }},
    {"ResidentsSurvey", [](Parameters& p, Council&) { p.survey_on = 0; }},
    {"Workshop", [](Parameters& p, Council&) { p.workshop_on = 0; }},
};

class EverySystem : public ::testing::TestWithParam<System> {};

TEST_P(EverySystem, IsMissedWhenItIsTakenOut) { EXPECT_FALSE(same_record(live(GetParam().remove), as_it_is())); }

INSTANTIATE_TEST_SUITE_P(Council, EverySystem, ::testing::ValuesIn(systems),
                         [](auto const& system) { return std::string{system.param.name}; });

TEST(Knockout, NothingTakenOutIsTheSame) { EXPECT_TRUE(same_record(live(), as_it_is())); }

// ---- and reaches what it can, no more -----------------------------------------------------------------------------

TEST(Knockout, InstrumentsChangeNothingElse) {
  auto const without = live([](Parameters& p, Council&) { p.survey_on = p.workshop_on = 0; });
  EXPECT_TRUE(same_but_for_instruments(without, as_it_is()));
  EXPECT_TRUE(std::all_of(without.record.survey.begin(), without.record.survey.end(), [](float x) { return x != x; }));
  auto const& survey = as_it_is().record.survey;
  EXPECT_TRUE(std::none_of(survey.begin(), survey.end(), [](float x) { return x != x; }));
}

TEST(Knockout, WithoutTalkOnlyBeliefsInCouncilAndCouncillorsDiffer) {
  auto const silent = live([](Parameters& p, Council&) { p.talk_on = 0; });
  double spread_talk = 0, spread_silent = 0;
  for (std::size_t i = 0; i < silent.world.adults.size(); ++i) {
    auto const& a = silent.world.adults[i];
    auto const& b = as_it_is().world.adults[i];
    // nobody's sense of influence, habit or taking part hangs on what others tell
    ASSERT_EQ(a.influence.good, b.influence.good);
    ASSERT_EQ(a.habit, b.habit);
    ASSERT_EQ(a.last_response, b.last_response);
    ASSERT_EQ(a.last_report, b.last_report);
    // what is heard of adds to what is known, it takes nothing away
    ASSERT_GE(b.council.good + b.council.bad, a.council.good + a.council.bad);
    spread_silent += static_cast<double>(a.council.good + a.council.bad);
    spread_talk += static_cast<double>(b.council.good + b.council.bad);
  }
  EXPECT_GT(spread_talk, 1.02 * spread_silent);
  EXPECT_TRUE(same_bits(silent.record.officer_hours, as_it_is().record.officer_hours));
  EXPECT_TRUE(same_bits(silent.record.response_days, as_it_is().record.response_days));
}

TEST(Knockout, WithoutNewsOnlyCouncillorsViewsDiffer) {
  auto const quiet = live([](Parameters& p, Council&) { p.ward_changes_per_year = 0; });
  EXPECT_EQ(count(quiet, &Flows::news), 0U);
  EXPECT_NE(outcome(quiet, "relation_councillors"), outcome(as_it_is(), "relation_councillors"));
  EXPECT_EQ(outcome(quiet, "relation_officers"), outcome(as_it_is(), "relation_officers"));
  EXPECT_EQ(std::memcmp(quiet.world.adults.data(), as_it_is().world.adults.data(),
                        quiet.world.adults.size() * sizeof(world::Adult)),
            0);
  EXPECT_TRUE(same_bits(quiet.record.officer_hours, as_it_is().record.officer_hours));
}

TEST(Knockout, WithoutFatigueMoreTakePartAndNoIssueOrNewsIsOther) {
  auto const weary = live([](Parameters& p, Council&) { p.part_fatigue = 1; });
  auto const fresh = live([](Parameters& p, Council&) { p.part_fatigue = 0; });
  EXPECT_GT(count(fresh, &Flows::responses), 1.05 * static_cast<double>(count(weary, &Flows::responses)));
  EXPECT_EQ(count(fresh, &Flows::issues), count(weary, &Flows::issues));
  EXPECT_EQ(count(fresh, &Flows::news_early), count(weary, &Flows::news_early));
}

TEST(Knockout, WithoutTurnoverCouncillorsKnowMoreAndHaveServedLonger) {
  auto const stable = live([](Parameters& p, Council& c) {
    p.councillor_turnover = p.officer_churn = 0;
    c.n_newcomer = 0;
  });
  auto const restless = live([](Parameters& p, Council& c) {
    p.councillor_turnover = 1;
    p.officer_churn = p.p_knows_who_new = 0;
    c.n_newcomer = 5;
  });
  auto const known = [](Lived const& lived) {
    auto const& knows = lived.world.relations.knows_who;
    return std::accumulate(knows.begin(), knows.end(), 0);
  };
  EXPECT_GT(known(stable), known(restless));
  EXPECT_GT(outcome(stable, "councillor_years"), outcome(restless, "councillor_years") + 1);
  EXPECT_EQ(count(stable, &Flows::issues), count(restless, &Flows::issues)) << "issues arise whoever is elected";
  EXPECT_EQ(count(stable, &Flows::news), count(restless, &Flows::news));
}

TEST(Knockout, WithoutDecayWhatWasTaughtLastsAndNoResidentMeetsIt) {
  support::TinyScene const tiny(support::council_parameters(), 1, support::lively_council());
  auto const taught = [&](double half_life) {
    auto train = support::neutral(tiny, policy::Primitive::train);
    train.every = policy::Period::once;
    support::choose(train, "audience", "councillors");
    support::set(train, "uptake", 1);
    support::set(train, "quality", 0.4);
    support::set(train, "half_life", half_life);
    return live({}, policy::Policy{"taught", {train}, {}});
  };
  auto const fading = taught(1), lasting = taught(600);
  EXPECT_GT(outcome(lasting, "relation_officers"), outcome(fading, "relation_officers"));
  EXPECT_TRUE(same_bits(lasting.record.response_days, fading.record.response_days));
  EXPECT_EQ(count(lasting, &Flows::reports), count(fading, &Flows::reports));
  EXPECT_EQ(std::memcmp(lasting.world.adults.data(), fading.world.adults.data(),
                        fading.world.adults.size() * sizeof(world::Adult)),
            0);
}

// ---- nothing is tied to a ward's name -----------------------------------------------------------------------------

TEST(Wards, NamesAndCodesDecideNothing) {
  auto const renamed = live([](Parameters&, Council& c) {
    std::swap(c.wards[0].name, c.wards[1].name);
    std::swap(c.wards[0].code, c.wards[1].code);
  });
  EXPECT_TRUE(same_record(renamed, as_it_is()));
}

TEST(Wards, ResultsGoWithTheDataNotWithTheWard) {
  // two wards alike but for deprivation: whichever is poor reports more
  auto const reports = [](double first, double second) {
    auto const lived = live([&](Parameters& p, Council& c) {
      p.need_deprivation_slope = 0.4;
      p.pareto_index = 3;  // a light tail: few people decide nothing
      c.wards[0].residents = c.wards[1].residents;
      c.wards[0].ethnic_share = c.wards[1].ethnic_share;
      c.wards[0].n_councillor = c.wards[1].n_councillor;
      c.wards[0].deprivation = first;
      c.wards[1].deprivation = second;
    });
    auto const& ward = lived.world.journal.ward;
    return std::pair{static_cast<double>(ward[0].issues), static_cast<double>(ward[1].issues)};
  };
  auto const [a_poor, b_rich] = reports(40, 10);
  auto const [a_rich, b_poor] = reports(10, 40);
  EXPECT_GT(a_poor, 1.5 * a_rich) << "the comparison has teeth";
  EXPECT_NEAR(a_poor, b_poor, 4 * std::sqrt(2 * 3 * a_poor));
  EXPECT_NEAR(a_rich, b_rich, 4 * std::sqrt(2 * 3 * a_rich));
}

// ---- conservation -------------------------------------------------------------------------------------------------

TEST(Elections, KeepEverySeatAndOfficeTakenByOne) {
  auto const& council = as_it_is().world;
  support::TinyScene const tiny(support::council_parameters(), 1, support::lively_council());
  auto const& seats = council.seats;
  ASSERT_EQ(seats.size(), 5U);
  auto const holding = [&](world::CouncillorRole role) {
    return std::count_if(seats.begin(), seats.end(), [&](world::Seat const& seat) { return seat.role == role; });
  };
  EXPECT_EQ(holding(world::CouncillorRole::cabinet), 1);
  EXPECT_EQ(holding(world::CouncillorRole::chair), 1);
  ASSERT_EQ(council.cabinet.size(), 1U);
  EXPECT_EQ(seats[council.cabinet[0]].role, world::CouncillorRole::cabinet);
  for (auto const& seat : seats) EXPECT_LE(seat.since, council.now);
}

TEST(Elections, OpenCasesPassToTheSuccessor) {
  auto const& world = as_it_is().world;
  std::size_t n_open = 0;
  for (std::size_t ward = 0; ward < world.open_cases.size(); ++ward) {
    EXPECT_EQ(world.enquiries_open[ward], world.open_cases[ward].size());
    EXPECT_LE(world.handler_known[ward], world.enquiries_open[ward]);
    n_open += world.open_cases[ward].size();
    for (auto const slot : world.open_cases[ward]) EXPECT_TRUE(world.cases[slot].open);
  }
  EXPECT_GT(n_open, 0U);
}

}  // namespace
}  // namespace wardmote::run
