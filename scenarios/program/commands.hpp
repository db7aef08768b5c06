#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wardmote::program {

/// A subcommand: `wardmote <name> ...`. `run` gets what follows the name and returns the exit status.
struct Command {
  std::string_view name;
  std::string_view summary;  ///< one line for --help
  int (*run)(std::vector<std::string> const& arguments);
};

/// Exit statuses (design §10).
enum Status : int {
  status_done = 0,
  status_bug = 1,
  status_bad_input = 2,
  status_failed_runs = 3,
  status_stopped = 4,
  status_mismatch = 5,
};

// One function and one file a subcommand, in the order of --help.
int init(std::vector<std::string> const& arguments);
int check(std::vector<std::string> const& arguments);
int check_baseline(std::vector<std::string> const& arguments);
int calibrate_baseline(std::vector<std::string> const& arguments);
int plan(std::vector<std::string> const& arguments);
int run(std::vector<std::string> const& arguments);
int extend(std::vector<std::string> const& arguments);
int status(std::vector<std::string> const& arguments);
int merge(std::vector<std::string> const& arguments);
int verify(std::vector<std::string> const& arguments);
int slurm(std::vector<std::string> const& arguments);
int compare(std::vector<std::string> const& arguments);
int sensitivity(std::vector<std::string> const& arguments);
int portfolio(std::vector<std::string> const& arguments);
int report(std::vector<std::string> const& arguments);
int story(std::vector<std::string> const& arguments);
int digest(std::vector<std::string> const& arguments);
int export_csv(std::vector<std::string> const& arguments);
int list(std::vector<std::string> const& arguments);
int explain(std::vector<std::string> const& arguments);
int diff(std::vector<std::string> const& arguments);
int schema(std::vector<std::string> const& arguments);

}  // namespace wardmote::program
