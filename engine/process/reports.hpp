#pragma once

#include "engine/world/world.hpp"

/// Residents' own reports to a service, by telephone, web or visit.
namespace wardmote::process {

/// A report reaches its service now. `occurrence` = candidate * 256.
void open_report(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t occurrence);

/// The service answers it.
void report_answered(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
