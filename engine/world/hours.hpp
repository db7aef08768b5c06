#pragma once

#include "engine/kernel/calendar.hpp"
#include "engine/kernel/clock.hpp"
#include "engine/world/council.hpp"

namespace wardmote::world {

/// The calendars of a study: civil dates, office hours and the contact centre's hours.
struct Hours {
  kernel::Calendar calendar;   ///< time 0 is the study's first day
  kernel::WorkingTime office;  ///< officers and the Councillor Enquiries desk
  kernel::WorkingTime contact_centre;
  kernel::Time warm_up;   ///< when runs begin; negative
  kernel::Time end;       ///< when they end
  double office_day = 0;  ///< length of an office day [s]

  /// Working days, as a real number, of that much office time.
  [[nodiscard]] double working_days(kernel::Duration worked) const {
    return static_cast<double>(worked.count()) / office_day;
  }
  /// Office time of so many working days, from 0.
  [[nodiscard]] kernel::Duration of_working_days(double n) const { return kernel::seconds(n * office_day); }
};

/// Calendars from `start`, covering the warm-up, the study and what is scheduled beyond its end.
Hours make_hours(Council const& council, std::chrono::sys_days start, double warm_up_years, double years);

inline constexpr double days_per_year = 365.25;
inline constexpr double days_per_month = days_per_year / 12;

}  // namespace wardmote::world
