#include "analysis/baseline/measure.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include <fmt/format.h>

#include "analysis/estimate/summary.hpp"

namespace wardmote::baseline {

namespace {

using results::Reader;
using results::ResultsError;
using Place = std::vector<std::size_t>;  // of a run: along the first dimensions of each variable
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Place of a label on an axis.
std::size_t index_of(Reader const& reader, std::string_view axis, std::string const& label) {
  auto const labels = reader.dimension(axis).labels();
  auto const found = std::ranges::find(labels, label);
  if (found == labels.end()) throw ResultsError(fmt::format("{}: has no {} '{}'", reader.path().string(), axis, label));
  return static_cast<std::size_t>(found - labels.begin());
}

Place within(Place place, std::size_t index) {
  place.push_back(index);
  return place;
}

/// Weights of the wards or groups of a series, those left out 0: [n_part].
std::vector<double> weights_of(Reader const& reader, Measure const& measure, std::string const& axis,
                               std::string const& group) {
  std::vector<double> weights(reader.size(axis), 1);
  if (axis == "group") {
    std::ranges::fill(weights, 0.0);
    weights[index_of(reader, "group", group)] = 1;
    return weights;
  }
  if (measure.by_adults) weights = reader.numbers("ward_adults").values;
  if (measure.zone.empty()) return weights;
  auto const zones = reader.strings("ward_zone").values;
  for (std::size_t w = 0; w < weights.size(); ++w) {
    if (zones[w] != measure.zone) weights[w] = 0;
  }
  return weights;
}

/// Weighted mean over wards (groups) of those values that could be measured.
double across(std::span<double const> values, std::span<double const> weights) {
  double sum = 0, weight = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (weights[i] == 0 || std::isnan(values[i])) continue;
    sum += weights[i] * values[i];
    weight += weights[i];
  }
  return weight > 0 ? sum / weight : nan;
}

/// The part of a trajectory a statistic is about.
struct Window {
  double from, until;  ///< (from, until] [s since the start]
};

double mean_in(std::vector<double> const& values, std::vector<std::int64_t> const& times, Window window) {
  std::vector<double> inside;
  for (std::size_t t = 0; t < values.size(); ++t) {
    auto const time = static_cast<double>(times[t]);
    if (time > window.from && time <= window.until && !std::isnan(values[t])) inside.push_back(values[t]);
  }
  return estimate::mean(inside);
}

double statistic_of(std::vector<double> const& values, std::vector<std::int64_t> const& times, Statistic statistic) {
  constexpr double year = 365.25 * 86400, infinity = std::numeric_limits<double>::infinity();
  auto const end = times.empty() ? 0.0 : static_cast<double>(times.back());
  Window const all{-infinity, infinity}, first{-infinity, year}, last{end - year, end};
  switch (statistic) {
    case Statistic::mean:
      return mean_in(values, times, all);
    case Statistic::first_year:
      return mean_in(values, times, first);
    case Statistic::last_year:
      return mean_in(values, times, last);
    case Statistic::change:
    case Statistic::swing:
      break;
  }
  return mean_in(values, times, last) - mean_in(values, times, first);
}

/// What is recorded first from a day on.
double value_on(std::vector<double> const& values, std::vector<std::int64_t> const& times, double day) {
  auto const found = std::ranges::lower_bound(times, static_cast<std::int64_t>(day * 86400));
  return found == times.end() ? nan : values[static_cast<std::size_t>(found - times.begin())];
}

/// A statistic of one series in one run, over the wards or for the group that `group` names.
double series_value(Reader const& reader, Measure const& measure, std::string const& group, Place const& run) {
  auto const block = reader.numbers(measure.series, run);
  auto const& times = std::get<std::vector<std::int64_t>>(reader.dimension("time").values);
  auto const n_part = block.values.size() / times.size();
  auto const weights =
      n_part > 1 ? weights_of(reader, measure, block.dimensions.back(), group) : std::vector<double>{1};
  std::vector<double> values;
  for (std::size_t t = 0; t < times.size(); ++t) {
    values.push_back(across(std::span{block.values}.subspan(t * n_part, n_part), weights));
  }
  return measure.day ? value_on(values, times, *measure.day) : statistic_of(values, times, measure.statistic);
}

/// Share of answers that took longer than `days`, read between the recorded quantiles; beyond the last of them none is
/// known, so the share is at most what is left there.
double share_above(std::span<double const> shares, std::span<double const> days, double limit) {
  if (days.empty() || std::ranges::any_of(days, [](double d) { return std::isnan(d); })) return nan;
  if (limit < days.front()) return 1 - shares.front() * limit / days.front();
  for (std::size_t i = 0; i + 1 < days.size(); ++i) {
    if (limit > days[i + 1]) continue;
    auto const width = days[i + 1] - days[i];
    auto const part = width > 0 ? (limit - days[i]) / width : 1.0;
    return 1 - (shares[i] + part * (shares[i + 1] - shares[i]));
  }
  return 1 - shares.back();
}

double route_value(Reader const& reader, Measure const& measure, Place const& run) {
  auto const days = reader.numbers("response_days_quantiles", within(run, index_of(reader, "route", measure.route)));
  auto const& shares = std::get<std::vector<double>>(reader.dimension("quantile").values);
  if (measure.days_above) return share_above(shares, days.values, *measure.days_above);
  auto const found = std::ranges::find(shares, measure.quantile.value_or(nan));
  if (found == shares.end())
    throw ResultsError(fmt::format("{}: keeps no such quantile of days", reader.path().string()));
  return days.values[static_cast<std::size_t>(found - shares.begin())];
}

/// A statistic of one value a year.
double statistic_of(std::vector<double> const& years, Statistic statistic) {
  switch (statistic) {
    case Statistic::mean:
      return estimate::mean(years);
    case Statistic::first_year:
      return years.front();
    case Statistic::last_year:
      return years.back();
    case Statistic::change:
      return years.back() - years.front();
    case Statistic::swing:
      break;
  }
  std::vector<double> changes;
  for (std::size_t i = 1; i < years.size(); ++i) changes.push_back(std::abs(years[i] - years[i - 1]));
  return estimate::mean(changes);
}

/// What an instrument read: once, or each year.
double reading_value(Reader const& reader, Measure const& measure, Place const& run) {
  auto const& [variable, labels] = measure.reading;
  auto const block = reader.numbers(variable, run);
  std::size_t at = 0, stride = 1, n_year = 1, year_stride = 0;
  for (auto axis = block.shape.size(); axis-- > 0; stride *= block.shape[axis]) {
    auto const& name = block.dimensions[axis];
    if (name == "year") {
      n_year = block.shape[axis];
      year_stride = stride;
      continue;
    }
    auto const label = std::ranges::find(labels, name, &std::pair<std::string, std::string>::first);
    if (label == labels.end())
      throw ResultsError(fmt::format("{}: {} has an axis {}", reader.path().string(), variable, name));
    at += stride * index_of(reader, name, label->second);
  }
  std::vector<double> years;
  for (std::size_t year = 0; year < n_year; ++year) years.push_back(block.values[at + year * year_stride]);
  return statistic_of(years, measure.statistic);
}

double value_of(Reader const& reader, Measure const& measure, Place const& run) {
  if (!measure.outcome.empty())
    return reader.numbers("outcomes", within(run, index_of(reader, "outcome", measure.outcome))).values.front();
  if (!measure.route.empty()) return route_value(reader, measure, run);
  if (!measure.reading.variable.empty()) return reading_value(reader, measure, run);
  auto const own = series_value(reader, measure, measure.group, run);
  if (measure.rank_among.empty() || std::isnan(own)) return own;
  auto const n_below = std::ranges::count_if(
      measure.rank_among, [&](auto const& group) { return series_value(reader, measure, group, run) < own; });
  return 1.0 + static_cast<double>(n_below);
}

}  // namespace

std::vector<double> values_of(Reader const& reader, Measure const& measure, Place place) {
  auto const status = reader.numbers("run_status", place).values;
  std::vector<double> values;
  place.push_back(0);
  for (auto& run = place.back(); run < status.size(); ++run) {
    values.push_back(status[run] == 0 ? value_of(reader, measure, place) : nan);
  }
  return values;
}

std::vector<double> compared(std::vector<double> values, std::vector<double> const& others, Combine combine) {
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k] = combine == Combine::ratio ? values[k] / others.at(k) : values[k] - others.at(k);
  }
  return values;
}

}  // namespace wardmote::baseline
