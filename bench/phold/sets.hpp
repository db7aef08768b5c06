/// \file
/// PHOLD on our pending event set and on a bare heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <vector>

#include "bench/phold/phold.hpp"
#include "engine/kernel/event_queue.hpp"
#include "engine/kernel/random.hpp"

namespace wardmote::bench {

/// Wardmote's set: sees who is next, draws for sixteen events at once and prefetches the processes.
class WardmotePhold {
 public:
  WardmotePhold(std::uint32_t n, std::uint32_t m, kernel::RandomStreams streams) : processes_(n), streams_(streams) {
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::uint32_t k = 0; k < m; ++k) queue_.schedule(draw_start(streams_, i, k), Arrival{i});
  }
  void run(std::uint64_t n_event) {
    auto const n = processes_.size();
    for (std::uint64_t e = 0; e < n_event; ++e) {
      if (next_ == n_ahead_) look_ahead();
      auto const arrival = queue_.pop();
      auto const process = arrival->process;
      if (auto const* const later = queue_.upcoming(24)) processes_.prefetch(later->process);
      auto const k = touch(processes_[process], queue_.now());
      // what was drawn ahead, if this is the event it was drawn for
      auto const is_foreseen = next_ < n_ahead_ && batch_.entity[next_] == process;
      auto const i = is_foreseen ? next_++ : next_;
      auto draws = is_foreseen && batch_.occurrence[i] == k ? batch_[i] : streams_.draws(hop_purpose, process, k);
      auto const [delay, target] = draw_hop(draws, n);
      queue_.schedule(queue_.now() + delay, Arrival{target});
    }
  }
  [[nodiscard]] std::uint64_t digest() const { return processes_.digest(); }
  [[nodiscard]] std::size_t queue_bytes() const { return queue_.memory_bytes(); }

 private:
  /// Draws for the next events at once.
  void look_ahead() {
    next_ = n_ahead_ = 0;
    static_cast<void>(queue_.next_time());  // so that something is upcoming
    while (n_ahead_ < kernel::DrawsBatch::capacity) {
      auto const* const arrival = queue_.upcoming(n_ahead_);
      if (arrival == nullptr) break;
      batch_.entity[n_ahead_] = arrival->process;
      batch_.occurrence[n_ahead_] = static_cast<std::uint32_t>(processes_[arrival->process].n_event);
      ++n_ahead_;
    }
    batch_.compute(streams_, hop_purpose);
  }

  Processes processes_;
  kernel::RandomStreams streams_;
  kernel::EventQueue<Arrival, FineTime> queue_;
  kernel::DrawsBatch batch_;
  std::size_t next_ = 0, n_ahead_ = 0;  // batch_[next_, n_ahead_) is still to be used
};

/// The same model on std::priority_queue: what one writes in an afternoon.
class HeapPhold {
 public:
  HeapPhold(std::uint32_t n, std::uint32_t m, kernel::RandomStreams streams) : processes_(n), streams_(streams) {
    for (std::uint32_t i = 0; i < n; ++i)
      for (std::uint32_t k = 0; k < m; ++k) heap_.push({draw_start(streams_, i, k).count(), n_scheduled_++, i});
  }
  void run(std::uint64_t n_event) {
    auto const n = processes_.size();
    for (std::uint64_t e = 0; e < n_event; ++e) {
      auto const event = heap_.top();
      heap_.pop();
      auto const now = FineTime{event.time};
      auto const k = touch(processes_[event.process], now);
      auto const [delay, target] = draw_hop(streams_, event.process, k, n);
      heap_.push({(now + delay).count(), n_scheduled_++, target});
    }
  }
  [[nodiscard]] std::uint64_t digest() const { return processes_.digest(); }
  [[nodiscard]] std::size_t queue_bytes() const { return heap_.size() * sizeof(Event); }

 private:
  struct Event {
    std::int64_t time;
    std::uint32_t order;  // first come; 2^32 events are enough here, and a smaller event is kinder to the heap
    std::uint32_t process;
    bool operator>(Event const& other) const { return time != other.time ? time > other.time : order > other.order; }
  };
  Processes processes_;
  kernel::RandomStreams streams_;
  std::priority_queue<Event, std::vector<Event>, std::greater<>> heap_;
  std::uint32_t n_scheduled_ = 0;
};

}  // namespace wardmote::bench
