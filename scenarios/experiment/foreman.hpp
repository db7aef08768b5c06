#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "scenarios/experiment/experiment.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/plan.hpp"
#include "scenarios/experiment/session.hpp"
#include "scenarios/experiment/survey.hpp"

namespace wardmote::experiment {

/// Sees the runs of a session through, whatever one of them does to its process.
///
/// The session is made in a child process, with all its threads: they share the people, so a process for each run would
/// cost far more. If the child is killed (a crash of ours, no memory left), the tally still says which tasks it was at.
/// Their runs are then made alone, each in a child of its own; one that kills that too has failed, with the signal as
/// its reason. The rest goes on together. Runs that failed before are retried alone as well. A death that settles
/// no run is thrown, so this ends. Among several MPI ranks nothing is isolated: a rank that dies ends the job, which is
/// then started again.
class Foreman {
 public:
  /// The shelf is opened anew after each death.
  Foreman(Plan const& plan, Options const& options, Team& team, std::filesystem::path place,
          std::optional<Shelf>& shelf, Tally& tally);

  /// Runs what is missing, and what has failed if the options say so.
  void run(Survey const& found);

 private:
  int run_in_child(std::vector<Job> const& jobs);
  void run_alone(std::vector<Job> const& jobs);
  std::vector<Job> after_death(int signal);
  void reopen();
  [[nodiscard]] bool stopped() const { return tally_.stop || options_.stop(); }

  Plan const& plan_;
  Options const& options_;
  Team& team_;
  std::filesystem::path place_;
  std::optional<Shelf>& shelf_;
  Tally& tally_;
  std::uint64_t n_to_do_ = 0;
};

}  // namespace wardmote::experiment
