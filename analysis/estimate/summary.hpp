/// \file
/// Order statistics and ranks of plain numbers.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wardmote::estimate {

/// NaN of no values. Sums run in the order given.
[[nodiscard]] double mean(std::span<double const> values);

/// The value below which the share `p` of `values` lies, p in [0, 1]; NaN of no values.
/// Linear between order statistics, h = (n - 1) p: type 7 of Hyndman & Fan (1996), Am. Stat. 50(4):361-365.
[[nodiscard]] double quantile(std::span<double const> values, double p);

/// Ranks from 1; equal values share their mean rank.
[[nodiscard]] std::vector<double> ranks(std::span<double const> values);

/// A rank correlation and how surprising it would be of unrelated numbers.
struct RankCorrelation {
  double rho = 0;      ///< Spearman's, in [-1, 1]; 0 where one side does not vary
  double p_value = 1;  ///< two-sided, Student's t with n - 2 degrees of freedom; never below 2 / n!
};
/// Spearman's rank correlation. Precondition: equal lengths.
[[nodiscard]] RankCorrelation rank_correlation(std::span<double const> x, std::span<double const> y);

}  // namespace wardmote::estimate
