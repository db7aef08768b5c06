#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/world/council.hpp"
#include "scenarios/loader/lever.hpp"
#include "scenarios/loader/library.hpp"

namespace wardmote::loader {

/// One [[use]] of a lever, as written.
struct Use {
  Name lever;
  std::chrono::sys_days from;
  std::optional<std::chrono::sys_days> until;
  std::optional<Where> where;
  std::optional<Name> review;        ///< the review it waits for
  bool met = true;                   ///< whether it goes on where the condition is met, or where it is not
  toml::table const* set = nullptr;  ///< belongs to the document
  Place place;
  std::string file;  ///< path of the file it stands in
};

/// A scenario file, as written.
struct ScenarioFile {
  std::string id;
  std::string title;
  std::string purpose;
  std::string catalogue;
  std::vector<Name> includes;
  std::vector<Use> uses;
  std::vector<ReviewEntry> reviews;
};

ScenarioFile read_scenario(Document const& document);

/// The window a study gives its scenarios.
struct Window {
  std::chrono::sys_days start;
  std::chrono::sys_days end;
  bool changed = false;  ///< by --set: a look at a part of the study, which may leave its later levers out
};

/// A scenario with what it includes, every lever found and bound to the council. What is allowed but probably not meant
/// is added to `warnings`.
Scenario bind_scenario(Library& library, Document const& document, world::Council const& council, Window window,
                       std::vector<std::string>& warnings);

}  // namespace wardmote::loader
