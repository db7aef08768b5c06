#include "analysis/estimate/summary.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include <boost/math/distributions/students_t.hpp>

namespace wardmote::estimate {

double mean(std::span<double const> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double quantile(std::span<double const> values, double p) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::vector<double> sorted(values.begin(), values.end());
  std::ranges::sort(sorted);
  auto const place = p * static_cast<double>(sorted.size() - 1);
  auto const below = static_cast<std::size_t>(place);
  auto const above = std::min(below + 1, sorted.size() - 1);
  auto const part = place - static_cast<double>(below);
  return sorted[below] + part * (sorted[above] - sorted[below]);
}

std::vector<double> ranks(std::span<double const> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
  std::vector<double> rank(values.size());
  for (std::size_t first = 0; first < order.size();) {
    auto last = first;
    while (last + 1 < order.size() && values[order[last + 1]] == values[order[first]]) ++last;
    auto const shared = 1 + 0.5 * static_cast<double>(first + last);
    for (auto i = first; i <= last; ++i) rank[order[i]] = shared;
    first = last + 1;
  }
  return rank;
}

RankCorrelation rank_correlation(std::span<double const> x, std::span<double const> y) {
  auto const n = x.size();
  if (n < 3) return {};
  auto const rank_x = ranks(x), rank_y = ranks(y);
  auto const middle = 0.5 * static_cast<double>(n + 1);
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t i = 0; i < n; ++i) {
    auto const dx = rank_x[i] - middle, dy = rank_y[i] - middle;
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  if (xx == 0 || yy == 0) return {};
  auto const rho = std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0);
  // of n! orders two are as far apart as can be: no correlation of few values is rarer than that
  auto const rarest = 2 / std::tgamma(static_cast<double>(n) + 1);
  if (std::abs(rho) == 1) return {rho, rarest};
  auto const t = rho * std::sqrt(static_cast<double>(n - 2) / (1 - rho * rho));
  boost::math::students_t const student(static_cast<double>(n - 2));
  return {rho, std::max(rarest, 2 * boost::math::cdf(boost::math::complement(student, std::abs(t))))};
}

}  // namespace wardmote::estimate
