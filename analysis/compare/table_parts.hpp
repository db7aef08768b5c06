/// \file
/// The parts of the table, one a function.
#pragma once

#include "analysis/compare/comparison.hpp"
#include "analysis/compare/text_page.hpp"

namespace wardmote::compare {

void write_takes(TextPage& page, Comparison const& comparison);        ///< hours and pounds
void write_takes_apart(TextPage& page, Comparison const& comparison);  ///< by lever, grade, service and channel
void write_worth(TextPage& page, Comparison const& comparison);        ///< which gains cost least
void write_who_gains(TextPage& page, Comparison const& comparison);    ///< gaps between groups of adults
void write_councillors(TextPage& page, Comparison const& comparison);  ///< new against long-serving
void write_explored(TextPage& page, Comparison const& comparison);     ///< what gets no verdict
void write_find_out(TextPage& page, Comparison const& comparison);     ///< what to find out first, and regret
void write_how_sure(TextPage& page, Comparison const& comparison);     ///< luck, worlds, common random numbers

/// "+300 (+100 to +500)" by how a number is written; "0" where nothing changes in any world.
template <class Text>
[[nodiscard]] std::string with_range(Range const& range, Text&& text) {
  if (range.low == 0 && range.high == 0) return "0";
  return text(range.middle) + " (" + text(range.low) + " to " + text(range.high) + ")";
}

}  // namespace wardmote::compare
