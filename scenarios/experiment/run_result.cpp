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
  }
  return true;
}

std::vector<RunArray> arrays_of(measure::RunRecord const& record, loader::Keep const& keep) {
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
  }
  if (keep.instruments) {
    arrays.push_back({"survey_answers", record.survey});
    arrays.push_back({"workshop_dots", record.workshop});
  }
  arrays.push_back({"outcomes", record.outcomes});
  return arrays;
}

std::string not_finite(std::vector<RunArray> const& arrays) {
  constexpr std::array always_numbers{"cost", "officer_hours", "councillor_hours"};
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
