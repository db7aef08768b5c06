/// \file
/// Runs a study: points x worlds x replications x scenarios, in parallel, into one results file; interrupted at any
/// moment it goes on where it stopped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/experiment/files.hpp"
#include "scenarios/experiment/team.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// Part `index` of `count` of a study's tasks: task t is of shard t modulo count. count 0: all of them.
struct Shard {
  std::uint32_t index = 0;
  std::uint32_t count = 0;
};

/// How a study is run. None of it changes a number but `scale`.
struct Options {
  std::filesystem::path folder;  ///< what runs leave (folder.hpp); made if need be
  double scale = 1;              ///< share of citizens simulated, (0, 1]
  std::uint32_t n_thread = 1;
  bool fresh = false;   ///< whether what is there already may be removed
  bool extend = false;  ///< whether the study may add worlds, scenarios or points to what is there
  bool retry = false;   ///< whether runs that failed are tried again
  bool isolate = true;  ///< whether runs are made in child processes, so that one that crashes fails alone
  Shard shard = {};
  Team* team = nullptr;                               ///< with whom; nullptr: alone
  std::function<bool()> stop = [] { return false; };  ///< asked between runs, by any thread

  /// Called now and then, from one thread at a time: runs done and runs to do in this session.
  std::function<void(std::uint64_t done, std::uint64_t total)> progress = nullptr;
  std::function<void(std::string const& text)> message = nullptr;  ///< what the person should know, as it happens
};

/// What a session came to.
struct Summary {
  enum class End : std::uint8_t {
    done,          ///< all runs are there and results.h5 is written
    already_done,  ///< there was nothing to do
    shard_done,    ///< all runs of this shard are there
    stopped,       ///< asked to stop; the rest can be run later
  } end = End::done;
  std::filesystem::path file;    ///< the results, if done
  std::string plan;              ///< hash of the plan
  std::uint64_t n_run = 0;       ///< finished in this session, failed ones included
  std::uint64_t n_reused = 0;    ///< found finished
  std::uint64_t n_missing = 0;   ///< still to run
  std::uint64_t n_failed = 0;    ///< of all there are
  std::uint64_t n_event = 0;     ///< of the runs of this session
  std::uint64_t n_adult = 0;     ///< simulated
  std::uint64_t n_resident = 0;  ///< simulated
  double cpu_seconds = 0;        ///< of this session's warm-ups and runs, all threads
};

/// Runs what is missing of a study. Each world and replication is warmed up once; every scenario goes on from a copy.
/// Finished runs go to disk in batches, complete or absent. When all are there, results.h5 is assembled from them in a
/// fixed order: its digest is the same for any number of threads, shards, ranks and interruptions.
/// Throws FolderRefused, results::ResultsError; what was finished stays.
Summary run_study(loader::Study const& study, Options const& options);

/// Assembles results.h5 of a study whose runs, sharded perhaps, are all there; throws FolderRefused where some are
/// missing, unless `partial`: those are then marked as not run.
Summary merge_study(loader::Study const& study, Options const& options, bool partial);

}  // namespace wardmote::experiment
