#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wardmote::sensitivity {

/// What one factor does to a number when it alone moves, over trajectories.
struct Screened {
  double mean = 0;           ///< mu: mean elementary effect [unit over the factor's whole range]
  double mean_absolute = 0;  ///< mu*: mean size of it; what ranks factors
  double spread = 0;         ///< sigma: standard deviation of it; large beside mu* where the effect is bent or shared
  double error = 0;          ///< standard error of mu* over trajectories
  double noise = 0;          ///< standard deviation of one effect from chance alone; NaN with one replication
  std::size_t n_effect = 0;
};

/// Elementary effects of every factor of a trajectory design.
///
///     points   [n_point][n_factor] trajectories of n_factor + 1 points, each point a step of one factor from the last
///     values   [n_point][n_replication] the number at each point, the same chance at every point (common random
///              numbers); a trajectory's step with a NaN is left out
///     step     how far a factor moves, as a share of its range: half the grid over (grid - 1)
///
/// Source: Morris (1991), Technometrics 33(2):161-174; mu* after Campolongo, Cariboni & Saltelli (2007), Environ.
/// Model. Softw. 22(10):1509-1518.
[[nodiscard]] std::vector<Screened> elementary_effects(std::span<std::vector<double> const> points,
                                                       std::span<std::vector<double> const> values, double step);

}  // namespace wardmote::sensitivity
