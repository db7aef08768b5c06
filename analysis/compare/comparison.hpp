#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/ceiling.hpp"
#include "analysis/compare/costs.hpp"
#include "analysis/compare/range.hpp"
#include "analysis/compare/runs.hpp"
#include "analysis/compare/turns_on.hpp"
#include "analysis/compare/verdict.hpp"
#include "analysis/compare/who_gains.hpp"
#include "analysis/estimate/components.hpp"
#include "analysis/results/reader.hpp"
#include "analysis/select/dominance.hpp"
#include "analysis/select/information.hpp"

namespace wardmote::compare {

/// A headline outcome as the study sets it.
struct Outcome {
  std::string id;
  std::string title;
  std::string unit;  ///< as the engine writes it: "1", "working day", "SD" ...
  bool higher_is_better = true;
  double matters = 0;       ///< smallest difference that matters [unit]
  bool guard = false;       ///< must only not get worse
  std::size_t index = 0;    ///< along the file's `outcome` axis
  std::string reason = {};  ///< why a smaller difference does not matter; may be empty
};

struct Scenario {
  std::string id;
  std::string title;
  std::string purpose;
  std::size_t n_failed = 0;  ///< runs that failed
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
  std::optional<double> common;     ///< correlation of scenario and baseline over chance: why pairing is worth that
  bool identical = false;           ///< every run gives the baseline's very number
  Ceiling ceiling;
  Judgement judgement;
  std::optional<TurnsOn> turns_on;         ///< where nothing can be told
  std::optional<Conditions> better_where;  ///< likewise
};

/// An outcome that gets no verdict, in one scenario. Differences are scenario minus baseline.
struct Explored {
  std::string id;
  std::string unit;  ///< as the engine writes it; empty where the file does not say
  Range difference, baseline, level;
};

/// What it would be worth to find out before choosing by one headline outcome. Scenarios over budget count as well.
struct FindOut {
  double all = 0;   ///< mean gain from knowing everything first (EVPI) [multiples of what matters]
  double luck = 0;  ///< what the best of as many numbers that mean nothing would seem worth
  struct Assumption {
    std::string name;
    double worth = 0;  ///< mean gain from knowing it alone (EVPPI) [multiples of what matters]
  };
  std::vector<Assumption> first;       ///< the most telling ones, at most three, worth more than luck
  std::vector<select::Regret> regret;  ///< [n_scenario], the baseline first [multiples of what matters]
};

/// A trial of a scenario in some wards, each month the next group of them starting, and what it could show of an
/// outcome a residents' survey can ask.
struct Pilot {
  std::size_t n_ward = 0, n_month = 0;
  double answers_ward_month = 0;
  double detectable = 0;  ///< smallest effect found with power 0.8 at the 5 % level [unit of the outcome]
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
  Prices prices;
  std::vector<FindOut> find_out;                         ///< [n_outcome]
  std::vector<std::vector<select::Standing>> standings;  ///< [n_outcome][n_scenario] by pounds a year; the baseline 0
  std::vector<std::vector<Explored>> explored;           ///< [n_scenario - 1][all other outcomes of the file]
  std::vector<std::vector<WhoGains>> who_gains;  ///< [n_scenario - 1][measures the file holds by group and ward]
  std::vector<std::vector<Pilot>> pilots;        ///< [n_outcome]; none where no survey measures it
  std::vector<double> survey_misses;             ///< [n_outcome] see survey_size; NaN where no survey measures it
  static constexpr double survey_size = 1'000;   ///< changes below that two surveys of so many would miss, power 0.8
  results::Attributes attributes;                ///< of the file, the study apart
};

/// A smallest difference that matters other than the study's, asked for after results were seen.
struct OtherMatters {
  std::string outcome;  ///< id
  double matters = 0;   ///< [unit of the outcome]
};

/// Compares every scenario of a results file with its baseline. Throws ResultsError where the file lacks what it needs
/// or has no such outcome.
Comparison compare(results::Reader const& reader, std::vector<OtherMatters> const& others = {});

/// Everything the table says and the report draws on; documented in docs/results.md.
nlohmann::json to_json(Comparison const& comparison);

}  // namespace wardmote::compare
