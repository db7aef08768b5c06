#pragma once

#include "engine/world/world.hpp"

/// Councillor enquiries: by the desk or straight to an officer, routed and misrouted (the yo-yo), worked, answered,
/// chased, lost and reopened (evidence §8.4-8.5; model-notes §2, 8.4; catalogue B.1).
namespace wardmote::process {

/// A councillor takes a resident's issue (citizen = nobody: a stand-in of --scale) to the council, now or at the next
/// surgery. Key and occurrence name the case's draws.
void take_to_councillor(world::Scene const& scene, world::World& world, std::uint32_t citizen, std::uint32_t ward,
                        std::uint32_t key, std::uint32_t occurrence);

// what follows, one function an event
void enquiry_sent(world::Scene const& scene, world::World& world, world::Event const& event);
void enquiry_at_officer(world::Scene const& scene, world::World& world, world::Event const& event);
void enquiry_passed_back(world::Scene const& scene, world::World& world, world::Event const& event);
void enquiry_opened(world::Scene const& scene, world::World& world, world::Event const& event);
void enquiry_worked(world::Scene const& scene, world::World& world, world::Event const& event);
void enquiry_answered(world::Scene const& scene, world::World& world, world::Event const& event);
void chase_due(world::Scene const& scene, world::World& world, world::Event const& event);

/// An officer takes a waiting case in hand at once (a meeting did that); false if it is not waiting.
bool take_in_hand(world::Scene const& scene, world::World& world, std::uint32_t slot);

/// The councillor of an open case no longer knows who has it.
void forget_handler(world::World& world, std::uint32_t slot);

/// Occupies an officer for so many hours from now on, after what is already promised. Returns when they are done,
/// in office seconds.
std::int64_t occupy_officer(world::Scene const& scene, world::World& world, std::uint32_t post, double hours);

}  // namespace wardmote::process
