#include "analysis/estimate/inequality.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace wardmote::estimate {
namespace {

std::vector<double> const alike(std::size_t n) { return std::vector<double>(n, 1); }

// Under-five deaths per 1,000 births by wealth group, India 1982-92: O'Donnell et al. (2008), Analyzing Health Equity
// Using Household Survey Data, World Bank, table 8.1, where the index is -0.1694.
TEST(ConcentrationIndex, MatchesAPublishedFiveGroupExample) {
  std::vector<double> const births{29'939, 28'776, 26'528, 24'689, 19'739};
  std::vector<double> const deaths{154.7, 152.9, 119.5, 86.9, 54.3};
  EXPECT_NEAR(concentration_index({deaths, births}), -0.1694, 5e-5);
}

TEST(ConcentrationIndex, IsNoneWhereAllHaveTheSameAndItsSignTurnsWithTheOrder) {
  std::vector<double> const even{3, 3, 3}, up{1, 2, 3}, down{3, 2, 1};
  EXPECT_NEAR(concentration_index({even, std::vector<double>{5, 1, 2}}), 0, 1e-15);
  EXPECT_NEAR(concentration_index({up, alike(3)}), 2.0 / 9, 1e-15);  // by hand: 2 (2 / 9) / 2
  EXPECT_NEAR(concentration_index({down, alike(3)}), -2.0 / 9, 1e-15);
}

// The incomes of the documented example of R's ineq and DescTools; Atkinson(x, parameter = 0.5) is 0.1796591 there.
TEST(Atkinson, MatchesAPublishedExample) {
  std::vector<double> const incomes{541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11'904, 22'261};
  EXPECT_NEAR(atkinson({incomes, alike(10)}, 0.5), 0.1796591, 5e-8);
}

// By hand: five groups 1, 2, 4, 8, 16 of one size. Geometric mean 4, harmonic 5 / 1.9375, mean 6.2.
TEST(Atkinson, MatchesFiveGroupsByHand) {
  std::vector<double> const groups{1, 2, 4, 8, 16};
  auto const ones = alike(5);
  Spread const spread{groups, groups}, even{groups, ones};
  EXPECT_NEAR(equally_distributed_equivalent(even, 1), 4, 1e-12);
  EXPECT_NEAR(equally_distributed_equivalent(even, 2), 5 / 1.9375, 1e-12);
  EXPECT_NEAR(atkinson(even, 1), 1 - 4 / 6.2, 1e-12);
  EXPECT_EQ(atkinson(even, 0), 0);
  EXPECT_EQ(equally_distributed_equivalent(even, std::numeric_limits<double>::infinity()), 1);
  EXPECT_NEAR(mean(spread), 341.0 / 31, 1e-12);  // weights 1, 2, 4, 8, 16: sum of squares 341 over 31
}

TEST(Atkinson, NobodyIsNoGroupAndNothingHasNoLogarithm) {
  std::vector<double> const values{0, 2, 2}, nobody{0, 1, 1};
  EXPECT_NEAR(atkinson({values, nobody}, 1), 0, 1e-15);
  EXPECT_TRUE(std::isnan(atkinson({values, alike(3)}, 1)));
}

}  // namespace
}  // namespace wardmote::estimate
