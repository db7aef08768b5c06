// What councillors can know of their wards, and what contact they would like, against sums done by hand.
#include "engine/measure/insight.hpp"

#include <array>
#include <cmath>

#include <gtest/gtest.h>

#include "engine/measure/wants.hpp"
#include "tests/support/tiny_world.hpp"

namespace wardmote::measure {
namespace {

using support::TinyScene;

TEST(Correlation, IsPearsons) {
  EXPECT_DOUBLE_EQ(correlation(std::array{1.0, 2.0, 3.0}, std::array{10.0, 20.0, 30.0}), 1);
  EXPECT_DOUBLE_EQ(correlation(std::array{1.0, 2.0, 3.0}, std::array{3.0, 2.0, 1.0}), -1);
  // deviations -1 0 1 and 0 -1 1
  EXPECT_DOUBLE_EQ(correlation(std::array{1.0, 2.0, 3.0}, std::array{2.0, 1.0, 3.0}), 0.5);
  EXPECT_TRUE(std::isnan(correlation(std::array{1.0, 1.0}, std::array{1.0, 2.0}))) << "does not vary";
}

/// A journal of three councillors of one ward and two of another, two services.
world::Journal empty_journal(world::Scene const& scene) {
  world::Journal journal;
  journal.brought.assign(scene.n_councillor() * scene.council.services.size(), 0);
  journal.reported.assign(scene.council.wards.size() * scene.council.services.size(), 0);
  return journal;
}

TEST(Insight, ComparesAYearsCaseworkWithAllThatTheWardTold) {
  TinyScene const tiny;
  auto const year_ago = empty_journal(tiny.scene);
  auto now = year_ago;
  now.reported = {100, 50, 20, 60};
  // with two services a picture is either like the ward's or its opposite
  now.brought = {5, 1, 1, 4, 0, 0, 2, 3, 1, 0};
  auto const insight = insight_of(tiny.scene, now, year_ago);
  // in order of casework: 6 alike, 5 not | 5 alike, 1 not; the one with nothing has no picture
  EXPECT_DOUBLE_EQ(insight.busy, 0);
  EXPECT_DOUBLE_EQ(insight.quiet, 0);
  EXPECT_DOUBLE_EQ(insight.all, 0);

  // what was brought before the year is no part of the picture, but of the ward's mix
  auto before = year_ago;
  before.brought[2] = 1, before.brought[3] = 4;
  auto const later = insight_of(tiny.scene, now, before);
  EXPECT_DOUBLE_EQ(later.busy, 1) << "the two with most are alike now";
  EXPECT_DOUBLE_EQ(later.quiet, -1);
}

TEST(Wants, AreConversationsWithTheOfficerOfEachService) {
  TinyScene tiny;
  auto parameters = tiny.scene.parameters;
  parameters.wanted_contacts_month = 2;
  parameters.wanted_contact_hours = 0.5;
  parameters.officer_hours_day = 7;
  parameters.core_work_share = 0.8;
  TinyScene const with(parameters);
  EXPECT_DOUBLE_EQ(wanted_contacts_year(with.scene), 48);
  // five councillors; three enquiry officers of 35 hours a week, a fifth of them free
  auto const free = 3 * 35 * (365.25 / 7) * 0.2;
  EXPECT_NEAR(contact_demand(with.scene, 95.75), 5 * 48 * 0.5 / (free - 95.75), 1e-9);
  EXPECT_TRUE(std::isnan(contact_demand(with.scene, 2 * free))) << "none left";
}

}  // namespace
}  // namespace wardmote::measure
