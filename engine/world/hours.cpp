#include "engine/world/hours.hpp"

#include <cmath>

namespace wardmote::world {

namespace {

/// Opening hours as the kernel's calendar wants them: Sunday first, seconds.
kernel::WeeklyHours weekly(OpeningHours const& opening) {
  kernel::WeeklyHours hours;
  for (std::size_t monday_first = 0; monday_first < 7; ++monday_first) {
    if (!opening.open[monday_first]) continue;
    hours[(monday_first + 1) % 7].push_back(
        {static_cast<std::int32_t>(opening.opens_minute * 60), static_cast<std::int32_t>(opening.closes_minute * 60)});
  }
  return hours;
}

}  // namespace

Hours make_hours(Council const& council, std::chrono::sys_days start, double warm_up_years, double years) {
  using std::chrono::days;
  constexpr int reserve = 2 * 365;  // what is scheduled beyond the end must find a calendar [day]
  auto const n_warm_up = static_cast<int>(std::ceil(warm_up_years * days_per_year / 7)) * 7;
  auto const n_day = static_cast<int>(std::ceil(years * days_per_year));
  auto const first = start - days(n_warm_up + 7);
  auto const last = start + days(n_day + reserve);

  kernel::Calendar const calendar(start);
  kernel::WorkingTime const office(calendar, first, last, weekly(council.office), council.bank_holidays);
  kernel::WorkingTime const lines(calendar, first, last, weekly(council.contact_centre), council.bank_holidays);
  return {.calendar = calendar,
          .office = office,
          .contact_centre = lines,
          .warm_up = calendar.time_of(start - days(n_warm_up)),
          .end = calendar.time_of(start + days(n_day)),
          .office_day = 60.0 * (council.office.closes_minute - council.office.opens_minute)};
}

}  // namespace wardmote::world
