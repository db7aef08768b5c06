#pragma once

#include <cstdint>

#include "scenarios/loader/study.hpp"

namespace wardmote::program {

/// How much `wardmote sensitivity` looks at.
struct SensitivitySize {
  std::uint32_t n_trajectory = 4;  ///< of the screening; each moves every number once
  std::uint32_t n_base = 32;       ///< rows of the second design
  std::uint32_t n_factor = 10;     ///< numbers that go on to it

  static constexpr double scale = 0.02;  ///< share of citizens, where none is asked for
};

/// How much that is, before it is run.
struct SensitivityWork {
  std::uint64_t n_run = 0;  ///< of both designs; the second at most, as it depends on the first
  double years = 0;         ///< simulated, warm-ups included
};
SensitivityWork sensitivity_work(loader::Study const& study, SensitivitySize const& size);

}  // namespace wardmote::program
