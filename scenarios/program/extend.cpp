#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/session.hpp"

namespace wardmote::program {

int extend(std::vector<std::string> const& arguments) {
  Arguments line("extend", "STUDY.toml|DIR",
                 "adds worlds, scenarios or points of a design to results, and runs only what is new");
  add_study_options(line);
  add_session_options(line);
  line.add_help(
      "A folder stands for the study as it was run there: wardmote extend results/kirklees --worlds 32\n"
      "For more scenarios or points, change the study and name it with -o DIR.\n");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const source = source_of(line);
  auto options = options_of(line, source);
  options.extend = true;
  return run_session(line, source.study, std::move(options));
}

}  // namespace wardmote::program
