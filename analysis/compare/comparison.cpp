#include "analysis/compare/comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include <fmt/format.h>

#include "analysis/estimate/summary.hpp"
#include "analysis/select/pilot.hpp"

namespace wardmote::compare {

namespace {

using nlohmann::json;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

Contrast contrast_of(Pairs const& pairs, Outcome const& outcome, Rules const& rules, Assumptions const& assumptions,
                     std::vector<bool> const& used, Ceiling const& reach) {
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
  auto const scenario = estimate::components(pairs.scenario).within,
             baseline = estimate::components(pairs.baseline).within, paired = found.components.within;
  if (paired > 0) {
    found.pairing = (scenario + baseline) / paired;
    if (scenario > 0 && baseline > 0)
      found.common = 0.5 * (scenario + baseline - paired) / std::sqrt(scenario * baseline);
  }

  // the verdict, on gains
  auto const sign = outcome.higher_is_better ? 1.0 : -1.0;
  std::vector<double> gains, errors;
  for (std::size_t w = 0; w < found.difference.size(); ++w) {
    gains.push_back(sign * found.difference[w]);
    errors.push_back(std::sqrt(found.components.within / static_cast<double>(pairs.difference[w].size())));
  }
  found.chance_error = estimate::mean(errors);
  found.judgement = judge(gains, errors, outcome.matters, outcome.guard, rules);
  auto const limit = outcome.higher_is_better ? outcome.unit == "1" ? 1.0 : HUGE_VAL : 0.0;
  found.ceiling = ceiling(reach, found.baseline.middle, limit, sign * found.range.middle);
  if (found.judgement.verdict == Verdict::cannot_tell) {
    auto hangs_on = dependence(gains, outcome.matters, assumptions, used);
    found.turns_on = std::move(hangs_on.turns_on);
    found.better_where = std::move(hangs_on.better_where);
    auto const structural = found.turns_on && found.turns_on->is_switch && found.turns_on->stands_out;
    if (found.judgement.doubt == Doubt::knowledge && structural) found.judgement.doubt = Doubt::structure;
  }
  return found;
}

/// What each scenario gains in each world, in multiples of what matters; the baseline 0.
FindOut find_out(Comparison const& comparison, std::size_t outcome, Assumptions const& assumptions) {
  auto const& headline = comparison.outcomes[outcome];
  auto const sign = headline.higher_is_better ? 1.0 : -1.0;
  std::vector<std::vector<double>> worth(comparison.n_world, {0.0});
  for (auto const& of_scenario : comparison.contrasts) {
    for (std::size_t w = 0; w < worth.size(); ++w)
      worth[w].push_back(sign * of_scenario[outcome].difference[w] / headline.matters);
  }
  std::vector<std::vector<double>> columns;
  for (std::size_t p = 0; p < assumptions.names.size(); ++p) {
    columns.emplace_back();
    for (std::size_t w = 0; w < worth.size(); ++w) columns.back().push_back(assumptions.values(w, p));
  }
  auto const ranked = select::find_out_first(worth, columns);
  FindOut found{select::evpi(worth), ranked.luck, {}, select::regrets(worth)};
  constexpr std::size_t most = 3;
  for (auto const& one : ranked.by_value) {
    if (one.value <= ranked.luck || found.first.size() == most) break;
    found.first.push_back({assumptions.names[one.assumption], one.value});
  }
  return found;
}

/// What gains cost: means over worlds, beside doing nothing. A gain that does not matter counts as none.
std::vector<select::Standing> standings(Comparison const& comparison, std::size_t outcome) {
  auto const sign = comparison.outcomes[outcome].higher_is_better ? 1.0 : -1.0;
  std::vector<select::Priced> priced{{0, 0}};
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    auto const gain = sign * comparison.contrasts[s - 1][outcome].components.mean;
    auto const none = std::abs(gain) <= comparison.outcomes[outcome].matters;
    priced.push_back({comparison.costs[s - 1].pounds.middle, none ? 0 : gain});
  }
  auto const known =
      std::ranges::all_of(priced, [](auto const& one) { return std::isfinite(one.cost) && std::isfinite(one.gain); });
  return known ? select::frontier(priced) : std::vector<select::Standing>{};
}

/// All outcomes of the file that are no headlines.
std::vector<Explored> explored(results::Reader const& reader, Runs const& runs, std::size_t scenario,
                               results::Array<double> const& values, std::vector<Outcome> const& headlines) {
  std::vector<Explored> all;
  auto const ids = reader.dimension("outcome").labels();
  auto const units =
      reader.has("outcome_units") ? reader.strings("outcome_units").values : std::vector<std::string>(ids.size());
  for (std::size_t j = 0; j < ids.size(); ++j) {
    if (std::ranges::find(headlines, ids[j], &Outcome::id) != headlines.end()) continue;
    auto const pairs = pairs_of(runs, scenario, [&](std::size_t s, std::size_t k) { return values(s, k, j); });
    all.push_back({ids[j], units[j], range_of(world_means(pairs.difference)), range_of(world_means(pairs.baseline)),
                   range_of(world_means(pairs.scenario))});
  }
  return all;
}

/// Of what a residents' survey can ask, the trajectory by ward that shows it; empty for other outcomes.
std::string_view asked(std::string_view outcome) {
  using Series = std::pair<std::string_view, std::string_view>;
  constexpr std::array<Series, 3> series{
      {{"participation", "participation_rate"}, {"influence", "influence"}, {"trust", "trust_council_share"}}};
  auto const* found = std::ranges::find(series, outcome, &Series::first);
  return found == series.end() ? std::string_view() : found->second;
}

/// The smallest change two surveys of a size would show of it.
double survey_misses(Comparison const& comparison, std::size_t outcome) {
  if (comparison.contrasts.empty() || asked(comparison.outcomes[outcome].id).empty()) return nan;
  auto const level = comparison.contrasts.front()[outcome].baseline.middle;
  return level > 0 && level < 1 ? select::survey_detectable(Comparison::survey_size, level) : nan;
}

/// Pilots of a quarter, half and all of the wards over half a year and a year, 50 answers a ward and month.
std::vector<Pilot> pilots(Comparison const& comparison, std::size_t outcome, std::size_t n_ward) {
  std::vector<Pilot> all;
  auto const series = asked(comparison.outcomes[outcome].id);
  if (series.empty() || comparison.who_gains.empty()) return all;
  auto const& gains = comparison.who_gains.front();
  auto const found = std::ranges::find(gains, series, &WhoGains::series);
  if (found == gains.end() || !(found->baseline.mean > 0 && found->baseline.mean < 1)) return all;
  constexpr double answers = 50;
  auto const sd = std::sqrt(found->baseline.mean * (1 - found->baseline.mean));
  for (auto const n : {n_ward / 4, n_ward / 2, n_ward}) {
    for (std::size_t const months : {7, 13}) {
      if (n < 2) continue;
      all.push_back(
          {n, months, answers, select::pilot_power({n, months, answers, sd, found->baseline.ward_sd}).detectable});
    }
  }
  return all;
}

json study_of(results::Reader const& reader) {
  auto study = json::parse(reader.layout().attribute("study"), nullptr, false);
  if (!study.is_object() || !study.contains("outcomes") || !study["outcomes"].is_array()) {
    throw results::ResultsError(reader.path().string() +
                                ": does not say which study it belongs to (attribute `study`)");
  }
  return study;
}

void set_matters(std::vector<Outcome>& outcomes, OtherMatters const& other) {
  auto const found = std::ranges::find(outcomes, other.outcome, &Outcome::id);
  if (found == outcomes.end())
    throw results::ResultsError(fmt::format("{} is not a headline outcome of this study", other.outcome));
  found->matters = other.matters;
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
                    0,
                    one.value("reason", "")};
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

Comparison compare(results::Reader const& reader, std::vector<OtherMatters> const& others) try {
  Comparison found;
  found.study = study_of(reader);
  found.outcomes = outcomes_of(found.study, reader);
  for (auto const& other : others) set_matters(found.outcomes, other);
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
  found.rules.n_look = found.study.value("runs", json::object()).value("looks", std::size_t{1});
  found.rules.n_family = std::max<std::size_t>(1, (ids.size() - 1) * found.outcomes.size());

  // contrasts and costs
  auto const outcomes = reader.numbers("outcomes");
  Assumptions const assumptions{reader.numbers("parameters"), reader.dimension("parameter").labels()};
  auto const wards = reader.dimension("ward").labels();
  auto const adults = reader.numbers("ward_adults").values;
  found.prices = prices_of(found.study);
  for (std::size_t s = 1; s < ids.size(); ++s) {
    found.contrasts.emplace_back();
    auto const used = used_by(found.study, assumptions.names, ids[s], ids[0]);
    auto const reach = reach_of(found.study, ids[s], wards, adults);
    for (auto const& outcome : found.outcomes) {
      auto const pairs =
          pairs_of(runs, s, [&](std::size_t scenario, std::size_t k) { return outcomes(scenario, k, outcome.index); });
      found.contrasts.back().push_back(contrast_of(pairs, outcome, found.rules, assumptions, used, reach));
    }
    found.explored.push_back(explored(reader, runs, s, outcomes, found.outcomes));
    found.costs.push_back(costs_of(reader, runs, s, found.years, found.prices));
  }
  found.who_gains = who_gains(reader, runs, found.study);
  for (std::size_t j = 0; j < found.outcomes.size(); ++j) {
    found.find_out.push_back(find_out(found, j, assumptions));
    found.standings.push_back(standings(found, j));
    found.survey_misses.push_back(survey_misses(found, j));
    found.pilots.push_back(pilots(found, j, wards.size()));
  }
  return found;
} catch (json::exception const& error) {
  throw results::ResultsError(
      fmt::format("{}: its study cannot be understood: {}", reader.path().string(), error.what()));
}

}  // namespace wardmote::compare
