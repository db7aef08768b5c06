#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/conditions.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::compare {

/// What worlds assume.
struct Assumptions {
  results::Array<double> values;   ///< [n_world x n_parameter]
  std::vector<std::string> names;  ///< [n_parameter]
};

/// The assumption that goes with a difference more than any other does.
struct TurnsOn {
  std::string parameter;        ///< name along the file's `parameter` axis
  double rank_correlation = 0;  ///< with the gain, over worlds
  bool stands_out = false;      ///< more than luck among so many parameters would give (5 %, Bonferroni)
  bool is_switch = false;       ///< a structural choice: takes few values over the worlds
  double turns_at = 0;          ///< the value that best parts the worlds which agree that it is better from the others
  std::size_t n_above = 0, n_better_above = 0;  ///< worlds above that value, and those of them where it is better
  std::size_t n_below = 0, n_better_below = 0;  ///< worlds at or below it
};

/// What an answer hangs on.
struct Dependence {
  std::optional<TurnsOn> turns_on;
  std::optional<Conditions> better_where;  ///< the same by several numbers together
};

/// Which assumptions the runs of a scenario or of the baseline depend on: parameters always, a lever's number where one
/// of the two uses the lever and has no number of its own for it. [n_parameter]
[[nodiscard]] std::vector<bool> used_by(nlohmann::json const& study, std::vector<std::string> const& names,
                                        std::string const& scenario, std::string const& baseline);

/// Of gains by world (NaN: none) among the assumptions used; ties go to the one described first.
[[nodiscard]] Dependence dependence(std::vector<double> const& gains, double matters, Assumptions const& assumptions,
                                    std::vector<bool> const& used);

}  // namespace wardmote::compare
