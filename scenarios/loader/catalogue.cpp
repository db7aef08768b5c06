#include "scenarios/loader/catalogue.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/loader/council_file.hpp"
#include "scenarios/loader/criteria_file.hpp"
#include "scenarios/loader/lever_file.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/parameter_file.hpp"
#include "scenarios/loader/quality_file.hpp"
#include "scenarios/loader/scenario_file.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace {

nlohmann::json as_json(toml::node const& node) {
  if (auto const* table = node.as_table()) {
    auto result = nlohmann::json::object();
    for (auto const& [key, value] : *table) result[std::string{key.str()}] = as_json(value);
    return result;
  }
  if (auto const* list = node.as_array()) {
    auto result = nlohmann::json::array();
    for (auto const& item : *list) result.push_back(as_json(item));
    return result;
  }
  if (auto const* text = node.as_string()) return text->get();
  if (auto const* number = node.as_integer()) return number->get();
  if (auto const* number = node.as_floating_point()) return number->get();
  if (auto const* truth = node.as_boolean()) return truth->get();
  return shown(node);
}

}  // namespace

Catalogue::Catalogue() : library_(std::make_unique<Library>(data_folder())) {}
Catalogue::~Catalogue() = default;

std::vector<CouncilEntry> Catalogue::councils() {
  std::vector<CouncilEntry> entries;
  for (auto const& id : library_->names("council", "")) {
    auto const& document = library_->find("council", {id, {}}, "");
    entries.push_back({read_council(*library_, document).council, document.shown});
  }
  return entries;
}

std::vector<LeverEntry> Catalogue::levers() {
  std::vector<LeverEntry> entries;
  for (auto const& id : library_->names("lever", "")) {
    auto const& document = library_->find_lever({id, {}}, "");
    LeverEntry entry{read_lever(document, id), document.shown, {}};
    for (auto& part : acting_levers(*library_, {id, {}}, "")) entry.acting.push_back(std::move(part.lever));
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<ScenarioEntry> Catalogue::scenarios() {
  std::vector<ScenarioEntry> entries;
  for (auto const& id : library_->names("scenario", "")) {
    auto const& document = library_->find("scenario", {id, {}}, "");
    auto const file = read_scenario(document);
    ScenarioEntry entry{file.id, file.title, file.purpose, file.catalogue, {}, {}, file.reviews, document.shown};
    for (auto const& name : file.includes) entry.includes.push_back(name.text);
    for (auto const& use : file.uses) {
      entry.uses.push_back({use.lever.text, use.from, use.until, use.review ? use.review->text : "", use.met});
    }
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<ParameterEntry> Catalogue::parameters() {
  std::vector<ParameterEntry> entries;
  for (auto const& set : library_->names("parameters", "")) {
    for (auto& value : read_parameter_file(library_->find("parameters", {set, {}}, "")))
      entries.push_back({std::move(value), set});
  }
  return entries;
}

std::vector<StudyEntry> Catalogue::studies() {
  std::vector<StudyEntry> entries;
  for (auto const& name : library_->names("study", "")) {
    auto const& document = library_->find("study", {name, {}}, "");
    auto const text = [&](std::string_view key) {
      auto const* node = document.table.get(key);
      return node != nullptr && node->is_string() ? node->as_string()->get() : std::string{};
    };
    entries.push_back({text("id"), text("title"), text("question"), text("council"), document.shown});
  }
  return entries;
}

std::string kind_of_file(std::string const& path) { return Library{""}.open(path).kind; }

std::string check_file(std::string const& path) {
  Library library{data_folder_or_nothing()};
  auto const& document = library.open(path);
  if (document.kind == "council") {
    auto const council = read_council(library, document).council;
    return fmt::format("council {}: {} wards, {} councillors, {} residents, {} services", council.name,
                       council.wards.size(), council.n_councillor(), council.n_resident(), council.services.size());
  }
  if (document.kind == "lever") {
    auto const levers = read_levers(document);
    std::vector<std::string> ids;
    for (auto const& lever : levers) {
      static_cast<void>(acting_levers(library, {lever.id, lever.place}, path));
      ids.push_back(lever.id);
    }
    return fmt::format("{} lever{}: {}", ids.size(), ids.size() == 1 ? "" : "s", fmt::join(ids, ", "));
  }
  if (document.kind == "parameters") return fmt::format("{} parameters", read_parameter_file(document).size());
  if (document.kind == "scenario") {
    auto const scenario = read_scenario(document);
    for (auto const& name : scenario.includes) static_cast<void>(library.find("scenario", name, path));
    for (auto const& use : scenario.uses) static_cast<void>(acting_levers(library, use.lever, path));
    return fmt::format("scenario {}: {} levers of its own", scenario.id, scenario.uses.size());
  }
  if (document.kind == "criteria") return fmt::format("{} criteria", load_criteria(path).criteria.size());
  if (document.kind == "quality") return fmt::format("{} checks", read_quality_log(path).size());
  load_study(path);
  return "study";
}

std::string file_as_json(std::string const& path) { return as_json(Library{""}.open(path).table).dump(); }

}  // namespace wardmote::loader
