#include <cmath>
#include <string>

#include "analysis/compare/comparison.hpp"
#include "analysis/compare/words.hpp"

namespace wardmote::compare {

using nlohmann::json;

namespace {

/// Numbers that are none become null.
json number(double x) { return std::isfinite(x) ? json(x) : json(nullptr); }

json to_json(Range const& range) {
  return {{"middle", number(range.middle)}, {"low", number(range.low)}, {"high", number(range.high)}};
}

json to_json(Agreement const& agreement) {
  return {{"worlds", agreement.n}, {"share_low", agreement.share.low}, {"share_high", agreement.share.high}};
}

json to_json(Conditions const& conditions) {
  json one{{"limits", json::array()},
           {"worlds", conditions.n_inside},
           {"better", conditions.n_better_in},
           {"better_of_all", conditions.n_better}};
  for (auto const& limit : conditions.limits) {
    one["limits"].push_back({{"parameter", limit.parameter}, {"low", number(limit.low)}, {"high", number(limit.high)}});
  }
  return one;
}

/// Pounds are never divided by what people feel.
json to_json(std::vector<select::Standing> const& standings, std::vector<Scenario> const& scenarios,
             Outcome const& outcome) {
  json all = json::array();
  for (std::size_t s = 0; s < standings.size(); ++s) {
    auto const& one = standings[s];
    auto const on_edge = one.kind == select::Standing::Kind::frontier;
    all.push_back({{"scenario", scenarios[s].id},
                   {"standing", select::words(one.kind)},
                   {"by", on_edge ? json(nullptr) : json(scenarios[one.by].id)},
                   {"pounds_a_unit", on_edge && !is_felt(outcome) ? number(one.cost_per_gain) : json(nullptr)}});
  }
  return all;
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
           {"chance_in_common", contrast.common ? number(*contrast.common) : json(nullptr)},
           {"identical_to_baseline", contrast.identical},
           {"ceiling",
            {{"head_room", number(contrast.ceiling.head_room)},
             {"reach", contrast.ceiling.reach},
             {"dose", contrast.ceiling.dose},
             {"gain", number(contrast.ceiling.gain)},
             {"exceeded", contrast.ceiling.exceeded}}},
           {"turns_on", nullptr},
           {"better_where", nullptr}};
  for (auto const d : contrast.difference) one["difference_by_world"].push_back(number(d));
  if (contrast.turns_on) {
    one["turns_on"] = {
        {"parameter", contrast.turns_on->parameter},         {"rank_correlation", contrast.turns_on->rank_correlation},
        {"stands_out", contrast.turns_on->stands_out},       {"is_switch", contrast.turns_on->is_switch},
        {"turns_at", contrast.turns_on->turns_at},           {"worlds_above", contrast.turns_on->n_above},
        {"better_above", contrast.turns_on->n_better_above}, {"worlds_below", contrast.turns_on->n_below},
        {"better_below", contrast.turns_on->n_better_below}};
  }
  if (contrast.better_where) one["better_where"] = to_json(*contrast.better_where);
  return one;
}

json to_json(FindOut const& find_out, std::vector<Scenario> const& scenarios) {
  json one{{"worth_of_knowing_all", number(find_out.all)},
           {"luck", number(find_out.luck)},
           {"first", json::array()},
           {"regret", json::array()}};
  for (auto const& first : find_out.first) one["first"].push_back({{"parameter", first.name}, {"worth", first.worth}});
  for (std::size_t s = 0; s < find_out.regret.size(); ++s) {
    auto const& regret = find_out.regret[s];
    one["regret"].push_back({{"scenario", scenarios[s].id},
                             {"mean", number(regret.mean)},
                             {"most", number(regret.most)},
                             {"best_share", number(regret.best_share)}});
  }
  return one;
}

json to_json(Part const& part) {
  return {{"name", part.name},
          {"officer_hours", to_json(part.officer_hours)},
          {"councillor_hours", to_json(part.councillor_hours)},
          {"pounds", to_json(part.pounds)}};
}

json to_json(std::vector<Part> const& parts) {
  json all = json::array();
  for (auto const& part : parts) all.push_back(to_json(part));
  return all;
}

json to_json(Breakdown::Staff const& staff, std::vector<std::string> const& grades) {
  json one{{"service", staff.name}, {"officer_hours", to_json(staff.all)}, {"grades", json::array()}};
  for (std::size_t g = 0; g < grades.size(); ++g)
    one["grades"].push_back({{"grade", grades[g]}, {"officer_hours", to_json(staff.grades[g])}});
  return one;
}

json money(Costs const& costs) {
  return {{"one_off", to_json(costs.one_off)},   {"yearly", to_json(costs.yearly)},
          {"cash_a_year", to_json(costs.cash)},  {"present_value", to_json(costs.present_value)},
          {"optimism", to_json(costs.optimism)}, {"over_budget", costs.over_budget}};
}

json per_year(Comparison const& comparison, std::size_t scenario) {
  auto const& costs = comparison.costs[scenario - 1];
  auto const& apart = costs.taken_apart;
  json one{{"officer_hours", to_json(costs.officer_hours)},
           {"councillor_hours", to_json(costs.councillor_hours)},
           {"pounds", to_json(costs.pounds)},
           {"displaced", to_json(apart.displaced)},
           {"posts", to_json(apart.posts)},
           {"undelivered", to_json(apart.undelivered)},
           {"lines", to_json(apart.lines)},
           {"levers", to_json(apart.levers)},
           {"elsewhere", to_json(apart.elsewhere)},
           {"staff", json::array()},
           {"grades", json::array()},
           {"contacts", json::array()}};
  for (auto& lever : one["levers"])
    lever["title"] = lever_title(comparison.study, comparison.scenarios[scenario].id, lever["name"]);
  for (auto const& staff : apart.staff) one["staff"].push_back(to_json(staff, apart.grades));
  if (!apart.staff.empty()) one["grades"] = to_json(apart.everyone, apart.grades)["grades"];
  for (auto const& contacts : apart.contacts)
    one["contacts"].push_back({{"channel", contacts.channel}, {"number", to_json(contacts.number)}});
  return one;
}

json to_json(Evenness const& evenness) {
  return {{"mean", number(evenness.mean)},
          {"equally_distributed_equivalent", number(evenness.equivalent)},
          {"atkinson", number(evenness.atkinson)},
          {"concentration", number(evenness.concentration)},
          {"ward_sd", number(evenness.ward_sd)}};
}

json to_json(std::vector<WhoGains::Group> const& groups) {
  json all = json::array();
  for (auto const& group : groups) {
    all.push_back({{"name", group.name},
                   {"baseline", number(group.baseline)},
                   {"level", number(group.level)},
                   {"difference", to_json(group.difference)}});
  }
  return all;
}

json to_json(WhoGains const& gains) {
  auto const grouped = !gains.groups.empty();
  return {{"series", gains.series},
          {"title", gains.title},
          {"groups", to_json(gains.groups)},
          {"zones", to_json(gains.zones)},
          {"wards", to_json(gains.wards)},
          {"tenures", to_json(gains.tenures)},
          {"worst_off", grouped ? json(gains.worst_off) : json(nullptr)},
          {"gap", grouped ? to_json(gains.gap) : json(nullptr)},
          {"evenness_baseline", to_json(gains.baseline)},
          {"evenness", to_json(gains.level)}};
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
             {"judged_together", comparison.rules.n_family},
             {"looks", comparison.rules.n_look}}},
           {"baseline", comparison.scenarios.front().id},
           {"prices",
            {{"year", comparison.prices.year},
             {"discount_rate", comparison.prices.discount_rate},
             {"optimism_bias", to_json(comparison.prices.optimism)},
             {"officer_hours_year", number(comparison.prices.officer_hours_year)},
             {"pounds_year", number(comparison.prices.pounds_year)}}},
           {"protected_characteristics", json::array()},
           {"outcomes", json::array()},
           {"scenarios", json::array()}};
  for (auto const& [key, text] : comparison.attributes) all["file"][key] = text;
  for (auto const& one : protected_characteristics()) {
    all["protected_characteristics"].push_back({{"name", one.name}, {"how", one.how}, {"evidence", one.evidence}});
  }
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
    auto const& outcome = comparison.outcomes[j];
    all["outcomes"].push_back({{"id", outcome.id},
                               {"title", outcome.title},
                               {"unit", outcome.unit},
                               {"better", outcome.higher_is_better ? "higher" : "lower"},
                               {"matters", outcome.matters},
                               {"guard", outcome.guard},
                               {"reason", outcome.reason},
                               {"survey_of_1000_misses", number(comparison.survey_misses[j])},
                               {"find_out", to_json(comparison.find_out[j], comparison.scenarios)},
                               {"worth_its_cost", to_json(comparison.standings[j], comparison.scenarios, outcome)}});
    auto& pilots = all["outcomes"].back()["pilots"] = json::array();
    for (auto const& pilot : comparison.pilots[j]) {
      pilots.push_back({{"wards", pilot.n_ward},
                        {"months", pilot.n_month},
                        {"answers_a_ward_and_month", pilot.answers_ward_month},
                        {"detects", number(pilot.detectable)}});
    }
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
      one["exploratory"] = json::array();
      for (auto const& explored : comparison.explored[s - 1]) {
        one["exploratory"].push_back({{"outcome", explored.id},
                                      {"unit", explored.unit},
                                      {"difference", to_json(explored.difference)},
                                      {"baseline", to_json(explored.baseline)},
                                      {"level", to_json(explored.level)}});
      }
      one["who_gains"] = json::array();
      for (auto const& gains : comparison.who_gains[s - 1]) one["who_gains"].push_back(to_json(gains));
      one["money"] = money(comparison.costs[s - 1]);
      one["per_year"] = per_year(comparison, s);
    }
    all["scenarios"].push_back(std::move(one));
  }
  return all;
}

}  // namespace wardmote::compare
