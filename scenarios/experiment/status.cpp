#include "scenarios/experiment/status.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/experiment/batch.hpp"
#include "scenarios/experiment/folder.hpp"

namespace wardmote::experiment {

namespace fs = std::filesystem;

namespace {

std::string last_event(fs::path const& shelf) {
  auto const lines = read_lines(shelf / "journal.jsonl");
  if (lines.empty()) return {};
  auto const line = nlohmann::json::parse(lines.back(), nullptr, false);
  if (!line.is_object()) return {};
  return fmt::format("{} {}", line.value("at", ""), line.value("event", ""));
}

ShelfStatus shelf_status(fs::path const& shelf, fs::path const& folder, Inventory const& inventory) {
  ShelfStatus status{.name = fs::relative(shelf, folder).string(), .last_event = last_event(shelf)};
  for (auto const& batch : inventory.batches()) {
    if (batch.file.parent_path().parent_path() != shelf) continue;
    ++status.n_batch;
    status.n_run += batch.runs.size();
  }
  status.running = is_locked(shelf);
  return status;
}

FolderStatus::Results results_status(Plan const& plan, fs::path const& folder) {
  std::error_code error;
  auto const n_byte = fs::file_size(folder / "results.h5", error);
  if (error) return FolderStatus::Results::absent;
  auto const entry = stored_results(folder);
  if (!entry || entry->n_byte != n_byte) return FolderStatus::Results::damaged;
  return entry->plan == plan.hash() ? FolderStatus::Results::current : FolderStatus::Results::outdated;
}

}  // namespace

FolderStatus status_of(Plan const& plan, fs::path const& folder) {
  Inventory const inventory(folder);
  FolderStatus status{.n_run = plan.n_run(), .results = results_status(plan, folder)};
  for (auto const& shelf : shelves_of(folder)) status.shelves.push_back(shelf_status(shelf, folder, inventory));

  // every run of the plan
  std::unordered_map<RunName, Task, RunName::Hash> failed;
  std::vector<BatchEntry const*> with_failed;
  for (std::size_t t = 0; t < plan.n_task(); ++t) {
    auto const task = plan.task(t);
    for (std::size_t s = 0; s < plan.n_scenario(); ++s) {
      if (!plan.owns(task, s)) continue;
      auto const name = plan.name(task, s);
      auto const state = inventory.state(name);
      if (state == Inventory::State::done) ++status.n_done;
      if (state == Inventory::State::missing) ++status.n_missing;
      if (state == Inventory::State::failed) {
        failed.emplace(name, task);
        auto const* batch = inventory.find(name);
        if (std::ranges::find(with_failed, batch) == with_failed.end()) with_failed.push_back(batch);
      }
    }
  }

  // reasons stand in the batches
  for (auto const* batch : with_failed) {
    try {
      for (auto const& run : decode_batch(read_whole(batch->file))) {
        auto const found = failed.find(run.name);
        if (!run.failed() || found == failed.end()) continue;
        status.failed.push_back({run.name.hex(), run.label, run.reason, plan.settings(found->second.point)});
      }
    } catch (BatchDamaged const&) {
      continue;  // `run` will find it and redo it
    }
  }
  return status;
}

}  // namespace wardmote::experiment
