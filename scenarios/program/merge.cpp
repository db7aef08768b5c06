#include <fmt/format.h>

#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

int merge(std::vector<std::string> const& arguments) {
  Arguments line("merge", "DIR|STUDY.toml", "makes results.h5 of a study that was run in shards");
  add_study_options(line);
  line.options()("partial", "even if runs are missing: they are marked as not run");
  add_locking_option(line);
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const source = source_of(line);
  auto const options = options_of(line, source);
  auto const summary =
      with_results([&] { return experiment::merge_study(source.study, options, line.has("partial")); });
  if (summary.end == experiment::Summary::End::stopped) {
    message(fmt::format("{} of {} runs are missing; run them, or take what is there with --partial",
                        grouped(summary.n_missing), grouped(summary.n_missing + summary.n_reused + summary.n_failed)));
    return status_stopped;
  }
  fmt::print("{} runs: {}\n", grouped(summary.n_reused + summary.n_failed), summary.file.string());
  if (summary.n_failed > 0) warning(fmt::format("{} runs failed", grouped(summary.n_failed)));
  return summary.n_failed > 0 ? status_failed_runs : status_done;
}

}  // namespace wardmote::program
