#pragma once

#include "engine/world/world.hpp"

/// Who is invited to take part, how often, and who comes.
namespace wardmote::measure {

/// Exercises of a year.
struct Exercises {
  double open_response = 0;   ///< answers to the open call, of the adults concerned [1]
  double asked_response = 0;  ///< answers of those asked in person, of those asked [1]
  double told = 0;            ///< share of which the councillors of the place heard before [1]
  double repeated = 0;        ///< share that asked what had been asked before [1]
};
/// From the books now and those of a year before.
[[nodiscard]] Exercises exercises_of(world::ExerciseBook const& now, world::ExerciseBook const& year_ago);

/// Adults at one moment.
struct Attendance {
  double over_invited = 0;  ///< share to whom invitations feel like two or more in 90 days [1]
  double influential = 0;   ///< who took part in the past year, of those who feel they can influence decisions [1]
  double powerless = 0;     ///< of those who do not [1]
  double members = 0;       ///< of members of tenants' associations [1]
};
[[nodiscard]] Attendance attendance_of(world::Scene const& scene, world::World const& world);

}  // namespace wardmote::measure
