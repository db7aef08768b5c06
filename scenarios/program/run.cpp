#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/rounds.hpp"
#include "scenarios/program/session.hpp"

namespace wardmote::program {

int run(std::vector<std::string> const& arguments) {
  Arguments line("run", "STUDY.toml|RESULTS.h5",
                 "runs a study: every scenario in every world, into one results file; goes on where it was stopped");
  add_study_options(line);
  add_session_options(line);
  line.options()("fresh", "remove the runs and results that are already there");
  line.add_help(
      "Finished runs are on disk within seconds. A run that was killed, stopped or timed out goes on when the same\n"
      "command is given again; `wardmote status DIR` says how far it is. A results file carries the study it was made\n"
      "from, and can be run again itself.\n");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const source = source_of(line);
  auto options = options_of(line, source);
  options.fresh = line.has("fresh");
  auto study = source.study;
  auto const by_rounds = !line.has("shard") && !study.design;
  if (by_rounds && !options.fresh) take_up_round(study, options.folder);
  for (;;) {
    auto const status = run_session(line, study, options);
    if (status != status_done || !by_rounds || !next_round(study, options.folder)) return status;
    options.fresh = false;
    options.extend = true;
  }
}

}  // namespace wardmote::program
