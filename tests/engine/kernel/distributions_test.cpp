#include "engine/kernel/distributions.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/exponential.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/pareto.hpp>
#include <boost/math/distributions/poisson.hpp>
#include <gtest/gtest.h>

namespace wardmote::kernel {
namespace {

RandomStreams const streams{{42, 0}, 0};
constexpr int n_draw = 100'000;

using Cdf = std::function<double(double)>;

/// Kolmogorov-Smirnov distance of a sample to a continuous law, times sqrt(n): beyond 2.2 once in 8,000 samples.
double kolmogorov_smirnov(std::vector<double> sample, Cdf const& cdf) {
  std::sort(sample.begin(), sample.end());
  auto const n = static_cast<double>(sample.size());
  double worst = 0;
  for (std::size_t i = 0; i < sample.size(); ++i) {
    auto const f = cdf(sample[i]);
    worst = std::max({worst, f - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - f});
  }
  return worst * std::sqrt(n);
}

struct Continuous {
  std::string name;
  std::function<double(Draws&)> draw;
  Cdf cdf;
  double mean, sd;
};

template <class Law>
Continuous law(std::string name, std::function<double(Draws&)> draw, Law boost) {
  return {std::move(name), std::move(draw), [boost](double x) { return boost::math::cdf(boost, x); },
          boost::math::mean(boost), boost::math::standard_deviation(boost)};
}

std::vector<Continuous> continuous_laws() {
  namespace bm = boost::math;
  std::vector<Continuous> laws;
  laws.push_back(law(
      "exponential", [](Draws& d) { return exponential(d, 3.0); }, bm::exponential(1 / 3.0)));
  laws.push_back(law(
      "normal", [](Draws& d) { return normal(d); }, bm::normal()));
  laws.push_back(law(
      "normal(5, 2)", [](Draws& d) { return normal(d, 5.0, 2.0); }, bm::normal(5.0, 2.0)));
  laws.push_back(law(
      "lognormal", [](Draws& d) { return lognormal(d, 4.0, 0.6); }, bm::lognormal(std::log(4.0), 0.6)));
  for (auto const shape : {0.2, 0.9, 1.0, 2.5, 50.0})
    laws.push_back(law(
        "gamma " + std::to_string(shape), [shape](Draws& d) { return gamma(d, shape, 2.0); },
        bm::gamma_distribution<>(shape, 2.0)));
  laws.push_back(law(
      "beta", [](Draws& d) { return beta(d, 2.0, 5.0); }, bm::beta_distribution<>(2.0, 5.0)));
  // a Pareto law cut at 100: its share below that, rescaled
  auto const pareto = bm::pareto_distribution<>(1.0, 1.5);
  auto const kept = bm::cdf(pareto, 100.0);
  auto const moment = [](double k) {  // of order k
    return 1.5 * (std::pow(100.0, k - 1.5) - 1.0) / (k - 1.5) / (1.0 - std::pow(100.0, -1.5));
  };
  laws.push_back({"pareto_bounded", [](Draws& d) { return pareto_bounded(d, 1.5, 1.0, 100.0); },
                  [=](double x) { return bm::cdf(pareto, x) / kept; }, moment(1.0),
                  std::sqrt(moment(2.0) - moment(1.0) * moment(1.0))});
  laws.push_back(
      {"uniform", [](Draws& d) { return d.uniform(); }, [](double x) { return x; }, 0.5, std::sqrt(1 / 12.0)});
  laws.push_back(
      {"uniform32", [](Draws& d) { return d.uniform32(); }, [](double x) { return x; }, 0.5, std::sqrt(1 / 12.0)});
  return laws;
}

TEST(Distributions, ContinuousLawsAgreeWithBoostMath) {
  std::uint32_t which = 0;
  for (auto const& law : continuous_laws()) {
    // one entity each draw: the keyed way, and no hiding behind one long stream
    std::vector<double> sample(n_draw);
    for (std::uint32_t i = 0; i < n_draw; ++i) {
      auto draws = streams.draws(Purpose{1}, i, which);
      sample[i] = law.draw(draws);
    }
    ++which;
    auto sum = 0.0;
    for (auto const x : sample) sum += x;
    EXPECT_NEAR(sum / n_draw, law.mean, 4 * law.sd / std::sqrt(n_draw)) << law.name;
    EXPECT_LT(kolmogorov_smirnov(sample, law.cdf), 2.2) << law.name;
    // the tails, where a ziggurat would go wrong: counts beyond p = 1e-3 on both sides
    auto const expected = n_draw * 1e-3;
    auto const low = std::count_if(sample.begin(), sample.end(), [&](double x) { return law.cdf(x) < 1e-3; });
    auto const high = std::count_if(sample.begin(), sample.end(), [&](double x) { return law.cdf(x) > 1 - 1e-3; });
    EXPECT_NEAR(static_cast<double>(low), expected, 4.5 * std::sqrt(expected)) << law.name;
    EXPECT_NEAR(static_cast<double>(high), expected, 4.5 * std::sqrt(expected)) << law.name;
  }
}

TEST(Distributions, TheTestAboveWouldNoticeAWrongLaw) {
  std::vector<double> sample(n_draw);
  auto draws = streams.draws(Purpose{1}, 0);
  for (auto& x : sample) x = normal(draws) * 1.03;
  boost::math::normal const standard;
  EXPECT_GT(kolmogorov_smirnov(sample, [&](double x) { return boost::math::cdf(standard, x); }), 2.2)
      << "three per cent too wide already shows";
}

TEST(Distributions, FarTailsOfTheZigguratsAreReached) {
  // behind the ziggurats' ends, at 7.697 and 3.654
  auto draws = streams.draws(Purpose{2}, 0);
  constexpr auto n = 4'000'000;
  auto n_exponential = 0, n_normal = 0;
  for (int i = 0; i < n; ++i) {
    n_exponential += exponential(draws) > 10.0;
    n_normal += std::fabs(normal(draws)) > 4.0;
  }
  auto const check = [](int count, double p) { EXPECT_NEAR(count, n * p, 4 * std::sqrt(n * p)); };
  check(n_exponential, std::exp(-10.0));
  check(n_normal, 2 * boost::math::cdf(boost::math::normal(), -4.0));
}

/// p value of counts against probabilities, cells with few expected joined.
double chi_squared_p(std::vector<double> const& count, std::vector<double> const& probability, double n) {
  double statistic = 0, observed = 0, expected = 0, freedom = -1;
  for (std::size_t i = 0; i < count.size(); ++i) {
    observed += count[i];
    expected += n * probability[i];
    if (expected < 20 && i + 1 < count.size()) continue;
    if (expected > 0) statistic += (observed - expected) * (observed - expected) / expected, ++freedom;
    observed = expected = 0;
  }
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(std::max(freedom, 1.0)), statistic));
}

template <class Law, class Draw>
void expect_counts(std::string const& name, Law const& boost, Draw draw, std::size_t n_cell) {
  std::vector<double> count(n_cell), probability(n_cell);
  for (std::size_t k = 0; k + 1 < n_cell; ++k) probability[k] = boost::math::pdf(boost, static_cast<double>(k));
  probability.back() = boost::math::cdf(boost::math::complement(boost, static_cast<double>(n_cell - 2)));
  for (std::uint32_t i = 0; i < n_draw; ++i) {
    auto draws = streams.draws(Purpose{3}, i);
    ++count[std::min<std::size_t>(draw(draws), n_cell - 1)];
  }
  EXPECT_GT(chi_squared_p(count, probability, n_draw), 1e-4) << name;
}

TEST(Distributions, CountsAgreeWithBoostMath) {
  for (auto const mean : {0.05, 1.0, 9.9, 10.1, 40.0, 900.0})
    expect_counts(
        "poisson " + std::to_string(mean), boost::math::poisson_distribution<>(mean),
        [mean](Draws& d) { return poisson(d, mean); }, static_cast<std::size_t>(mean + 10 * std::sqrt(mean) + 10));
  for (auto const p : {0.02, 0.4, 0.9})
    expect_counts(
        "binomial " + std::to_string(p), boost::math::binomial_distribution<>(30, p),
        [p](Draws& d) { return binomial(d, 30, p); }, 32);
}

TEST(Distributions, IndexAndTableHitEachItemByItsWeight) {
  std::vector<double> const weight{3.0, 0.0, 1.0, 0.5, 10.0, 0.0, 2.5, 1e-9};
  DiscreteTable const table{weight};
  std::vector<double> by_table(8), by_pass(8), by_index(7), even(7, 1 / 7.0), share(8);
  for (std::size_t i = 0; i < 8; ++i) share[i] = weight[i] / 17.000000001;
  for (std::uint32_t i = 0; i < n_draw; ++i) {
    auto draws = streams.draws(Purpose{4}, i);
    ++by_table[table(draws)];
    ++by_pass[discrete(draws, weight)];
    ++by_index[index(draws, 7)];
  }
  EXPECT_GT(chi_squared_p(by_table, share, n_draw), 1e-4);
  EXPECT_GT(chi_squared_p(by_pass, share, n_draw), 1e-4);
  EXPECT_GT(chi_squared_p(by_index, even, n_draw), 1e-4);
  EXPECT_EQ(by_table[1] + by_table[5] + by_pass[1] + by_pass[5], 0.0) << "no weight, no draw";
}

TEST(Distributions, CertaintiesAreCertain) {
  auto draws = streams.draws(Purpose{5}, 0);
  std::vector<double> const single{0.0, 2.0};
  for (int i = 0; i < 1000; ++i) {
    EXPECT_FALSE(bernoulli(draws, 0.0));
    EXPECT_TRUE(bernoulli(draws, 1.0));
    EXPECT_EQ(poisson(draws, 0.0), 0U);
    EXPECT_EQ(binomial(draws, 5, 0.0), 0U);
    EXPECT_EQ(binomial(draws, 5, 1.0), 5U);
    EXPECT_EQ(index(draws, 1), 0U);
    EXPECT_EQ(discrete(draws, single), 1U);
    EXPECT_EQ(DiscreteTable{single}(draws), 1U);
    EXPECT_EQ(exponential(draws, 0.0), 0.0);
    EXPECT_EQ(pareto_bounded(draws, 2.0, 3.0, 3.0), 3.0);
  }
  EXPECT_EQ(pareto_bounded_quantile(0.0, 1.5, 2.0, 50.0), 2.0);
  EXPECT_NEAR(pareto_bounded_quantile(1.0, 1.5, 2.0, 50.0), 50.0, 1e-12);
}

#if WARDMOTE_CHECKS
TEST(DistributionsDeathTest, NonsenseParametersAreCaught) {
  auto draws = streams.draws(Purpose{6}, 0);
  EXPECT_DEATH(static_cast<void>(bernoulli(draws, 1.1)), "a probability is in");
  EXPECT_DEATH(static_cast<void>(exponential(draws, -1.0)), "mean of an exponential");
  EXPECT_DEATH(static_cast<void>(gamma(draws, 0.0, 1.0)), "positive shape");
  EXPECT_DEATH(static_cast<void>(index(draws, 0)), "something to point at");
}
#endif

// The first million draws of each law, as one digest computed once: the same on every CPU, with and without FMA.
TEST(Distributions, GiveTheSameBitsOnEveryMachine) {
  std::uint64_t digest = 0;
  auto const add = [&digest](double x) { digest = (digest ^ std::bit_cast<std::uint64_t>(x)) * 0x9E3779B97F4A7C15U; };
  std::vector<double> const weight{3.0, 0.0, 1.0, 0.5, 10.0};
  DiscreteTable const table{weight};
  std::vector<std::function<double(Draws&)>> const laws{
      [](Draws& d) { return d.uniform(); },
      [](Draws& d) { return d.uniform32(); },
      [](Draws& d) { return exponential(d); },
      [](Draws& d) { return normal(d); },
      [](Draws& d) { return lognormal(d, 2.0, 0.7); },
      [](Draws& d) { return gamma(d, 0.3, 2.0); },
      [](Draws& d) { return gamma(d, 3.3, 2.0); },
      [](Draws& d) { return beta(d, 1.5, 0.5); },
      [](Draws& d) { return pareto_bounded(d, 1.2, 1.0, 1e6); },
      [](Draws& d) { return bernoulli(d, 0.3) ? 1.0 : 0.0; },
      [](Draws& d) { return static_cast<double>(index(d, 12345)); },
      [](Draws& d) { return static_cast<double>(poisson(d, 4.0)); },
      [](Draws& d) { return static_cast<double>(poisson(d, 400.0)); },
      [](Draws& d) { return static_cast<double>(binomial(d, 20, 0.2)); },
      [&](Draws& d) { return static_cast<double>(discrete(d, weight)); },
      [&](Draws& d) { return static_cast<double>(table(d)); },
  };
  for (std::uint32_t l = 0; l < laws.size(); ++l) {
    auto draws = streams.draws(Purpose{7}, l);
    for (int i = 0; i < 1'000'000; ++i) add(laws[l](draws));
  }
  EXPECT_EQ(digest, 0xDD108D9A03A77976U);
}

}  // namespace
}  // namespace wardmote::kernel
