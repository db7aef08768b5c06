#pragma once

#include "engine/world/world.hpp"

/// What dealing with councillors does to an officer, beyond the two of them (evidence §8.11; catalogue T09, T14, T30,
/// T41).
namespace wardmote::process {

/// R after a contact of quality q in [-1, 1]: gain * learning * q+ (1 - R) up, asymmetry * learning * q- R down.
double after_contact(double rating, double q, double learning, double asymmetry, double gain);

/// An officer's rating of a councillor moves; a share of the change, one of good contacts and one of bad, goes to all
/// councillors (evidence §8.11, D160, [PT06]). Returns the change.
double officer_sees(world::Scene const& scene, world::World& world, std::uint32_t councillor, std::uint32_t post,
                    double quality, double learning);

/// A conversation leaves an officer knowing more of what councillors do, and more or less confident in that setting.
void talk_teaches(world::Scene const& scene, world::World& world, std::uint32_t post, world::Setting setting,
                  double quality, double depth);

/// A training session leaves an officer knowing more of it.
void session_teaches(world::Scene const& scene, world::World& world, std::uint32_t post);

/// An officer turns to a councillor's enquiry, and may feel that politics are behind it.
void feel_motive(world::Scene const& scene, world::World& world, world::Case const& enquiry);

}  // namespace wardmote::process
