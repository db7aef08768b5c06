#pragma once

#include "engine/world/world.hpp"

/// The cabinet's key decisions: announced on the forward plan, taken at a sitting, and followed in the wards, or not.
namespace wardmote::process {

/// Schedules the first one, where there is a cabinet that sits.
void start_key_decisions(world::Scene const& scene, world::World& world);

/// The need for one arises; it is taken at the cabinet's first sitting once it is ready. Schedules the next.
void key_decision_arises(world::Scene const& scene, world::World& world, world::Event const& event);

/// Takes those that are due at this sitting of the cabinet and returns them.
std::vector<world::KeyDecision> take_key_decisions(world::Scene const& scene, world::World& world);

/// A panel looks for a decision still to be taken in its services; nullptr if it finds none, or does not look.
world::KeyDecision* to_scrutinise(world::Scene const& scene, world::World& world, world::Body const& body,
                                  kernel::Draws& draws);

/// By now the front line of every ward should follow a decision: councillors may notice where it does not.
void practice_due(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
