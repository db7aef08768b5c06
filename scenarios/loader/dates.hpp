#pragma once

#include <chrono>
#include <string>

namespace wardmote::loader {

/// "2018-07-02"
std::string iso_date(std::chrono::sys_days day);

/// The first day after `years` from `start`: whole years by the calendar (29 February becomes 28), what is left over as
/// 365.25 days a year, rounded to days; one day at least.
std::chrono::sys_days end_after(std::chrono::sys_days start, double years);

}  // namespace wardmote::loader
