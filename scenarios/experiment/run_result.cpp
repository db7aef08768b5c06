#include "scenarios/experiment/run_result.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

#include "scenarios/loader/text_file.hpp"

namespace wardmote::experiment {

namespace {

std::uint8_t digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<std::uint8_t>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<std::uint8_t>(c - 'a' + 10);
  throw std::invalid_argument("a run's name has 64 hexadecimal digits");
}

}  // namespace

RunName RunName::of(std::string_view text) { return from_hex(loader::sha256(text)); }

RunName RunName::from_hex(std::string_view digits) {
  RunName name;
  if (digits.size() != 2 * name.bytes_.size()) throw std::invalid_argument("a run's name has 64 hexadecimal digits");
  for (std::size_t i = 0; i < name.bytes_.size(); ++i) {
    name.bytes_[i] = static_cast<std::uint8_t>(16 * digit(digits[2 * i]) + digit(digits[2 * i + 1]));
  }
  return name;
}

std::string RunName::hex() const { return fmt::format("{:02x}", fmt::join(bytes_, "")); }

bool kept(loader::Keep const& keep, measure::Axis axis) {
  switch (axis) {
    case measure::Axis::council:
      return keep.council;
    case measure::Axis::ward:
      return keep.ward;
    case measure::Axis::group:
      return keep.group;
    case measure::Axis::tenure:
      return keep.council;
  }
  return true;
}

std::vector<std::string> levers_of(loader::Scenario const& scenario) {
  std::vector<std::string> ids;
  for (auto const& bound : scenario.levers) {
    if (std::ranges::find(ids, bound.lever.id) == ids.end()) ids.push_back(bound.lever.id);
  }
  return ids;
}

std::size_t most_levers(loader::Study const& study) {
  std::size_t most = 0;
  for (auto const& scenario : study.scenarios) most = std::max(most, levers_of(scenario).size());
  return most;
}

namespace {

constexpr std::string_view by_lever = "lever_";

/// What each lever of a scenario took.
std::vector<double> taken(measure::RunRecord const& record, std::vector<std::string> const& levers,
                          double measure::LeverCost::*amount) {
  std::vector<double> values;
  for (auto const& id : levers) {
    auto const book = std::ranges::find(record.levers, loader::lever_number(id), &measure::LeverCost::lever);
    values.push_back(book == record.levers.end() ? 0.0 : (*book).*amount);
  }
  return values;
}

}  // namespace

RunArray as_filed(RunArray array, std::size_t n_lever) {
  if (array.name.starts_with(by_lever)) std::visit([&](auto& values) { values.resize(n_lever); }, array.values);
  return array;
}

std::vector<RunArray> arrays_of(measure::RunRecord const& record, loader::Keep const& keep,
                                loader::Scenario const& scenario) {
  std::vector<RunArray> arrays;
  auto const specs = measure::series_specs();
  for (std::size_t k = 0; k < specs.size(); ++k) {
    if (kept(keep, specs[k].axis)) arrays.push_back({std::string(specs[k].name), record.series[k]});
  }
  if (keep.quantiles) arrays.push_back({"response_days_quantiles", record.response_days});
  if (keep.costs) {
    arrays.push_back({"cost", record.cost});
    arrays.push_back({"officer_hours", record.officer_hours});
    arrays.push_back({"councillor_hours", record.councillor_hours});
    arrays.push_back({"contacts", record.contacts});
    arrays.push_back({"staff_hours", record.staff_hours});
    auto const levers = levers_of(scenario);
    arrays.push_back({"lever_officer_hours", taken(record, levers, &measure::LeverCost::officer_hours)});
    arrays.push_back({"lever_councillor_hours", taken(record, levers, &measure::LeverCost::councillor_hours)});
    arrays.push_back({"lever_cost", taken(record, levers, &measure::LeverCost::cost)});
  }
  if (keep.instruments) {
    arrays.push_back({"survey_answers", record.survey});
    arrays.push_back({"workshop_dots", record.workshop});
  }
  arrays.push_back({"outcomes", record.outcomes});
  return arrays;
}

std::string not_finite(std::vector<RunArray> const& arrays) {
  constexpr std::array always_numbers{"cost",        "officer_hours",       "councillor_hours",       "contacts",
                                      "staff_hours", "lever_officer_hours", "lever_councillor_hours", "lever_cost"};
  for (auto const& array : arrays) {
    auto const may_be_missing = std::ranges::find(always_numbers, array.name) == always_numbers.end();
    auto const cannot_be = [&](auto x) { return std::isinf(x) || (std::isnan(x) && !may_be_missing); };
    auto const found =
        std::visit([&](auto const& values) { return std::ranges::any_of(values, cannot_be); }, array.values);
    if (found) return array.name;
  }
  return {};
}

}  // namespace wardmote::experiment
