#pragma once

#include "engine/process/passing.hpp"
#include "tests/support/tiny_world.hpp"

namespace wardmote::support {

/// A world in which nothing has happened yet.
inline world::World quiet_world(TinyScene const& tiny) {
  world::World world;
  world.settings = world::Settings(tiny.council.wards.size());
  world.load.assign(tiny.council.services.size(), {});
  world.journal.ward.resize(tiny.council.wards.size());
  process::start_states(tiny.scene, world);
  return world;
}

}  // namespace wardmote::support
