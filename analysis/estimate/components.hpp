#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wardmote::estimate {

/// Chance told apart from ignorance: how much values differ between replications of one world, and between worlds.
///
/// Model:   y_wr = mean + a_w + e_wr,  a_w with variance `between` (what we do not know), e_wr with variance `within`
/// (chance) Method:  one-way random-effects analysis of variance, unequal numbers of replications allowed:
///            within  = MSW,   between = max(0, (MSB - MSW) / n0),   n0 = (N - sum n_w^2 / N) / (worlds - 1)
/// Source:  Searle, Casella & McCulloch (1992), Variance Components, sec. 3.6.
struct Components {
  std::size_t n_world = 0;  ///< with at least one value
  std::size_t n_value = 0;
  double mean = 0;     ///< of the worlds' means, each world counting once; NaN of nothing
  double within = 0;   ///< variance of one replication about its world [unit^2]; NaN where no world has two
  double between = 0;  ///< variance of worlds' true means [unit^2]; NaN of fewer than two worlds
  double error = 0;    ///< standard error of `mean`: shrinks with computing, so never "our uncertainty"

  /// Share of a single run's variance that is chance, in [0, 1]; NaN where it cannot be told.
  [[nodiscard]] double chance_share() const;
};

/// Components of values grouped by world; an empty group is a world without a value.
[[nodiscard]] Components components(std::span<std::vector<double> const> by_world);

}  // namespace wardmote::estimate
