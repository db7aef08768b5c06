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

constexpr double stands_out = 3.5;      // |t| of a slope: of 150 inputs that do nothing one in 14 searches finds one
constexpr std::size_t most_active = 8;  // inputs: their quadratic has 45 terms

/// Inputs found one at a time, each the one whose slope stands out most beside those found before it, until none does
/// (forward selection). Needs no more points than terms, however many inputs there are.
std::vector<std::size_t> active_inputs(MatrixXd inputs, VectorXd const& values) {
  std::vector<std::size_t> active;
  VectorXd rest = values.array() - values.mean();
  inputs.rowwise() -= inputs.colwise().mean();
  auto const negligible = 1e-12 * rest.squaredNorm();
  while (active.size() < most_active && rest.squaredNorm() > negligible) {
    // `inputs` and `rest` are what is left of them beside the inputs found, so each slope is that of a fit with these
    Eigen::ArrayXd const size = inputs.colwise().squaredNorm().transpose().array().max(1e-9);
    Eigen::ArrayXd const explained = (inputs.transpose() * rest).array().square() / size;
    Index best = 0;
    auto const gain = explained.maxCoeff(&best);
    auto const freedom = static_cast<double>(values.size() - static_cast<Index>(active.size()) - 2);
    if (gain * freedom <= stands_out * stands_out * (rest.squaredNorm() - gain)) break;
    active.push_back(static_cast<std::size_t>(best));
    VectorXd const direction = inputs.col(best).normalized();
    rest -= direction * direction.dot(rest);
    inputs -= direction * (direction.transpose() * inputs);
    inputs.col(best).setZero();
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
  if (good.size() < least_points)
    throw std::invalid_argument(
        fmt::format("an emulator needs the number at {} points at least; {} have it", least_points, good.size()));
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
