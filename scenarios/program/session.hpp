/// \file
/// What `run`, `extend` and `merge` have in common: a study with its options, signals, the exit status.
#pragma once

#include <string>
#include <vector>

#include "scenarios/experiment/experiment.hpp"
#include "scenarios/loader/study.hpp"
#include "scenarios/program/arguments.hpp"

namespace wardmote::program {

/// Adds the options that decide what is run: --set, --worlds, --replications, --scale, --design, -o.
void add_study_options(Arguments& line);
/// Adds those that say how: --threads, --shard, --time-limit, --retry, --no-file-locking.
void add_session_options(Arguments& line);

/// The study the line names, its --set and the like applied; warnings are printed.
loader::Study study_of(Arguments const& line);
/// What the --set options and their short forms come to.
std::vector<std::string> sets_of(Arguments const& line);

/// --threads, else what a cluster or OpenMP's user set, else all cores (design §10).
std::uint32_t n_thread(Arguments const& line);

/// Options common to run, extend and merge; checks --scale and --shard.
experiment::Options options_of(Arguments const& line, loader::Study const& study);

/// Runs what is missing of a study, stopping on SIGINT, SIGTERM, SIGUSR1 and --time-limit, says what came of it and
/// returns the exit status.
int run_session(Arguments const& line, loader::Study const& study, experiment::Options options);

/// "90", "90s", "10m", "1h30m", "01:30:00" -> seconds. Throws InputError.
double seconds_of(std::string const& text);

}  // namespace wardmote::program
