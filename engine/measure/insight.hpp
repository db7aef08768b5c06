#pragma once

#include <span>

#include "engine/world/world.hpp"

/// How well councillors can know their wards from what is brought to them.
namespace wardmote::measure {

/// Correlation over services between what was brought to a councillor within the year and all that the ward's residents
/// have told the council or a councillor of since the warm-up began: mean over councillors to whom anything was
/// brought.
struct Insight {
  double all = 0;
  double busy = 0;   ///< of the half to whom more was brought
  double quiet = 0;  ///< of the other half
};
[[nodiscard]] Insight insight_of(world::Scene const& scene, world::Journal const& now, world::Journal const& year_ago);

/// Pearson's correlation of two lists of one length; not a number where one of them does not vary.
[[nodiscard]] double correlation(std::span<double const> x, std::span<double const> y);

}  // namespace wardmote::measure
