#include "engine/kernel/maths.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "engine/kernel/random.hpp"

namespace wardmote::kernel {
namespace {

/// Distance in units of the last place of the expected value.
double ulps(double got, long double expected) {
  auto const rounded = static_cast<double>(expected);
  auto const ulp = std::nextafter(std::fabs(rounded), std::numeric_limits<double>::infinity()) - std::fabs(rounded);
  return static_cast<double>(std::fabs(static_cast<long double>(got) - expected)) / ulp;
}

TEST(Maths, IsWithinItsErrorOfLongDouble) {
  auto draws = RandomStreams{{1, 0}, 0}.draws(Purpose{1}, 0);
  for (int i = 0; i < 100'000; ++i) {
    auto const x = (draws.uniform() - 0.5) * 40.0;
    auto const positive = std::exp2(x);
    ASSERT_LE(ulps(exp(x), std::exp(static_cast<long double>(x))), 1.01) << x;
    ASSERT_LE(ulps(exp2(x), std::exp2(static_cast<long double>(x))), 1.01) << x;
    ASSERT_LE(ulps(expm1(x / 10), std::expm1(static_cast<long double>(x / 10))), 1.01) << x;
    ASSERT_LE(ulps(log(positive), std::log(static_cast<long double>(positive))), 1.01) << positive;
    ASSERT_LE(ulps(log1p(positive), std::log1p(static_cast<long double>(positive))), 1.01) << positive;
    ASSERT_LE(ulps(sin(x), std::sin(static_cast<long double>(x))), 1.01) << x;
    ASSERT_LE(ulps(cos(x), std::cos(static_cast<long double>(x))), 1.01) << x;
    ASSERT_LE(
        ulps(pow(positive, x / 10), std::pow(static_cast<long double>(positive), static_cast<long double>(x / 10))),
        1.01)
        << positive << " to the " << x / 10;
  }
}

TEST(Maths, LogisticAndLogitUndoEachOther) {
  for (auto x = -700.0; x <= 36.0; x += 0.37) {
    EXPECT_NEAR(logit(logistic(x)), x, 1e-13 * std::max(1.0, std::exp(std::max(0.0, x)))) << x;
    EXPECT_NEAR(logistic(x) + logistic(-x), 1.0, 1e-15);
  }
  EXPECT_EQ(logistic(-1000.0), 0.0);
  EXPECT_EQ(logistic(1000.0), 1.0);
  EXPECT_EQ(logit(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(logit(1.0), std::numeric_limits<double>::infinity());
}

TEST(Maths, NormalAgreesWithBoost) {
  boost::math::normal const standard;
  for (auto x = -37.0; x < 37.0; x += 0.0173) {
    EXPECT_NEAR(normal_cdf(x) / boost::math::cdf(standard, x), 1.0, 1e-12) << x;
  }
  for (auto p = 1e-300; p < 0.99; p *= 1.7) {
    EXPECT_NEAR(normal_quantile(p) / boost::math::quantile(standard, p), 1.0, 1e-13) << p;
  }
  for (auto p = 0x1p-40; p < 0.5; p *= 2.0) EXPECT_EQ(normal_quantile(1.0 - p), -normal_quantile(p)) << p;
  EXPECT_EQ(normal_quantile(0.5), 0.0);
  EXPECT_EQ(normal_quantile(0.0), -std::numeric_limits<double>::infinity());
  EXPECT_EQ(normal_quantile(1.0), std::numeric_limits<double>::infinity());
  EXPECT_TRUE(std::isnan(normal_quantile(-0.1)));
}

// The same bits everywhere: a digest computed once, on any CPU and with any flags.
TEST(Maths, GivesTheSameBitsOnEveryMachine) {
  auto draws = RandomStreams{{1, 0}, 0}.draws(Purpose{2}, 0);
  std::uint64_t digest = 0;
  auto const add = [&digest](double x) { digest = (digest ^ std::bit_cast<std::uint64_t>(x)) * 0x9E3779B97F4A7C15U; };
  for (int i = 0; i < 200'000; ++i) {
    auto const x = (draws.uniform() - 0.5) * 100.0;
    auto const u = draws.uniform();
    add(exp(x));
    add(exp2(x));
    add(expm1(x / 50));
    add(log(u));
    add(log1p(-u));
    add(pow(u, x / 50));
    add(sin(x));
    add(cos(x));
    add(sqrt(u));
    add(logistic(x));
    add(logit(u));
    add(normal_cdf(x / 10));
    add(normal_quantile(u));
  }
  EXPECT_EQ(digest, 0xD30B1DC43CF24D34U);
}

}  // namespace
}  // namespace wardmote::kernel
