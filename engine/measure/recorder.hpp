#pragma once

#include <span>

#include "engine/measure/outcomes.hpp"
#include "engine/measure/record.hpp"
#include "engine/measure/trajectories.hpp"
#include "engine/world/world.hpp"

namespace wardmote::measure {

/// Reads trajectories and outcomes off a run. Reads only: a run ends in the same state however often it is observed.
class Recorder {
 public:
  /// `times` are the instants to observe, rising; the scene must outlive the recorder.
  Recorder(world::Scene const& scene, std::span<kernel::Time const> times);

  /// Fixes what later differences are taken against: the world at time 0.
  void start(world::World const& world);

  /// Observes the world at the next instant.
  void observe(world::World const& world);

  /// Notes the journal one year before the end, from which the last year's flows are counted.
  void start_last_year(world::World const& world);

  /// What the run leaves behind.
  [[nodiscard]] RunRecord finish(world::World const& world);

 private:
  void observe_people(world::World const& world);
  void observe_wards(world::World const& world);
  void observe_councillors(world::World const& world);
  void observe_council(world::World const& world);

  world::Scene const& scene_;
  Trajectories trajectories_;
  world::Journal last_;      // at the observation before
  world::Journal year_ago_;  // a year before the end
  bool in_last_year_ = false;
  Gathered gathered_;
};

}  // namespace wardmote::measure
