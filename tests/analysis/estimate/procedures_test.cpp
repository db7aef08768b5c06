#include <cmath>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include "analysis/estimate/holm.hpp"
#include "analysis/estimate/steady_state.hpp"

namespace wardmote::estimate {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;

// R: p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") is 0.03 0.06 0.06 0.02.
TEST(Holm, MatchesR) {
  std::vector<double> const p{0.01, 0.04, 0.03, 0.005};
  EXPECT_THAT(holm(p), ElementsAre(DoubleNear(0.03, 1e-15), DoubleNear(0.06, 1e-15), DoubleNear(0.06, 1e-15),
                                   DoubleNear(0.02, 1e-15)));
  EXPECT_THAT(holm(std::vector<double>{0.5, 0.9}), ElementsAre(1, 1));
  EXPECT_TRUE(holm({}).empty());
}

// Counted: twenty hypotheses all true, of which any is rejected in at most 5 % of cases.
TEST(Holm, RejectsAnyTrueHypothesisNoMoreOftenThanStated) {
  std::mt19937_64 random(4);
  std::uniform_real_distribution<double> uniform;
  int n_any = 0;
  constexpr int n = 4'000;
  for (int i = 0; i < n; ++i) {
    std::vector<double> p(20);
    for (auto& x : p) x = uniform(random);
    n_any += std::ranges::any_of(holm(p), [](double x) { return x < 0.05; });
  }
  EXPECT_NEAR(n_any / double{n}, 0.05, 4 * std::sqrt(0.05 * 0.95 / n));  // independent: 1 - (1 - 0.05 / 20)^20 = 0.049
}

std::vector<double> in_fives(std::vector<double> const& means) {
  std::vector<double> series;
  for (auto const mean : means) {
    for (double const off : {-0.2, -0.1, 0.0, 0.1, 0.2}) series.push_back(mean + off);
  }
  return series;
}

// By hand, batch means 10 1 2 1 2 1: the statistic is 10.78 / 6... from 0, 0.048 from 1, 0.0625 from 2, 0.074 from 3,
// 0.125 from 4: cut one batch.
TEST(Mser5, MatchesAHandComputedSeries) {
  auto const found = mser5(in_fives({10, 1, 2, 1, 2, 1}));
  EXPECT_EQ(found.cut, 5u);
  EXPECT_TRUE(found.settled);
}

TEST(Mser5, SaysWhenASeriesHasNotSettled) {
  EXPECT_FALSE(mser5(in_fives({1, 2, 3, 4, 5, 6, 7, 7})).settled);
  EXPECT_FALSE(mser5(in_fives({1, 1, 1})).settled) << "too short to say";
}

// Planted: exponential approach with a time constant of 20 to a level with noise; what is left out must cover the
// approach (e^-3 at 60) and leave most of the rest.
TEST(Mser5, LeavesOutAPlantedStart) {
  std::mt19937_64 random(8);
  std::normal_distribution<double> normal;
  for (int i = 0; i < 20; ++i) {
    std::vector<double> series(1'000);
    for (std::size_t t = 0; t < series.size(); ++t) {
      series[t] = 5 - 5 * std::exp(-static_cast<double>(t) / 20) + 0.5 * normal(random);
    }
    auto const found = mser5(series);
    EXPECT_TRUE(found.settled);
    EXPECT_GE(found.cut, 30u);
    EXPECT_LE(found.cut, 500u);
  }
}

}  // namespace
}  // namespace wardmote::estimate
