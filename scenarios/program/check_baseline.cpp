#include <cmath>
#include <iostream>

#include <fmt/format.h>

#include "analysis/baseline/evaluate.hpp"
#include "scenarios/experiment/experiment.hpp"
#include "scenarios/loader/criteria_file.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/progress.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using baseline::Finding;

std::string number(double x) { return std::isfinite(x) ? fmt::format("{:.3g}", x) : std::string{"-"}; }

std::string verdict(Finding const& finding) {
  auto const name = baseline::name_of(finding.outcome);
  if (std::isnan(finding.held) || finding.criterion.over == baseline::Over::mean) return std::string{name};
  return fmt::format("{} ({:.0f} %)", name, 100 * finding.held);
}

/// The table, then what is not measured, then the count.
void print(std::span<Finding const> findings) {
  std::vector<std::vector<std::string>> rows{{"id", "verdict", "value", "low to high", "statement"}}, others;
  std::size_t n_passed = 0, n_judged = 0;
  for (auto const& finding : findings) {
    auto const& criterion = finding.criterion;
    if (!criterion.reproducible) {
      others.push_back({"  " + criterion.id, criterion.reason});
      continue;
    }
    rows.push_back({criterion.id, verdict(finding), number(finding.value),
                    fmt::format("{} to {}", number(finding.low), number(finding.high)),
                    fmt::format("{} [{}]", criterion.statement, baseline::text_of(criterion))});
    n_judged += finding.outcome != baseline::Outcome::reported;
    n_passed += finding.outcome == baseline::Outcome::passed;
  }
  std::cout << columns(rows) << "\nNot measured:\n" << columns(others);
  std::cout << fmt::format(
      "\nThe baseline resembles what was found in {} of the {} criteria that can be judged; {} are policy questions,\n"
      "{} cannot be measured yet. This validates nothing: it says where the baseline looks like the council, and\n"
      "where not.\n",
      n_passed, n_judged, rows.size() - 1 - n_judged, others.size());
}

}  // namespace

int check_baseline(std::vector<std::string> const& arguments) {
  Arguments line("check-baseline", "[CRITERIA.toml]",
                 "runs the baseline and says in what it resembles the documents and surveys, and in what not");
  line.options()("output,o", po::value<std::string>()->value_name("DIR")->default_value("results/baseline"),
                 "folder for the results of the runs")("worlds", po::value<std::uint32_t>()->value_name("N"),
                                                       "worlds in which policy questions are counted")(
      "replications", po::value<std::uint32_t>()->value_name("N"), "replications of each run with central values")(
      "scale", po::value<double>()->value_name("F")->default_value(1.0, "1"),
      "share of citizens simulated; wards, councillors, officers and desks stay whole")(
      "threads", po::value<std::uint32_t>()->value_name("N"), "threads; results do not depend on it")(
      "fresh", "remove the runs and results that are already there")("json", "every row as JSON");
  if (!line.parse(arguments, 0, 1)) return status_done;

  // the criteria and the studies of their runs: central values take replications, the others worlds
  auto const path = line.operand_or(loader::shipped_criteria());
  auto const criteria = loader::load_criteria(path, sets_of(line));

  // the runs
  baseline::Results results;
  for (auto const& run : criteria.runs) {
    auto options = options_of(line, {run.study, line.value<double>("scale"), {}});
    options.folder /= run.id;
    options.n_thread = n_thread(line);
    options.fresh = line.has("fresh");
    auto const summary = with_results([&] {
      Progress progress(run.title, line.quiet());
      options.progress = [&](std::uint64_t done, std::uint64_t total) { progress.show(done, total); };
      return experiment::run_study(run.study, options);
    });
    if (summary.n_failed > 0)
      warning(fmt::format("{}: {} runs failed and count as not holding", run.id, summary.n_failed));
    results.emplace(run.id, with_results([&] { return results::Reader(results_file(options.folder.string())); }));
  }

  auto const findings = with_results([&] { return baseline::evaluate(criteria.criteria, results); });
  if (line.has("json"))
    std::cout << baseline::to_json(findings).dump(2) << "\n";
  else
    print(findings);
  return status_done;
}

}  // namespace wardmote::program
