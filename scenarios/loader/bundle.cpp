#include "scenarios/loader/bundle.hpp"

#include <filesystem>
#include <fstream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/loader/scratch_folder.hpp"
#include "scenarios/loader/text_file.hpp"

namespace wardmote::loader {

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

/// Where an input goes below the scratch folder: shipped data and the study's own files keep apart, as they were.
fs::path place_for(json const& input) {
  auto const path = fs::path(input.at("path").get<std::string>()).lexically_normal();
  if (path.empty() || path.is_absolute() || *path.begin() == "..") {
    throw std::invalid_argument("an input lies outside the study's folder");
  }
  return fs::path(input.at("shipped").get<bool>() ? "data" : "study") / path;
}

void write(fs::path const& path, std::string const& text) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  std::ofstream file(path, std::ios::binary);
  if (!file.write(text.data(), static_cast<std::streamsize>(text.size())).flush()) {
    throw InputError({path.string()}, "cannot be written");
  }
}

}  // namespace

std::string bundle(Study const& study) {
  json inputs = json::array();
  for (auto const& input : study.inputs) {
    inputs.push_back(
        {{"path", input.path}, {"sha256", input.sha256}, {"shipped", input.shipped}, {"text", input.text}});
  }
  return json{{"wardmote_bundle", 1}, {"sets", study.sets}, {"inputs", inputs}}.dump();
}

Study load_bundle(std::string_view text, std::string const& shown, std::vector<std::string> const& more_sets) {
  ScratchFolder const scratch;
  fs::path study;
  std::vector<std::string> sets;
  try {
    auto const bundle = json::parse(text);
    for (auto const& input : bundle.at("inputs")) {
      auto const content = input.at("text").get<std::string>();
      if (sha256(content) != input.at("sha256").get<std::string>()) {
        throw std::invalid_argument(fmt::format("{} has changed", input.at("path").get<std::string>()));
      }
      auto const place = scratch.path() / place_for(input);
      write(place, content);
      if (study.empty()) study = place;  // the study itself was read first
    }
    sets = bundle.at("sets").get<std::vector<std::string>>();
  } catch (InputError const&) {
    throw;
  } catch (std::exception const& error) {
    throw InputError({shown}, fmt::format("holds no study that can be run again ({})", error.what()));
  }
  if (study.empty()) throw InputError({shown}, "holds no study that can be run again");
  sets.insert(sets.end(), more_sets.begin(), more_sets.end());
  fs::create_directories(scratch.path() / "data");
  return load_study(study.string(), sets, (scratch.path() / "data").string());
}

}  // namespace wardmote::loader
