#include "scenarios/experiment/crate.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/run/simulation.hpp"
#include "scenarios/experiment/folder.hpp"
#include "wardmote/version.hpp"

namespace wardmote::experiment {

using Json = nlohmann::ordered_json;

namespace {

struct Described {
  char const* name;
  char const* format;
  char const* words;
};
constexpr Described files[] = {
    {"results.h5", "application/x-hdf5",
     "every trajectory, outcome and cost of every run: netCDF-4, see docs/results.md"},
    {"plan.json", "application/json", "what was run and how it was to be read, fixed before the first run"},
    {"inputs.json", "application/json", "the files that decided it, with their text"},
    {"journal.jsonl", "application/jsonl", "what happened, session by session"},
};

Json reference(std::string const& id) { return {{"@id", id}}; }

}  // namespace

void write_crate(Plan const& plan, std::filesystem::path const& folder) {
  auto const& study = plan.study();
  auto graph = Json::array();
  graph.push_back({{"@id", "ro-crate-metadata.json"},
                   {"@type", "CreativeWork"},
                   {"conformsTo", reference("https://w3id.org/ro/crate/1.1")},
                   {"about", reference("./")}});
  auto parts = Json::array();
  auto entities = Json::array();
  for (auto const& file : files) {
    std::error_code error;
    auto const n_byte = std::filesystem::file_size(folder / file.name, error);
    if (error) continue;
    parts.push_back(reference(file.name));
    Json entity{{"@id", file.name},
                {"@type", "File"},
                {"name", file.name},
                {"description", file.words},
                {"encodingFormat", file.format}};
    // the journal goes on growing
    if (std::string_view(file.name) != "journal.jsonl") {
      entity["contentSize"] = std::to_string(n_byte);
      entity["sha256"] = sha256_of_file(folder / file.name);
    }
    entities.push_back(std::move(entity));
  }
  auto inputs = Json::array();
  for (auto const& input : study.inputs) {
    auto const id = fmt::format("#{}", input.path);
    inputs.push_back(reference(id));
    entities.push_back({{"@id", id}, {"@type", "CreativeWork"}, {"name", input.path}, {"sha256", input.sha256}});
  }
  graph.push_back({{"@id", "./"},
                   {"@type", "Dataset"},
                   {"name", study.title},
                   {"description", study.question + " A what-if, not a forecast."},
                   {"datePublished", timestamp()},
                   {"license", "data: see NOTICE of Wardmote; results: as the user decides"},
                   {"identifier", plan.hash()},
                   {"hasPart", parts},
                   {"mentions", reference("#run")}});
  graph.push_back(
      {{"@id", "#wardmote"},
       {"@type", "SoftwareApplication"},
       {"name", "Wardmote"},
       {"softwareVersion", fmt::format("{} ({}), results-version {}", version, revision, run::results_version)}});
  graph.push_back({{"@id", "#run"},
                   {"@type", "CreateAction"},
                   {"name", fmt::format("runs of the study {}", study.id)},
                   {"endTime", timestamp()},
                   {"instrument", reference("#wardmote")},
                   {"object", inputs},
                   {"result", reference("results.h5")}});
  for (auto& entity : entities) graph.push_back(std::move(entity));
  write_whole(folder / "ro-crate-metadata.json",
              Json{{"@context", "https://w3id.org/ro/crate/1.1/context"}, {"@graph", graph}}.dump(2) + "\n");
}

}  // namespace wardmote::experiment
