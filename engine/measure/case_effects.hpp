#pragma once

#include <array>
#include <cstddef>
#include <limits>
#include <vector>

#include "engine/kernel/collectors.hpp"
#include "engine/world/world.hpp"

namespace wardmote::measure {

/// What a closed case has done to its citizen's trust in the council three months later, beyond what befell all adults
/// meanwhile: read at the first observation twelve weeks or more after it.
class CaseEffects {
 public:
  /// `trust_of_all` is the mean trust of adults now.
  void observe(world::Scene const& scene, world::World const& world, double trust_of_all);

  /// Mean change of trust; not a number where no such case was closed.
  [[nodiscard]] double after(bool fixed) const { return changes_[fixed ? 1 : 0].mean(); }

 private:
  std::vector<double> trust_then_;  // [n_mark seen] of all adults, at the observation before the case was closed
  std::size_t n_read_ = 0;
  double trust_before_ = std::numeric_limits<double>::quiet_NaN();  // of all adults, at the observation before
  std::array<kernel::Tally, 2> changes_;                            // not fixed, fixed
};

}  // namespace wardmote::measure
