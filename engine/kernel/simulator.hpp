/// \file
/// A small simulation loop around the pending event set.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <utility>

#include "engine/kernel/event_queue.hpp"

namespace wardmote::kernel {

/// Runs events until told to stop.
///
///     Simulator<Customer> simulator;
///     simulator.in(hours(1), Customer{...});
///     simulator.run_until(Time{} + days(7), [&](Customer customer) { ... simulator.in(...); });
///
/// The handler is called as handler(event) with now() at the event's time; it may schedule and cancel. If it throws,
/// the event has been removed, now() stands at its time and the rest is untouched: the run can be inspected or resumed.
template <class Event, class TimePoint = Time>
class Simulator {
 public:
  using Duration = typename TimePoint::Duration;

  /// Starts at `start`; nothing can be scheduled before it.
  explicit Simulator(TimePoint start = TimePoint{}) : queue_(start) {}

  Ticket at(TimePoint time, Event event, Priority priority = Priority::normal) {
    return queue_.schedule(time, std::move(event), priority);
  }
  /// Precondition: delay >= 0 (a duration made from a real number is).
  Ticket in(Duration delay, Event event, Priority priority = Priority::normal) {
    return queue_.schedule(queue_.now() + delay, std::move(event), priority);
  }
  bool cancel(Ticket ticket) { return queue_.cancel(ticket); }

  /// Runs every event before `end`, then moves now() to `end`. Returns the number of events run.
  template <std::invocable<Event> Handler>
  std::uint64_t run_until(TimePoint end, Handler&& handler) {
    std::uint64_t n_event = 0;
    while (auto event = queue_.pop_before(end)) {
      handler(*std::move(event));
      ++n_event;
    }
    queue_.advance_to(end);
    return n_event;
  }

  /// Runs until no event is left. Returns the number of events run.
  template <std::invocable<Event> Handler>
  std::uint64_t run(Handler&& handler) {
    std::uint64_t n_event = 0;
    while (auto event = queue_.pop()) {
      handler(*std::move(event));
      ++n_event;
    }
    return n_event;
  }

  [[nodiscard]] TimePoint now() const { return queue_.now(); }
  [[nodiscard]] EventQueue<Event, TimePoint>& queue() { return queue_; }
  [[nodiscard]] EventQueue<Event, TimePoint> const& queue() const { return queue_; }

 private:
  EventQueue<Event, TimePoint> queue_;
};

}  // namespace wardmote::kernel
