/// \file
/// How much of what we do not know about a number goes back to each factor, chance apart.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/estimate/proportion.hpp"

namespace wardmote::sensitivity {

/// Shares of ranges at which indices are found: for each of `n_base` rows the points A, B, and A with each factor taken
/// from B: [n_base x (n_factor + 2)][n_factor], in (0, 1). A and B are two halves of one Sobol sequence, from its
/// second point; a multiple of a power of two is the best n_base. Source: Saltelli, Annoni, Azzini et al. (2010),
/// Comput. Phys. Commun. 181(2):259-270.
[[nodiscard]] std::vector<std::vector<double>> index_design(std::size_t n_factor, std::size_t n_base);

/// Indices of one factor.
struct Index {
  double first = 0;                ///< share of the variance that would go if the factor were known
  double total = 0;                ///< share that would stay if all but the factor were known
  estimate::Interval first_range;  ///< bootstrap over rows
  estimate::Interval total_range;
};

struct Indices {
  std::vector<Index> factors;  ///< [n_factor]
  double mean = 0;             ///< over points and replications
  double variance = 0;         ///< of the number between points, chance taken out [unit^2]
  double noise = 0;            ///< variance of one replication about it; NaN with one replication
  std::size_t n_row = 0;       ///< rows with all values
};

/// First-order and total indices from values at the points of index_design.
///
///     values   [n_base x (n_factor + 2)][n_replication]; a row with a NaN is left out
///     level    of the intervals
///
/// Every product of two values is averaged over pairs of *different* replications, in which chance is independent, so
/// that noise takes no part in any index, also where all points share their random numbers. With one replication the
/// plain products are used and noise counts as the factors'.
///     first  = mean of B (A_i - A) / V           Saltelli et al. (2010), table 2 (b)
///     total  = mean of (A - A_i)^2 / 2 V         Jansen (1999), Comput. Phys. Commun. 117(1-2):35-43
/// Intervals: percentiles of 1,000 bootstrap samples of rows, from a fixed seed.
[[nodiscard]] Indices sobol_indices(std::span<std::vector<double> const> values, std::size_t n_factor,
                                    double level = 0.95);

}  // namespace wardmote::sensitivity
