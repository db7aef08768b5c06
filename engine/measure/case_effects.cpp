#include "engine/measure/case_effects.hpp"

#include <cmath>

#include "engine/world/beliefs.hpp"

namespace wardmote::measure {

namespace {

constexpr double three_months = 7 * 12;  ///< [day]; what outcomes look at ends as long before the end

}  // namespace

void CaseEffects::observe(world::Scene const& scene, world::World const& world, double trust_of_all) {
  auto const& marks = world.case_marks;
  trust_then_.resize(marks.size(), std::isnan(trust_before_) ? trust_of_all : trust_before_);
  for (; n_read_ < marks.size() && marks[n_read_].at + kernel::days(three_months) <= world.now; ++n_read_) {
    auto const& mark = marks[n_read_];
    auto const change = world::trust_in_council(scene, world, mark.adult) - static_cast<double>(mark.trust);
    changes_[mark.fixed ? 1 : 0].add(change - (trust_of_all - trust_then_[n_read_]));
  }
  trust_before_ = trust_of_all;
}

}  // namespace wardmote::measure
