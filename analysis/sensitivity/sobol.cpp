#include "analysis/sensitivity/sobol.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include <boost/random/sobol.hpp>

#include "analysis/estimate/resample.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::sensitivity {

namespace {

using Values = std::span<double const>;  // [n_replication]

/// Mean of a_r b_s over different replications r, s; the plain product of one.
double product(Values a, Values b) {
  double sum_a = 0, sum_b = 0, same = 0;
  for (std::size_t r = 0; r < a.size(); ++r) {
    sum_a += a[r];
    sum_b += b[r];
    same += a[r] * b[r];
  }
  if (a.size() < 2) return same;
  auto const n = static_cast<double>(a.size());
  return (sum_a * sum_b - same) / (n * (n - 1));
}

/// What a row of the design adds to the indices, all but the division by the variance.
struct Row {
  double square = 0;                 ///< of A and B, about the mean
  std::vector<double> first, total;  ///< [n_factor]
};

std::vector<double> minus(Values a, Values b) {
  std::vector<double> difference(a.begin(), a.end());
  for (std::size_t r = 0; r < a.size(); ++r) difference[r] -= b[r];
  return difference;
}

/// Sums over rows, each taken `times` times, as indices.
struct Sums {
  double n = 0, square = 0;
  std::vector<double> first, total;
  explicit Sums(std::size_t n_factor) : first(n_factor, 0), total(n_factor, 0) {}
  void add(Row const& row) {
    ++n;
    square += row.square;
    for (std::size_t f = 0; f < first.size(); ++f) {
      first[f] += row.first[f];
      total[f] += row.total[f];
    }
  }
  [[nodiscard]] double variance() const { return square / n; }
  [[nodiscard]] double first_index(std::size_t f) const { return square > 0 ? first[f] / square : 0; }
  [[nodiscard]] double total_index(std::size_t f) const { return square > 0 ? total[f] / square : 0; }
};

}  // namespace

std::vector<std::vector<double>> index_design(std::size_t n_factor, std::size_t n_base) {
  boost::random::sobol sequence(2 * n_factor);
  std::vector<std::vector<double>> points;
  for (std::size_t row = 0; row < n_base; ++row) {
    std::vector<double> both(2 * n_factor);
    for (auto& u : both) u = static_cast<double>(sequence() >> 11) * 0x1p-53;
    auto const middle = both.begin() + static_cast<std::ptrdiff_t>(n_factor);
    std::vector<double> const a(both.begin(), middle), b(middle, both.end());
    points.push_back(a);
    points.push_back(b);
    for (std::size_t f = 0; f < n_factor; ++f) {
      points.push_back(a);
      points.back()[f] = b[f];
    }
  }
  return points;
}

Indices sobol_indices(std::span<std::vector<double> const> values, std::size_t n_factor, double level) {
  auto const step = n_factor + 2;
  if (n_factor == 0 || values.empty() || values.size() % step != 0) {
    throw std::invalid_argument("indices need whole rows of their design");
  }

  // whole rows, and the mean of each replication over them: what chance adds to all points alike is no difference
  std::vector<std::size_t> whole;
  for (std::size_t first = 0; first < values.size(); first += step) {
    auto const all_there = std::all_of(values.begin() + static_cast<std::ptrdiff_t>(first),
                                       values.begin() + static_cast<std::ptrdiff_t>(first + step), [&](auto const& at) {
                                         return at.size() == values.front().size() &&
                                                std::ranges::all_of(at, [](double x) { return std::isfinite(x); });
                                       });
    if (all_there) whole.push_back(first);
  }
  auto const n_replication = values.front().size();
  std::vector<double> centre(n_replication, 0);
  for (auto const first : whole) {
    for (std::size_t r = 0; r < n_replication; ++r) centre[r] += 0.5 * (values[first][r] + values[first + 1][r]);
  }
  for (auto& mean : centre) mean /= static_cast<double>(whole.size());

  std::vector<Row> rows;
  double plain_square = 0;
  for (auto const first : whole) {
    auto const a = minus(values[first], centre), b = minus(values[first + 1], centre);
    Row row{0.5 * (product(a, a) + product(b, b)), {}, {}};
    for (std::size_t r = 0; r < n_replication; ++r) {
      plain_square += 0.5 * (a[r] * a[r] + b[r] * b[r]) / static_cast<double>(n_replication);
    }
    for (std::size_t f = 0; f < n_factor; ++f) {
      auto const moved = minus(values[first + 2 + f], values[first]);
      row.first.push_back(product(b, moved));
      row.total.push_back(0.5 * product(moved, moved));
    }
    rows.push_back(std::move(row));
  }

  Indices found;
  found.n_row = rows.size();
  found.factors.resize(n_factor);
  auto const nan = std::numeric_limits<double>::quiet_NaN();
  if (rows.empty()) {
    found.mean = found.variance = found.noise = nan;
    return found;
  }
  Sums sums(n_factor);
  for (auto const& row : rows) sums.add(row);
  found.mean = estimate::mean(centre);
  found.variance = sums.variance();
  found.noise = n_replication < 2 ? nan : plain_square / static_cast<double>(rows.size()) - found.variance;

  // bootstrap over rows
  constexpr std::uint32_t n_sample = 1'000;
  std::vector<std::vector<double>> firsts(n_factor), totals(n_factor);
  for (std::uint32_t sample = 0; sample < n_sample; ++sample) {
    estimate::Resampling random(sample);
    Sums drawn(n_factor);
    for (std::size_t i = 0; i < rows.size(); ++i) drawn.add(rows[random.below(rows.size())]);
    for (std::size_t f = 0; f < n_factor; ++f) {
      firsts[f].push_back(drawn.first_index(f));
      totals[f].push_back(drawn.total_index(f));
    }
  }
  auto const range = [&](std::vector<double> const& all) {
    return estimate::Interval{estimate::quantile(all, (1 - level) / 2), estimate::quantile(all, (1 + level) / 2)};
  };
  for (std::size_t f = 0; f < n_factor; ++f) {
    found.factors[f] = {sums.first_index(f), sums.total_index(f), range(firsts[f]), range(totals[f])};
  }
  return found;
}

}  // namespace wardmote::sensitivity
