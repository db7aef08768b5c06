#pragma once

#include <functional>
#include <span>

#include "engine/world/population.hpp"
#include "scenarios/experiment/plan.hpp"

namespace wardmote::experiment {

/// Runs the tasks of a plan. The people are made once and shared; safe to use from several threads.
class Worker {
 public:
  explicit Worker(Plan const& plan);

  /// Takes over what a run left; the CPU seconds of its thread are counted since the run, or the warm-up, before.
  using Take = std::function<void(RunResult&& result, double cpu_seconds)>;

  /// Warms up the task's world once, or for each scenario where streams are their own, and runs each of the scenarios
  /// from a copy. A run that cannot be made, or whose
  /// numbers are not finite, is a result with a reason. Stops between two runs once `stop` says so.
  void run(Task const& task, std::span<std::size_t const> scenarios, std::function<bool()> const& stop,
           Take const& take) const;

  [[nodiscard]] world::Population const& people() const { return people_; }

 private:
  Plan const& plan_;
  world::Population people_;
};

}  // namespace wardmote::experiment
