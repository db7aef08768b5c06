#include "analysis/baseline/evaluate.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/estimate/summary.hpp"

namespace wardmote::baseline {

namespace {

using results::Reader;
using results::ResultsError;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Place of a label on an axis.
std::size_t index_of(Reader const& reader, std::string_view axis, std::string const& label) {
  auto const labels = reader.dimension(axis).labels();
  auto const found = std::ranges::find(labels, label);
  if (found == labels.end()) throw ResultsError(fmt::format("{}: has no {} '{}'", reader.path().string(), axis, label));
  return static_cast<std::size_t>(found - labels.begin());
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
      break;
  }
  return mean_in(values, times, last) - mean_in(values, times, first);
}

/// A statistic of one series in one run, over the wards or for the group that `group` names.
double series_value(Reader const& reader, Measure const& measure, std::string const& group, std::size_t run) {
  auto const block = reader.numbers(measure.series, {0, run});
  auto const& times = std::get<std::vector<std::int64_t>>(reader.dimension("time").values);
  auto const n_part = block.values.size() / times.size();
  auto const weights =
      n_part > 1 ? weights_of(reader, measure, block.dimensions.back(), group) : std::vector<double>{1};
  std::vector<double> values;
  for (std::size_t t = 0; t < times.size(); ++t) {
    values.push_back(across(std::span{block.values}.subspan(t * n_part, n_part), weights));
  }
  return statistic_of(values, times, measure.statistic);
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

double route_value(Reader const& reader, Measure const& measure, std::size_t run) {
  auto const days = reader.numbers("response_days_quantiles", {0, run, index_of(reader, "route", measure.route)});
  auto const& shares = std::get<std::vector<double>>(reader.dimension("quantile").values);
  if (measure.days_above) return share_above(shares, days.values, *measure.days_above);
  auto const found = std::ranges::find(shares, measure.quantile.value_or(nan));
  if (found == shares.end())
    throw ResultsError(fmt::format("{}: keeps no such quantile of days", reader.path().string()));
  return days.values[static_cast<std::size_t>(found - shares.begin())];
}

double value_of(Reader const& reader, Measure const& measure, std::size_t run) {
  if (!measure.outcome.empty())
    return reader.numbers("outcomes", {0, run, index_of(reader, "outcome", measure.outcome)}).values.front();
  if (!measure.route.empty()) return route_value(reader, measure, run);
  auto const own = series_value(reader, measure, measure.group, run);
  if (measure.rank_among.empty() || std::isnan(own)) return own;
  auto const n_below = std::ranges::count_if(
      measure.rank_among, [&](auto const& group) { return series_value(reader, measure, group, run) < own; });
  return 1.0 + static_cast<double>(n_below);
}

Reader const& reader_of(Results const& results, std::string const& run) {
  auto const found = results.find(run);
  if (found == results.end()) throw ResultsError(fmt::format("there are no results of the run '{}'", run));
  return found->second;
}

/// The measure in every replication; NaN where the run failed.
std::vector<double> values_of(Results const& results, Measure const& measure) {
  auto const& reader = reader_of(results, measure.run);
  auto const status = reader.numbers("run_status", {0}).values;
  std::vector<double> values;
  for (std::size_t k = 0; k < status.size(); ++k) values.push_back(status[k] == 0 ? value_of(reader, measure, k) : nan);
  return values;
}

/// One number a replication: the measure, or how it compares.
std::vector<double> compared(Results const& results, Criterion const& criterion) {
  auto values = values_of(results, criterion.measure);
  if (!criterion.against) return values;
  auto const others = values_of(results, *criterion.against);
  if (others.size() != values.size())
    throw ResultsError(fmt::format("runs '{}' and '{}' have {} and {} replications; {} needs pairs",
                                   criterion.measure.run, criterion.against->run, values.size(), others.size(),
                                   criterion.id));
  for (std::size_t k = 0; k < values.size(); ++k) {
    values[k] = criterion.combine == Combine::ratio ? values[k] / others[k] : values[k] - others[k];
  }
  return values;
}

/// Means of the replications of each world.
std::vector<double> by_world(std::vector<double> const& values, Reader const& reader) {
  auto const world = reader.numbers("replication_world").values;
  std::vector<std::vector<double>> grouped(reader.size("world"));
  for (std::size_t k = 0; k < values.size(); ++k) grouped.at(static_cast<std::size_t>(world[k])).push_back(values[k]);
  std::vector<double> means;
  for (auto const& one : grouped) means.push_back(estimate::mean(one));
  return means;
}

Finding judge(Criterion const& criterion, Results const& results) {
  Finding finding{.criterion = criterion};
  if (!criterion.reproducible) return finding;
  auto values = compared(results, criterion);
  auto const policy = criterion.role == Role::policy;
  if (policy) values = by_world(values, reader_of(results, criterion.measure.run));

  auto const n_judged = static_cast<double>(values.size());
  auto const n_held = std::ranges::count_if(values, [&](double x) { return criterion.bounds.hold(x); });
  std::erase_if(values, [](double x) { return std::isnan(x); });
  finding.value = estimate::mean(values);
  finding.low = estimate::quantile(values, 0.05);
  finding.high = estimate::quantile(values, 0.95);
  auto const of_mean = criterion.over == Over::mean;
  finding.held = of_mean ? (criterion.bounds.hold(finding.value) ? 1.0 : 0.0) : static_cast<double>(n_held) / n_judged;
  auto const holds = of_mean ? finding.held == 1 : finding.held >= criterion.share;
  finding.outcome = policy ? Outcome::reported : holds ? Outcome::passed : Outcome::failed;
  return finding;
}

std::string text_of(Measure const& measure, bool with_run) {
  auto text = measure.outcome;
  if (!measure.route.empty()) {
    text = measure.days_above ? fmt::format("share of {} above {:g} days", measure.route, *measure.days_above)
                              : fmt::format("quantile {:g} of {} days", measure.quantile.value_or(nan), measure.route);
  }
  if (!measure.series.empty()) {
    text = fmt::format("{} {}", measure.series, statistic_names[static_cast<std::size_t>(measure.statistic)]);
    for (auto const& part : {measure.zone, measure.group}) {
      if (!part.empty()) text += fmt::format(" of {}", part);
    }
    if (!measure.rank_among.empty()) text = fmt::format("rank from below of {}", text);
  }
  return with_run ? fmt::format("{} in {}", text, measure.run) : text;
}

std::string text_of(Bounds const& bounds) {
  if (std::isinf(bounds.high)) return fmt::format("{} {:g}", bounds.strict ? ">" : "≥", bounds.low);
  if (std::isinf(bounds.low)) return fmt::format("{} {:g}", bounds.strict ? "<" : "≤", bounds.high);
  return fmt::format("within {:g} to {:g}", bounds.low, bounds.high);
}

}  // namespace

std::string_view name_of(Outcome outcome) {
  constexpr auto names = std::to_array<std::string_view>({"pass", "fail", "policy question: reported", "not measured"});
  return names[static_cast<std::size_t>(outcome)];
}

std::vector<Finding> evaluate(std::span<Criterion const> criteria, Results const& results) {
  std::vector<Finding> findings;
  for (auto const& criterion : criteria) findings.push_back(judge(criterion, results));
  return findings;
}

std::string text_of(Criterion const& criterion) {
  if (!criterion.reproducible) return {};
  auto const two_runs = criterion.against && criterion.against->run != criterion.measure.run;
  auto text = text_of(criterion.measure, two_runs);
  if (criterion.against) {
    text +=
        fmt::format(" {} {}", criterion.combine == Combine::ratio ? "/" : "-", text_of(*criterion.against, two_runs));
  }
  text += " " + text_of(criterion.bounds);
  if (criterion.role == Role::policy) return text + ", in what share of worlds";
  if (criterion.over == Over::mean) return text + ", on the mean of replications";
  return text + fmt::format(" in {:g} % of replications", 100 * criterion.share);
}

nlohmann::ordered_json to_json(std::span<Finding const> findings) {
  using nlohmann::ordered_json;
  auto const number = [](double x) { return std::isfinite(x) ? ordered_json(x) : ordered_json(nullptr); };
  auto rows = ordered_json::array();
  for (auto const& finding : findings) {
    auto const& criterion = finding.criterion;
    auto const judged = finding.outcome == Outcome::passed || finding.outcome == Outcome::failed;
    rows.push_back({{"id", criterion.id},
                    {"statement", criterion.statement},
                    {"criterion", text_of(criterion)},
                    {"value", number(finding.value)},
                    {"low", number(finding.low)},
                    {"high", number(finding.high)},
                    {"pass", judged ? ordered_json(finding.outcome == Outcome::passed) : ordered_json(nullptr)},
                    {"catalogue", criterion.catalogue},
                    {"role", role_names[static_cast<std::size_t>(criterion.role)]},
                    {"held", number(finding.held)},
                    {"source", criterion.source},
                    {"reason", criterion.reason}});
  }
  return rows;
}

}  // namespace wardmote::baseline
