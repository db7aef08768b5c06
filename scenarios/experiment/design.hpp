#pragma once

#include <string>
#include <vector>

#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// A factor over an uncertain quantity's plausible range. `path`: of what `--set` changes.
loader::DesignFactor range_of(std::string path, loader::Quantity const& quantity);

/// The factor's value at a share u in [0, 1] of its range, or of its levels.
double value_at(loader::DesignFactor const& factor, double u);

/// The share of a factor's range at which a value stands: the inverse of `value_at`, of factors without levels.
double share_at(loader::DesignFactor const& factor, double value);

/// Paths of the factors of a study's design; none without a design.
std::vector<std::string> factor_paths(loader::Study const& study);

/// Values of the factors at every point of the design, [n_point][n_factor]; without a design one point without factors.
/// The same for the same study and seed, on any machine.
std::vector<std::vector<double>> points(loader::Study const& study);

}  // namespace wardmote::experiment
