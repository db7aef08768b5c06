#include <cmath>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/measure/record.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/study.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using loader::Study;

/// How much a study is, before anything runs.
struct Forecast {
  std::uint64_t n_run = 0;      ///< scenarios x worlds x replications
  std::uint64_t n_warm_up = 0;  ///< worlds x replications: shared by the scenarios
  std::uint64_t n_time = 0;     ///< instants recorded of each run
  std::uint64_t bytes_run = 0;  ///< of results, before compression
  double years_run = 0;         ///< simulated, warm-ups included, all runs together
  double occasions = 0;         ///< times citizens come up, all runs together, by the central values
};

Forecast forecast(Study const& study, double scale) {
  Forecast f;
  f.n_warm_up = std::uint64_t{study.runs.n_world} * study.runs.n_replication;
  f.n_run = f.n_warm_up * study.scenarios.size();
  auto const n_day = static_cast<std::uint64_t>((study.end - study.start).count());
  f.n_time = study.record_every == loader::RecordEvery::week ? (n_day + 6) / 7
                                                             : static_cast<std::uint64_t>(std::ceil(study.years * 12));

  // results of one run: engine/measure/record.hpp
  std::uint64_t cells = 0;
  for (auto const& series : measure::series_specs()) {
    cells += series.axis == measure::Axis::ward    ? study.council.wards.size()
             : series.axis == measure::Axis::group ? measure::group_names().size()
                                                   : 1;
  }
  auto const n_year = static_cast<std::uint64_t>(std::ceil(study.years));
  f.bytes_run = 4 * cells * f.n_time + 4 * measure::route_names().size() * measure::response_quantiles().size() +
                8 * 3 * measure::budget_lines().size() * n_year + 8 * measure::outcome_specs().size();

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

std::string megabytes(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", bytes / 1e3);
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return fmt::format("{:.1f} GB", bytes / 1e9);
}

}  // namespace

int plan(std::vector<std::string> const& arguments) {
  Arguments line("plan", "STUDY.toml", "forecast of a study's runs and results, before running it");
  add_set_option(line);
  line.options()("scale", po::value<double>()->default_value(1.0)->value_name("F"),
                 "share of citizens simulated, above 0 and up to 1");
  line.options()("json", "as JSON");
  if (!line.parse(arguments, 1, 1)) return status_done;
  auto const scale = line.value<double>("scale");
  if (!(scale > 0 && scale <= 1))
    throw loader::InputError({}, fmt::format("plan: --scale {} (must be above 0 and at most 1)", scale));
  auto const study = loader::load_study(line.operand(0), line.texts("set"));
  for (auto const& text : study.warnings) warning(text);
  auto const f = forecast(study, scale);

  auto const bytes = f.bytes_run * f.n_run;
  if (line.has("json")) {
    std::cout << nlohmann::ordered_json{{"scenarios", study.scenarios.size()},
                                        {"worlds", study.runs.n_world},
                                        {"replications", study.runs.n_replication},
                                        {"runs", f.n_run},
                                        {"warm_ups", f.n_warm_up},
                                        {"instants_recorded", f.n_time},
                                        {"simulated_years", f.years_run},
                                        {"citizen_occasions", f.occasions},
                                        {"results_bytes_at_most", bytes}}
                     .dump(2)
              << "\n";
    return status_done;
  }
  std::cout << columns(
      {{"runs", fmt::format("{} ({} scenarios x {} worlds x {} replications) and {} warm-ups, which scenarios share",
                            grouped(f.n_run), study.scenarios.size(), study.runs.n_world, study.runs.n_replication,
                            grouped(f.n_warm_up))},
       {"time", fmt::format("{} to {}: {} instants recorded of each run; {:.0f} years simulated in all",
                            loader::iso_date(study.start), loader::iso_date(study.end), f.n_time, f.years_run)},
       {"work", fmt::format("about {:.3g} occasions of citizens (issues, calls, invitations), by the central values",
                            f.occasions)},
       {"results", fmt::format("at most {} on disk, before compression", megabytes(static_cast<double>(bytes)))}});
  return status_done;
}

}  // namespace wardmote::program
