#pragma once

#include "engine/world/scene.hpp"

namespace wardmote::world {

/// The council's own calendar over the scene's hours: elections by the council's model, recesses, sittings.
/// Needs the scene's seats.
Diary make_diary(Scene const& scene);

}  // namespace wardmote::world
