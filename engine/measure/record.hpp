#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wardmote::measure {

/// Along what a trajectory is split, time apart.
enum class Axis : std::uint8_t { council, ward, group, tenure };

/// Whether a value holds at an instant or sums (averages) the period that ends there.
enum class CellMethod : std::uint8_t { point, sum, mean };

/// One trajectory the engine can record.
struct SeriesSpec {
  std::string_view name;  ///< dataset name; those by group end in _by_group, those by tenure in _by_tenure
  Axis axis;
  CellMethod method;
  std::string_view units;      ///< CF units
  std::string_view long_name;  ///< everyday words
  std::string_view catalogue;  ///< E ids, space separated; may be empty
};

/// All trajectories, in the order of RunRecord::series.
std::span<SeriesSpec const> series_specs();

/// One outcome of a run as a whole: what verdicts are about.
struct OutcomeSpec {
  std::string_view id;  ///< as studies write it
  std::string_view units;
  std::string_view title;      ///< everyday words, with the definition
  std::string_view catalogue;  ///< E ids
  double reach;                ///< greatest and least value possible, for axes and checks: [0, reach]
};

/// All outcomes, in the order of RunRecord::outcomes.
std::span<OutcomeSpec const> outcome_specs();

/// Routes an answer can come by, in the order of RunRecord::response_days.
std::span<std::string_view const> route_names();
/// Quantiles recorded of the days to an answer.
std::span<double const> response_quantiles();
/// Lines of the budget, in the order of RunRecord::cost and officer_hours.
std::span<std::string_view const> budget_lines();
/// Groups of adults by which trajectories are split, everyday names.
std::span<std::string_view const> group_names();

/// Councillors by how long they have served.
std::span<std::string_view const> tenure_names();
/// Ways by which residents' matters reach the council, in the order of RunRecord::contacts.
std::span<std::string_view const> channel_names();
/// Whose hours are spent beside those of the services, and officers' grades, in the order of RunRecord::staff_hours.
std::span<std::string_view const> other_staff();
std::span<std::string_view const> grade_names();

/// What one lever took by itself over the study.
struct LeverCost {
  std::uint32_t lever = 0;      ///< its stable number
  double officer_hours = 0;     ///< [h]
  double councillor_hours = 0;  ///< [h]
  double cost = 0;              ///< [£], officer hours at cost
};

/// What one run leaves behind. Plain arrays, last axis fastest; NaN where nothing could be measured.
struct RunRecord {
  std::vector<std::vector<float>> series;  ///< [n_series][n_time x (1 | n_ward | n_group)]
  std::vector<float> response_days;        ///< [n_route x n_quantile], working days
  std::vector<double> cost;                ///< [n_budget_line x n_year], £
  std::vector<double> officer_hours;       ///< [n_budget_line x n_year], h
  std::vector<double> councillor_hours;    ///< [n_budget_line x n_year], h
  std::vector<double> contacts;            ///< [n_channel x n_year], of the whole council
  std::vector<double> staff_hours;         ///< [(n_service + n_other) x n_grade], h over the study
  std::vector<LeverCost> levers;           ///< of the policy, those that took anything
  std::vector<double> outcomes;            ///< [n_outcome]
  std::vector<float> survey;               ///< readings of the instruments: measure/instruments.hpp
  std::vector<float> workshop;
  std::uint64_t n_event = 0;  ///< events run, warm-up excluded
};

}  // namespace wardmote::measure
