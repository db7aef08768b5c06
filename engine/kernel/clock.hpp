/// \file
/// Simulated time: 64-bit counts of a tick that is part of the type.
///
/// A tick type names its length in the unit its users think in:
///
///     struct Second { static constexpr double length = 1.0; };       // unit: second; a council's clock
///     struct Fine   { static constexpr double length = 0x1p-30; };   // unit: whatever the model calls 1.0
///
/// Counts are exact, so equal times are equal and no run depends on the order of additions. Real delays are rounded
/// to the nearest tick (ties to even) when they become a duration, and nowhere else.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <type_traits>

#include <emmintrin.h>

#include "engine/kernel/check.hpp"

namespace wardmote::kernel {

template <class Tick>
class BasicTime;

namespace detail {

/// a + b, held at the ends of int64 rather than wrapped.
[[nodiscard]] constexpr std::int64_t add_saturating(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) [[likely]]
    return sum;
  return b > 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

/// a - b, held at the ends of int64.
[[nodiscard]] constexpr std::int64_t subtract_saturating(std::int64_t a, std::int64_t b) {
  std::int64_t difference = 0;
  if (!__builtin_sub_overflow(a, b, &difference)) [[likely]]
    return difference;
  return b < 0 ? std::numeric_limits<std::int64_t>::max() : std::numeric_limits<std::int64_t>::min();
}

/// Nearest integer, ties to even; x in [0, 2^63).
[[nodiscard]] constexpr std::int64_t round_to_even(double x) {
  if (std::is_constant_evaluated()) {
    auto const whole = static_cast<std::int64_t>(x);
    auto const rest = x - static_cast<double>(whole);
    if (rest > 0.5 || (rest == 0.5 && (whole & 1) != 0)) return whole + 1;
    return whole;
  }
  return _mm_cvtsd_si64(_mm_set_sd(x));  // one instruction; the process keeps the default rounding mode
}

/// A real delay in ticks as a count. NaN and negative delays are the caller's bug: caught in debug builds, 0 in
/// release. Delays beyond the clock's range (infinity too) become the longest duration there is.
[[nodiscard]] constexpr std::int64_t count_of_delay(double ticks) {
  WARDMOTE_EXPECTS(ticks >= 0.0, "a delay is a number and not negative");
  if (!(ticks > 0.0)) return 0;  // also NaN
  if (ticks >= 0x1p63) return std::numeric_limits<std::int64_t>::max();
  return round_to_even(ticks);
}

}  // namespace detail

/// A length of time, as a count of ticks. May be negative as a difference of times; never as a delay.
template <class Tick>
class BasicDuration {
 public:
  constexpr BasicDuration() = default;  ///< zero
  explicit constexpr BasicDuration(std::int64_t count) : count_(count) {}

  /// A delay of `amount` in the tick's unit, rounded to the nearest tick. Precondition: amount >= 0, not NaN (release
  /// builds take both for 0); what exceeds the clock's range becomes max().
  [[nodiscard]] static constexpr BasicDuration of(double amount) {
    return BasicDuration{detail::count_of_delay(amount / Tick::length)};
  }
  [[nodiscard]] static constexpr BasicDuration max() { return BasicDuration{std::numeric_limits<std::int64_t>::max()}; }

  [[nodiscard]] constexpr std::int64_t count() const { return count_; }  ///< [tick]
  /// The duration in the tick's unit.
  [[nodiscard]] constexpr double value() const { return static_cast<double>(count_) * Tick::length; }

  friend constexpr bool operator==(BasicDuration, BasicDuration) = default;
  friend constexpr auto operator<=>(BasicDuration, BasicDuration) = default;

  friend constexpr BasicDuration operator-(BasicDuration a) { return BasicDuration{} - a; }
  friend constexpr BasicDuration operator+(BasicDuration a, BasicDuration b) {
    return BasicDuration{detail::add_saturating(a.count_, b.count_)};
  }
  friend constexpr BasicDuration operator-(BasicDuration a, BasicDuration b) {
    return BasicDuration{detail::subtract_saturating(a.count_, b.count_)};
  }
  friend constexpr BasicDuration operator*(BasicDuration a, std::int64_t n) { return BasicDuration{a.count_ * n}; }
  friend constexpr BasicDuration operator*(std::int64_t n, BasicDuration a) { return a * n; }
  /// Whole times `b` fits into `a`, towards zero. Precondition: b is not zero.
  friend constexpr std::int64_t operator/(BasicDuration a, BasicDuration b) { return a.count_ / b.count_; }
  constexpr BasicDuration& operator+=(BasicDuration b) { return *this = *this + b; }
  constexpr BasicDuration& operator-=(BasicDuration b) { return *this = *this - b; }

 private:
  std::int64_t count_ = 0;
};

/// A point in simulated time: ticks since the simulation's zero, negative before it. Sums stop at min() and max().
template <class Tick>
class BasicTime {
 public:
  using Duration = BasicDuration<Tick>;

  constexpr BasicTime() = default;  ///< time zero
  explicit constexpr BasicTime(std::int64_t count) : count_(count) {}

  [[nodiscard]] static constexpr BasicTime min() { return BasicTime{std::numeric_limits<std::int64_t>::min()}; }
  [[nodiscard]] static constexpr BasicTime max() { return BasicTime{std::numeric_limits<std::int64_t>::max()}; }

  [[nodiscard]] constexpr std::int64_t count() const { return count_; }  ///< [tick]
  /// The time in the tick's unit.
  [[nodiscard]] constexpr double value() const { return static_cast<double>(count_) * Tick::length; }

  friend constexpr bool operator==(BasicTime, BasicTime) = default;
  friend constexpr auto operator<=>(BasicTime, BasicTime) = default;

  friend constexpr BasicTime operator+(BasicTime t, Duration d) {
    return BasicTime{detail::add_saturating(t.count_, d.count())};
  }
  friend constexpr BasicTime operator+(Duration d, BasicTime t) { return t + d; }
  friend constexpr BasicTime operator-(BasicTime t, Duration d) {
    return BasicTime{detail::subtract_saturating(t.count_, d.count())};
  }
  friend constexpr Duration operator-(BasicTime a, BasicTime b) {
    return Duration{detail::subtract_saturating(a.count_, b.count_)};
  }
  constexpr BasicTime& operator+=(Duration d) { return *this = *this + d; }
  constexpr BasicTime& operator-=(Duration d) { return *this = *this - d; }

 private:
  std::int64_t count_ = 0;
};

/// The tick of a council's clock: one second. Time 0 is 00:00 local on the study's first day; warm-up is negative.
struct Second {
  static constexpr double length = 1.0;  ///< [s]
};
using Time = BasicTime<Second>;
using Duration = BasicDuration<Second>;

inline constexpr std::int64_t seconds_per_day = 86'400;  ///< local civil time: every day is this long

/// Real delays on the council's clock, rounded to the nearest second. Negative or NaN: see BasicDuration::of; a time
/// before the start is written Time{} - days(90).
[[nodiscard]] constexpr Duration seconds(double n) { return Duration::of(n); }
[[nodiscard]] constexpr Duration minutes(double n) { return Duration::of(n * 60.0); }
[[nodiscard]] constexpr Duration hours(double n) { return Duration::of(n * 3'600.0); }
[[nodiscard]] constexpr Duration days(double n) { return Duration::of(n * 86'400.0); }

}  // namespace wardmote::kernel
