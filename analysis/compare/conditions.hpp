#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace wardmote::compare {

/// What worlds assume where a scenario is mostly better: limits on a few numbers (scenario discovery by PRIM).
struct Conditions {
  struct Limit {
    std::string parameter;     ///< name along the file's `parameter` axis
    double low = 0, high = 0;  ///< infinite where that side is free
  };
  std::vector<Limit> limits;    ///< the surest first; never none
  std::size_t n_inside = 0;     ///< worlds within them
  std::size_t n_better_in = 0;  ///< of those, worlds in which it is better
  std::size_t n_better = 0;     ///< worlds in which it is better at all
};

/// nullopt if no limit is surer than `alpha`, or if it is better everywhere or nowhere.
///     columns   [n_number][n_world] what worlds assume, of the numbers named
///     better    [n_world]
[[nodiscard]] std::optional<Conditions> conditions(std::vector<std::string> const& names,
                                                   std::vector<std::vector<double>> const& columns,
                                                   std::vector<bool> const& better, double alpha);

}  // namespace wardmote::compare
