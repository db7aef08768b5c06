#pragma once

#include <vector>

#include "engine/world/world.hpp"

namespace wardmote::measure {

/// Who reported how often since time 0, person by person (evidence §10, P9 and P10).
struct Behaviour {
  double repeat_ratio = 0;    ///< those who report again after a first report that was fixed, over the same after one
                              ///< that was not
  double top_thousandth = 0;  ///< share of reports by the most frequent 0.1 % of those who reported
  double top_hundredth = 0;
  double top_tenth = 0;
  double once = 0;  ///< share of those who reported who did so once
};

/// NaN where nobody reported, or nobody's first report ended that way.
Behaviour behaviour_of(std::vector<world::ReportHistory> const& histories);

}  // namespace wardmote::measure
