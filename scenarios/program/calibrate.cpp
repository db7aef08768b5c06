#include <algorithm>
#include <cmath>
#include <iostream>
#include <stdexcept>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/baseline/evaluate.hpp"
#include "analysis/baseline/measure.hpp"
#include "analysis/calibrate/history_match.hpp"
#include "analysis/estimate/summary.hpp"
#include "scenarios/experiment/files.hpp"
#include "scenarios/loader/criteria_file.hpp"
#include "scenarios/loader/parameter_file.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/fitted.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using baseline::Criterion;
using calibrate::HistoryMatch;
using calibrate::Point;
using calibrate::Target;
using loader::ParameterValue;
using loader::Study;
using nlohmann::json;

constexpr std::size_t n_left = 1000;  // points that stand for all that is not ruled out

/// How much is run.
struct Size {
  std::uint32_t n_wave = 3, n_point = 0, n_replication = 2, n_check = 30;
};

/// What may be fitted: parameters that are assumed and uncertain, switches apart.
std::vector<ParameterValue> fittable(Study const& study) {
  std::vector<ParameterValue> all;
  for (auto const& parameter : study.parameters) {
    auto const& quantity = parameter.quantity;
    auto const& name = parameter.spec->name;
    auto const only_measures = name.starts_with("survey_") || name.starts_with("workshop_");  // no target can see them
    if (quantity.evidence == loader::Evidence::assumption && quantity.uncertain() && quantity.unit != "switch" &&
        !only_measures)
      all.push_back(parameter);
  }
  return all;
}

/// What it may be fitted to, and the run that shows it.
struct Aims {
  Study const* study = nullptr;
  std::vector<Criterion> criteria;
  std::vector<Target> targets;
};

Aims aims_of(loader::Criteria const& criteria) {
  Aims aims;
  std::string run;
  for (auto const& criterion : criteria.criteria) {
    if (criterion.role != baseline::Role::calibration || !criterion.reproducible) continue;
    if (run.empty()) run = criterion.measure.run;
    if (criterion.measure.run != run || (criterion.against && criterion.against->run != run))
      throw loader::InputError(
          {}, fmt::format("calibrate: {} is measured in another run than '{}'; one run is fitted", criterion.id, run));
    aims.criteria.push_back(criterion);
    aims.targets.push_back({criterion.id, criterion.bounds.low, criterion.bounds.high});
  }
  if (run.empty())
    throw loader::InputError({}, R"(calibrate: no criterion has role = "calibration": there is nothing to fit to)");
  aims.study = &std::ranges::find(criteria.runs, run, &loader::CriteriaRun::id)->study;
  return aims;
}

/// The study at these points, one world with central values elsewhere.
Study at_points(Study study, std::vector<ParameterValue> const& parameters, std::vector<Point> const& points,
                std::uint32_t n_replication) {
  loader::Design design;
  design.id = "points";
  design.title = "Points of a calibration";
  design.method = loader::DesignMethod::list;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    auto factor = range_of(parameters[i]);
    std::vector<double> levels;
    for (auto const& point : points) levels.push_back(value_at(factor, point[i]));
    factor.levels = std::move(levels);
    design.factors.push_back(std::move(factor));
  }
  study.runs.n_world = study.runs.max_world = 1;
  study.runs.n_replication = n_replication;
  study.record_every = loader::RecordEvery::month;
  study.design = std::move(design);
  study.resolve();
  return study;
}

/// The criteria's numbers at every point: [n_criterion][n_point][n_replication].
using Numbers = std::vector<std::vector<std::vector<double>>>;
Numbers numbers_in(std::filesystem::path const& folder, std::vector<Criterion> const& criteria) {
  return with_results([&] {
    results::Reader const reader(folder / "results.h5");
    Numbers numbers(criteria.size());
    for (std::size_t c = 0; c < criteria.size(); ++c) {
      auto const& criterion = criteria[c];
      for (std::size_t p = 0; p < reader.size("point"); ++p) {
        auto values = baseline::values_of(reader, criterion.measure, {p, 0});
        if (criterion.against)
          values = baseline::compared(std::move(values), baseline::values_of(reader, *criterion.against, {p, 0}),
                                      criterion.combine);
        numbers[c].push_back(std::move(values));
      }
    }
    return numbers;
  });
}

std::vector<std::vector<double>> means(Numbers const& numbers) {
  std::vector<std::vector<double>> all(numbers.size());
  for (std::size_t c = 0; c < numbers.size(); ++c) {
    for (auto const& values : numbers[c]) all[c].push_back(estimate::mean(values));
  }
  return all;
}

/// Standard deviation of one replication by chance, pooled over points.
double chance_of(std::vector<std::vector<double>> const& points) {
  double sum = 0, freedom = 0;
  for (auto const& values : points) {
    auto const mean = estimate::mean(values);
    if (!std::isfinite(mean)) continue;
    for (auto const x : values) sum += (x - mean) * (x - mean);
    freedom += static_cast<double>(values.size() - 1);
  }
  return freedom > 0 ? std::sqrt(sum / freedom) : 0;
}

/// Where a number should be such that what is judged, single runs or the mean of `n_check`, is inside, too.
Target aim_of(Criterion const& criterion, double chance, std::uint32_t n_check) {
  Target aim{criterion.id, criterion.bounds.low, criterion.bounds.high};
  constexpr double normal_95 = 1.645;
  auto const width = aim.high - aim.low;  // infinite of one-sided criteria
  auto const wanted = normal_95 * chance / (criterion.over == baseline::Over::mean ? std::sqrt(n_check) : 1);
  auto const margin = std::min(wanted, 0.45 * width);
  aim.low += margin;
  aim.high -= margin;
  return aim;
}

/// The shipped parameters that the study took.
std::string parameters_of(Study const& study) {
  for (auto const& input : study.inputs) {
    std::filesystem::path const path(input.path);
    if (input.shipped && path.parent_path() == "parameters") return path.stem().string();
  }
  return "base";
}

void add_options(Arguments& line, Size& size) {
  line.options()("output,o", po::value<std::string>()->value_name("DIR")->default_value("results/calibrate"),
                 "folder for the runs of every wave and for fitted.toml")(
      "waves", po::value(&size.n_wave)->default_value(size.n_wave)->value_name("N"), "rounds of runs")(
      "points", po::value(&size.n_point)->value_name("N"), "points of a wave (default: three for each parameter)")(
      "replications", po::value(&size.n_replication)->default_value(size.n_replication)->value_name("N"),
      "replications at each point")("check", po::value(&size.n_check)->default_value(size.n_check)->value_name("N"),
                                    "replications by which the fit is judged in the end")(
      "scale", po::value<double>()->value_name("F")->default_value(0.05, "0.05"),
      "share of citizens simulated; wards, councillors, officers and desks stay whole")(
      "fresh", "replace what the folder holds")("json", "as JSON");
  add_set_option(line);
  add_session_options(line);
}

/// Criteria that cannot be measured at most points are the user's to leave out, not a bug.
void tell(HistoryMatch& match, std::vector<Point> const& points, Numbers const& numbers, std::uint32_t n_replication) {
  std::vector<double> chance;  // of a point's mean, the same at all points: they share their random numbers
  for (auto const& one : numbers) chance.push_back(chance_of(one) / std::sqrt(n_replication));
  try {
    match.tell(points, means(numbers), chance);
  } catch (std::invalid_argument const& error) {
    throw loader::InputError({}, fmt::format("calibrate: {}; more --points, or another criterion", error.what()));
  }
}

/// How the numbers of every point stand to the criteria: [n_point][n_criterion].
std::vector<std::vector<baseline::Finding>> judged(Numbers const& numbers, std::vector<Criterion> const& criteria) {
  std::vector<std::vector<baseline::Finding>> findings(numbers.front().size());
  for (std::size_t p = 0; p < findings.size(); ++p) {
    for (std::size_t c = 0; c < criteria.size(); ++c)
      findings[p].push_back(baseline::judge(criteria[c], numbers[c][p]));
  }
  return findings;
}

}  // namespace

int calibrate_baseline(std::vector<std::string> const& arguments) {
  Arguments line("calibrate", "[CRITERIA.toml]",
                 "fits what is assumed to the calibration rows, and says what they rule out (history matching)");
  Size size;
  add_options(line, size);
  if (!line.parse(arguments, 0, 1)) return status_done;
  if (size.n_wave < 1 || size.n_replication < 2 || size.n_check < 2)
    throw loader::InputError({}, "calibrate: needs --waves 1, --replications 2 and --check 2 at least");

  auto const path = line.operand_or(loader::shipped_criteria());
  auto const criteria = loader::load_criteria(path, line.texts("set"));
  auto const aims = aims_of(criteria);
  auto const parameters = fittable(*aims.study);
  if (parameters.empty())
    throw loader::InputError({}, "calibrate: no parameter of this study is assumed and uncertain");
  constexpr auto n_least = static_cast<std::uint32_t>(calibrate::Emulator::least_points);
  if (size.n_point == 0) size.n_point = std::max(n_least, 3 * static_cast<std::uint32_t>(parameters.size()));
  if (size.n_point < n_least)
    throw loader::InputError(
        {}, fmt::format("calibrate: --points {} are too few to learn from; {} at least", size.n_point, n_least));
  auto options = options_of(line, {*aims.study, line.value<double>("scale"), {}});
  options.fresh = line.has("fresh");
  auto const root = options.folder;
  auto const run = [&](std::string const& name, std::vector<Point> const& points, std::uint32_t n_replication) {
    options.folder = root / name;
    return run_session(line, at_points(*aims.study, parameters, points, n_replication), options, Says::messages_only);
  };

  // wave by wave, what is not ruled out
  HistoryMatch match(parameters.size(), aims.targets, aims.study->seed);
  std::vector<Target> narrow;
  json waves = json::array();
  for (std::uint32_t wave = 1; wave <= size.n_wave; ++wave) {
    auto const points = match.ask(size.n_point);
    if (points.size() < n_least) {
      warning(fmt::format("wave {}: only {} points are not ruled out: the targets contradict each other, or the ranges",
                          wave, points.size()));
      break;
    }
    auto const name = fmt::format("wave-{}", wave);
    if (auto const status = run(name, points, size.n_replication); status == status_stopped) return status;
    auto const numbers = numbers_in(root / name, aims.criteria);
    tell(match, points, numbers, size.n_replication);
    narrow.clear();
    json told = json::object();
    for (std::size_t c = 0; c < aims.criteria.size(); ++c) {
      narrow.push_back(aim_of(aims.criteria[c], chance_of(numbers[c]), size.n_check));
      told[aims.criteria[c].id] = match.emulators()[c].foretold();
    }
    waves.push_back({{"points", points.size()}, {"foretold", told}});
    if (wave == 1) {
      for (auto const t : match.aside())
        warning(fmt::format("{}: no values within the ranges come near {}; it is set aside, and judged in the end",
                            aims.criteria[t].id, baseline::text_of(aims.criteria[t])));
    }
    message(fmt::format("wave {} of {}: {} points told", wave, size.n_wave, points.size()));
  }

  // of what is left, the point that changes least
  auto const left = match.ask(n_left);
  if (left.empty()) {
    throw loader::InputError({}, "calibrate: every point is ruled out: no values within their ranges meet all targets");
  }
  Point centre;
  for (auto const& parameter : parameters)
    centre.push_back(coordinate_of(range_of(parameter), parameter.quantity.value));
  auto const nearest = match.nearest(centre, left, narrow);
  std::vector<Fitted> all;
  Point fitted;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    all.push_back(fitted_of(parameters[i], i, nearest, left, criteria.id));
    fitted.push_back(coordinate_of(range_of(parameters[i]), all.back().after.quantity.value));
  }
  if (auto const status = run("check", {centre, fitted}, size.n_check); status == status_stopped) return status;
  auto const findings = judged(numbers_in(root / "check", aims.criteria), aims.criteria);
  auto const &before = findings[0], &after = findings[1];

  // what came of it
  auto const command =
      fmt::format("wardmote calibrate --scale {:g} --waves {} --points {} --replications {} --check {}", options.scale,
                  size.n_wave, size.n_point, size.n_replication, size.n_check);
  auto const file = root / "fitted.toml";
  with_results([&] { experiment::write_whole(file, fitted_file(all, parameters_of(*aims.study), command)); });
  if (line.has("json"))
    std::cout << json{{"criteria", criteria.id},
                      {"scale", options.scale},
                      {"waves", waves},
                      {"parameters", to_json(all)},
                      {"before", baseline::to_json(before)},
                      {"after", baseline::to_json(after)}}
                     .dump(2)
              << "\n";
  else
    std::cout << fitted_table(std::move(all), before, after);
  message(fmt::format("fitted values: {}", file.string()));
  return status_done;
}

}  // namespace wardmote::program
