#include "analysis/sensitivity/prcc.hpp"

#include <algorithm>
#include <cmath>

#include <Eigen/Dense>
#include <boost/math/distributions/students_t.hpp>

namespace wardmote::sensitivity {

std::vector<estimate::RankCorrelation> partial_rank_correlations(std::span<std::vector<double> const> points,
                                                                 std::span<double const> values) {
  auto const n = points.size();
  auto const n_factor = n > 0 ? points.front().size() : 0;
  std::vector<estimate::RankCorrelation> found(n_factor);
  if (n < n_factor + 3) return found;

  // standardised ranks of what varies, the number last
  auto const rank_column = [&](std::span<double const> column) {
    auto const ranks = estimate::ranks(column);
    Eigen::VectorXd x = Eigen::Map<Eigen::VectorXd const>(ranks.data(), static_cast<Eigen::Index>(n));
    x.array() -= x.mean();
    return x;
  };
  std::vector<std::size_t> varied;
  std::vector<Eigen::VectorXd> columns;
  for (std::size_t f = 0; f < n_factor; ++f) {
    std::vector<double> column;
    for (auto const& point : points) column.push_back(point[f]);
    auto x = rank_column(column);
    if (x.norm() == 0) continue;
    varied.push_back(f);
    columns.push_back(x / x.norm());
  }
  auto y = rank_column(values);
  if (y.norm() == 0) return found;
  columns.push_back(y / y.norm());

  // the inverse of the correlation matrix holds all partial correlations at once
  auto const k = static_cast<Eigen::Index>(columns.size());
  Eigen::MatrixXd together(static_cast<Eigen::Index>(n), k);
  for (Eigen::Index c = 0; c < k; ++c) together.col(c) = columns[static_cast<std::size_t>(c)];
  Eigen::FullPivLU<Eigen::MatrixXd> const solver(together.transpose() * together);
  if (!solver.isInvertible()) return found;
  Eigen::MatrixXd const inverse = solver.inverse();
  auto const freedom = static_cast<double>(n) - 2 - static_cast<double>(varied.size() - 1);
  for (std::size_t i = 0; i < varied.size(); ++i) {
    auto const c = static_cast<Eigen::Index>(i);
    auto const rho = std::clamp(-inverse(c, k - 1) / std::sqrt(inverse(c, c) * inverse(k - 1, k - 1)), -1.0, 1.0);
    found[varied[i]] = {rho, 0};
    if (std::abs(rho) == 1) continue;
    auto const t = std::abs(rho) * std::sqrt(freedom / (1 - rho * rho));
    boost::math::students_t const student(freedom);
    found[varied[i]].p_value = 2 * boost::math::cdf(boost::math::complement(student, t));
  }
  return found;
}

}  // namespace wardmote::sensitivity
