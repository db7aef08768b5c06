#pragma once

#include "engine/world/world.hpp"

/// Shares that rolls of residents, councillors and officers would show [1].
namespace wardmote::measure {

/// Adults who can name a councillor of their ward.
[[nodiscard]] double councillor_known(world::World const& world);
/// Councillors signed up to bulletins.
[[nodiscard]] double bulletin_readers(world::Scene const& scene, world::World const& world);
/// Officers with a post who live in the borough.
[[nodiscard]] double staff_residents(world::Scene const& scene, world::World const& world);
/// Of the officers that a ward has in each service, those who live there.
[[nodiscard]] double patch_residents(world::Scene const& scene, world::World const& world);

}  // namespace wardmote::measure
