#pragma once

#include <span>
#include <vector>

namespace wardmote::estimate {

/// P-values raised so that rejecting those below alpha is wrong about any of them with a probability of at most alpha,
/// however they depend on each other.
/// Source: Holm (1979), Scand. J. Statist. 6(2):65-70: sorted rising, p_(i) becomes max over j <= i of (n - j + 1)
/// p_(j).
[[nodiscard]] std::vector<double> holm(std::span<double const> p_values);

}  // namespace wardmote::estimate
