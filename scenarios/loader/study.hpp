/// \file
/// A study read from its files, checked and resolved: all that decides its runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/measure/record.hpp"
#include "engine/world/council.hpp"
#include "engine/world/parameters.hpp"
#include "scenarios/loader/design_file.hpp"
#include "scenarios/loader/lever.hpp"
#include "scenarios/loader/quantity.hpp"

namespace wardmote::loader {

/// One file that decided the study.
struct Input {
  std::string path;    ///< within the shipped data, or relative to the study's folder
  std::string sha256;  ///< 64 hexadecimal digits
  bool shipped;        ///< which of the two
  std::string text;    ///< its content
};

/// The value and range of one parameter of the model.
struct ParameterValue {
  world::ParameterSpec const* spec = nullptr;
  Quantity quantity;

  /// Its dotted name, "parameters.p_misroute".
  [[nodiscard]] std::string path() const { return "parameters." + std::string{spec->name}; }
};

enum class Direction : std::uint8_t { lower, higher };

/// An outcome the study asks about, with the difference that matters set before results are seen.
struct Outcome {
  std::string id;         ///< one of measure::outcome_specs()
  std::size_t index = 0;  ///< its place there
  std::string title;      ///< everyday words
  std::string unit;
  Direction better = Direction::higher;
  double matters = 0;  ///< smallest difference that matters, > 0, in `unit`
  bool guard = false;  ///< whether it must only not get worse
  std::string reason;  ///< why a smaller difference does not matter; may be empty
};

/// How many runs.
struct Runs {
  std::uint32_t n_world = 0;
  std::uint32_t n_replication = 0;  ///< of each world and scenario, >= 2
  std::uint32_t max_world = 0;      ///< n_world if not given
  std::uint32_t first_world = 0;    ///< worlds of the first round, after which each has twice as many as the last

  /// Rounds after which results are looked at: one, unless max_world is larger.
  [[nodiscard]] std::uint32_t n_look() const;
  /// Worlds there are at a look, from 0.
  [[nodiscard]] std::uint32_t n_world_at(std::uint32_t look) const;
};

/// What the council can spend in a year, and how money is added up.
struct Budget {
  std::optional<double> officer_hours_year;  ///< [h/year]
  std::optional<double> pounds_year;         ///< [£/year]
  std::optional<std::int64_t> price_year;    ///< whose prices the pounds are; the year of the start if not given
  double discount_rate = 0.035;              ///< a year; real, as the Green Book (HM Treasury 2022) has it
  std::optional<Quantity> optimism_bias;     ///< what policies cost beyond what is foreseen, as a share of it
};

/// What worlds differ in: nothing but chance, or all we do not know.
enum class Mode : std::uint8_t { uncertainty, chance };

/// Whether scenarios draw the baseline's random numbers, so that a difference is the policy's alone, or own ones.
enum class Streams : std::uint8_t { common, own };

enum class RecordEvery : std::uint8_t { week, month };

/// What of each run is kept, beside its outcomes.
struct Keep {
  bool council = true;      ///< trajectories of the council as a whole
  bool ward = true;         ///< by ward
  bool group = true;        ///< by group of adults
  bool quantiles = true;    ///< days to an answer
  bool costs = true;        ///< hours and money
  bool instruments = true;  ///< what surveys and the workshop read
};
/// Its members, as `keep` names them.
inline constexpr auto keep_names =
    std::to_array<std::pair<std::string_view, bool Keep::*>>({{"council", &Keep::council},
                                                              {"ward", &Keep::ward},
                                                              {"group", &Keep::group},
                                                              {"quantiles", &Keep::quantiles},
                                                              {"costs", &Keep::costs},
                                                              {"instruments", &Keep::instruments}});

struct Study {
  std::string id;
  std::string title;
  std::string question;
  world::Council council;
  std::string council_map;                 ///< path of the wards' GeoJSON; empty if there is none
  std::vector<ParameterValue> parameters;  ///< [n_parameter] in the order of world::parameter_specs()
  std::vector<Scenario> scenarios;         ///< the baseline first
  std::vector<Outcome> outcomes;           ///< headline outcomes, in the file's order
  Runs runs;
  Budget budget;
  std::chrono::sys_days start;
  double years = 0;
  std::chrono::sys_days end;  ///< first day after the study: whole years by the calendar, a rest as 365.25 days a year
  double warm_up_years = 0;
  std::uint64_t seed = 0;
  Mode mode = Mode::uncertainty;
  Streams streams = Streams::common;
  RecordEvery record_every = RecordEvery::week;
  Keep keep;
  std::optional<Design> design;       ///< a sweep, if there is one
  std::vector<Input> inputs;          ///< every file that decided the study, in the order read
  std::vector<std::string> sets;      ///< the --set options that changed it
  std::vector<std::string> warnings;  ///< what is allowed but probably not meant
  std::string resolved_json;  ///< what decides the runs and their reading, as canonical JSON: sorted keys, no files

  /// Writes resolved_json anew, after a change.
  void resolve();
};

/// Reads the study at `path` and all that it names, applies `sets` ("PATH=VALUE", in order) and checks the whole.
/// Throws InputError for anything that cannot be used.
Study load_study(std::string const& path, std::vector<std::string> const& sets = {});
/// The same with shipped data from that folder.
Study load_study(std::string const& path, std::vector<std::string> const& sets, std::string const& data);

/// The study with some of its parameters and levers' numbers as `settings` say ("PATH=VALUE"), as at a point of a
/// design. Its files and its resolved text stay those it was read from. Throws InputError.
Study with_settings(Study const& study, std::vector<std::string> const& settings);

}  // namespace wardmote::loader
