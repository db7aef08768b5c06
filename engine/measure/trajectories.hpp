#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "engine/kernel/clock.hpp"
#include "engine/world/scene.hpp"

namespace wardmote::measure {

/// Places of the trajectories in series_specs().
enum Series : std::size_t {
  trust_council,
  trust_council_share,
  trust_councillor,
  influence,
  participation_rate,
  civic_rate,
  reports,
  reports_fixed,
  enquiries_opened,
  enquiries_open,
  handler_known,
  news_early,
  relation_councillor,
  by_group,
  trust_council_by_group = by_group,
  trust_council_share_by_group,
  trust_councillor_by_group,
  influence_by_group,
  participation_rate_by_group,
  civic_rate_by_group,
  handler_known_by_tenure,
  relation_councillor_by_tenure,
  relation_officer,
  desk_backlog,
  attention_load,
  calls_abandoned,
  officer_skill,
  training_places,
  n_series
};

/// Places of the groups in group_names().
enum Group : std::size_t {
  everyone,
  age_first,
  white = 5,
  asian,
  other_ethnicity,
  online,
  offline,
  most_deprived,
  less_deprived,
  first_zone,
  other_zones,
  n_group
};

inline constexpr std::int32_t year_in_weeks = 52;

/// part / whole; not a number where there is no whole.
[[nodiscard]] double ratio(double part, double whole);

/// What is recorded of a run at each instant: [n_series][n_time x (1 | n_ward | n_group | n_tenure)].
class Trajectories {
 public:
  /// `times` are the instants to observe, rising; the scene must outlive this.
  Trajectories(world::Scene const& scene, std::span<kernel::Time const> times);

  /// Of a series, the values at the instant being observed.
  [[nodiscard]] float* row(std::size_t series);
  /// That instant is done.
  void next() { ++n_observed_; }
  [[nodiscard]] bool full() const { return n_observed_ == times_.size(); }

  /// Mean of the observations within the last year, missing ones left out; not a number where there are none.
  [[nodiscard]] double last_year_mean(std::size_t series, std::size_t column) const;

  [[nodiscard]] std::vector<std::vector<float>> take() { return std::move(series_); }

 private:
  world::Scene const& scene_;
  std::vector<kernel::Time> times_;
  std::size_t n_observed_ = 0;
  std::vector<std::vector<float>> series_;
};

}  // namespace wardmote::measure
