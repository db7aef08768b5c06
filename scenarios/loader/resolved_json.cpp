#include "scenarios/loader/resolved_json.hpp"

#include <fmt/format.h>

#include "engine/policy/reviews.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/lever_file.hpp"

namespace wardmote::loader {

using nlohmann::json;

namespace {

json texts(std::vector<Name> const& names) {
  json list = json::array();
  for (auto const& name : names) list.push_back(name.text);
  return list;
}

json step_json(Step const& step) {
  auto const& spec = policy::spec_of(step.primitive);
  json result{{"primitive", spec.name}};
  json who = json::object();
  if (step.councillors != policy::CouncillorTarget::none) {
    who["councillors"] = councillor_names[static_cast<std::size_t>(step.councillors)];
  }
  if (!step.services.empty()) who["officers"] = texts(step.services);
  for (auto const grade : step.grades) who["grades"].push_back(grade_names[grade]);
  if (!who.empty()) result["who"] = who;
  if (step.where.zone) result["where"]["zone"] = step.where.zone->text;
  if (!step.where.wards.empty()) result["where"]["wards"] = texts(step.where.wards);
  if (!step.staff.empty()) result["staff"] = texts(step.staff);
  if (spec.recurs) result["every"] = period_names[static_cast<std::size_t>(step.every)];
  for (std::size_t i = 0; i < spec.fields.size(); ++i) {
    auto const& value = step.fields[i];
    if (!value.given) continue;
    auto const& field = spec.fields[i];
    if (field.type == policy::FieldType::choice)
      result[std::string{field.name}] = field.choices[value.choice];
    else
      result[std::string{field.name}] = to_json(value.quantity);
  }
  return result;
}

json review_json(BoundReview const& bound, world::Council const& council) {
  auto const& review = bound.review;
  json result{{"id", bound.id},
              {"from", iso_date(review.from)},
              {"on", iso_date(review.on)},
              {"observable", policy::observable_specs()[static_cast<std::size_t>(review.observable)].name},
              {"against", review.against_elsewhere ? "elsewhere" : "threshold"},
              {review.at_most ? "at_most" : "at_least", review.threshold},
              {"reason", bound.reason}};
  for (auto const ward : review.wards) result["wards"].push_back(council.wards[ward].name);
  return result;
}

json hours_json(world::OpeningHours const& hours) {
  json days = json::array();
  for (auto const open : hours.open) days.push_back(open);
  auto const time = [](std::uint32_t minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); };
  return {{"days", days}, {"opens", time(hours.opens_minute)}, {"closes", time(hours.closes_minute)}};
}

json keep_json(Keep const& keep) {
  json names = json::array();
  for (auto const& [name, member] : keep_names) {
    if (keep.*member) names.push_back(name);
  }
  return names;
}

}  // namespace

json to_json(Quantity const& q) {
  return {{"value", q.value},
          {"low", q.low},
          {"high", q.high},
          {"unit", q.unit},
          {"evidence", evidence_names[static_cast<std::size_t>(q.evidence)]},
          {"source", q.source},
          {"tag", tag_names[static_cast<std::size_t>(q.tag)]},
          {"dist", distribution_names[static_cast<std::size_t>(q.distribution)]}};
}

json to_json(Lever const& lever) {
  json result{{"id", lever.id}, {"title", lever.title}, {"sources", lever.sources}};
  if (!lever.notes.empty()) result["notes"] = lever.notes;
  if (!lever.acts.empty()) result["acts"] = lever.acts;
  if (!lever.timing.empty()) result["timing"] = lever.timing;
  for (auto const move : lever.moves) result["moves"].push_back(move_names[move]);
  if (!lever.same_as.empty()) {
    result["same_as"] = texts(lever.same_as);
    return result;
  }
  result["delivery"] = to_json(lever.delivery);
  if (lever.has_ramp) result["ramp"] = to_json(lever.ramp);
  for (auto const& step : lever.does) result["does"].push_back(step_json(step));
  result["cost"] = json::array();
  for (auto const& cost : lever.costs) {
    json line{{"line", cost.line}, {"per", cost_basis_names[static_cast<std::size_t>(cost.per)]}};
    for (auto const& part : cost_parts) line[std::string{part.key}] = to_json(cost.*part.member);
    result["cost"].push_back(std::move(line));
  }
  return result;
}

json to_json(world::Council const& council) {
  json result{{"id", council.id},
              {"name", council.name},
              {"nation", council.nation},
              {"as_found", iso_date(council.as_found)},
              {"zones", council.zones},
              {"office", hours_json(council.office)},
              {"contact_centre", hours_json(council.contact_centre)},
              {"n_cabinet", council.n_cabinet},
              {"n_chair", council.n_chair},
              {"n_leader", council.n_leader},
              {"n_newcomer", council.n_newcomer},
              {"share_under_35", council.share_under_35},
              {"share_under_75", council.share_under_75},
              {"elections",
               {static_cast<int>(council.elections.model), council.elections.first_year, council.elections.notice}}};
  for (auto const& [from, until] : council.recesses) {
    result["recess"].push_back({static_cast<unsigned>(from.month()), static_cast<unsigned>(from.day()),
                                static_cast<unsigned>(until.month()), static_cast<unsigned>(until.day())});
  }
  for (auto const& body : council.bodies) {
    result["body"].push_back({{"id", body.id},
                              {"decides", body.decides},
                              {"services", body.services},
                              {"every_weeks", body.every},
                              {"members", body.n_member}});
  }
  if (council.landlord) result["landlord"] = council.services[*council.landlord].id;
  if (council.benefits) result["benefits"] = council.services[*council.benefits].id;
  for (auto const& ward : council.wards) {
    result["wards"].push_back({{"code", ward.code},
                               {"name", ward.name},
                               {"zone", council.zones[ward.zone]},
                               {"n_councillor", ward.n_councillor},
                               {"residents", ward.residents},
                               {"ethnic_share", ward.ethnic_share},
                               {"deprivation", ward.deprivation},
                               {"digital_exclusion", ward.digital_exclusion},
                               {"tile", {ward.tile_column, ward.tile_row}}});
  }
  for (auto const& service : council.services) {
    result["services"].push_back({{"id", service.id},
                                  {"title", service.title},
                                  {"officers", service.officers},
                                  {"n_enquiry_officer", service.n_enquiry_officer},
                                  {"enquiry_weight", service.enquiry_weight},
                                  {"request_weight", service.request_weight}});
  }
  for (auto const day : council.bank_holidays) result["bank_holidays"].push_back(iso_date(day));
  return result;
}

json to_json(Design const& design) {
  json result{{"id", design.id},
              {"title", design.title},
              {"method", design_method_names[static_cast<std::size_t>(design.method)]},
              {"factors", json::array()}};
  if (design.n_point > 0) result["points"] = design.n_point;
  if (design.n_trajectory > 0) result.update({{"trajectories", design.n_trajectory}, {"grid", design.n_grid}});
  for (auto const& factor : design.factors) {
    json item{{"path", factor.path}};
    if (factor.levels.empty())
      item.update({{"low", factor.low}, {"high", factor.high}, {"log", factor.logarithmic}});
    else
      item["levels"] = factor.levels;
    result["factors"].push_back(std::move(item));
  }
  return result;
}

json to_json(Study const& study) {
  json result{{"id", study.id},
              {"title", study.title},
              {"question", study.question},
              {"council", to_json(study.council)},
              {"start", iso_date(study.start)},
              {"end", iso_date(study.end)},
              {"years", study.years},
              {"warm_up_years", study.warm_up_years},
              {"seed", study.seed},
              {"mode", study.mode == Mode::chance ? "chance" : "uncertainty"},
              {"record_every", study.record_every == RecordEvery::month ? "month" : "week"},
              {"keep", keep_json(study.keep)},
              {"runs",
               {{"worlds", study.runs.n_world},
                {"replications", study.runs.n_replication},
                {"max_worlds", study.runs.max_world}}},
              {"baseline", study.scenarios.front().id}};
  if (auto const n_look = study.runs.n_look(); n_look > 1) {
    result["runs"].update({{"first_worlds", study.runs.first_world}, {"looks", n_look}});
  }
  if (study.streams == Streams::own) result["streams"] = "own";  // common ones leave names of runs as they were
  for (auto const& parameter : study.parameters) {
    result["parameters"][std::string{parameter.spec->name}] = to_json(parameter.quantity);
  }
  for (auto const& scenario : study.scenarios) {
    json levers = json::array();
    for (auto const& bound : scenario.levers) {
      auto lever = to_json(bound.lever);
      lever["from"] = iso_date(bound.from);
      lever["until"] = iso_date(bound.until);
      if (bound.condition.review != policy::Condition::none)
        lever[bound.condition.met ? "if" : "unless"] = scenario.reviews[bound.condition.review].id;
      for (std::size_t i = 0; i < bound.wards.size(); ++i) {
        // where it really happens, by name
        lever["does"][i].erase("where");
        for (auto const ward : bound.wards[i]) lever["does"][i]["wards"].push_back(study.council.wards[ward].name);
      }
      levers.push_back(std::move(lever));
    }
    result["scenarios"].push_back({{"id", scenario.id},
                                   {"title", scenario.title},
                                   {"purpose", scenario.purpose},
                                   {"catalogue", scenario.catalogue},
                                   {"levers", levers}});
    for (auto const& review : scenario.reviews)
      result["scenarios"].back()["reviews"].push_back(review_json(review, study.council));
  }
  for (auto const& outcome : study.outcomes) {
    json one{{"id", outcome.id},           {"title", outcome.title},
             {"unit", outcome.unit},       {"better", outcome.better == Direction::lower ? "lower" : "higher"},
             {"matters", outcome.matters}, {"guard", outcome.guard}};
    if (!outcome.reason.empty()) one["reason"] = outcome.reason;
    result["outcomes"].push_back(std::move(one));
  }
  if (study.design) result["design"] = to_json(*study.design);
  result["budget"] = json::object();
  if (study.budget.officer_hours_year) result["budget"]["officer_hours_year"] = *study.budget.officer_hours_year;
  if (study.budget.pounds_year) result["budget"]["pounds_year"] = *study.budget.pounds_year;
  if (study.budget.price_year) result["budget"]["price_year"] = *study.budget.price_year;
  result["budget"]["discount_rate"] = study.budget.discount_rate;
  if (study.budget.optimism_bias) result["budget"]["optimism_bias"] = to_json(*study.budget.optimism_bias);
  return result;
}

}  // namespace wardmote::loader
