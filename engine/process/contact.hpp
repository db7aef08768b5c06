#pragma once

#include "engine/world/world.hpp"

/// Calls to the contact centre: lines, queue, patience (Erlang-A; evidence §6, [BRO05], [CALD]).
namespace wardmote::process {

/// Why somebody dials.
enum class CallReason : std::uint8_t { routine, report, stand_in };

/// A citizen means to call; dials now if the lines are open, else when they are: a report in the next opening hours,
/// a routine matter some time in the week that follows.
void place_call(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate,
                CallReason reason, std::uint8_t n_tried);

/// The citizen dials (event `call`): answered, or given up when patience runs out.
void call(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
