/// \file
/// The runs of one session, made in parallel and put on a shelf in batches.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "scenarios/experiment/experiment.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/plan.hpp"
#include "scenarios/experiment/survey.hpp"
#include "scenarios/experiment/team.hpp"

namespace wardmote::experiment {

/// What a session has done and what it is at; child processes write to the same one, and it outlives them.
struct Tally {
  static constexpr std::size_t most_threads = 4096;
  std::atomic<std::uint64_t> n_run;                                 ///< finished, failed ones included
  std::atomic<std::uint64_t> n_event;                               ///< of those
  std::atomic<std::uint64_t> cpu_nanoseconds;                       ///< of their warm-ups too
  std::atomic<std::uint64_t> n_adult;                               ///< simulated
  std::atomic<std::uint64_t> n_resident;                            ///< simulated
  std::atomic<bool> stop;                                           ///< whether to stop between two runs
  std::array<std::atomic<std::uint64_t>, most_threads> task_after;  ///< of each thread: what it is at, + 1; 0: nothing

  /// Tasks that some thread is at.
  [[nodiscard]] std::vector<std::size_t> tasks_under_way() const;
};

/// A tally of noughts, in memory that child processes share. Throws std::bad_alloc.
std::shared_ptr<Tally> make_tally();

/// Runs the jobs in parallel, each task warmed up once, and puts them on the shelf every few seconds. `team` hands the
/// jobs out. Stops between two runs once the options or the tally say so. Throws FolderRefused; what was finished
/// stays.
void run_jobs(Plan const& plan, Options const& options, Team& team, Shelf& shelf, std::vector<Job> const& jobs,
              Tally& tally);

}  // namespace wardmote::experiment
