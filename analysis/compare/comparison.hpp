#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/verdict.hpp"
#include "analysis/estimate/components.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::compare {

/// A headline outcome as the study sets it.
struct Outcome {
  std::string id;
  std::string title;
  std::string unit;  ///< as the engine writes it: "1", "working day", "SD" ...
  bool higher_is_better = true;
  double matters = 0;     ///< smallest difference that matters [unit]
  bool guard = false;     ///< must only not get worse
  std::size_t index = 0;  ///< along the file's `outcome` axis
};

struct Scenario {
  std::string id;
  std::string title;
  std::string purpose;
  std::size_t n_failed = 0;  ///< runs that failed
};

/// The middle of the worlds and the range that holds nine in ten of them.
struct Range {
  double middle = 0;  ///< median over worlds; NaN of none
  double low = 0;     ///< 5th percentile
  double high = 0;    ///< 95th percentile
};

/// The assumption that goes with a difference more than any other does.
struct TurnsOn {
  std::string parameter;        ///< name along the file's `parameter` axis
  double rank_correlation = 0;  ///< with the gain, over worlds
  bool stands_out = false;      ///< more than luck among so many parameters would give (5 %, Bonferroni)
  bool is_switch = false;       ///< a structural choice: takes few values over the worlds
};

/// One headline outcome in one scenario, against the baseline. Differences are scenario minus baseline, as measured.
struct Contrast {
  std::vector<double> difference;   ///< [n_world] averaged over replications; NaN where no pair of runs is complete
  Range range;                      ///< of `difference`
  Range baseline;                   ///< level in the baseline
  Range level;                      ///< level in the scenario
  estimate::Components components;  ///< of paired differences of runs
  double chance_error = 0;          ///< standard error of a world's difference from chance alone; NaN where unknown
  std::optional<double> pairing;    ///< how many times the unpaired runs common random numbers are worth; none: exact
  bool identical = false;           ///< every run gives the baseline's very number
  Judgement judgement;
  std::optional<TurnsOn> turns_on;  ///< where verdicts depend on the world
};

/// What a scenario takes beyond the baseline, a year. Negative is less.
struct Costs {
  Range officer_hours;     ///< [h/year]
  Range councillor_hours;  ///< [h/year]
  Range pounds;            ///< [£/year], one-off costs spread over the years of the study
  struct Line {
    std::string name;
    double officer_hours = 0, councillor_hours = 0, pounds = 0;  ///< means over worlds, a year
  };
  std::vector<Line> lines;
};

/// A whole study compared.
struct Comparison {
  nlohmann::json study;  ///< as resolved
  std::string title, question, council, start, mode;
  double years = 0;
  std::size_t n_world = 0, n_replication = 0;  ///< worlds, and runs of each world
  Rules rules;
  std::vector<Outcome> outcomes;
  std::vector<Scenario> scenarios;               ///< the baseline first
  std::vector<std::vector<Contrast>> contrasts;  ///< [n_scenario - 1][n_outcome]
  std::vector<Costs> costs;                      ///< [n_scenario - 1]
  results::Attributes attributes;                ///< of the file, the study apart
};

/// Compares every scenario of a results file with its baseline. Throws ResultsError where the file lacks what it needs.
Comparison compare(results::Reader const& reader);

/// Everything the table says and the report draws on; documented in docs/results.md.
nlohmann::json to_json(Comparison const& comparison);

}  // namespace wardmote::compare
