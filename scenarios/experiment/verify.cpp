#include "scenarios/experiment/verify.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <variant>

#include <fmt/format.h>

#include "analysis/results/reader.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/layout.hpp"
#include "scenarios/experiment/worker.hpp"

namespace wardmote::experiment {

namespace {

/// The task and scenario of the runs with the least names, by task.
std::map<std::size_t, std::vector<std::size_t>> sample(Plan const& plan, std::uint64_t n_sample) {
  struct Drawn {
    RunName name;
    std::size_t task, scenario;
  };
  std::vector<Drawn> all;
  for (std::size_t t = 0; t < plan.n_task(); ++t) {
    auto const task = plan.task(t);
    for (std::size_t s = 0; s < plan.n_scenario(); ++s) {
      if (plan.owns(task, s)) all.push_back({plan.name(task, s), t, s});
    }
  }
  auto const n = std::min<std::size_t>(all.size(), n_sample);
  std::ranges::partial_sort(all, all.begin() + static_cast<std::ptrdiff_t>(n), {}, &Drawn::name);
  std::map<std::size_t, std::vector<std::size_t>> tasks;
  for (std::size_t i = 0; i < n; ++i) tasks[all[i].task].push_back(all[i].scenario);
  return tasks;
}

/// Same number, or both none.
bool same(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

/// The first variable in which a repeated run differs from the file; empty if there is none.
std::string difference(RunResult const& run, results::Reader const& reader, std::vector<std::size_t> const& at,
                       std::size_t n_lever) {
  auto const status = static_cast<std::int32_t>(reader.numbers("run_status", at).values[0]);
  if (status != (run.failed() ? status_failed : status_done)) return "run_status";
  for (auto const& kept : run.arrays) {
    auto const array = as_filed(kept, n_lever);
    if (std::visit([](auto const& values) { return values.empty(); }, array.values)) continue;
    auto const stored = reader.numbers(array.name, at).values;
    auto const agrees = std::visit(
        [&](auto const& values) {
          return std::ranges::equal(values, stored, [](auto a, double b) { return same(static_cast<double>(a), b); });
        },
        array.values);
    if (!agrees) return array.name;
  }
  return {};
}

}  // namespace

Verification verify_file(Plan const& plan, std::filesystem::path const& results, std::uint64_t n_sample) {
  Verification found;
  results::Reader const reader(results);
  Worker const worker(plan);
  for (auto const& [t, scenarios] : sample(plan, n_sample)) {
    auto const task = plan.task(t);
    std::size_t i = 0;
    worker.run(
        task, scenarios, [] { return false; },
        [&, s = std::cref(scenarios)](RunResult&& run, double) {
          std::vector<std::size_t> at{s.get()[i++], task.replication};
          if (!plan.factor_paths().empty()) at.insert(at.begin(), task.point);
          auto const where = difference(run, reader, at, most_levers(plan.study()));
          if (!where.empty()) found.mismatches.push_back(fmt::format("{}: {} differs", run.label, where));
          ++found.n_repeated;
        });
  }
  return found;
}

Verification verify(Plan const& plan, std::filesystem::path const& folder, std::uint64_t n_sample) {
  Verification found;
  Inventory const inventory(folder);
  std::vector<std::string> broken;
  for (auto const& shelf : shelves_of(folder)) {
    for (auto const& [file, why] : inventory.damaged(shelf))
      broken.push_back(fmt::format("{}: {}", file.string(), why));
  }
  auto const file = folder / "results.h5";
  auto const entry = stored_results(folder);
  if (!entry || sha256_of_file(file) != entry->sha256) {
    broken.push_back(fmt::format("{}: has changed since it was written", file.string()));
  } else {
    found = verify_file(plan, file, n_sample);
  }
  found.n_batch = inventory.batches().size();
  found.mismatches.insert(found.mismatches.begin(), broken.begin(), broken.end());
  return found;
}

}  // namespace wardmote::experiment
