#pragma once

#include <cmath>

#include "engine/kernel/maths.hpp"
#include "engine/world/world.hpp"

/// What training leaves: it halves every half-life (evidence §8.12; a skill fades without use [ART98], [TA25]).
namespace wardmote::world {

/// What is left of a skill now.
[[nodiscard]] inline double skill_now(World const& world, Skill const& skill) {
  if (skill.top == 0) return 0;
  auto const months = (world.now - skill.since).value() / (86'400 * days_per_month);
  return static_cast<double>(skill.top) * kernel::exp2(-months / static_cast<double>(skill.half_life));
}

/// A session brings a skill to `top`, if that is more than what is left of an earlier one: it does not pile up.
inline void learn(World const& world, Skill& skill, double top, double half_life) {
  if (top == 0 || std::abs(skill_now(world, skill)) > std::abs(top)) return;
  skill = {static_cast<float>(top), static_cast<float>(half_life), world.now};
}

}  // namespace wardmote::world
