#include "scenarios/experiment/foreman.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/experiment/child.hpp"

namespace wardmote::experiment {

Foreman::Foreman(Plan const& plan, Options const& options, Team& team, std::filesystem::path place,
                 std::optional<Shelf>& shelf, Tally& tally)
    : plan_(plan), options_(options), team_(team), place_(std::move(place)), shelf_(shelf), tally_(tally) {}

void Foreman::run(Survey const& found) {
  auto jobs = found.missing;
  if (!options_.isolate || team_.size() > 1) {
    if (options_.retry) jobs.insert(jobs.end(), found.failed.begin(), found.failed.end());
    run_jobs(plan_, options_, team_, *shelf_, jobs, tally_);
    return;
  }
  n_to_do_ = n_run(jobs);
  if (options_.retry) {
    n_to_do_ += n_run(found.failed);
    run_alone(found.failed);
  }
  while (!jobs.empty() && !stopped()) {
    auto const signal = run_in_child(jobs);
    if (signal == 0) return;
    run_alone(after_death(signal));
    auto left = survey(plan_, options_).missing;
    if (n_run(left) == n_run(jobs) && !stopped()) {
      throw std::runtime_error(
          fmt::format("the runs' process was ended by {} before any was done", signal_text(signal)));
    }
    jobs = std::move(left);
  }
}

/// Returns the signal that ended the child, 0 if none did.
int Foreman::run_in_child(std::vector<Job> const& jobs) {
  for (auto& after : tally_.task_after) after = 0;
  auto const work = [&] {
    auto options = options_;
    options.progress = nullptr;  // shown below
    run_jobs(plan_, options, *make_single(), *shelf_, jobs, tally_);
  };
  auto const meanwhile = [&] {
    if (options_.stop()) tally_.stop = true;
    if (options_.progress) options_.progress(tally_.n_run, n_to_do_);
  };
  return in_child(work, meanwhile);
}

/// One run after another, each in a child of its own.
void Foreman::run_alone(std::vector<Job> const& jobs) {
  for (auto const& job : jobs) {
    for (auto const scenario : job.scenarios) {
      if (stopped()) return;
      auto const n_before = tally_.n_run.load();
      auto const signal = run_in_child({{job.task, {scenario}}});
      if (signal == 0) continue;
      reopen();
      auto const task = plan_.task(job.task);
      RunResult const failed{plan_.name(task, scenario),
                             plan_.label(task, scenario),
                             fmt::format("its process was ended by {}", signal_text(signal)),
                             0,
                             {}};
      shelf_->put({&failed, 1}, job.task, 0);
      tally_.n_run = n_before + 1;
      if (options_.message) options_.message(fmt::format("failed: {}: {}", failed.label, failed.reason));
    }
  }
}

/// What the child that died was at and had not put on the shelf.
std::vector<Job> Foreman::after_death(int signal) {
  auto const tasks = tally_.tasks_under_way();
  reopen();
  shelf_->note("died", {{"signal", signal}, {"tasks", tasks}});
  auto jobs = survey(plan_, options_).missing;
  tally_.n_run = n_to_do_ - std::min(n_to_do_, n_run(jobs));
  std::erase_if(jobs, [&](Job const& job) { return !std::ranges::binary_search(tasks, job.task); });
  if (options_.message) {
    options_.message(fmt::format("the runs' process was ended by {}; the {} runs it was at are run alone",
                                 signal_text(signal), n_run(jobs)));
  }
  return jobs;
}

/// The child may have left a torn line or a batch that is in no manifest.
void Foreman::reopen() {
  shelf_.emplace(place_);
  tidy(*shelf_, place_, options_);
}

}  // namespace wardmote::experiment
