#pragma once

#include <cstdint>
#include <optional>

#include "engine/world/world.hpp"

/// Where officers live: a share of them in the borough, spread over its wards as adults are.
namespace wardmote::world {

/// The ward in which an officer lives; none outside the borough. Who follows them in the post lives somewhere else.
[[nodiscard]] std::optional<std::uint32_t> home_ward(Scene const& scene, World const& world, std::uint32_t post);

/// Whether a service's officer for a ward lives there.
[[nodiscard]] bool lives_on_patch(Scene const& scene, World const& world, std::uint32_t service, std::uint32_t ward);

}  // namespace wardmote::world
