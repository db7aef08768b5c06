#include "scenarios/loader/study.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>

#include "scenarios/loader/council_file.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/overrides.hpp"
#include "scenarios/loader/parameter_file.hpp"
#include "scenarios/loader/resolved_json.hpp"
#include "scenarios/loader/scenario_file.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace {

constexpr auto mode_names = std::to_array<std::string_view>({"uncertainty", "chance"});
constexpr auto streams_names = std::to_array<std::string_view>({"common", "own"});
constexpr auto record_names = std::to_array<std::string_view>({"week", "month"});
constexpr auto direction_names = std::to_array<std::string_view>({"lower", "higher"});

void read_times(TomlTable const& file, Study& study) {
  study.start = file.date("start");
  study.years = file.number("years", 0, 100);
  if (study.years <= 0) fail(file.at("years"), "years", "must be above 0");
  study.end = end_after(study.start, study.years);
  study.warm_up_years = file.number("warm_up_years", 0, 50);
  if (file.find("record_every") != nullptr)
    study.record_every = static_cast<RecordEvery>(file.choice("record_every", record_names));
}

void read_keep(TomlTable const& file, Study& study) {
  if (file.find("keep") == nullptr) return;
  for (auto const& [name, member] : keep_names) study.keep.*member = false;
  std::vector<std::string_view> names;
  for (auto const& [name, member] : keep_names) names.push_back(name);
  for (auto const& wanted : file.names("keep")) {
    auto const found = std::find(names.begin(), names.end(), wanted.text);
    if (found == names.end()) {
      throw InputError(wanted.place, fmt::format("keep = \"{}\" ({})", wanted.text,
                                                 hint(wanted.text, std::span<std::string_view const>{names})));
    }
    study.keep.*keep_names[static_cast<std::size_t>(found - names.begin())].second = true;
  }
}

/// Every factor must be a number of the study, and both ends of its range or all its levels possible.
void check_design(Study const& study) {
  for (auto const& factor : study.design->factors) {
    auto values = factor.levels;
    if (values.empty()) values = {factor.low, factor.high};
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    for (auto const value : values) {
      auto const setting = fmt::format("{}={}", factor.path, value);
      try {
        with_settings(study, {setting});
      } catch (InputError const& error) {
        std::string_view why = error.what();
        auto const option = fmt::format("--set {}: ", setting);
        if (why.starts_with(option)) why.remove_prefix(option.size());
        throw InputError(factor.place, std::string{why});
      }
    }
  }
}

void read_runs(TomlTable const& file, Study& study) {
  constexpr std::int64_t most = 1'000'000;
  study.seed = static_cast<std::uint64_t>(file.integer("seed", 0, std::numeric_limits<std::int64_t>::max()));
  study.mode = static_cast<Mode>(file.choice("mode", mode_names));
  if (file.find("streams") != nullptr) study.streams = static_cast<Streams>(file.choice("streams", streams_names));
  TomlTable const runs{file.sub("runs"), "runs", {"worlds", "replications", "max_worlds"}};
  study.runs.n_world = static_cast<std::uint32_t>(runs.integer("worlds", 1, most));
  study.runs.n_replication = static_cast<std::uint32_t>(runs.integer("replications", 2, most));
  study.runs.max_world = study.runs.n_world;
  if (auto const* limit = runs.find("max_worlds")) {
    study.runs.max_world = static_cast<std::uint32_t>(read_integer(*limit, "runs.max_worlds", 1, most));
    if (study.runs.max_world < study.runs.n_world) {
      fail(*limit, "runs.max_worlds", fmt::format("must be at least worlds = {}", study.runs.n_world));
    }
  }
  if (study.mode == Mode::chance) study.runs.n_world = study.runs.max_world = 1;  // the central values
  study.runs.first_world = study.runs.n_world;
}

void read_outcomes(TomlTable const& file, Study& study) {
  auto const specs = measure::outcome_specs();
  std::vector<std::string_view> ids;
  for (auto const& spec : specs) ids.push_back(spec.id);
  for (auto const* entry : file.entries("outcome")) {
    TomlTable const table{*entry, "outcome", {"id", "title", "better", "matters", "unit", "guard", "reason"}};
    Outcome outcome;
    outcome.id = table.string("id");
    auto const found = std::find(ids.begin(), ids.end(), outcome.id);
    if (found == ids.end()) {
      fail(table.at("id"), "outcome.id",
           "no such outcome; " + hint(outcome.id, std::span<std::string_view const>{ids}));
    }
    outcome.index = static_cast<std::size_t>(found - ids.begin());
    for (auto const& other : study.outcomes) {
      if (other.id == outcome.id) fail(table.at("id"), "outcome.id", "is named twice");
    }
    auto const& spec = specs[outcome.index];
    outcome.title = table.string("title");
    outcome.better = static_cast<Direction>(table.choice("better", direction_names));
    outcome.unit = table.string("unit");
    if (outcome.unit != spec.units) fail(table.at("unit"), "outcome.unit", fmt::format("expected \"{}\"", spec.units));
    outcome.matters = table.number("matters", 0, spec.reach);
    if (outcome.matters <= 0) fail(table.at("matters"), "outcome.matters", "must be above 0");
    outcome.guard = table.boolean_or("guard", false);
    outcome.reason = table.string_or("reason", "");
    study.outcomes.push_back(std::move(outcome));
  }
  if (study.outcomes.empty())
    throw InputError({place_of(file.table()).file, 1, 1}, "has no [[outcome]]: what is the study to judge?");
}

void read_budget(TomlTable const& file, Study& study) {
  if (file.find("budget") == nullptr) return;
  TomlTable const table{file.sub("budget"),
                        "budget",
                        {"officer_hours_year", "pounds_year", "price_year", "discount_rate", "optimism_bias"}};
  auto const read = [&](std::string_view key) -> std::optional<double> {
    if (table.find(key) == nullptr) return std::nullopt;
    return table.number(key, 0, 1e12);
  };
  study.budget.officer_hours_year = read("officer_hours_year");
  study.budget.pounds_year = read("pounds_year");
  if (table.find("price_year") != nullptr) study.budget.price_year = table.integer("price_year", 1900, 2100);
  study.budget.discount_rate = table.number_or("discount_rate", 0, 0.2, study.budget.discount_rate);
  if (auto const* bias = table.find("optimism_bias"))
    study.budget.optimism_bias = read_quantity(*bias, "budget.optimism_bias", {"share", 0, 10});
}

/// Baseline first, each once.
std::vector<Name> scenario_names(TomlTable const& file) {
  std::vector<Name> names{{file.string("baseline"), place_of(file.at("baseline"))}};
  for (auto& name : file.names("scenarios")) {
    if (name.text == names.front().text) {
      throw InputError(name.place, fmt::format("scenarios = \"{}\" (is the baseline already)", name.text));
    }
    names.push_back(std::move(name));
  }
  return names;
}

/// Levers are told apart by number in random keys.
void check_lever_numbers(Study const& study) {
  std::map<std::uint32_t, std::string> ids;
  for (auto const& scenario : study.scenarios) {
    for (auto const& bound : scenario.levers) {
      auto const [known, is_new] = ids.emplace(lever_number(bound.lever.id), bound.lever.id);
      if (!is_new && known->second != bound.lever.id) {
        throw InputError(bound.lever.place, fmt::format("levers {} and {} have the same number; rename one",
                                                        known->second, bound.lever.id));
      }
    }
  }
}

/// Weights of an experience are shares of 1 in every world, so one of them at least must be above 0 in every world.
void check_weights(Study const& study) {
  double least = 0;
  Place place;
  for (auto const& parameter : study.parameters) {
    if (!parameter.spec->name.starts_with("weight_")) continue;
    least += parameter.quantity.low;
    place = parameter.quantity.place;
  }
  if (least <= 0)
    throw InputError(place,
                     "weight_outcome, weight_speed, weight_feedback and weight_fairness may all be 0 (expected one "
                     "with low above 0)");
}

}  // namespace

Study load_study(std::string const& path, std::vector<std::string> const& sets) {
  return load_study(path, sets, data_folder_or_nothing());
}

Study load_study(std::string const& path, std::vector<std::string> const& sets, std::string const& data) {
  // the study's own file, with the options that change it
  Overrides overrides{sets};
  Library library{data};
  library.set_base(std::filesystem::path(path).parent_path().string());
  auto const& document = library.open(path, "study");
  library.use(document);
  overrides.apply_to_file(library.edit(document).table);
  TomlTable const file{
      document.table, "", {"wardmote", "kind",         "id",    "title",  "question",      "council", "parameters",
                           "baseline", "scenarios",    "start", "years",  "warm_up_years", "seed",    "mode",
                           "streams",  "record_every", "keep",  "design", "runs",          "outcome", "budget"}};
  Study study;
  study.sets = sets;
  study.id = file.string("id");
  study.title = file.string("title");
  study.question = file.string("question");
  read_times(file, study);
  read_runs(file, study);
  read_outcomes(file, study);
  read_budget(file, study);
  read_keep(file, study);

  // the council
  Name const council_name{file.string("council"), place_of(file.at("council"))};
  auto council = read_council(library, library.find("council", council_name, path));
  study.council = std::move(council.council);
  study.council_map = std::move(council.map);
  if (study.start < study.council.as_found) {
    fail(file.at("start"), "start",
         fmt::format("must not be before {}, the day {} is described as found", iso_date(study.council.as_found),
                     study.council.name));
  }

  // the parameters
  std::vector<Document const*> parameter_files;
  for (auto const& name : file.names("parameters")) {
    parameter_files.push_back(&library.find("parameters", name, path));
  }
  if (parameter_files.empty())
    throw InputError(place_of(document.table).file.empty() ? Place{document.shown, 1, 1} : place_of(document.table),
                     "parameters is missing (a list of files; one at least)");
  study.parameters = read_parameters(library, parameter_files, study.council.id);
  overrides.apply_to_parameters(study.parameters);
  check_weights(study);

  // the scenarios
  auto const is_date = [](std::string const& set) { return set.starts_with("years=") || set.starts_with("start="); };
  Window const window{study.start, study.end, std::ranges::any_of(sets, is_date)};
  for (auto const& name : scenario_names(file)) {
    auto const& scenario = library.find("scenario", name, path);
    study.scenarios.push_back(bind_scenario(library, scenario, study.council, window, study.warnings));
  }
  overrides.apply_to_scenarios(study.scenarios);
  overrides.expect_all_applied(study);
  check_lever_numbers(study);

  // the design
  if (file.find("design") != nullptr) {
    auto const& layout = library.find("design", {file.string("design"), place_of(file.at("design"))}, path);
    library.use(layout);
    study.design = read_design(library, layout);
    check_design(study);
  }

  study.inputs = library.inputs();
  study.resolve();
  return study;
}

std::uint32_t Runs::n_look() const {
  std::uint32_t look = 0;
  while (n_world_at(look) < max_world) ++look;
  return look + 1;
}

std::uint32_t Runs::n_world_at(std::uint32_t look) const {
  auto const doubled = std::uint64_t{first_world} << std::min(look, 31U);
  return static_cast<std::uint32_t>(std::min<std::uint64_t>(doubled, std::max(first_world, max_world)));
}

void Study::resolve() { resolved_json = to_json(*this).dump(); }

Study with_settings(Study const& study, std::vector<std::string> const& settings) {
  auto changed = study;
  Overrides overrides{settings};
  overrides.apply_to_parameters(changed.parameters);
  overrides.apply_to_scenarios(changed.scenarios);
  overrides.expect_all_applied(changed);
  check_weights(changed);
  return changed;
}

}  // namespace wardmote::loader
