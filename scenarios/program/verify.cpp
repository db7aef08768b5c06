#include "scenarios/experiment/verify.hpp"

#include <fmt/format.h>

#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

int verify(std::vector<std::string> const& arguments) {
  Arguments line("verify", "DIR", "repeats a sample of the runs and compares every value with the results");
  line.options()("sample", po::value<std::uint64_t>()->default_value(5)->value_name("K"), "runs to repeat");
  line.add_help("DIR may be a results file alone. Exit status: 0 all the same, 5 something differs.\n");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const source = source_of(line.operand(0), {});
  auto const found = with_results([&] {
    auto const plan = plan_of(source);
    auto const n_sample = line.value<std::uint64_t>("sample");
    return source.folder.empty() ? experiment::verify_file(plan, line.operand(0), n_sample)
                                 : experiment::verify(plan, source.folder, n_sample);
  });
  for (auto const& text : found.mismatches) warning(text);
  fmt::print("{} batches checked, {} runs repeated: {}\n", grouped(found.n_batch), grouped(found.n_repeated),
             found.mismatches.empty() ? "all the same" : fmt::format("{} differ", found.mismatches.size()));
  return found.mismatches.empty() ? status_done : status_mismatch;
}

}  // namespace wardmote::program
