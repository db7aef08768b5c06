#include "scenarios/program/fitted.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/estimate/summary.hpp"
#include "scenarios/experiment/design.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using loader::DesignFactor;
using loader::ParameterValue;
using loader::Quantity;
using nlohmann::json;

constexpr double informed_below = 0.85;  // spread left of a range, as a share, below which the targets say something
constexpr double moved_above = 0.01;     // change of a value, as a share of its range, that is one

/// Three significant digits: more than any target tells.
double rounded(double x) { return std::stod(fmt::format("{:.3g}", x)); }

}  // namespace

bool Fitted::informed() const { return left < informed_below; }

bool Fitted::moved() const {
  auto const& was = before.quantity;
  return std::abs(after.quantity.value - was.value) > moved_above * (was.high - was.low);
}

DesignFactor range_of(ParameterValue const& parameter) {
  return experiment::range_of(parameter.path() + ".value", parameter.quantity);
}

double value_at(DesignFactor const& range, double coordinate) {
  return experiment::value_at(range, (coordinate + 1) / 2);
}

double coordinate_of(DesignFactor const& range, double value) { return 2 * experiment::share_at(range, value) - 1; }

Fitted fitted_of(ParameterValue const& parameter, std::size_t i, calibrate::Point const& chosen,
                 std::vector<calibrate::Point> const& left, std::string const& criteria) {
  Fitted fitted{parameter, parameter};
  auto const& before = parameter.quantity;
  auto const range = range_of(parameter);
  std::vector<double> coordinates;
  for (auto const& point : left) coordinates.push_back(point[i]);
  auto const low = estimate::quantile(coordinates, 0.05), high = estimate::quantile(coordinates, 0.95);
  fitted.left = (high - low) / 1.8;  // of a uniform on [-1, 1]
  auto& after = fitted.after.quantity;
  after.value = std::clamp(rounded(value_at(range, chosen[i])), before.low, before.high);
  if (!fitted.moved()) after.value = before.value;
  if (fitted.informed()) {
    after.low = std::max(before.low, rounded(value_at(range, low)));
    after.high = std::min(before.high, rounded(value_at(range, high)));
  }
  after.low = std::min(after.low, after.value);
  after.high = std::max(after.high, after.value);
  after.source = fmt::format("fitted within {:g} to {:g} (before: {:g}) to the calibration rows of {}; then: {}",
                             before.low, before.high, before.value, criteria, before.source);
  return fitted;
}

std::string fitted_file(std::vector<Fitted> const& all, std::string const& below, std::string const& command) {
  auto text = fmt::format(
      R"(# Written by the command below: values that meet the calibration rows, and ranges that they do not rule out. What
# they say nothing about is not here and stays as it was. Ranges are of each number by itself: together they allow
# less.
#   {}
wardmote = 1
kind = "parameters"
builds_on = "{}"
)",
      command, below);
  for (auto const& one : all) {
    if (one.informed() || one.moved()) text += "\n" + loader::parameter_entry(one.after);
  }
  return text;
}

json to_json(std::vector<Fitted> const& all) {
  auto const range = [](Quantity const& q) { return json{{"value", q.value}, {"low", q.low}, {"high", q.high}}; };
  json rows = json::array();
  for (auto const& one : all) {
    rows.push_back({{"parameter", one.before.path()},
                    {"prior", range(one.before.quantity)},
                    {"posterior", range(one.after.quantity)},
                    {"spread_left", one.left},
                    {"informed", one.informed()}});
  }
  return rows;
}

std::string fitted_table(std::vector<Fitted> all, std::vector<baseline::Finding> const& before,
                         std::vector<baseline::Finding> const& after) {
  auto const range = [](Quantity const& q) { return fmt::format("{:g} ({:g} to {:g})", q.value, q.low, q.high); };
  std::ranges::stable_sort(all, {}, &Fitted::left);
  std::vector<std::vector<std::string>> rows{{"parameter", "before", "after", "range left"}};
  for (auto const& one : all) {
    if (!one.informed() && !one.moved()) continue;
    rows.push_back({std::string{one.before.spec->name}, range(one.before.quantity), range(one.after.quantity),
                    fmt::format("{:.0f} %", 100 * std::min(1.0, one.left))});
  }
  auto text = columns(rows);
  text += fmt::format("{} more parameters: the targets say nothing of them; kept as they were.\n\n",
                      all.size() - (rows.size() - 1));
  rows = {{"target", "before", "after", "should be", ""}};
  for (std::size_t c = 0; c < after.size(); ++c) {
    auto const& criterion = after[c].criterion;
    auto const met = after[c].outcome == baseline::Outcome::passed ? "met" : "MISSED";
    auto const held = criterion.over == baseline::Over::mean ? std::string{}
                                                             : fmt::format(" in {:.0f} % of runs", 100 * after[c].held);
    rows.push_back({criterion.id, fmt::format("{:.3g}", before[c].value), fmt::format("{:.3g}", after[c].value),
                    baseline::text_of(criterion), met + held});
  }
  text += columns(rows);
  return text + "\nFitted, not validated: rows held out are `wardmote check-baseline`'s, with these values.\n";
}

}  // namespace wardmote::program
