#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <iostream>
#include <memory>

#include <fmt/format.h>

#include "scenarios/experiment/plan.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/session.hpp"

namespace wardmote::program {

namespace {

/// MaxArraySize of this cluster, as scontrol tells it; SLURM's default without.
std::uint64_t max_array_size() {
  constexpr std::uint64_t slurm_default = 1001;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> const pipe(::popen("scontrol show config 2>/dev/null", "r"),
                                                             ::pclose);
  std::array<char, 1024> text{};
  while (pipe && std::fgets(text.data(), text.size(), pipe.get()) != nullptr) {
    std::string_view const row(text.data());
    if (!row.starts_with("MaxArraySize")) continue;
    auto const at = row.find_first_of("0123456789");
    std::uint64_t n = 0;
    if (at != std::string_view::npos && std::from_chars(row.data() + at, row.data() + row.size(), n).ec == std::errc{})
      return n;
  }
  return slurm_default;
}

/// A word as a shell reads it back.
std::string quoted(std::string const& word) {
  auto const plain = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("._/=-+:,").find(c) != std::string_view::npos;
  };
  if (!word.empty() && std::ranges::all_of(word, plain)) return word;
  std::string text = "'";
  for (char const c : word) text += c == '\'' ? "'\\''" : std::string(1, c);
  return text + "'";
}

}  // namespace

int slurm(std::vector<std::string> const& arguments) {
  Arguments line("slurm", "STUDY.toml",
                 "prints a job script that runs a study on a SLURM cluster, in an array of tasks");
  add_study_options(line);
  line.options()("tasks", po::value<std::uint32_t>()->value_name("N"),
                 "tasks of the array (default: one for each world and replication, up to 100)")(
      "cpus", po::value<std::uint32_t>()->default_value(4)->value_name("N"), "threads of each task")(
      "time", po::value<std::string>()->default_value("01:00:00")->value_name("T"), "time limit of each task")(
      "memory", po::value<std::string>()->default_value("2G")->value_name("M"), "memory of each task");
  line.add_help("wardmote slurm STUDY.toml -o DIR > job.sh; sbatch job.sh\n");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const source = source_of(line);
  auto const options = options_of(line, source);
  experiment::Plan const plan(source.study, source.scale);
  auto const most = std::min<std::uint64_t>(plan.n_task(), max_array_size());
  auto const asked = line.has("tasks") ? line.value<std::uint32_t>("tasks") : 100U;
  auto const n_task = std::clamp<std::uint64_t>(asked, 1, std::max<std::uint64_t>(1, most));
  auto const folder = options.folder.string();

  // the study and its options once more, as words for the shell
  std::vector<std::string> words{quoted(line.operand(0)), "-o", quoted(folder)};
  if (source.scale != 1) words.push_back(fmt::format("--scale={}", source.scale));
  for (auto const& set : sets_of(line)) words.push_back(quoted("--set=" + set));
  auto const command = fmt::format("{}", fmt::join(words, " "));

  std::cout << fmt::format(R"(#!/bin/bash
# {title}
# {runs} runs, {tasks_of_plan} worlds and replications of {scenarios} scenarios, in {n} tasks; plan {plan:.12}.
#
# From the folder you are in now, the first command submits it, the second a job that merges when all tasks are through:
#   job=$(sbatch --parsable job.sh)
#   sbatch --dependency=afterany:$job --wrap {merge}
# Each task runs its share and can be killed at any time: what was finished stays, and a task that is requeued goes on
# where it was. `wardmote status {folder}` says how far all of them are.
#
#SBATCH --job-name=wardmote
#SBATCH --array=0-{last}            # within MaxArraySize; each task runs several worlds, one after another
#SBATCH --cpus-per-task={cpus}      # threads: wardmote reads SLURM_CPUS_PER_TASK
#SBATCH --mem={memory}
#SBATCH --time={time}
#SBATCH --signal=USR1@120           # two minutes before the limit wardmote is told to stop in good order
#SBATCH --requeue                   # after a node failure or preemption, again
#SBATCH --open-mode=append

wardmote=${{WARDMOTE:-wardmote}}      # the program; set WARDMOTE if it is not on the PATH

srun "$wardmote" run {command} --shard "$SLURM_ARRAY_TASK_ID/{n}" -q
status=$?

# 4: stopped before it was done. Requeued, it goes on; 3: done, some runs failed and are listed by `wardmote status`
if ((status == 4)); then
  scontrol requeue "$SLURM_JOB_ID"
fi
exit $status
)",
                           fmt::arg("title", source.study.title), fmt::arg("runs", plan.n_run()),
                           fmt::arg("tasks_of_plan", plan.n_task()), fmt::arg("scenarios", plan.n_scenario()),
                           fmt::arg("n", n_task), fmt::arg("plan", plan.hash()), fmt::arg("last", n_task - 1),
                           fmt::arg("cpus", line.value<std::uint32_t>("cpus")),
                           fmt::arg("memory", line.text("memory").value()), fmt::arg("time", line.text("time").value()),
                           fmt::arg("command", command), fmt::arg("folder", quoted(folder)),
                           fmt::arg("merge", quoted("wardmote merge " + quoted(folder))));
  return status_done;
}

}  // namespace wardmote::program
