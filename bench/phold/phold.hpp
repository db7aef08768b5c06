/// \file
/// PHOLD, the classical synthetic load of discrete-event simulation: Fujimoto (1990), Proc. SCS Multiconf. on
/// Distributed Simulation 22:23-28.
///
/// n logical processes of 64 bytes, m events each. An event at a process is answered by one at a process drawn
/// uniformly, after a look-ahead of 0.1 and an exponential delay of mean 0.9. Draws are keyed by the process and its
/// count of events, so whoever keeps exact order computes the same thing, and its digest shows it.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <new>
#include <span>
#include <utility>

#include "engine/kernel/chunk_pool.hpp"
#include "engine/kernel/clock.hpp"
#include "engine/kernel/distributions.hpp"
#include "engine/kernel/random.hpp"

namespace wardmote::bench {

/// 2^-30 of the model's unit of time.
struct Fine {
  static constexpr double length = 0x1p-30;
};
using FineTime = kernel::BasicTime<Fine>;
using FineDuration = kernel::BasicDuration<Fine>;

inline constexpr double lookahead = 0.1, mean_delay = 0.9;
inline constexpr kernel::Purpose initial_purpose{1}, hop_purpose{2};

/// One logical process: a cache line, all of it used.
struct alignas(64) Process {
  std::uint64_t n_event = 0;
  std::uint64_t digest = 0;
  std::int64_t last_time = 0;
  std::array<std::int32_t, 10> recent{};  // time since the event before, of the last ten events [2^-15 unit]
};
static_assert(sizeof(Process) == 64);

struct Arrival {
  std::uint32_t process;
};

struct Hop {
  FineDuration delay;
  std::uint32_t target;
};

/// A hop from its draws: delay first, then target.
[[nodiscard]] inline Hop draw_hop(kernel::Draws draws, std::uint32_t n_process) {
  auto const delay = FineDuration::of(lookahead + mean_delay * kernel::exponential(draws));
  return {delay, kernel::index(draws, n_process)};
}

/// The k-th hop from a process.
[[nodiscard]] inline Hop draw_hop(kernel::RandomStreams const& streams, std::uint32_t process, std::uint32_t k,
                                  std::uint32_t n_process) {
  return draw_hop(streams.draws(hop_purpose, process, k), n_process);
}

/// When the k-th of a process's first events happens.
[[nodiscard]] inline FineTime draw_start(kernel::RandomStreams const& streams, std::uint32_t process, std::uint32_t k) {
  auto draws = streams.draws(initial_purpose, process, k);
  return FineTime{} + FineDuration::of(kernel::exponential(draws));
}

/// All processes, on huge pages where the system grants them.
class Processes {
 public:
  explicit Processes(std::uint32_t n) : n_(n) {
    constexpr std::size_t page = std::size_t{1} << 21;
    auto const n_byte = n * sizeof(Process);
    memory_ = kernel::detail::allocate_slab(n_byte < page ? (n_byte + 4095) / 4096 * 4096
                                                          : (n_byte + page - 1) / page * page);
    process_ = static_cast<Process*>(memory_);
    for (std::uint32_t i = 0; i < n; ++i) ::new (static_cast<void*>(process_ + i)) Process;
  }
  Processes(Processes const&) = delete;
  Processes& operator=(Processes const&) = delete;
  ~Processes() { kernel::detail::free_slab(memory_); }

  [[nodiscard]] std::uint32_t size() const { return n_; }
  [[nodiscard]] Process& operator[](std::uint32_t i) { return process_[i]; }
  void prefetch(std::uint32_t i) const { __builtin_prefetch(process_ + i, 1); }

  /// Depends on every event, its time and its place in its process's order.
  [[nodiscard]] std::uint64_t digest() const {
    std::uint64_t sum = 0;
    for (std::uint32_t i = 0; i < n_; ++i) sum = sum * 0x9E3779B97F4A7C15U + process_[i].digest + process_[i].n_event;
    return sum;
  }

 private:
  std::uint32_t n_;
  void* memory_ = nullptr;
  Process* process_ = nullptr;
};

/// What an event does to its process; returns the number of the process's event.
inline std::uint32_t touch(Process& process, FineTime now) {
  auto const k = static_cast<std::uint32_t>(process.n_event++);
  process.digest = (process.digest ^ static_cast<std::uint64_t>(now.count())) * 0x9E3779B97F4A7C15U;
  process.recent[k % process.recent.size()] = static_cast<std::int32_t>((now.count() - process.last_time) >> 15);
  process.last_time = now.count();
  return k;
}

}  // namespace wardmote::bench
