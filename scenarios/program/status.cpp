#include "scenarios/experiment/status.hpp"

#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using experiment::FolderStatus;
constexpr auto results_words = std::to_array<std::string_view>(
    {"not made yet", "complete", "of an earlier, smaller study; to be made again", "damaged; to be made again"});

nlohmann::ordered_json to_json(FolderStatus const& status, std::string const& plan) {
  nlohmann::ordered_json result{{"plan", plan},
                                {"runs", status.n_run},
                                {"done", status.n_done},
                                {"failed", status.failed.size()},
                                {"missing", status.n_missing},
                                {"results", results_words[static_cast<std::size_t>(status.results)]},
                                {"shelves", nlohmann::ordered_json::array()},
                                {"failures", nlohmann::ordered_json::array()}};
  for (auto const& shelf : status.shelves) {
    result["shelves"].push_back({{"name", shelf.name},
                                 {"batches", shelf.n_batch},
                                 {"runs", shelf.n_run},
                                 {"running", shelf.running},
                                 {"last", shelf.last_event}});
  }
  for (auto const& run : status.failed) {
    result["failures"].push_back(
        {{"run", run.name}, {"what", run.label}, {"reason", run.reason}, {"settings", run.settings}});
  }
  return result;
}

void print(FolderStatus const& status) {
  std::vector<std::vector<std::string>> rows{
      {"runs", fmt::format("{}: {} done, {} failed, {} still to run", grouped(status.n_run), grouped(status.n_done),
                           grouped(status.failed.size()), grouped(status.n_missing))},
      {"results.h5", std::string(results_words[static_cast<std::size_t>(status.results)])}};
  for (auto const& shelf : status.shelves) {
    rows.push_back(
        {shelf.name == "." ? "batches" : shelf.name,
         fmt::format("{} with {} runs{}; last: {}", grouped(shelf.n_batch), grouped(shelf.n_run),
                     shelf.running ? ", running now" : "", shelf.last_event.empty() ? "nothing" : shelf.last_event)});
  }
  std::cout << columns(rows);
  constexpr std::size_t most = 20;
  for (std::size_t i = 0; i < std::min(most, status.failed.size()); ++i) {
    auto const& run = status.failed[i];
    std::cout << fmt::format("failed: {}: {}\n", run.label, run.reason);
    if (!run.settings.empty()) std::cout << fmt::format("        {}\n", fmt::join(run.settings, " "));
  }
  if (status.failed.size() > most) std::cout << fmt::format("and {} more: --json\n", status.failed.size() - most);
}

}  // namespace

int status(std::vector<std::string> const& arguments) {
  Arguments line("status", "DIR", "how far a study is: runs done, failed, missing; who is at it");
  line.options()("json", "as JSON, every failed run with its inputs");
  line.add_help("Exit status: 0 complete, 3 complete with failed runs, 4 runs are missing.\n");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const source = source_of(line.operand(0), {});
  auto const found = with_results([&] {
    auto const plan = plan_of(source);
    auto const status = experiment::status_of(plan, source.folder);
    if (line.has("json"))
      std::cout << to_json(status, plan.hash()).dump(2) << "\n";
    else
      print(status);
    return status;
  });
  if (found.n_missing > 0) return status_stopped;
  return found.failed.empty() ? status_done : status_failed_runs;
}

}  // namespace wardmote::program
