#include "analysis/estimate/steady_state.hpp"

#include <limits>
#include <vector>

namespace wardmote::estimate {

Settling mser5(std::span<double const> series) {
  constexpr std::size_t batch = 5, least_batches = 4;
  auto const n = series.size() / batch;
  if (n < least_batches) return {};
  std::vector<double> means(n, 0);
  for (std::size_t i = 0; i < n * batch; ++i) means[i / batch] += series[i] / batch;

  // from the back: mean and squares of what follows each cut (Welford)
  double mean = 0, squares = 0, best = std::numeric_limits<double>::infinity();
  std::size_t at = 0;
  for (std::size_t d = n; d-- > 0;) {
    auto const size = static_cast<double>(n - d);
    auto const off = means[d] - mean;
    mean += off / size;
    squares += off * (means[d] - mean);
    if (2 * d > n) continue;
    auto const statistic = squares / (size * size);
    if (statistic <= best) {
      best = statistic;
      at = d;
    }
  }
  return {at * batch, 2 * at + 1 < n};
}

}  // namespace wardmote::estimate
