#include <cmath>
#include <random>
#include <vector>

#include <Eigen/Dense>
#include <boost/math/distributions/normal.hpp>
#include <gmock/gmock.h>

#include "analysis/select/dominance.hpp"
#include "analysis/select/information.hpp"
#include "analysis/select/pilot.hpp"
#include "analysis/select/procedure.hpp"

namespace wardmote::select {
namespace {

// Doing nothing is worth 0, acting -0.3 + X + Y with X ~ N(0, 1), Y ~ N(0, 0.5^2). In closed form with the unit normal
// loss, sd phi(m / sd) + m Phi(m / sd): EVPI 0.311992, EVPPI(X) 0.266761, EVPPI(Y) 0.084336. Here on a grid of
// quantiles.
struct NormalExample {
  std::vector<std::vector<double>> worth;
  std::vector<double> x, y;
  NormalExample() {
    boost::math::normal const standard;
    constexpr int n = 160;
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) {
        x.push_back(quantile(standard, (i + 0.5) / n));
        y.push_back(0.5 * quantile(standard, (j + 0.5) / n));
        worth.push_back({0, -0.3 + x.back() + y.back()});
      }
    }
  }
};

TEST(Information, MatchesTheNormalExample) {
  NormalExample const example;
  EXPECT_EQ(best_on_average(example.worth), 0u);
  EXPECT_NEAR(evpi(example.worth), 0.311992, 1e-3);
  EXPECT_NEAR(evppi(example.worth, example.x, 0).value, 0.266761, 1e-3);
  EXPECT_NEAR(evppi(example.worth, example.y, 0).value, 0.084336, 1e-3);
}

// A number that means nothing is worth no more than luck lets it seem, in 19 of 20 cases.
TEST(Information, OfANumberThatMeansNothingIsLuck) {
  std::mt19937_64 random(15);
  std::normal_distribution<double> normal;
  int n_above = 0;
  constexpr int n = 100;
  for (int i = 0; i < n; ++i) {
    std::vector<std::vector<double>> worth;
    std::vector<double> idle, cause;
    for (int w = 0; w < 64; ++w) {
      cause.push_back(normal(random));
      idle.push_back(normal(random));
      worth.push_back({0, cause.back() + 0.3 * normal(random)});
    }
    auto const nothing = evppi(worth, idle), much = evppi(worth, cause);
    n_above += nothing.value > nothing.luck;
    EXPECT_GT(much.value, much.luck);
    EXPECT_LE(much.value, evpi(worth));
  }
  EXPECT_LE(n_above, n * 0.05 + 4 * std::sqrt(n * 0.05 * 0.95));
}

// By hand: worlds (1, 3), (2, 0): best 3 and 2; the options fall short by 2, 0 and 0, 2.
TEST(Information, RegretsByHand) {
  std::vector<std::vector<double>> const worth{{1, 3}, {2, 0}, {std::nan(""), 9}};
  auto const found = regrets(worth);
  EXPECT_DOUBLE_EQ(found[0].mean, 1);
  EXPECT_DOUBLE_EQ(found[1].most, 2);
  EXPECT_DOUBLE_EQ(found[0].best_share, 0.5);
  EXPECT_DOUBLE_EQ(evpi(worth), 1);
}

// By hand. A cheap and good, B dearer and worse than A; C on the line; D so dear for its gain that a mixture of C and E
// is better; F costs what A does and gains less.
TEST(Frontier, ByHand) {
  std::vector<Priced> const options{{10, 4}, {12, 3}, {20, 6}, {40, 7}, {50, 10}, {10, 1}};
  auto const found = frontier(options);
  using Kind = Standing::Kind;
  EXPECT_EQ(found[0].kind, Kind::frontier);
  EXPECT_TRUE(std::isnan(found[0].cost_per_gain));
  EXPECT_EQ(found[1].kind, Kind::dominated);
  EXPECT_EQ(found[1].by, 0u);
  EXPECT_EQ(found[2].kind, Kind::frontier);
  EXPECT_DOUBLE_EQ(found[2].cost_per_gain, 5);
  EXPECT_EQ(found[3].kind, Kind::extended);
  EXPECT_DOUBLE_EQ(found[4].cost_per_gain, 7.5);
  EXPECT_EQ(found[5].kind, Kind::dominated);
}

// Kim & Nelson (2001), with c = 1: eta solves (1 + 2 eta)^(-(n0 - 1) / 2) / 2 = alpha / (k - 1), h^2 = 2 eta (n0 - 1).
// k = 4, n0 = 10, alpha = 0.05: eta 0.564680, h^2 10.164243.
TEST(Procedure, ConstantsMatchTheirDefinition) {
  auto const found = kn_constants(4, 10, 0.05);
  EXPECT_NEAR(found.eta, 0.564680, 5e-7);
  EXPECT_NEAR(found.h_squared, 10.164243, 5e-7);
  EXPECT_NEAR(0.5 * std::pow(1 + 2 * found.eta, -4.5), 0.05 / 3, 1e-12);
}

// Counted, in the least favourable case: one option better by just what matters, the others alike. Slower without
// common random numbers.
TEST(Procedure, FindsTheBestAtItsRate) {
  std::mt19937_64 random(10);
  std::normal_distribution<double> normal;
  auto const study = [&](double shared) {
    int n_right = 0;
    std::size_t n_world = 0;
    for (int i = 0; i < 200; ++i) {
      Knockout procedure(4, 10, 1, 0.1);
      while (!procedure.done()) {
        auto const common = shared * normal(random);
        auto const own = std::sqrt(4 - shared * shared);
        std::vector<double> worths;
        for (int a = 0; a < 4; ++a) worths.push_back((a == 2 ? 1 : 0) + common + own * normal(random));
        procedure.tell(worths);
      }
      n_right += procedure.asked().front() == 2;
      n_world += procedure.n_world();
    }
    EXPECT_GE(n_right, 200 * 0.9 - 4 * std::sqrt(200 * 0.9 * 0.1));
    return n_world;
  };
  EXPECT_GT(study(0), 2 * study(1.8)) << "pairing must pay";
}

TEST(Procedure, EqualOptionsEnd) {
  Knockout procedure(2, 3, 0.5, 0.05);
  for (int i = 0; i < 3; ++i) procedure.tell(std::vector<double>{1, 1});
  EXPECT_TRUE(procedure.done());
}

// The closed form against generalised least squares with month effects, solved whole by Eigen.
TEST(Pilot, ErrorMatchesGeneralisedLeastSquares) {
  PilotDesign const design{.n_ward = 9, .n_month = 6, .answers_ward_month = 20, .sd = 0.5, .ward_sd = 0.08};
  constexpr Eigen::Index wards = 9, months = 6, cells = wards * months;
  Eigen::MatrixXd x = Eigen::MatrixXd::Zero(cells, months + 1), covariance = Eigen::MatrixXd::Zero(cells, cells);
  for (Eigen::Index i = 0; i < wards; ++i) {
    for (Eigen::Index j = 0; j < months; ++j) {
      x(i * months + j, j) = 1;
      x(i * months + j, months) = started(design, static_cast<std::size_t>(i), static_cast<std::size_t>(j)) ? 1 : 0;
      for (Eigen::Index l = 0; l < months; ++l) covariance(i * months + j, i * months + l) = 0.08 * 0.08;
      covariance(i * months + j, i * months + j) += 0.25 / 20;
    }
  }
  Eigen::MatrixXd const information = x.transpose() * covariance.inverse() * x;
  auto const found = pilot_power(design);
  EXPECT_NEAR(found.error, std::sqrt(information.inverse()(months, months)), 1e-12);
  EXPECT_NEAR(found.detectable / found.error, 1.959964 + 0.841621, 1e-5);
  EXPECT_FALSE(started(design, 3, 0));
  EXPECT_TRUE(started(design, 3, 5)) << "all have started in the last month";
}

// By hand: 2.8016 sqrt(2 x 0.25 / 1000) = 6.26 points at one half; 4.71 points at 17 %.
TEST(Pilot, ASurveyOfAThousandMissesSmallChanges) {
  EXPECT_NEAR(survey_detectable(1'000, 0.5), 0.0626, 5e-5);
  EXPECT_NEAR(survey_detectable(1'000, 0.17), 0.0471, 5e-5);
}

// Counted: at the smallest change it can detect, two surveys of 1,000 find it in four of five cases.
TEST(Pilot, SurveysFindWhatTheyCanDetectAtTheStatedPower) {
  std::mt19937_64 random(18);
  auto const change = survey_detectable(1'000, 0.27);
  int n_found = 0;
  constexpr int n = 2'000;
  for (int i = 0; i < n; ++i) {
    auto const before = std::binomial_distribution<int>(1'000, 0.27 - change / 2)(random) / 1'000.0;
    auto const after = std::binomial_distribution<int>(1'000, 0.27 + change / 2)(random) / 1'000.0;
    auto const error = std::sqrt((before * (1 - before) + after * (1 - after)) / 1'000);
    n_found += std::abs(after - before) > 1.96 * error;
  }
  EXPECT_NEAR(n_found / double{n}, 0.8, 0.04);
}

}  // namespace
}  // namespace wardmote::select
