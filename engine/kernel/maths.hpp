/// \file
/// Elementary functions with the same bits on every x86-64.
///
/// The C library picks its exp, log and pow by CPU (with or without FMA), so their last bit differs between machines
/// and with it the course of a run. The functions here are SLEEF's deterministic ones without FMA (`cinz`, plain C;
/// Shibata & Petrogalli 2020, IEEE TPDS 31(6):1316-1327), error below 1.0 ULP, 1.5 ULP for erfc; code compiled with
/// them must not contract a*b+c (the library's target passes -ffp-contract=off on).
/// Use these, never std::exp and its kin, wherever a value can reach a run's state.
#pragma once

#include <cmath>
#include <numbers>

extern "C" {
double Sleef_cinz_expd1_u10purec(double) __attribute__((const));
double Sleef_cinz_exp2d1_u10purec(double) __attribute__((const));
double Sleef_cinz_expm1d1_u10purec(double) __attribute__((const));
double Sleef_cinz_logd1_u10purec(double) __attribute__((const));
double Sleef_cinz_log1pd1_u10purec(double) __attribute__((const));
double Sleef_cinz_powd1_u10purec(double, double) __attribute__((const));
double Sleef_cinz_sind1_u10purec(double) __attribute__((const));
double Sleef_cinz_cosd1_u10purec(double) __attribute__((const));
double Sleef_cinz_erfcd1_u15purec(double) __attribute__((const));
}

namespace wardmote::kernel {

[[nodiscard]] inline double exp(double x) { return Sleef_cinz_expd1_u10purec(x); }
[[nodiscard]] inline double exp2(double x) { return Sleef_cinz_exp2d1_u10purec(x); }
[[nodiscard]] inline double expm1(double x) { return Sleef_cinz_expm1d1_u10purec(x); }
[[nodiscard]] inline double log(double x) { return Sleef_cinz_logd1_u10purec(x); }
[[nodiscard]] inline double log1p(double x) { return Sleef_cinz_log1pd1_u10purec(x); }
[[nodiscard]] inline double pow(double x, double y) { return Sleef_cinz_powd1_u10purec(x, y); }
[[nodiscard]] inline double sin(double x) { return Sleef_cinz_sind1_u10purec(x); }  ///< x [rad]
[[nodiscard]] inline double cos(double x) { return Sleef_cinz_cosd1_u10purec(x); }  ///< x [rad]
[[nodiscard]] inline double sqrt(double x) { return std::sqrt(x); }                 ///< exact by IEEE 754 on any CPU

/// 1 / (1 + exp(-x)); accurate in both tails.
[[nodiscard]] inline double logistic(double x) {
  if (x >= 0.0) return 1.0 / (1.0 + exp(-x));
  auto const e = exp(x);
  return e / (1.0 + e);
}

/// log(p / (1 - p)) for p in [0, 1]; -inf and +inf at the ends.
[[nodiscard]] inline double logit(double p) { return log(p) - log1p(-p); }

/// P(Z <= x) for a standard normal Z.
[[nodiscard]] inline double normal_cdf(double x) {
  return 0.5 * Sleef_cinz_erfcd1_u15purec(x * (-1.0 / std::numbers::sqrt2));
}

/// The x with normal_cdf(x) = p, relative error about 1e-15; -inf at 0, +inf at 1, NaN outside [0, 1].
/// Source: Wichura (1988), Applied Statistics 37:477-484, algorithm AS 241, PPND16.
[[nodiscard]] double normal_quantile(double p);

}  // namespace wardmote::kernel
