// What dealing with councillors does to officers: their view of councillors at large, their grasp of the role, their
// confidence (docs/model.md, 7.8).
#include "engine/process/minds.hpp"

#include <gtest/gtest.h>

#include "engine/process/passing.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/minds.hpp"
#include "engine/world/ratings.hpp"
#include "tests/support/quiet_world.hpp"

namespace wardmote::process {
namespace {

using support::quiet_world;
using support::TinyScene;
using world::Setting;

constexpr std::uint32_t councillor = 1, other = 2, post = 0;

/// Officers begin at the middle of every scale.
world::Parameters middling() {
  auto p = support::plain_parameters();
  p.contact_on = 1;
  p.relation_base_officer = 0.5;
  p.relation_learning = 0.1;
  p.relation_asymmetry = 2;
  p.generalising_good = 0.1;
  p.generalising_bad = 0.2;
  p.role_understood = 0.5;
  p.role_understood_sd = 0;
  p.role_learnt_talking = 0.04;
  p.role_learnt_training = 0.3;
  p.confidence_from_role = 0.5;
  p.confidence_learning = 0.1;
  p.confidence_quality = 0;
  p.political_quality = 0.4;
  p.political_stress = 0.05;
  p.contact_quality_sd = 0;
  p.no_permission_penalty = 0;
  p.bad_contact_quality = -1;
  return p;
}

TEST(Minds, WhatABadContactDoesGoesInPartToAllCouncillors) {
  TinyScene const tiny(middling());
  auto world = quiet_world(tiny);
  auto const change = officer_sees(tiny.scene, world, councillor, post, -0.5, 0.1);
  EXPECT_NEAR(change, -2 * 0.1 * 0.5 * 0.5, 1e-9);
  EXPECT_NEAR(world::rating_at_large(tiny.scene, world, post), 0.5 + 0.2 * change, 1e-6);
  auto const one = world.relations.officer_view[councillor * tiny.scene.n_post() + post];
  EXPECT_NEAR(static_cast<double>(one), 0.8 * change, 1e-6) << "so that the one who was there is rated by all of it";
  EXPECT_EQ(world.relations.officer_view[other * tiny.scene.n_post() + post], 0.0F);
}

TEST(Minds, OfWhatAGoodContactDoesAShareOfItsOwnDoes) {
  TinyScene const tiny(middling());
  auto world = quiet_world(tiny);
  auto const change = officer_sees(tiny.scene, world, councillor, post, 0.5, 0.1);
  EXPECT_NEAR(change, 0.1 * 0.5 * 0.5, 1e-9);
  EXPECT_NEAR(world::rating_at_large(tiny.scene, world, post), 0.5 + 0.1 * change, 1e-6);
}

TEST(Minds, ATalkTeachesTheRoleAndConfidenceGrowsFromIt) {
  TinyScene const tiny(middling());
  auto world = quiet_world(tiny);
  EXPECT_DOUBLE_EQ(world::confidence(tiny.scene, world, post, Setting::elsewhere), 0.5);
  talk_teaches(tiny.scene, world, post, Setting::scrutiny, -1, 1);
  EXPECT_NEAR(world::understanding(tiny.scene, world, post), 0.5 + 0.04 * 0.5, 1e-6);
  auto const from_role = 0.5 * 0.02;
  EXPECT_NEAR(world::confidence(tiny.scene, world, post, Setting::elsewhere), 0.5 + from_role, 1e-6)
      << "what happens before a panel stays there";
  auto const before = 0.5 + from_role;
  EXPECT_NEAR(world::confidence(tiny.scene, world, post, Setting::scrutiny), before - 2 * 0.1 * before, 1e-6);
}

TEST(Minds, ASessionTeachesTheRole) {
  TinyScene const tiny(middling());
  auto world = quiet_world(tiny);
  session_teaches(tiny.scene, world, post);
  EXPECT_NEAR(world::understanding(tiny.scene, world, post), 0.5 + 0.3 * 0.5, 1e-6);
}

TEST(Minds, OfficersWithoutConfidenceKeepAtADistance) {
  auto const quality = [](double understood) {
    auto p = middling();
    p.confidence_quality = 0.4;
    p.confidence_from_role = 1;
    p.role_understood = understood;
    p.contact_quality_mean = 0.2;
    p.contact_quality_senior = p.joint_task_bonus = 0;
    TinyScene const tiny(p);
    auto world = quiet_world(tiny);
    auto draws = tiny.scene.streams.draws(kernel::Purpose{1}, 0);
    return converse(tiny.scene, world, councillor, post, draws, {}).quality;
  };
  EXPECT_NEAR(quality(0.75) - quality(0.25), 0.4 * 0.5, 1e-9);
}

TEST(Minds, ARequestFeltToBePoliticalIsRemembered) {
  for (auto const share : {0.0, 1.0}) {
    auto p = middling();
    p.political_share = share;
    TinyScene const tiny(p);
    auto world = quiet_world(tiny);
    world::Case enquiry;
    enquiry.councillor = councillor;
    enquiry.officer = post;
    feel_motive(tiny.scene, world, enquiry);
    EXPECT_EQ(world.journal.requests_worked, 1U);
    EXPECT_EQ(world.journal.requests_political, static_cast<std::uint64_t>(share));
    EXPECT_NEAR(world::confidence(tiny.scene, world, post, Setting::elsewhere), 0.5 - 0.05 * share, 1e-6);
    EXPECT_EQ(world::rating_at_large(tiny.scene, world, post) < 0.5, share > 0);
  }
}

TEST(Minds, WhoLeavesTakesItAlong) {
  auto p = middling();
  p.officer_churn = 1;
  TinyScene const tiny(p);
  auto world = quiet_world(tiny);
  session_teaches(tiny.scene, world, post);
  officer_sees(tiny.scene, world, councillor, post, -1, 0.1);
  month_passed(tiny.scene, world);
  EXPECT_DOUBLE_EQ(world::understanding(tiny.scene, world, post), 0.5);
  EXPECT_DOUBLE_EQ(world::rating_at_large(tiny.scene, world, post), 0.5);
}

}  // namespace
}  // namespace wardmote::process
