#include "analysis/calibrate/history_match.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "engine/kernel/random.hpp"

namespace wardmote::calibrate {

namespace {

constexpr std::size_t n_sweep = 4;      // coordinates visited between two thresholds, in rounds of all that act
constexpr std::size_t most_steps = 60;  // thresholds on the way to the cut-off
constexpr std::size_t patience = 4;     // of them without a fall by a thousandth, after which there is no way
constexpr double kept_share = 0.5;      // of the points, at each
constexpr double worth_moving = 1;      // standard deviations by which the aims must be missed less

kernel::Draws draws_of(std::uint64_t seed, std::size_t wave, std::size_t step, std::size_t particle) {
  return {
      {static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)},
      {0, static_cast<std::uint32_t>(particle), static_cast<std::uint32_t>(step), static_cast<std::uint32_t>(wave)}};
}

std::size_t below(kernel::Draws& draws, std::size_t n) { return static_cast<std::size_t>(draws.bits64() % n); }

/// Each coordinate once in each of n equal parts of [-1, 1].
std::vector<Point> latin_hypercube(std::size_t n, std::size_t n_input, std::uint64_t seed) {
  std::vector<Point> points(n, Point(n_input));
  std::vector<std::size_t> part(n);
  for (std::size_t i = 0; i < n_input; ++i) {
    auto draws = draws_of(seed, 0, 0, i);
    std::iota(part.begin(), part.end(), std::size_t{0});
    for (std::size_t p = n; p > 1; --p) std::swap(part[p - 1], part[below(draws, p)]);
    for (std::size_t p = 0; p < n; ++p) {
      points[p][i] = 2 * (static_cast<double>(part[p]) + draws.uniform()) / static_cast<double>(n) - 1;
    }
  }
  return points;
}

/// From `end` towards `start` as long as `good`, in twentieths of the way.
template <class Good>
Point drawn_back(Point const& start, Point const& end, Good&& good) {
  auto best = end;
  for (int twentieths = 19; twentieths >= 0; --twentieths) {
    auto point = start;
    for (std::size_t i = 0; i < point.size(); ++i) point[i] += (end[i] - start[i]) * twentieths / 20;
    if (!good(point)) break;
    best = std::move(point);
  }
  return best;
}

double distance(Point const& a, Point const& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
  return std::sqrt(sum);
}

}  // namespace

double Target::miss(double x) const { return std::max({0.0, low - x, x - high}); }

HistoryMatch::HistoryMatch(std::size_t n_input, std::vector<Target> targets, std::uint64_t seed)
    : n_input_(n_input), targets_(std::move(targets)), seed_(seed), aside_(targets_.size(), false) {}

void HistoryMatch::tell(std::vector<Point> const& points, std::vector<std::vector<double>> const& values,
                        std::vector<double> const& chance) {
  Wave wave;
  for (std::size_t t = 0; t < targets_.size(); ++t) {
    try {
      wave.emulators.emplace_back(points, values[t]);
      wave.chance.push_back(chance[t] * chance[t]);
    } catch (std::invalid_argument const& error) {
      throw std::invalid_argument(targets_[t].id + ": " + error.what());
    }
  }
  waves_.push_back(std::move(wave));
  if (waves_.size() > 1) return;
  for (std::size_t t = 0; t < targets_.size(); ++t) aside_[t] = !near(t, points);
}

bool HistoryMatch::near(std::size_t t, std::span<Point const> points) const {
  return std::ranges::any_of(
      points, [&](Point const& point) { return deviation(waves_.back(), t, targets_[t], point) <= cut_off; });
}

std::vector<std::size_t> HistoryMatch::aside() const {
  std::vector<std::size_t> all;
  for (std::size_t t = 0; t < aside_.size(); ++t) {
    if (aside_[t]) all.push_back(t);
  }
  return all;
}

double HistoryMatch::deviation(Wave const& wave, std::size_t t, Target const& target, Point const& point) const {
  if (aside_[t]) return 0;
  auto const [mean, variance] = wave.emulators[t].at(point);
  auto const miss = target.miss(mean);
  return miss > 0 ? miss / std::sqrt(variance + wave.chance[t]) : 0;
}

double HistoryMatch::implausibility(Point const& point) const {
  return implausibility(point, std::numeric_limits<double>::infinity());
}

double HistoryMatch::implausibility(Point const& point, double enough) const {
  double greatest = 0;
  for (auto const& wave : waves_) {
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      greatest = std::max(greatest, deviation(wave, t, targets_[t], point));
      if (greatest > enough) return greatest;
    }
  }
  return greatest;
}

std::vector<std::size_t> HistoryMatch::active() const {
  std::vector<std::size_t> all;
  for (auto const& wave : waves_) {
    for (auto const& emulator : wave.emulators)
      all.insert(all.end(), emulator.active().begin(), emulator.active().end());
  }
  std::ranges::sort(all);
  auto const [first, last] = std::ranges::unique(all);
  all.erase(first, last);
  return all;
}

std::vector<Point> HistoryMatch::ask(std::size_t n) const {
  auto points = latin_hypercube(n, n_input_, seed_ + waves_.size());
  auto const inputs = active();
  if (inputs.empty()) return points;

  // inputs that act on nothing stay as the hypercube has them; the others are moved
  std::vector<double> value(n);
  auto const measure = [&](std::size_t p) { value[p] = implausibility(points[p]); };
  for (std::size_t p = 0; p < n; ++p) measure(p);
  auto lowest = std::numeric_limits<double>::infinity();
  std::size_t n_idle = 0;
  for (std::size_t step = 0; step < most_steps && n_idle < patience; ++step) {
    // lower the threshold to what half of them meet, and let these stand for all
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t p) { return value[p]; });
    auto const n_kept = std::max<std::size_t>(1, static_cast<std::size_t>(kept_share * static_cast<double>(n)));
    auto const threshold = std::max(cut_off, value[order[n_kept - 1]]);
    n_idle = threshold < 0.999 * lowest ? 0 : n_idle + 1;
    lowest = std::min(lowest, threshold);
    auto const n_good =
        static_cast<std::size_t>(std::ranges::count_if(order, [&](std::size_t p) { return value[p] <= threshold; }));
    for (std::size_t k = n_good; k < n; ++k) {
      for (auto const i : inputs) points[order[k]][i] = points[order[k % n_good]][i];
      value[order[k]] = value[order[k % n_good]];
    }
    // move each within the threshold: one coordinate at a time to anywhere in its range (Gibbs)
    for (std::size_t p = 0; p < n; ++p) {
      auto draws = draws_of(seed_, waves_.size(), step + 1, p);
      for (std::size_t move = 0; move < n_sweep * inputs.size(); ++move) {
        auto const i = inputs[below(draws, inputs.size())];
        auto const before = points[p][i];
        points[p][i] = 2 * draws.uniform() - 1;
        auto const there = implausibility(points[p], threshold);
        if (there <= threshold)
          value[p] = there;
        else
          points[p][i] = before;
      }
    }
    if (threshold == cut_off) break;
  }
  std::vector<Point> left;
  for (std::size_t p = 0; p < n; ++p) {
    if (value[p] <= cut_off) left.push_back(std::move(points[p]));
  }
  return left;
}

double HistoryMatch::missed(Point const& point, std::span<Target const> aims) const {
  double sum = 0;
  for (std::size_t t = 0; t < aims.size(); ++t) sum += deviation(waves_.back(), t, aims[t], point);
  return sum;
}

Point HistoryMatch::nearest(Point const& centre, std::span<Point const> from, std::span<Target const> aims) const {
  auto const centre_miss = missed(centre, aims);
  auto best = centre;
  auto best_miss = centre_miss;
  for (auto const& start : from) {
    auto const allowed = missed(start, aims);
    if (allowed > best_miss) continue;
    auto const good = [&](Point const& point) {
      return missed(point, aims) <= allowed && implausibility(point) <= cut_off;
    };
    // back along the line, then each input by itself, those that moved least first
    auto point = drawn_back(centre, start, good);
    std::vector<std::size_t> order(n_input_);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t i) { return std::abs(point[i] - centre[i]); });
    for (auto const i : order) {
      auto without = point;
      without[i] = centre[i];
      if (good(without)) point = without;
    }
    point = drawn_back(centre, point, good);
    auto const miss = missed(point, aims);
    if (miss < best_miss || (miss == best_miss && distance(point, centre) < distance(best, centre))) {
      best = std::move(point);
      best_miss = miss;
    }
  }
  auto const told_apart = best_miss <= centre_miss - worth_moving;
  return told_apart || implausibility(centre) > cut_off ? best : centre;
}

}  // namespace wardmote::calibrate
