#include "analysis/results/digest.hpp"

#include <iostream>

#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"

namespace wardmote::program {

int digest(std::vector<std::string> const& arguments) {
  Arguments line("digest", "DIR",
                 "prints what the results say in 64 digits: the same wherever and however they were run");
  if (!line.parse(arguments, 1, 1)) return status_done;
  std::cout << with_results([&] { return results::digest(results_file(line.operand(0))); }) << "\n";
  return status_done;
}

}  // namespace wardmote::program
