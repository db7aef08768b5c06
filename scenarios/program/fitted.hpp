#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/baseline/evaluate.hpp"
#include "analysis/calibrate/history_match.hpp"
#include "scenarios/loader/design_file.hpp"
#include "scenarios/loader/parameter_file.hpp"

namespace wardmote::program {

/// What came of a parameter in a calibration.
struct Fitted {
  loader::ParameterValue before, after;
  double left = 1;  ///< spread of what is not ruled out, as a share of its range's

  /// Whether the targets said something of it.
  [[nodiscard]] bool informed() const;
  [[nodiscard]] bool moved() const;
};

/// The range of a parameter as a factor; a point's coordinate in [-1, 1] is a place in it.
loader::DesignFactor range_of(loader::ParameterValue const& parameter);
double value_at(loader::DesignFactor const& range, double coordinate);
double coordinate_of(loader::DesignFactor const& range, double value);

/// Parameter `i` at the point that was chosen, its range narrowed to that of the points left where that says something.
/// `criteria`: the id of what it was fitted to.
Fitted fitted_of(loader::ParameterValue const& parameter, std::size_t i, calibrate::Point const& chosen,
                 std::vector<calibrate::Point> const& left, std::string const& criteria);

/// The parameter file of what was fitted, on top of the shipped one named `below`; `command` made it.
std::string fitted_file(std::vector<Fitted> const& all, std::string const& below, std::string const& command);

/// Prior and posterior range of every parameter.
nlohmann::json to_json(std::vector<Fitted> const& all);

/// The same for people, and the targets before and after.
std::string fitted_table(std::vector<Fitted> all, std::vector<baseline::Finding> const& before,
                         std::vector<baseline::Finding> const& after);

}  // namespace wardmote::program
