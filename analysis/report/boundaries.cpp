#include "analysis/report/boundaries.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <numbers>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace wardmote::report {

namespace {

using nlohmann::json;
using Ring = std::vector<std::array<double, 2>>;  // longitude, latitude [degree]

constexpr double width = 600;  ///< of a drawing

/// The GeoJSON among the inputs; null where there is none.
json outlines_in(results::Reader const& reader) {
  auto const carried = json::parse(reader.layout().text("provenance/bundle"), nullptr, false);
  if (!carried.is_object()) return nullptr;
  for (auto const& input : carried.value("inputs", json::array())) {
    if (input.value("path", "").ends_with(".geojson")) return json::parse(input.value("text", ""), nullptr, false);
  }
  return nullptr;
}

/// All rings of a Polygon or MultiPolygon.
std::vector<Ring> rings_of(json const& geometry) {
  auto const kind = geometry.value("type", "");
  auto const& coordinates = geometry.at("coordinates");
  if (kind == "Polygon") return coordinates.get<std::vector<Ring>>();
  std::vector<Ring> all;
  for (auto const& polygon : coordinates) {
    for (auto const& ring : polygon) all.push_back(ring.get<Ring>());
  }
  return all;
}

struct Box {
  double west = std::numeric_limits<double>::infinity(), east = -west, south = west, north = -west;
  void hold(Ring const& ring) {
    for (auto const& [x, y] : ring) {
      west = std::min(west, x);
      east = std::max(east, x);
      south = std::min(south, y);
      north = std::max(north, y);
    }
  }
};

/// A closed line in whole units, from place to place.
std::string path_of(Ring const& ring, Box const& box, double scale_x, double scale_y) {
  std::string path;
  long x = 0, y = 0;
  for (auto const& [longitude, latitude] : ring) {
    auto const next_x = std::lround(scale_x * (longitude - box.west));
    auto const next_y = std::lround(scale_y * (box.north - latitude));
    if (path.empty()) {
      path = fmt::format("M{} {}l", next_x, next_y);
    } else if (next_x != x || next_y != y) {
      path += fmt::format("{}{} {}", path.back() == 'l' ? "" : " ", next_x - x, next_y - y);
    }
    x = next_x;
    y = next_y;
  }
  return path + "z";
}

}  // namespace

std::optional<Boundaries> boundaries_of(results::Reader const& reader) try {
  auto const outlines = outlines_in(reader);
  if (!outlines.is_object()) return std::nullopt;
  std::map<std::string, std::vector<Ring>> by_name;
  Box box;
  for (auto const& feature : outlines.at("features")) {
    auto rings = rings_of(feature.at("geometry"));
    for (auto const& ring : rings) box.hold(ring);
    by_name.emplace(feature.at("properties").at("ward_name"), std::move(rings));
  }

  auto const narrowed = std::cos((box.south + box.north) / 2 * std::numbers::pi / 180);
  auto const scale_x = width / (box.east - box.west), scale_y = scale_x / narrowed;
  Boundaries found{static_cast<int>(width), static_cast<int>(std::ceil(scale_y * (box.north - box.south))), {}};
  for (auto const& ward : reader.dimension("ward").labels()) {
    auto const rings = by_name.find(ward);
    if (rings == by_name.end()) return std::nullopt;
    found.paths.emplace_back();
    for (auto const& ring : rings->second) found.paths.back() += path_of(ring, box, scale_x, scale_y);
  }
  return found;
} catch (json::exception const&) {
  return std::nullopt;  // not GeoJSON as we know it
}

}  // namespace wardmote::report
