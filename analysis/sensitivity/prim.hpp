#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wardmote::sensitivity {

/// Patient rule induction: where, in the space of what worlds assume, something mostly happens.
///
/// Source: Friedman & Fisher (1999), Stat. Comput. 9(2):123-143; as scenario discovery with the quasi-p-value of each
/// limit: Bryant & Lempert (2010), Technol. Forecast. Soc. Change 77(1):34-49.
struct Limit {
  std::size_t factor = 0;
  double low = 0, high = 0;  ///< infinite where that side is free
  double p_value = 1;        ///< how often chance alone would give the box without this limit as many cases in it
};
struct Box {
  std::vector<Limit> limits;  ///< the factors that matter, in rising order of their p-value
  std::size_t n_inside = 0;   ///< points in it
  std::size_t n_case = 0;     ///< of them, those in which it happens
  double density = 0;         ///< n_case / n_inside
  double coverage = 0;        ///< n_case of all cases
};

struct PrimOptions {
  double peel = 0.05;          ///< share of the points in the box that one step takes away, one at least
  double least_support = 0.1;  ///< a box holds that share of all points at least
  double alpha = 0.05;         ///< limits less sure than that go again
};

/// The box with the highest density times coverage on the way of peeling, its unsure limits taken off.
/// No limits if there is nothing to tell.
///     points   [n_point][n_factor]
///     cases    [n_point] whether it happens
[[nodiscard]] Box prim(std::span<std::vector<double> const> points, std::vector<bool> const& cases,
                       PrimOptions const& options = {});

}  // namespace wardmote::sensitivity
