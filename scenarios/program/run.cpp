#include <algorithm>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <thread>

#include <fmt/format.h>

#include "analysis/results/error.hpp"
#include "scenarios/experiment/experiment.hpp"
#include "scenarios/loader/input_error.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/progress.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

std::atomic<bool> stop_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

void request_stop(int) { stop_requested = true; }

/// A number of threads from the environment; 0 if there is none.
std::uint32_t threads_from(char const* variable) {
  auto const* const text = std::getenv(variable);
  if (text == nullptr) return 0;
  auto const n = std::strtol(text, nullptr, 10);
  return n > 0 && n <= 4096 ? static_cast<std::uint32_t>(n) : 0;
}

/// --threads, else what a cluster or OpenMP's user set, else all cores (design §10).
std::uint32_t n_thread(Arguments const& line) {
  if (auto const n = line.has("threads") ? line.value<std::uint32_t>("threads") : 0; n > 0) return std::min(n, 4096U);
  if (auto const n = threads_from("SLURM_CPUS_PER_TASK"); n > 0) return n;
  if (auto const n = threads_from("OMP_NUM_THREADS"); n > 0) return n;
  return std::max(1U, std::thread::hardware_concurrency());
}

std::vector<std::string> sets_of(Arguments const& line) {
  auto sets = line.texts("set");
  for (auto const* option : {"worlds", "replications"}) {
    if (line.has(option)) sets.push_back(fmt::format("runs.{}={}", option, line.value<std::uint32_t>(option)));
  }
  return sets;
}

void print_summary(loader::Study const& study, experiment::Summary const& summary, double seconds) {
  fmt::print("{}\n", bold(study.title));
  fmt::print("  {} scenarios x {} worlds x {} replications: {} runs of {} residents, {} councillors, {:g} years\n",
             study.scenarios.size(), study.runs.n_world, study.runs.n_replication, summary.n_run,
             grouped(summary.n_resident), study.council.n_councillor(), study.years);
  fmt::print("  {} events in {}; {:.2f} s of CPU a run, its share of the warm-ups included\n", grouped(summary.n_event),
             duration_text(seconds),
             summary.cpu_seconds / static_cast<double>(std::max<std::uint64_t>(1, summary.n_run)));
  fmt::print("  results: {}\n", summary.file.string());
}

}  // namespace

int run(std::vector<std::string> const& arguments) {
  Arguments line("run", "STUDY.toml", "runs a study: every scenario in every world, into one results file");
  line.options()("output,o", po::value<std::string>()->value_name("DIR"),
                 "folder for results.h5 (default: results/ and the study's id)")(
      "worlds", po::value<std::uint32_t>()->value_name("N"), "worlds, instead of the study's")(
      "replications", po::value<std::uint32_t>()->value_name("N"),
      "replications of each world, instead of the study's")(
      "threads", po::value<std::uint32_t>()->value_name("N"),
      "threads (default: SLURM_CPUS_PER_TASK, OMP_NUM_THREADS, all cores); results do not depend on it")(
      "scale", po::value<double>()->value_name("F")->default_value(1.0, "1"),
      "share of citizens simulated; wards, councillors, officers and desks stay whole")(
      "fresh", "replace results that are already there");
  add_set_option(line);
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const study = loader::load_study(line.operand(0), sets_of(line));
  for (auto const& text : study.warnings) warning(text);
  experiment::Options options;
  options.folder = line.text("output").value_or("results/" + study.id);
  options.scale = line.value<double>("scale");
  if (!(options.scale > 0 && options.scale <= 1)) {
    throw loader::InputError(fmt::format("--scale = {} (must be above 0 and at most 1)", options.scale));
  }
  if (options.scale * static_cast<double>(study.council.n_resident()) < 100) {
    throw loader::InputError(
        fmt::format("--scale = {} leaves fewer than 100 of {}'s residents", options.scale, study.council.name));
  }
  options.n_thread = n_thread(line);
  options.fresh = line.has("fresh");
  options.stop = &stop_requested;
  for (auto const signal : {SIGINT, SIGTERM, SIGUSR1}) std::signal(signal, request_stop);

  auto const begun = std::chrono::steady_clock::now();
  experiment::Summary summary;
  try {
    Progress progress("runs", line.quiet());
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
    summary = experiment::run_study(study, options);
  } catch (experiment::FolderRefused const& error) {
    throw loader::InputError(error.what());
  }

  auto const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  switch (summary.end) {
    case experiment::Summary::End::stopped:
      message("stopped before the study was complete; no results were written");
      return status_stopped;
    case experiment::Summary::End::already_done:
      fmt::print("{} holds the results of this very study; nothing to do (--fresh runs it again)\n",
                 summary.file.string());
      return status_done;
    case experiment::Summary::End::done:
      break;
  }
  print_summary(study, summary, seconds);
  return status_done;
}

}  // namespace wardmote::program
