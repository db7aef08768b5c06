#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

#include "analysis/results/reader.hpp"

namespace wardmote::compare {

/// Which replications belong to which world, and which runs can be used.
struct Runs {
  std::vector<std::vector<std::size_t>> of_world;  ///< [n_world] replications
  results::Array<double> status;                   ///< [n_scenario x n_replication], 0 done
  [[nodiscard]] bool done(std::size_t scenario, std::size_t replication) const {
    return status(scenario, replication) == 0;
  }
};

/// Throws ResultsError where a replication belongs to no world.
[[nodiscard]] Runs read_runs(results::Reader const& reader);

/// Paired values of one number: scenario and baseline, where both runs are complete.
struct Pairs {
  std::vector<std::vector<double>> scenario, baseline, difference;  ///< [n_world][pairs]
};

/// Of `value(scenario, replication)`.
template <class Value>
Pairs pairs_of(Runs const& runs, std::size_t scenario, Value&& value) {
  Pairs pairs;
  for (auto const& replications : runs.of_world) {
    pairs.scenario.emplace_back();
    pairs.baseline.emplace_back();
    pairs.difference.emplace_back();
    for (auto const k : replications) {
      if (!runs.done(scenario, k) || !runs.done(0, k)) continue;
      double const with = value(scenario, k), without = value(std::size_t{0}, k);
      if (!std::isfinite(with) || !std::isfinite(without)) continue;
      pairs.scenario.back().push_back(with);
      pairs.baseline.back().push_back(without);
      pairs.difference.back().push_back(with - without);
    }
  }
  return pairs;
}

/// Averages over chance, [n_world]; NaN where there is no pair.
[[nodiscard]] std::vector<double> world_means(std::vector<std::vector<double>> const& by_world);

}  // namespace wardmote::compare
