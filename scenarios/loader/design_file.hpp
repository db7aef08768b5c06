#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/loader/input_error.hpp"

namespace wardmote::loader {

class Library;
struct Document;

/// How the points of a sweep are laid out.
enum class DesignMethod : std::uint8_t { factorial, list, lhs, sobol, morris };
inline constexpr auto design_method_names =
    std::to_array<std::string_view>({"factorial", "list", "lhs", "sobol", "morris"});

/// One number that differs between points.
struct DesignFactor {
  std::string path;  ///< as --set takes it
  double low = 0;    ///< of a range: its ends
  double high = 0;
  bool logarithmic = false;    ///< of a range: even in its logarithm
  std::vector<double> levels;  ///< the values it takes; empty for a range
  Place place;
};

/// A sweep: points in the space of some of a study's numbers.
struct Design {
  std::string id;
  std::string title;
  DesignMethod method = DesignMethod::factorial;
  std::vector<DesignFactor> factors;
  std::uint32_t n_point = 0;       ///< of lhs and sobol
  std::uint32_t n_trajectory = 0;  ///< of morris, each of one point more than factors
  std::uint32_t n_grid = 4;        ///< of morris: levels of its grid, even
};

/// Points a design may have at most.
inline constexpr std::uint64_t most_points = 10'000'000;

/// Reads a design; a list of points may stand in a CSV file beside it.
Design read_design(Library& library, Document const& document);

}  // namespace wardmote::loader
