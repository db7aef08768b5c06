#include "engine/world/servers.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "engine/kernel/collectors.hpp"
#include "engine/kernel/distributions.hpp"
#include "engine/kernel/random.hpp"

namespace wardmote::world {
namespace {

constexpr double second = 1e6;  // ticks of these queues' clock: fine enough that rounding does not matter

struct Load {
  double arrivals;  // per second
  double service;   // mean [s]
  double n_server;
  double patience;  // mean [s]; 0: endless
  bool constant = false;
};

struct Seen {
  double wait;       // mean wait of those served [s]
  double abandoned;  // share
};

/// One replication of a desk that is always open, warmed up.
Seen simulate(Load const& load, std::uint32_t replication) {
  kernel::RandomStreams const streams({1, 2}, replication);
  auto draws = streams.draws(kernel::Purpose{1}, 0);
  Servers servers(load.n_server);
  kernel::Tally wait;
  double clock = 0;
  int n_abandoned = 0;
  constexpr int warm_up = 2000, n_job = 20000;
  for (int job = 0; job < warm_up + n_job; ++job) {
    clock += kernel::exponential(draws, 1 / load.arrivals);
    auto const now = static_cast<std::int64_t>(clock * second);
    auto const service = load.constant ? load.service : kernel::exponential(draws, load.service);
    auto const waits = static_cast<double>(servers.next_start(now) - now) / second;
    auto const stays = load.patience <= 0 || waits <= kernel::exponential(draws, load.patience);
    if (stays) servers.serve(now, service * second);
    if (job < warm_up) continue;
    if (stays) wait.add(waits);
    n_abandoned += stays ? 0 : 1;
  }
  return {wait.mean(), static_cast<double>(n_abandoned) / n_job};
}

/// Mean over replications, and its standard error.
template <class Value>
std::pair<double, double> replicate(Load const& load, Value value) {
  kernel::Tally tally;
  for (std::uint32_t r = 0; r < 40; ++r) tally.add(value(simulate(load, r)));
  return {tally.mean(), tally.standard_error()};
}

/// Erlang C: chance of waiting with c servers offered `a` erlangs.
double erlang_c(int c, double a) {
  double term = 1, sum = 0;
  for (int k = 0; k < c; ++k) {
    sum += term;
    term *= a / (k + 1);
  }
  auto const last = term * c / (c - a);
  return last / (sum + last);
}

/// Share abandoning in M/M/c+M, from the stationary law of the number present (Erlang A).
double erlang_a_abandoned(double lambda, double mu, int c, double theta) {
  double p = 1, sum = 0, leaving = 0;
  for (int n = 0; n < 400; ++n) {
    sum += p;
    leaving += p * theta * std::max(0, n - c);
    p *= lambda / (mu * std::min(n + 1, c) + theta * std::max(0, n + 1 - c));
  }
  return leaving / sum / lambda;
}

TEST(Servers, SeveralServersWaitAsErlangCSays) {
  Load const load{.arrivals = 2.4, .service = 1, .n_server = 3, .patience = 0};
  auto const [mean, error] = replicate(load, [](Seen const& seen) { return seen.wait; });
  auto const expected = erlang_c(3, 2.4) * 1 / (3 - 2.4);
  EXPECT_LT(error, 0.05 * expected) << "too wide an interval to prove anything below";
  EXPECT_NEAR(mean, expected, 4 * error);
}

TEST(Servers, OneServerWithConstantWorkWaitsAsPollaczekAndKhinchineSay) {
  Load const load{.arrivals = 0.8, .service = 1, .n_server = 1, .patience = 0, .constant = true};
  auto const [mean, error] = replicate(load, [](Seen const& seen) { return seen.wait; });
  auto const expected = 0.8 / (2 * (1 - 0.8));
  EXPECT_LT(error, 0.05 * expected);
  EXPECT_NEAR(mean, expected, 4 * error);
}

TEST(Servers, ImpatientCallersLeaveAsErlangASays) {
  Load const load{.arrivals = 5.5, .service = 1, .n_server = 5, .patience = 2};
  auto const [mean, error] = replicate(load, [](Seen const& seen) { return seen.abandoned; });
  auto const expected = erlang_a_abandoned(5.5, 1, 5, 0.5);
  EXPECT_LT(error, 0.05 * expected);
  EXPECT_NEAR(mean, expected, 4 * error);
}

TEST(Servers, PartTimeStaffWorkSlower) {
  Servers servers(1.5);  // two servers at three quarters of the pace
  EXPECT_EQ(servers.n_server(), 2U);
  EXPECT_EQ(servers.serve(0, 30), 40);
}

TEST(Servers, NewStaffTakeTheNextJob) {
  Servers servers(1);
  servers.serve(0, 100);
  EXPECT_EQ(servers.next_start(10), 100);
  servers.staff(2, 10);
  EXPECT_EQ(servers.next_start(10), 10);
  EXPECT_EQ(servers.backlog(10), 90);
}

}  // namespace
}  // namespace wardmote::world
