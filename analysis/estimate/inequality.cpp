#include "analysis/estimate/inequality.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wardmote::estimate {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Mean over people of a function of what they have.
template <class Function>
double mean_of(Spread const& groups, Function&& function) {
  double sum = 0;
  for (std::size_t g = 0; g < groups.values.size(); ++g) {
    if (groups.weights[g] > 0) sum += groups.weights[g] * function(groups.values[g]);
  }
  return sum / std::accumulate(groups.weights.begin(), groups.weights.end(), 0.0);
}

}  // namespace

double mean(Spread const& groups) {
  return mean_of(groups, [](double y) { return y; });
}

double equally_distributed_equivalent(Spread const& groups, double aversion) {
  auto least = std::numeric_limits<double>::infinity();
  for (std::size_t g = 0; g < groups.values.size(); ++g) {
    if (groups.weights[g] > 0) least = std::min(least, groups.values[g]);
  }
  if (!(least > 0) || !std::isfinite(least)) return nan;
  if (std::isinf(aversion)) return least;
  if (aversion == 1) return std::exp(mean_of(groups, [](double y) { return std::log(y); }));
  auto const power = 1 - aversion;
  return std::pow(mean_of(groups, [&](double y) { return std::pow(y, power); }), 1 / power);
}

double atkinson(Spread const& groups, double aversion) {
  return 1 - equally_distributed_equivalent(groups, aversion) / mean(groups);
}

double concentration_index(Spread const& groups) {
  auto const all = std::accumulate(groups.weights.begin(), groups.weights.end(), 0.0);
  auto const level = mean(groups);
  if (level == 0) return nan;
  double below = 0, sum = 0;
  for (std::size_t g = 0; g < groups.values.size(); ++g) {
    auto const share = groups.weights[g] / all;
    sum += share * (groups.values[g] - level) * (below + share / 2 - 0.5);
    below += share;
  }
  return 2 * sum / level;
}

}  // namespace wardmote::estimate
