// The hold model: pop the earliest, schedule it again after a random increment; 10^2 to 10^7 pending events.
// Increments of Roenngren & Ayani (1997), ACM TOMACS 7(2):157-209, and hard cases of our own. Before any timing the set
// is held against std::priority_queue on the same draws.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <queue>
#include <string>
#include <utility>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/event_queue.hpp"

namespace {

using namespace wardmote::kernel;

struct Fine {
  static constexpr double length = 0x1p-30;
};
using FineTime = BasicTime<Fine>;
using FineDuration = BasicDuration<Fine>;

enum Increment { exponential_1, uniform_0_2, biased, bimodal, triangular, pareto, zero, ties, far, n_increment };
constexpr char const* name[] = {"exponential",  "uniform", "uniform_0.9_1.1", "bimodal", "triangular", "pareto_1.5",
                                "look_ahead_0", "ties",    "far_future"};

/// One increment, mean 1 where there is a mean.
double draw(Increment law, Draws& draws) {
  switch (law) {
    case exponential_1:
      return exponential(draws);
    case uniform_0_2:
      return 2.0 * draws.uniform32();
    case biased:
      return 0.9 + 0.2 * draws.uniform32();
    case bimodal: {  // nine in ten soon, one in ten far
      auto const u = draws.uniform32();
      return 0.95238 * u + (draws.uniform32() < 0.1 ? 9.5238 * 0.55 : 0.0);
    }
    case triangular:
      return 1.5 * wardmote::kernel::sqrt(draws.uniform32());
    case pareto:
      return wardmote::kernel::pow(draws.uniform32(), -1.0 / 1.5) / 3.0;
    case zero:
      return index(draws, 2) == 0 ? 0.0 : 2.0 * exponential(draws);  // half at once
    case ties:
      return 0.25 * (1 + index(draws, 8));  // eight times only
    case far:
      return index(draws, 100) == 0 ? 1e6 * draws.uniform32() : draws.uniform32();
    default:
      return 0.0;
  }
}

/// Increments drawn beforehand, so that the set is timed and not the law.
std::vector<FineDuration> const& increments(Increment law) {
  static std::vector<FineDuration> cache[n_increment];
  auto& drawn = cache[law];
  if (drawn.empty()) {
    auto draws = RandomStreams{{1, 0}, 0}.draws(Purpose{1}, static_cast<std::uint32_t>(law));
    for (int i = 0; i < 1 << 20; ++i) drawn.push_back(FineDuration::of(draw(law, draws)));
  }
  return drawn;
}

/// n events in a steady state: initial times drawn, then held a while.
struct Hold {
  explicit Hold(Increment law, std::size_t n) : increment(increments(law)) {
    for (std::size_t i = 0; i < n; ++i) queue.schedule(FineTime{} + next(), static_cast<std::uint32_t>(i));
    for (std::size_t i = 0; i < 2 * n + 1000; ++i) hold();
  }
  FineDuration next() { return increment[place++ & (increment.size() - 1)]; }
  void hold() {
    auto const event = queue.pop();
    queue.schedule(queue.now() + next(), *event);
  }
  EventQueue<std::uint32_t, FineTime> queue{FineTime{}};
  std::vector<FineDuration> const& increment;
  std::size_t place = 0;
};

/// The set and a heap, step by step.
void check(Increment law) {
  using Key = std::pair<std::pair<std::int64_t, std::uint64_t>, std::uint32_t>;
  std::priority_queue<Key, std::vector<Key>, std::greater<>> heap;
  EventQueue<std::uint32_t, FineTime> queue{FineTime{}};
  auto const& increment = increments(law);
  std::uint64_t n = 0;
  auto const add = [&](FineTime now, std::uint32_t event) {
    auto const at = now + increment[n & (increment.size() - 1)];
    queue.schedule(at, event);
    heap.push({{at.count(), n++}, event});
  };
  for (std::uint32_t i = 0; i < 5000; ++i) add(FineTime{}, i);
  for (int i = 0; i < 100'000; ++i) {
    auto const event = queue.pop();
    if (*event != heap.top().second || queue.now().count() != heap.top().first.first) {
      std::fprintf(stderr, "%s: the set and the heap disagree at step %d\n", name[law], i);
      std::exit(1);
    }
    heap.pop();
    add(queue.now(), *event);
  }
}

void hold(benchmark::State& state, Increment law) {
  check(law);
  Hold model{law, static_cast<std::size_t>(state.range(0))};
  for (auto _ : state) model.hold();
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes/event"] =
      static_cast<double>(model.queue.memory_bytes()) / static_cast<double>(model.queue.size());
}

/// One in five is withdrawn and scheduled anew.
void hold_with_cancellations(benchmark::State& state) {
  auto const n = static_cast<std::size_t>(state.range(0));
  auto const& increment = increments(exponential_1);
  EventQueue<std::uint32_t, FineTime> queue{FineTime{}};
  std::vector<Ticket> ticket(n);  // of each event
  std::size_t place = 0;
  auto const schedule = [&](std::uint32_t event) {
    ticket[event] = queue.schedule(queue.now() + increment[place++ & (increment.size() - 1)], event);
  };
  for (std::uint32_t i = 0; i < n; ++i) schedule(i);
  auto victims = RandomStreams{{1, 0}, 0}.draws(Purpose{2}, 0);
  auto const step = [&] {
    if (place % 5 == 0) {
      auto const victim = index(victims, static_cast<std::uint32_t>(n));
      queue.cancel(ticket[victim]);
      schedule(victim);
    } else {
      schedule(*queue.pop());
    }
  };
  for (std::size_t i = 0; i < 3 * n; ++i) step();
  for (auto _ : state) step();
  state.SetItemsProcessed(state.iterations());
  state.counters["bytes/event"] = static_cast<double>(queue.memory_bytes()) / static_cast<double>(queue.size());
}

[[maybe_unused]] bool const registered = [] {
  for (int law = 0; law < n_increment; ++law) {
    auto* const bench =
        benchmark::RegisterBenchmark((std::string{"hold/"} + name[law]).c_str(), hold, static_cast<Increment>(law));
    for (std::int64_t n = 100; n <= 10'000'000; n *= 10) bench->Arg(n);
  }
  auto* const bench = benchmark::RegisterBenchmark("hold/20%_cancelled", hold_with_cancellations);
  for (std::int64_t n = 100; n <= 1'000'000; n *= 10) bench->Arg(n);
  return true;
}();

}  // namespace
