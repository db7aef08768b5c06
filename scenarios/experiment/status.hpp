#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/experiment/plan.hpp"

namespace wardmote::experiment {

/// A run that could not be made.
struct FailedRun {
  std::string name;   ///< 64 digits
  std::string label;  ///< for people
  std::string reason;
  std::vector<std::string> settings;  ///< what its point of the design says, "PATH=VALUE"
};

/// What one shelf (the folder, a shard, a rank) holds.
struct ShelfStatus {
  std::string name;  ///< "." or "shards/0-of-4"
  std::uint64_t n_batch = 0;
  std::uint64_t n_run = 0;
  bool running = false;         ///< whether a process holds its lock
  std::string last_event = {};  ///< of its journal, with its time
};

/// How far a folder is. Reads only.
struct FolderStatus {
  std::uint64_t n_run = 0;  ///< of the plan
  std::uint64_t n_done = 0;
  std::uint64_t n_missing = 0;
  std::vector<FailedRun> failed = {};
  std::vector<ShelfStatus> shelves = {};
  enum class Results : std::uint8_t { absent, current, outdated, damaged } results = Results::absent;
};
FolderStatus status_of(Plan const& plan, std::filesystem::path const& folder);

}  // namespace wardmote::experiment
