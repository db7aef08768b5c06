/// \file
/// Charts as SVG text: no scripts, colours by class so that the page's light and dark themes rule them. Every chart
/// carries its content in words for those who do not see it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare/verdict.hpp"
#include "analysis/report/boundaries.hpp"

namespace wardmote::report {

/// Text safe inside HTML and SVG, in content and in attributes.
std::string escape(std::string_view text);

/// One line of a range chart.
struct RangeRow {
  std::string label;
  std::string note;  ///< the verdict in words
  double middle = 0, low = 0, high = 0;
  compare::Verdict verdict = compare::Verdict::cannot_tell;
};
/// Dots with ranges on one axis about zero; the strip of what is too small to matter is always in sight.
///     matters   half the width of that strip, in the units of the rows
///     better    words at the better end, "faster"; `better_right` says which end
std::string range_chart(std::vector<RangeRow> const& rows, double matters, int decimals, std::string_view unit,
                        bool better_right, std::string_view spoken);

/// Values over time.
struct TimeLine {
  std::vector<double> middle, low, high;    ///< [n_time] over worlds; NaN leaves a gap
  std::vector<double> luck_low, luck_high;  ///< [n_time] luck alone; may be empty
};
/// A small panel: grey for what we do not know, dark for luck alone. `low`, `high`: the axis, shared between panels.
///     matters   half the width of the strip about zero; 0 draws none (levels)
///     ticks     labels along time, evenly spread from the first value to the last
std::string time_chart(TimeLine const& line, double low, double high, double matters, int decimals,
                       std::vector<std::string> const& ticks, std::string_view spoken);

/// One ward on a tile map.
struct Tile {
  std::string name, code;  ///< whole name, and a few letters to print
  int column = 0, row = 0;
  double value = 0;     ///< shown
  double shade = 0;     ///< -1 (worse) ... 1 (better)
  bool unsure = false;  ///< cannot be told from no change: patterned
};
/// How full a ward is shaded.
double opacity_of(double shade);

/// What all maps of the page share, patterns and outlines of wards; nothing to see by itself.
std::string map_parts(std::optional<Boundaries> const& boundaries);
/// Wards as tiles, each with its number.
std::string tile_map(std::vector<Tile> const& tiles, int decimals, std::string_view spoken);
/// Wards by their outlines, coloured and patterned as the tiles.
std::string outline_map(std::vector<Tile> const& tiles, Boundaries const& boundaries, int decimals,
                        std::string_view spoken);

}  // namespace wardmote::report
