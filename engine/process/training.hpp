#pragma once

#include "engine/world/world.hpp"

/// What a policy's TRAIN activities do when their day comes.
namespace wardmote::process {

/// Officers attend a session: their conversations go better for a while [TA25]; or councillors, or residents.
void training(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
