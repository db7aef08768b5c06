#pragma once

#include "engine/kernel/random.hpp"
#include "engine/world/world.hpp"

/// Councillors and officers meet, and what that leaves (contact hypothesis [PT06], [PGG19]; evidence §8.11).
namespace wardmote::process {

/// The circumstances of one conversation.
struct Contact {
  bool joint = false;            ///< a shared task on equal terms (Allport 1954)
  bool manager_present = false;  ///< the officer's manager is in the room, who "kills the flow" (catalogue D rows)
  bool about_case = false;       ///< a councillor's enquiry
  double joint_share = 1;        ///< share of what a shared task adds
  double bonus = 0;              ///< what the setting adds to quality
  double depth = 1;              ///< ordinary conversations it counts for
  world::Setting setting{};      ///< where they speak
};

/// How one went.
struct Conversation {
  double gain = 0;     ///< how much the officer's rating of the councillor rose [1]
  double quality = 0;  ///< in [-1, 1]
};

/// One conversation between a councillor and an officer: both ratings move, each by its own rule, and the councillor
/// may come to know whom to ask. Gain eta q+ (1 - R), loss rho eta q- R; the councillor's gain is a share of the
/// officer's. An officer without confidence keeps at a distance, and comes to have more or less of it (minds.hpp).
Conversation converse(world::Scene const& scene, world::World& world, std::uint32_t councillor, std::uint32_t post,
                      kernel::Draws& draws, Contact contact);

/// A case's result, or late news, changes the councillor's standing view of the council. Quality in [-1, 1].
void change_standing(world::Scene const& scene, world::World& world, std::uint32_t councillor, double weight,
                     double quality);

/// A councillor and a manager (seldom the front line) meet in the course of council business. Schedules the next time.
void base_contact(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
