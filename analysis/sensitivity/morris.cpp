#include "analysis/sensitivity/morris.hpp"

#include <cmath>
#include <limits>
#include <stdexcept>

#include "analysis/estimate/components.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::sensitivity {

std::vector<Screened> elementary_effects(std::span<std::vector<double> const> points,
                                         std::span<std::vector<double> const> values, double step) {
  if (points.empty() || points.size() % (points.front().size() + 1) != 0 || values.size() != points.size()) {
    throw std::invalid_argument("elementary effects need whole trajectories and a value at each point");
  }
  auto const n_factor = points.front().size();

  // effects of each factor, replication by replication
  std::vector<std::vector<std::vector<double>>> effects(n_factor);
  for (std::size_t p = 1; p < points.size(); ++p) {
    if (p % (n_factor + 1) == 0) continue;  // the next trajectory begins
    for (std::size_t f = 0; f < n_factor; ++f) {
      if (points[p][f] == points[p - 1][f]) continue;
      auto const way = points[p][f] > points[p - 1][f] ? step : -step;
      std::vector<double> effect;
      for (std::size_t r = 0; r < values[p].size(); ++r) {
        auto const one = (values[p][r] - values[p - 1][r]) / way;
        if (std::isfinite(one)) effect.push_back(one);
      }
      if (!effect.empty()) effects[f].push_back(std::move(effect));
    }
  }

  std::vector<Screened> screened;
  for (auto const& of_factor : effects) {
    auto& found = screened.emplace_back();
    std::vector<double> means, sizes;
    for (auto const& effect : of_factor) {
      means.push_back(estimate::mean(effect));
      sizes.push_back(std::abs(means.back()));
    }
    auto const spread = [](std::vector<double> const& all) {
      double sum = 0;
      auto const middle = estimate::mean(all);
      for (auto const x : all) sum += (x - middle) * (x - middle);
      return all.size() > 1 ? std::sqrt(sum / static_cast<double>(all.size() - 1))
                            : std::numeric_limits<double>::quiet_NaN();
    };
    found.n_effect = means.size();
    found.mean = estimate::mean(means);
    found.mean_absolute = estimate::mean(sizes);
    found.spread = spread(means);
    found.error = spread(sizes) / std::sqrt(static_cast<double>(sizes.size()));
    found.noise = std::sqrt(estimate::components(of_factor).within);
  }
  return screened;
}

}  // namespace wardmote::sensitivity
