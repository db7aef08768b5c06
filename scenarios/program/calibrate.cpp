#include <algorithm>
#include <cmath>
#include <iostream>

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
using loader::Quantity;
using loader::Study;
using nlohmann::json;

constexpr std::size_t n_left = 1000;     // points that stand for all that is not ruled out
constexpr double informed_below = 0.85;  // spread left of a range, as a share, below which the targets say something
constexpr double moved_above = 0.01;     // change of a value, as a share of its range, that is one

/// How much is run.
struct Size {
  std::uint32_t n_wave = 3, n_point = 0, n_replication = 2, n_check = 30;
};

/// What may be fitted: parameters that are assumed and uncertain, switches apart.
std::vector<ParameterValue> fittable(Study const& study) {
  std::vector<ParameterValue> all;
  for (auto const& parameter : study.parameters) {
    auto const& quantity = parameter.quantity;
    if (quantity.evidence == loader::Evidence::assumption && quantity.uncertain() && quantity.unit != "switch")
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

/// A parameter's value at a coordinate in [-1, 1] of its range, and back.
double value_at(Quantity const& quantity, double x) {
  auto const u = (x + 1) / 2;
  if (quantity.distribution == loader::Distribution::loguniform)
    return quantity.low * std::pow(quantity.high / quantity.low, u);
  return quantity.low + u * (quantity.high - quantity.low);
}
double coordinate_of(Quantity const& quantity, double value) {
  if (quantity.distribution == loader::Distribution::loguniform)
    return 2 * std::log(value / quantity.low) / std::log(quantity.high / quantity.low) - 1;
  return 2 * (value - quantity.low) / (quantity.high - quantity.low) - 1;
}

/// The study at these points, one world with central values elsewhere.
Study at_points(Study study, std::vector<ParameterValue> const& parameters, std::vector<Point> const& points,
                std::uint32_t n_replication) {
  loader::Design design;
  design.id = "points";
  design.title = "Points of a calibration";
  design.method = loader::DesignMethod::list;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    loader::DesignFactor factor;
    factor.path = parameters[i].path() + ".value";
    factor.place = parameters[i].quantity.place;
    for (auto const& point : points) factor.levels.push_back(value_at(parameters[i].quantity, point[i]));
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

/// Where a number should be such that single runs are inside, too, where those are judged.
Target aim_of(Criterion const& criterion, double chance) {
  Target aim{criterion.id, criterion.bounds.low, criterion.bounds.high};
  constexpr double normal_95 = 1.645;
  auto const width = aim.high - aim.low;  // infinite of one-sided criteria
  auto const wanted = criterion.over == baseline::Over::mean ? 0.0 : normal_95 * chance;
  auto const margin = std::min(wanted, 0.45 * width);
  aim.low += margin;
  aim.high -= margin;
  return aim;
}

/// What came of a parameter.
struct Fitted {
  ParameterValue before, after;
  double left = 1;  ///< spread of what is not ruled out, as a share of its range's
  [[nodiscard]] bool informed() const { return left < informed_below; }
  [[nodiscard]] bool moved() const {
    return std::abs(after.quantity.value - before.quantity.value) >
           moved_above * (before.quantity.high - before.quantity.low);
  }
};

/// Three significant digits: more than any target tells.
double rounded(double x) { return std::stod(fmt::format("{:.3g}", x)); }

Fitted fitted_of(ParameterValue const& parameter, std::size_t i, Point const& nearest, std::vector<Point> const& left,
                 std::string const& criteria) {
  Fitted fitted{parameter, parameter};
  auto const& before = parameter.quantity;
  std::vector<double> coordinates;
  for (auto const& point : left) coordinates.push_back(point[i]);
  auto const spread = estimate::quantile(coordinates, 0.95) - estimate::quantile(coordinates, 0.05);
  fitted.left = spread / 1.8;  // of a uniform on [-1, 1]
  auto& after = fitted.after.quantity;
  auto const value = std::clamp(rounded(value_at(before, nearest[i])), before.low, before.high);
  after.value = value;
  if (!fitted.moved()) after.value = before.value;
  if (fitted.informed()) {
    after.low = std::max(before.low, rounded(value_at(before, estimate::quantile(coordinates, 0.05))));
    after.high = std::min(before.high, rounded(value_at(before, estimate::quantile(coordinates, 0.95))));
  }
  after.low = std::min(after.low, after.value);
  after.high = std::max(after.high, after.value);
  after.source = fmt::format("fitted within {:g} to {:g} (before: {:g}) to the calibration rows of {}; then: {}",
                             before.low, before.high, before.value, criteria, before.source);
  return fitted;
}

/// The shipped parameters that the study took.
std::string parameters_of(Study const& study) {
  for (auto const& input : study.inputs) {
    std::filesystem::path const path(input.path);
    if (input.shipped && path.parent_path() == "parameters") return path.stem().string();
  }
  return "base";
}

/// The file of what was fitted, on top of what the study had.
std::string file_text(std::vector<Fitted> const& all, std::string const& below, std::string const& command) {
  auto text = fmt::format(
      "# Written by the command below: values that meet the calibration rows, and ranges that they do not rule out.\n"
      "# What they say nothing about is not here and stays as it was. Ranges are of each number by itself: together\n"
      "# they allow less.\n"
      "#   {}\n"
      "wardmote = 1\nkind = \"parameters\"\nbuilds_on = \"{}\"\n",
      command, below);
  for (auto const& one : all) {
    if (one.informed() || one.moved()) text += "\n" + loader::parameter_entry(one.after);
  }
  return text;
}

json json_of(std::vector<Fitted> const& all) {
  json rows = json::array();
  for (auto const& one : all) {
    auto const range = [](Quantity const& q) { return json{{"value", q.value}, {"low", q.low}, {"high", q.high}}; };
    rows.push_back({{"parameter", one.before.path()},
                    {"prior", range(one.before.quantity)},
                    {"posterior", range(one.after.quantity)},
                    {"spread_left", one.left},
                    {"informed", one.informed()}});
  }
  return rows;
}

void print(std::vector<Fitted> all, std::vector<baseline::Finding> const& before,
           std::vector<baseline::Finding> const& after) {
  auto const range = [](Quantity const& q) { return fmt::format("{:g} ({:g} to {:g})", q.value, q.low, q.high); };
  std::ranges::stable_sort(all, {}, &Fitted::left);
  std::vector<std::vector<std::string>> rows{{"parameter", "before", "after", "range left"}};
  std::size_t n_kept = 0;
  for (auto const& one : all) {
    if (one.informed() || one.moved())
      rows.push_back({std::string{one.before.spec->name}, range(one.before.quantity), range(one.after.quantity),
                      fmt::format("{:.0f} %", 100 * std::min(1.0, one.left))});
    else
      ++n_kept;
  }
  std::cout << columns(rows)
            << fmt::format("{} more parameters: the targets say nothing of them; kept as they were.\n\n", n_kept);
  rows = {{"target", "before", "after", "should be", ""}};
  for (std::size_t c = 0; c < after.size(); ++c) {
    auto const held = after[c].criterion.over == baseline::Over::mean
                          ? std::string{}
                          : fmt::format(" in {:.0f} % of runs", 100 * after[c].held);
    rows.push_back({after[c].criterion.id, fmt::format("{:.3g}", before[c].value),
                    fmt::format("{:.3g}", after[c].value), baseline::text_of(after[c].criterion),
                    fmt::format("{}{}", after[c].outcome == baseline::Outcome::passed ? "met" : "MISSED", held)});
  }
  std::cout << columns(rows)
            << "\nFitted, not validated: rows held out are `wardmote check-baseline`'s, with these values.\n";
}

}  // namespace

int calibrate_baseline(std::vector<std::string> const& arguments) {
  Arguments line("calibrate", "[CRITERIA.toml]",
                 "fits what is assumed to the calibration rows, and says what they rule out (history matching)");
  Size size;
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
  if (!line.parse(arguments, 0, 1)) return status_done;
  if (size.n_wave < 1 || size.n_replication < 2 || size.n_check < 2)
    throw loader::InputError({}, "calibrate: needs --waves 1, --replications 2 and --check 2 at least");

  auto const path = line.n_operand() > 0 ? line.operand(0) : loader::shipped_criteria();
  auto const criteria = loader::load_criteria(path, line.texts("set"));
  auto const aims = aims_of(criteria);
  auto const parameters = fittable(*aims.study);
  if (parameters.empty())
    throw loader::InputError({}, "calibrate: no parameter of this study is assumed and uncertain");
  auto const n_least = static_cast<std::uint32_t>(parameters.size()) + 20;
  if (size.n_point == 0) size.n_point = std::max(n_least, 3 * static_cast<std::uint32_t>(parameters.size()));
  if (size.n_point < n_least)
    throw loader::InputError(
        {}, fmt::format("calibrate: {} parameters need --points {} at least", parameters.size(), n_least));
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
    match.tell(points, means(numbers));
    narrow.clear();
    json told = json::object();
    for (std::size_t c = 0; c < aims.criteria.size(); ++c) {
      narrow.push_back(aim_of(aims.criteria[c], chance_of(numbers[c])));
      told[aims.criteria[c].id] = match.emulators()[c].foretold();
    }
    waves.push_back({{"points", points.size()}, {"foretold", told}});
    message(fmt::format("wave {} of {}: {} points told", wave, size.n_wave, points.size()));
  }

  // of what is left, the point that changes least
  auto const left = match.ask(n_left);
  if (left.empty()) {
    throw loader::InputError({}, "calibrate: every point is ruled out: no values within their ranges meet all targets");
  }
  Point centre;
  for (auto const& parameter : parameters)
    centre.push_back(coordinate_of(parameter.quantity, parameter.quantity.value));
  auto const nearest = match.nearest(centre, left, narrow);
  std::vector<Fitted> all;
  Point fitted;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    all.push_back(fitted_of(parameters[i], i, nearest, left, criteria.id));
    fitted.push_back(coordinate_of(parameters[i].quantity, all.back().after.quantity.value));
  }
  if (auto const status = run("check", {centre, fitted}, size.n_check); status == status_stopped) return status;
  auto const numbers = numbers_in(root / "check", aims.criteria);
  std::vector<baseline::Finding> before, after;
  for (std::size_t c = 0; c < aims.criteria.size(); ++c) {
    before.push_back(baseline::judge(aims.criteria[c], numbers[c][0]));
    after.push_back(baseline::judge(aims.criteria[c], numbers[c][1]));
  }

  // what came of it
  auto const command =
      fmt::format("wardmote calibrate --scale {:g} --waves {} --points {} --replications {} --check {}", options.scale,
                  size.n_wave, size.n_point, size.n_replication, size.n_check);
  auto const file = root / "fitted.toml";
  with_results([&] { experiment::write_whole(file, file_text(all, parameters_of(*aims.study), command)); });
  if (line.has("json"))
    std::cout << json{{"criteria", criteria.id},
                      {"scale", options.scale},
                      {"waves", waves},
                      {"parameters", json_of(all)},
                      {"before", baseline::to_json(before)},
                      {"after", baseline::to_json(after)}}
                     .dump(2)
              << "\n";
  else
    print(std::move(all), before, after);
  message(fmt::format("fitted values: {}", file.string()));
  return status_done;
}

}  // namespace wardmote::program
