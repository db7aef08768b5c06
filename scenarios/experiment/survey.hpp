#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "scenarios/experiment/experiment.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/plan.hpp"

namespace wardmote::experiment {

/// A task with scenarios to run.
struct Job {
  std::size_t task = 0;
  std::vector<std::size_t> scenarios;
};

/// How many runs some jobs are.
std::uint64_t n_run(std::span<Job const> jobs);

/// What is there of a plan, or of the options' shard of it, and what is not.
struct Survey {
  std::vector<Job> missing;
  std::vector<Job> failed;
  std::uint64_t n_done = 0;
};
Survey survey(Plan const& plan, Options const& options);

/// Puts a shelf in order after whatever happened before: batches that a crash kept out of the manifest are entered,
/// damaged ones dropped and named.
void tidy(Shelf& shelf, std::filesystem::path const& place, Options const& options);

}  // namespace wardmote::experiment
