#include "analysis/compare/who_gains.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
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
    // wards averaged over chance; those without a value left out
    std::vector<double> wards, people;
    std::vector<std::size_t> place(adults.size(), adults.size());
    for (std::size_t w = 0; w < adults.size(); ++w) {
      std::vector<double> values;
      for (auto const k : replications) {
        if (!parts[k].empty() && !std::isnan(parts[k][w])) values.push_back(parts[k][w]);
      }
      if (values.empty()) continue;
      place[w] = wards.size();
      wards.push_back(estimate::mean(values));
      people.push_back(adults[w]);
    }
    if (wards.empty()) continue;
    estimate::Spread const spread{wards, people};
    means.push_back(estimate::mean(spread));
    equivalents.push_back(estimate::equally_distributed_equivalent(spread, 1));
    wastes.push_back(estimate::atkinson(spread, 1));
    std::vector<double> squares;
    for (auto const ward : wards) squares.push_back((ward - means.back()) * (ward - means.back()));
    deviations.push_back(std::sqrt(estimate::mean({squares, people})));
    if (most_deprived_first.empty()) continue;
    std::vector<double> ordered, weights;
    for (auto const w : most_deprived_first) {
      if (place[w] == adults.size()) continue;
      ordered.push_back(wards[place[w]]);
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

/// What councillors meet in their wards, kept by ward alone.
constexpr std::array<std::string_view, 3> met_by_councillors{"handler_known", "news_early", "relation_councillor"};

bool is_wanted(results::Variable const& variable, results::Reader const& reader) {
  if (variable.dimensions.size() != 4 || variable.dimensions.back() != "ward") return false;
  auto const is_share = variable.units == "1" && variable.cell_methods == "time: point";
  return (is_share && reader.has(variable.name + "_by_group")) ||
         std::ranges::find(met_by_councillors, variable.name) != met_by_councillors.end();
}

/// A series in the last year, of the baseline and of a scenario.
class Both {
 public:
  /// `baseline` outlives this: all scenarios share it, since reading takes longest.
  Both(results::Reader const& reader, Runs const& runs, std::string const& series, std::size_t scenario,
       Parts const& baseline)
      : runs_(runs), scenario_(scenario), baseline_(baseline), level_(last_year(reader, runs, series, scenario)) {}
  [[nodiscard]] Parts const& baseline() const { return baseline_; }
  [[nodiscard]] Parts const& level() const { return level_; }

  /// Of what a function makes of a run's parts.
  template <class Value>
  [[nodiscard]] Pairs pairs(Value&& value) const {
    return pairs_of(runs_, scenario_, [&](auto s, auto k) { return value(s == 0 ? baseline_[k] : level_[k]); });
  }
  template <class Value>
  [[nodiscard]] WhoGains::Group group(std::string name, Value&& value) const {
    auto const found = pairs(value);
    return {std::move(name), range_of(world_means(found.baseline)).middle, range_of(world_means(found.scenario)).middle,
            range_of(world_means(found.difference))};
  }

 private:
  Runs const& runs_;
  std::size_t scenario_;
  Parts const& baseline_;
  Parts level_;
};

/// Groups of adults, and how far the one worst off as found stands from all.
void add_groups(WhoGains& found, Both const& by_group, std::vector<std::string> const& names) {
  auto worst = std::size_t{0};
  for (std::size_t g = 0; g < names.size(); ++g) {
    found.groups.push_back(by_group.group(names[g], [&](auto const& parts) { return parts[g]; }));
    if (found.groups[g].baseline < found.groups[worst].baseline) worst = g;
  }
  found.worst_off = names[worst];
  found.gap =
      range_of(world_means(by_group.pairs([&](auto const& parts) { return parts[0] - parts[worst]; }).difference));
}

/// Mean over the wards of a zone that have a value, by adults.
double zone_mean(std::vector<double> const& wards, std::vector<double> const& adults,
                 std::vector<std::string> const& zones, std::string const& zone) {
  double sum = 0, people = 0;
  for (std::size_t w = 0; w < wards.size(); ++w) {
    if (zones[w] != zone || std::isnan(wards[w])) continue;
    sum += adults[w] * wards[w];
    people += adults[w];
  }
  return people > 0 ? sum / people : nan;
}

}  // namespace

std::vector<Characteristic> protected_characteristics() {
  return {
      {"age", "represented", "four bands of adults; under 16s are not simulated"},
      {"disability", "by proxy",
       "a circumstance by age that raises need; no outcome is kept for it: ask the access panel"},
      {"gender reassignment", "not represented", "too few for any survey of the council; ask those concerned"},
      {"marriage and civil partnership", "by proxy", "couples share a household; nothing depends on their status"},
      {"pregnancy and maternity", "not represented", "meeting times and crèches are not modelled; ask parents' groups"},
      {"race", "represented", "three groups by ward, from the census; larger groups hide differences within"},
      {"religion or belief", "not represented", "ask faith forums; the census has it by ward"},
      {"sex", "not represented", "the residents' survey has it; no lever here is known to differ by it"},
      {"sexual orientation", "not represented", "the census of 2021 has it by ward; ask those concerned"},
      {"socio-economic duty (not a protected characteristic)", "by proxy",
       "deprivation of the ward, not of the person"},
      {"being online (not a protected characteristic)", "represented", "by age and ward"},
  };
}

std::optional<double> new_councillors(nlohmann::json const& study) {
  auto const council = study.value("council", nlohmann::json{});
  if (!council.is_object() || !council.contains("n_newcomer")) return std::nullopt;
  return council["n_newcomer"].get<double>();
}

std::vector<std::vector<WhoGains>> who_gains(results::Reader const& reader, Runs const& runs,
                                             nlohmann::json const& study) {
  std::vector<std::vector<WhoGains>> all(reader.size("scenario") - 1);
  if (!reader.has("ward_adults")) return all;
  auto const adults = reader.numbers("ward_adults").values;
  auto const order = by_deprivation(study, adults.size());
  auto const wards = reader.dimension("ward").labels();
  auto const ward_zone = reader.strings("ward_zone").values;
  std::vector<std::string> zones;
  for (auto const& zone : ward_zone) {
    if (std::ranges::find(zones, zone) == zones.end()) zones.push_back(zone);
  }
  for (auto const& variable : reader.layout().variables) {
    if (!is_wanted(variable, reader)) continue;
    auto const grouped = variable.name + "_by_group";
    auto const has_groups = reader.has(grouped);
    auto const names = has_groups ? reader.dimension("group").labels() : std::vector<std::string>{};
    auto const as_found = last_year(reader, runs, variable.name, 0);
    auto const groups_as_found = has_groups ? last_year(reader, runs, grouped, 0) : Parts{};
    auto const served = variable.name + "_by_tenure";
    auto const has_tenures = reader.has(served);
    auto const tenures_as_found = has_tenures ? last_year(reader, runs, served, 0) : Parts{};
    for (std::size_t s = 1; s <= all.size(); ++s) {
      WhoGains found;
      found.series = variable.name;
      found.title = variable.long_name;
      Both const by_ward(reader, runs, variable.name, s, as_found);
      found.baseline = evenness(runs, by_ward.baseline(), adults, order);
      found.level = evenness(runs, by_ward.level(), adults, order);
      for (std::size_t w = 0; w < wards.size(); ++w) {
        found.wards.push_back(by_ward.group(wards[w], [&](auto const& parts) { return parts[w]; }));
      }
      for (auto const& zone : zones) {
        found.zones.push_back(
            by_ward.group(zone, [&](auto const& parts) { return zone_mean(parts, adults, ward_zone, zone); }));
      }
      if (has_groups) add_groups(found, Both(reader, runs, grouped, s, groups_as_found), names);
      if (has_tenures) {
        Both const by_tenure(reader, runs, served, s, tenures_as_found);
        auto const tenures = reader.dimension("tenure").labels();
        for (std::size_t t = 0; t < tenures.size(); ++t)
          found.tenures.push_back(by_tenure.group(tenures[t], [&](auto const& parts) { return parts[t]; }));
      }
      all[s - 1].push_back(std::move(found));
    }
  }
  // what adults have comes first
  for (auto& measures : all)
    std::ranges::stable_partition(measures, [](WhoGains const& one) { return !one.groups.empty(); });
  return all;
}

}  // namespace wardmote::compare
