#pragma once

#include "engine/world/world.hpp"

/// The cabinet and the panels of scrutiny sit: papers, conversations, and what people come to think of the bodies
/// (catalogue T03, T24, T25, T42).
namespace wardmote::process {

/// Puts the sittings of the council's bodies into the queue.
void start_sittings(world::Scene const& scene, world::World& world);

/// A body sits: members read what is put before them and speak with managers of its services, who come for it.
void sitting(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
