/// \file
/// What a baseline should resemble, as data: rows of the catalogue's tests and of evidence section 10. Plain words, no
/// file syntax and no results: the loader fills them, evaluate.hpp holds results against them.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace wardmote::baseline {

/// What a criterion may be used for.
enum class Role : std::uint8_t {
  calibration,  ///< may be fitted to
  validation,   ///< held out: nothing may be fitted to it
  policy,       ///< answers a policy question: reported with the share of worlds, never passed or failed
};
inline constexpr auto role_names = std::to_array<std::string_view>({"calibration", "validation", "policy"});

/// What of a trajectory is meant; a year is 365.25 days.
enum class Statistic : std::uint8_t {
  mean,        ///< of all values recorded
  first_year,  ///< mean of those of the first year
  last_year,   ///< mean of those of the last
  change,      ///< last year less first
  swing,       ///< of a survey alone: mean absolute change from one year to the next
};
inline constexpr auto statistic_names =
    std::to_array<std::string_view>({"mean", "first_year", "last_year", "change", "swing"});

/// What is judged: each replication (each world, of a policy question) or the mean of all.
enum class Over : std::uint8_t { runs, mean };
inline constexpr auto over_names = std::to_array<std::string_view>({"runs", "mean"});

/// How a measure and the one it is held against make one number.
enum class Combine : std::uint8_t { difference, ratio };
inline constexpr auto combine_names = std::to_array<std::string_view>({"difference", "ratio"});

/// Which value of an instrument is meant: a variable, and a label on each of its axes but the year's.
struct Reading {
  std::string variable = {};                                     ///< "survey_answers", "workshop_dots"
  std::vector<std::pair<std::string, std::string>> labels = {};  ///< axis, label
};

/// One number of one run: an outcome, a statistic of a trajectory, something of the days to an answer, or what an
/// instrument read.
struct Measure {
  std::string run = {};      ///< id of the run, one of the file's
  std::string outcome = {};  ///< or
  std::string series = {};   ///< or
  std::string route = {};    ///< or
  Reading reading = {};
  Statistic statistic = Statistic::mean;  ///< of a series or a survey
  std::optional<double> day = {};         ///< or, of a series, what is recorded first from this day on [day]
  std::string zone = {};                  ///< of a series by ward: its wards alone; empty for all
  bool by_adults = false;                 ///< of a series by ward: weighted by adults, else wards alike
  std::string group = {};                 ///< of a series by group
  std::vector<std::string> rank_among =
      {};                                 ///< then, if any: the group's rank from below among itself and these, from 1
  std::optional<double> quantile = {};    ///< of a route: this quantile [working day], one of those recorded
  std::optional<double> days_above = {};  ///< of a route: share of answers that took longer than this [working day]
};

/// Where a number should lie.
struct Bounds {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool strict = false;  ///< whether the ends are outside

  [[nodiscard]] bool hold(double x) const { return strict ? x > low && x < high : x >= low && x <= high; }
};

struct Criterion {
  std::string id = {};         ///< "P4-drift"
  std::string catalogue = {};  ///< its row, "P4"
  std::string statement = {};
  Role role = Role::validation;
  std::string source = {};
  bool reproducible = true;
  std::string reason = {};  ///< where not: what is missing

  Measure measure = {};
  std::optional<Measure> against = {};
  Combine combine = Combine::difference;
  Bounds bounds = {};
  Over over = Over::runs;
  double share = 0.9;  ///< of the runs in which it must hold
};

}  // namespace wardmote::baseline
