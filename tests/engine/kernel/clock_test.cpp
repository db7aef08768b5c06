#include "engine/kernel/clock.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace wardmote::kernel {
namespace {

struct Fine {
  static constexpr double length = 0x1p-30;
};

TEST(Clock, RealDelaysAreRoundedToTheNearestTick) {
  EXPECT_EQ(seconds(1.4).count(), 1);
  EXPECT_EQ(seconds(1.6).count(), 2);
  EXPECT_EQ(seconds(2.5).count(), 2) << "ties to even";
  EXPECT_EQ(seconds(3.5).count(), 4);
  EXPECT_EQ(days(1.5).count(), 129'600);
  EXPECT_EQ(minutes(2) + hours(1), seconds(3'720));
  EXPECT_EQ(BasicDuration<Fine>::of(1.0).count(), 1 << 30);
  static_assert(seconds(2.5).count() == 2 && seconds(3.5).count() == 4, "the same at compile time");
}

TEST(Clock, WhatExceedsTheClockStopsAtItsEnd) {
  EXPECT_EQ(seconds(1e300), Duration::max());
  EXPECT_EQ(seconds(std::numeric_limits<double>::infinity()), Duration::max());
  EXPECT_EQ(Time{5} + Duration::max(), Time::max());
  EXPECT_EQ(Time::min() - seconds(1), Time::min());
  EXPECT_EQ(Time::max() - Time::min(), Duration::max());
}

TEST(Clock, TimesAndDurationsReckonTogether) {
  EXPECT_EQ(Time{} - days(90), Time{-90 * seconds_per_day});
  EXPECT_EQ(Time{100} - Time{40}, seconds(60));
  EXPECT_EQ(seconds(7) * 3, seconds(21));
  EXPECT_EQ(hours(25) / days(1), 1);
  EXPECT_LT(Time{-1}, Time{});
  EXPECT_DOUBLE_EQ((BasicTime<Fine>{3LL << 29}.value()), 1.5);
}

#if WARDMOTE_CHECKS
TEST(ClockDeathTest, ADelayThatIsNoNumberIsCaught) {
  EXPECT_DEATH(static_cast<void>(seconds(std::numeric_limits<double>::quiet_NaN())),
               "expects failed: a delay is a number");
}
TEST(ClockDeathTest, ANegativeDelayIsCaught) {
  EXPECT_DEATH(static_cast<void>(days(-1)), "expects failed: a delay is a number and not negative");
}
#else
TEST(ClockMisuse, NaNAndNegativeDelaysAreNone) {
  EXPECT_EQ(seconds(std::numeric_limits<double>::quiet_NaN()).count(), 0);
  EXPECT_EQ(days(-1).count(), 0);
}
#endif

}  // namespace
}  // namespace wardmote::kernel
