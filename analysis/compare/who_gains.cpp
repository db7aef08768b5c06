#include "analysis/compare/who_gains.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "analysis/estimate/inequality.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::compare {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Means over the last year of a series, by part: [n_replication][n_part], of one scenario.
using Parts = std::vector<std::vector<double>>;

Parts last_year(results::Reader const& reader, Runs const& runs, std::string const& series, std::size_t scenario) {
  auto const& time = reader.dimension("time");
  auto const* instants = std::get_if<std::vector<std::int64_t>>(&time.values);
  auto const year = std::int64_t{366} * 86'400;
  Parts parts(reader.size("replication"));
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (!runs.done(scenario, k)) continue;
    auto const block = reader.numbers(series, {scenario, k});
    auto const n_time = block.shape[0], n_part = block.shape[1];
    std::vector<double> sums(n_part, 0), counts(n_part, 0);
    for (std::size_t t = 0; t < n_time; ++t) {
      if (instants && (*instants)[t] <= instants->back() - year) continue;
      for (std::size_t p = 0; p < n_part; ++p) {
        if (std::isnan(block(t, p))) continue;
        sums[p] += block(t, p);
        ++counts[p];
      }
    }
    for (std::size_t p = 0; p < n_part; ++p) parts[k].push_back(counts[p] > 0 ? sums[p] / counts[p] : nan);
  }
  return parts;
}

Evenness evenness(Runs const& runs, Parts const& parts, std::vector<double> const& adults,
                  std::vector<std::size_t> const& most_deprived_first) {
  std::vector<double> means, equivalents, wastes, concentrations, deviations;
  for (auto const& replications : runs.of_world) {
    // wards averaged over chance
    std::vector<double> wards(adults.size(), 0);
    std::size_t n = 0;
    for (auto const k : replications) {
      if (parts[k].empty()) continue;
      ++n;
      for (std::size_t w = 0; w < wards.size(); ++w) wards[w] += parts[k][w];
    }
    if (n == 0) continue;
    for (auto& ward : wards) ward /= static_cast<double>(n);
    estimate::Spread const spread{wards, adults};
    means.push_back(estimate::mean(spread));
    equivalents.push_back(estimate::equally_distributed_equivalent(spread, 1));
    wastes.push_back(estimate::atkinson(spread, 1));
    std::vector<double> squares;
    for (auto const ward : wards) squares.push_back((ward - means.back()) * (ward - means.back()));
    deviations.push_back(std::sqrt(estimate::mean({squares, adults})));
    if (most_deprived_first.empty()) continue;
    std::vector<double> ordered, weights;
    for (auto const w : most_deprived_first) {
      ordered.push_back(wards[w]);
      weights.push_back(adults[w]);
    }
    concentrations.push_back(estimate::concentration_index({ordered, weights}));
  }
  auto const middle = [](std::vector<double> const& all) { return range_of(all).middle; };
  return {middle(means), middle(equivalents), middle(wastes), middle(concentrations), middle(deviations)};
}

/// Wards by falling deprivation, where the study tells it.
std::vector<std::size_t> by_deprivation(nlohmann::json const& study, std::size_t n_ward) {
  auto const council = study.value("council", nlohmann::json());
  if (!council.is_object() || !council.contains("wards") || council["wards"].size() != n_ward) return {};
  std::vector<double> deprivation;
  for (auto const& ward : council["wards"]) deprivation.push_back(ward.value("deprivation", nan));
  if (std::ranges::any_of(deprivation, [](double x) { return std::isnan(x); })) return {};
  std::vector<std::size_t> order(n_ward);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return deprivation[a] > deprivation[b]; });
  return order;
}

}  // namespace

std::vector<Characteristic> protected_characteristics() {
  return {
      {"age", "represented", "four bands of adults; under 16s are not simulated"},
      {"disability", "not represented", "ask the access panel; survey question by the Equality Act's definition"},
      {"gender reassignment", "not represented", "too few for any survey of the council; ask those concerned"},
      {"marriage and civil partnership", "by proxy", "couples share a household; nothing depends on their status"},
      {"pregnancy and maternity", "not represented", "meeting times and crèches are not modelled; ask parents' groups"},
      {"race", "represented", "three groups by ward, from the census; larger groups hide differences within"},
      {"religion or belief", "not represented", "ask faith forums; the census has it by ward"},
      {"sex", "not represented", "the residents' survey has it; no lever here is known to differ by it"},
      {"sexual orientation", "not represented", "the census of 2021 has it by ward; ask those concerned"},
      {"socio-economic duty (not a protected characteristic)", "by proxy",
       "deprivation of the ward, not of the person"},
  };
}

std::vector<WhoGains> who_gains(results::Reader const& reader, Runs const& runs, std::size_t scenario,
                                nlohmann::json const& study) {
  std::vector<WhoGains> all;
  if (!reader.has("ward_adults")) return all;
  auto const adults = reader.numbers("ward_adults").values;
  auto const order = by_deprivation(study, adults.size());
  for (auto const& variable : reader.layout().variables) {
    auto const by_group = variable.name + "_by_group";
    auto const is_share = variable.units == "1" && variable.cell_methods == "time: point";
    if (!is_share || variable.dimensions.size() != 4 || variable.dimensions.back() != "ward" || !reader.has(by_group)) {
      continue;
    }
    WhoGains found{variable.name, variable.long_name, {}, {}, {}, {}, {}};
    found.baseline = evenness(runs, last_year(reader, runs, variable.name, 0), adults, order);
    found.level = evenness(runs, last_year(reader, runs, variable.name, scenario), adults, order);

    // groups
    std::map<std::size_t, Parts> parts{{0, last_year(reader, runs, by_group, 0)},
                                       {scenario, last_year(reader, runs, by_group, scenario)}};
    auto const names = reader.dimension("group").labels();
    auto worst = std::size_t{0};
    for (std::size_t g = 0; g < names.size(); ++g) {
      auto const pairs = pairs_of(runs, scenario, [&](auto s, auto k) { return parts.at(s)[k][g]; });
      found.groups.push_back({names[g], range_of(world_means(pairs.baseline)).middle,
                              range_of(world_means(pairs.scenario)).middle, range_of(world_means(pairs.difference))});
      if (found.groups[g].baseline < found.groups[worst].baseline) worst = g;
    }
    if (!found.groups.empty()) {
      found.worst_off = names[worst];
      auto const pairs =
          pairs_of(runs, scenario, [&](auto s, auto k) { return parts.at(s)[k][0] - parts.at(s)[k][worst]; });
      found.gap = range_of(world_means(pairs.difference));
    }
    all.push_back(std::move(found));
  }
  return all;
}

}  // namespace wardmote::compare
