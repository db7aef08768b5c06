#pragma once

#include <optional>
#include <string>
#include <vector>

#include "analysis/results/reader.hpp"

namespace wardmote::report {

/// Outlines of wards as a drawing has them.
struct Boundaries {
  int width = 0, height = 0;       ///< of the drawing [its units]
  std::vector<std::string> paths;  ///< [n_ward] what an SVG path's `d` holds
};

/// The outlines that a results file carries among its inputs (GeoJSON), in the order of its wards. Places are rounded
/// to the drawing's units, which thins the lines and keeps neighbours touching; a degree of longitude is shortened as
/// at the middle latitude. None where the file has no outlines, or not of all its wards.
std::optional<Boundaries> boundaries_of(results::Reader const& reader);

}  // namespace wardmote::report
