#include "analysis/estimate/proportion.hpp"

#include <boost/math/distributions/beta.hpp>

namespace wardmote::estimate {

Interval clopper_pearson(std::size_t k, std::size_t n, double alpha) {
  auto const successes = static_cast<double>(k), failures = static_cast<double>(n - k);
  Interval interval;
  if (k > 0) interval.low = quantile(boost::math::beta_distribution<>(successes, failures + 1), alpha / 2);
  if (k < n) interval.high = quantile(complement(boost::math::beta_distribution<>(successes + 1, failures), alpha / 2));
  return interval;
}

}  // namespace wardmote::estimate
