#pragma once

#include "engine/world/world.hpp"

/// Citizens meet issues, voice them or not, and come across calls to take part: one exogenous stream of occasions a
/// citizen, at rates no policy changes. What a citizen makes of an occasion is drawn on its number (design §3).
namespace wardmote::process {

/// Schedules everyone's first occasion.
void start_occasions(world::Scene const& scene, world::World& world);

/// An occasion: schedules the next and works out what this one is.
void occasion(world::Scene const& scene, world::World& world, world::Event const& event);

/// Chance that a citizen voices an issue of this severity [0, 1] (Hirschman 1970; evidence §8.2; model-notes §2).
double voice_chance(world::Scene const& scene, world::World const& world, std::uint32_t adult, double severity);

}  // namespace wardmote::process
