#pragma once

#include "engine/world/world.hpp"

/// What a policy's MEET activities do when their day comes.
namespace wardmote::process {

/// Councillors and officers meet: conversations on a joint task, cases taken in hand, coming changes told. Everyone's
/// hours come out of the same working time as casework. who = activity, what = place in its calendar.
void meeting(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
