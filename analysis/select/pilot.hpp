#pragma once

#include <cstddef>

namespace wardmote::select {

/// A trial in some wards before all: each month the next group of wards starts (a stepped wedge), all are measured
/// every month. Cross-sections: other people each time.
struct PilotDesign {
  std::size_t n_ward = 0;         ///< that take part
  std::size_t n_month = 0;        ///< measured, the first before anything starts; >= 2
  double answers_ward_month = 0;  ///< people (or cases) measured in a ward each month, > 0
  double sd = 0;                  ///< between people or cases of a ward and month
  double ward_sd = 0;             ///< between wards, lasting
};

/// What a pilot can tell.
struct PilotPower {
  double error = 0;       ///< standard error of the effect
  double detectable = 0;  ///< smallest true effect found with that power at that level, two-sided
};

/// Wards start in equal groups, one a month from the second month on, the last in the last month; wards beyond equal
/// groups join the first ones.
/// Source: Hussey & Hughes (2007), Contemp. Clin. Trials 28(2):182-191, eq. 8; normal approximation.
[[nodiscard]] PilotPower pilot_power(PilotDesign const& design, double alpha = 0.05, double power = 0.8);

/// Whether ward `ward` (from 0) acts in month `month` (from 0).
[[nodiscard]] bool started(PilotDesign const& design, std::size_t ward, std::size_t month);

/// Smallest change between two surveys of n people each that such surveys would show, of shares about `share`: with
/// power 0.8 at the 5 % level, design effect `deff`. Two independent samples, normal approximation.
[[nodiscard]] double survey_detectable(double n, double share, double deff = 1, double alpha = 0.05,
                                       double power = 0.8);

}  // namespace wardmote::select
