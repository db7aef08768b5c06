#include "analysis/estimate/components.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/estimate/summary.hpp"

namespace wardmote::estimate {

namespace {
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
double square(double x) { return x * x; }
}  // namespace

double Components::chance_share() const {
  auto const all = within + between;
  return all > 0 ? within / all : nan;
}

Components components(std::span<std::vector<double> const> by_world) {
  // means of worlds and of all values
  Components found;
  std::vector<double> means;
  double sum = 0, sum_of_squared_sizes = 0;
  for (auto const& values : by_world) {
    if (values.empty()) continue;
    means.push_back(mean(values));
    found.n_value += values.size();
    sum += means.back() * static_cast<double>(values.size());
    sum_of_squared_sizes += square(static_cast<double>(values.size()));
  }
  found.n_world = means.size();
  found.mean = mean(means);
  auto const n = static_cast<double>(found.n_value), worlds = static_cast<double>(found.n_world);

  // sums of squares within and between
  double within = 0, between = 0, of_means = 0;
  std::size_t w = 0;
  for (auto const& values : by_world) {
    if (values.empty()) continue;
    for (auto const value : values) within += square(value - means[w]);
    between += static_cast<double>(values.size()) * square(means[w] - sum / n);
    of_means += square(means[w] - found.mean);
    ++w;
  }
  found.within = found.n_value > found.n_world ? within / (n - worlds) : nan;
  found.between = found.error = nan;
  if (found.n_world < 2) return found;
  found.error = std::sqrt(of_means / (worlds - 1) / worlds);
  auto const replications = (n - sum_of_squared_sizes / n) / (worlds - 1);
  found.between = std::max(0.0, (between / (worlds - 1) - found.within) / replications);
  if (std::isnan(found.within)) found.between = nan;
  return found;
}

}  // namespace wardmote::estimate
