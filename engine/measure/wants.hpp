#pragma once

#include "engine/world/world.hpp"

/// What contact councillors would like, held against what there is. Nothing in a run depends on it.
namespace wardmote::measure {

/// Conversations a year that a councillor would like: one kind with each service's officer in the ward.
[[nodiscard]] double wanted_contacts_year(world::Scene const& scene);

/// Hours that all these would take in a year, over those that enquiry officers have left beside other work (as in
/// world/workload.cpp, holidays not taken out) and beside `enquiry_hours` a year; not a number where they have none
/// left.
[[nodiscard]] double contact_demand(world::Scene const& scene, double enquiry_hours);

}  // namespace wardmote::measure
