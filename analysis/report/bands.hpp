/// \file
/// How headline outcomes develop over time, lie over the wards and fall on groups: scenario minus baseline, paired run
/// by run, with what we do not know told apart from luck.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare/comparison.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::report {

/// How the parts of a series make one number for the council.
enum class Sum : std::uint8_t {
  adults,   ///< mean over wards, weighted by their adults: something about residents
  wards,    ///< mean over wards: something about councillors
  total,    ///< sum over wards: a count
  council,  ///< the series has one part
};

/// Which recorded series shows a headline outcome over time.
struct Shown {
  std::string_view outcome;
  std::string_view series;
  Sum sum;
  std::string_view by_group;  ///< series by group; may be empty
};
/// For outcomes that have one; nullptr otherwise.
Shown const* shown_for(std::string_view outcome);
/// All of them, for checks against what the engine records.
std::vector<Shown> const& all_shown();

/// Values over time in every world: middle and range; and how far luck alone moves one run.
struct Band {
  std::vector<double> middle, low, high;  ///< [n_time] median, 5th and 95th percentile over worlds
  std::vector<double> luck;               ///< [n_time] standard deviation between replications of a world
};

/// One headline outcome as its series shows it.
struct Course {
  Shown shown;
  std::string units, long_name;  ///< of the series
  Band baseline;                 ///< level
  std::vector<Band> difference;  ///< [n_scenario - 1]
  std::vector<std::vector<compare::Range>>
      wards;  ///< [n_scenario - 1][n_ward] mean of the last year; empty if not by ward
  std::vector<std::vector<compare::Range>> groups;  ///< [n_scenario - 1][n_group] likewise; empty if not recorded
  std::vector<std::vector<compare::Range>>
      gaps;  ///< [n_scenario - 1][n_group] the group's difference less that of the first group, all adults
};

/// The course of one outcome; none where no series shows it or the file lacks it.
std::optional<Course> course_of(results::Reader const& reader, std::string_view outcome);

}  // namespace wardmote::report
