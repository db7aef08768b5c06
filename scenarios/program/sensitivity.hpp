#pragma once

#include <cstddef>

#include "scenarios/loader/study.hpp"

namespace wardmote::program {

/// How much `wardmote sensitivity` looks at.
struct SensitivitySize {
  std::uint32_t n_trajectory = 10;  ///< of the screening
  std::uint32_t n_base = 64;        ///< rows of the second design
  std::uint32_t n_factor = 10;      ///< numbers that go on to it
};

/// The study whose points screen all that is uncertain, switches included; one world, the central values, outcomes
/// alone.
loader::Study screening_of(loader::Study const& study, SensitivitySize const& size);

/// Points of both designs together, for forecasts.
std::size_t n_sensitivity_point(loader::Study const& study, SensitivitySize const& size);

}  // namespace wardmote::program
