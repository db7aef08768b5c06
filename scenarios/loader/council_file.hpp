#pragma once

#include <string>

#include "engine/world/council.hpp"
#include "scenarios/loader/library.hpp"

namespace wardmote::loader {

/// Columns of wards.csv and services.csv that must be there; further ones are ignored.
std::span<std::string_view const> ward_columns();
std::span<std::string_view const> service_columns();

/// A council read from its folder.
struct CouncilFile {
  world::Council council;
  std::string map;  ///< path of the wards' GeoJSON; "" if none
};

/// Reads council.toml and the tables it names, and checks them.
CouncilFile read_council(Library& library, Document const& document);

}  // namespace wardmote::loader
