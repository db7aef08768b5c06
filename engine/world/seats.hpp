#pragma once

#include <cstdint>
#include <vector>

#include "engine/world/world.hpp"

/// Who sits in the seats of the council, and in its bodies.
namespace wardmote::world {

/// Seats as the warm-up begins: time in office with the mean of the parameters, offices spread evenly over the seats.
void take_seats(Scene const& scene, World& world);

/// A new councillor takes a seat, now: without office, with a share of the casework of their own.
void seat_new(Scene const& scene, World& world, std::uint32_t seat);

/// Offices that have fallen vacant go to those longest in the council who have none.
void fill_offices(Scene const& scene, World& world);

/// Years since the councillor in a seat took office.
[[nodiscard]] double years_in_office(World const& world, std::uint32_t seat);
/// Whether that is less than one.
[[nodiscard]] bool is_new(World const& world, std::uint32_t seat);

/// Whether who sits in a seat has signed up to the council's bulletins: a trait (001 L753: few have).
[[nodiscard]] bool reads_bulletins(Scene const& scene, World const& world, std::uint32_t seat);

/// Of an activity's seats, those whose councillors are meant now.
[[nodiscard]] std::vector<std::uint32_t> councillors_meant(World const& world, Activity const& activity);

/// Whether a service is one of a body's; a body that names none has all.
[[nodiscard]] bool looks_after(Body const& body, std::uint32_t service);

/// Members of a body now: the cabinet, or for a panel a chair and others without portfolio, panels in turn.
[[nodiscard]] std::vector<std::uint32_t> members_of(Scene const& scene, World const& world, std::uint32_t body);

}  // namespace wardmote::world
