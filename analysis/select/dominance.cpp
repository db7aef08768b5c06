#include "analysis/select/dominance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace wardmote::select {

std::string_view words(Standing::Kind kind) {
  switch (kind) {
    case Standing::Kind::dominated:
      return "dominated: another gains as much for less";
    case Standing::Kind::extended:
      return "dominated by a mixture of two others";
    case Standing::Kind::frontier:
      break;
  }
  return "on the frontier";
}

std::vector<Standing> frontier(std::span<Priced const> options) {
  std::vector<Standing> found(options.size());
  std::vector<std::size_t> order(options.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return options[a].cost != options[b].cost ? options[a].cost < options[b].cost : options[a].gain > options[b].gain;
  });

  // cheapest first: each must gain more than all before it, at a price that only rises
  auto const price = [&](std::size_t from, std::size_t to) {
    return (options[to].cost - options[from].cost) / (options[to].gain - options[from].gain);
  };
  std::vector<std::size_t> edge;
  std::size_t most = order.empty() ? 0 : order.front();
  for (auto const i : order) {
    if (!edge.empty() && options[i].gain <= options[most].gain) {
      found[i] = {Standing::Kind::dominated, most, 0};
      continue;
    }
    while (edge.size() > 1 && price(edge[edge.size() - 2], edge.back()) >= price(edge.back(), i)) {
      found[edge.back()] = {Standing::Kind::extended, i, 0};
      edge.pop_back();
    }
    edge.push_back(i);
    most = i;
  }
  for (std::size_t e = 0; e < edge.size(); ++e) {
    found[edge[e]].cost_per_gain = e > 0 ? price(edge[e - 1], edge[e]) : std::numeric_limits<double>::quiet_NaN();
  }
  return found;
}

std::vector<std::size_t> edge(std::span<Standing const> standings) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < standings.size(); ++i) {
    if (standings[i].kind == Standing::Kind::frontier) found.push_back(i);
  }
  auto const price = [&](std::size_t i) {
    auto const x = standings[i].cost_per_gain;
    return std::isnan(x) ? -HUGE_VAL : x;
  };
  std::ranges::stable_sort(found, {}, price);
  return found;
}

}  // namespace wardmote::select
