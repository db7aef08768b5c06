/// \file
/// All runs of a study, each under its name, before any is run.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/kernel/random.hpp"
#include "engine/world/hours.hpp"
#include "scenarios/experiment/run_result.hpp"
#include "scenarios/experiment/worlds.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// What is warmed up once and then run in every scenario: a world and a replication at a point of the design.
struct Task {
  std::uint32_t point = 0;
  std::uint32_t world = 0;
  std::uint32_t replication = 0;  ///< of all worlds, world by world: the replication dimension, and the key of chance
};

/// A plan: points x worlds x replications x scenarios. The study must outlive it.
///
/// Its text (plan.json) holds all that decides the runs and how they will be read, differences that matter included;
/// its hash, taken before the first run, is what "decided beforehand" means. A run's name covers less: only what
/// decides its numbers. So a plan with more worlds, scenarios or points shares runs with the one it extends, and a
/// scenario that a factor does not touch is run once for all points.
class Plan {
 public:
  Plan(loader::Study const& study, double scale);

  [[nodiscard]] loader::Study const& study() const { return study_; }
  [[nodiscard]] double scale() const { return scale_; }
  [[nodiscard]] std::string const& text() const { return text_; }  ///< canonical JSON
  [[nodiscard]] std::string const& hash() const { return hash_; }  ///< SHA-256 of the text

  [[nodiscard]] std::size_t n_point() const { return points_.size(); }
  [[nodiscard]] std::size_t n_scenario() const { return study_.scenarios.size(); }
  [[nodiscard]] std::size_t n_replication() const {
    return std::size_t{study_.runs.n_world} * study_.runs.n_replication;
  }
  [[nodiscard]] std::size_t n_task() const { return n_point() * n_replication(); }
  [[nodiscard]] Task task(std::size_t index) const;  ///< point by point, then replication by replication

  /// Paths of the design's factors and their values at each point; no factors and one point without a design.
  [[nodiscard]] std::vector<std::string> const& factor_paths() const { return factor_paths_; }
  [[nodiscard]] std::vector<double> const& point(std::size_t p) const { return points_[p]; }
  /// What `--set` would say to have the study as it is at a point: "PATH=VALUE".
  [[nodiscard]] std::vector<std::string> settings(std::size_t p) const;

  /// The first point at which this scenario is the same run as at `point`: where it is run.
  [[nodiscard]] std::size_t first_point(std::size_t scenario, std::size_t p) const {
    return first_point_[scenario * n_point() + p];
  }
  /// Whether a task runs this scenario, rather than an earlier one with the same numbers.
  [[nodiscard]] bool owns(Task const& task, std::size_t scenario) const {
    return first_point(scenario, task.point) == task.point;
  }
  [[nodiscard]] std::size_t n_run() const;  ///< different ones

  [[nodiscard]] RunName name(Task const& task, std::size_t scenario) const;
  [[nodiscard]] std::string label(Task const& task, std::size_t scenario) const;  ///< for people

  // what all its runs share
  [[nodiscard]] kernel::StreamKey key() const;
  /// Whether scenarios start from one warm-up and meet the same chance.
  [[nodiscard]] bool common_streams() const { return study_.streams == loader::Streams::common; }
  /// Chance of a run. The baseline's is the same either way.
  [[nodiscard]] kernel::RandomStreams streams(Task const& task, std::size_t scenario) const;
  [[nodiscard]] world::Hours const& hours() const { return hours_; }
  [[nodiscard]] std::vector<kernel::Time> const& times() const { return times_; }
  [[nodiscard]] std::vector<Factor> const& factors() const { return factors_; }

 private:
  [[nodiscard]] bool touches(std::string const& path, std::size_t scenario) const;
  [[nodiscard]] std::string settings_for(std::size_t p, std::size_t scenario) const;

  loader::Study const& study_;
  double scale_;
  world::Hours hours_;
  std::vector<kernel::Time> times_;
  std::vector<Factor> factors_;
  std::vector<std::string> factor_paths_;    // [n_factor]
  std::vector<std::vector<double>> points_;  // [n_point][n_factor]
  std::vector<std::size_t> first_point_;     // [n_scenario x n_point]
  std::string setting_;                      // hash of what every run of the study shares
  std::vector<std::string> scenarios_;       // [n_scenario] hash of what each does
  std::string text_;
  std::string hash_;
};

/// The scale in a plan's text. This and all below throw FolderRefused where a text is no plan.
double scale_of(std::string const& text);

/// How many worlds a plan's text has.
std::uint32_t n_world_of(std::string const& text);

/// What differs between two plans' texts, "path: old -> new", a line each; empty if nothing does.
std::vector<std::string> differences(std::string const& old_text, std::string const& new_text);

/// Whether the new plan only adds worlds, scenarios or points to the old one.
bool only_adds(std::string const& old_text, std::string const& new_text);

}  // namespace wardmote::experiment
