#pragma once

#include <cstddef>
#include <span>

namespace wardmote::estimate {

/// Where a series of observations settles: how many at its beginning to leave out so that the mean of the rest is known
/// best. MSER-5: over batches of five, the cut d that makes sum (Y_i - mean)^2 / (n - d)^2 of what follows least.
/// Only cuts in the first half are tried, as a few last batches may look steady by luck; a least value at its very end
/// means that the series has not settled.
/// Source: White (1997), Simulation 69(6):323-334; White, Cobb & Spratt (2000), Proc. Winter Simulation Conf.:755-760.
struct Settling {
  std::size_t cut = 0;   ///< observations to leave out, a multiple of five
  bool settled = false;  ///< false: too short a series, or the least value lies at the end of its first half
};
[[nodiscard]] Settling mser5(std::span<double const> series);

}  // namespace wardmote::estimate
