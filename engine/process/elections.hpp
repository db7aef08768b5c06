#pragma once

#include "engine/world/world.hpp"

/// Councillors come and go.
namespace wardmote::process {

/// Puts the elections of the council's own calendar into the queue.
void start_elections(world::Scene const& scene, world::World& world);

/// Notice of an election, or the day on which those elected take office: some of the seats that were up change hands.
/// A new councillor has no office, knows few of whom to ask, and has no history with officers; open cases go on, and
/// residents' experience with the one who left goes with them.
void election(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
