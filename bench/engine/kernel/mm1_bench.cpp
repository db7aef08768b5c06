// M/M/1 at load 0.8: the smallest simulation, two pending events. Its mean time in system must be 5 before it is timed.

#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <deque>

#include <benchmark/benchmark.h>

#include "engine/kernel/collectors.hpp"
#include "engine/kernel/distributions.hpp"
#include "engine/kernel/simulator.hpp"

namespace {

using namespace wardmote::kernel;

struct Fine {
  static constexpr double length = 0x1p-30;
};
using FineTime = BasicTime<Fine>;
using FineDuration = BasicDuration<Fine>;

class SingleServer {
 public:
  enum class Event : std::uint32_t { arrival, departure };

  SingleServer() { arrive(); }
  void run(double length) {
    simulator_.run_until(simulator_.now() + FineDuration::of(length), [this](Event event) { handle(event); });
  }
  Tally const& stay() const { return stay_; }
  std::uint64_t n_event() const { return n_event_; }

 private:
  void arrive() {
    auto draws = streams_.draws(Purpose{1}, n_arrived_++);
    simulator_.in(FineDuration::of(exponential(draws, 1.25)), Event::arrival);
  }
  void serve() {
    auto draws = streams_.draws(Purpose{2}, n_served_++);
    simulator_.in(FineDuration::of(exponential(draws)), Event::departure);
  }
  void handle(Event event) {
    ++n_event_;
    if (event == Event::arrival) {
      arrived_.push_back(simulator_.now());
      arrive();
      if (arrived_.size() == 1) serve();
    } else {
      stay_.add((simulator_.now() - arrived_.front()).value());
      arrived_.pop_front();
      if (!arrived_.empty()) serve();
    }
  }

  RandomStreams streams_{{1, 0}, 0};
  Simulator<Event, FineTime> simulator_;
  std::deque<FineTime> arrived_;  // who is in the system, and since when
  Tally stay_;
  std::uint32_t n_arrived_ = 0, n_served_ = 0;
  std::uint64_t n_event_ = 0;
};

void mm1(benchmark::State& state) {
  SingleServer server;
  server.run(2e6);
  if (std::fabs(server.stay().mean() - 5.0) > 0.15) {
    std::fprintf(stderr, "M/M/1: mean time in system %.3f instead of 5\n", server.stay().mean());
    std::exit(1);
  }
  auto const before = server.n_event();
  for (auto _ : state) server.run(1000.0);
  state.SetItemsProcessed(static_cast<std::int64_t>(server.n_event() - before));
}
BENCHMARK(mm1);

}  // namespace
