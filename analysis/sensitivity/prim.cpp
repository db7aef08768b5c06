#include "analysis/sensitivity/prim.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/binomial.hpp>

namespace wardmote::sensitivity {

namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();

struct Side {
  double low = -infinite, high = infinite;
  [[nodiscard]] bool holds(double x) const { return x >= low && x <= high; }
  [[nodiscard]] bool free() const { return low == -infinite && high == infinite; }
};
using Sides = std::vector<Side>;  // [n_factor]

struct Count {
  std::size_t inside = 0, cases = 0;
  [[nodiscard]] double density() const {
    return inside > 0 ? static_cast<double>(cases) / static_cast<double>(inside) : 0;
  }
};

class Peeling {
 public:
  Peeling(std::span<std::vector<double> const> points, std::vector<bool> const& cases)
      : points_(points), cases_(cases) {}

  [[nodiscard]] Count count(Sides const& sides) const {
    Count found;
    for (std::size_t p = 0; p < points_.size(); ++p) {
      if (!inside(sides, p)) continue;
      ++found.inside;
      found.cases += cases_[p];
    }
    return found;
  }

  /// The box after the step that leaves the densest one; false where no step can be taken.
  bool peel(Sides& sides, PrimOptions const& options) const {
    auto const least = options.least_support * static_cast<double>(points_.size());
    auto best = -1.0;
    Sides best_sides;
    for (std::size_t f = 0; f < sides.size(); ++f) {
      std::vector<double> values;
      for (std::size_t p = 0; p < points_.size(); ++p) {
        if (inside(sides, p)) values.push_back(points_[p][f]);
      }
      std::ranges::sort(values);
      auto const n = values.size();
      if (n == 0 || values.front() == values.back()) continue;
      auto const n_peel = std::max<std::size_t>(1, static_cast<std::size_t>(options.peel * static_cast<double>(n)));
      for (auto const from_below : {true, false}) {
        // past all values equal to the last one taken away; the limit half-way to the next
        auto const edge = from_below ? values[n_peel - 1] : values[n - n_peel];
        auto const next = from_below ? std::ranges::upper_bound(values, edge) : std::ranges::lower_bound(values, edge);
        if (from_below ? next == values.end() : next == values.begin()) continue;
        auto tried = sides;
        if (from_below) {
          tried[f].low = 0.5 * (edge + *next);
        } else {
          tried[f].high = 0.5 * (edge + *(next - 1));
        }
        auto const found = count(tried);
        if (static_cast<double>(found.inside) < least || found.density() <= best) continue;
        best = found.density();
        best_sides = std::move(tried);
      }
    }
    if (best < 0) return false;
    sides = std::move(best_sides);
    return true;
  }

  /// How likely as many cases are in the box if the limits of factor f told nothing.
  [[nodiscard]] double p_value(Sides const& sides, std::size_t f) const {
    auto without = sides;
    without[f] = {};
    auto const with = count(sides), all = count(without);
    if (with.cases == 0 || all.density() >= 1) return 1;
    boost::math::binomial_distribution<> const by_chance(static_cast<double>(with.inside), all.density());
    return boost::math::cdf(boost::math::complement(by_chance, static_cast<double>(with.cases) - 1));
  }

 private:
  [[nodiscard]] bool inside(Sides const& sides, std::size_t p) const {
    for (std::size_t f = 0; f < sides.size(); ++f) {
      if (!sides[f].holds(points_[p][f])) return false;
    }
    return true;
  }
  std::span<std::vector<double> const> points_;
  std::vector<bool> const& cases_;
};

}  // namespace

Box prim(std::span<std::vector<double> const> points, std::vector<bool> const& cases, PrimOptions const& options) {
  auto const n_factor = points.empty() ? 0 : points.front().size();
  Peeling const peeling(points, cases);
  Sides sides(n_factor);
  auto const all = peeling.count(sides);
  if (all.cases == 0) return {};

  // peel; keep the box that is both dense and complete
  auto const merit = [&](Count const& found) {
    return found.density() * static_cast<double>(found.cases) / static_cast<double>(all.cases);
  };
  auto chosen = sides;
  auto most = merit(all);
  while (peeling.peel(sides, options)) {
    if (auto const now = merit(peeling.count(sides)); now > most) {
      most = now;
      chosen = sides;
    }
  }

  // the least sure limit goes, until all that stay are sure
  std::vector<Limit> limits;
  for (;;) {
    limits.clear();
    for (std::size_t f = 0; f < n_factor; ++f) {
      if (!chosen[f].free()) limits.push_back({f, chosen[f].low, chosen[f].high, peeling.p_value(chosen, f)});
    }
    std::ranges::stable_sort(limits, {}, &Limit::p_value);
    if (limits.empty() || limits.back().p_value <= options.alpha) break;
    chosen[limits.back().factor] = {};
  }
  auto const found = peeling.count(chosen);
  return {limits, found.inside, found.cases, found.density(),
          static_cast<double>(found.cases) / static_cast<double>(all.cases)};
}

}  // namespace wardmote::sensitivity
