#include "engine/kernel/collectors.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gtest/gtest.h>

#include "engine/kernel/distributions.hpp"

namespace wardmote::kernel {
namespace {

RandomStreams const streams{{9, 0}, 0};

TEST(Tally, KnowsCountMeanVarianceAndExtremes) {
  Tally tally;
  EXPECT_TRUE(std::isnan(tally.mean()));
  for (auto const x : {2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0}) tally.add(x);
  EXPECT_EQ(tally.count(), 8U);
  EXPECT_DOUBLE_EQ(tally.mean(), 5.0);
  EXPECT_DOUBLE_EQ(tally.variance(), 32.0 / 7.0);
  EXPECT_DOUBLE_EQ(tally.sum(), 40.0);
  EXPECT_EQ(tally.min(), 2.0);
  EXPECT_EQ(tally.max(), 9.0);
}

TEST(Tally, MergesAsIfItHadSeenEverything) {
  Tally all, left, right, none;
  auto draws = streams.draws(Purpose{1}, 0);
  for (int i = 0; i < 10'000; ++i) {
    auto const x = 1e6 + normal(draws);  // far from 0: where sums of squares lose their digits
    all.add(x);
    (i % 3 == 0 ? left : right).add(x);
  }
  left.merge(right);
  left.merge(none);
  none.merge(left);
  EXPECT_EQ(none.count(), all.count());
  EXPECT_NEAR(none.mean(), all.mean(), 1e-9);
  EXPECT_NEAR(none.variance(), all.variance(), 1e-6);
  EXPECT_EQ(none.min(), all.min());
  EXPECT_EQ(none.max(), all.max());
}

TEST(TimeWeighted, WeighsByHowLongAValueHeld) {
  TimeWeighted<> length{Time{0}, 0.0};
  length.set(Time{10}, 2.0);
  length.add(Time{40}, -1.0);
  EXPECT_DOUBLE_EQ(length.mean(Time{60}), (2.0 * 30 + 1.0 * 20) / 60.0);
  EXPECT_EQ(length.max(), 2.0);
  length.restart(Time{60});
  EXPECT_DOUBLE_EQ(length.mean(Time{70}), 1.0) << "the past is forgotten, the value is not";
}

TEST(TimeWeighted, Merges) {
  TimeWeighted<> one{Time{0}, 1.0}, two{Time{0}, 4.0};
  one.set(Time{10}, 1.0);
  two.set(Time{30}, 4.0);
  one.merge(two);
  EXPECT_DOUBLE_EQ(one.mean(Time{10}), (1.0 * 10 + 4.0 * 30) / 40.0);
}

TEST(QuantileSketch, KeepsItsStatedError) {
  for (auto const n_bit : {1, 6, 10}) {
    QuantileSketch sketch{n_bit};
    EXPECT_DOUBLE_EQ(sketch.relative_error(), std::pow(2.0, -n_bit - 1));
    std::vector<double> all;
    auto draws = streams.draws(Purpose{2}, static_cast<std::uint32_t>(n_bit));
    for (int i = 0; i < 20'000; ++i) {
      auto const x = i % 10 == 0 ? 0.0 : normal(draws) * std::exp2(40.0 * draws.uniform() - 20.0);
      sketch.add(x);
      all.push_back(x);
    }
    std::sort(all.begin(), all.end());
    for (auto q = 0.0; q <= 1.0; q += 1.0 / 512) {
      auto const exact = all[static_cast<std::size_t>(q * static_cast<double>(all.size() - 1))];
      ASSERT_LE(std::fabs(sketch.quantile(q) - exact), sketch.relative_error() * std::fabs(exact)) << q;
    }
  }
}

TEST(QuantileSketch, MergesExactlyInAnyOrder) {
  QuantileSketch all, parts[3];
  auto draws = streams.draws(Purpose{3}, 0);
  for (int i = 0; i < 3000; ++i) {
    auto const x = pareto_bounded(draws, 1.0, 1e-3, 1e6) - 1.0;
    all.add(x);
    parts[i % 3].add(x);
  }
  QuantileSketch forwards, backwards;
  for (int i = 0; i < 3; ++i) forwards.merge(parts[i]), backwards.merge(parts[2 - i]);
  EXPECT_EQ(forwards, backwards);
  EXPECT_EQ(forwards.count(), all.count());
  for (auto q = 0.0; q <= 1.0; q += 0.01) EXPECT_EQ(forwards.quantile(q), all.quantile(q));
}

TEST(QuantileSketch, OfNothingIsNothing) { EXPECT_TRUE(std::isnan(QuantileSketch{}.quantile(0.5))); }

}  // namespace
}  // namespace wardmote::kernel
