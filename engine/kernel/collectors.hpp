/// \file
/// What a run remembers of many numbers: a tally, a time-weighted mean, quantiles. All merge.
///
/// Merging is exact for counts and quantiles; sums and means depend on the order of merging in the last bits, so merge
/// in a fixed order (replication 0, 1, 2, ...).
#pragma once

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "engine/kernel/check.hpp"
#include "engine/kernel/clock.hpp"

namespace wardmote::kernel {

/// Count, mean, variance and extremes of a sequence of numbers.
/// Source: Welford (1962), Technometrics 4(3):419-420; merging after Chan, Golub & LeVeque (1979).
class Tally {
 public:
  void add(double x) {
    ++n_;
    auto const delta = x - mean_;
    mean_ += delta / static_cast<double>(n_);
    squares_ += delta * (x - mean_);
    min_ = std::min(min_, x);
    max_ = std::max(max_, x);
  }
  void merge(Tally const& other) {
    if (other.n_ == 0) return;
    auto const n = static_cast<double>(n_ + other.n_);
    auto const delta = other.mean_ - mean_;
    squares_ += other.squares_ + delta * delta * (static_cast<double>(n_) * static_cast<double>(other.n_) / n);
    mean_ += delta * (static_cast<double>(other.n_) / n);
    n_ += other.n_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
  }

  [[nodiscard]] std::uint64_t count() const { return n_; }
  [[nodiscard]] double sum() const { return mean_ * static_cast<double>(n_); }
  [[nodiscard]] double mean() const { return n_ > 0 ? mean_ : nan_; }  ///< NaN of nothing
  /// Sample variance (n - 1); NaN below two numbers.
  [[nodiscard]] double variance() const { return n_ > 1 ? squares_ / static_cast<double>(n_ - 1) : nan_; }
  [[nodiscard]] double standard_deviation() const { return std::sqrt(variance()); }
  /// Of the mean, for independent numbers.
  [[nodiscard]] double standard_error() const { return std::sqrt(variance() / static_cast<double>(n_)); }
  [[nodiscard]] double min() const { return n_ > 0 ? min_ : nan_; }
  [[nodiscard]] double max() const { return n_ > 0 ? max_ : nan_; }

 private:
  static constexpr double nan_ = std::numeric_limits<double>::quiet_NaN();
  std::uint64_t n_ = 0;
  double mean_ = 0.0;
  double squares_ = 0.0;  // sum of (x - mean)^2
  double min_ = std::numeric_limits<double>::infinity();
  double max_ = -std::numeric_limits<double>::infinity();
};

/// The mean over time of a value that jumps: a queue's length, the number of busy servers.
template <class TimePoint = Time>
class TimeWeighted {
 public:
  /// The value is `initial` from `start` on.
  explicit TimeWeighted(TimePoint start = TimePoint{}, double initial = 0.0)
      : since_(start), value_(initial), min_(initial), max_(initial) {}

  /// The value is `value` from `now` on. Precondition: now is not before the last change.
  void set(TimePoint now, double value) {
    advance(now);
    value_ = value;
    min_ = std::min(min_, value);
    max_ = std::max(max_, value);
  }
  void add(TimePoint now, double change) { set(now, value_ + change); }

  /// Forgets the past up to `now` (end of warm-up) and keeps the value.
  void restart(TimePoint now) { *this = TimeWeighted{now, value_}; }

  /// Adds the time and the area another collector has gathered up to its last change; the current value stays.
  void merge(TimeWeighted const& other) {
    area_ += other.area_;
    length_ += other.length_;
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
  }

  [[nodiscard]] double value() const { return value_; }
  /// Integral of the value up to `now` [value x the tick's unit].
  [[nodiscard]] double area(TimePoint now) const { return area_ + value_ * (now - since_).value(); }
  /// Mean value up to `now`; NaN over no time.
  [[nodiscard]] double mean(TimePoint now) const { return area(now) / (length_ + (now - since_).value()); }
  [[nodiscard]] double min() const { return min_; }
  [[nodiscard]] double max() const { return max_; }

 private:
  void advance(TimePoint now) {
    WARDMOTE_EXPECTS(now >= since_, "time runs forwards");
    auto const step = (now - since_).value();
    area_ += value_ * step;
    length_ += step;
    since_ = now;
  }

  TimePoint since_;  // of the last change
  double value_;
  double area_ = 0.0;    // up to since_
  double length_ = 0.0;  // up to since_, in the tick's unit
  double min_;
  double max_;
};

/// Quantiles of any number of numbers in little memory, with a bounded relative error.
///
/// Error:   a quantile is within relative_error() of a number at that rank, for magnitudes from 1e-300 to 1e300;
///          zeros are exact. The bound follows from the cells, not from the data.
/// How:     one counter per cell of the number's own exponent and leading mantissa bits (the log-linear histogram of
///          Tene's HdrHistogram; cf. DDSketch, Masson, Rim & Lee 2019, VLDB 12(12):2195-2205), so adding is a shift and
///          an increment, and no logarithm can differ between machines.
/// Merge:   exact; a merged sketch equals the sketch of all the numbers, in any order.
class QuantileSketch {
 public:
  /// `n_bit` leading mantissa bits are kept: relative error 2^-(n_bit + 1). Precondition: 1 <= n_bit <= 16.
  explicit QuantileSketch(int n_bit = 6) : n_bit_(n_bit) {
    WARDMOTE_EXPECTS(n_bit >= 1 && n_bit <= 16, "a sketch keeps 1 to 16 bits");
  }

  [[nodiscard]] double relative_error() const { return std::ldexp(1.0, -(n_bit_ + 1)); }

  /// Precondition: x is finite (release builds leave out NaN and infinities).
  void add(double x, std::uint64_t times = 1) {
    WARDMOTE_EXPECTS(std::isfinite(x), "a sketch takes finite numbers");
    if (!std::isfinite(x) || times == 0) return;
    n_ += times;
    if (std::fabs(x) < std::numeric_limits<double>::min()) {
      n_zero_ += times;
      return;
    }
    auto& side = x > 0.0 ? positive_ : negative_;
    auto const cell = static_cast<std::int32_t>(std::bit_cast<std::uint64_t>(std::fabs(x)) >> (52 - n_bit_));
    side.at(cell) += times;
  }

  /// Precondition: both keep the same number of bits.
  void merge(QuantileSketch const& other) {
    WARDMOTE_EXPECTS(n_bit_ == other.n_bit_, "sketches merge if they keep the same number of bits");
    n_ += other.n_;
    n_zero_ += other.n_zero_;
    positive_.merge(other.positive_);
    negative_.merge(other.negative_);
  }

  [[nodiscard]] std::uint64_t count() const { return n_; }

  /// The number at rank floor(q (n - 1)) of the sorted numbers, within the error; NaN of nothing.
  /// Precondition: q in [0, 1].
  [[nodiscard]] double quantile(double q) const {
    WARDMOTE_EXPECTS(q >= 0.0 && q <= 1.0, "a quantile's level is in [0, 1]");
    if (n_ == 0) return std::numeric_limits<double>::quiet_NaN();
    auto rank = static_cast<std::uint64_t>(q * static_cast<double>(n_ - 1));
    // from the most negative number up
    for (auto i = negative_.count.size(); i-- > 0;) {
      if (rank < negative_.count[i]) return -middle(negative_.first + static_cast<std::int32_t>(i));
      rank -= negative_.count[i];
    }
    if (rank < n_zero_) return 0.0;
    rank -= n_zero_;
    for (std::size_t i = 0; i < positive_.count.size(); ++i) {
      if (rank < positive_.count[i]) return middle(positive_.first + static_cast<std::int32_t>(i));
      rank -= positive_.count[i];
    }
    return middle(positive_.first + static_cast<std::int32_t>(positive_.count.size()) - 1);
  }

  friend bool operator==(QuantileSketch const& a, QuantileSketch const& b) {
    return a.n_bit_ == b.n_bit_ && a.n_ == b.n_ && a.n_zero_ == b.n_zero_ && a.positive_ == b.positive_ &&
           a.negative_ == b.negative_;
  }

 private:
  /// Counters of the cells from `first` on; the range grows to what is seen, to both sides.
  struct Cells {
    std::int32_t first = 0;
    std::vector<std::uint64_t> count;

    std::uint64_t& at(std::int32_t cell) {
      if (count.empty()) first = cell;
      if (cell < first) {
        count.insert(count.begin(), static_cast<std::size_t>(first - cell), 0);
        first = cell;
      }
      auto const place = static_cast<std::size_t>(cell - first);
      if (place >= count.size()) count.resize(place + 1, 0);
      return count[place];
    }
    void merge(Cells const& other) {
      if (other.count.empty()) return;
      at(other.first);
      at(other.first + static_cast<std::int32_t>(other.count.size()) - 1);
      for (std::size_t i = 0; i < other.count.size(); ++i)
        count[static_cast<std::size_t>(other.first - first) + i] += other.count[i];
    }
    friend bool operator==(Cells const&, Cells const&) = default;
  };

  /// The middle of a cell: a relative error of half its width at most.
  [[nodiscard]] double middle(std::int32_t cell) const {
    auto const low = std::bit_cast<double>(static_cast<std::uint64_t>(cell) << (52 - n_bit_));
    auto const next = std::bit_cast<double>((static_cast<std::uint64_t>(cell) + 1) << (52 - n_bit_));
    return std::isfinite(next) ? 0.5 * low + 0.5 * next : low;
  }

  int n_bit_;
  std::uint64_t n_ = 0;
  std::uint64_t n_zero_ = 0;
  Cells positive_, negative_;
};

}  // namespace wardmote::kernel
