#include <cstdio>
#include <cstdlib>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

#include "analysis/compare/comparison.hpp"
#include "analysis/compare/table.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

/// Columns of the terminal, of COLUMNS where set; 110 where the output goes to a file.
std::size_t terminal_width() {
  if (auto const* columns = std::getenv("COLUMNS")) {
    auto const n = std::strtoul(columns, nullptr, 10);
    if (n > 0) return n;
  }
  winsize size{};
  if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return 110;
}

}  // namespace

int compare(std::vector<std::string> const& arguments) {
  Arguments line("compare", "DIR", "says for each headline outcome and scenario what follows, and how sure that is");
  line.options()("json", "as JSON, in full");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const comparison =
      with_results([&] { return compare::compare(results::Reader(results_file(line.operand(0)))); });
  if (line.has("json")) {
    std::cout << compare::to_json(comparison).dump(2) << "\n";
  } else {
    std::cout << compare::table(comparison, {.width = terminal_width(), .colour = coloured(stdout)},
                                line.verbose() ? compare::Detail::full : compare::Detail::brief);
  }
  return status_done;
}

}  // namespace wardmote::program
