#pragma once

#include <span>
#include <vector>

#include "engine/measure/record.hpp"
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
  struct CellCounts;
  void observe_people(world::World const& world);
  void observe_wards(world::World const& world);
  void observe_councillors(world::World const& world);
  void observe_council(world::World const& world);
  void fill_budget(world::World const& world);
  void fill_staff(world::World const& world);
  void fill_outcomes(world::World const& world);
  [[nodiscard]] double last_year_mean(std::size_t series, std::size_t column) const;
  [[nodiscard]] float* row(std::size_t series);

  world::Scene const& scene_;
  std::vector<kernel::Time> times_;
  std::size_t n_observed_ = 0;
  world::Journal last_;      // at the observation before
  world::Journal year_ago_;  // a year before the end
  RunRecord record_;
};

/// Beliefs and habits of some neighbouring adults, added up: the inner loop of every observation.
struct BeliefSums {
  double trust = 0;             ///< sum of trust in the council
  double trust_councillor = 0;  ///< sum of trust in own councillors
  std::uint32_t n = 0;
  std::uint32_t n_trust = 0;      ///< who trust the council
  std::uint32_t n_influence = 0;  ///< who feel they can influence decisions
  std::uint32_t n_response = 0;   ///< who answered a consultation in the 52 weeks before
  std::uint32_t n_civic = 0;      ///< who signed, rallied or wrote in the 52 weeks before
};
BeliefSums sum_beliefs(world::Scene const& scene, world::World const& world, std::uint32_t first, std::uint32_t last);

}  // namespace wardmote::measure
