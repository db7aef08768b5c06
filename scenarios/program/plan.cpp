#include <algorithm>
#include <cmath>
#include <iostream>
#include <optional>
#include <thread>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/resource.h>

#include "engine/measure/record.hpp"
#include "scenarios/experiment/experiment.hpp"
#include "scenarios/experiment/layout.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/scratch_folder.hpp"
#include "scenarios/loader/study.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/sensitivity.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using loader::Study;

/// How much a study is, before anything runs.
struct Forecast {
  std::uint64_t n_point = 1;    ///< of the design
  std::uint64_t n_run = 0;      ///< different ones
  std::uint64_t n_place = 0;    ///< in the results: points x scenarios x replications
  std::uint64_t n_warm_up = 0;  ///< points x worlds x replications: shared by the scenarios
  std::uint64_t n_time = 0;     ///< instants recorded of each run
  std::uint64_t bytes_run = 0;  ///< of results, before compression
  double years_run = 0;         ///< simulated, warm-ups included, all runs together
  double occasions = 0;         ///< times citizens come up, all runs together, by the central values
  std::string plan;             ///< hash of all that decides the runs and how they will be read

  /// On disk at most: results.h5 and the batches it is made from.
  [[nodiscard]] std::uint64_t bytes() const { return bytes_run * (n_place + n_run); }
};

Forecast forecast(Study const& study, double scale) {
  experiment::Plan const plan(study, scale);
  Forecast f;
  f.n_point = plan.n_point();
  f.n_warm_up = plan.n_task();
  f.n_run = plan.n_run();
  f.n_place = plan.n_task() * plan.n_scenario();
  f.n_time = plan.times().size();
  f.bytes_run = experiment::bytes_of_run(plan);
  f.plan = plan.hash();

  // work: what adults do in a year, by the central values
  double per_adult_year = 0;
  for (auto const& parameter : study.parameters) {
    if (parameter.spec->name.ends_with("_per_adult_year")) per_adult_year += parameter.quantity.value;
  }
  std::uint64_t n_adult = 0;
  for (auto const& ward : study.council.wards) {
    for (std::size_t band = 3; band < world::n_age_band; ++band) n_adult += ward.residents[band];
  }
  f.years_run = static_cast<double>(f.n_run) * study.years + static_cast<double>(f.n_warm_up) * study.warm_up_years;
  f.occasions = f.years_run * per_adult_year * static_cast<double>(n_adult) * scale;
  return f;
}

/// What one study of two runs cost at a small scale.
struct Sample {
  double scale = 0;
  double cpu_seconds = 0;  ///< for each simulated year
  double peak_bytes = 0;   ///< of the whole process, one thread
};

/// Runs the baseline and the last scenario once each, by the central values.
Sample sample(Study study, double scale) {
  study.mode = loader::Mode::chance;
  study.runs = {.n_world = 1, .n_replication = 1, .max_world = 1, .first_world = 1};
  study.design.reset();
  if (study.scenarios.size() > 2) study.scenarios.erase(study.scenarios.begin() + 1, study.scenarios.end() - 1);
  study.resolve();
  loader::ScratchFolder const folder;
  experiment::Options options;
  options.folder = folder.path();
  options.scale = scale;
  options.isolate = false;  // memory is measured in this process
  auto const summary = experiment::run_study(study, options);
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  auto const years = study.warm_up_years + study.years * static_cast<double>(study.scenarios.size());
  return {scale, summary.cpu_seconds / years, static_cast<double>(usage.ru_maxrss) * 1024};
}

/// Time and memory of the whole study.
struct Measured {
  double cpu_seconds = 0;
  double bytes = 0;
  double small_cpu_seconds = 0;  ///< for each simulated year, at the small scale
};

/// Measured at two small scales, along a straight line to the study's own: officers, councillors and desks cost the
/// same at any scale, citizens in proportion. Threads share the people and have a world each.
Measured pilot(Study const& study, Forecast const& f, double scale, std::uint32_t n_thread) {
  auto const small = sample(study, std::min(scale, SensitivitySize::scale));
  auto const large = sample(study, std::min(scale, 0.1));  // after the smaller one: the peak only rises
  auto const along = [&](double at_small, double at_large) {
    auto const slope = large.scale > small.scale ? (at_large - at_small) / (large.scale - small.scale) : 0;
    return at_large + std::max(0.0, slope) * (scale - large.scale);
  };
  auto const one_thread = along(small.peak_bytes, large.peak_bytes);
  return {f.years_run * along(small.cpu_seconds, large.cpu_seconds), one_thread * n_thread, small.cpu_seconds};
}

std::string duration(double seconds) {
  if (seconds < 90) return fmt::format("{:.0f} s", seconds);
  if (seconds < 5400) return fmt::format("{:.0f} min", seconds / 60);
  return fmt::format("{:.1f} h", seconds / 3600);
}

std::string megabytes(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", bytes / 1e3);
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

}  // namespace

int plan(std::vector<std::string> const& arguments) {
  Arguments line("plan", "STUDY.toml", "forecast of a study's runs and results, before running it");
  add_study_options(line);
  line.options()("pilot", "run two short samples to forecast time and memory, too");
  line.options()("threads", po::value<std::uint32_t>()->value_name("N"), "threads to reckon with (default: all cores)");
  line.options()("json", "as JSON");
  if (!line.parse(arguments, 1, 1)) return status_done;
  auto const source = source_of(line);
  auto const& study = source.study;
  auto const scale = source.scale;
  if (!(scale > 0 && scale <= 1))
    throw loader::InputError({}, fmt::format("plan: --scale {} (must be above 0 and at most 1)", scale));
  auto const f = forecast(study, scale);
  auto const sensitivity = study.design ? SensitivityWork{} : sensitivity_work(study, {});

  auto const asked = line.has("threads") ? line.value<std::uint32_t>("threads") : std::thread::hardware_concurrency();
  auto const n_thread =
      std::clamp<std::uint32_t>(asked, 1, static_cast<std::uint32_t>(f.n_warm_up));  // a world and replication each
  std::optional<Measured> measured;
  if (line.has("pilot")) measured = pilot(study, f, scale, n_thread);
  if (line.has("json")) {
    nlohmann::ordered_json result{{"scenarios", study.scenarios.size()},
                                  {"worlds", study.runs.n_world},
                                  {"replications", study.runs.n_replication},
                                  {"points", f.n_point},
                                  {"runs", f.n_run},
                                  {"warm_ups", f.n_warm_up},
                                  {"instants_recorded", f.n_time},
                                  {"simulated_years", f.years_run},
                                  {"citizen_occasions", f.occasions},
                                  {"disk_bytes_at_most", f.bytes()},
                                  {"sensitivity_runs_at_most", sensitivity.n_run},
                                  {"plan", f.plan}};
    if (measured) {
      result["threads"] = n_thread;
      result["cpu_seconds"] = measured->cpu_seconds;
      result["sensitivity_cpu_seconds"] = sensitivity.years * measured->small_cpu_seconds;
      result["memory_bytes"] = measured->bytes;
    }
    std::cout << result.dump(2) << "\n";
    return status_done;
  }
  std::vector<std::vector<std::string>> rows{
      {"runs", fmt::format("{} ({}{} scenarios x {} worlds x {} replications) and {} warm-ups, which scenarios share",
                           grouped(f.n_run), study.design ? fmt::format("{} points x ", grouped(f.n_point)) : "",
                           study.scenarios.size(), study.runs.n_world, study.runs.n_replication, grouped(f.n_warm_up))},
      {"period", fmt::format("{} to {}: {} instants recorded of each run; {:.0f} years simulated in all",
                             loader::iso_date(study.start), loader::iso_date(study.end), f.n_time, f.years_run)},
      {"work", fmt::format("about {:.3g} occasions of citizens (issues, calls, invitations), by the central values",
                           f.occasions)},
      {"disk",
       fmt::format("at most {}, before compression: results.h5 {}, batches {}",
                   megabytes(static_cast<double>(f.bytes())), megabytes(static_cast<double>(f.bytes_run * f.n_place)),
                   megabytes(static_cast<double>(f.bytes_run * f.n_run)))},
      {"sensitivity",
       fmt::format("`wardmote sensitivity` of it: at most {} runs more, at scale {:g}{}", grouped(sensitivity.n_run),
                   SensitivitySize::scale,
                   measured ? fmt::format(", about {} with {} threads",
                                          duration(sensitivity.years * measured->small_cpu_seconds / asked), asked)
                            : "")},
      {"plan", f.plan + " (frozen: what is run and how it will be read)"}};
  if (measured) {
    rows.push_back(
        {"time", fmt::format("about {} with {} threads ({} of CPU), from two samples at small scale",
                             duration(measured->cpu_seconds / n_thread), n_thread, duration(measured->cpu_seconds))});
    rows.push_back({"memory", fmt::format("about {}", megabytes(measured->bytes))});
  } else if (!line.quiet()) {
    message("time and memory depend on this machine: --pilot measures them");
  }
  std::cout << columns(rows);
  return status_done;
}

}  // namespace wardmote::program
