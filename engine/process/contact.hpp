#pragma once

#include "engine/world/world.hpp"

/// Calls to the contact centre: lines, queue, patience (Erlang-A; evidence §6, [BRO05], [CALD]).
namespace wardmote::process {

/// Why somebody dials.
enum class CallReason : std::uint8_t { routine, report, stand_in };

/// Schedules everyone's first routine matter.
void start_routine(world::Scene const& scene, world::World& world);

/// A routine matter comes up while the lines are open (their clock stands still while they are closed): a call, or the
/// web where that can take its place. Schedules the citizen's next.
void routine(world::Scene const& scene, world::World& world, world::Event const& event);

/// A citizen means to report a problem by telephone: dials now if the lines are open, else in the next opening hours.
void place_call(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate,
                std::uint8_t n_tried);

/// The citizen dials (event `call`): answered, or given up when patience runs out.
void call(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
