#include "analysis/report/report.hpp"

#include "analysis/results/digest.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

int report(std::vector<std::string> const& arguments) {
  Arguments line("report", "DIR", "writes the page to put before people: one HTML file that opens without a network");
  line.options()("output,o", po::value<std::string>(), "file to write (default: DIR/report.html)");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const file = results_file(line.operand(0));
  auto const target = line.text("output").value_or((file.parent_path() / "report.html").string());
  write_file(target, with_results([&] { return report::report(results::Reader(file), results::digest(file)); }));
  if (!line.quiet()) message("page written: " + target);
  return status_done;
}

}  // namespace wardmote::program
