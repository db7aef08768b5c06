#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include "analysis/sensitivity/morris.hpp"
#include "analysis/sensitivity/prcc.hpp"
#include "analysis/sensitivity/prim.hpp"
#include "analysis/sensitivity/sobol.hpp"

namespace wardmote::sensitivity {
namespace {

using Points = std::vector<std::vector<double>>;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

template <class Function>
Points at(Points const& points, Function&& function) {
  Points values;
  for (auto const& point : points) values.push_back({function(point)});
  return values;
}

// Ishigami & Homma (1990) with a = 7, b = 0.1; indices in closed form: Saltelli et al. (2008), Global Sensitivity
// Analysis, sec. 4.9: S1 0.3139 0.4424 0, ST 0.5576 0.4424 0.2437.
double ishigami(std::vector<double> const& u) {
  auto const x = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  return std::sin(x(0)) + 7 * std::pow(std::sin(x(1)), 2) + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}
constexpr double ishigami_first[] = {0.3139, 0.4424, 0}, ishigami_total[] = {0.5576, 0.4424, 0.2437};

TEST(SobolIndices, MatchIshigami) {
  auto const found = sobol_indices(at(index_design(3, 4096), ishigami), 3);
  for (std::size_t f = 0; f < 3; ++f) {
    EXPECT_NEAR(found.factors[f].first, ishigami_first[f], 0.01) << f;
    EXPECT_NEAR(found.factors[f].total, ishigami_total[f], 0.01) << f;
    EXPECT_LE(found.factors[f].first_range.low, ishigami_first[f]);
    EXPECT_GE(found.factors[f].first_range.high, ishigami_first[f]);
  }
  EXPECT_NEAR(found.mean, 3.5, 0.05);          // a / 2
  EXPECT_NEAR(found.variance, 13.8446, 0.15);  // a^2 / 8 + b pi^4 / 5 + b^2 pi^8 / 18 + 1 / 2
  EXPECT_TRUE(std::isnan(found.noise)) << "one replication tells nothing of chance";
}

// Sobol's g-function with a = 0, 1, 4.5, 9, 99 x 4. V_i = 1 / (3 (1 + a_i)^2); first = V_i / V, total = V_i times the
// product of the other (1 + V_j) / V, V = product of (1 + V_j) - 1. First indices 0.716, 0.179, 0.024, 0.007, 0
// (Saltelli et al. 2008, sec. 4.9).
TEST(SobolIndices, MatchTheGFunction) {
  std::vector<double> const a{0, 1, 4.5, 9, 99, 99, 99, 99};
  auto const g = [&](std::vector<double> const& u) {
    double product = 1;
    for (std::size_t i = 0; i < a.size(); ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
    return product;
  };
  double all = 1;
  std::vector<double> v;
  for (auto const one : a) v.push_back(1 / (3 * (1 + one) * (1 + one)));
  for (auto const one : v) all *= 1 + one;
  auto const found = sobol_indices(at(index_design(a.size(), 4096), g), a.size());
  for (std::size_t f = 0; f < a.size(); ++f) {
    EXPECT_NEAR(found.factors[f].first, v[f] / (all - 1), 0.01) << f;
    EXPECT_NEAR(found.factors[f].total, v[f] * all / (1 + v[f]) / (all - 1), 0.01) << f;
  }
  EXPECT_NEAR(found.factors[0].first, 0.716, 0.01);
  EXPECT_NEAR(found.factors[1].first, 0.179, 0.01);
}

// Chance as large as everything else: part of it the same at all points, as common random numbers give, part not.
TEST(SobolIndices, KeepNoiseApart) {
  std::mt19937_64 random(2);
  std::normal_distribution<double> normal;
  auto const design = index_design(3, 2048);
  constexpr std::size_t n_replication = 4;
  std::vector<double> shared(n_replication);
  for (auto& x : shared) x = 3 * normal(random);
  Points values;
  for (auto const& point : design) {
    auto& value = values.emplace_back();
    for (std::size_t r = 0; r < n_replication; ++r) value.push_back(ishigami(point) + shared[r] + 3 * normal(random));
  }
  auto const found = sobol_indices(values, 3);
  EXPECT_NEAR(found.noise, 9, 1);
  EXPECT_NEAR(found.variance, 13.84, 1);
  for (std::size_t f = 0; f < 3; ++f) {
    EXPECT_NEAR(found.factors[f].first, ishigami_first[f], 0.05) << f;
    EXPECT_NEAR(found.factors[f].total, ishigami_total[f], 0.05) << f;
  }
  // the same numbers taken for certain count noise as the factors' own
  Points one;
  for (auto const& value : values) one.push_back({value[0]});
  EXPECT_GT(sobol_indices(one, 3).factors[2].total, 0.4);
}

// Counted: intervals of small designs hold the truth about as often as they say. Rows come from random halves here, so
// that the bootstrap's picture is right.
TEST(SobolIndices, IntervalsCoverAtTheirLevel) {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<double> uniform;
  int n_covered = 0;
  constexpr int n_study = 60;
  for (int study = 0; study < n_study; ++study) {
    Points values;
    for (int row = 0; row < 200; ++row) {
      std::vector<double> a(3), b(3);
      for (auto& x : a) x = uniform(random);
      for (auto& x : b) x = uniform(random);
      for (auto const& point : {a, b, {b[0], a[1], a[2]}, {a[0], b[1], a[2]}, {a[0], a[1], b[2]}}) {
        values.push_back({ishigami(point)});
      }
    }
    auto const found = sobol_indices(values, 3, 0.9);
    for (std::size_t f = 0; f < 3; ++f) {
      auto const& range = found.factors[f].total_range;
      n_covered += range.low <= ishigami_total[f] && ishigami_total[f] <= range.high;
    }
  }
  constexpr double n = 3.0 * n_study;
  EXPECT_NEAR(n_covered / n, 0.9, 5 * std::sqrt(0.9 * 0.1 / n));
}

TEST(SobolIndices, ARowWithAFailedRunIsLeftOut) {
  auto const design = index_design(2, 64);
  auto values = at(design, [](auto const& u) { return u[0] + 2 * u[1]; });
  values[7][0] = nan;
  auto const found = sobol_indices(values, 2);
  EXPECT_EQ(found.n_row, 63u);
  EXPECT_NEAR(found.factors[1].total, 0.8, 0.1);  // 4 / 5
}

// ---- Morris ----

/// Trajectories on a grid of four levels, as designs make them.
Points trajectories(std::size_t n_factor, std::size_t n, std::mt19937_64& random) {
  Points points;
  for (std::size_t t = 0; t < n; ++t) {
    std::vector<double> point(n_factor);
    std::vector<double> to(n_factor);
    for (std::size_t f = 0; f < n_factor; ++f) {
      point[f] = static_cast<double>(random() % 2) / 3;
      to[f] = point[f] + 2.0 / 3;
      if (random() % 2) std::swap(point[f], to[f]);
    }
    points.push_back(point);
    std::vector<std::size_t> order(n_factor);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    for (auto const f : order) {
      point[f] = to[f];
      points.push_back(point);
    }
  }
  return points;
}

// By hand on the grid 0, 1/3, 2/3, 1 with step 2/3: of 3 x every effect is 3; of -x it is -1; of x^2 it is 2/3 or 4/3,
// each as likely (mean 1, sd 1/3); of x y it is y, one of the grid's four values (mean 1/2, sd sqrt(5)/6... of 0, 1/3,
// 2/3, 1: sqrt(5 / 36)); of nothing 0.
TEST(ElementaryEffects, MatchClosedForms) {
  std::mt19937_64 random(1);
  auto const points = trajectories(6, 400, random);
  auto const values = at(points, [](auto const& x) { return 3 * x[0] - x[1] + x[2] * x[2] + x[3] * x[4]; });
  auto const found = elementary_effects(points, values, 2.0 / 3);
  ASSERT_EQ(found.size(), 6u);
  EXPECT_NEAR(found[0].mean, 3, 1e-12);
  EXPECT_NEAR(found[0].spread, 0, 1e-12);
  EXPECT_NEAR(found[1].mean, -1, 1e-12);
  EXPECT_NEAR(found[1].mean_absolute, 1, 1e-12);
  EXPECT_NEAR(found[2].mean, 1, 0.07);
  EXPECT_NEAR(found[2].spread, 1.0 / 3, 0.02);
  EXPECT_NEAR(found[3].mean_absolute, 0.5, 0.08);
  EXPECT_NEAR(found[3].spread, std::sqrt(5.0 / 36), 0.03);
  EXPECT_EQ(found[5].mean_absolute, 0);
  EXPECT_EQ(found[5].n_effect, 400u);
}

TEST(ElementaryEffects, TellChanceApartAndSkipFailedRuns) {
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  auto const points = trajectories(2, 200, random);
  Points values;
  for (auto const& x : points) values.push_back({x[0] + 0.1 * normal(random), x[0] + 0.1 * normal(random)});
  values[0] = {nan, nan};
  auto const found = elementary_effects(points, values, 2.0 / 3);
  EXPECT_NEAR(found[0].noise, 0.1 * std::sqrt(2.0) * 1.5, 0.02);
  EXPECT_EQ(found[0].n_effect + found[1].n_effect, 399u);
  EXPECT_THROW((void)elementary_effects(std::vector<std::vector<double>>(4, {0, 0}), values, 0.5),
               std::invalid_argument);
}

// ---- PRCC ----

// Residuals of ranks on the other ranks, correlated: NumPy and SciPy's t distribution give these of the same numbers.
TEST(PartialRankCorrelation, MatchesSciPy) {
  Points const points{{0.12, 0.80, 0.33}, {0.55, 0.10, 0.91}, {0.93, 0.47, 0.05}, {0.28, 0.66, 0.74},
                      {0.71, 0.29, 0.18}, {0.40, 0.95, 0.52}, {0.84, 0.02, 0.63}, {0.05, 0.58, 0.86},
                      {0.62, 0.77, 0.41}, {0.36, 0.21, 0.99}};
  std::vector<double> const values{3.1, -1.2, 4.0, 0.4, 2.9, 2.2, 0.9, -0.8, 3.3, -2.5};
  auto const found = partial_rank_correlations(points, values);
  constexpr double rho[] = {0.5036942361358924, 0.6098122899105454, -0.8667601457805835},
                   p[] = {0.20315419253476757, 0.10844270109999328, 0.005338285443567271};
  for (std::size_t f = 0; f < 3; ++f) {
    EXPECT_NEAR(found[f].rho, rho[f], 1e-9) << f;
    EXPECT_NEAR(found[f].p_value, p[f], 1e-9) << f;
  }
}

TEST(PartialRankCorrelation, TakesOutWhatAnotherFactorExplains) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  Points points;
  std::vector<double> values;
  for (int i = 0; i < 400; ++i) {
    auto const cause = normal(random);
    points.push_back({cause, cause + normal(random), 1});
    values.push_back(cause + 0.3 * normal(random));
  }
  auto const found = partial_rank_correlations(points, values);
  EXPECT_GT(found[0].rho, 0.8);
  EXPECT_LT(std::abs(found[1].rho), 0.2) << "it goes with the number only because the cause does";
  EXPECT_EQ(found[2].rho, 0) << "it does not vary";
}

// ---- PRIM ----

TEST(Prim, FindsAPlantedBox) {
  std::mt19937_64 random(12);
  std::uniform_real_distribution<double> uniform;
  Points points;
  std::vector<bool> cases;
  for (int i = 0; i < 1'000; ++i) {
    points.push_back({uniform(random), uniform(random), uniform(random), uniform(random)});
    auto const& x = points.back();
    cases.push_back(x[0] > 0.6 && x[2] < 0.5 ? uniform(random) < 0.95 : uniform(random) < 0.02);
  }
  auto const box = prim(points, cases);
  ASSERT_EQ(box.limits.size(), 2u);
  for (auto const& limit : box.limits) {
    EXPECT_TRUE(limit.factor == 0 || limit.factor == 2);
    if (limit.factor == 0) {
      EXPECT_NEAR(limit.low, 0.6, 0.05);
      EXPECT_EQ(limit.high, std::numeric_limits<double>::infinity());
    } else {
      EXPECT_NEAR(limit.high, 0.5, 0.05);
    }
  }
  EXPECT_GT(box.density, 0.85);
  EXPECT_GT(box.coverage, 0.85);
}

TEST(Prim, SaysNothingOfWhatFollowsNoPattern) {
  std::mt19937_64 random(13);
  std::uniform_real_distribution<double> uniform;
  Points points;
  std::vector<bool> cases;
  for (int i = 0; i < 300; ++i) {
    points.push_back({uniform(random), uniform(random)});
    cases.push_back(uniform(random) < 0.5);
  }
  auto const box = prim(points, cases);
  EXPECT_LT(box.density, 0.65);
  EXPECT_TRUE(prim(points, std::vector<bool>(300, false)).limits.empty());
}

}  // namespace
}  // namespace wardmote::sensitivity
