/// \file
/// The pending event set.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_set>
#include <utility>
#include <vector>

#include "engine/kernel/check.hpp"
#include "engine/kernel/clock.hpp"

namespace wardmote::kernel {

/// Who goes first among events of the same time. Any value between the named ones may be used too.
enum class Priority : std::uint8_t { first = 0, high = 64, normal = 128, low = 192, last = 255 };

/// Names one scheduled event, for cancelling it. A default ticket names none.
class Ticket {
 public:
  constexpr Ticket() = default;
  constexpr Ticket(std::int64_t time, std::uint64_t order) : time_(time), order_(order) {}

  [[nodiscard]] constexpr std::int64_t time() const { return time_; }    ///< [tick]
  [[nodiscard]] constexpr std::uint64_t order() const { return order_; }  ///< place among equal times; 0: no event
  friend constexpr bool operator==(Ticket, Ticket) = default;

 private:
  std::int64_t time_ = 0;
  std::uint64_t order_ = 0;
};

/// The pending events, handed out in time order.
template <class Event, class TimePoint = Time>
class EventQueue {
 public:
  /// A pending event as upcoming() shows it.
  struct Entry {
    std::int64_t count;   ///< time [tick]
    std::uint64_t order;  ///< priority, then first come
    Event event;
    [[nodiscard]] TimePoint time() const { return TimePoint{count}; }
  };

  EventQueue() = default;                                     ///< now() is as early as the clock goes
  explicit EventQueue(TimePoint start) : now_(start) {}       ///< nothing can be scheduled before `start`

  /// Moves now() to `time` if that is later and no pending event is earlier than `time`.
  /// Precondition: no pending event is before `time`; release builds stop at the earliest one.
  void advance_to(TimePoint time) {
    auto const next = next_time();
    WARDMOTE_EXPECTS(!next || *next >= time, "now() cannot pass a pending event");
    now_ = std::max(now_, next ? std::min(*next, time) : time);
  }

  /// Adds an event at `at`. Precondition: at >= now(); release builds run what is late at now().
  Ticket schedule(TimePoint at, Event event, Priority priority = Priority::normal) {
    WARDMOTE_EXPECTS(at >= now_, "the past is closed: an event is scheduled at or after now()");
    auto const time = std::max(at, now_).count();
    auto const order = static_cast<std::uint64_t>(priority) << 56 | ++n_scheduled_;
    heap_.push_back({time, order, std::move(event)});
    std::push_heap(heap_.begin(), heap_.end(), Later{});
    return Ticket{time, order};
  }

  /// Withdraws a pending event; false if it has already run or been withdrawn.
  bool cancel(Ticket ticket) {
    auto const match = [ticket](Entry const& e) { return e.count == ticket.time() && e.order == ticket.order(); };
    auto const found = std::find_if(heap_.begin(), heap_.end(), match);
    if (found == heap_.end()) return false;
    heap_.erase(found);
    std::make_heap(heap_.begin(), heap_.end(), Later{});
    return true;
  }

  /// Removes the earliest event and moves now() to its time; nullopt if none is pending.
  [[nodiscard]] std::optional<Event> pop() { return pop_before(TimePoint::max()); }

  /// The same if the earliest event is before `limit`; otherwise nullopt and now() stays.
  [[nodiscard]] std::optional<Event> pop_before(TimePoint limit) {
    if (heap_.empty() || heap_.front().count >= limit.count()) return std::nullopt;
    std::pop_heap(heap_.begin(), heap_.end(), Later{});
    auto entry = std::move(heap_.back());
    heap_.pop_back();
    now_ = entry.time();
    return std::move(entry.event);
  }

  /// Time of the earliest event, nullopt if none is pending.
  [[nodiscard]] std::optional<TimePoint> next_time() {
    if (heap_.empty()) return std::nullopt;
    return heap_.front().time();
  }

  /// Up to n of the next events, as a hint for prefetching.
  [[nodiscard]] std::span<Entry const> upcoming(std::size_t n) const {
    return std::span<Entry const>{heap_}.first(std::min<std::size_t>({n, heap_.size(), 1}));
  }

  [[nodiscard]] TimePoint now() const { return now_; }
  [[nodiscard]] std::size_t size() const { return heap_.size(); }
  [[nodiscard]] bool empty() const { return heap_.empty(); }

 private:
  struct Later {
    bool operator()(Entry const& a, Entry const& b) const {
      return std::pair{a.count, a.order} > std::pair{b.count, b.order};
    }
  };
  std::vector<Entry> heap_;
  TimePoint now_ = TimePoint::min();
  std::uint64_t n_scheduled_ = 0;
};

}  // namespace wardmote::kernel
