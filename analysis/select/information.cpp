#include "analysis/select/information.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <Eigen/Dense>

#include "analysis/estimate/resample.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::select {

namespace {

bool whole(std::vector<double> const& world) {
  return std::ranges::all_of(world, [](double x) { return std::isfinite(x); });
}

std::vector<std::vector<double>> whole_worlds(Worth worth) {
  std::vector<std::vector<double>> kept;
  std::ranges::copy_if(worth, std::back_inserter(kept), whole);
  return kept;
}

std::vector<double> means(std::vector<std::vector<double>> const& worlds) {
  std::vector<double> sums(worlds.empty() ? 0 : worlds.front().size(), 0);
  for (auto const& world : worlds) {
    for (std::size_t a = 0; a < sums.size(); ++a) sums[a] += world[a] / static_cast<double>(worlds.size());
  }
  return sums;
}

/// Mean of the greatest fitted gain over the option best on average, none below 0.
double fitted_gain(Eigen::MatrixXd const& basis, Eigen::ColPivHouseholderQR<Eigen::MatrixXd> const& solver,
                   Eigen::MatrixXd const& gains) {
  Eigen::MatrixXd const fitted = basis * solver.solve(gains);
  return fitted.rowwise().maxCoeff().cwiseMax(0.0).mean();
}

}  // namespace

std::size_t best_on_average(Worth worth) {
  auto const all = means(whole_worlds(worth));
  return static_cast<std::size_t>(std::ranges::max_element(all) - all.begin());
}

double evpi(Worth worth) {
  auto const worlds = whole_worlds(worth);
  if (worlds.empty()) return 0;
  double best = 0;
  for (auto const& world : worlds) best += *std::ranges::max_element(world) / static_cast<double>(worlds.size());
  return best - std::ranges::max(means(worlds));
}

PartialValue evppi(Worth worth, std::span<double const> assumption, std::uint32_t n_shuffle) {
  std::vector<std::vector<double>> worlds;
  std::vector<double> x;
  for (std::size_t w = 0; w < worth.size(); ++w) {
    if (!whole(worth[w]) || !std::isfinite(assumption[w])) continue;
    worlds.push_back(worth[w]);
    x.push_back(assumption[w]);
  }
  std::set<double> const distinct(x.begin(), x.end());
  if (distinct.size() < 2 || worlds.front().size() < 2) return {};

  // gains over the option best on average
  auto const n = static_cast<Eigen::Index>(worlds.size());
  auto const n_option = static_cast<Eigen::Index>(worlds.front().size());
  auto const best = best_on_average(worlds);
  Eigen::MatrixXd gains(n, n_option);
  for (Eigen::Index w = 0; w < n; ++w) {
    auto const& world = worlds[static_cast<std::size_t>(w)];
    for (Eigen::Index a = 0; a < n_option; ++a) gains(w, a) = world[static_cast<std::size_t>(a)] - world[best];
  }

  // powers of the standardised assumption
  constexpr std::size_t worlds_a_term = 10, most_power = 3;
  auto const power = std::clamp<std::size_t>(worlds.size() / worlds_a_term, 2, most_power + 1) - 1;
  auto const n_term = static_cast<Eigen::Index>(std::min(power, distinct.size() - 1)) + 1;
  Eigen::VectorXd z = Eigen::Map<Eigen::VectorXd const>(x.data(), n);
  z.array() -= z.mean();
  z /= std::sqrt(z.squaredNorm() / static_cast<double>(n));
  Eigen::MatrixXd basis(n, n_term);
  for (Eigen::Index t = 0; t < n_term; ++t) basis.col(t) = z.array().pow(static_cast<double>(t));
  Eigen::ColPivHouseholderQR<Eigen::MatrixXd> const solver(basis);

  PartialValue found{std::min(fitted_gain(basis, solver, gains), evpi(worlds)), 0};
  std::vector<double> by_luck;
  for (std::uint32_t i = 0; i < n_shuffle; ++i) {
    estimate::Resampling random(i);
    for (Eigen::Index w = n; w-- > 1;) {
      gains.row(w).swap(gains.row(static_cast<Eigen::Index>(random.below(static_cast<std::size_t>(w) + 1))));
    }
    by_luck.push_back(fitted_gain(basis, solver, gains));
  }
  if (!by_luck.empty()) found.luck = estimate::quantile(by_luck, 0.95);
  return found;
}

ToFindOut find_out_first(Worth worth, std::span<std::vector<double> const> assumptions) {
  std::vector<std::size_t> varied;
  for (std::size_t a = 0; a < assumptions.size(); ++a) {
    auto const& values = assumptions[a];
    if (std::ranges::any_of(values, [&](double x) { return x != values.front(); })) varied.push_back(a);
  }
  ToFindOut found;
  for (auto const a : varied) found.by_value.push_back({a, evppi(worth, assumptions[a], 0).value});
  std::ranges::stable_sort(found.by_value, std::greater<>{}, &ToFindOut::One::value);

  // the greatest of nineteen shuffled worths: a true one exceeds it by luck once in twenty
  std::vector<std::vector<double>> shuffled(worth.begin(), worth.end());
  for (std::uint32_t i = 0; i < 19; ++i) {
    estimate::Resampling random(i);
    for (auto w = shuffled.size(); w-- > 1;) std::swap(shuffled[w], shuffled[random.below(w + 1)]);
    for (auto const a : varied) found.luck = std::max(found.luck, evppi(shuffled, assumptions[a], 0).value);
  }
  return found;
}

std::vector<Regret> regrets(Worth worth) {
  auto const worlds = whole_worlds(worth);
  std::vector<Regret> found(worlds.empty() ? 0 : worlds.front().size());
  auto const n = static_cast<double>(worlds.size());
  for (auto const& world : worlds) {
    auto const best = *std::ranges::max_element(world);
    for (std::size_t a = 0; a < found.size(); ++a) {
      found[a].mean += (best - world[a]) / n;
      found[a].most = std::max(found[a].most, best - world[a]);
      found[a].best_share += (world[a] == best ? 1 : 0) / n;
    }
  }
  return found;
}

}  // namespace wardmote::select
