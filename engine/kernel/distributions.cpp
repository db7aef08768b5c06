#include "engine/kernel/distributions.hpp"

#include <algorithm>
#include <cmath>

namespace wardmote::kernel {

namespace detail {

Rest exponential_rest(Draws draws, std::size_t layer, double x) {
  auto const& table = exponential_ziggurat;
  for (auto start = 0.0;;) {
    if (layer == 0) {
      start += table.tail_start;  // memoryless: the tail is the whole law again, further out
    } else {
      auto const low = table.height[layer], high = table.height[layer + 1];
      if (low + draws.uniform() * (high - low) < exp(-x)) return {start + x, draws};
    }
    // a fresh draw
    auto const bits = draws.bits64();
    layer = static_cast<std::size_t>(bits & 255U);
    auto const position = static_cast<std::int64_t>(bits >> 12);
    x = static_cast<double>(position) * table.reach[layer].scale;
    if (position < table.reach[layer].sure) return {start + x, draws};
  }
}

Rest normal_rest(Draws draws, std::uint64_t bits, std::size_t layer, double x) {
  auto const& table = normal_ziggurat;
  for (;;) {
    auto const sign = (bits & 256U) != 0 ? -1.0 : 1.0;
    if (layer == 0) {
      // Marsaglia's tail: accept x = -log(u1) / r where -2 log(u2) > x^2
      for (;;) {
        auto const step = exponential(draws) / table.tail_start;
        if (2.0 * exponential(draws) > step * step) return {sign * (table.tail_start + step), draws};
      }
    }
    auto const low = table.height[layer], high = table.height[layer + 1];
    if (low + draws.uniform() * (high - low) < exp(-0.5 * x * x)) return {sign * x, draws};
    // a fresh draw
    bits = draws.bits64();
    layer = static_cast<std::size_t>(bits & 255U);
    auto const position = static_cast<std::int64_t>(bits >> 12);
    x = static_cast<double>(position) * table.reach[layer].scale;
    if (position < table.reach[layer].sure) return {(bits & 256U) != 0 ? -x : x, draws};
  }
}

}  // namespace detail

namespace {

/// log(k!), Stirling's series beyond a small table; error below 1e-12.
double log_factorial(double k) {
  static constexpr std::array small{0.0,
                                    0.0,
                                    0.69314718055994531,
                                    1.79175946922805500,
                                    3.17805383034794562,
                                    4.78749174278204599,
                                    6.57925121201010100,
                                    8.52516136106541430,
                                    10.60460290274525023,
                                    12.80182748008146961};
  if (k < 10.0) return small[static_cast<std::size_t>(k)];
  auto const x = k + 1.0, x2 = x * x;
  auto const series = (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - 1.0 / (1680.0 * x2)) / x2) / x2) / x;
  return (x - 0.5) * log(x) - x + 0.91893853320467274178 + series;  // log(sqrt(2 pi))
}

std::uint32_t poisson_by_search(Draws& draws, double mean) {
  auto u = draws.uniform();
  auto p = exp(-mean);
  std::uint32_t k = 0;
  while (u > p && k < 1000) {  // beyond 1000 nothing is left of any mean below 10
    u -= p;
    ++k;
    p *= mean / k;
  }
  return k;
}

}  // namespace

std::uint32_t poisson(Draws& draws, double mean) {
  WARDMOTE_EXPECTS(mean >= 0.0 && mean <= 1e9, "a Poisson mean is in [0, 1e9]");
  if (!(mean > 0.0)) return 0;
  if (mean < 10.0) return poisson_by_search(draws, mean);
  // PTRS: a transformed uniform, most often accepted at once
  auto const log_mean = log(mean);
  auto const b = 0.931 + 2.53 * sqrt(mean);
  auto const a = -0.059 + 0.02483 * b;
  auto const inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
  auto const v_r = 0.9277 - 3.6224 / (b - 2.0);
  for (;;) {
    auto const u = draws.uniform() - 0.5;
    auto const v = draws.uniform();
    auto const us = 0.5 - std::fabs(u);
    auto const k = std::floor((2.0 * a / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= v_r) return static_cast<std::uint32_t>(k);
    if (k < 0.0 || k > 4e9 || (us < 0.013 && v > us)) continue;
    if (log(v) + log(inverse_alpha) - log(a / (us * us) + b) <= k * log_mean - mean - log_factorial(k))
      return static_cast<std::uint32_t>(k);
  }
}

double gamma(Draws& draws, double shape, double scale) {
  WARDMOTE_EXPECTS(shape > 0.0 && scale >= 0.0, "a gamma has a positive shape and a scale >= 0");
  if (shape < 1.0) {
    auto const u = draws.uniform();
    return gamma(draws, shape + 1.0, scale) * pow(u, 1.0 / shape);
  }
  auto const d = shape - 1.0 / 3.0;
  auto const c = 1.0 / sqrt(9.0 * d);
  for (;;) {
    auto const x = normal(draws);
    auto const root = 1.0 + c * x;
    if (root <= 0.0) continue;
    auto const v = root * root * root;
    auto const u = draws.uniform();
    auto const x2 = x * x;
    if (u < 1.0 - 0.0331 * x2 * x2) return d * v * scale;
    if (log(u) < 0.5 * x2 + d * (1.0 - v + log(v))) return d * v * scale;
  }
}

double beta(Draws& draws, double a, double b) {
  WARDMOTE_EXPECTS(a > 0.0 && b > 0.0, "a beta has positive shapes");
  auto const x = gamma(draws, a, 1.0);
  auto const y = gamma(draws, b, 1.0);
  return x + y > 0.0 ? x / (x + y) : (bernoulli(draws, a / (a + b)) ? 1.0 : 0.0);  // both underflowed: an end
}

std::uint32_t binomial(Draws& draws, std::uint32_t n, double p) {
  WARDMOTE_EXPECTS(p >= 0.0 && p <= 1.0, "a probability is in [0, 1]");
  if (p > 0.5) return n - binomial(draws, n, 1.0 - p);
  if (!(p > 0.0)) return 0;
  // distances between successes are geometric (Devroye 1986, sec. X.4.3)
  auto const log_q = log1p(-p);
  std::uint32_t n_success = 0;
  for (auto place = 0.0;; ++n_success) {
    place += std::floor(-exponential(draws) / log_q) + 1.0;
    if (place > static_cast<double>(n)) return n_success;
  }
}

double pareto_bounded_quantile(double u, double alpha, double low, double high) {
  WARDMOTE_EXPECTS(u >= 0.0 && u <= 1.0, "a quantile's level is in [0, 1]");
  WARDMOTE_EXPECTS(alpha > 0.0 && low > 0.0 && low <= high, "a bounded Pareto has alpha > 0 and 0 < low <= high");
  auto const kept = -expm1(alpha * log(low / high));  // share of the unbounded law that lies below `high`
  auto const x = low * exp(-log1p(-u * kept) / alpha);
  return std::clamp(x, low, high);
}

std::size_t discrete(Draws& draws, std::span<double const> weight) {
  auto sum = 0.0;
  for (auto const w : weight) {
    WARDMOTE_EXPECTS(w >= 0.0, "a weight is not negative");
    sum += w;
  }
  WARDMOTE_EXPECTS(sum > 0.0 && sum < std::numeric_limits<double>::infinity(), "weights have a positive, finite sum");
  auto rest = draws.uniform() * sum;
  std::size_t last = 0;  // the last index that can be drawn, for a remainder lost to rounding
  for (std::size_t i = 0; i < weight.size(); ++i) {
    if (!(weight[i] > 0.0)) continue;
    if (rest < weight[i]) return i;
    rest -= weight[i];
    last = i;
  }
  return last;
}

DiscreteTable::DiscreteTable(std::span<double const> weight) : column_(weight.size()) {
  auto sum = 0.0;
  for (auto const w : weight) {
    WARDMOTE_ALWAYS(w >= 0.0, "a weight is not negative");
    sum += w;
  }
  WARDMOTE_ALWAYS(sum > 0.0 && sum < std::numeric_limits<double>::infinity(), "weights have a positive, finite sum");
  WARDMOTE_ALWAYS(weight.size() <= 0xFFFFFFFFU, "a table has fewer than 2^32 columns");

  // each column holds one share; the poor are filled up by the rich
  auto const n = weight.size();
  std::vector<double> share(n);
  std::vector<std::uint32_t> poor, rich;
  for (std::size_t i = 0; i < n; ++i) {
    share[i] = weight[i] / sum * static_cast<double>(n);
    (share[i] < 1.0 ? poor : rich).push_back(static_cast<std::uint32_t>(i));
  }
  while (!poor.empty() && !rich.empty()) {
    auto const p = poor.back(), r = rich.back();
    poor.pop_back();
    column_[p] = {share[p], r};
    share[r] -= 1.0 - share[p];
    if (share[r] < 1.0) {
      rich.pop_back();
      poor.push_back(r);
    }
  }
  // what is left is one share up to rounding; a weight of zero stays out of reach
  for (auto const i : rich) column_[i] = {1.0, i};
  auto const heaviest = static_cast<std::uint32_t>(std::max_element(weight.begin(), weight.end()) - weight.begin());
  for (auto const i : poor) column_[i] = weight[i] > 0.0 ? Column{1.0, i} : Column{0.0, heaviest};
}

}  // namespace wardmote::kernel
