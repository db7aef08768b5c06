#pragma once

#include "engine/kernel/random.hpp"
#include "engine/world/world.hpp"

/// News of a change in a ward races to its councillors, the press and the public (evidence §8.13; catalogue E25).
namespace wardmote::process {

/// How long news takes on a clock that rings so many times a week.
kernel::Duration news_takes(kernel::Draws& draws, double rate);

/// Schedules each ward's first change.
void start_news(world::Scene const& scene, world::World& world);

/// A change is decided on: three exponential clocks start. Schedules the ward's next change.
void ward_change(world::Scene const& scene, world::World& world, world::Event const& event);

/// Press or public have heard: in time for the councillors, or not.
void news_public(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
