/// \file
/// The part of the table about who gains.
#include <fmt/format.h>

#include "analysis/compare/table_parts.hpp"
#include "analysis/compare/words.hpp"

namespace wardmote::compare {

namespace {

std::string points(double share) { return signed_text(100 * share, 1); }

bool shows(Range const& range) {
  return points(range.low) != points(0) || points(range.middle) != points(0) || points(range.high) != points(0);
}

}  // namespace

void write_who_gains(TextPage& page, Comparison const& comparison) {
  if (comparison.who_gains.empty() || comparison.who_gains.front().empty()) return;
  page.heading("Who gains");
  page.paragraph(
      "Change, in points, of the distance between all adults and the group that has least as found: below 0 it "
      "narrows. In the last year, where it shows in any world; groups of adults, zones, wards and evenness in full "
      "with --json.",
      TextPage::indent);
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    std::vector<std::string> moved;
    for (auto const& gains : comparison.who_gains[s - 1]) {
      if (gains.groups.empty() || !shows(gains.gap)) continue;
      moved.push_back(
          fmt::format("{} ({}) {}", readable(gains.series), gains.worst_off, with_range(gains.gap, points)));
    }
    page.paragraph(fmt::format("{}: {}.", comparison.scenarios[s].title,
                               moved.empty() ? "no gap moves by a tenth of a point in any world"
                                             : fmt::format("{}", fmt::join(moved, "; "))),
                   TextPage::indent);
  }
}

void write_councillors(TextPage& page, Comparison const& comparison) {
  if (comparison.who_gains.empty()) return;
  TextPage::Rows cells{{""}};
  for (auto const& gains : comparison.who_gains.front()) {
    for (auto const& group : gains.tenures)
      cells.front().push_back(fmt::format("{}: {}", group.name, readable(gains.series)));
  }
  if (cells.front().size() == 1) return;
  page.line();
  if (auto const n_new = new_councillors(comparison.study); n_new && *n_new < least_people) {
    page.paragraph(fmt::format("New councillors are not set beside long-serving ones: {:.0f} are new as found, and a "
                               "group of fewer than {:.0f} people is never shown apart.",
                               *n_new, least_people),
                   TextPage::indent);
    return;
  }
  page.paragraph(
      "Change, in points, for councillors who are new (less than a year in office) and for those who have served "
      "longer.",
      TextPage::indent);
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    cells.push_back({comparison.scenarios[s].title});
    for (auto const& gains : comparison.who_gains[s - 1]) {
      for (auto const& group : gains.tenures) cells.back().push_back(with_range(group.difference, points));
    }
  }
  page.grid(cells);
}

}  // namespace wardmote::compare
