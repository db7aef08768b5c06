#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/results/reader.hpp"

namespace wardmote::sensitivity {

/// The outcomes of a sweep: what every point of its design gave.
class Sweep {
 public:
  /// Throws ResultsError where the file holds no sweep.
  explicit Sweep(results::Reader const& reader);

  [[nodiscard]] std::size_t n_point() const { return points_.size(); }
  [[nodiscard]] std::vector<std::string> const& factors() const { return factors_; }        ///< paths
  [[nodiscard]] std::vector<std::vector<double>> const& points() const { return points_; }  ///< [n_point][n_factor]
  [[nodiscard]] std::vector<std::string> const& scenarios() const { return scenarios_; }    ///< the baseline first
  [[nodiscard]] std::vector<std::string> const& outcomes() const { return outcomes_; }

  /// Scenario less baseline at every point, [n_point][n_replication]; NaN where a run failed.
  [[nodiscard]] std::vector<std::vector<double>> differences(std::size_t scenario, std::size_t outcome) const;

 private:
  std::vector<std::string> factors_, scenarios_, outcomes_;
  std::vector<std::vector<double>> points_;
  results::Array<double> status_, values_;  // (point, scenario, replication), and by outcome
};

}  // namespace wardmote::sensitivity
