#include "scenarios/experiment/session.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <new>

#include <fmt/format.h>
#include <omp.h>
#include <sys/mman.h>

#include "scenarios/experiment/layout.hpp"
#include "scenarios/experiment/worker.hpp"

namespace wardmote::experiment {

namespace {

using std::chrono::steady_clock;

/// One session: jobs in parallel, batch by batch.
class Session {
 public:
  Session(Plan const& plan, Options const& options, Team& team, Shelf& shelf, std::vector<Job> const& jobs,
          Tally& tally)
      : plan_(plan),
        options_(options),
        team_(team),
        shelf_(shelf),
        jobs_(jobs),
        tally_(tally),
        n_to_do_(tally.n_run + n_run(jobs)) {
    // few tiny files, yet none that holds back much
    auto const bytes = std::max<std::uint64_t>(1, bytes_of_run(plan) * plan.n_scenario());
    jobs_a_batch_ =
        std::clamp<std::size_t>(jobs_.size() / most_batches, 1, std::max<std::size_t>(1, most_bytes / bytes));
  }

  void run() {
    Worker const worker(plan_);
    tally_.n_adult = worker.people().n_adult;
    tally_.n_resident = worker.people().n_resident();
    if (options_.progress) options_.progress(tally_.n_run, n_to_do_);

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
  }

 private:
  static constexpr std::size_t most_batches = 1024;
  static constexpr std::uint64_t most_bytes = 32 << 20;          ///< [B] of one batch, uncompressed
  static constexpr auto longest_wait = std::chrono::seconds(5);  ///< a finished run is on disk that soon

  [[nodiscard]] bool stopped() {
    if (!stop_ && (tally_.stop || options_.stop())) stop_ = true;
    return stop_;
  }

  /// Consecutive jobs, put on disk together or every few seconds.
  void run_chunk(Worker const& worker, std::size_t chunk) {
    auto& task_after = tally_.task_after[static_cast<std::size_t>(::omp_get_thread_num()) % Tally::most_threads];
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
      task_after = jobs_[j].task + 1;
      worker.run(
          plan_.task(jobs_[j].task), jobs_[j].scenarios, [this] { return stopped(); },
          [&](RunResult&& result, double seconds) {
            note(result, seconds);
            finished.push_back(std::move(result));
            cpu_seconds += seconds;
            if (steady_clock::now() - put_at >= longest_wait) put(j);
          });
    }
    task_after = 0;
    put(last - 1);
  }

  void put_on_shelf(std::vector<RunResult> const& runs, std::size_t first_task, double cpu_seconds) {
    std::scoped_lock const lock(shelf_mutex_);
    shelf_.put(runs, first_task, cpu_seconds);
  }

  void note(RunResult const& result, double cpu_seconds) {
    tally_.n_event += result.n_event;
    tally_.cpu_nanoseconds += static_cast<std::uint64_t>(1e9 * cpu_seconds);
    std::scoped_lock const lock(mutex_);
    ++tally_.n_run;
    if (options_.progress) options_.progress(tally_.n_run, n_to_do_);
    if (result.failed() && options_.message) {
      options_.message(fmt::format("failed: {}: {}", result.label, result.reason));
    }
  }

  Plan const& plan_;
  Options const& options_;
  Team& team_;
  Shelf& shelf_;
  std::vector<Job> const& jobs_;
  Tally& tally_;
  std::uint64_t n_to_do_;
  std::size_t jobs_a_batch_ = 1;
  std::mutex mutex_;
  std::mutex shelf_mutex_;
  std::atomic<bool> stop_ = false;
};

}  // namespace

std::vector<std::size_t> Tally::tasks_under_way() const {
  std::vector<std::size_t> tasks;
  for (auto const& after : task_after) {
    if (after > 0) tasks.push_back(after - 1);
  }
  std::ranges::sort(tasks);
  return tasks;
}

std::shared_ptr<Tally> make_tally() {
  static_assert(std::atomic<std::uint64_t>::is_always_lock_free, "processes share it");
  auto* const memory =
      ::mmap(nullptr, sizeof(Tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);  // noughts
  if (memory == MAP_FAILED) throw std::bad_alloc();
  return {::new (memory) Tally{}, [](Tally* tally) { ::munmap(tally, sizeof(Tally)); }};
}

void run_jobs(Plan const& plan, Options const& options, Team& team, Shelf& shelf, std::vector<Job> const& jobs,
              Tally& tally) {
  Session(plan, options, team, shelf, jobs, tally).run();
}

}  // namespace wardmote::experiment
