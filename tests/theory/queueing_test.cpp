// Queues against their closed forms: the kernel's clock, pending events, draws and collectors together.
//
// Each system is simulated in independent replications from empty; what comes before the warm-up is not counted. A
// result must lie within 4 standard errors of theory, and the standard errors, which shrink as 1/sqrt(n), must be small
// enough for that to mean something.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <optional>

#include <gtest/gtest.h>

#include "engine/kernel/collectors.hpp"
#include "engine/kernel/distributions.hpp"
#include "engine/kernel/random.hpp"
#include "engine/kernel/simulator.hpp"

namespace wardmote::kernel {
namespace {

/// 2^-30 of the mean service time.
struct Fine {
  static constexpr double length = 0x1p-30;
};
using FineTime = BasicTime<Fine>;
using FineDuration = BasicDuration<Fine>;

/// A service station: Poisson arrivals, n_server servers, first come first served.
struct Station {
  double arrival_rate;  // per mean service time
  int n_server;
  std::function<double(Draws&)> service;                           // a service time, mean 1
  double mean_patience = std::numeric_limits<double>::infinity();  // exponential
  int n_place = std::numeric_limits<int>::max();                   // servers and waiting room; others are turned away
};

/// What one replication saw after its warm-up.
struct Seen {
  double mean_wait = 0;    // until service or giving up, over all admitted
  double mean_number = 0;  // in the system
  double turned_away = 0;  // share of arrivals
  double gave_up = 0;      // share of arrivals
  double delayed = 0;      // share of arrivals that could not be served at once
  double mean_stay = 0;    // in the system, over those who left it
};

Seen simulate(Station const& station, std::uint32_t replication, double length) {
  enum class Kind : std::uint32_t { arrival, departure, patience_ends };
  struct Event {
    Kind kind;
    std::uint32_t customer;
  };
  struct Waiting {
    std::uint32_t customer;
    FineTime since;
    Ticket patience;
  };
  Purpose const arrival{1}, service{2}, patience{3};
  RandomStreams const streams{{1917, 0}, replication};
  Simulator<Event, FineTime> simulator;
  std::deque<Waiting> queue;
  std::deque<FineTime> arrived;  // of customers by number: when they came
  auto n_busy = 0;
  auto const warm_up = FineTime{} + FineDuration::of(0.1 * length);
  TimeWeighted<FineTime> number;
  Tally wait, stay, turned, gave, late;
  auto const counts = [&](std::uint32_t customer) { return arrived[customer] >= warm_up; };
  auto const arrive_after = [&](std::uint32_t customer) {
    auto draws = streams.draws(arrival, customer);
    simulator.in(FineDuration::of(exponential(draws, 1.0 / station.arrival_rate)), Event{Kind::arrival, customer});
  };
  auto const serve = [&](std::uint32_t customer) {
    ++n_busy;
    auto draws = streams.draws(service, customer);
    simulator.in(FineDuration::of(station.service(draws)), Event{Kind::departure, customer});
  };
  auto const handle = [&](Event event) {
    auto const now = simulator.now();
    switch (event.kind) {
      case Kind::arrival: {
        arrived.push_back(now);
        arrive_after(event.customer + 1);
        auto const n_here = n_busy + static_cast<int>(queue.size());
        if (counts(event.customer)) turned.add(n_here >= station.n_place);
        if (n_here >= station.n_place) return;
        number.add(now, 1);
        if (counts(event.customer)) late.add(n_busy >= station.n_server);
        if (n_busy < station.n_server) {
          if (counts(event.customer)) wait.add(0.0), gave.add(0.0);
          return serve(event.customer);
        }
        Waiting waiting{event.customer, now, {}};
        if (std::isfinite(station.mean_patience)) {
          auto draws = streams.draws(patience, event.customer);
          waiting.patience = simulator.in(FineDuration::of(exponential(draws, station.mean_patience)),
                                          {Kind::patience_ends, event.customer});
        }
        queue.push_back(waiting);
        return;
      }
      case Kind::departure: {
        --n_busy;
        number.add(now, -1);
        if (counts(event.customer)) stay.add((now - arrived[event.customer]).value());
        if (queue.empty()) return;
        auto const next = queue.front();
        queue.pop_front();
        simulator.cancel(next.patience);
        if (counts(next.customer)) wait.add((now - next.since).value()), gave.add(0.0);
        return serve(next.customer);
      }
      case Kind::patience_ends: {
        auto const who =
            std::find_if(queue.begin(), queue.end(), [&](auto& w) { return w.customer == event.customer; });
        number.add(now, -1);
        if (counts(event.customer)) wait.add((now - who->since).value()), gave.add(1.0);
        queue.erase(who);
        return;
      }
    }
  };
  arrive_after(0);
  simulator.run_until(warm_up, handle);
  number.restart(warm_up);
  auto const end = FineTime{} + FineDuration::of(length);
  simulator.run_until(end, handle);
  return {wait.mean(), number.mean(end), turned.mean(), gave.mean(), late.mean(), stay.mean()};
}

struct Replications {
  Tally wait, number, turned, gave, late, stay;
};

Replications replicate(Station const& station, std::uint32_t n = 30, double length = 20'000) {
  Replications all;
  for (std::uint32_t r = 0; r < n; ++r) {
    auto const seen = simulate(station, r, length);
    all.wait.add(seen.mean_wait);
    all.number.add(seen.mean_number);
    all.turned.add(seen.turned_away);
    all.gave.add(seen.gave_up);
    all.late.add(seen.delayed);
    all.stay.add(seen.mean_stay);
  }
  return all;
}

/// Within 4 standard errors of theory, which must be below `teeth` of it.
void expect_theory(Tally const& measured, double theory, double teeth, char const* what) {
  EXPECT_LT(measured.standard_error(), teeth * theory) << what << ": too wide an interval to prove anything";
  EXPECT_NEAR(measured.mean(), theory, 4 * measured.standard_error()) << what;
}

double markov(Draws& draws) { return exponential(draws); }

/// Erlang's B: share turned away by n servers without a waiting room, offered `load` erlangs. The stable recursion.
double erlang_b(int n_server, double load) {
  auto b = 1.0;
  for (int k = 1; k <= n_server; ++k) b = load * b / (k + load * b);
  return b;
}
/// Erlang's C: share that must wait.
double erlang_c(int n_server, double load) {
  auto const b = erlang_b(n_server, load);
  auto const rho = load / n_server;
  return b / (1.0 - rho * (1.0 - b));
}

// M/M/1: mean number rho / (1 - rho), mean stay 1 / (mu - lambda). Kleinrock (1975), Queueing Systems I, sec. 3.2.
TEST(QueueTheory, MM1) {
  auto const seen = replicate({.arrival_rate = 0.8, .n_server = 1, .service = markov}, 40);
  expect_theory(seen.number, 0.8 / 0.2, 0.02, "number");
  expect_theory(seen.stay, 1.0 / 0.2, 0.02, "stay");
  expect_theory(seen.late, 0.8, 0.01, "share that waits");
}

// The interval of the test above shrinks as 1/sqrt(n): four times the length, half the error.
TEST(QueueTheory, ErrorsShrinkWithTheSquareRootOfTheLength) {
  Station const station{.arrival_rate = 0.5, .n_server = 1, .service = markov};
  auto const brief = replicate(station, 60, 2'000), long_ones = replicate(station, 60, 32'000);
  auto const ratio = brief.number.standard_error() / long_ones.number.standard_error();
  EXPECT_GT(ratio, 4.0 / 1.5);
  EXPECT_LT(ratio, 4.0 * 1.5);
}

// And it has teeth: a server one twentieth too slow is found out.
TEST(QueueTheory, NoticesAServerTooSlow) {
  auto const seen =
      replicate({.arrival_rate = 0.8, .n_server = 1, .service = [](Draws& d) { return 1.05 * exponential(d); }}, 40);
  EXPECT_GT(std::fabs(seen.stay.mean() - 5.0), 4 * seen.stay.standard_error());
}

// M/M/c: mean wait C(c, a) / (c mu - lambda). Kleinrock, sec. 3.5 (Erlang-C).
TEST(QueueTheory, MMcErlangC) {
  auto const seen = replicate({.arrival_rate = 4.0, .n_server = 5, .service = markov});
  auto const c = erlang_c(5, 4.0);
  expect_theory(seen.late, c, 0.02, "share that waits");
  expect_theory(seen.wait, c / (5.0 - 4.0), 0.03, "wait");
  expect_theory(seen.number, 4.0 + c * 4.0, 0.02, "number");
}

// M/G/1: mean wait lambda E[S^2] / (2 (1 - rho)). Pollaczek (1930), Khinchine (1932).
TEST(QueueTheory, MG1PollaczekKhinchine) {
  // lognormal with mean 1 and sigma 0.8: E[S^2] = exp(sigma^2)
  auto const lognormal_service = [](Draws& d) { return lognormal(d, std::exp(-0.32), 0.8); };
  auto const seen = replicate({.arrival_rate = 0.7, .n_server = 1, .service = lognormal_service}, 40);
  expect_theory(seen.wait, 0.7 * std::exp(0.64) / (2 * 0.3), 0.03, "wait");
  // Erlang-2: E[S^2] = 3/2
  auto const gamma_service = [](Draws& d) { return gamma(d, 2.0, 0.5); };
  auto const seen_gamma = replicate({.arrival_rate = 0.7, .n_server = 1, .service = gamma_service});
  expect_theory(seen_gamma.wait, 0.7 * 1.5 / (2 * 0.3), 0.03, "wait");
}

// M/D/1: the same formula with E[S^2] = 1. Many exact ties of departures and arrivals are its trap.
TEST(QueueTheory, MD1) {
  auto const seen = replicate({.arrival_rate = 0.8, .n_server = 1, .service = [](Draws&) { return 1.0; }});
  expect_theory(seen.wait, 0.8 / (2 * 0.2), 0.02, "wait");
}

// M/G/c/c: the share lost is Erlang's B whatever the law of service. Erlang (1917); Sevastyanov (1957).
TEST(QueueTheory, ErlangBForAnyService) {
  auto const b = erlang_b(6, 5.0);
  auto const fixed = [](Draws&) { return 1.0; };
  for (auto const& service : {std::function<double(Draws&)>{markov}, std::function<double(Draws&)>{fixed}}) {
    auto const seen = replicate({.arrival_rate = 5.0, .n_server = 6, .service = service, .n_place = 6}, 20);
    expect_theory(seen.turned, b, 0.02, "share turned away");
    expect_theory(seen.number, 5.0 * (1.0 - b), 0.01, "number");
  }
}

// M/M/c + M: the share that gives up, from the birth-death equations. Palm (1957); Garnett, Mandelbaum & Reiman (2002).
TEST(QueueTheory, ErlangAWithExponentialPatience) {
  auto const lambda = 5.5, theta = 0.5;  // overloaded without abandonment
  auto const n_server = 5;
  auto probability = 1.0, sum = 1.0, number = 0.0, given_up = 0.0;
  for (int k = 1; k < 400; ++k) {
    probability *= lambda / (std::min(k, n_server) + theta * std::max(0, k - n_server));
    sum += probability;
    number += k * probability;
    given_up += theta * std::max(0, k - n_server) * probability;
  }
  auto const seen =
      replicate({.arrival_rate = lambda, .n_server = n_server, .service = markov, .mean_patience = 1.0 / theta});
  expect_theory(seen.gave, given_up / sum / lambda, 0.02, "share that gives up");
  expect_theory(seen.number, number / sum, 0.02, "number");
  expect_theory(seen.wait, given_up / sum / lambda / theta, 0.02, "wait: the share that gives up over its rate");
}

// Little's law holds on every path, not only on average: L = lambda W, up to those still inside at the ends.
TEST(QueueTheory, LittlesLaw) {
  auto const seen = simulate({.arrival_rate = 0.6, .n_server = 1, .service = markov}, 1, 200'000);
  EXPECT_NEAR(seen.mean_number, 0.6 * seen.mean_stay, 0.02);
}

}  // namespace
}  // namespace wardmote::kernel
