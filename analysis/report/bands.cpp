#include "analysis/report/bands.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analysis/estimate/summary.hpp"

namespace wardmote::report {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Replications of each world in which scenario and baseline are both complete.
std::vector<std::vector<std::size_t>> pairs_by_world(results::Reader const& reader, std::size_t scenario) {
  auto const status = reader.numbers("run_status");
  auto const world = reader.numbers("replication_world");
  std::vector<std::vector<std::size_t>> found;
  for (std::size_t k = 0; k < world.values.size(); ++k) {
    auto const w = static_cast<std::size_t>(world.values[k]);
    if (found.size() <= w) found.resize(w + 1);
    if (status(0, k) == 0 && status(scenario, k) == 0) found[w].push_back(k);
  }
  return found;
}

compare::Range range_of(std::vector<double>& values) {
  std::erase_if(values, [](double x) { return std::isnan(x); });
  return {estimate::quantile(values, 0.5), estimate::quantile(values, 0.05), estimate::quantile(values, 0.95)};
}

/// Weighted mean of what is a number; with no weights a sum.
double combine(double const* parts, std::vector<double> const& weights, Sum sum) {
  double total = 0, weight = 0;
  for (std::size_t p = 0; p < weights.size(); ++p) {
    if (std::isnan(parts[p])) continue;
    total += weights[p] * parts[p];
    weight += weights[p];
  }
  if (weight == 0) return nan;
  return sum == Sum::total ? total : total / weight;
}

/// What one run shows.
struct Trace {
  std::vector<double> council;  ///< [n_time]
  std::vector<double> parts;    ///< [n_part] mean of the last year
};

Trace trace_of(results::Array<double> const& block, std::vector<double> const& weights, Sum sum, std::size_t n_last) {
  auto const n_time = block.shape[0];
  auto const n_part = block.values.size() / n_time;
  Trace trace;
  for (std::size_t t = 0; t < n_time; ++t) trace.council.push_back(combine(&block.values[t * n_part], weights, sum));
  for (std::size_t p = 0; p < n_part; ++p) {
    double total = 0;
    std::size_t n = 0;
    for (auto t = n_time - n_last; t < n_time; ++t) {
      auto const value = block.values[t * n_part + p];
      if (std::isnan(value)) continue;
      total += value;
      ++n;
    }
    trace.parts.push_back(n > 0 ? total / static_cast<double>(n) : nan);
  }
  return trace;
}

/// Steps of the time axis that make the last year; all of them if there are fewer.
std::size_t last_year(results::Reader const& reader) {
  auto const* seconds = std::get_if<std::vector<std::int64_t>>(&reader.dimension("time").values);
  if (!seconds) throw results::ResultsError(reader.path().string() + ": its time axis does not count seconds");
  constexpr std::int64_t year = 364 * 86'400;
  auto const after = seconds->back() - year;
  return static_cast<std::size_t>(std::ranges::count_if(*seconds, [&](std::int64_t t) { return t > after; }));
}

/// Band over worlds of runs by world: [n_world][replication][n_time].
Band band_of(std::vector<std::vector<std::vector<double>>> const& by_world, std::size_t n_time) {
  Band band;
  for (std::size_t t = 0; t < n_time; ++t) {
    std::vector<std::vector<double>> values;
    std::vector<double> means;
    for (auto const& world : by_world) {
      values.emplace_back();
      for (auto const& run : world) {
        if (!std::isnan(run[t])) values.back().push_back(run[t]);
      }
      means.push_back(estimate::mean(values.back()));
    }
    auto const range = range_of(means);
    band.middle.push_back(range.middle);
    band.low.push_back(range.low);
    band.high.push_back(range.high);
    band.luck.push_back(std::sqrt(estimate::components(values).within));
  }
  return band;
}

/// Range over worlds of each part's difference; with `beside` of what it is beyond that part's.
std::vector<compare::Range> part_ranges(std::vector<std::vector<std::size_t>> const& pairs,
                                        std::vector<Trace> const& with, std::vector<Trace> const& without,
                                        std::optional<std::size_t> beside = {}) {
  std::vector<compare::Range> ranges;
  auto const n_part = without.front().parts.size();
  for (std::size_t p = 0; p < n_part; ++p) {
    std::vector<double> means;
    for (auto const& replications : pairs) {
      std::vector<double> differences;
      for (auto const k : replications) {
        auto d = with[k].parts[p] - without[k].parts[p];
        if (beside) d -= with[k].parts[*beside] - without[k].parts[*beside];
        if (!std::isnan(d)) differences.push_back(d);
      }
      means.push_back(estimate::mean(differences));
    }
    ranges.push_back(range_of(means));
  }
  return ranges;
}

std::vector<Trace> traces(results::Reader const& reader, std::string_view series, std::size_t scenario,
                          std::vector<double> const& weights, Sum sum, std::size_t n_last) {
  std::vector<Trace> found;
  for (std::size_t k = 0; k < reader.size("replication"); ++k) {
    found.push_back(trace_of(reader.numbers(series, {scenario, k}), weights, sum, n_last));
  }
  return found;
}

}  // namespace

std::vector<Shown> const& all_shown() {
  static std::vector<Shown> const table{
      {"enquiry_days_p90", "enquiries_open", Sum::total, ""},
      {"handler_known", "handler_known", Sum::wards, ""},
      {"news_early", "news_early", Sum::wards, ""},
      {"relation", "relation_councillor", Sum::wards, ""},
      {"participation", "participation_rate", Sum::adults, "participation_rate_by_group"},
      {"influence", "influence", Sum::adults, "influence_by_group"},
      {"trust", "trust_council_share", Sum::adults, "trust_council_share_by_group"},
      {"trust_mean", "trust_council", Sum::adults, "trust_council_by_group"},
      {"trust_councillor", "trust_councillor", Sum::adults, "trust_councillor_by_group"},
  };
  return table;
}

Shown const* shown_for(std::string_view outcome) {
  auto const found = std::ranges::find(all_shown(), outcome, &Shown::outcome);
  return found == all_shown().end() ? nullptr : &*found;
}

std::optional<Course> course_of(results::Reader const& reader, std::string_view outcome) {
  auto const* shown = shown_for(outcome);
  if (!shown || !reader.has(shown->series)) return std::nullopt;
  auto const& variable = *reader.layout().variable(shown->series);
  Course course{*shown, variable.units, variable.long_name, {}, {}, {}, {}, {}};
  auto const n_scenario = reader.size("scenario");
  auto const n_time = reader.size("time");
  auto const n_last = last_year(reader);
  auto const by_ward = variable.dimensions.back() == "ward";

  // weights of the parts
  auto weights = std::vector<double>(by_ward ? reader.size("ward") : 1, 1.0);
  if (by_ward && shown->sum == Sum::adults) weights = reader.numbers("ward_adults").values;

  auto const without = traces(reader, shown->series, 0, weights, shown->sum, n_last);
  auto const in_worlds = [](std::vector<std::vector<std::size_t>> const& pairs, auto&& value) {
    std::vector<std::vector<std::vector<double>>> by_world;
    for (auto const& replications : pairs) {
      by_world.emplace_back();
      for (auto const k : replications) by_world.back().push_back(value(k));
    }
    return by_world;
  };
  course.baseline =
      band_of(in_worlds(pairs_by_world(reader, 0), [&](std::size_t k) { return without[k].council; }), n_time);

  for (std::size_t s = 1; s < n_scenario; ++s) {
    auto const with = traces(reader, shown->series, s, weights, shown->sum, n_last);
    auto const pairs = pairs_by_world(reader, s);
    course.difference.push_back(band_of(in_worlds(pairs,
                                                  [&](std::size_t k) {
                                                    std::vector<double> difference(n_time);
                                                    for (std::size_t t = 0; t < n_time; ++t)
                                                      difference[t] = with[k].council[t] - without[k].council[t];
                                                    return difference;
                                                  }),
                                        n_time));
    if (by_ward) course.wards.push_back(part_ranges(pairs, with, without));
  }

  // groups
  if (!shown->by_group.empty() && reader.has(shown->by_group)) {
    std::vector<double> const equal(reader.size("group"), 1.0);
    auto const baseline = traces(reader, shown->by_group, 0, equal, Sum::wards, n_last);
    for (std::size_t s = 1; s < n_scenario; ++s) {
      auto const with = traces(reader, shown->by_group, s, equal, Sum::wards, n_last);
      auto const pairs = pairs_by_world(reader, s);
      course.groups.push_back(part_ranges(pairs, with, baseline));
      course.gaps.push_back(part_ranges(pairs, with, baseline, 0));
    }
  }
  return course;
}

}  // namespace wardmote::report
