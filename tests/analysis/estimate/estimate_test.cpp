#include <cmath>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include "analysis/estimate/components.hpp"
#include "analysis/estimate/proportion.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::estimate {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

// By hand: (n - 1) p = 0.75 of the way from the first value; numpy.quantile and R's type 7 agree.
TEST(Quantile, IsLinearBetweenOrderStatistics) {
  std::vector<double> const values{4, 1, 3, 2};
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(quantile(values, 0.5), 2.5);
  EXPECT_DOUBLE_EQ(quantile(values, 0), 1);
  EXPECT_DOUBLE_EQ(quantile(values, 1), 4);
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
}

TEST(Ranks, EqualValuesShareTheirMeanRank) {
  std::vector<double> const values{10, 20, 10, 5};
  EXPECT_THAT(ranks(values), ElementsAre(2.5, 4, 2.5, 1));
}

// By hand, no ties: 1 - 6 sum d^2 / (n (n^2 - 1)) = 1 - 6 x 194 / 990.
TEST(RankCorrelation, MatchesTheFormulaWithoutTies) {
  std::vector<double> const iq{106, 86, 100, 101, 99, 103, 97, 113, 112, 110};
  std::vector<double> const hours{7, 0, 27, 50, 28, 29, 20, 12, 6, 17};
  auto const found = rank_correlation(iq, hours);
  EXPECT_NEAR(found.rho, -29.0 / 165, 1e-12);   // sum d^2 = 194
  EXPECT_NEAR(found.p_value, 0.6271883, 1e-6);  // scipy.stats.spearmanr of the same numbers
}

TEST(RankCorrelation, OfSomethingThatDoesNotVaryIsNone) {
  EXPECT_EQ(rank_correlation(std::vector<double>{1, 1, 1, 1}, std::vector<double>{1, 2, 3, 4}).rho, 0);
  EXPECT_EQ(rank_correlation(std::vector<double>{1, 2, 3, 4}, std::vector<double>{4, 3, 2, 1}).rho, -1);
}

// All successes: low = (alpha / 2)^(1 / n). The rest: scipy.stats.binomtest(29, 32).proportion_ci().
TEST(ClopperPearson, MatchesClosedFormAndTables) {
  EXPECT_NEAR(clopper_pearson(32, 32, 0.05).low, std::pow(0.025, 1.0 / 32), 1e-12);
  EXPECT_EQ(clopper_pearson(32, 32, 0.05).high, 1);
  EXPECT_EQ(clopper_pearson(0, 8, 0.05).low, 0);
  EXPECT_NEAR(clopper_pearson(0, 8, 0.05).high, 1 - std::pow(0.025, 1.0 / 8), 1e-12);
  auto const interval = clopper_pearson(29, 32, 0.05);
  EXPECT_NEAR(interval.low, 0.7497730493, 1e-9);
  EXPECT_NEAR(interval.high, 0.9802328198, 1e-9);
  EXPECT_EQ(clopper_pearson(0, 0, 0.05).low, 0);
  EXPECT_EQ(clopper_pearson(0, 0, 0.05).high, 1);
}

// Counted: the exact interval covers at least at its level, whatever the share.
TEST(ClopperPearson, CoversAtLeastAtItsLevel) {
  std::mt19937_64 random(11);
  for (double const share : {0.5, 0.9, 0.97}) {
    std::binomial_distribution<std::size_t> draw(32, share);
    int covered = 0;
    constexpr int n = 4'000;
    for (int i = 0; i < n; ++i) {
      auto const interval = clopper_pearson(draw(random), 32, 0.1);
      covered += interval.low <= share && share <= interval.high;
    }
    EXPECT_GE(covered, n * 0.9 - 4 * std::sqrt(n * 0.9 * 0.1)) << share;
  }
}

// By hand: worlds {1, 3}, {5, 7}, {12, 14}. Means 2, 6, 13; all 7. MSW = 6 / 3 = 2;
// MSB = 2 (25 + 1 + 36) / 2 = 62; between = (62 - 2) / 2 = 30; error^2 = 31 / 3.
TEST(Components, MatchAHandComputedTable) {
  std::vector<std::vector<double>> const worlds{{1, 3}, {5, 7}, {12, 14}};
  auto const found = components(worlds);
  EXPECT_EQ(found.n_world, 3u);
  EXPECT_EQ(found.n_value, 6u);
  EXPECT_DOUBLE_EQ(found.mean, 7);
  EXPECT_DOUBLE_EQ(found.within, 2);
  EXPECT_DOUBLE_EQ(found.between, 30);
  EXPECT_DOUBLE_EQ(found.error, std::sqrt(31.0 / 3));
  EXPECT_DOUBLE_EQ(found.chance_share(), 2.0 / 32);
}

// By hand: {0, 2}, {}, {4}. N = 3, n0 = (3 - 5/3) / 1 = 4/3; MSW = 2; MSB = 2 (1 - 2)^2 + (4 - 2)^2 = 6; between = 4 /
// (4/3).
TEST(Components, UnequalAndEmptyWorldsAreAllowed) {
  std::vector<std::vector<double>> const worlds{{0, 2}, {}, {4}};
  auto const found = components(worlds);
  EXPECT_EQ(found.n_world, 2u);
  EXPECT_DOUBLE_EQ(found.mean, 2.5);
  EXPECT_DOUBLE_EQ(found.within, 2);
  EXPECT_DOUBLE_EQ(found.between, 3);
}

TEST(Components, SayWhatCannotBeTold) {
  EXPECT_TRUE(std::isnan(components(std::vector<std::vector<double>>{{1}, {2}}).within));
  EXPECT_TRUE(std::isnan(components(std::vector<std::vector<double>>{{1, 2, 3}}).between));
  EXPECT_TRUE(std::isnan(components(std::vector<std::vector<double>>{{}}).mean));
}

// Planted variances 4 (chance) and 9 (ignorance): 400 worlds x 2; the estimators are unbiased, their spread is known.
TEST(Components, FindPlantedVariances) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  constexpr int n_world = 400;
  std::vector<std::vector<double>> worlds(n_world);
  for (auto& world : worlds) {
    auto const centre = 3 * normal(random);
    world = {centre + 2 * normal(random), centre + 2 * normal(random)};
  }
  auto const found = components(worlds);
  EXPECT_NEAR(found.within, 4, 4 * 4 * std::sqrt(2.0 / n_world));
  EXPECT_NEAR(found.between, 9, 4 * 11 * std::sqrt(2.0 / n_world));  // MSB / 2 = 11, its spread dominates
}

}  // namespace
}  // namespace wardmote::estimate
