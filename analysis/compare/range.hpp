#pragma once

#include <vector>

namespace wardmote::compare {

/// The middle of the worlds and the range that holds nine in ten of them.
struct Range {
  double middle = 0;  ///< median over worlds; NaN of none
  double low = 0;     ///< 5th percentile
  double high = 0;    ///< 95th percentile
};

/// Worlds without a value are passed over.
[[nodiscard]] Range range_of(std::vector<double> values);

}  // namespace wardmote::compare
