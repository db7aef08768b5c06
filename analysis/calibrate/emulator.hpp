#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include <Eigen/Dense>

namespace wardmote::calibrate {

/// A cheap stand-in for one number of the model: a quadratic in the few inputs that move it, and how far off it may be.
///
/// Active inputs are found by forward selection of those whose slopes stand out; the quadratic in them is fitted by
/// least squares; what inactive inputs and chance do is left to its variance. After Craig, Goldstein, Seheult & Smith
/// (1997), "Pressure matching for hydrocarbon reservoirs", Case Studies in Bayesian Statistics III:37-93.
class Emulator {
 public:
  static constexpr std::size_t least_points = 65;  ///< the greatest quadratic's 45 terms, and twenty to tell its lack

  /// points  [n_point][n_input], each coordinate in [-1, 1]
  /// values  [n_point] the model's number there; one that is not finite is left out with its point
  /// Throws std::invalid_argument where fewer than `least_points` are left.
  Emulator(std::span<std::vector<double> const> points, std::span<double const> values);

  struct Prediction {
    double mean = 0;
    double variance = 0;  ///< of the model's number about the mean: lack of fit, and the chance left in `values`
  };
  /// At a point, [n_input].
  [[nodiscard]] Prediction at(std::span<double const> point) const;

  [[nodiscard]] std::vector<std::size_t> const& active() const { return active_; }  ///< strongest first
  /// Share of the variance of the values that it foretells, each point left out in turn; can be below 0.
  [[nodiscard]] double foretold() const { return foretold_; }

 private:
  [[nodiscard]] Eigen::VectorXd terms(std::span<double const> point) const;

  std::vector<std::size_t> active_;
  Eigen::VectorXd coefficients_;  // [n_term]
  Eigen::MatrixXd root_;          // [n_term x n_term] upper triangle R of the design's QR
  double residual_variance_ = 0;
  double foretold_ = 0;
};

}  // namespace wardmote::calibrate
