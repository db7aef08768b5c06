/// \file
/// What there is to choose from: the shipped data, and files of one's own.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

/// A council with the file it stands in.
struct CouncilEntry {
  world::Council council;
  std::string file;
};

struct LeverEntry {
  Lever lever;
  std::string file;
  std::vector<Lever> acting;  ///< itself or, if it is only another name, the levers it stands for
};

/// A scenario as written, not bound to a council.
struct ScenarioEntry {
  struct Use {
    std::string lever;
    std::chrono::sys_days from;
    std::optional<std::chrono::sys_days> until;
    std::string review;  ///< it waits for; may be empty
    bool met = true;     ///< for its condition, or for the contrary
  };
  std::string id;
  std::string title;
  std::string purpose;
  std::string catalogue;
  std::vector<std::string> includes;
  std::vector<Use> uses;
  std::vector<ReviewEntry> reviews;
  std::string file;
};

struct ParameterEntry {
  ParameterValue value;
  std::string set;  ///< name of the parameter file
};

struct StudyEntry {
  std::string id;
  std::string title;
  std::string question;
  std::string council;
  std::string file;
};

class Library;

/// Reads what it is asked for, all of a kind at once; files that cannot be used throw InputError.
class Catalogue {
 public:
  Catalogue();
  ~Catalogue();
  Catalogue(Catalogue const&) = delete;
  Catalogue& operator=(Catalogue const&) = delete;

  [[nodiscard]] std::vector<CouncilEntry> councils();
  [[nodiscard]] std::vector<LeverEntry> levers();
  [[nodiscard]] std::vector<ScenarioEntry> scenarios();
  [[nodiscard]] std::vector<ParameterEntry> parameters();
  [[nodiscard]] std::vector<StudyEntry> studies();

 private:
  std::unique_ptr<Library> library_;
};

/// The kind a file says it is of.
std::string kind_of_file(std::string const& path);

/// Checks a file of any kind but a study, alone. Returns one line that says what is in it.
std::string check_file(std::string const& path);

/// A file of any kind as JSON text, as written (dates as text), with its kind.
std::string file_as_json(std::string const& path);

}  // namespace wardmote::loader
