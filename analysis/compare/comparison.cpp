#include "analysis/compare/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analysis/estimate/summary.hpp"

namespace wardmote::compare {

namespace {

using nlohmann::json;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Which replications belong to which world, and which runs can be used.
struct Runs {
  std::vector<std::vector<std::size_t>> of_world;  ///< [n_world] replications
  results::Array<double> status;                   ///< [n_scenario x n_replication], 0 done
  [[nodiscard]] bool done(std::size_t scenario, std::size_t replication) const {
    return status(scenario, replication) == 0;
  }
};

Runs read_runs(results::Reader const& reader) {
  if (reader.layout().dimension("point") != nullptr) {
    throw results::ResultsError(fmt::format(
        "{}: holds a sweep of {} points; verdicts are about one study (docs/results.md shows how to read it)",
        reader.path().string(), reader.size("point")));
  }
  Runs runs{{}, reader.numbers("run_status")};
  auto const world = reader.numbers("replication_world");
  for (std::size_t k = 0; k < world.values.size(); ++k) {
    auto const w = static_cast<std::size_t>(world.values[k]);
    if (!(world.values[k] >= 0) || w >= reader.size("world")) {
      throw results::ResultsError(fmt::format("{}: replication {} belongs to no world", reader.path().string(), k));
    }
    if (runs.of_world.size() <= w) runs.of_world.resize(w + 1);
    runs.of_world[w].push_back(k);
  }
  return runs;
}

/// Paired values of one number: scenario and baseline, where both runs are complete.
struct Pairs {
  std::vector<std::vector<double>> scenario, baseline, difference;  ///< [n_world][pairs]
};

template <class Value>
Pairs pairs_of(Runs const& runs, std::size_t scenario, Value&& value) {
  Pairs pairs;
  for (auto const& replications : runs.of_world) {
    pairs.scenario.emplace_back();
    pairs.baseline.emplace_back();
    pairs.difference.emplace_back();
    for (auto const k : replications) {
      if (!runs.done(scenario, k) || !runs.done(0, k)) continue;
      double const with = value(scenario, k), without = value(std::size_t{0}, k);
      if (!std::isfinite(with) || !std::isfinite(without)) continue;
      pairs.scenario.back().push_back(with);
      pairs.baseline.back().push_back(without);
      pairs.difference.back().push_back(with - without);
    }
  }
  return pairs;
}

std::vector<double> world_means(std::vector<std::vector<double>> const& by_world) {
  std::vector<double> means;
  for (auto const& values : by_world) means.push_back(estimate::mean(values));
  return means;
}

Range range_of(std::vector<double> values) {
  std::erase_if(values, [](double x) { return std::isnan(x); });
  return {estimate::quantile(values, 0.5), estimate::quantile(values, 0.05), estimate::quantile(values, 0.95)};
}

/// The parameter with the strongest rank correlation over worlds; ties go to the one described first.
std::optional<TurnsOn> most_telling(std::vector<double> const& gains, results::Array<double> const& parameters,
                                    std::vector<std::string> const& names) {
  std::vector<std::size_t> worlds;
  for (std::size_t w = 0; w < gains.size(); ++w) {
    if (!std::isnan(gains[w])) worlds.push_back(w);
  }
  std::vector<double> y;
  for (auto const w : worlds) y.push_back(gains[w]);

  std::optional<TurnsOn> best;
  auto n_varied = std::size_t{0};
  auto p_value = 1.0;
  for (std::size_t j = 0; j < names.size(); ++j) {
    std::vector<double> x;
    for (auto const w : worlds) x.push_back(parameters(w, j));
    if (std::ranges::any_of(x, [](double v) { return std::isnan(v); })) continue;
    std::set<double> const distinct(x.begin(), x.end());
    if (distinct.size() < 2) continue;
    ++n_varied;
    auto const found = estimate::rank_correlation(x, y);
    if (best && std::abs(found.rho) <= std::abs(best->rank_correlation)) continue;
    if (found.rho == 0) continue;
    constexpr std::size_t most_choices = 4;
    auto const choices = std::ranges::all_of(distinct, [](double v) { return v == std::floor(v); });
    best = TurnsOn{names[j], found.rho, false,
                   choices && distinct.size() <= most_choices && worlds.size() > 2 * distinct.size()};
    p_value = found.p_value;
  }
  if (best) best->stands_out = p_value * static_cast<double>(n_varied) < 0.05;
  return best;
}

Contrast contrast_of(Pairs const& pairs, Outcome const& outcome, Rules const& rules,
                     results::Array<double> const& parameters, std::vector<std::string> const& parameter_names) {
  Contrast found;
  found.difference = world_means(pairs.difference);
  found.range = range_of(found.difference);
  found.baseline = range_of(world_means(pairs.baseline));
  found.level = range_of(world_means(pairs.scenario));
  found.components = estimate::components(pairs.difference);
  auto any = false, all_zero = true;
  for (auto const& world : pairs.difference) {
    for (auto const d : world) {
      any = true;
      all_zero &= d == 0;
    }
  }
  found.identical = any && all_zero;

  // what pairing is worth: variance of a difference of unrelated runs over that of paired ones
  auto const unpaired = estimate::components(pairs.scenario).within + estimate::components(pairs.baseline).within;
  if (found.components.within > 0) found.pairing = unpaired / found.components.within;

  // the verdict, on gains
  auto const sign = outcome.higher_is_better ? 1.0 : -1.0;
  std::vector<double> gains, errors;
  for (std::size_t w = 0; w < found.difference.size(); ++w) {
    gains.push_back(sign * found.difference[w]);
    errors.push_back(std::sqrt(found.components.within / static_cast<double>(pairs.difference[w].size())));
  }
  found.chance_error = estimate::mean(errors);
  found.judgement = judge(gains, errors, outcome.matters, outcome.guard, rules);
  if (found.judgement.verdict == Verdict::cannot_tell) {
    found.turns_on = most_telling(gains, parameters, parameter_names);
    auto const structural = found.turns_on && found.turns_on->is_switch && found.turns_on->stands_out;
    if (found.judgement.doubt == Doubt::knowledge && structural) found.judgement.doubt = Doubt::structure;
  }
  return found;
}

/// Sum over years of a (budget_line, year) block, by line.
std::vector<double> by_line(std::vector<double> const& block, std::size_t n_line) {
  std::vector<double> sums(n_line, 0);
  auto const n_year = block.size() / n_line;
  for (std::size_t i = 0; i < block.size(); ++i) sums[i / n_year] += block[i];
  return sums;
}

Costs costs_of(results::Reader const& reader, Runs const& runs, std::size_t scenario, double years) {
  auto const lines = reader.dimension("budget_line").labels();
  Costs costs;
  for (auto const& line : lines) costs.lines.push_back({line});
  auto const one = [&](char const* variable, Range& total, double Costs::Line::*of_line) {
    // each run read once: scenario and baseline side by side
    std::map<std::pair<std::size_t, std::size_t>, std::vector<double>> block;
    for (auto const s : {std::size_t{0}, scenario}) {
      for (std::size_t k = 0; k < reader.size("replication"); ++k) {
        if (runs.done(s, k)) block[{s, k}] = by_line(reader.numbers(variable, {s, k}).values, lines.size());
      }
    }
    auto const all = pairs_of(runs, scenario, [&](std::size_t s, std::size_t k) {
      double sum = 0;
      for (auto const x : block.at({s, k})) sum += x;
      return sum / years;
    });
    total = range_of(world_means(all.difference));
    for (std::size_t l = 0; l < lines.size(); ++l) {
      auto const pairs = pairs_of(runs, scenario, [&](std::size_t s, std::size_t k) {
        return block.at({s, k})[l] / years;
      });
      costs.lines[l].*of_line = estimate::components(pairs.difference).mean;
    }
  };
  one("officer_hours", costs.officer_hours, &Costs::Line::officer_hours);
  one("councillor_hours", costs.councillor_hours, &Costs::Line::councillor_hours);
  one("cost", costs.pounds, &Costs::Line::pounds);
  return costs;
}

json study_of(results::Reader const& reader) {
  auto study = json::parse(reader.layout().attribute("study"), nullptr, false);
  if (!study.is_object() || !study.contains("outcomes") || !study["outcomes"].is_array()) {
    throw results::ResultsError(reader.path().string() +
                                ": does not say which study it belongs to (attribute `study`)");
  }
  return study;
}

std::vector<Outcome> outcomes_of(json const& study, results::Reader const& reader) {
  auto const ids = reader.dimension("outcome").labels();
  std::vector<Outcome> outcomes;
  for (auto const& one : study["outcomes"]) {
    Outcome outcome{one.at("id"),
                    one.at("title"),
                    one.at("unit"),
                    one.at("better") == "higher",
                    one.at("matters"),
                    one.value("guard", false),
                    0};
    auto const found = std::ranges::find(ids, outcome.id);
    if (found == ids.end()) {
      throw results::ResultsError(
          fmt::format("{}: outcome {} of the study was not recorded", reader.path().string(), outcome.id));
    }
    outcome.index = static_cast<std::size_t>(found - ids.begin());
    outcomes.push_back(std::move(outcome));
  }
  return outcomes;
}

}  // namespace

Comparison compare(results::Reader const& reader) try {
  Comparison found;
  found.study = study_of(reader);
  found.outcomes = outcomes_of(found.study, reader);
  found.title = found.study.value("title", "");
  found.question = found.study.value("question", "");
  found.start = found.study.value("start", "");
  found.mode = found.study.value("mode", "");
  found.years = found.study.value("years", static_cast<double>(reader.size("year")));
  auto const council = found.study.value("council", json{});
  found.council = council.is_object()   ? council.value("name", "")
                  : council.is_string() ? council.get<std::string>()
                                        : "";
  for (auto const& attribute : reader.layout().attributes) {
    if (attribute.first != "study") found.attributes.push_back(attribute);
  }

  // runs and worlds
  auto const runs = read_runs(reader);
  auto const ids = reader.dimension("scenario").labels();
  auto const titles = reader.strings("scenario_title").values;
  auto const purposes = reader.strings("scenario_purpose").values;
  for (std::size_t s = 0; s < ids.size(); ++s) {
    std::size_t n_failed = 0;
    for (std::size_t k = 0; k < reader.size("replication"); ++k) n_failed += !runs.done(s, k);
    found.scenarios.push_back({ids[s], titles[s], purposes[s], n_failed});
  }
  found.n_world = runs.of_world.size();
  for (auto const& world : runs.of_world) found.n_replication = std::max(found.n_replication, world.size());
  found.rules.n_family = std::max<std::size_t>(1, (ids.size() - 1) * found.outcomes.size());

  // contrasts and costs
  auto const outcomes = reader.numbers("outcomes");
  auto const parameters = reader.numbers("parameters");
  auto const parameter_names = reader.dimension("parameter").labels();
  for (std::size_t s = 1; s < ids.size(); ++s) {
    found.contrasts.emplace_back();
    for (auto const& outcome : found.outcomes) {
      auto const pairs =
          pairs_of(runs, s, [&](std::size_t scenario, std::size_t k) { return outcomes(scenario, k, outcome.index); });
      found.contrasts.back().push_back(contrast_of(pairs, outcome, found.rules, parameters, parameter_names));
    }
    found.costs.push_back(costs_of(reader, runs, s, found.years));
  }
  return found;
} catch (json::exception const& error) {
  throw results::ResultsError(
      fmt::format("{}: its study cannot be understood: {}", reader.path().string(), error.what()));
}

// ---- as JSON ----

namespace {

/// Numbers that are none become null.
json number(double x) { return std::isfinite(x) ? json(x) : json(nullptr); }

json to_json(Range const& range) {
  return {{"middle", number(range.middle)}, {"low", number(range.low)}, {"high", number(range.high)}};
}

json to_json(Agreement const& agreement) {
  return {{"worlds", agreement.n}, {"share_low", agreement.share.low}, {"share_high", agreement.share.high}};
}

json to_json(Contrast const& contrast, Outcome const& outcome) {
  auto const& judgement = contrast.judgement;
  json one{{"outcome", outcome.id},
           {"verdict", words(judgement.verdict)},
           {"why", judgement.doubt == Doubt::none ? json(nullptr) : json(words(judgement.doubt))},
           {"worlds", judgement.n_world},
           {"agree",
            {{"better", to_json(judgement.better)},
             {"worse", to_json(judgement.worse)},
             {"within", to_json(judgement.within)},
             {"not_worse", to_json(judgement.not_worse)}}},
           {"difference", to_json(contrast.range)},
           {"difference_by_world", json::array()},
           {"baseline", to_json(contrast.baseline)},
           {"level", to_json(contrast.level)},
           {"mean", number(contrast.components.mean)},
           {"mean_standard_error", number(contrast.components.error)},
           {"variance_chance", number(contrast.components.within)},
           {"variance_worlds", number(contrast.components.between)},
           {"chance_share", number(contrast.components.chance_share())},
           {"pairing_gain", contrast.pairing ? number(*contrast.pairing) : json(nullptr)},
           {"identical_to_baseline", contrast.identical},
           {"turns_on", nullptr}};
  for (auto const d : contrast.difference) one["difference_by_world"].push_back(number(d));
  if (contrast.turns_on) {
    one["turns_on"] = {{"parameter", contrast.turns_on->parameter},
                       {"rank_correlation", contrast.turns_on->rank_correlation},
                       {"stands_out", contrast.turns_on->stands_out},
                       {"is_switch", contrast.turns_on->is_switch}};
  }
  return one;
}

}  // namespace

json to_json(Comparison const& comparison) {
  json all{{"what_this_is", "A what-if, not a forecast. It works out what follows if its assumptions hold."},
           {"title", comparison.title},
           {"question", comparison.question},
           {"council", comparison.council},
           {"start", comparison.start},
           {"years", comparison.years},
           {"mode", comparison.mode},
           {"worlds", comparison.n_world},
           {"replications", comparison.n_replication},
           {"rules",
            {{"share_of_worlds", comparison.rules.share},
             {"alpha", comparison.rules.alpha},
             {"judged_together", comparison.rules.n_family}}},
           {"baseline", comparison.scenarios.front().id},
           {"outcomes", json::array()},
           {"scenarios", json::array()}};
  for (auto const& [key, text] : comparison.attributes) all["file"][key] = text;
  for (auto const& outcome : comparison.outcomes) {
    all["outcomes"].push_back({{"id", outcome.id},
                               {"title", outcome.title},
                               {"unit", outcome.unit},
                               {"better", outcome.higher_is_better ? "higher" : "lower"},
                               {"matters", outcome.matters},
                               {"guard", outcome.guard}});
  }
  for (std::size_t s = 0; s < comparison.scenarios.size(); ++s) {
    auto const& scenario = comparison.scenarios[s];
    json one{{"id", scenario.id},
             {"title", scenario.title},
             {"purpose", scenario.purpose},
             {"failed_runs", scenario.n_failed}};
    if (s > 0) {
      for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
        one["outcomes"].push_back(to_json(comparison.contrasts[s - 1][j], comparison.outcomes[j]));
      }
      auto const& costs = comparison.costs[s - 1];
      one["per_year"] = {{"officer_hours", to_json(costs.officer_hours)},
                         {"councillor_hours", to_json(costs.councillor_hours)},
                         {"pounds", to_json(costs.pounds)},
                         {"lines", json::array()}};
      for (auto const& line : costs.lines) {
        one["per_year"]["lines"].push_back({{"line", line.name},
                                            {"officer_hours", number(line.officer_hours)},
                                            {"councillor_hours", number(line.councillor_hours)},
                                            {"pounds", number(line.pounds)}});
      }
    }
    all["scenarios"].push_back(std::move(one));
  }
  return all;
}

}  // namespace wardmote::compare
