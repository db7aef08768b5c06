#include "scenarios/program/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>
#include <numeric>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/compare/words.hpp"
#include "analysis/estimate/holm.hpp"
#include "analysis/estimate/summary.hpp"
#include "analysis/results/reader.hpp"
#include "analysis/sensitivity/morris.hpp"
#include "analysis/sensitivity/prcc.hpp"
#include "analysis/sensitivity/sobol.hpp"
#include "analysis/sensitivity/sweep.hpp"
#include "scenarios/experiment/design.hpp"
#include "scenarios/experiment/plan.hpp"
#include "scenarios/experiment/worlds.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using loader::DesignFactor;
using loader::Study;
using nlohmann::json;

constexpr std::uint32_t n_grid = 4;
constexpr double step = 2.0 / 3;       // half the grid over (grid - 1)
constexpr double mostly_chance = 0.9;  // share of the spread from which the rest is not shared out in words

/// All numbers that are uncertain, over their plausible ranges, and every switch.
std::vector<DesignFactor> uncertain_factors(Study const& study) {
  std::vector<DesignFactor> factors;
  for (auto const& factor : experiment::factors(study)) {
    auto const& quantity = *factor.quantity;
    auto const is_switch = quantity.unit == "switch";
    if (!is_switch && !quantity.uncertain()) continue;
    factors.push_back(experiment::range_of(factor.name, quantity));
    if (is_switch) factors.back().levels = {0, 1};
  }
  return factors;
}

/// The study for one design: chance alone beside it, nothing kept but outcomes.
Study with_design(Study study, loader::Design design) {
  study.mode = loader::Mode::chance;
  study.runs.n_world = study.runs.max_world = 1;
  study.keep = {false, false, false, false, false};
  study.record_every = loader::RecordEvery::month;
  study.design = std::move(design);
  study.resolve();
  return study;
}

/// Which difference of which scenario an index belongs to.
struct Target {
  std::size_t scenario = 0;  ///< along the sweep, from 1
  std::size_t outcome = 0;   ///< among the study's headline outcomes
};

std::vector<Target> targets_of(Study const& study) {
  std::vector<Target> targets;
  for (std::size_t s = 1; s < study.scenarios.size(); ++s) {
    for (std::size_t j = 0; j < study.outcomes.size(); ++j) targets.push_back({s, j});
  }
  return targets;
}

/// One number of the screening: what it does at most to any headline difference, in multiples of what matters.
struct Screened {
  std::size_t factor = 0;
  double most = 0;  ///< greatest mu* over targets
  Target where;     ///< of that one
  sensitivity::Screened there;
};

std::vector<Screened> screen(Study const& study, sensitivity::Sweep const& sweep) {
  std::vector<Screened> all(sweep.factors().size());
  for (std::size_t f = 0; f < all.size(); ++f) all[f].factor = f;
  for (auto const& target : targets_of(study)) {
    auto const& outcome = study.outcomes[target.outcome];
    auto const found =
        sensitivity::elementary_effects(sweep.points(), sweep.differences(target.scenario, outcome.index), step);
    for (std::size_t f = 0; f < all.size(); ++f) {
      auto const size = found[f].mean_absolute / outcome.matters;
      if (!(size > all[f].most)) continue;
      all[f].most = size;
      all[f].where = target;
      all[f].there = found[f];
    }
  }
  std::ranges::stable_sort(all, std::greater<>{}, &Screened::most);
  return all;
}

Study second_of(Study const& study, std::vector<DesignFactor> factors, std::uint32_t n_base) {
  auto const points = sensitivity::index_design(factors.size(), n_base);
  for (std::size_t f = 0; f < factors.size(); ++f) {
    std::vector<double> values;
    for (auto const& point : points) values.push_back(experiment::value_at(factors[f], point[f]));
    factors[f].levels = std::move(values);
  }
  loader::Design design;
  design.id = "sobol";
  design.title = "Indices of the numbers that matter most";
  design.method = loader::DesignMethod::list;
  design.factors = std::move(factors);
  return with_design(study, std::move(design));
}

/// Rank correlations of a target with each number, at the unmixed points alone.
std::vector<estimate::RankCorrelation> correlations(sensitivity::Sweep const& sweep,
                                                    std::vector<std::vector<double>> const& differences) {
  std::vector<std::vector<double>> points;
  std::vector<double> values;
  for (std::size_t p = 0; p < sweep.n_point(); ++p) {
    auto const mean = estimate::mean(differences[p]);
    if (p % (sweep.factors().size() + 2) >= 2 || !std::isfinite(mean)) continue;
    points.push_back(sweep.points()[p]);
    values.push_back(mean);
  }
  std::vector<estimate::RankCorrelation> found(sweep.factors().size());
  if (points.empty()) return found;
  found = sensitivity::partial_rank_correlations(points, values);
  std::vector<double> p_values;
  for (auto const& one : found) p_values.push_back(one.p_value);
  auto const adjusted = estimate::holm(p_values);
  for (std::size_t f = 0; f < found.size(); ++f) found[f].p_value = adjusted[f];
  return found;
}

json number(double x) { return std::isfinite(x) ? json(x) : json(nullptr); }

json screening_json(Study const& study, sensitivity::Sweep const& sweep, std::vector<Screened> const& screened) {
  json all = json::array();
  for (auto const& one : screened) {
    json item{{"parameter", sweep.factors()[one.factor]}, {"most_in_multiples_of_what_matters", one.most}};
    if (one.most > 0) {
      item.update({{"scenario", study.scenarios[one.where.scenario].id},
                   {"outcome", study.outcomes[one.where.outcome].id},
                   {"mean", one.there.mean},
                   {"mean_absolute", one.there.mean_absolute},
                   {"mean_absolute_error", number(one.there.error)},
                   {"spread", number(one.there.spread)},
                   {"chance", number(one.there.noise)},
                   {"effects", one.there.n_effect}});
    }
    all.push_back(std::move(item));
  }
  return all;
}

json indices_json(Study const& study, sensitivity::Sweep const& sweep) {
  json all = json::array();
  for (auto const& target : targets_of(study)) {
    auto const differences = sweep.differences(target.scenario, study.outcomes[target.outcome].index);
    auto const found = sensitivity::sobol_indices(differences, sweep.factors().size());
    auto const ranks = correlations(sweep, differences);
    json item{{"scenario", study.scenarios[target.scenario].id},
              {"outcome", study.outcomes[target.outcome].id},
              {"mean", number(found.mean)},
              {"variance", number(found.variance)},
              {"variance_of_chance", number(found.noise)},
              {"rows", found.n_row},
              {"parameters", json::array()}};
    for (std::size_t f = 0; f < found.factors.size(); ++f) {
      auto const& one = found.factors[f];
      item["parameters"].push_back({{"parameter", sweep.factors()[f]},
                                    {"first", number(one.first)},
                                    {"first_low", number(one.first_range.low)},
                                    {"first_high", number(one.first_range.high)},
                                    {"total", number(one.total)},
                                    {"total_low", number(one.total_range.low)},
                                    {"total_high", number(one.total_range.high)},
                                    {"prcc", ranks[f].rho},
                                    {"prcc_p_value", ranks[f].p_value}});
    }
    all.push_back(std::move(item));
  }
  return all;
}

void print(Study const& study, json const& result) {
  auto const title_of = [&](std::string const& id) {
    for (auto const& outcome : study.outcomes) {
      if (outcome.id == id) return outcome.title;
    }
    return id;
  };
  fmt::print("{}\n", bold("What the differences hang on: a what-if, not a forecast"));
  fmt::print(
      "  One world, the central values, at scale {:g}; one number at a time over its plausible range ({}\n"
      "  trajectories), then the strongest together. Sizes are multiples of the smallest difference that matters.\n\n",
      result["scale"].get<double>(), result["trajectories"].get<int>());
  std::vector<std::vector<std::string>> rows{{"moves it by", "+/-", "number", "most, in"}};
  auto const n_shown = std::min(result["screening"].size(), std::size_t{20});
  for (std::size_t i = 0; i < n_shown; ++i) {
    auto const& one = result["screening"][i];
    auto const size = one["most_in_multiples_of_what_matters"].get<double>();
    if (size == 0) break;
    auto const error = one["mean_absolute_error"].is_null() ? 0.0 : one["mean_absolute_error"].get<double>();
    rows.push_back({fmt::format("{:.2f}", size),
                    fmt::format("{:.2f}", error * size / one["mean_absolute"].get<double>()),
                    compare::meaning(one["parameter"].get<std::string>()),
                    fmt::format("{}, {}", one["scenario"].get<std::string>(), one["outcome"].get<std::string>())});
  }
  fmt::print("{}", columns(rows));
  for (auto const& target : result["indices"]) {
    if (target["variance"].is_null() || target["variance"].get<double>() <= 0) continue;
    auto const noise = target["variance_of_chance"].is_null() ? 0.0 : target["variance_of_chance"].get<double>();
    auto const variance = target["variance"].get<double>();
    fmt::print("\n{}: {}\n", bold(target["scenario"].get<std::string>()), title_of(target["outcome"]));
    auto const chance = noise / (noise + variance);
    if (chance > mostly_chance) {
      fmt::print("  chance is {:.0f} % of a single run's spread: too much to share out the rest at this scale\n",
                 100 * chance);
      continue;
    }
    fmt::print("  chance is {:.0f} % of a single run's spread; of the rest, by number:\n", 100 * chance);
    std::vector<std::vector<std::string>> shares{{"  alone", "range", "in all", "range", "ranks", "number"}};
    std::vector<json> sorted(target["parameters"].begin(), target["parameters"].end());
    std::ranges::stable_sort(
        sorted, [](json const& a, json const& b) { return a["total"].get<double>() > b["total"].get<double>(); });
    auto const percent = [](json const& x) { return fmt::format("{:.0f} %", 100 * x.get<double>()); };
    for (auto const& one : sorted) {
      if (one["total"].get<double>() < 0.05) continue;
      shares.push_back(
          {"  " + percent(one["first"]), fmt::format("{} to {}", percent(one["first_low"]), percent(one["first_high"])),
           percent(one["total"]), fmt::format("{} to {}", percent(one["total_low"]), percent(one["total_high"])),
           fmt::format("{:+.2f}", one["prcc"].get<double>()), compare::meaning(one["parameter"].get<std::string>())});
    }
    fmt::print("{}", columns(shares));
  }
}

/// The study whose points screen all that is uncertain, switches included; one world, the central values, outcomes
/// alone.
Study screening_of(Study const& study, SensitivitySize const& size) {
  loader::Design design;
  design.id = "morris";
  design.title = "Screening of all that is uncertain";
  design.method = loader::DesignMethod::morris;
  design.factors = uncertain_factors(study);
  design.n_trajectory = size.n_trajectory;
  design.n_grid = n_grid;
  if (design.factors.empty()) throw loader::InputError({}, "sensitivity: nothing in this study is uncertain");
  return with_design(study, std::move(design));
}

}  // namespace

SensitivityWork sensitivity_work(Study const& study, SensitivitySize const& size) {
  if (uncertain_factors(study).empty()) return {};
  auto const screening = screening_of(study, size);
  experiment::Plan const first(screening, SensitivitySize::scale);
  auto const n_factor = std::min<std::size_t>(size.n_factor, first.factor_paths().size());
  auto const n_second = size.n_base * (n_factor + 2) * study.runs.n_replication;
  auto const n_run = first.n_run() + n_second * study.scenarios.size();
  auto const n_warm_up = first.n_task() + n_second;
  return {n_run, static_cast<double>(n_run) * study.years + static_cast<double>(n_warm_up) * study.warm_up_years};
}

int sensitivity(std::vector<std::string> const& arguments) {
  Arguments line("sensitivity", "STUDY.toml", "which of the assumptions the differences between scenarios hang on");
  SensitivitySize size;
  add_study_options(line);
  add_session_options(line);
  line.options()("trajectories", po::value(&size.n_trajectory)->default_value(size.n_trajectory)->value_name("N"),
                 "of the screening of all numbers (Morris)")(
      "base", po::value(&size.n_base)->default_value(size.n_base)->value_name("N"),
      "rows of the design for shares of variance (Sobol); best a power of two")(
      "factors", po::value(&size.n_factor)->default_value(size.n_factor)->value_name("N"),
      "numbers that go on from the screening")("fresh", "replace what the folder holds")("json", "as JSON, in full");
  line.add_help(
      "Without --scale one in fifty citizens is simulated; wards, councillors, officers and desks stay whole.\n"
      "Stopped, it goes on where it was when the same command is given again. `wardmote plan STUDY.toml` says\n"
      "how long it takes.\n");
  if (!line.parse(arguments, 1, 1)) return status_done;
  if (size.n_trajectory < 2 || size.n_base < 8 || size.n_factor < 1) {
    throw loader::InputError({}, "sensitivity: needs --trajectories 2, --base 8 and --factors 1 at least");
  }
  auto const source = source_of(line);
  auto const& study = source.study;
  if (study.scenarios.size() < 2)
    throw loader::InputError({}, "sensitivity: the study has no scenario beside its baseline");
  auto options = options_of(line, source);
  if (!line.has("scale")) options.scale = SensitivitySize::scale;
  if (!line.has("output")) options.folder = "results/" + study.id + "-sensitivity";
  options.fresh = line.has("fresh");
  auto const root = options.folder;

  // one at a time
  auto const screening = screening_of(study, size);
  if (!line.quiet()) {
    message(fmt::format("screening {} numbers, then at most {} of them together, at scale {:g}",
                        screening.design->factors.size(), size.n_factor, options.scale));
  }
  options.folder = root / "morris";
  if (auto const status = run_session(line, screening, options, Says::messages_only); status == status_stopped)
    return status;
  auto const read = [](std::filesystem::path const& folder) {
    return with_results([&] { return sensitivity::Sweep(results::Reader(folder / "results.h5")); });
  };
  auto const first = read(options.folder);
  auto const screened = screen(study, first);

  // the strongest together
  std::vector<DesignFactor> strongest;
  for (auto const& one : screened) {
    if (strongest.size() < size.n_factor && one.most > 0) strongest.push_back(screening.design->factors[one.factor]);
  }
  json result{{"what_this_is", "A what-if, not a forecast. Shares of what we do not know, not of the world."},
              {"scale", options.scale},
              {"replications", study.runs.n_replication},
              {"trajectories", size.n_trajectory},
              {"base", size.n_base},
              {"screening", screening_json(study, first, screened)},
              {"indices", json::array()}};
  if (!strongest.empty()) {
    auto const second = second_of(study, strongest, size.n_base);
    options.folder = root / "sobol";
    if (auto const status = run_session(line, second, options, Says::messages_only); status == status_stopped)
      return status;
    result["indices"] = indices_json(study, read(options.folder));
  }
  if (line.has("json"))
    std::cout << result.dump(2) << "\n";
  else
    print(study, result);
  return status_done;
}

}  // namespace wardmote::program
