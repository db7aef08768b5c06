/// \file
/// How unequally something is spread over groups of people.
#pragma once

#include <span>

namespace wardmote::estimate {

/// Groups of people: how much each has, and how many they are. Spans of equal length; weights >= 0, not all 0.
struct Spread {
  std::span<double const> values;
  std::span<double const> weights;
};

/// Mean over people.
[[nodiscard]] double mean(Spread const& groups);

/// The level that, if all had it, would be as good as the spread there is, for those who mind inequality by `aversion`
/// (0: not at all; 1: geometric mean; infinite: the worst-off alone count). Values > 0, else NaN.
/// Source: Atkinson (1970), J. Econ. Theory 2(3):244-263.
[[nodiscard]] double equally_distributed_equivalent(Spread const& groups, double aversion);

/// Atkinson's index: the share of the mean that inequality wastes, 1 - EDE / mean, in [0, 1].
[[nodiscard]] double atkinson(Spread const& groups, double aversion);

/// Concentration index of groups that stand in order, the worst-off first: -1 all with the worst-off, 0 even,
/// +1 all with the best-off. NaN where the mean is 0.
/// Source: Kakwani, Wagstaff & van Doorslaer (1997), J. Econometrics 77(1):87-103: 2 cov(y, rank) / mean, the rank of a
/// group being that of its middle person.
[[nodiscard]] double concentration_index(Spread const& groups);

}  // namespace wardmote::estimate
