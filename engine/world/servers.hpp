#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "engine/kernel/check.hpp"

namespace wardmote::world {

/// Least staff of a place to which work is sent, whatever policies take away or forget [FTE].
inline constexpr double least_staff = 0.25;

/// Several like servers behind one first-come, first-served queue: a desk, a bank of telephone lines.
///
/// Formula: with jobs in order of arrival, a job starts when the first server is free of all that came before it
///          (Kiefer & Wolfowitz 1955, Trans. AMS 78:1-18). So its start is known on arrival, and so is whether a caller
///          gives up first: those who do never take a server. No event is needed for a job to wait.
/// Units:   any clock that only runs while the servers work; a desk counts seconds of its own opening hours, so that
///          work pauses at closing and goes on the next day.
/// Cost:    O(log n_server) a job.
/// Speed:   staff need not be whole: n servers of speed fte / n do the work of `fte`.
class Servers {
 public:
  Servers() = default;
  explicit Servers(double fte) { staff(fte, 0); }

  /// When the next job to arrive at `now` would start.
  [[nodiscard]] std::int64_t next_start(std::int64_t now) const { return std::max(now, free_at_.front()); }

  /// Serves a job of `work` that arrives at `now` and returns when it is done.
  std::int64_t serve(std::int64_t now, double work) {
    auto const done = next_start(now) + static_cast<std::int64_t>(work / speed_ + 0.5);
    std::pop_heap(free_at_.begin(), free_at_.end(), later_);
    free_at_.back() = done;
    std::push_heap(free_at_.begin(), free_at_.end(), later_);
    work_done_ += work;
    return done;
  }

  /// Changes the staff at `now`; jobs begun or promised stay with their servers. Precondition: fte > 0.
  void staff(double fte, std::int64_t now) {
    WARDMOTE_EXPECTS(fte > 0, "a desk has staff");
    auto const n_server = std::max<std::size_t>(1, static_cast<std::size_t>(fte + 0.5));
    speed_ = fte / static_cast<double>(n_server);
    std::sort(free_at_.begin(), free_at_.end());
    free_at_.resize(n_server, now);  // those who leave are the ones busiest longest: their queue is not lost work
    std::make_heap(free_at_.begin(), free_at_.end(), later_);
  }

  /// Work accepted and not yet done at `now`, over all servers.
  [[nodiscard]] std::int64_t backlog(std::int64_t now) const {
    std::int64_t sum = 0;
    for (auto const free : free_at_) sum += std::max<std::int64_t>(0, free - now);
    return sum;
  }

  [[nodiscard]] std::size_t n_server() const { return free_at_.size(); }
  [[nodiscard]] double work_done() const { return work_done_; }  ///< all work ever accepted

 private:
  static constexpr auto later_ = [](std::int64_t a, std::int64_t b) { return a > b; };
  std::vector<std::int64_t> free_at_;  // heap, earliest in front
  double speed_ = 1;
  double work_done_ = 0;
};

}  // namespace wardmote::world
