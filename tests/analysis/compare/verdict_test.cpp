#include "analysis/compare/verdict.hpp"

#include <cmath>
#include <limits>
#include <random>
#include <vector>

#include <gmock/gmock.h>

#include "analysis/estimate/components.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::compare {
namespace {

constexpr double matters = 2;

std::vector<double> worlds(std::size_t n, double gain) { return std::vector<double>(n, gain); }
std::vector<double> worlds(std::size_t n, double gain, std::size_t n_other, double other) {
  auto gains = worlds(n, gain);
  gains.insert(gains.end(), n_other, other);
  return gains;
}

Judgement judged(std::vector<double> const& gains, double error = 0, bool guard = false, std::size_t n_family = 1) {
  return judge(gains, std::vector<double>(gains.size(), error), matters, guard, {.n_family = n_family});
}

TEST(Verdict, FollowsTheShareOfWorlds) {
  EXPECT_EQ(judged(worlds(29, 3, 3, 0)).verdict, Verdict::better);  // 29 of 32 is 0.906
  EXPECT_EQ(judged(worlds(28, 3, 4, 0)).verdict, Verdict::cannot_tell);
  EXPECT_EQ(judged(worlds(29, -3, 3, 0)).verdict, Verdict::worse);
  EXPECT_EQ(judged(worlds(29, 1, 3, 5)).verdict, Verdict::no_difference);
  EXPECT_EQ(judged(worlds(16, 1, 16, 5)).verdict, Verdict::cannot_tell);
}

TEST(Verdict, OnlyMoreThanWhatMattersIsBetter) {
  EXPECT_EQ(judged(worlds(32, matters)).verdict, Verdict::no_difference);
  EXPECT_EQ(judged(worlds(32, -matters)).verdict, Verdict::no_difference);
  EXPECT_EQ(judged(worlds(32, std::nextafter(matters, 3))).verdict, Verdict::better);
}

TEST(Verdict, AGuardMustOnlyNotGetWorse) {
  EXPECT_EQ(judged(worlds(16, 1, 16, 5), 0, true).verdict, Verdict::not_worse);
  EXPECT_EQ(judged(worlds(32, 5), 0, true).verdict, Verdict::better);
  EXPECT_EQ(judged(worlds(32, 0), 0, true).verdict, Verdict::no_difference);
  EXPECT_EQ(judged(worlds(32, -5), 0, true).verdict, Verdict::worse);
  EXPECT_EQ(judged(worlds(16, -5, 16, 1), 0, true).verdict, Verdict::cannot_tell);
}

// All of n agree: the interval's lower end is (alpha / 2F)^(1 / n); with F = 48 it passes one half at n = 11.
TEST(Verdict, AFewWorldsSayNothing) {
  EXPECT_EQ(judged(worlds(10, 9), 0, false, 48).verdict, Verdict::cannot_tell);
  EXPECT_EQ(judged(worlds(10, 9), 0, false, 48).doubt, Doubt::runs);
  EXPECT_EQ(judged(worlds(11, 9), 0, false, 48).verdict, Verdict::better);
  EXPECT_EQ(judged({}).verdict, Verdict::cannot_tell);
  EXPECT_EQ(judged({9}).doubt, Doubt::runs);
}

TEST(Verdict, AWorldWithoutAValueAgreesWithNothing) {
  auto gains = worlds(28, 5);
  EXPECT_EQ(judged(gains).verdict, Verdict::better);
  gains.insert(gains.end(), 4, std::numeric_limits<double>::quiet_NaN());
  auto const judgement = judged(gains);
  EXPECT_EQ(judgement.verdict, Verdict::cannot_tell);
  EXPECT_EQ(judgement.doubt, Doubt::runs) << "the missing runs could still decide it";
  EXPECT_EQ(judgement.n_world, 32u);
}

TEST(Verdict, TellsIgnoranceFromTooFewRuns) {
  EXPECT_EQ(judged(worlds(50, 5, 50, -5)).doubt, Doubt::knowledge);
  EXPECT_EQ(judged(worlds(85, 5, 15, -5)).doubt, Doubt::runs) << "0.85 of 100 does not contradict 0.9";
  // half of the worlds a little below the edge: chance may have put them there
  EXPECT_EQ(judged(worlds(50, 5, 50, 1.5), 0.1).doubt, Doubt::knowledge);
  EXPECT_EQ(judged(worlds(50, 5, 50, 1.5), 0.5).doubt, Doubt::runs);
}

// ---- rates, counted ----

/// D_w and its errors from runs: worlds differ by `ignorance` about `centre`, replications by `chance`.
struct Simulated {
  std::vector<double> gains, errors;
};
Simulated simulate(std::mt19937_64& random, std::size_t n_world, double centre, double ignorance, double chance) {
  std::normal_distribution<double> normal;
  std::vector<std::vector<double>> runs(n_world);
  for (auto& world : runs) {
    auto const gain = centre + ignorance * normal(random);
    world = {gain + chance * normal(random), gain + chance * normal(random)};
  }
  auto const parts = estimate::components(runs);
  Simulated found;
  for (auto const& world : runs) {
    found.gains.push_back(estimate::mean(world));
    found.errors.push_back(std::sqrt(parts.within / 2));
  }
  return found;
}

// A/A: nothing differs but chance, so much of it that a replication says anything. 400 studies of 3 scenarios x 8
// outcomes: any false better or worse in at most 5 % of the studies (here far fewer), although single worlds often lie
// beyond what matters.
TEST(Verdict, AnAAStudySaysBetterOrWorseNoMoreOftenThanStated) {
  std::mt19937_64 random(7);
  constexpr int n_study = 400;
  int n_false = 0;
  std::size_t n_beyond = 0, n_all = 0;
  for (int study = 0; study < n_study; ++study) {
    auto any = false;
    for (int pair = 0; pair < 24; ++pair) {
      auto const [gains, errors] = simulate(random, 16, 0, 0, 20 * matters);
      auto const judgement = judge(gains, errors, matters, false, {.n_family = 24});
      any |= judgement.verdict == Verdict::better || judgement.verdict == Verdict::worse;
      n_beyond += judgement.better.n + judgement.worse.n;
      n_all += gains.size();
    }
    n_false += any;
  }
  EXPECT_GT(n_beyond, n_all * 4 / 5) << "too little chance to tempt anyone";
  EXPECT_LE(n_false, n_study * 0.05);
}

TEST(Verdict, PlantedEffectsGetTheirVerdict) {
  std::mt19937_64 random(3);
  constexpr int n = 300;
  auto const rate = [&](double centre, double ignorance, Verdict expected) {
    int hits = 0;
    for (int i = 0; i < n; ++i) {
      auto const [gains, errors] = simulate(random, 32, centre, ignorance, 0.5);
      hits += judge(gains, errors, matters, false, {.n_family = 48}).verdict == expected;
    }
    return static_cast<double>(hits) / n;
  };
  EXPECT_GE(rate(0, 0.5, Verdict::no_difference), 0.95);
  EXPECT_GE(rate(1, 0.2, Verdict::no_difference), 0.95);
  EXPECT_GE(rate(6, 1, Verdict::better), 0.95);
  EXPECT_GE(rate(-6, 1, Verdict::worse), 0.95);
  EXPECT_GE(rate(0, 6, Verdict::cannot_tell), 0.95) << "the sign depends on the world";
}

// Ten times the worlds never turn "we do not know enough" into "better" (in fewer than alpha of cases).
TEST(Verdict, MoreRunsDoNotCureIgnorance) {
  std::mt19937_64 random(9);
  int n_knowledge = 0, n_turned = 0;
  for (int i = 0; i < 400; ++i) {
    auto const centre = 2.0 + 0.01 * i;  // true shares of better from 0.5 to 0.98
    auto const [gains, errors] = simulate(random, 320, centre, 2, 0.2);
    std::vector<double> const first(gains.begin(), gains.begin() + 32),
        first_errors(errors.begin(), errors.begin() + 32);
    auto const early = judge(first, first_errors, matters, false, {});
    if (early.verdict != Verdict::cannot_tell || early.doubt != Doubt::knowledge) continue;
    ++n_knowledge;
    n_turned += judge(gains, errors, matters, false, {}).verdict == Verdict::better;
  }
  EXPECT_GT(n_knowledge, 100) << "too few cases to prove anything";
  EXPECT_LE(n_turned, n_knowledge * 0.05);
}

// The simultaneous intervals of a study's shares hold all at once at their level: 48 shares in each of 300 studies.
TEST(Verdict, IntervalsOfSharesHoldAllAtOnce) {
  std::mt19937_64 random(21);
  constexpr int n_study = 300;
  int n_missed = 0;
  std::normal_distribution<double> normal;
  for (int study = 0; study < n_study; ++study) {
    auto missed = false;
    for (int pair = 0; pair < 48; ++pair) {
      auto const centre = 0.1 * pair;
      std::vector<double> gains(32);
      for (auto& gain : gains) gain = centre + 2 * normal(random);
      auto const truth = 0.5 * std::erfc((matters - centre) / 2 / std::sqrt(2.0));  // P(gain > matters)
      auto const& share = judge(gains, std::vector<double>(32, 0.0), matters, false, {.n_family = 48}).better.share;
      missed |= truth < share.low || truth > share.high;
    }
    n_missed += missed;
  }
  EXPECT_LE(n_missed, n_study * 0.05);
}

}  // namespace
}  // namespace wardmote::compare
