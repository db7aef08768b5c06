/// \file
/// A folder of results:
///
///     plan.json              what is run, in full; its SHA-256 is the plan's hash
///     inputs.json            the files that decided it, with their text (loader/bundle.hpp)
///     results.h5             once all runs are done; results.json: its size and SHA-256
///     ro-crate-metadata.json the folder described for archives
///     batches/*.batch        finished runs (batch.hpp), kept so that a study can be extended
///     manifest.jsonl         a line a batch: file, size, SHA-256, the runs in it
///     journal.jsonl          a line for all that happened, with its time; no run depends on it
///     shards/2-of-8/, ranks/2-of-8/      batches, manifest and journal of one shard or MPI rank
///     .lock                  held by an unsharded run or a merge; shared by shards, each of which has one of its own
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <nlohmann/json_fwd.hpp>

#include "scenarios/experiment/files.hpp"
#include "scenarios/experiment/run_result.hpp"

namespace wardmote::experiment {

/// A lock on a folder; goes with the process, however it ends.
class FolderLock {
 public:
  enum class Mode : std::uint8_t { exclusive, shared };
  /// Throws FolderRefused if another process holds it or the folder cannot be written.
  FolderLock(std::filesystem::path const& folder, Mode mode);
  ~FolderLock();
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;

 private:
  int file_ = -1;
};

/// Whether some process holds a lock on the folder.
bool is_locked(std::filesystem::path const& folder);

/// Where one writer puts its batches: the folder itself, or one of its shards or ranks. Its lock is the caller's to
/// hold.
class Shelf {
 public:
  /// Makes it if need be, and clears what a crash left half-written.
  explicit Shelf(std::filesystem::path folder);

  /// Puts a batch on the disk and in the manifest. `first_task` is the least of its tasks: batches sort by it.
  void put(std::span<RunResult const> runs, std::size_t first_task, double cpu_seconds);

  /// Enters a batch in the manifest that a crash kept out of it.
  void adopt(std::filesystem::path const& batch, std::span<RunResult const> runs);

  /// Notes in the journal what stands in the manifest, where a crash came between the two.
  void catch_up();

  /// Takes a batch that is damaged off the shelf and out of the manifest.
  void drop(std::filesystem::path const& batch, std::string_view why);

  /// Adds a line to the journal: {"at": now, "event": event, ...details}.
  void note(std::string_view event, nlohmann::json details);

 private:
  void enter(std::string const& file, std::string_view bytes, std::span<RunResult const> runs);

  std::filesystem::path folder_;
  LineFile manifest_;
  LineFile journal_;
};

/// A batch as the manifest has it.
struct BatchEntry {
  std::filesystem::path file;
  std::uint64_t n_byte = 0;
  std::string sha256;
  std::vector<std::pair<RunName, bool>> runs;  ///< and whether it failed
};

/// What is in a folder, by its manifests; batches sorted by name, whoever wrote them.
class Inventory {
 public:
  explicit Inventory(std::filesystem::path folder);

  enum class State : std::uint8_t { missing, done, failed };
  [[nodiscard]] State state(RunName const& name) const;
  [[nodiscard]] std::vector<BatchEntry> const& batches() const { return batches_; }
  /// The batch that has the run; nullptr if there is none.
  [[nodiscard]] BatchEntry const* find(RunName const& name) const;

  /// Batches of one shelf that are gone, cut off or changed, by size and SHA-256, each with what is wrong.
  [[nodiscard]] std::vector<std::pair<std::filesystem::path, std::string>> damaged(
      std::filesystem::path const& shelf) const;

  /// Batches that stand in no manifest: written just before a crash.
  [[nodiscard]] std::vector<std::filesystem::path> strays() const;

 private:
  std::filesystem::path folder_;
  std::vector<BatchEntry> batches_;
  std::unordered_map<RunName, std::pair<std::size_t, bool>, RunName::Hash> runs_;  // batch, failed
};

/// The folder, its shards and its ranks: every place that may hold a manifest.
std::vector<std::filesystem::path> shelves_of(std::filesystem::path const& folder);

/// Text of plan.json; nothing if the folder has none.
std::optional<std::string> stored_plan(std::filesystem::path const& folder);

/// Size and SHA-256 of results.h5 as it was written, and the hash of its plan.
struct ResultsEntry {
  std::uint64_t n_byte = 0;
  std::string sha256;
  std::string plan;
};
/// Nothing if the folder has no results.json.
std::optional<ResultsEntry> stored_results(std::filesystem::path const& folder);
void store_results(std::filesystem::path const& folder, ResultsEntry const& entry);

/// Removes all that runs have left in a folder, and nothing else.
void clear(std::filesystem::path const& folder);

/// Now, in UTC: "2026-11-22T04:00:00Z".
std::string timestamp();

}  // namespace wardmote::experiment
