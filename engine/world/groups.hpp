#pragma once

#include "engine/world/world.hpp"

/// Who belongs to which group of adults, and to a community group.
namespace wardmote::world {

/// Whether an adult is of a group now.
[[nodiscard]] bool belongs(Scene const& scene, World const& world, std::uint32_t adult, Group group);

/// Whether an adult was brought into a community group: a threshold on a keyed uniform, so that those who join first
/// are the same whatever made the groups grow.
[[nodiscard]] bool is_active(Scene const& scene, World const& world, std::uint32_t adult);

}  // namespace wardmote::world
