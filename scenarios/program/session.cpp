#include "scenarios/program/session.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <limits>
#include <thread>

#include <fmt/format.h>

#include "analysis/results/reader.hpp"
#include "engine/run/simulation.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/loader/bundle.hpp"
#include "scenarios/loader/input_error.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/progress.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/rounds.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using experiment::Summary;
using std::chrono::steady_clock;

std::atomic<bool> stop_requested = false;
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler sets it");

/// Stops after the runs under way; asked a second time, at once.
extern "C" void request_stop(int signal) {
  stop_requested = true;
  std::signal(signal, SIG_DFL);
}

/// A number of threads from the environment; 0 if there is none.
std::uint32_t threads_from(char const* variable) {
  auto const* const text = std::getenv(variable);
  if (text == nullptr) return 0;
  auto const n = std::strtol(text, nullptr, 10);
  return n > 0 && n <= 4096 ? static_cast<std::uint32_t>(n) : 0;
}

/// "2/8": part 2, counted from 0, of 8.
experiment::Shard shard_of(std::string const& text) {
  experiment::Shard shard;
  auto const* const end = text.data() + text.size();
  auto const first = std::from_chars(text.data(), end, shard.index);
  if (first.ec == std::errc{} && first.ptr != end && *first.ptr == '/') {
    auto const second = std::from_chars(first.ptr + 1, end, shard.count);
    if (second.ec == std::errc{} && second.ptr == end && shard.index < shard.count) return shard;
  }
  throw loader::InputError({"--shard " + text}, "expected I/N with I from 0 to N - 1, such as 0/4");
}

void print_summary(loader::Study const& study, Summary const& summary, double seconds) {
  fmt::print("{}\n", bold(study.title));
  if (summary.n_run == 0) {
    fmt::print("  all {} runs were there; results.h5 was made from them\n", grouped(summary.n_reused));
    return;
  }
  fmt::print("  {} scenarios x {} worlds x {} replications{}: {} runs of {} residents, {} councillors, {:g} years\n",
             study.scenarios.size(), study.runs.n_world, study.runs.n_replication,
             study.design ? " at every point of the design" : "", summary.n_run, grouped(summary.n_resident),
             study.council.n_councillor(), study.years);
  fmt::print("  {} events in {}; {:.2f} s of CPU a run, its share of the warm-ups included\n", grouped(summary.n_event),
             duration_text(seconds),
             summary.cpu_seconds / static_cast<double>(std::max<std::uint64_t>(1, summary.n_run)));
  if (summary.n_reused > 0) fmt::print("  {} more runs were there already\n", grouped(summary.n_reused));
}

}  // namespace

void add_study_options(Arguments& line) {
  line.options()("output,o", po::value<std::string>()->value_name("DIR"),
                 "folder for the results (default: results/ and the study's id)")(
      "worlds", po::value<std::uint32_t>()->value_name("N"), "worlds, instead of the study's")(
      "replications", po::value<std::uint32_t>()->value_name("N"),
      "replications of each world, instead of the study's")(
      "scale", po::value<double>()->value_name("F"),
      "share of citizens simulated (default: 1); wards, councillors, officers and desks stay whole")(
      "design", po::value<std::string>()->value_name("NAME"), "sweep: the design whose points are run");
  add_set_option(line);
}

void add_session_options(Arguments& line) {
  line.options()("threads", po::value<std::uint32_t>()->value_name("N"),
                 "threads (default: SLURM_CPUS_PER_TASK, OMP_NUM_THREADS, all cores); results do not depend on it")(
      "shard", po::value<std::string>()->value_name("I/N"),
      "run part I, from 0, of N only; `wardmote merge` puts them together")(
      "time-limit", po::value<std::string>()->value_name("T"),
      "stop in good order after that time: 90 (seconds), 30m, 1h30m or 01:30:00")("retry",
                                                                                  "try runs that failed again, alone");
  add_locking_option(line);
}

void add_locking_option(Arguments& line) {
  line.options()("no-file-locking", "for network file systems without locks: HDF5 does not lock results.h5");
}

std::vector<std::string> sets_of(Arguments const& line) {
  auto sets = line.texts("set");
  for (auto const* option : {"worlds", "replications"}) {
    if (line.has(option)) sets.push_back(fmt::format("runs.{}={}", option, line.value<std::uint32_t>(option)));
  }
  if (auto const design = line.text("design")) sets.push_back("design=" + *design);
  return sets;
}

namespace {

/// The study in a folder of results, by its inputs.json and plan.json.
Source source_in_folder(std::filesystem::path const& folder, std::vector<std::string> const& sets) {
  auto const inputs = folder / "inputs.json";
  auto const plan = experiment::stored_plan(folder);
  if (!plan || !std::filesystem::exists(inputs)) {
    throw loader::InputError({folder.string()}, "holds no study (`wardmote run STUDY.toml -o DIR` puts one there)");
  }
  auto const scale = experiment::scale_of(*plan);
  auto study = loader::load_bundle(experiment::read_whole(inputs), inputs.string(), sets);
  take_up_round(study, folder);
  return {std::move(study), scale, folder};
}

/// The study that a results file carries.
Source source_in_file(std::string const& path, std::vector<std::string> const& sets) {
  results::Reader const reader(results_file(path));
  auto const& layout = reader.layout();
  auto const bundle = layout.text("provenance/bundle");
  if (bundle.empty()) throw loader::InputError({path}, "does not carry the study it was made from");
  auto const version = std::to_string(run::results_version);
  if (layout.attribute("results_version") != version) {
    warning(fmt::format("{}: made by results-version {}; this program's is {}, so numbers will differ", path,
                        layout.attribute("results_version"), version));
  }
  return {loader::load_bundle(std::string(bundle), path, sets),
          std::stod("0" + std::string(layout.attribute("scale"))),
          {}};
}

}  // namespace

Source source_of(std::string const& operand, std::vector<std::string> const& sets) {
  auto const find = [&]() -> Source {
    auto const is_study =
        std::filesystem::path(operand).extension() == ".toml";  // the loader says what is wrong with it
    if (std::filesystem::is_directory(operand) && !is_study) return source_in_folder(operand, sets);
    if (operand.ends_with(".h5")) return source_in_file(operand, sets);
    return {loader::load_study(operand, sets), 1, {}};
  };
  auto source = with_results(find);
  for (auto const& text : source.study.warnings) warning(text);
  return source;
}

Source source_of(Arguments const& line) {
  if (line.has("no-file-locking")) ::setenv("HDF5_USE_FILE_LOCKING", "FALSE", 1);  // before HDF5 is first used
  auto source = source_of(line.operand(0), sets_of(line));
  if (line.has("scale")) source.scale = line.value<double>("scale");
  return source;
}

experiment::Plan plan_of(Source const& source) {
  experiment::Plan plan(source.study, source.scale);
  if (source.folder.empty() || experiment::stored_plan(source.folder) == plan.text()) return plan;
  throw experiment::FolderRefused(
      fmt::format("{}: its inputs do not give its plan: a command that adds a design of its own made it (calibrate, "
                  "sensitivity), or another version; repeat that command with -o to see how far it is",
                  source.folder.string()));
}

std::uint32_t n_thread(Arguments const& line) {
  if (auto const n = line.has("threads") ? line.value<std::uint32_t>("threads") : 0; n > 0) return std::min(n, 4096U);
  if (auto const n = threads_from("SLURM_CPUS_PER_TASK"); n > 0) return n;
  if (auto const n = threads_from("OMP_NUM_THREADS"); n > 0) return n;
  return std::max(1U, std::thread::hardware_concurrency());
}

double seconds_of(std::string const& text) {
  auto const mistake =
      loader::InputError({"--time-limit " + text}, "expected a time such as 90 (seconds), 30m, 1h30m or 01:30:00");
  std::vector<double> parts;  // of hours:minutes:seconds
  double sum = 0, number = 0;
  auto in_number = false;
  for (char const c : text) {
    if (c >= '0' && c <= '9') {
      number = 10 * number + (c - '0');
      in_number = true;
      continue;
    }
    if (!in_number) throw mistake;
    if (c == ':')
      parts.push_back(number);
    else if (c == 'h' || c == 'm' || c == 's')
      sum += number * (c == 'h' ? 3600 : c == 'm' ? 60 : 1);
    else
      throw mistake;
    number = 0;
    in_number = false;
  }
  if (!parts.empty() && (sum > 0 || !in_number || parts.size() > 2)) throw mistake;
  for (auto const part : parts) sum = 60 * sum + 60 * part;
  sum += number;
  if (sum <= 0) throw mistake;
  return sum;
}

experiment::Options options_of(Arguments const& line, Source const& source) {
  auto const& council = source.study.council;
  experiment::Options options;
  options.folder = source.folder.empty() ? "results/" + source.study.id : source.folder.string();
  if (auto const given = line.text("output")) options.folder = *given;
  options.scale = source.scale;
  if (!(options.scale > 0 && options.scale <= 1)) {
    throw loader::InputError(fmt::format("--scale = {} (must be above 0 and at most 1)", options.scale));
  }
  if (options.scale * static_cast<double>(council.n_resident()) < 100) {
    throw loader::InputError(
        fmt::format("--scale = {} leaves fewer than 100 of {}'s residents", options.scale, council.name));
  }
  options.message = [](std::string const& text) { warning(text); };
  return options;
}

int run_session(Arguments const& line, loader::Study const& study, experiment::Options options, Says says) {
  options.n_thread = n_thread(line);
  options.retry = line.has("retry");
  if (auto const shard = line.text("shard")) options.shard = shard_of(*shard);
  auto const limit = line.text("time-limit");
  auto const seconds_allowed = limit ? seconds_of(*limit) : std::numeric_limits<double>::infinity();

  auto const begun = steady_clock::now();
  auto const elapsed = [begun] { return std::chrono::duration<double>(steady_clock::now() - begun).count(); };
  options.stop = [=] { return stop_requested || elapsed() > seconds_allowed; };
  for (auto const signal : {SIGINT, SIGTERM, SIGUSR1}) std::signal(signal, request_stop);

  // a shard is one process, whatever launcher started it: srun looks like one of MPI's
  auto const team = options.shard.count > 0 ? experiment::make_single() : experiment::make_team();
  options.team = team.get();
  auto const leads = team->rank() == 0;
  auto const summary = with_results([&] {
    Progress progress("runs", line.quiet() || !leads);
    options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
    return experiment::run_study(study, options);
  });

  // what came of it
  auto const folder = options.folder.string();
  if (leads) {
    switch (summary.end) {
      case Summary::End::stopped:
        message(fmt::format("stopped: {} runs finished in this session, {} still to run; the same command goes on",
                            grouped(summary.n_run), grouped(summary.n_missing)));
        break;
      case Summary::End::already_done:
        if (says == Says::messages_only) break;
        fmt::print("{} holds the results of this very study; nothing to do (--fresh runs it again)\n",
                   options.shard.count > 0 ? folder : summary.file.string());
        break;
      case Summary::End::shard_done:
        if (says == Says::messages_only) break;
        fmt::print("shard {}/{} is done: {} runs; when all are, `wardmote merge` makes results.h5\n",
                   options.shard.index, options.shard.count, grouped(summary.n_run + summary.n_reused));
        break;
      case Summary::End::done:
        if (says == Says::messages_only) break;
        print_summary(study, summary, elapsed());
        fmt::print("  results: {}\n", summary.file.string());
        break;
    }
    if (summary.n_failed > 0) {
      warning(fmt::format("{} runs failed; `wardmote status {}` lists them, --retry tries them again",
                          grouped(summary.n_failed), folder));
    }
  }
  if (summary.end == Summary::End::stopped) return status_stopped;
  return summary.n_failed > 0 ? status_failed_runs : status_done;
}

}  // namespace wardmote::program
