/// \file
/// Holds results against criteria: the number, its range over runs, the share of runs in which the criterion holds.
#pragma once

#include <limits>
#include <map>
#include <span>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/baseline/criterion.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::baseline {

enum class Outcome : std::uint8_t {
  passed,
  failed,
  reported,      ///< a policy question
  not_measured,  ///< the model has no number for it
};
std::string_view name_of(Outcome outcome);

/// What came of a criterion.
struct Finding {
  Criterion criterion;
  Outcome outcome = Outcome::not_measured;
  double value = std::numeric_limits<double>::quiet_NaN();  ///< mean of the runs (of the worlds, of a policy question)
  double low = std::numeric_limits<double>::quiet_NaN();    ///< their 5th percentile
  double high = std::numeric_limits<double>::quiet_NaN();   ///< their 95th
  double held = std::numeric_limits<double>::quiet_NaN();   ///< share of them in which it holds; 0 or 1 over the mean
};

/// What comes of a criterion whose number was these in the replications (worlds, of a policy question), NaN where a run
/// failed or nothing could be measured: there it does not hold.
Finding judge(Criterion const& criterion, std::vector<double> values);

/// The results of each run, by its id.
using Results = std::map<std::string, results::Reader>;

/// The baseline of each run (its first scenario) held against the criteria. Runs are paired by replication; a run that
/// failed or in which nothing could be measured does not hold. Throws ResultsError where a file lacks what is asked.
std::vector<Finding> evaluate(std::span<Criterion const> criteria, Results const& results);

/// "relation_officers - relation_councillors > 0 in 90 % of replications"
std::string text_of(Criterion const& criterion);

/// [{id, statement, criterion, value, low, high, pass, catalogue, role, held, measures, source, reason}]; pass is null
/// where a row is reported or not measured, and so are numbers there are none of.
nlohmann::ordered_json to_json(std::span<Finding const> findings);

}  // namespace wardmote::baseline
