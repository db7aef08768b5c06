// wardmote: the program. One subcommand a file; this one only finds it and turns exceptions into exit statuses.
#include <array>
#include <cstdio>
#include <exception>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"
#include "wardmote/version.hpp"

namespace {

using namespace wardmote::program;

constexpr auto commands = std::to_array<Command>({
    {"init", "write a small worked study to start from", init},
    {"check", "validate a study and all the files it names", check},
    {"check-baseline", "in what the baseline resembles the documents and surveys, and in what not", check_baseline},
    {"calibrate", "fits what is assumed to the baseline's calibration rows: runs designs of its own",
     calibrate_baseline},
    {"plan", "forecast of runs, time, memory and disk, before running", plan},
    {"run", "run a study into a results file", run},
    {"extend", "more worlds, scenarios or points: run what is new", extend},
    {"status", "how far a study is, what failed, who is at it", status},
    {"merge", "results of a study that was run in shards", merge},
    {"verify", "repeat a sample of the runs and compare", verify},
    {"slurm", "a job script for a SLURM cluster", slurm},
    {"compare", "verdicts: what follows for each headline outcome, how sure, at what cost", compare},
    {"sensitivity", "which assumptions the differences hang on: runs designs of its own", sensitivity},
    {"portfolio", "bundles of scenarios within the budget, side by side: runs them", portfolio},
    {"report", "the page to put before people, one HTML file", report},
    {"story", "one issue and one councillor's week, with a policy and without: runs them", story},
    {"digest", "what the results say in 64 digits", digest},
    {"export", "the results as CSV", export_csv},
    {"list", "councils, levers, scenarios, parameters, outcomes, primitives or studies", list},
    {"explain", "everything known about one of them", explain},
    {"diff", "what differs between two studies, or two other files of a kind", diff},
    {"schema", "JSON Schema of the files", schema},
});

void print_help() {
  std::vector<std::vector<std::string>> rows;
  for (auto const& command : commands) rows.push_back({"  " + std::string{command.name}, std::string{command.summary}});
  std::cout
      << "wardmote SUBCOMMAND [arguments]\n\n"
         "  What if a council did this from now on? Runs of a council and all its residents under several policies.\n"
         "  A what-if, not a forecast.\n\n"
      << columns(rows)
      << "\nwardmote SUBCOMMAND --help tells more; wardmote --version names this build.\n"
         "Exit status: 0 done, 1 a bug of ours, 2 bad input or usage, 3 finished with failed runs,\n"
         "4 stopped early and resumable, 5 verification mismatch.\n";
}

int dispatch(std::vector<std::string> const& words) {
  if (words.empty()) {
    print_help();
    return status_bad_input;
  }
  auto const& first = words.front();
  if (first == "--help" || first == "-h" || first == "help") {
    print_help();
    return status_done;
  }
  if (first == "--version") {
    std::cout << fmt::format("wardmote {} ({})\n", wardmote::version, wardmote::revision);
    return status_done;
  }
  for (auto const& command : commands) {
    if (command.name == first) return command.run({words.begin() + 1, words.end()});
  }
  std::vector<std::string_view> names;
  for (auto const& command : commands) names.push_back(command.name);
  throw wardmote::loader::InputError(
      {}, fmt::format("unknown subcommand '{}' ({})", first,
                      wardmote::loader::hint(first, std::span<std::string_view const>{names})));
}

}  // namespace

int main(int argc, char** argv) {
  int status = status_bug;
  try {
    status = dispatch({argv + 1, argv + argc});
    // a result that could not be written is no result
    std::cout.flush();
    if (!std::cout || std::fflush(stdout) != 0) {
      throw wardmote::loader::InputError({}, "cannot write to standard output (disk full?)");
    }
  } catch (wardmote::loader::InputError const& error) {
    message(fmt::format("error: {}", error.what()));
    status = status_bad_input;
  } catch (std::exception const& error) {
    message(fmt::format("error: {} (this is a bug of ours)", error.what()));
    status = status_bug;
  }
  return status;
}
