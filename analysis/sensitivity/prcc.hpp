#pragma once

#include <span>
#include <vector>

#include "analysis/estimate/summary.hpp"

namespace wardmote::sensitivity {

/// Partial rank correlation of each factor with a number: how the two go together, in ranks, once what the other
/// factors explain in straight lines is taken out of both.
///
///     points   [n_point][n_factor]
///     values   [n_point], no NaN
///
/// P-values: Student's t with n - 2 - (n_factor - 1) degrees of freedom, two-sided. Rho 0 and p 1 where a factor does
/// not vary or there are too few points (n < n_factor + 3).
/// Source: Marino, Hogue, Ray & Kirschner (2008), J. Theor. Biol. 254(1):178-196.
[[nodiscard]] std::vector<estimate::RankCorrelation> partial_rank_correlations(
    std::span<std::vector<double> const> points, std::span<double const> values);

}  // namespace wardmote::sensitivity
