#include "scenarios/experiment/experiment.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <optional>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "scenarios/experiment/batch.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/layout.hpp"
#include "scenarios/experiment/merge.hpp"
#include "scenarios/experiment/worker.hpp"
#include "scenarios/loader/bundle.hpp"
#include "wardmote/version.hpp"

namespace wardmote::experiment {

namespace {

using std::chrono::steady_clock;

/// A task with the scenarios still to run.
struct Job {
  std::size_t task = 0;
  std::vector<std::size_t> scenarios;
};

/// What is there of a plan and what is not.
struct Survey {
  std::vector<Job> jobs;
  std::uint64_t n_missing = 0;
  std::uint64_t n_done = 0;
  std::uint64_t n_failed = 0;
};

Survey survey(Plan const& plan, Inventory const& inventory, Shard shard, bool retry) {
  Survey found;
  auto const step = std::max(1U, shard.count);
  for (std::size_t t = shard.index; t < plan.n_task(); t += step) {
    Job job{t, {}};
    auto const task = plan.task(t);
    for (std::size_t s = 0; s < plan.n_scenario(); ++s) {
      if (!plan.owns(task, s)) continue;
      auto const state = inventory.state(plan.name(task, s));
      if (state == Inventory::State::done) ++found.n_done;
      if (state == Inventory::State::failed) ++found.n_failed;
      if (state == Inventory::State::missing || (retry && state == Inventory::State::failed))
        job.scenarios.push_back(s);
    }
    found.n_missing += job.scenarios.size();
    if (!job.scenarios.empty()) found.jobs.push_back(std::move(job));
  }
  return found;
}

std::string first_lines(std::vector<std::string> const& lines) {
  constexpr std::size_t most = 5;
  auto const shown = std::min(most, lines.size());
  auto text = fmt::format("{}", fmt::join(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(shown), "; "));
  if (lines.size() > most) text += fmt::format("; and {} more", lines.size() - most);
  return text;
}

/// Writes what is run, and from which inputs.
void store(Plan const& plan, std::filesystem::path const& folder) {
  write_whole(folder / "inputs.json", loader::bundle(plan.study()) + "\n");
  write_whole(folder / "plan.json", plan.text());
}

/// Sees to it that the folder is this plan's: plan.json is written, found equal, or extended. Otherwise refuses.
void claim(Plan const& plan, Options const& options) {
  auto const stored = stored_plan(options.folder);
  if (!stored) {
    if (std::filesystem::exists(options.folder / "results.h5")) {
      throw FolderRefused(fmt::format(
          "{}: holds a results.h5 without its plan; give another folder with -o, or replace it with --fresh",
          options.folder.string()));
    }
    store(plan, options.folder);
    return;
  }
  if (*stored == plan.text()) return;

  auto const what = options.folder.string();
  std::vector<std::string> changed;
  auto adds = false;
  try {
    changed = differences(*stored, plan.text());
    adds = only_adds(*stored, plan.text());
  } catch (nlohmann::json::exception const& error) {
    throw FolderRefused(
        fmt::format("{}/plan.json: is damaged ({}); give another folder with -o, or start again with "
                    "--fresh",
                    what, error.what()));
  }
  if (adds && options.extend) {
    store(plan, options.folder);
    return;
  }
  throw FolderRefused(
      adds ? fmt::format("{}: holds a smaller study ({}); `wardmote extend` adds to it", what, first_lines(changed))
           : fmt::format(
                 "{}: holds runs of other inputs ({}); give another folder with -o, or replace them with --fresh", what,
                 first_lines(changed)));
}

/// Where a session puts its batches.
std::filesystem::path shelf_of(Options const& options, Team const& team) {
  if (options.shard.count > 0) {
    return options.folder / "shards" / fmt::format("{}-of-{}", options.shard.index, options.shard.count);
  }
  if (team.size() > 1) return options.folder / "ranks" / fmt::format("{}-of-{}", team.rank(), team.size());
  return options.folder;
}

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

/// Puts a shelf in order after whatever happened before: strays are taken in, damaged batches dropped and named.
void tidy(Shelf& shelf, std::filesystem::path const& place, Options const& options) {
  adopt_strays(shelf, place, Inventory(options.folder));
  for (auto const& [file, why] : Inventory(options.folder).damaged(place)) {
    shelf.drop(file, why);
    if (options.message) options.message(fmt::format("{}: {}; its runs are run again", file.string(), why));
  }
}

/// One session: the jobs that are missing, in parallel, batch by batch.
class Session {
 public:
  Session(Plan const& plan, Options const& options, Team& team, Shelf& shelf, std::vector<Job> jobs)
      : plan_(plan), options_(options), team_(team), shelf_(shelf), jobs_(std::move(jobs)) {
    // few tiny files, yet none that holds back much
    auto const bytes = std::max<std::uint64_t>(1, bytes_of_run(plan) * plan.n_scenario());
    jobs_a_batch_ =
        std::clamp<std::size_t>(jobs_.size() / most_batches, 1, std::max<std::size_t>(1, most_bytes / bytes));
    for (auto const& job : jobs_) n_to_do_ += job.scenarios.size();
  }

  /// Adds what was done to the summary.
  void run(Summary& summary) {
    Worker const worker(plan_);
    summary.n_adult = worker.people().n_adult;
    summary.n_resident = worker.people().n_resident();
    if (options_.progress) options_.progress(0, n_to_do_);

    // a failure is carried out of the parallel region, not lost in it
    std::exception_ptr failure;
#pragma omp parallel num_threads(static_cast<int>(options_.n_thread))
    try {
      for (auto chunk = team_.next(); chunk * jobs_a_batch_ < jobs_.size() && !stopped(); chunk = team_.next()) {
        run_chunk(worker, chunk);
      }
    } catch (...) {
      std::scoped_lock const lock(mutex_);
      if (!stop_) failure = std::current_exception();
      stop_ = true;
    }
    if (failure) std::rethrow_exception(failure);
    summary.n_run = n_run_;
    summary.n_event = n_event_;
    summary.cpu_seconds = cpu_seconds_;
  }

 private:
  static constexpr std::size_t most_batches = 1024;
  static constexpr std::uint64_t most_bytes = 32 << 20;          ///< [B] of one batch, uncompressed
  static constexpr auto longest_wait = std::chrono::seconds(5);  ///< a finished run is on disk that soon

  [[nodiscard]] bool stopped() {
    if (!stop_ && options_.stop()) stop_ = true;
    return stop_;
  }

  /// Consecutive jobs, put on disk together or every few seconds.
  void run_chunk(Worker const& worker, std::size_t chunk) {
    std::vector<RunResult> finished;
    double cpu_seconds = 0;
    auto const first = chunk * jobs_a_batch_;
    auto const last = std::min(first + jobs_a_batch_, jobs_.size());
    auto put_at = steady_clock::now();
    auto from = first;
    auto const put = [&](std::size_t next_job) {
      put_on_shelf(finished, jobs_[from].task, cpu_seconds);
      finished.clear();
      cpu_seconds = 0;
      from = next_job;
      put_at = steady_clock::now();
    };
    for (auto j = first; j < last && !stopped(); ++j) {
      worker.run(
          plan_.task(jobs_[j].task), jobs_[j].scenarios, [this] { return stopped(); },
          [&](RunResult&& result, double seconds) {
            note(result, seconds);
            finished.push_back(std::move(result));
            cpu_seconds += seconds;
            if (steady_clock::now() - put_at >= longest_wait) put(j);
          });
    }
    put(last - 1);
  }

  void put_on_shelf(std::vector<RunResult> const& runs, std::size_t first_task, double cpu_seconds) {
    std::scoped_lock const lock(shelf_mutex_);
    shelf_.put(runs, first_task, cpu_seconds);
  }

  void note(RunResult const& result, double cpu_seconds) {
    std::scoped_lock const lock(mutex_);
    ++n_run_;
    n_event_ += result.n_event;
    cpu_seconds_ += cpu_seconds;
    if (options_.progress) options_.progress(n_run_, n_to_do_);
    if (result.failed() && options_.message) {
      options_.message(fmt::format("failed: {}: {}", result.label, result.reason));
    }
  }

  Plan const& plan_;
  Options const& options_;
  Team& team_;
  Shelf& shelf_;
  std::vector<Job> jobs_;
  std::size_t jobs_a_batch_ = 1;
  std::uint64_t n_to_do_ = 0;
  std::mutex mutex_;
  std::mutex shelf_mutex_;
  std::atomic<bool> stop_ = false;
  std::uint64_t n_run_ = 0;
  std::uint64_t n_event_ = 0;
  double cpu_seconds_ = 0;
};

std::string host_name() {
  std::string name(256, '\0');
  if (::gethostname(name.data(), name.size()) != 0) return "unknown";
  return name.c_str();
}

/// Whether results.h5 stands there as it was written for this plan.
bool has_results(Plan const& plan, std::filesystem::path const& folder) {
  auto const entry = stored_results(folder);
  std::error_code error;
  return entry && entry->plan == plan.hash() &&
         std::filesystem::file_size(folder / "results.h5", error) == entry->n_byte && !error;
}

/// Does `work`, and sees to it that all of the team know whether it went well before any goes on.
template <class Work>
void together(Team& team, Work&& work) {
  std::exception_ptr failure;
  try {
    work();
  } catch (...) {
    failure = std::current_exception();
  }
  auto const well = team.agree(failure == nullptr);
  if (failure) std::rethrow_exception(failure);
  if (!well) throw FolderRefused("another rank of this run failed; see its message");
}

}  // namespace

Summary run_study(loader::Study const& study, Options const& options) {
  auto const own_team = make_single();
  auto& team = options.team != nullptr ? *options.team : *own_team;
  auto const sharded = options.shard.count > 0;
  auto const leads = team.rank() == 0;
  Plan const plan(study, options.scale);
  Summary summary{.file = options.folder / "results.h5", .plan = plan.hash()};
  auto const place = shelf_of(options, team);

  // the folder is ours, or ours to share; the plan stands in it
  std::optional<FolderLock> folder_lock, shelf_lock;
  std::optional<Shelf> shelf;
  together(team, [&] {
    if (!leads) return;
    make_folder(options.folder);
    folder_lock.emplace(options.folder, sharded ? FolderLock::Mode::shared : FolderLock::Mode::exclusive);
    if (options.fresh) clear(options.folder);
    claim(plan, options);
  });
  together(team, [&] {
    make_folder(place);
    if (place != options.folder) shelf_lock.emplace(place, FolderLock::Mode::exclusive);
    shelf.emplace(place);
    tidy(*shelf, place, options);
    // one who runs alone also sees to what shards and ranks left
    if (sharded || team.size() > 1) return;
    for (auto const& other : shelves_of(options.folder)) {
      if (other == place) continue;
      Shelf theirs(other);
      tidy(theirs, other, options);
    }
  });

  // what is missing
  auto found = survey(plan, Inventory(options.folder), options.shard, options.retry);
  team.agree(true);  // nobody writes before all have looked
  summary.n_reused = found.n_done;
  summary.n_failed = found.n_failed;
  if (found.jobs.empty() && (sharded || has_results(plan, options.folder))) {
    summary.end = Summary::End::already_done;
    return summary;
  }

  shelf->note("started", {{"plan", plan.hash()},
                          {"to_run", found.n_missing},
                          {"host", host_name()},
                          {"process", ::getpid()},
                          {"threads", options.n_thread},
                          {"rank", team.rank()},
                          {"ranks", team.size()},
                          {"version", std::string(version)},
                          {"revision", std::string(revision)},
                          {"compiler", __VERSION__}});
  together(team, [&] {
    Session session(plan, options, team, *shelf, std::move(found.jobs));
    session.run(summary);
  });

  // all there? then one file of it
  found = survey(plan, Inventory(options.folder), options.shard, false);
  summary.n_missing = found.n_missing;
  summary.n_failed = found.n_failed;
  if (found.n_missing > 0) {
    shelf->note("stopped", {{"missing", found.n_missing}});
    summary.end = Summary::End::stopped;
    return summary;
  }
  if (sharded) {
    shelf->note("shard finished", {{"failed", found.n_failed}});
    summary.end = Summary::End::shard_done;
    return summary;
  }
  together(team, [&] {
    if (!leads) return;
    merge(plan, Inventory(options.folder), options.folder);
    shelf->note("finished", {{"failed", found.n_failed}, {"sha256", stored_results(options.folder)->sha256}});
  });
  return summary;
}

Summary merge_study(loader::Study const& study, Options const& options, bool partial) {
  Plan const plan(study, options.scale);
  Summary summary{.file = options.folder / "results.h5", .plan = plan.hash()};
  FolderLock const lock(options.folder, FolderLock::Mode::exclusive);
  claim(plan, options);
  for (auto const& place : shelves_of(options.folder)) {
    Shelf shelf(place);
    tidy(shelf, place, options);
  }
  Inventory const inventory(options.folder);
  auto const found = survey(plan, inventory, {}, false);
  summary.n_reused = found.n_done;
  summary.n_missing = found.n_missing;
  summary.n_failed = found.n_failed;
  if (found.n_missing > 0 && !partial) {
    summary.end = Summary::End::stopped;
    return summary;
  }
  merge(plan, inventory, options.folder);
  Shelf shelf(options.folder);
  shelf.note(
      "merged",
      {{"failed", found.n_failed}, {"missing", found.n_missing}, {"sha256", stored_results(options.folder)->sha256}});
  return summary;
}

}  // namespace wardmote::experiment
