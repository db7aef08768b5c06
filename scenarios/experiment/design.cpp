#include "scenarios/experiment/design.hpp"

#include <algorithm>
#include <numeric>

#include <boost/random/sobol.hpp>
#include <fmt/format.h>

#include "engine/kernel/maths.hpp"
#include "scenarios/experiment/worlds.hpp"

namespace wardmote::experiment {

namespace {

using loader::Design;
using loader::DesignFactor;
using Points = std::vector<std::vector<double>>;  // [n_point][n_factor]

/// A number in (0, 1) that belongs to the factor, not to its place in the design.
double keyed(std::uint64_t seed, std::size_t index, std::string_view what, DesignFactor const& factor) {
  return keyed_uniform(seed, static_cast<std::uint32_t>(index), fmt::format("design.{}.{}", what, factor.path));
}

/// 0 ... n - 1 in the order of their keys.
template <class Key>
std::vector<std::size_t> shuffled(std::size_t n, Key&& key) {
  std::vector<double> keys(n);
  for (std::size_t i = 0; i < n; ++i) keys[i] = key(i);
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return keys[i]; });
  return order;
}

/// All combinations, the last factor fastest.
Points factorial(Design const& design, std::uint64_t) {
  Points points{{}};
  for (auto const& factor : design.factors) {
    Points longer;
    for (auto const& point : points) {
      for (auto const level : factor.levels) {
        longer.push_back(point);
        longer.back().push_back(level);
      }
    }
    points = std::move(longer);
  }
  return points;
}

/// The first level of each, the second of each ...
Points list(Design const& design, std::uint64_t) {
  Points points(design.factors.front().levels.size());
  for (auto const& factor : design.factors) {
    for (std::size_t p = 0; p < points.size(); ++p) points[p].push_back(factor.levels[p]);
  }
  return points;
}

/// Latin hypercube: each factor once in each of n equal parts of its range, at a random place within it
/// (McKay, Beckman & Conover 1979, Technometrics 21(2):239-245).
Points lhs(Design const& design, std::uint64_t seed) {
  Points points(design.n_point);
  auto const n = static_cast<double>(design.n_point);
  for (auto const& factor : design.factors) {
    auto const stratum = shuffled(points.size(), [&](std::size_t i) { return keyed(seed, i, "lhs.order", factor); });
    for (std::size_t p = 0; p < points.size(); ++p) {
      auto const u = (static_cast<double>(stratum[p]) + keyed(seed, p, "lhs.place", factor)) / n;
      points[p].push_back(value_at(factor, u));
    }
  }
  return points;
}

/// Sobol's sequence from its second point, the first with all coordinates 1/2 (direction numbers of Joe & Kuo 2008,
/// SIAM J. Sci. Comput. 30(5):2635-2654). More points go on where fewer stop.
Points sobol(Design const& design, std::uint64_t) {
  boost::random::sobol engine(design.factors.size());
  Points points(design.n_point);
  for (auto& point : points) {
    for (auto const& factor : design.factors) {
      point.push_back(value_at(factor, static_cast<double>(engine() >> 11) * 0x1p-53));
    }
  }
  return points;
}

/// Morris's trajectories: from a random point of the grid each factor moves once, by half the grid, in random order and
/// direction (Morris 1991, Technometrics 33(2):161-174).
Points morris(Design const& design, std::uint64_t seed) {
  Points points;
  auto const n_factor = design.factors.size();
  auto const half = design.n_grid / 2;
  for (std::size_t t = 0; t < design.n_trajectory; ++t) {
    std::vector<std::uint32_t> at(n_factor), to(n_factor);
    for (std::size_t f = 0; f < n_factor; ++f) {
      auto const& factor = design.factors[f];
      at[f] = std::min(half - 1, static_cast<std::uint32_t>(keyed(seed, t, "morris.base", factor) * half));
      to[f] = at[f] + half;
      if (keyed(seed, t, "morris.way", factor) < 0.5) std::swap(at[f], to[f]);
    }
    auto const add = [&] {
      auto& point = points.emplace_back();
      for (std::size_t f = 0; f < n_factor; ++f) {
        point.push_back(value_at(design.factors[f], static_cast<double>(at[f]) / (design.n_grid - 1)));
      }
    };
    add();
    for (auto const f :
         shuffled(n_factor, [&](std::size_t i) { return keyed(seed, t, "morris.order", design.factors[i]); })) {
      at[f] = to[f];
      add();
    }
  }
  return points;
}

}  // namespace

DesignFactor range_of(std::string path, loader::Quantity const& quantity) {
  DesignFactor factor;
  factor.path = std::move(path);
  factor.place = quantity.place;
  factor.low = quantity.low;
  factor.high = quantity.high;
  factor.logarithmic = quantity.distribution == loader::Distribution::loguniform;
  return factor;
}

double value_at(DesignFactor const& factor, double u) {
  if (!factor.levels.empty()) {
    auto const n = factor.levels.size();
    return factor.levels[std::min(n - 1, static_cast<std::size_t>(u * static_cast<double>(n)))];
  }
  if (u >= 1) return factor.high;
  if (!factor.logarithmic) return factor.low + u * (factor.high - factor.low);
  return u > 0 ? factor.low * kernel::exp(u * kernel::log(factor.high / factor.low)) : factor.low;
}

double share_at(DesignFactor const& factor, double value) {
  if (!factor.logarithmic) return (value - factor.low) / (factor.high - factor.low);
  return kernel::log(value / factor.low) / kernel::log(factor.high / factor.low);
}

std::vector<std::string> factor_paths(loader::Study const& study) {
  std::vector<std::string> paths;
  if (study.design) {
    for (auto const& factor : study.design->factors) paths.push_back(factor.path);
  }
  return paths;
}

std::vector<std::vector<double>> points(loader::Study const& study) {
  if (!study.design) return {{}};
  constexpr std::array makers{factorial, list, lhs, sobol, morris};  // in the order of DesignMethod
  return makers[static_cast<std::size_t>(study.design->method)](*study.design, study.seed);
}

}  // namespace wardmote::experiment
