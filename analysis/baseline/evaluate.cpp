#include "analysis/baseline/evaluate.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/baseline/measure.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::baseline {

namespace {

using results::Reader;
using results::ResultsError;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Reader const& reader_of(Results const& results, std::string const& run) {
  auto const found = results.find(run);
  if (found == results.end()) throw ResultsError(fmt::format("there are no results of the run '{}'", run));
  return found->second;
}

/// One number a replication: the measure, or how it compares.
std::vector<double> numbers_of(Results const& results, Criterion const& criterion) {
  auto const values = values_of(reader_of(results, criterion.measure.run), criterion.measure, {0});
  if (!criterion.against) return values;
  auto const others = values_of(reader_of(results, criterion.against->run), *criterion.against, {0});
  if (others.size() != values.size())
    throw ResultsError(fmt::format("runs '{}' and '{}' have {} and {} replications; {} needs pairs",
                                   criterion.measure.run, criterion.against->run, values.size(), others.size(),
                                   criterion.id));
  return compared(values, others, criterion.combine);
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

std::string text_of(Measure const& measure, bool with_run) {
  auto text = measure.outcome;
  if (!measure.route.empty()) {
    text = measure.days_above ? fmt::format("share of {} above {:g} days", measure.route, *measure.days_above)
                              : fmt::format("quantile {:g} of {} days", measure.quantile.value_or(nan), measure.route);
  }
  if (!measure.series.empty()) {
    text = measure.series + " " +
           (measure.day ? fmt::format("on day {:g}", *measure.day)
                        : std::string{statistic_names[static_cast<std::size_t>(measure.statistic)]});
    for (auto const& part : {measure.zone, measure.group}) {
      if (!part.empty()) text += fmt::format(" of {}", part);
    }
    if (!measure.rank_among.empty()) text = fmt::format("rank from below of {}", text);
  }
  for (auto const& [axis, label] : measure.reading.labels) text += (text.empty() ? "" : ", ") + label;
  if (measure.reading.variable == "survey_answers")
    text += fmt::format(" {}", statistic_names[static_cast<std::size_t>(measure.statistic)]);
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

Finding judge(Criterion const& criterion, std::vector<double> values) {
  Finding finding{.criterion = criterion};
  auto const n_judged = static_cast<double>(values.size());
  auto const n_held = std::ranges::count_if(values, [&](double x) { return criterion.bounds.hold(x); });
  std::erase_if(values, [](double x) { return std::isnan(x); });
  finding.value = estimate::mean(values);
  finding.low = estimate::quantile(values, 0.05);
  finding.high = estimate::quantile(values, 0.95);
  auto const of_mean = criterion.over == Over::mean;
  finding.held = of_mean ? (criterion.bounds.hold(finding.value) ? 1.0 : 0.0) : static_cast<double>(n_held) / n_judged;
  auto const holds = of_mean ? finding.held == 1 : finding.held >= criterion.share;
  finding.outcome = criterion.role == Role::policy ? Outcome::reported : holds ? Outcome::passed : Outcome::failed;
  return finding;
}

std::vector<Finding> evaluate(std::span<Criterion const> criteria, Results const& results) {
  std::vector<Finding> findings;
  for (auto const& criterion : criteria) {
    if (!criterion.reproducible) {
      findings.push_back({.criterion = criterion});
      continue;
    }
    auto values = numbers_of(results, criterion);
    if (criterion.role == Role::policy) values = by_world(values, reader_of(results, criterion.measure.run));
    findings.push_back(judge(criterion, std::move(values)));
  }
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

namespace {

/// Outcomes, series and instruments that a criterion looks at.
std::vector<std::string> measured_by(Criterion const& criterion) {
  std::vector<std::string> names;
  auto const add = [&](Measure const& measure) {
    for (auto const* name : {&measure.outcome, &measure.series, &measure.reading.variable}) {
      if (!name->empty() && std::ranges::find(names, *name) == names.end()) names.push_back(*name);
    }
  };
  add(criterion.measure);
  if (criterion.against) add(*criterion.against);
  return names;
}

}  // namespace

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
                    {"measures", measured_by(criterion)},
                    {"source", criterion.source},
                    {"reason", criterion.reason}});
  }
  return rows;
}

}  // namespace wardmote::baseline
