/// \file
/// Civil dates and working time.
///
/// Local civil time, every day 86,400 s: no time zone, no summer time. Time 0 is 00:00 on the calendar's first day.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/kernel/clock.hpp"

namespace wardmote::kernel {

using Date = std::chrono::sys_days;  ///< from 2018y / std::chrono::July / 3 by conversion

/// Between simulated time and civil dates.
class Calendar {
 public:
  /// Time 0 is 00:00 on `start`.
  explicit constexpr Calendar(Date start) : start_(start) {}

  [[nodiscard]] constexpr Date start() const { return start_; }

  /// Days since the start of the day that `t` falls on; negative before it.
  [[nodiscard]] static constexpr std::int64_t day_index(Time t) {
    auto const day = t.count() / seconds_per_day;
    return t.count() % seconds_per_day < 0 ? day - 1 : day;
  }
  /// Seconds since midnight, in [0, 86400).
  [[nodiscard]] static constexpr std::int32_t second_of_day(Time t) {
    return static_cast<std::int32_t>(t.count() - day_index(t) * seconds_per_day);
  }

  [[nodiscard]] constexpr std::int64_t day_index(Date date) const { return (date - start_).count(); }
  [[nodiscard]] constexpr Date date_of(Time t) const {
    return start_ + std::chrono::days{static_cast<std::chrono::days::rep>(day_index(t))};
  }
  /// 00:00 of the date.
  [[nodiscard]] constexpr Time time_of(Date date) const { return Time{day_index(date) * seconds_per_day}; }
  [[nodiscard]] constexpr std::chrono::year_month_day civil_of(Time t) const { return date_of(t); }
  [[nodiscard]] constexpr std::chrono::weekday weekday(Time t) const { return std::chrono::weekday{date_of(t)}; }

 private:
  Date start_;
};

/// When a day is open: from `open` until `close`, seconds since midnight, 0 <= open < close <= 86400.
struct OpenInterval {
  std::int32_t open = 0;   ///< [s]
  std::int32_t close = 0;  ///< [s], the first second that is closed again

  friend constexpr bool operator==(OpenInterval, OpenInterval) = default;
};

/// The opening intervals of each weekday, by std::chrono::weekday::c_encoding (0 = Sunday); empty: closed all day.
using WeeklyHours = std::array<std::vector<OpenInterval>, 7>;

/// Monday to Friday from `open` to `close` [s since midnight].
[[nodiscard]] WeeklyHours weekdays_from_to(std::int32_t open, std::int32_t close);
/// Always open.
[[nodiscard]] WeeklyHours all_day_every_day();

/// Time that counts only while the doors are open: work pauses at closing and goes on at the next opening.
///
/// Range:  days [first, last) of a calendar; `first` may lie years before the simulation's time 0. Times asked about
///         must lie in the range, its end included (checked in debug builds; release builds answer for the nearest
///         end). A moment that would come after the range is Time::max(): make the range reach past the study's end.
/// Cost:   each query a few table look-ups, independent of the range; 4 bytes a day and 12 a working day.
class WorkingTime {
 public:
  /// `closed` are dates (bank holidays) on which nothing opens; sorted, repeats allowed, any range.
  /// Throws std::invalid_argument if the range is empty or backwards, if intervals of a weekday are not within the day,
  /// sorted and apart, or if `closed` is not sorted.
  WorkingTime(Calendar calendar, Date first, Date last, WeeklyHours hours, std::span<Date const> closed);

  [[nodiscard]] Calendar const& calendar() const { return calendar_; }
  [[nodiscard]] Time start() const { return Time{first_day_ * seconds_per_day}; }  ///< 00:00 of the first day
  [[nodiscard]] Time end() const {
    return Time{(first_day_ + n_day()) * seconds_per_day};
  }  ///< 00:00 after the last day

  /// Working time from the range's start until `t`.
  [[nodiscard]] Duration worked(Time t) const;
  /// Working time within the whole range.
  [[nodiscard]] Duration total() const { return Duration{open_day_.back().worked_before}; }
  /// The earliest moment by which `worked` is reached: worked(at(w)) == w, at a closing rather than the next opening.
  /// Precondition: worked >= 0.
  [[nodiscard]] Time at(Duration worked) const;

  /// When work that is taken up at `begin` and needs `work` is done: `begin` is put off until the doors open, work
  /// pauses when they close. No work is done at once: finish(t, 0) == t. Precondition: work >= 0.
  [[nodiscard]] Time finish(Time begin, Duration work) const;
  /// Working time between two moments; negative if `to` is before `from`.
  [[nodiscard]] Duration between(Time from, Time to) const { return worked(to) - worked(from); }

  [[nodiscard]] bool is_open(Time t) const;
  /// `t` itself if open, else the next opening.
  [[nodiscard]] Time next_open(Time t) const;

  /// The working day that something received at `t` counts for: that of next_open(t), counted from 0 at the range's
  /// start. The number of working days in the range if nothing opens any more.
  [[nodiscard]] std::int32_t working_day_number(Time t) const;
  /// Working days an answer took: the day of receipt is day 0, receipt outside hours counts for the next working day;
  /// then one for each later working day up to the date of the answer, at whatever hour. Never negative.
  [[nodiscard]] std::int32_t working_days_between(Time received, Time answered) const;
  /// The last moment at which an answer is still within `n_day` working days: midnight at the end of that day.
  [[nodiscard]] Time due(Time received, std::int32_t n_day) const;

 private:
  /// A day on which something opens.
  struct OpenDay {
    std::int64_t worked_before;  // working time in the range before this day [s]
    std::int32_t day;            // days since the range's first
  };

  [[nodiscard]] std::int32_t n_day() const { return static_cast<std::int32_t>(n_open_before_.size()) - 1; }
  [[nodiscard]] std::int32_t n_open_day() const { return static_cast<std::int32_t>(open_day_.size()) - 1; }
  [[nodiscard]] std::vector<OpenInterval> const& hours_of(std::int32_t day) const;
  /// Day of the range and second of that day, held within the range.
  struct Place {
    std::int32_t day;
    std::int32_t second;
  };
  [[nodiscard]] Place place_of(Time t) const;
  [[nodiscard]] bool opens_on(std::int32_t day) const {
    auto const i = static_cast<std::size_t>(day);
    return n_open_before_[i + 1] > n_open_before_[i];
  }
  [[nodiscard]] Time time_at(std::int32_t day, std::int64_t second) const {
    return Time{(first_day_ + day) * seconds_per_day + second};
  }

  Calendar calendar_;
  std::int64_t first_day_;  // of the range, days since the calendar's start
  std::uint32_t first_weekday_;
  WeeklyHours hours_;
  std::vector<std::int32_t> n_open_before_;  // working days before each day [n_day + 1]
  std::vector<OpenDay> open_day_;            // working days and an end marker [n_open_day + 1]
  std::int64_t slot_ = 1;                    // width of a slot of working time [s]
  std::vector<std::int32_t> first_in_slot_;  // working day in which each slot begins [n_slot]
};

}  // namespace wardmote::kernel
