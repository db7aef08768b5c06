#include <algorithm>
#include <numeric>
#include <set>

#include <gtest/gtest.h>

#include "engine/world/beliefs.hpp"
#include "tests/support/tiny_world.hpp"

namespace wardmote::world {
namespace {

using support::plain_parameters;
using support::tiny_council;
using support::TinyScene;

TEST(Population, HasEveryResidentOfTheTables) {
  auto const council = tiny_council();
  auto const people = make_population(council, {1, 2}, 1);
  EXPECT_EQ(people.n_resident(), council.n_resident());
  EXPECT_EQ(people.n_adult, 820U + 1640U);
  EXPECT_EQ(people.first_in_ward, (std::vector<std::uint32_t>{0, 820, 2460}));
}

TEST(Population, SplitsAgesByTheNationalShares) {
  auto const people = make_population(tiny_council(), {1, 2}, 1);
  std::array<std::uint32_t, n_age_group> n{};
  for (auto const& cell : people.cells) {
    if (cell.ward == 0) n[static_cast<std::size_t>(cell.age)] += cell.last - cell.first;
  }
  // 80 + 600/4, 600 * 3/4, 140/2, 140/2; largest remainders may move one of a cell
  EXPECT_NEAR(n[0], 230, 1);
  EXPECT_NEAR(n[1], 450, 1);
  EXPECT_NEAR(n[2], 70, 1);
  EXPECT_NEAR(n[3], 70, 1);
}

TEST(Population, IsThinnedWardByWard) {
  auto const people = make_population(tiny_council(), {1, 2}, 0.1);
  EXPECT_EQ(people.n_adult, 82U + 164U);
}

TEST(Population, ThoseOfflineAreTheHeadOfEachCell) {
  auto parameters = plain_parameters();
  parameters.online_share_young = parameters.online_share_middle = 0.9;
  parameters.online_share_older = parameters.online_share_oldest = 0.5;
  TinyScene const tiny(parameters);
  auto const adults = make_adults(tiny.scene);
  for (std::size_t c = 0; c < tiny.people.cells.size(); ++c) {
    auto const& cell = tiny.people.cells[c];
    for (auto i = cell.first; i < cell.last; ++i) EXPECT_EQ(adults[i].online, i >= tiny.scene.first_online[c]);
  }
  auto const online = std::count_if(adults.begin(), adults.end(), [](Adult const& adult) { return adult.online; });
  auto const expected = 0.9 * (2460 - 420) + 0.5 * 420;
  EXPECT_NEAR(static_cast<double>(online), expected, 4 * std::sqrt(2460 * 0.25));
}

TEST(Scene, IssuesArriveAtTheMeanRateOfTheParameters) {
  auto parameters = plain_parameters();
  parameters.issues_per_adult_year = 0.5;
  parameters.need_deprivation_slope = 0;
  parameters.pareto_index = 3;  // a light tail, so that 2,460 people average out
  parameters.pareto_cap = 1000;
  TinyScene const tiny(parameters);
  auto const adults = make_adults(tiny.scene);
  auto const sum = std::accumulate(adults.begin(), adults.end(), 0.0, [](double s, Adult const& adult) {
    return s + static_cast<double>(adult.issue_rate);
  });
  EXPECT_NEAR(sum / 2460, 0.5, 4 * 0.5 * 0.577 / std::sqrt(2460));  // Pareto 3: sd = mean / sqrt(3)
}

TEST(Beliefs, EvidenceMovesABeliefByTheLearningWeight) {
  // one wholly good experience of weight 1: T goes the share `learning` of the way to 1
  auto const n0 = static_cast<float>(prior_weight(0.04));
  EXPECT_NEAR(belief(n0, 0.5F, 0, 0), 0.5, 1e-6);
  EXPECT_NEAR(belief(n0, 0.5F, 1, 0), 0.5 + 0.04 * 0.5, 1e-6);
  EXPECT_NEAR(belief(n0, 0.5F, 0, 1), 0.5 - 0.04 * 0.5, 1e-6);
}

TEST(Beliefs, ManyExperiencesOfOneKindSettleAtTheRatioOfTheEvidence) {
  // model-notes §2: heavy users settle at x / (x + rho (1 - x)), here x = 0.57, rho = 2
  auto const n0 = static_cast<float>(prior_weight(0.04));
  auto const settled = belief(n0, 0.55F, 1e6F * 0.57F, 1e6F * 2 * 0.43F);
  EXPECT_NEAR(settled, 0.57 / (0.57 + 2 * 0.43), 1e-3);
}

TEST(Hours, WorkPausesAtTheWeekend) {
  TinyScene const tiny;
  // Friday 6 July 2018, 16:00: two hours of work end on Monday at 10:00
  auto const friday = tiny.hours.calendar.time_of(tiny.council.as_found + std::chrono::days(4)) + kernel::hours(16);
  auto const monday = tiny.hours.calendar.time_of(tiny.council.as_found + std::chrono::days(7)) + kernel::hours(10);
  EXPECT_EQ(tiny.hours.office.finish(friday, kernel::hours(2)), monday);
  EXPECT_DOUBLE_EQ(tiny.hours.working_days(kernel::hours(12)), 1.5);
}

TEST(Parameters, NamesAreUniqueAndBoundsAreInOrder) {
  std::set<std::string_view> names;
  for (auto const& spec : parameter_specs()) {
    EXPECT_TRUE(names.insert(spec.name).second) << spec.name;
    EXPECT_LT(spec.minimum, spec.maximum) << spec.name;
    EXPECT_FALSE(spec.meaning.empty()) << spec.name;
  }
}

}  // namespace
}  // namespace wardmote::world
