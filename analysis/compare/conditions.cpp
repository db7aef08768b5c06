#include "analysis/compare/conditions.hpp"

#include <algorithm>

#include "analysis/sensitivity/prim.hpp"

namespace wardmote::compare {

std::optional<Conditions> conditions(std::vector<std::string> const& names,
                                     std::vector<std::vector<double>> const& columns, std::vector<bool> const& better,
                                     double alpha) {
  Conditions found;
  found.n_better = static_cast<std::size_t>(std::ranges::count(better, true));
  if (names.empty() || found.n_better == 0 || found.n_better == better.size()) return std::nullopt;
  std::vector<std::vector<double>> points(better.size());
  for (std::size_t w = 0; w < points.size(); ++w) {
    for (auto const& column : columns) points[w].push_back(column[w]);
  }
  auto const box = sensitivity::prim(points, better, {.alpha = alpha});
  if (box.limits.empty()) return std::nullopt;
  for (auto const& limit : box.limits) found.limits.push_back({names[limit.factor], limit.low, limit.high});
  found.n_inside = box.n_inside;
  found.n_better_in = box.n_case;
  return found;
}

}  // namespace wardmote::compare
