#pragma once

#include "engine/measure/record.hpp"
#include "engine/world/world.hpp"

namespace wardmote::measure {

/// Fills in what a run took: hours, money and contacts by year, hours by service and grade, and each lever's own.
void keep_accounts(world::Scene const& scene, world::World const& world, RunRecord& record);

}  // namespace wardmote::measure
