#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "scenarios/loader/input_error.hpp"

namespace wardmote::loader {

/// How well a value is known.
enum class Evidence : std::uint8_t { measured, literature, expert, assumption };
inline constexpr auto evidence_names =
    std::to_array<std::string_view>({"measured", "literature", "expert", "assumption"});

/// Where a value comes from, as every page shows it (design §1).
enum class Tag : std::uint8_t { measured_here, borrowed, assumed };
inline constexpr auto tag_names = std::to_array<std::string_view>({"measured here", "borrowed", "assumed"});

/// Shape of what we do not know about a value, over [low, high].
enum class Distribution : std::uint8_t { triangular, uniform, loguniform, fixed };
inline constexpr auto distribution_names =
    std::to_array<std::string_view>({"triangular", "uniform", "loguniform", "fixed"});

/// A number with its range, unit and source. low <= value <= high, all within what the model allows.
struct Quantity {
  double value = 0;  ///< the central value: of mode `chance`, and the mode of a triangular distribution
  double low = 0;    ///< least plausible value
  double high = 0;   ///< greatest plausible value
  std::string unit;  ///< "1" where there is none
  Evidence evidence = Evidence::assumption;
  std::string source;
  Tag tag = Tag::assumed;
  Distribution distribution = Distribution::triangular;
  Place place;  ///< where it was written

  /// Whether worlds differ in it.
  [[nodiscard]] bool uncertain() const { return distribution != Distribution::fixed && low < high; }

  /// The value below which the share u of worlds lies; u in (0, 1). Same bits on every CPU (kernel maths only).
  [[nodiscard]] double quantile(double u) const;
};

/// A certain number: in every world the same.
Quantity fixed_quantity(double value, std::string unit, std::string source);

}  // namespace wardmote::loader
