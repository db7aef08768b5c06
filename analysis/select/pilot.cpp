#include "analysis/select/pilot.hpp"

#include <cmath>

#include <boost/math/distributions/normal.hpp>

namespace wardmote::select {

namespace {

/// How many standard errors an effect must have to be found.
double errors_to_find(double alpha, double power) {
  boost::math::normal const standard;
  return quantile(standard, 1 - alpha / 2) + quantile(standard, power);
}

}  // namespace

bool started(PilotDesign const& design, std::size_t ward, std::size_t month) {
  return month >= 1 + ward % (design.n_month - 1);
}

PilotPower pilot_power(PilotDesign const& design, double alpha, double power) {
  double u = 0, w = 0, v = 0;  // cells that act; squares of their sums by month; squares of their sums by ward
  for (std::size_t month = 0; month < design.n_month; ++month) {
    double n = 0;
    for (std::size_t ward = 0; ward < design.n_ward; ++ward) n += started(design, ward, month) ? 1 : 0;
    u += n;
    w += n * n;
  }
  for (std::size_t ward = 0; ward < design.n_ward; ++ward) {
    double n = 0;
    for (std::size_t month = 0; month < design.n_month; ++month) n += started(design, ward, month) ? 1 : 0;
    v += n * n;
  }
  auto const wards = static_cast<double>(design.n_ward), months = static_cast<double>(design.n_month);
  auto const cell = design.sd * design.sd / design.answers_ward_month, between = design.ward_sd * design.ward_sd;
  auto const variance = wards * cell * (cell + months * between) /
                        ((wards * u - w) * cell + (u * u + wards * months * u - months * w - wards * v) * between);
  auto const error = std::sqrt(variance);
  return {error, errors_to_find(alpha, power) * error};
}

double survey_detectable(double n, double share, double deff, double alpha, double power) {
  return errors_to_find(alpha, power) * std::sqrt(2 * deff * share * (1 - share) / n);
}

}  // namespace wardmote::select
