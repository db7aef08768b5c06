/// \file
/// Runs a study: worlds x replications x scenarios, in parallel, into one results file.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// How a study is run. None of it changes a number but `scale`.
struct Options {
  std::filesystem::path folder;  ///< where results.h5 goes; made if need be
  double scale = 1;              ///< share of citizens simulated, (0, 1]
  std::uint32_t n_thread = 1;
  bool fresh = false;                       ///< whether results already there may be replaced
  std::atomic<bool> const* stop = nullptr;  ///< set by a signal or a clock: stop after the runs under way

  /// Called now and then, from one thread at a time: runs done and runs in all, warm-ups counted as runs.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress = nullptr;
};

/// What running a study came to.
struct Summary {
  enum class End : std::uint8_t { done, already_done, stopped } end = End::done;
  std::filesystem::path file;    ///< the results, if done
  std::uint64_t n_run = 0;       ///< finished, warm-ups not counted
  std::uint64_t n_event = 0;     ///< of these runs
  std::uint64_t n_adult = 0;     ///< simulated
  std::uint64_t n_resident = 0;  ///< simulated
  double cpu_seconds = 0;        ///< of the warm-ups and runs, all threads
};

/// The folder is not to be used: locked by another run, or holding another study's results.
class FolderRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Runs all of a study. Each world and replication is warmed up once; every scenario goes on from a copy. Results are
/// placed by their names, so their order never depends on threads; the digest of the file is the same for any number.
/// Throws FolderRefused, results::ResultsError; nothing half-written stays behind.
Summary run_study(loader::Study const& study, Options const& options);

/// SHA-256 of all that decides the numbers: the study resolved, the scale and the engine's results-version (design §7).
std::string run_name(loader::Study const& study, double scale);

}  // namespace wardmote::experiment
