#include "analysis/calibrate/history_match.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace wardmote::calibrate {
namespace {

using ::testing::ElementsAre;

std::vector<double> of_all(std::vector<Point> const& points, auto&& model) {
  std::vector<double> values;
  for (auto const& point : points) values.push_back(model(point));
  return values;
}

/// Two numbers of twelve inputs: four of them act.
double first(Point const& x) { return 3 + 2 * x[0] + x[3] * x[0] - x[3]; }
double second(Point const& x) { return 1.5 * x[5] + 0.5 * x[5] * x[5] + 0.3 * x[7]; }

TEST(Emulator, FindsWhatActsAndReproducesAQuadratic) {
  auto const points = HistoryMatch(12, {}, 1).ask(200);
  Emulator const emulator(points, of_all(points, first));
  EXPECT_THAT(emulator.active(), ElementsAre(0, 3));
  EXPECT_NEAR(emulator.foretold(), 1, 1e-9);
  Point x(12, 0.3);
  x[0] = -0.7;
  EXPECT_NEAR(emulator.at(x).mean, first(x), 1e-9);
  EXPECT_NEAR(emulator.at(x).variance, 0, 1e-12);
}

TEST(Emulator, PutsWhatItCannotForetellIntoItsVariance) {
  auto const points = HistoryMatch(12, {}, 2).ask(400);
  // the cosine is even: no slope, so x[9] counts as chance; its variance about its mean sin(3)/3 is that of cos(3u)
  auto const bent = [](Point const& x) { return x[0] + std::cos(3 * x[9]); };
  Emulator const emulator(points, of_all(points, bent));
  EXPECT_THAT(emulator.active(), ElementsAre(0));
  auto const mean = std::sin(3.0) / 3, square = 0.5 + std::sin(6.0) / 12;
  EXPECT_NEAR(emulator.at(Point(12, 0)).variance, square - mean * mean, 0.05);
}

TEST(Emulator, LeavesFailedRunsOutAndRefusesTooFew) {
  auto const points = HistoryMatch(12, {}, 3).ask(80);
  auto values = of_all(points, first);
  values[7] = std::nan("");
  EXPECT_NEAR(Emulator(points, values).at(Point(12, 0)).mean, 3, 1e-9);
  std::fill(values.begin(), values.begin() + 40, std::nan(""));
  EXPECT_THROW(Emulator(points, values), std::invalid_argument);
}

TEST(Emulator, FindsTheFewThatActAmongMoreInputsThanPoints) {
  auto const points = HistoryMatch(150, {}, 5).ask(100);
  auto const noisy = [](Point const& x) { return 2 * x[20] - x[90] + 0.5 * x[140] * x[20] + 0.2 * x[33]; };
  Emulator const emulator(points, of_all(points, noisy));
  ASSERT_GE(emulator.active().size(), 2U);
  EXPECT_EQ(emulator.active()[0], 20U);
  EXPECT_EQ(emulator.active()[1], 90U);
  EXPECT_LE(emulator.active().size(), 5U);
}

TEST(HistoryMatch, AsksForALatinHypercubeFirst) {
  auto const points = HistoryMatch(5, {}, 4).ask(40);
  for (std::size_t i = 0; i < 5; ++i) {
    std::vector<double> column;
    for (auto const& point : points) column.push_back(point[i]);
    std::ranges::sort(column);
    for (std::size_t p = 0; p < column.size(); ++p) {
      EXPECT_GE(column[p], -1 + static_cast<double>(p) / 20);
      EXPECT_LE(column[p], -1 + static_cast<double>(p + 1) / 20);
    }
  }
}

/// Waves on the two numbers until the emulators know them.
HistoryMatch matched(std::vector<Target> targets, double chance = 0) {
  HistoryMatch match(12, std::move(targets), 5);
  for (int wave = 0; wave < 2; ++wave) {
    auto const points = match.ask(150);
    match.tell(points, {of_all(points, first), of_all(points, second)}, {chance, chance});
  }
  return match;
}

TEST(HistoryMatch, KeepsAllThatTheTargetsAllowAndNothingElse) {
  std::vector<Target> const targets{{"first", 4.5, 5.0}, {"second", -0.2, 0.2}};  // about 1 % of the space
  auto const left = matched(targets).ask(300);
  ASSERT_GT(left.size(), 290U);
  double least = 1, most = -1;
  for (auto const& x : left) {
    EXPECT_LE(targets[0].miss(first(x)), 1e-6);
    EXPECT_LE(targets[1].miss(second(x)), 1e-6);
    least = std::min(least, x[11]);
    most = std::max(most, x[11]);
  }
  // an input that acts on nothing stays as wide as it was
  EXPECT_LT(least, -0.95);
  EXPECT_GT(most, 0.95);
}

TEST(HistoryMatch, MovesFewestInputsLeastFromTheCentre) {
  std::vector<Target> const targets{{"first", 4.5, 5.0}, {"second", -0.2, 0.2}};
  auto const match = matched(targets);
  Point const centre(12, 0);
  auto const near = match.nearest(centre, match.ask(300), targets);
  EXPECT_GE(first(near), 4.5 - 1e-6);
  EXPECT_LE(first(near), 4.75);
  for (std::size_t i = 1; i < near.size(); ++i) {
    if (i == 3) continue;
    EXPECT_EQ(near[i], 0) << i;  // `second` is right at the centre, so x[5] has no reason to move
  }
}

TEST(HistoryMatch, StaysWhereTheTargetsAreMetAlready) {
  std::vector<Target> const targets{{"first", 2.5, 3.5}, {"second", -0.2, 0.2}};
  auto const match = matched(targets);
  EXPECT_EQ(match.nearest(Point(12, 0), match.ask(100), targets), Point(12, 0));
}

TEST(HistoryMatch, NeitherRulesOutNorMovesForWhatChanceMayHaveDone) {
  std::vector<Target> const targets{{"first", 4.5, 5.0}, {"second", -0.2, 0.2}};
  Point const centre(12, 0);  // where `first` is 3
  EXPECT_GT(matched(targets).implausibility(centre), HistoryMatch::cut_off);
  auto const match = matched(targets, 2);
  EXPECT_NEAR(match.implausibility(centre), 1.5 / 2, 0.01);
  EXPECT_EQ(match.nearest(centre, match.ask(100), targets), centre);
}

TEST(HistoryMatch, SetsAsideWhatNoValuesReachAndFitsTheRest) {
  auto const match = matched({{"first", 4.5, 5.0}, {"second", 10, 11}});
  EXPECT_THAT(match.aside(), ElementsAre(1));
  auto const left = match.ask(100);
  ASSERT_FALSE(left.empty());
  for (auto const& x : left) EXPECT_NEAR(first(x), 4.75, 0.25 + 1e-6);
}

TEST(HistoryMatch, TheSameAnswersForTheSameTold) {
  std::vector<Target> const targets{{"first", 4.5, 5.0}, {"second", -0.2, 0.2}};
  EXPECT_EQ(matched(targets).ask(50), matched(targets).ask(50));
}

}  // namespace
}  // namespace wardmote::calibrate
