/// \file
/// Distributions over Draws: the same values on every x86-64, whatever its vector units.
///
/// Each takes its words from the Draws it is given, in order; how many depends on the values drawn (rejection), never
/// on the platform. Preconditions are checked in debug builds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "engine/kernel/check.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/kernel/random.hpp"

namespace wardmote::kernel {

namespace detail {

inline constexpr std::size_t n_ziggurat_layer = 256;

/// Marsaglia & Tsang's ziggurat for a density that falls from 1 at 0.
struct ZigguratTable {
  struct Layer {
    double scale;       // layer's width / 2^52
    std::int64_t sure;  // positions below this are under the curve
  };
  std::array<Layer, n_ziggurat_layer> reach;
  std::array<double, n_ziggurat_layer + 1> height;  // density at the outer edge of each layer
  double tail_start;
};
extern ZigguratTable const exponential_ziggurat;
extern ZigguratTable const normal_ziggurat;

/// The rare rest of a ziggurat draw: the tail, or the wedge under the curve, or a fresh start.
/// They take and return the Draws by value, so that on the common path it can live in registers.
struct Rest {
  double value;
  Draws draws;
};
[[nodiscard]] Rest exponential_rest(Draws draws, std::size_t layer, double x);
[[nodiscard]] Rest normal_rest(Draws draws, std::uint64_t bits, std::size_t layer, double x);

}  // namespace detail

/// Exponential with mean 1. Two words in 98.9 % of draws.
[[nodiscard]] inline double exponential(Draws& draws) {
  auto const bits = draws.bits64();
  auto const layer = static_cast<std::size_t>(bits & 255U);
  auto const [scale, sure] = detail::exponential_ziggurat.reach[layer];
  auto const position = static_cast<std::int64_t>(bits >> 12);
  auto const x = static_cast<double>(position) * scale;
  if (position < sure) [[likely]]
    return x;
  auto const rest = detail::exponential_rest(draws, layer, x);
  draws = rest.draws;
  return rest.value;
}

/// Exponential with the given mean. Precondition: mean >= 0.
[[nodiscard]] inline double exponential(Draws& draws, double mean) {
  WARDMOTE_EXPECTS(mean >= 0.0, "the mean of an exponential is not negative");
  return mean * exponential(draws);
}

/// Standard normal. Two words in 98.8 % of draws.
[[nodiscard]] inline double normal(Draws& draws) {
  auto const bits = draws.bits64();
  auto const layer = static_cast<std::size_t>(bits & 255U);
  auto const [scale, sure] = detail::normal_ziggurat.reach[layer];
  auto const position = static_cast<std::int64_t>(bits >> 12);
  auto const x = static_cast<double>(position) * scale;
  if (position < sure) [[likely]]
    return (bits & 256U) != 0 ? -x : x;
  auto const rest = detail::normal_rest(draws, bits, layer, x);
  draws = rest.draws;
  return rest.value;
}

/// Normal with the given mean and standard deviation. Precondition: sd >= 0.
[[nodiscard]] inline double normal(Draws& draws, double mean, double sd) {
  WARDMOTE_EXPECTS(sd >= 0.0, "a standard deviation is not negative");
  return mean + sd * normal(draws);
}

/// Lognormal by its median and the standard deviation of its logarithm. Precondition: median > 0, sigma >= 0.
[[nodiscard]] inline double lognormal(Draws& draws, double median, double sigma) {
  WARDMOTE_EXPECTS(median > 0.0 && sigma >= 0.0, "a lognormal has a positive median and sigma >= 0");
  return median * exp(sigma * normal(draws));
}

/// True with probability p, exact to 2^-52. Two words. Precondition: p in [0, 1].
[[nodiscard]] inline bool bernoulli(Draws& draws, double p) {
  WARDMOTE_EXPECTS(p >= 0.0 && p <= 1.0, "a probability is in [0, 1]");
  return draws.uniform() < p;
}

/// Uniform on [low, high). Two words. Precondition: low <= high.
[[nodiscard]] inline double uniform_between(Draws& draws, double low, double high) {
  WARDMOTE_EXPECTS(low <= high, "an interval runs from low to high");
  return low + (high - low) * draws.uniform();
}

/// Uniform on {0, ..., n - 1}, exactly. One word, rarely more.
/// Precondition: n > 0. Source: Lemire (2019), ACM TOMACS 29(1):3.
[[nodiscard]] inline std::uint32_t index(Draws& draws, std::uint32_t n) {
  WARDMOTE_EXPECTS(n > 0, "an index needs something to point at");
  auto product = std::uint64_t{draws()} * n;
  if (auto low = static_cast<std::uint32_t>(product); low < n) [[unlikely]] {
    auto const threshold = (0U - n) % n;
    while (low < threshold) {
      product = std::uint64_t{draws()} * n;
      low = static_cast<std::uint32_t>(product);
    }
  }
  return static_cast<std::uint32_t>(product >> 32);
}

/// Poisson. Precondition: mean in [0, 1e9].
/// Source: inversion by sequential search below 10, else transformed rejection PTRS, Hoermann (1993), Insurance:
/// Mathematics and Economics 12:39-45.
[[nodiscard]] std::uint32_t poisson(Draws& draws, double mean);

/// Gamma with mean shape * scale. Precondition: shape > 0, scale >= 0.
/// Source: Marsaglia & Tsang (2000), ACM TOMS 26(3):363-372; below shape 1 their boost by a power of a uniform.
[[nodiscard]] double gamma(Draws& draws, double shape, double scale);

/// Beta on [0, 1]. Precondition: a > 0, b > 0.
[[nodiscard]] double beta(Draws& draws, double a, double b);

/// Number of successes in n independent trials. Precondition: p in [0, 1]. Cost grows with n * min(p, 1 - p).
[[nodiscard]] std::uint32_t binomial(Draws& draws, std::uint32_t n, double p);

/// The quantile u of a Pareto law cut at both ends, density ~ x^-(alpha + 1) on [low, high].
/// Precondition: u in [0, 1], alpha > 0, 0 < low <= high.
[[nodiscard]] double pareto_bounded_quantile(double u, double alpha, double low, double high);
[[nodiscard]] inline double pareto_bounded(Draws& draws, double alpha, double low, double high) {
  return pareto_bounded_quantile(draws.uniform(), alpha, low, high);
}

/// Index i with probability weight[i] / sum by one pass over the weights. Two words.
/// Precondition: weights are not negative, their sum is positive and finite.
[[nodiscard]] std::size_t discrete(Draws& draws, std::span<double const> weight);

/// The same law for many draws: O(n) to build, O(1) and two words a draw. Values differ from discrete()'s.
/// Source: Walker's alias method as built by Vose (1991), IEEE Trans. Software Engineering 17(9):972-975.
class DiscreteTable {
 public:
  explicit DiscreteTable(std::span<double const> weight);

  [[nodiscard]] std::uint32_t operator()(Draws& draws) const {
    auto const column = index(draws, static_cast<std::uint32_t>(column_.size()));
    return draws.uniform32() < column_[column].stay ? column : column_[column].alias;
  }
  [[nodiscard]] std::size_t size() const { return column_.size(); }

 private:
  struct Column {
    double stay;          // probability of keeping the column's own index
    std::uint32_t alias;  // taken otherwise
  };
  std::vector<Column> column_;  // [n_weight]
};

}  // namespace wardmote::kernel
