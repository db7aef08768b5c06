#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/loader/catalogue.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/overrides.hpp"
#include "scenarios/loader/study.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using loader::Study;

std::string people(world::Council const& council) {
  std::uint64_t n_officer = 0;
  for (auto const& service : council.services) {
    for (auto const n : service.officers) n_officer += n;
  }
  return fmt::format("{}, as found on {}: {} wards, {} councillors, {} residents, {} services with {} officers",
                     council.name, loader::iso_date(council.as_found), council.wards.size(), council.n_councillor(),
                     grouped(council.n_resident()), council.services.size(), grouped(n_officer));
}

std::string parameters(Study const& study) {
  std::array<std::size_t, 3> n_tag{};
  std::size_t n_uncertain = 0;
  for (auto const& parameter : study.parameters) {
    ++n_tag[static_cast<std::size_t>(parameter.quantity.tag)];
    if (parameter.quantity.uncertain()) ++n_uncertain;
  }
  return fmt::format("{}, of them {} uncertain; {} measured here, {} borrowed, {} assumed", study.parameters.size(),
                     n_uncertain, n_tag[0], n_tag[1], n_tag[2]);
}

std::string levers(loader::Scenario const& scenario) {
  std::vector<std::string> texts;
  for (auto const& bound : scenario.levers) {
    texts.push_back(fmt::format("{} from {}", bound.lever.id, loader::iso_date(bound.from)));
  }
  return texts.empty() ? "no lever" : fmt::format("{}", fmt::join(texts, ", "));
}

void print_summary(std::string const& path, Study const& study, bool verbose) {
  std::cout << bold(fmt::format("{} is sound: {}", path, study.title)) << "\n";
  auto const n_scenario = study.scenarios.size();
  std::vector<std::vector<std::string>> rows{
      {"council", people(study.council)},
      {"time",
       fmt::format("{} to {}, recorded {}, after a warm-up of {} years", loader::iso_date(study.start),
                   loader::iso_date(study.end), study.record_every == loader::RecordEvery::week ? "weekly" : "monthly",
                   study.warm_up_years)},
      {"runs", fmt::format("{} scenarios x {} worlds x {} replications = {}; seed {}, mode {}", n_scenario,
                           study.runs.n_world, study.runs.n_replication,
                           grouped(std::uint64_t{n_scenario} * study.runs.n_world * study.runs.n_replication),
                           study.seed, study.mode == loader::Mode::chance ? "chance" : "uncertainty")},
      {"parameters", parameters(study)}};
  for (auto const& scenario : study.scenarios) {
    auto const is_baseline = &scenario == &study.scenarios.front();
    rows.push_back({is_baseline ? "baseline" : "scenario", fmt::format("{}: {}", scenario.id, levers(scenario))});
  }
  for (auto const& outcome : study.outcomes) {
    rows.push_back({outcome.guard ? "guard" : "outcome",
                    fmt::format("{}: {} is better, {} {} matters", outcome.id,
                                outcome.better == loader::Direction::lower ? "lower" : "higher", outcome.matters,
                                outcome.unit == "1" ? "(as a share of 1)" : outcome.unit)});
  }
  if (verbose) {
    for (auto const& input : study.inputs) rows.push_back({"file", fmt::format("{}  {}", input.sha256, input.path)});
  }
  for (auto& row : rows) row.front().insert(0, "  ");
  std::cout << columns(rows);
}

void print_json(Study const& study) {
  nlohmann::ordered_json result;
  result["study"] = nlohmann::json::parse(study.resolved_json);
  result["inputs"] = nlohmann::json::array();
  for (auto const& input : study.inputs) result["inputs"].push_back({{"path", input.path}, {"sha256", input.sha256}});
  result["warnings"] = study.warnings;
  std::cout << result.dump(2) << "\n";
}

}  // namespace

int check(std::vector<std::string> const& arguments) {
  Arguments line("check", "STUDY.toml",
                 "validates a study and all the files it names (or one file of another kind, alone)");
  add_set_option(line);
  line.options()("json", "print the study resolved in full, with the files read and their SHA-256");
  line.options()("paths", "print every path that --set may name");
  if (!line.parse(arguments, 1, 1)) return status_done;
  auto const& path = line.operand(0);

  // a file of another kind
  if (loader::kind_of_file(path) != "study") {
    if (line.has("set") || line.has("json") || line.has("paths")) {
      throw loader::InputError({},
                               fmt::format("check: --set, --json and --paths are for studies, and {} is none", path));
    }
    auto const summary = loader::check_file(path);
    if (!line.quiet()) std::cout << fmt::format("{} is sound: {}\n", path, summary);
    return status_done;
  }

  auto const study = loader::load_study(path, line.texts("set"));
  for (auto const& text : study.warnings) warning(text);
  if (line.has("json"))
    print_json(study);
  else if (line.has("paths"))
    std::cout << fmt::format("{}\n", fmt::join(loader::paths_of(study), "\n"));
  else if (!line.quiet())
    print_summary(path, study, line.verbose());
  return status_done;
}

}  // namespace wardmote::program
