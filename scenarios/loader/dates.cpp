#include "scenarios/loader/dates.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace wardmote::loader {

std::string iso_date(std::chrono::sys_days day) {
  std::chrono::year_month_day const date{day};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

std::chrono::sys_days end_after(std::chrono::sys_days start, double years) {
  auto const whole = std::floor(years);
  auto date = std::chrono::year_month_day{start} + std::chrono::years{static_cast<int>(whole)};
  if (!date.ok()) date = date.year() / date.month() / std::chrono::last;
  auto const rest = std::chrono::days{std::lround((years - whole) * 365.25)};
  return std::max(std::chrono::sys_days{date} + rest, start + std::chrono::days{1});
}

}  // namespace wardmote::loader
