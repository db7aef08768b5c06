#pragma once

#include "engine/world/world.hpp"

/// Councillors ask to see a service, and wait for its next free visit (001 L311: "it took a whole year to sort").
///
/// Each councillor asks at visits_wanted_year (Poisson), of any service alike. A service takes visits_per_service_year,
/// evenly spaced, first come first served: the wait is known on asking. A visit is a conversation on a shared task with
/// one of its front-line officers. Simplified: nobody withdraws, and no request is refused.
namespace wardmote::process {

/// Every councillor's first request.
void start_visits(world::Scene const& scene, world::World& world);

/// A councillor asks; schedules the visit, and the next request.
void visit_asked(world::Scene const& scene, world::World& world, world::Event const& event);

/// The day of the visit has come.
void visit(world::Scene const& scene, world::World& world, world::Event const& event);

}  // namespace wardmote::process
