#pragma once

#include <array>

#include "engine/world/journal.hpp"

/// What the council decides, and on what papers, read off its books.
namespace wardmote::measure {

/// Shares and means between 0 and 1; not a number where nothing was decided or read.
struct Business {
  double early = 0;                                     ///< key decisions that councillors heard of before the public
  double rushed = 0;                                    ///< taken sooner than notice can be given
  double insight = 0;                                   ///< in which what councillors said was used
  double practice = 0;                                  ///< followed in the wards by the time that is expected
  std::array<double, world::n_body_kind> use{};         ///< of papers to the members who read them: cabinet, scrutiny
  std::array<double, world::n_body_kind> tabled{};      ///< papers too late to be read before the sitting
  double own_rating = 0;                                ///< papers as their authors see them
  double reader_rating = 0;                             ///< and as members do
  std::array<double, world::n_length> use_by_length{};  ///< too short, about right, too long
};
/// Between two states of the books, a year apart.
[[nodiscard]] Business business_of(world::Journal const& now, world::Journal const& year_ago);

}  // namespace wardmote::measure
