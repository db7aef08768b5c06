#pragma once

#include <array>

#include "engine/world/world.hpp"

/// How officers stand towards councillors, read off the end of a run.
namespace wardmote::measure {

/// Means over officers, all between 0 and 1; not a number where there is nobody. The past year is what counts as of
/// late.
struct Minds {
  double understanding = 0;                           ///< of what councillors are there for
  std::array<double, world::n_setting> confidence{};  ///< elsewhere, before the cabinet, before a panel
  double hurt_at_large = 0;         ///< rating of councillors not dealt with, by those who had a bad conversation
  double unhurt_at_large = 0;       ///< the same by those who spoke with councillors and had none
  double political_rating = 0;      ///< rating of councillors by those to whom a request felt political
  double plain_rating = 0;          ///< the same by those who had requests, and none of the kind
  double political_confidence = 0;  ///< confidence of the first
  double plain_confidence = 0;      ///< and of the second
};
[[nodiscard]] Minds minds_of(world::Scene const& scene, world::World const& world);

}  // namespace wardmote::measure
