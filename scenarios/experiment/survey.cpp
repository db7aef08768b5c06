#include "scenarios/experiment/survey.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/experiment/batch.hpp"

namespace wardmote::experiment {

namespace {

/// Enters batches in the manifest that a crash kept out of it, and removes what is none.
void adopt_strays(Shelf& shelf, std::filesystem::path const& place, Inventory const& inventory) {
  for (auto const& stray : inventory.strays()) {
    if (stray.parent_path().parent_path() != place) continue;
    try {
      shelf.adopt(stray, decode_batch(read_whole(stray)));
    } catch (BatchDamaged const& error) {
      shelf.note("damaged", {{"batch", stray.filename().string()}, {"why", error.what()}});
      std::filesystem::remove(stray);
    }
  }
}

}  // namespace

std::uint64_t n_run(std::span<Job const> jobs) {
  std::uint64_t n = 0;
  for (auto const& job : jobs) n += job.scenarios.size();
  return n;
}

Survey survey(Plan const& plan, Options const& options) {
  Inventory const inventory(options.folder);
  Survey found;
  auto const step = std::max(1U, options.shard.count);
  for (std::size_t t = options.shard.index; t < plan.n_task(); t += step) {
    Job missing{t, {}}, failed{t, {}};
    auto const task = plan.task(t);
    for (std::size_t s = 0; s < plan.n_scenario(); ++s) {
      if (!plan.owns(task, s)) continue;
      auto const state = inventory.state(plan.name(task, s));
      if (state == Inventory::State::done) ++found.n_done;
      if (state == Inventory::State::missing) missing.scenarios.push_back(s);
      if (state == Inventory::State::failed) failed.scenarios.push_back(s);
    }
    if (!missing.scenarios.empty()) found.missing.push_back(std::move(missing));
    if (!failed.scenarios.empty()) found.failed.push_back(std::move(failed));
  }
  return found;
}

void tidy(Shelf& shelf, std::filesystem::path const& place, Options const& options) {
  shelf.catch_up();
  adopt_strays(shelf, place, Inventory(options.folder));
  for (auto const& [file, why] : Inventory(options.folder).damaged(place)) {
    shelf.drop(file, why);
    if (options.message) options.message(fmt::format("{}: {}; its runs are run again", file.string(), why));
  }
}

}  // namespace wardmote::experiment
