/// \file
/// What `run`, `extend` and `merge` have in common: a study with its options, signals, the exit status.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/experiment/experiment.hpp"
#include "scenarios/experiment/plan.hpp"
#include "scenarios/loader/study.hpp"
#include "scenarios/program/arguments.hpp"

namespace wardmote::program {

/// Adds the options that decide what is run: --set, --worlds, --replications, --scale, --design, -o.
void add_study_options(Arguments& line);
/// Adds those that say how: --threads, --shard, --time-limit, --retry, --no-file-locking.
void add_session_options(Arguments& line);
/// Adds --no-file-locking.
void add_locking_option(Arguments& line);

/// A study and where it was found.
struct Source {
  loader::Study study;
  double scale = 1;              ///< share of citizens simulated
  std::filesystem::path folder;  ///< the folder of results it stands in, if it does
};
/// The study that an operand means: a study's file, a folder of results or a results file, both of which carry the
/// inputs they were made from. `sets` come on top; warnings are printed. Throws InputError.
Source source_of(std::string const& operand, std::vector<std::string> const& sets);
/// The same of the line's first operand, its --set and the like, and --scale.
Source source_of(Arguments const& line);
/// The plan of a source. Throws FolderRefused where the source's folder holds the runs of another one.
experiment::Plan plan_of(Source const& source);
/// What the --set options and their short forms come to.
std::vector<std::string> sets_of(Arguments const& line);

/// --threads, else what a cluster or OpenMP's user set, else all cores (design §10).
std::uint32_t n_thread(Arguments const& line);

/// Options common to run, extend and merge; checks the scale. The folder is that of -o, else the source's own.
experiment::Options options_of(Arguments const& line, Source const& source);

/// Whether a session that went well says so on stdout.
enum class Says : std::uint8_t { what_came_of_it, messages_only };

/// Runs what is missing of a study, stopping on SIGINT, SIGTERM, SIGUSR1 and --time-limit, says what came of it and
/// returns the exit status.
int run_session(Arguments const& line, loader::Study const& study, experiment::Options options,
                Says says = Says::what_came_of_it);

/// "90", "90s", "10m", "1h30m", "01:30:00" -> seconds. Throws InputError.
double seconds_of(std::string const& text);

}  // namespace wardmote::program
