#include "analysis/report/charts.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/marks.hpp"

namespace wardmote::report {

std::string escape(std::string_view text) {
  std::string safe;
  for (auto const c : text) {
    switch (c) {
      case '&':
        safe += "&amp;";
        break;
      case '<':
        safe += "&lt;";
        break;
      case '>':
        safe += "&gt;";
        break;
      case '"':
        safe += "&quot;";
        break;
      case '\'':
        safe += "&#39;";
        break;
      default:
        safe += c;
    }
  }
  return safe;
}

namespace {

/// The first `n` letters, with a mark where something was left off.
std::string shortened(std::string_view text, std::size_t n) {
  std::string kept;
  std::size_t letters = 0;
  for (auto const c : text) {
    if ((static_cast<unsigned char>(c) & 0xC0) != 0x80 && ++letters > n) return kept + "\u2026";
    kept += c;
  }
  return kept;
}

/// A number with a proper minus sign.
std::string number(double value, int decimals, bool sign) {
  auto text = sign ? compare::signed_text(value, decimals) : compare::plain_text(value, decimals);
  if (!text.empty() && text[0] == '-') text.replace(0, 1, "\u2212");
  return text;
}

/// A step of 1, 2 or 5 times a power of ten that divides `span` into about `n` parts.
double nice_step(double span, int n) {
  auto const raw = span / n;
  auto const power = std::pow(10, std::floor(std::log10(raw)));
  for (auto const factor : {1.0, 2.0, 5.0}) {
    if (factor * power >= raw) return factor * power;
  }
  return 10 * power;
}

int decimals_of(double step) { return step >= 1 ? 0 : static_cast<int>(std::ceil(-std::log10(step) - 1e-9)); }

std::string open_svg(double width, double height, std::string_view spoken, std::string_view kind) {
  return fmt::format("<svg class=\"{}\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">", kind, width,
                     height, escape(spoken));
}

}  // namespace

std::string range_chart(std::vector<RangeRow> const& rows, double matters, int decimals, std::string_view unit,
                        bool better_right, std::string_view spoken) {
  constexpr double width = 340, left = 8, right = 332, row_height = 38, top = 34;
  constexpr std::size_t letters = 50;  // that fit in a row, label and note
  auto const height = top + row_height * static_cast<double>(rows.size()) + 26;

  // an axis that never zooms into what is too small to matter
  double low = -1.6 * matters, high = 1.6 * matters;
  for (auto const& row : rows) {
    if (!std::isfinite(row.low)) continue;
    low = std::min(low, row.low);
    high = std::max(high, row.high);
  }
  auto const margin = 0.04 * (high - low);
  low -= margin;
  high += margin;
  auto const x = [&](double value) { return left + (right - left) * (value - low) / (high - low); };

  auto svg = open_svg(width, height, spoken, "chart ranges");
  auto const bottom = height - 22;
  svg += fmt::format("<rect class=\"strip\" x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{:.1f}\"/>", x(-matters),
                     top - 4, x(matters) - x(-matters), bottom - top + 4);
  svg += fmt::format("<text class=\"tiny\" x=\"{:.1f}\" y=\"24\" text-anchor=\"middle\">too small to matter</text>",
                     std::clamp(x(0), left + 44, right - 44));
  svg += fmt::format("<text class=\"tiny strong\" x=\"{}\" y=\"11\" text-anchor=\"{}\">{}</text>",
                     better_right ? right : left, better_right ? "end" : "start",
                     better_right ? "better \u2192" : "\u2190 better");
  svg += fmt::format("<line class=\"zero\" x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"{1}\" y2=\"{2:.1f}\"/>", x(0), top - 4,
                     bottom);

  auto const step = nice_step(high - low, 5);
  for (auto tick = std::ceil(low / step) * step; tick <= high; tick += step) {
    svg += fmt::format("<text class=\"tiny\" x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"middle\">{}</text>",
                       std::clamp(x(tick), left + 8, right - 8), height - 8, number(tick, decimals_of(step), true));
  }

  auto y = top + 8;
  for (auto const& row : rows) {
    svg += fmt::format(
        "<g class=\"{}\"><text class=\"label\" x=\"{}\" y=\"{:.1f}\">{}<tspan class=\"faint\"> \u00b7 "
        "{}</tspan></text>",
        class_of(row.verdict), left, y + 4, escape(shortened(row.label, letters - std::min(letters, row.note.size()))),
        escape(row.note));
    if (std::isfinite(row.middle)) {
      svg += fmt::format("<line class=\"span\" x1=\"{0:.1f}\" x2=\"{1:.1f}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>",
                         x(row.low), std::max(x(row.high), x(row.low) + 0.5), y + 15);
      svg += fmt::format(
          "<circle class=\"dot\" cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4.5\"><title>{} {}, {} to {} {}</title></circle>",
          x(row.middle), y + 15, escape(row.label), number(row.middle, decimals, true), number(row.low, decimals, true),
          number(row.high, decimals, true), escape(unit));
    }
    svg += "</g>";
    y += row_height;
  }
  return svg + "</svg>";
}

std::string time_chart(TimeLine const& line, double low, double high, double matters, int decimals,
                       std::vector<std::string> const& ticks, std::string_view spoken) {
  constexpr double width = 240, height = 132, left = 36, right = 200, top = 8, bottom = 112;
  auto const n = line.middle.size();
  auto const x = [&](std::size_t t) {
    return left + (right - left) * static_cast<double>(t) / static_cast<double>(std::max<std::size_t>(n - 1, 1));
  };
  auto const y = [&](double value) { return bottom - (bottom - top) * (value - low) / (high - low); };
  auto svg = open_svg(width, height, spoken, "chart time");

  // strip, zero and axis
  if (matters > 0) {
    svg += fmt::format("<rect class=\"strip\" x=\"{}\" y=\"{:.1f}\" width=\"{}\" height=\"{:.1f}\"/>", left, y(matters),
                       right - left, y(-matters) - y(matters));
    svg += fmt::format("<line class=\"zero\" x1=\"{0}\" x2=\"{1}\" y1=\"{2:.1f}\" y2=\"{2:.1f}\"/>", left, right, y(0));
  }
  auto const step = nice_step(high - low, 4);
  for (auto tick = std::ceil(low / step - 1e-9) * step; tick <= high * (1 + 1e-12); tick += step) {
    svg += fmt::format("<text class=\"tiny\" x=\"{}\" y=\"{:.1f}\" text-anchor=\"end\">{}</text>", left - 4,
                       y(tick) + 3, number(std::abs(tick) < step / 1000 ? 0 : tick, decimals_of(step), matters > 0));
  }
  for (std::size_t i = 0; i < ticks.size(); ++i) {
    auto const at = left + (right - left) * static_cast<double>(i) /
                               static_cast<double>(std::max<std::size_t>(ticks.size() - 1, 1));
    svg += fmt::format("<text class=\"tiny\" x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>", at, height - 6,
                       escape(ticks[i]));
  }

  // bands and line, a gap where nothing could be measured; every fourth week is enough for a panel this small
  std::vector<std::size_t> points;
  auto const stride = std::max<std::size_t>(1, n / 52);
  for (std::size_t t = 0; t < n; t += stride) points.push_back(t);
  if (n > 0 && points.back() != n - 1) points.push_back(n - 1);
  auto const band = [&](std::vector<double> const& below, std::vector<double> const& above, std::string_view kind) {
    std::string there, back;
    auto const flush = [&] {
      if (!there.empty())
        svg += fmt::format("<path class=\"{}\" d=\"M{}L{}Z\"/>", kind, there.substr(1), back.substr(1));
      there.clear();
      back.clear();
    };
    for (auto const t : points) {
      if (!std::isfinite(below[t]) || !std::isfinite(above[t])) {
        flush();
        continue;
      }
      there += fmt::format("L{:.0f} {:.1f}", x(t), y(std::clamp(above[t], low, high)));
      back.insert(0, fmt::format("L{:.0f} {:.1f}", x(t), y(std::clamp(below[t], low, high))));
    }
    flush();
  };
  band(line.low, line.high, "ignorance");
  if (!line.luck_low.empty()) band(line.luck_low, line.luck_high, "luck");
  std::string path;
  auto pen = 'M';
  for (auto const t : points) {
    if (!std::isfinite(line.middle[t])) {
      pen = 'M';
      continue;
    }
    path += fmt::format("{}{:.0f} {:.1f}", pen, x(t), y(std::clamp(line.middle[t], low, high)));
    pen = 'L';
  }
  if (!path.empty()) svg += fmt::format("<path class=\"line\" d=\"{}\"/>", path);

  // the last value, said at its place
  auto const last = std::find_if(line.middle.rbegin(), line.middle.rend(), [](double v) { return std::isfinite(v); });
  if (last != line.middle.rend()) {
    svg += fmt::format("<text class=\"end\" x=\"{}\" y=\"{:.1f}\">{}</text>", right + 4,
                       std::clamp(y(*last) + 4, top + 8, bottom - 2), number(*last, decimals, matters > 0));
  }
  return svg + "</svg>";
}

namespace {

/// What marks a ward that cannot be told from no change.
std::string hatch(std::string_view kind, double size) {
  return fmt::format(
      "<pattern id=\"hatch-{0}\" width=\"{1}\" height=\"{1}\" patternUnits=\"userSpaceOnUse\" "
      "patternTransform=\"rotate(45)\"><line class=\"hatch\" x1=\"0\" y1=\"0\" x2=\"0\" y2=\"{1}\"/></pattern>",
      kind, size);
}

/// A ward of a map: its shape (an element without its brackets), shaded and patterned, with its name and number. Every
/// ward has the same parts, so that the page's script can draw another map from a copy of this one.
std::string painted(Tile const& tile, std::string_view shape, int decimals) {
  return fmt::format(
      "<title>{0}: {1}{2}</title><{3} class=\"tile\"/><{3} class=\"shade {4}\" fill-opacity=\"{5:.2f}\"/>"
      "<{3} class=\"pattern\"/>",
      escape(tile.name), number(tile.value, decimals, true), tile.unsure ? ", cannot be told from no change" : "",
      shape, tile.shade < 0 ? "down" : "up", opacity_of(tile.shade));
}

std::string open_ward(Tile const& tile) { return tile.unsure ? "<g class=\"unsure\">" : "<g>"; }

}  // namespace

double opacity_of(double shade) { return shade == 0 ? 0 : 0.1 + 0.5 * std::min(1.0, std::abs(shade)); }

std::string tile_map(std::vector<Tile> const& tiles, int decimals, std::string_view spoken) {
  constexpr double size = 52, pad = 3;
  int columns = 1, rows = 1;
  for (auto const& tile : tiles) {
    columns = std::max(columns, tile.column + 1);
    rows = std::max(rows, tile.row + 1);
  }
  auto svg = open_svg(size * columns, size * rows, spoken, "chart tiles");
  for (auto const& tile : tiles) {
    auto const left = size * tile.column + pad / 2, top = size * tile.row + pad / 2;
    auto const box = fmt::format("rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{}\" height=\"{}\" rx=\"5\"", left, top,
                                 size - pad, size - pad);
    svg += fmt::format(
        "{6}{0}<text class=\"code\" x=\"{1:.1f}\" y=\"{2:.1f}\" text-anchor=\"middle\">{3}</text>"
        "<text class=\"value\" x=\"{1:.1f}\" y=\"{4:.1f}\" text-anchor=\"middle\">{5}</text></g>",
        painted(tile, box, decimals), left + (size - pad) / 2, top + 18, escape(tile.code), top + 36,
        number(tile.value, decimals, true), open_ward(tile));
  }
  return svg + "</svg>";
}

std::string map_parts(std::optional<Boundaries> const& boundaries) {
  auto svg = "<svg class=\"shapes\" width=\"0\" height=\"0\" aria-hidden=\"true\"><defs>" + hatch("tiles", 6) +
             hatch("outlines", 11);
  for (std::size_t w = 0; boundaries && w < boundaries->paths.size(); ++w)
    svg += fmt::format("<path id=\"ward{}\" d=\"{}\"/>", w, boundaries->paths[w]);
  return svg + "</defs></svg>";
}

std::string outline_map(std::vector<Tile> const& tiles, Boundaries const& boundaries, int decimals,
                        std::string_view spoken) {
  auto svg = open_svg(boundaries.width, boundaries.height, spoken, "chart outlines");
  for (std::size_t w = 0; w < tiles.size(); ++w)
    svg += open_ward(tiles[w]) + painted(tiles[w], fmt::format("use href=\"#ward{}\"", w), decimals) + "</g>";
  return svg + "</svg>";
}

}  // namespace wardmote::report
