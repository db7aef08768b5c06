#include "engine/kernel/calendar.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

#include "engine/kernel/check.hpp"

namespace wardmote::kernel {

WeeklyHours weekdays_from_to(std::int32_t open, std::int32_t close) {
  WeeklyHours hours;
  for (auto weekday = std::size_t{1}; weekday <= 5; ++weekday) hours[weekday] = {{open, close}};
  return hours;
}

WeeklyHours all_day_every_day() {
  WeeklyHours hours;
  for (auto& day : hours) day = {{0, static_cast<std::int32_t>(seconds_per_day)}};
  return hours;
}

WorkingTime::WorkingTime(Calendar calendar, Date first, Date last, WeeklyHours hours, std::span<Date const> closed)
    : calendar_(calendar),
      first_day_(calendar.day_index(first)),
      first_weekday_(std::chrono::weekday{first}.c_encoding()),
      hours_(std::move(hours)) {
  if (first >= last) throw std::invalid_argument("working time: the last day must come after the first");
  if (!std::is_sorted(closed.begin(), closed.end()))
    throw std::invalid_argument("working time: closed dates must be sorted");
  static constexpr std::array name{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  for (std::size_t weekday = 0; weekday < 7; ++weekday) {
    auto previous_close = std::int32_t{-1};
    for (auto const [open, close] : hours_[weekday]) {
      if (open < 0 || open >= close || close > seconds_per_day || open <= previous_close)
        throw std::invalid_argument("working time: " + std::string{name[weekday]} + " has the interval " +
                                    std::to_string(open) + " to " + std::to_string(close) +
                                    " s (must be within the day, sorted and apart)");
      previous_close = close;
    }
  }

  // one pass over the days
  auto const n = static_cast<std::int32_t>((last - first).count());
  n_open_before_.reserve(static_cast<std::size_t>(n) + 1);
  n_open_before_.push_back(0);
  auto next_closed = std::lower_bound(closed.begin(), closed.end(), first);
  std::int64_t worked = 0;
  for (std::int32_t day = 0; day < n; ++day) {
    auto const date = first + std::chrono::days{day};
    while (next_closed != closed.end() && *next_closed < date) ++next_closed;
    auto const is_closed = next_closed != closed.end() && *next_closed == date;
    if (!is_closed && !hours_of(day).empty()) {
      open_day_.push_back({worked, day});
      for (auto const [open, close] : hours_of(day)) worked += close - open;
    }
    n_open_before_.push_back(static_cast<std::int32_t>(open_day_.size()));
  }
  open_day_.push_back({worked, n});

  // slots as wide as the shortest day's work: a slot meets at most two working days
  auto shortest = std::int64_t{seconds_per_day};
  for (std::size_t i = 0; i + 1 < open_day_.size(); ++i)
    shortest = std::min(shortest, open_day_[i + 1].worked_before - open_day_[i].worked_before);
  slot_ = std::max(shortest, worked / (4 * std::int64_t{n}) + 1);  // but never more than four slots a day
  std::int32_t k = 0;
  for (std::int64_t at = 0; at <= worked; at += slot_) {
    while (k < n_open_day() && open_day_[static_cast<std::size_t>(k) + 1].worked_before <= at) ++k;
    first_in_slot_.push_back(k);
  }
}

std::vector<OpenInterval> const& WorkingTime::hours_of(std::int32_t day) const {
  return hours_[(first_weekday_ + static_cast<std::uint32_t>(day)) % 7];
}

WorkingTime::Place WorkingTime::place_of(Time t) const {
  WARDMOTE_EXPECTS(t >= start() && t <= end(), "a time is within the range of its working calendar");
  auto const held = std::clamp(t, start(), end());
  auto const day = static_cast<std::int32_t>(Calendar::day_index(held) - first_day_);
  return {day, Calendar::second_of_day(held)};
}

Duration WorkingTime::worked(Time t) const {
  auto const [day, second] = place_of(t);
  if (day == n_day()) return total();
  auto worked = open_day_[static_cast<std::size_t>(n_open_before_[static_cast<std::size_t>(day)])].worked_before;
  if (!opens_on(day)) return Duration{worked};
  for (auto const [open, close] : hours_of(day)) worked += std::clamp(second, open, close) - open;
  return Duration{worked};
}

Time WorkingTime::at(Duration worked) const {
  WARDMOTE_EXPECTS(worked.count() >= 0, "working time is not negative");
  auto const target = std::max<std::int64_t>(worked.count(), 0);
  if (target == 0) return start();
  if (target > total().count()) return Time::max();
  // the working day in which the target is reached: worked_before < target <= the next one's
  auto k = static_cast<std::size_t>(first_in_slot_[static_cast<std::size_t>((target - 1) / slot_)]);
  while (open_day_[k + 1].worked_before < target) ++k;
  auto rest = target - open_day_[k].worked_before;
  for (auto const [open, close] : hours_of(open_day_[k].day)) {
    if (rest <= close - open) return time_at(open_day_[k].day, open + rest);
    rest -= close - open;
  }
  return time_at(open_day_[k].day, seconds_per_day);  // not reached: a day holds what its intervals sum to
}

Time WorkingTime::finish(Time begin, Duration work) const {
  WARDMOTE_EXPECTS(work.count() >= 0, "work is not negative");
  if (work.count() <= 0) return begin;
  return at(worked(begin) + work);
}

bool WorkingTime::is_open(Time t) const {
  auto const [day, second] = place_of(t);
  if (day == n_day() || !opens_on(day)) return false;
  return std::ranges::any_of(hours_of(day), [s = second](OpenInterval i) { return i.open <= s && s < i.close; });
}

Time WorkingTime::next_open(Time t) const {
  auto const [day, second] = place_of(t);
  if (day == n_day()) return Time::max();
  if (opens_on(day))
    for (auto const [open, close] : hours_of(day))
      if (second < close) return time_at(day, std::max(open, second));
  auto const next = open_day_[static_cast<std::size_t>(n_open_before_[static_cast<std::size_t>(day) + 1])].day;
  return next == n_day() ? Time::max() : time_at(next, hours_of(next).front().open);
}

std::int32_t WorkingTime::working_day_number(Time t) const {
  auto const [day, second] = place_of(t);
  if (day == n_day()) return n_open_day();
  auto const d = static_cast<std::size_t>(day);
  auto const over = !opens_on(day) || second >= hours_of(day).back().close;  // nothing opens on this day any more
  return over ? n_open_before_[d + 1] : n_open_before_[d];
}

std::int32_t WorkingTime::working_days_between(Time received, Time answered) const {
  auto const day_0 = working_day_number(received);
  auto const day = std::min(place_of(answered).day, n_day() - 1);
  auto const last = n_open_before_[static_cast<std::size_t>(day) + 1] - 1;  // last working day up to that date
  return std::max(last - day_0, 0);
}

Time WorkingTime::due(Time received, std::int32_t n_day_allowed) const {
  WARDMOTE_EXPECTS(n_day_allowed >= 0, "a target is not negative");
  auto const k = std::int64_t{working_day_number(received)} + n_day_allowed;
  if (k >= n_open_day()) return Time::max();
  return time_at(open_day_[static_cast<std::size_t>(k)].day, seconds_per_day);
}

}  // namespace wardmote::kernel
