#include "analysis/estimate/holm.hpp"

#include <algorithm>
#include <numeric>

namespace wardmote::estimate {

std::vector<double> holm(std::span<double const> p_values) {
  std::vector<std::size_t> order(p_values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return p_values[i]; });
  std::vector<double> adjusted(p_values.size());
  double least = 0;
  auto n_left = static_cast<double>(p_values.size());
  for (auto const i : order) {
    least = std::max(least, std::min(1.0, n_left-- * p_values[i]));
    adjusted[i] = least;
  }
  return adjusted;
}

}  // namespace wardmote::estimate
