#pragma once

#include "engine/world/world.hpp"

/// Consultations: opened, noticed or asked about, answered by a few, decided, and reported back on or not
/// (two-stage participation, CLEAR [CLEAR], [BVS95]; evidence §8.8-8.9; model-notes §2).
namespace wardmote::process {

/// Schedules the first consultation; each schedules the next.
void start_consultations(world::Scene const& scene, world::World& world);

/// A citizen may notice an open call and take part. The stream of such occasions runs at the bounding share of adults
/// who notice one; `u`, uniform in (0, 1), thins it to the share who do.
void open_call(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate, double u);

/// A citizen is asked in person, by post or at the door, and takes part or not.
void asked(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate);

void consultation_opens(world::Scene const& scene, world::World& world, world::Event const& event);
void consultation_closes(world::World& world, world::Event const& event);
/// The decision: participants are told what it changed, told that it did not, or hear nothing.
void decision(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
