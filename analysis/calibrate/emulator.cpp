#include "analysis/calibrate/emulator.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include <fmt/format.h>

namespace wardmote::calibrate {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double stands_out = 3;        // |t| of a slope
constexpr std::size_t most_active = 8;  // inputs: their quadratic has 45 terms

/// Inputs whose slopes stand out of a linear fit in all of them, strongest first.
std::vector<std::size_t> active_inputs(MatrixXd const& points, VectorXd const& values) {
  MatrixXd design(points.rows(), points.cols() + 1);
  design << VectorXd::Ones(points.rows()), points;
  Eigen::HouseholderQR<MatrixXd> const qr(design);
  VectorXd const slopes = qr.solve(values);
  auto const freedom = static_cast<double>(design.rows() - design.cols());
  auto const variance = (values - design * slopes).squaredNorm() / freedom;
  auto const n_term = design.cols();
  MatrixXd const inverse_root = MatrixXd(qr.matrixQR().topRows(n_term).triangularView<Eigen::Upper>())
                                    .triangularView<Eigen::Upper>()
                                    .solve(MatrixXd::Identity(n_term, n_term));
  std::vector<std::pair<double, std::size_t>> strength;
  for (Index i = 1; i < n_term; ++i) {
    auto const error = std::sqrt(variance) * inverse_root.row(i).norm();
    auto const t = error > 0 ? std::abs(slopes[i]) / error : 0.0;
    if (t > stands_out) strength.emplace_back(-t, static_cast<std::size_t>(i - 1));
  }
  std::ranges::sort(strength);
  std::vector<std::size_t> active;
  for (auto const& [t, input] : strength) {
    if (active.size() < most_active) active.push_back(input);
  }
  return active;
}

}  // namespace

Emulator::Emulator(std::span<std::vector<double> const> points, std::span<double const> values) {
  auto const n_input = points.empty() ? std::size_t{0} : points.front().size();
  std::vector<std::size_t> good;
  for (std::size_t p = 0; p < points.size(); ++p) {
    if (std::isfinite(values[p])) good.push_back(p);
  }
  if (good.size() < n_input + 20)
    throw std::invalid_argument(fmt::format("an emulator of {} inputs needs {} points at least, there are {}", n_input,
                                            n_input + 20, good.size()));
  MatrixXd inputs(static_cast<Index>(good.size()), static_cast<Index>(n_input));
  VectorXd numbers(static_cast<Index>(good.size()));
  for (Index row = 0; row < inputs.rows(); ++row) {
    auto const p = good[static_cast<std::size_t>(row)];
    inputs.row(row) = Eigen::Map<Eigen::RowVectorXd const>(points[p].data(), inputs.cols());
    numbers[row] = values[p];
  }
  active_ = active_inputs(inputs, numbers);

  MatrixXd design(inputs.rows(), terms(points[good.front()]).size());
  for (Index row = 0; row < design.rows(); ++row)
    design.row(row) = terms(points[good[static_cast<std::size_t>(row)]]).transpose();
  Eigen::HouseholderQR<MatrixXd> const qr(design);
  coefficients_ = qr.solve(numbers);
  root_ = qr.matrixQR().topRows(design.cols()).triangularView<Eigen::Upper>();
  VectorXd const residuals = numbers - design * coefficients_;
  residual_variance_ = residuals.squaredNorm() / static_cast<double>(design.rows() - design.cols());

  // a point left out misses by its residual over one less its leverage
  MatrixXd const q = qr.householderQ() * MatrixXd::Identity(design.rows(), design.cols());
  double missed = 0;
  for (Index row = 0; row < design.rows(); ++row) {
    auto const miss = residuals[row] / (1 - q.row(row).squaredNorm());
    missed += miss * miss;
  }
  auto const spread = (numbers.array() - numbers.mean()).square().sum();
  foretold_ = spread > 0 ? 1 - missed / spread : 0;
}

VectorXd Emulator::terms(std::span<double const> point) const {
  auto const n = active_.size();
  VectorXd terms(static_cast<Index>(1 + n + n * (n + 1) / 2));
  Index t = 0;
  terms[t++] = 1;
  for (auto const a : active_) terms[t++] = point[a];
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = i; j < n; ++j) terms[t++] = point[active_[i]] * point[active_[j]];
  }
  return terms;
}

Emulator::Prediction Emulator::at(std::span<double const> point) const {
  auto const x = terms(point);
  VectorXd const whitened = root_.transpose().triangularView<Eigen::Lower>().solve(x);
  return {x.dot(coefficients_), residual_variance_ * (1 + whitened.squaredNorm())};
}

}  // namespace wardmote::calibrate
