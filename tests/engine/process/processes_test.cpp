#include <cmath>
#include <set>

#include <gtest/gtest.h>

#include "engine/policy/apply.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/citizens.hpp"
#include "engine/process/experience.hpp"
#include "engine/process/passing.hpp"
#include "engine/process/relations.hpp"
#include "engine/process/talk.hpp"
#include "engine/world/beliefs.hpp"
#include "tests/support/quiet_world.hpp"

namespace wardmote::process {
namespace {

using support::plain_parameters;
using support::quiet_world;
using support::TinyScene;

TEST(Experience, ScoreIsTheWeightedSumOfItsParts) {
  auto p = plain_parameters();
  p.weight_outcome = 0.45;
  p.weight_speed = 0.15;
  p.weight_feedback = 0.15;
  p.weight_fairness = 0.25;
  p.patience_days = 10;
  p.refusal_interaction = 0.2;
  Outcome const good{.fixed = true, .told = true, .fairness = 1, .days = 3, .expected = 5};
  EXPECT_DOUBLE_EQ(experience_score(p, good, true), 1);
  Outcome const late{.fixed = true, .told = false, .fairness = 0, .days = 15, .expected = 5};
  EXPECT_NEAR(experience_score(p, late, true), 0.45 + 0.15 * std::exp(-1), 1e-12);
  Outcome const refused{.fixed = false, .told = true, .fairness = 0.5, .days = 1, .expected = 5};
  EXPECT_NEAR(experience_score(p, refused, false), 0.15 + 0.15 + 0.125, 1e-12);
  EXPECT_NEAR(experience_score(p, refused, true), 0.425 - 0.2 * 0.5, 1e-12);
}

TEST(Experience, BadCasesWeighMoreThanGoodOnes) {
  auto p = plain_parameters();
  p.trust_asymmetry = 2;
  p.talk_on = 0;
  TinyScene const tiny(p);
  auto world = quiet_world(tiny);
  world.adults[7].council = {};
  live_through(tiny.scene, world, 7, About::council, 1, 1);
  EXPECT_FLOAT_EQ(world.adults[7].council.good, 1);
  live_through(tiny.scene, world, 7, About::council, 1, 0);
  EXPECT_FLOAT_EQ(world.adults[7].council.bad, 2);
}

TEST(Experience, AnHonestNoIsNeverWorseForInfluenceThanSilence) {
  auto p = plain_parameters();
  p.honest_no = 0.35;
  p.silence_weight = 0.3;
  p.talk_on = 0;
  TinyScene const tiny(p);
  auto const after = [&](bool told) {
    auto world = quiet_world(tiny);
    Outcome const refused{.fixed = false, .told = told, .fairness = 0.5, .days = 1, .expected = 5};
    close_case(tiny.scene, world, 3, About::council, refused, 3, 256);
    return world::sense_of_influence(tiny.scene, world, 3);
  };
  EXPECT_GT(after(true), after(false));
}

TEST(Waiting, SpeedsUpInTheTwoDaysBeforeTheTarget) {
  auto p = plain_parameters();
  p.deadline_pull = 1;  // twice the pace
  TinyScene const tiny(p);
  auto world = quiet_world(tiny);
  world.now = tiny.hours.calendar.time_of(tiny.council.as_found) + kernel::hours(9);
  auto const days_to = [&](double days, double target) {
    auto const done = after_waiting(tiny.scene, world, world.now, days, target);
    return tiny.hours.working_days(tiny.hours.office.between(world.now, done));
  };
  EXPECT_NEAR(days_to(6, 0), 6, 1e-3);     // no target
  EXPECT_NEAR(days_to(6, 10), 6, 1e-3);    // done before the window [8, 10]
  EXPECT_NEAR(days_to(10, 10), 9, 1e-3);   // 8 at the usual pace, 2 at twice
  EXPECT_NEAR(days_to(15, 10), 13, 1e-3);  // 8, then 4 within 2 days, then 3 as before
}

TEST(Network, TiesAreMutualAndWithinTheWard) {
  auto p = plain_parameters();
  p.n_tie = 8;
  p.tie_homophily = 0.75;
  TinyScene const tiny(p);
  for (std::uint32_t adult = 0; adult < tiny.people.n_adult; adult += 37) {
    for (std::uint32_t k = 0; k < 8; ++k) {
      auto const other = tie_of(tiny.scene, adult, k);
      EXPECT_EQ(tiny.people.ward_of(other), tiny.people.ward_of(adult));
      EXPECT_EQ(tie_of(tiny.scene, other, k ^ 1U), adult) << "the other direction of the same tie";
      if (k < 6) {
        EXPECT_EQ(tiny.people.cell[other], tiny.people.cell[adult]);
      }
    }
    auto const partner = partner_of(tiny.scene, adult);
    EXPECT_EQ(partner_of(tiny.scene, partner), adult);
  }
}

TEST(Network, TalkPassesOnAShareOfAnExperience) {
  auto p = plain_parameters();
  p.talk_on = 1;
  p.talk_mean = 20;  // certainly somebody
  p.n_tie = 8;
  p.talk_share = 0.25;
  p.couple_share = 1;
  TinyScene const tiny(p);
  auto world = quiet_world(tiny);
  auto const partner = partner_of(tiny.scene, 100);
  auto const before = world.adults[partner].council.good;
  tell_neighbours(tiny.scene, world, 100, About::council, 1, 0.5, 100, 256);
  EXPECT_FLOAT_EQ(world.adults[partner].council.good, before + 0.25F);
}

TEST(Relations, AGoodContactRaisesBothViewsAndTheCouncillorsLess) {
  auto p = plain_parameters();
  p.contact_on = 1;
  p.contact_quality_mean = 1;
  p.contact_quality_sd = p.confidence_quality = p.generalising_good = 0;
  p.no_permission_penalty = 0;
  p.relation_base_officer = p.relation_base_councillor = 0.5;
  p.relation_learning = 0.06;
  p.councillor_gain_ratio = 0.7;
  TinyScene const tiny(p);
  auto world = quiet_world(tiny);
  auto draws = tiny.scene.streams.draws(kernel::Purpose{1}, 0);
  converse(tiny.scene, world, 0, 0, draws, {});
  EXPECT_NEAR(world.relations.officer_view[0], 0.06 * 0.5, 1e-6);
  EXPECT_NEAR(world.relations.councillor_view[0], 0.7 * 0.06 * 0.5, 1e-6);
}

TEST(Relations, AManagerInTheRoomHalvesWhatIsGained) {
  auto p = plain_parameters();
  p.contact_on = 1;
  p.contact_quality_mean = 0.8;
  p.contact_quality_sd = p.confidence_quality = p.generalising_good = 0;
  p.no_permission_penalty = 0;
  TinyScene const tiny(p);
  auto const gain = [&](bool manager) {
    auto world = quiet_world(tiny);
    auto draws = tiny.scene.streams.draws(kernel::Purpose{1}, 0);
    converse(tiny.scene, world, 0, 0, draws, {.manager_present = manager});
    return world.relations.officer_view[0];
  };
  EXPECT_NEAR(gain(true), gain(false) / 2, 1e-6);
}

TEST(Voice, SenseOfInfluenceRaisesTheChanceOfBeingVoiced) {
  auto p = plain_parameters();
  p.voice_influence = 0.25;
  TinyScene const tiny(p);
  auto world = quiet_world(tiny);
  auto const before = voice_chance(tiny.scene, world, 5, 0.5);
  learn_of_influence(world, 5, 10, 1);
  EXPECT_GT(voice_chance(tiny.scene, world, 5, 0.5), before);
}

TEST(Passing, StatesKeepTheirStationarySpread) {
  auto p = plain_parameters();
  p.trait_share = 0.64;  // passing states: sd 0.6
  TinyScene const tiny(p);
  auto world = quiet_world(tiny);
  for (int month = 0; month < 24; ++month) month_passed(tiny.scene, world);
  double squares = 0;
  for (auto const& adult : world.adults)
    squares += static_cast<double>(adult.trust_noise) * static_cast<double>(adult.trust_noise);
  EXPECT_NEAR(std::sqrt(squares / 2460), 0.6, 4 * 0.6 / std::sqrt(2 * 2460));
}

}  // namespace
}  // namespace wardmote::process
