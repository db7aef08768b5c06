#pragma once

#include "engine/world/world.hpp"

/// The council asks: consultations open and close, people take part or not, decisions are taken and told, or not
/// (evidence §8.8-8.9; model-notes §2; catalogue P10, P12, P14). Taking part has two stages: noticing (an open call, or
/// being asked), then answering. What policies change: engine/policy.
namespace wardmote::process {

/// Schedules the first consultation.
void start_consultations(world::Scene const& scene, world::World& world);

// what follows, one function an event
void consultation_opens(world::Scene const& scene, world::World& world, world::Event const& event);
void consultation_closes(world::World& world, world::Event const& event);
void decision(world::Scene const& scene, world::World& world, world::Event const& event);

/// A citizen may notice an open call, or is asked; `candidate` names their draws. `u` uniform: decides whether the call
/// is noticed.
void open_call(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate, double u);
void asked(world::Scene const& scene, world::World& world, std::uint32_t adult, std::uint32_t candidate);

/// What people were told became of what they said.
struct Answer {
  bool told = false;
  bool changed = false;
  bool scope_stated = false;
};

/// What an answer (or silence) says to an adult: of influence, and as an experience of the council. `weight` 1 for one
/// who took part.
void hear_result(world::Scene const& scene, world::World& world, std::uint32_t adult, Answer const& answer,
                 double weight);

}  // namespace wardmote::process
