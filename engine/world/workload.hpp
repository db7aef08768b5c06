#pragma once

#include "engine/world/world.hpp"

/// How busy services are, and what that does to waiting and to fixing.
namespace wardmote::world {

inline constexpr double working_days_per_week = 5;

/// Officer hours spent on an enquiry or a meeting now. Keeps the service's recent mean up to date.
void add_enquiry_hours(Scene const& scene, World& world, std::uint32_t service, double hours);

/// A resident's report reaches the service now; counts for the whole council (1 / scale).
void add_report(Scene const& scene, World& world, std::uint32_t service);

/// Hours that all the staff of a service work in a week [h/week].
double staff_hours(Scene const& scene, std::uint32_t service);

/// Of these, what core work and the casework of the council as found leave: all that levers can have [h/week].
double lever_hours_left(Scene const& scene, World const& world, std::uint32_t service);

/// Share of the enquiry officers' time that core work, casework, meetings and running levers take [1].
double officer_load(Scene const& scene, World const& world, std::uint32_t service);

/// How much longer than as found a case waits for an officer's attention.
/// Formula: (1 - rho0) / (1 - rho), the low class of a two-class priority queue behind core work (model-notes §2, 8.4;
///          Kleinrock 1976, vol. 2, §3.2). Within [0.2, 20].
double attention_factor(Scene const& scene, World const& world, std::uint32_t service);

/// The same for residents' own reports at the front line, of whose time they take `request_load_share`.
double report_factor(Scene const& scene, World const& world, std::uint32_t service);

/// Chance that a report is fixed at the present volume: p_fix (base / volume)^c, at most 1 (model-notes §2);
/// councils fix more before an election [DG20].
double fix_chance(Scene const& scene, World const& world, std::uint32_t service);

}  // namespace wardmote::world
