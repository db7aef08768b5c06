#include "scenarios/loader/library.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <set>

#include <fmt/format.h>

#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/text_file.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace fs = std::filesystem;

namespace {

/// Folders below the shipped data, and below a user's folder, that hold a kind.
std::string_view data_subfolder(std::string_view kind) {
  if (kind == "council") return "councils";
  if (kind == "parameters") return "parameters";
  if (kind == "lever") return "policies";
  if (kind == "scenario") return "policies/scenarios";
  if (kind == "design") return "studies/designs";
  return "studies";
}

std::string_view user_subfolder(std::string_view kind) {
  if (kind == "council") return "councils";
  if (kind == "parameters") return "parameters";
  if (kind == "lever") return "levers";
  if (kind == "design") return "designs";
  return "scenarios";
}

bool is_folder(fs::path const& path) {
  std::error_code error;
  return fs::is_directory(path, error);
}

bool is_there(fs::path const& path) {
  std::error_code error;
  return fs::exists(path, error);
}

std::vector<fs::path> toml_files(fs::path const& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator(); it.increment(error)) {
    if (it->path().extension() == ".toml" && it->is_regular_file(error)) files.push_back(it->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Whether a text says of itself, at the start of a line, that it is of a kind: so that other people's TOML files
/// beside ours are left alone, broken or not.
bool claims_kind(std::string const& text, std::string_view kind) {
  for (std::size_t at = 0; at < text.size();) {
    auto const end = std::min(text.find('\n', at), text.size());
    auto line = text.substr(at, end - at);
    line.erase(std::remove_if(line.begin(), line.end(), [](char c) { return c == ' ' || c == '\t'; }), line.end());
    if (line.starts_with(fmt::format("kind=\"{}\"", kind)) || line.starts_with(fmt::format("kind='{}'", kind)))
      return true;
    at = end + 1;
  }
  return false;
}

}  // namespace

std::string shown_path(std::string const& path) {
  std::error_code error;
  auto const relative = fs::path(path).is_absolute() ? fs::proximate(path, error).string() : path;
  return error || relative.empty() || relative.starts_with("..") ? path : relative;
}

std::string data_folder_or_nothing() {
  if (auto const* named = std::getenv("WARDMOTE_DATA"); named != nullptr && *named != '\0') {
    if (!is_folder(named)) throw InputError({"WARDMOTE_DATA"}, fmt::format("'{}' is not a folder", named));
    return named;
  }
  std::error_code error;
  auto const program = fs::read_symlink("/proc/self/exe", error);
  if (error) return {};
  for (auto const& folder :
       {program.parent_path() / "scenarios", program.parent_path().parent_path() / "share/wardmote"}) {
    if (is_folder(folder / "councils")) return folder.string();
  }
  return {};
}

std::string data_folder() {
  auto folder = data_folder_or_nothing();
  if (folder.empty()) {
    throw InputError({},
                     "the shipped data are nowhere to be found (set WARDMOTE_DATA to the folder that holds councils/)");
  }
  return folder;
}

Library::Library(std::string data) : data_(std::move(data)) {}

void Library::set_base(std::string const& folder) { base_ = folder; }

Document const& Library::open(std::string const& path) {
  if (auto const known = documents_.find(path); known != documents_.end()) return *known->second;
  auto document = std::make_unique<Document>();
  document->path = path;
  document->shown = shown_path(path);
  document->text = read_text_file(path, document->shown);
  auto const& text = document->text;
  document->sha256 = sha256(text);

  // syntax
  try {
    document->table = toml::parse(text, document->shown);
  } catch (toml::parse_error const& error) {
    throw InputError(place_of(error.source()), fmt::format("is not TOML: {}", error.description()));
  }

  // first lines
  auto const& table = document->table;
  auto const* version = table.get("wardmote");
  if (version == nullptr)
    throw InputError({document->shown, 1, 1}, "wardmote is missing (the file begins wardmote = 1)");
  read_integer(*version, "wardmote", 1, 1);
  auto const* kind = table.get("kind");
  if (kind == nullptr) {
    throw InputError({document->shown, 1, 1}, "kind is missing (expected kind = " + either(file_kinds) + ")");
  }
  document->kind = file_kinds[read_choice(*kind, "kind", file_kinds)];
  return *(documents_[path] = std::move(document));
}

Document const& Library::open(std::string const& path, std::string_view kind) {
  auto const& document = open(path);
  if (document.kind != kind) fail(*document.table.get("kind"), "kind", fmt::format("expected \"{}\"", kind));
  return document;
}

std::vector<std::string> Library::folders(std::string_view kind, std::string const& from) const {
  std::vector<std::string> folders;
  if (!from.empty()) {
    auto const beside = fs::path(from).parent_path();
    folders.push_back(beside.empty() ? "." : beside.string());
    folders.push_back((beside / user_subfolder(kind)).string());
  }
  if (!data_.empty()) folders.push_back((fs::path(data_) / data_subfolder(kind)).string());
  // the same folder may be reached twice, once as neighbour and once as shipped data
  std::set<std::string> seen;
  std::erase_if(folders, [&](std::string const& folder) {
    std::error_code error;
    auto const real = fs::weakly_canonical(folder, error).string();
    return !is_folder(folder) || !seen.insert(error ? folder : real).second;
  });
  return folders;
}

Document const& Library::find(std::string_view kind, Name const& name, std::string const& from) {
  if (name.text.find('/') != std::string::npos || name.text.find('\\') != std::string::npos ||
      name.text.starts_with('.')) {
    throw InputError(name.place,
                     fmt::format("'{}' is not a name (expected the name of a {}, without folders)", name.text, kind));
  }
  for (auto const& folder : folders(kind, from)) {
    if (kind == "council") {
      auto const file = fs::path(folder) / name.text / "council.toml";
      if (is_there(file)) return open(file.string(), kind);
      continue;
    }
    // a file of that name but another kind is somebody else's
    auto const file = fs::path(folder) / (name.text + ".toml");
    if (!is_there(file)) continue;
    if (auto const& document = open(file.string()); document.kind == kind) return document;
  }
  not_found(kind, name, names(kind, from));
}

void Library::not_found(std::string_view kind, Name const& name, std::vector<std::string> const& known) const {
  // without the shipped data, that is the likelier reason
  auto const near = nearest(name.text, std::span{known});
  auto const why = data_.empty() && !near
                       ? "the shipped data were not found: set WARDMOTE_DATA to the folder that holds councils/"
                       : hint(name.text, std::span{known});
  auto const what = kind == "parameters" ? "set of parameters" : kind;
  throw InputError(name.place, fmt::format("there is no {} '{}' ({})", what, name.text, why));
}

std::map<std::string, std::string> const& Library::levers_in(std::string const& folder) {
  if (auto const known = lever_files_.find(folder); known != lever_files_.end()) return known->second;
  std::map<std::string, std::string> found;
  for (auto const& file : toml_files(folder)) {
    if (!claims_kind(read_text_file(file.string(), shown_path(file.string())), "lever")) continue;
    auto const& document = open(file.string(), "lever");
    auto const* levers = document.table.get("lever");
    if (levers == nullptr || !levers->is_array()) continue;  // said when the file is read in full
    for (auto const& entry : *levers->as_array()) {
      auto const* id = entry.is_table() ? entry.as_table()->get("id") : nullptr;
      if (id == nullptr || !id->is_string()) continue;
      auto const [other, is_new] = found.emplace(id->as_string()->get(), file.string());
      if (!is_new) fail(*id, "lever.id", fmt::format("is already defined in {}", shown_path(other->second)));
    }
  }
  return lever_files_[folder] = std::move(found);
}

Document const& Library::find_lever(Name const& id, std::string const& from) {
  for (auto const& folder : folders("lever", from)) {
    auto const& levers = levers_in(folder);
    if (auto const found = levers.find(id.text); found != levers.end()) return open(found->second, "lever");
  }
  not_found("lever", id, names("lever", from));
}

std::vector<std::string> Library::names(std::string_view kind, std::string const& from) {
  std::set<std::string> names;
  for (auto const& folder : folders(kind, from)) {
    if (kind == "lever") {
      for (auto const& [id, file] : levers_in(folder)) names.insert(id);
    } else if (kind == "council") {
      std::error_code error;
      for (auto it = fs::directory_iterator(folder, error); !error && it != fs::directory_iterator();
           it.increment(error)) {
        if (is_there(it->path() / "council.toml")) names.insert(it->path().filename().string());
      }
    } else {
      for (auto const& file : toml_files(folder)) {
        if (claims_kind(read_text_file(file.string(), shown_path(file.string())), kind))
          names.insert(file.stem().string());
      }
    }
  }
  return {names.begin(), names.end()};
}

void Library::record(std::string const& path, std::string const& digest, std::string const& text) {
  std::error_code error;
  auto const inside = [&](std::string const& folder) -> std::string {
    if (folder.empty()) return {};
    auto const relative = fs::relative(path, folder, error).string();
    return error || relative.empty() || relative.starts_with("..") ? std::string{} : relative;
  };
  auto name = inside(data_);
  auto const shipped = !name.empty();
  if (name.empty()) name = inside(base_.empty() ? "." : base_);
  if (name.empty()) name = fs::path(path).filename().string();
  for (auto const& input : inputs_) {
    if (input.path == name && input.sha256 == digest) return;
  }
  inputs_.push_back({name, digest, shipped, text});
}

void Library::use(Document const& document) { record(document.path, document.sha256, document.text); }

std::string Library::read_beside(std::string const& path) {
  auto text = read_text_file(path, shown_path(path));
  record(path, sha256(text), text);
  return text;
}

}  // namespace wardmote::loader
