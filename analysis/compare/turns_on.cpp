#include "analysis/compare/turns_on.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "analysis/estimate/summary.hpp"

namespace wardmote::compare {

namespace {

using nlohmann::json;

bool uses_lever(json const& study, std::string const& scenario, std::string_view rest) {
  // looked up in place: a study's scenarios are long to copy, and this is asked of every number
  static json const none = json::array();
  auto const list = [](json const& object, char const* key) -> json const& {
    auto const found = object.find(key);
    return found == object.end() ? none : *found;
  };
  for (auto const& one : list(study, "scenarios")) {
    if (one.value("id", "") != scenario) continue;
    return std::ranges::any_of(list(one, "levers"),
                               [&](json const& lever) { return rest.starts_with(lever.value("id", "") + "."); });
  }
  return false;
}

/// Whether a scenario's runs depend on that number: parameters always, a lever's number where the scenario uses the
/// lever and has no number of its own for it.
bool uses(json const& study, std::vector<std::string> const& names, std::string const& scenario,
          std::string const& name) {
  constexpr std::string_view of_lever = "levers.", of_scenario = "scenarios.";
  if (name.starts_with(of_scenario)) return name.starts_with(fmt::format("{}{}.", of_scenario, scenario));
  if (!name.starts_with(of_lever)) return true;
  return uses_lever(study, scenario, std::string_view(name).substr(of_lever.size())) &&
         std::ranges::find(names, fmt::format("{}{}.{}", of_scenario, scenario, name)) == names.end();
}

/// The value that best parts the worlds in which the gain matters from the others.
void find_turn(TurnsOn& turns, std::vector<double> const& x, std::vector<double> const& gains, double matters) {
  std::vector<std::size_t> order(x.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return x[i]; });
  std::size_t n_better = 0;
  for (auto const gain : gains) n_better += gain > matters;
  std::size_t n_below = 0, most_right = 0;
  for (std::size_t i = 0; i + 1 < order.size(); ++i) {
    n_below += gains[order[i]] > matters;
    if (x[order[i]] == x[order[i + 1]]) continue;
    // worlds told right if it is better on one side alone
    auto const below = i + 1, above = order.size() - below;
    auto const rising = (below - n_below) + (n_better - n_below), falling = n_below + (above - (n_better - n_below));
    if (std::max(rising, falling) <= most_right) continue;
    most_right = std::max(rising, falling);
    turns.turns_at = 0.5 * (x[order[i]] + x[order[i + 1]]);
    turns.n_below = below;
    turns.n_better_below = n_below;
    turns.n_above = above;
    turns.n_better_above = n_better - n_below;
  }
}

/// A number over the worlds with a gain, and how it goes with it.
struct Told {
  std::size_t parameter = 0;
  std::vector<double> values;
  std::size_t n_distinct = 0;
  estimate::RankCorrelation correlation;
};

/// Of those used that vary, the most telling first.
std::vector<Told> by_telling(std::vector<std::size_t> const& worlds, std::vector<double> const& gains,
                             Assumptions const& assumptions, std::vector<bool> const& used) {
  std::vector<Told> all;
  for (std::size_t p = 0; p < assumptions.names.size(); ++p) {
    if (!used[p]) continue;
    Told one{p, {}, 0, {}};
    for (auto const w : worlds) one.values.push_back(assumptions.values(w, p));
    if (std::ranges::any_of(one.values, [](double x) { return std::isnan(x); })) continue;
    one.n_distinct = std::set<double>(one.values.begin(), one.values.end()).size();
    if (one.n_distinct < 2) continue;
    one.correlation = estimate::rank_correlation(one.values, gains);
    all.push_back(std::move(one));
  }
  std::ranges::stable_sort(all, std::greater<>{}, [](Told const& one) { return std::abs(one.correlation.rho); });
  return all;
}

bool is_choice(Told const& told) {
  constexpr std::size_t most_choices = 4;
  return std::ranges::all_of(told.values, [](double x) { return x == std::floor(x); }) &&
         told.n_distinct <= most_choices && told.values.size() > 2 * told.n_distinct;
}

}  // namespace

std::vector<bool> used_by(json const& study, std::vector<std::string> const& names, std::string const& scenario,
                          std::string const& baseline) {
  std::vector<bool> used;
  for (auto const& name : names) {
    used.push_back(uses(study, names, scenario, name) || uses(study, names, baseline, name));
  }
  return used;
}

Dependence dependence(std::vector<double> const& gains, double matters, Assumptions const& assumptions,
                      std::vector<bool> const& used) {
  std::vector<std::size_t> worlds;
  std::vector<double> found_gains;
  std::vector<bool> better;
  for (std::size_t w = 0; w < gains.size(); ++w) {
    if (std::isnan(gains[w])) continue;
    worlds.push_back(w);
    found_gains.push_back(gains[w]);
    better.push_back(gains[w] > matters);
  }
  auto const told = by_telling(worlds, found_gains, assumptions, used);
  Dependence found;
  if (told.empty() || told.front().correlation.rho == 0) return found;

  // the one that tells most
  auto const& first = told.front();
  auto const n_told = static_cast<double>(told.size());
  found.turns_on = TurnsOn{assumptions.names[first.parameter], first.correlation.rho,
                           first.correlation.p_value * n_told < 0.05, is_choice(first)};
  find_turn(*found.turns_on, first.values, found_gains, matters);

  // several together, of the few that tell most
  constexpr std::size_t n_together = 6;
  std::vector<std::string> names;
  std::vector<std::vector<double>> columns;
  for (std::size_t i = 0; i < std::min(n_together, told.size()); ++i) {
    names.push_back(assumptions.names[told[i].parameter]);
    columns.push_back(told[i].values);
  }
  found.better_where = conditions(names, columns, better, 0.05 / n_told);
  return found;
}

}  // namespace wardmote::compare
