#pragma once

#include <cstddef>
#include <vector>

#include "analysis/baseline/criterion.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::baseline {

/// A measure in every replication of a place in the results, {scenario} or, of a sweep, {point, scenario}; NaN where
/// the run failed or nothing could be measured. Throws ResultsError where the file lacks what is asked.
std::vector<double> values_of(results::Reader const& reader, Measure const& measure, std::vector<std::size_t> place);

/// How values compare with others of the same runs, pair by pair.
std::vector<double> compared(std::vector<double> values, std::vector<double> const& others, Combine combine);

}  // namespace wardmote::baseline
