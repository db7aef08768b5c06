#pragma once

#include "engine/world/world.hpp"

/// Calls to the contact centre: lines, queue, patience (Erlang-A; evidence §6, [BRO05], [CALD]).
namespace wardmote::process {

/// Who dials to report a problem: a citizen, or one of those whom --scale thinned out.
enum class Caller : std::uint8_t { citizen, stand_in };

/// Schedules everyone's first routine matter.
void start_routine(world::Scene const& scene, world::World& world);

/// A routine matter comes up while the lines are open (their clock stands still while they are closed): a call, or the
/// web where that can take its place. Schedules the citizen's next.
void routine(world::Scene const& scene, world::World& world, world::Event const& event);

/// A citizen means to report a problem by telephone: dials now if the lines are open, else in the next opening hours.
void place_call(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate);

/// Somebody dials (event `call`): answered, or given up when patience runs out and tried again later.
void call(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
