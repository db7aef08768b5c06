#pragma once

#include "engine/world/world.hpp"

/// Consultations: opened, noticed or asked about, answered by a few, decided, and reported back on or not
/// (two-stage participation, CLEAR [CLEAR], [BVS95]; evidence §8.8-8.9; model-notes §2).
namespace wardmote::process {

/// How a citizen comes across a consultation.
enum class Invitation : std::uint8_t { open_call, asked };

/// Schedules the first consultation; each schedules the next.
void start_consultations(world::Scene const& scene, world::World& world);

/// A citizen notices an open call, or is asked, and takes part or not.
void invitation(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate,
                Invitation how);

/// Terms of the participation logit that age and ethnic group add.
double age_and_group(world::Scene const& scene, std::uint32_t adult);

void consultation_opens(world::Scene const& scene, world::World& world, world::Event const& event);
void consultation_closes(world::World& world, world::Event const& event);
/// The decision: participants are told what it changed, told that it did not, or hear nothing.
void decision(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
