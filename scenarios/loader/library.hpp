/// \file
/// The files a study can draw on: found by name, read once, remembered. Private to the loader.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

/// Folder of the shipped data: $WARDMOTE_DATA, else `scenarios` beside the program, else ../share/wardmote.
/// Throws InputError if none of them is there.
std::string data_folder();

/// The data folder if there is one, else "".
std::string data_folder_or_nothing();

/// A TOML file that was read.
struct Document {
  std::string path;   ///< as opened
  std::string shown;  ///< as messages name it
  std::string text;
  std::string sha256;
  std::string kind;
  toml::table table;
};

/// Kinds of files, as `kind` names them.
inline constexpr auto file_kinds = std::to_array<std::string_view>(
    {"council", "parameters", "lever", "scenario", "design", "study", "criteria", "quality"});

class Library {
 public:
  /// Levers, scenarios, ... are looked for beside the file that names them, then in `data` ("": nowhere else).
  explicit Library(std::string data);

  /// Reads a TOML file and checks that it begins with wardmote = 1 and a known kind. Read once, kept.
  Document const& open(std::string const& path);
  /// The same, and that it is of the kind wanted.
  Document const& open(std::string const& path, std::string_view kind);

  /// The file of a named council, parameter set or scenario, sought from the file `from`. Throws InputError at `name`
  /// with the nearest name.
  Document const& find(std::string_view kind, Name const& name, std::string const& from);

  /// The file that has the lever of that id, sought from the file `from`.
  Document const& find_lever(Name const& id, std::string const& from);

  /// Names of a kind that can be found from `from` ("": in the shipped data only), sorted.
  std::vector<std::string> names(std::string_view kind, std::string const& from);

  /// Text of another file (CSV), recorded as an input.
  std::string read_beside(std::string const& path);

  /// The same document, to be changed by --set options. Its nodes keep their places only if changed where they stand.
  Document& edit(Document const& document) { return *documents_.at(document.path); }

  /// Notes that a document decided the study.
  void use(Document const& document);
  [[nodiscard]] std::vector<Input> const& inputs() const { return inputs_; }
  /// Names inputs relative to this folder where they are not shipped data.
  void set_base(std::string const& folder);

  [[nodiscard]] std::string const& data() const { return data_; }

 private:
  std::vector<std::string> folders(std::string_view kind, std::string const& from) const;
  std::map<std::string, std::string> const& levers_in(std::string const& folder);
  /// Throws InputError at a name that is not among those known.
  [[noreturn]] void not_found(std::string_view kind, Name const& name, std::vector<std::string> const& known) const;
  void record(std::string const& path, std::string const& sha256, std::string const& text);

  std::string data_;
  std::string base_;
  std::map<std::string, std::unique_ptr<Document>> documents_;             // by path
  std::map<std::string, std::map<std::string, std::string>> lever_files_;  // folder -> id -> path
  std::vector<Input> inputs_;
};

/// A path as messages name it: relative to the working folder where it lies below it.
std::string shown_path(std::string const& path);

}  // namespace wardmote::loader
