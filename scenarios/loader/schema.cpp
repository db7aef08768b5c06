#include "scenarios/loader/schema.hpp"

#include <cmath>

#include <fmt/format.h>

#include "analysis/baseline/criterion.hpp"
#include "engine/measure/instruments.hpp"
#include "engine/measure/record.hpp"
#include "engine/policy/primitives.hpp"
#include "engine/policy/reviews.hpp"
#include "engine/world/parameters.hpp"
#include "scenarios/loader/lever_file.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/quantity.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

using Json = nlohmann::ordered_json;

namespace {

Json text() { return {{"type", "string"}, {"minLength", 1}}; }
Json date() { return {{"type", "string"}, {"format", "date"}}; }
Json truth() { return {{"type", "boolean"}}; }
Json texts() { return {{"type", "array"}, {"items", text()}, {"uniqueItems", true}}; }
Json whole(std::int64_t minimum) { return {{"type", "integer"}, {"minimum", minimum}}; }
Json reference(std::string_view name) { return {{"$ref", fmt::format("#/$defs/{}", name)}}; }

Json number(double minimum, double maximum) {
  Json result{{"type", "number"}};
  if (std::isfinite(minimum)) result["minimum"] = minimum;
  if (std::isfinite(maximum)) result["maximum"] = maximum;
  return result;
}

template <class Words>
Json one_of(Words const& words) {
  Json list = Json::array();
  for (auto const& word : words) list.push_back(word);
  return {{"enum", list}};
}

Json table(Json properties, std::vector<std::string_view> const& required) {
  return {{"type", "object"},
          {"properties", std::move(properties)},
          {"required", required},
          {"additionalProperties", false}};
}

Json described(Json schema, std::string_view meaning) {
  schema["description"] = meaning;
  return schema;
}

Json entries(Json item) { return {{"type", "array"}, {"items", std::move(item)}}; }

/// A quantity in full, within its limits and in its unit.
Json quantity(QuantityRule const& rule) {
  auto const figure = rule.unit == "switch" ? Json{{"enum", {0, 1}}} : number(rule.minimum, rule.maximum);
  auto result = table({{"value", figure},
                       {"low", figure},
                       {"high", figure},
                       {"unit", {{"const", rule.unit}}},
                       {"evidence", one_of(evidence_names)},
                       {"source", text()},
                       {"tag", one_of(tag_names)},
                       {"dist", one_of(distribution_names)}},
                      {"value", "unit", "evidence", "source"});
  // low and high unless the number is certain
  result["if"] = {{"not", {{"required", {"dist"}}, {"properties", {{"dist", {{"const", "fixed"}}}}}}}};
  result["then"] = {{"required", {"low", "high"}}};
  return result;
}

Json where() {
  auto result = table({{"zone", text()}, {"wards", texts()}}, {});
  result["minProperties"] = result["maxProperties"] = 1;
  return result;
}

Json file(std::string_view kind, Json properties, std::vector<std::string_view> required) {
  Json all{{"wardmote", {{"const", 1}}}, {"kind", {{"const", kind}}}};
  all.update(properties);
  required.insert(required.begin(), {"wardmote", "kind"});
  return table(std::move(all), required);
}

Json council_schema() {
  auto const hours = table({{"days",
                             {{"type", "array"},
                              {"items", one_of(std::array{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"})},
                              {"minItems", 1}}},
                            {"opens", {{"type", "string"}, {"pattern", "^[0-2][0-9]:[0-5][0-9]$"}}},
                            {"closes", {{"type", "string"}, {"pattern", "^[0-2][0-9]:[0-5][0-9]$"}}}},
                           {"days", "opens", "closes"});
  Json const day{{"type", "string"}, {"pattern", "^[01][0-9]-[0-3][0-9]$"}};
  auto const body = table({{"id", text()},
                           {"title", text()},
                           {"decides", {{"type", "boolean"}}},
                           {"services", texts()},
                           {"every_weeks", number(1, 104)},
                           {"members", whole(1)},
                           {"source", text()}},
                          {"id", "title", "every_weeks", "source"});
  return file("council",
              {{"id", text()},
               {"name", text()},
               {"nation", text()},
               {"as_found", date()},
               {"wards", text()},
               {"services", text()},
               {"bank_holidays", text()},
               {"map", text()},
               {"n_cabinet", whole(0)},
               {"n_chair", whole(0)},
               {"n_leader", whole(0)},
               {"n_newcomer", whole(0)},
               {"share_under_35", number(0, 1)},
               {"share_under_75", number(0, 1)},
               {"zones", texts()},
               {"office", hours},
               {"contact_centre", hours},
               {"elections", table({{"model", one_of(std::array{"none", "all", "halves", "thirds"})},
                                    {"first_year", whole(1900)},
                                    {"notice_weeks", number(0, 26)}},
                                   {"model", "first_year", "notice_weeks"})},
               {"recess", {{"type", "array"}, {"items", table({{"from", day}, {"until", day}}, {"from", "until"})}}},
               {"body", {{"type", "array"}, {"items", body}}},
               {"landlord", text()},
               {"benefits", text()},
               {"source", text()},
               {"notes", text()}},
              {"id", "name", "nation", "as_found", "wards", "services", "bank_holidays", "n_cabinet", "n_chair",
               "share_under_35", "share_under_75", "zones", "office", "contact_centre"});
}

Json parameters_schema() {
  Json properties = Json::object();
  for (auto const& spec : world::parameter_specs()) {
    properties[std::string{spec.name}] = described(quantity({spec.unit, spec.minimum, spec.maximum}), spec.meaning);
  }
  properties["builds_on"] = described(text(), "another file of parameters, whose values hold where this one has none");
  properties["measured_in"] =
      described(text(), "id of the council that \"measured here\" means; elsewhere it is borrowed");
  return file("parameters", std::move(properties), {});
}

/// [[lever.does]]: one shape a primitive.
Json step_schema() {
  Json const people{{"councillors", one_of(councillor_names)},
                    {"officers", texts()},
                    {"grades", {{"type", "array"}, {"items", one_of(grade_names)}, {"uniqueItems", true}}}};
  Json shapes = Json::array();
  for (auto const& spec : policy::primitive_specs()) {
    Json properties{{"primitive", {{"const", spec.name}}}, {"where", where()}};
    Json who;
    for (auto const key : who_keys(spec.primitive)) who[std::string{key}] = people[std::string{key}];
    if (!who.empty()) properties["who"] = table(who, {});
    if (has_staff(spec.primitive)) properties["staff"] = texts();
    std::vector<std::string_view> required{"primitive"};
    for (auto const& field : spec.fields) {
      auto const shape = field.type == policy::FieldType::choice ? one_of(field.choices) : quantity(rule_of(field));
      properties[std::string{field.name}] = described(shape, field.meaning);
      if (field.required) required.push_back(field.name);
    }
    if (spec.recurs) {
      properties["every"] = one_of(std::span{period_names}.subspan(1));
      properties["once"] = {{"const", true}};
    }
    auto shape = described(table(std::move(properties), required), spec.meaning);
    if (spec.recurs) shape["oneOf"] = {{{"required", {"every"}}}, {{"required", {"once"}}}};
    shapes.push_back(std::move(shape));
  }
  return {{"oneOf", shapes}};
}

Json lever_schema() {
  Json lines{{"line", text()}, {"per", one_of(cost_basis_names)}};
  Json any = Json::array();
  for (auto const& part : cost_parts) {
    lines[std::string{part.key}] = quantity(part.rule);
    any.push_back({{"required", {part.key}}});
  }
  auto cost = table(std::move(lines), {"line", "per"});
  cost["anyOf"] = std::move(any);
  auto steps = entries(step_schema());
  steps["minItems"] = 1;
  auto lever = table({{"id", {{"type", "string"}, {"pattern", "^[A-Za-z0-9_-]+$"}}},
                      {"title", text()},
                      {"sources", texts()},
                      {"notes", text()},
                      {"acts", text()},
                      {"timing", text()},
                      {"moves", {{"type", "array"}, {"items", one_of(move_names)}, {"uniqueItems", true}}},
                      {"same_as", texts()},
                      {"delivery", quantity(delivery_rule)},
                      {"ramp", quantity(ramp_rule)},
                      {"does", std::move(steps)},
                      {"cost", entries(std::move(cost))}},
                     {"id", "title", "sources"});
  // either it acts, or it is another name for levers that do
  lever["oneOf"] = {{{"required", {"same_as"}},
                     {"properties", {{"delivery", false}, {"ramp", false}, {"does", false}, {"cost", false}}}},
                    {{"required", {"delivery", "does"}}, {"properties", {{"same_as", false}}}}};
  auto levers = entries(std::move(lever));
  levers["minItems"] = 1;
  return file("lever", {{"lever", std::move(levers)}}, {"lever"});
}

Json scenario_schema() {
  Json const figure{{"anyOf", {{{"type", "number"}}, {{"type", "object"}}}}};  // a number, a quantity, or nested does.N
  auto use = table({{"lever", text()},
                    {"from", date()},
                    {"until", date()},
                    {"where", where()},
                    {"if", described(text(), "a review: only if it finds its condition met")},
                    {"unless", described(text(), "a review: only if it finds its condition not met")},
                    {"set", {{"type", "object"}, {"additionalProperties", figure}}}},
                   {"lever", "from"});
  use["not"] = {{"required", {"if", "unless"}}};
  std::vector<std::string_view> observables;
  for (auto const& spec : policy::observable_specs()) observables.push_back(spec.name);
  Json const threshold{{"type", "number"}};
  auto review = table({{"id", text()},
                       {"from", date()},
                       {"on", date()},
                       {"observable", one_of(observables)},
                       {"where", where()},
                       {"against", one_of(std::array{"threshold", "elsewhere"})},
                       {"at_least", threshold},
                       {"at_most", threshold},
                       {"reason", text()}},
                      {"id", "from", "on", "observable", "reason"});
  review["oneOf"] = {{{"required", {"at_least"}}}, {{"required", {"at_most"}}}};
  return file("scenario",
              {{"id", text()},
               {"title", text()},
               {"purpose", text()},
               {"catalogue", text()},
               {"includes", texts()},
               {"review", entries(std::move(review))},
               {"use", entries(std::move(use))}},
              {"id", "title", "purpose"});
}

Json design_schema() {
  auto factor = table({{"path", text()},
                       {"low", {{"type", "number"}}},
                       {"high", {{"type", "number"}}},
                       {"log", truth()},
                       {"levels", {{"type", "array"}, {"items", {{"type", "number"}}}, {"minItems", 1}}}},
                      {"path"});
  factor["oneOf"] = {{{"required", {"levels"}}}, {{"required", {"low", "high"}}}};
  auto factors = entries(std::move(factor));
  factors["minItems"] = 1;
  auto design = file("design",
                     {{"id", text()},
                      {"title", text()},
                      {"method", one_of(design_method_names)},
                      {"points", whole(1)},
                      {"trajectories", whole(1)},
                      {"grid", whole(2)},
                      {"file", text()},
                      {"factor", std::move(factors)}},
                     {"id", "title", "method"});
  design["oneOf"] = {{{"required", {"factor"}}}, {{"required", {"file"}}}};
  return design;
}

Json study_schema() {
  Json outcome_ids = Json::array();
  for (auto const& spec : measure::outcome_specs()) outcome_ids.push_back(spec.id);
  auto outcomes = entries(table({{"id", {{"enum", outcome_ids}}},
                                 {"title", text()},
                                 {"better", one_of(std::array{"lower", "higher"})},
                                 {"matters", {{"type", "number"}, {"exclusiveMinimum", 0}}},
                                 {"unit", text()},
                                 {"guard", truth()},
                                 {"reason", text()}},
                                {"id", "title", "better", "matters", "unit"}));
  outcomes["minItems"] = 1;
  auto parameters = texts();
  parameters["minItems"] = 1;
  std::vector<std::string_view> kept;
  for (auto const& [name, member] : keep_names) kept.push_back(name);
  return file("study",
              {{"id", text()},
               {"title", text()},
               {"question", text()},
               {"council", text()},
               {"parameters", parameters},
               {"baseline", text()},
               {"scenarios", texts()},
               {"start", date()},
               {"years", {{"type", "number"}, {"exclusiveMinimum", 0}, {"maximum", 100}}},
               {"warm_up_years", number(0, 50)},
               {"seed", whole(0)},
               {"mode", one_of(std::array{"uncertainty", "chance"})},
               {"streams", one_of(std::array{"common", "own"})},
               {"record_every", one_of(std::array{"week", "month"})},
               {"keep", {{"type", "array"}, {"items", one_of(kept)}, {"uniqueItems", true}}},
               {"design", text()},
               {"runs", table({{"worlds", whole(1)}, {"replications", whole(2)}, {"max_worlds", whole(1)}},
                              {"worlds", "replications"})},
               {"outcome", std::move(outcomes)},
               {"budget", table({{"officer_hours_year", number(0, 1e12)},
                                 {"pounds_year", number(0, 1e12)},
                                 {"price_year", whole(1900)},
                                 {"discount_rate", number(0, 0.2)},
                                 {"optimism_bias", quantity({"share", 0, 10})}},
                                {})}},
              {"id", "title", "question", "council", "parameters", "baseline", "start", "years", "warm_up_years",
               "seed", "mode", "runs", "outcome"});
}

Json criteria_schema() {
  std::vector<std::string_view> outcomes, series;
  for (auto const& spec : measure::outcome_specs()) outcomes.push_back(spec.id);
  for (auto const& spec : measure::series_specs()) series.push_back(spec.name);
  auto const groups = one_of(measure::group_names());
  auto measure = table({{"run", text()},
                        {"outcome", one_of(outcomes)},
                        {"series", one_of(series)},
                        {"route", one_of(measure::route_names())},
                        {"statistic", one_of(baseline::statistic_names)},
                        {"day", {{"type", "number"}, {"minimum", 0}}},
                        {"zone", text()},
                        {"weights", {{"const", "adults"}}},
                        {"group", groups},
                        {"rank_among", {{"type", "array"}, {"items", groups}}},
                        {"quantile", number(0, 1)},
                        {"days_above", {{"type", "number"}, {"minimum", 0}}},
                        {"survey", one_of(measure::survey_names())},
                        {"question", one_of(measure::survey_questions())},
                        {"workshop", one_of(measure::workshop_statements())},
                        {"party", one_of(measure::workshop_parties())},
                        {"dot", one_of(measure::workshop_dots())},
                        {"occasion", one_of(measure::workshop_occasions())},
                        {"sample", one_of(measure::workshop_samples())}},
                       {});
  auto const figure = Json{{"type", "number"}};
  auto criterion = table({{"id", text()},
                          {"catalogue", text()},
                          {"statement", text()},
                          {"role", one_of(baseline::role_names)},
                          {"source", text()},
                          {"reproducible", truth()},
                          {"reason", text()},
                          {"run", text()},
                          {"measure", measure},
                          {"against", measure},
                          {"combine", one_of(baseline::combine_names)},
                          {"above", figure},
                          {"below", figure},
                          {"at_least", figure},
                          {"at_most", figure},
                          {"within", {{"type", "array"}, {"items", figure}, {"minItems", 2}, {"maxItems", 2}}},
                          {"over", one_of(baseline::over_names)},
                          {"share", number(0, 1)}},
                         {"id", "catalogue", "statement", "role", "source"});
  // a row that is measured says how; one that is not, why
  criterion["if"] = {{"properties", {{"reproducible", {{"const", false}}}}}, {"required", {"reproducible"}}};
  criterion["then"] = {{"required", {"reason"}}};
  criterion["else"] = {{"required", {"run", "measure"}}};
  auto runs = entries(table(
      {{"id", text()}, {"title", text()}, {"mode", one_of(std::array{"uncertainty", "chance"})}, {"set", texts()}},
      {"id", "title", "mode"}));
  runs["minItems"] = 1;
  return file("criteria",
              {{"id", text()},
               {"title", text()},
               {"study", text()},
               {"share", number(0, 1)},
               {"run", runs},
               {"criterion", entries(criterion)}},
              {"id", "title", "study", "share", "run", "criterion"});
}

Json quality_schema() {
  auto check = table({{"date", date()},
                      {"by", text()},
                      {"what", text()},
                      {"found", text()},
                      {"outcome", one_of(std::array{"passed", "failed", "open"})}},
                     {"date", "by", "what", "found", "outcome"});
  return file("quality", {{"check", entries(std::move(check))}}, {});
}

Json schema_of_kind(std::string_view kind) {
  if (kind == "council") return council_schema();
  if (kind == "parameters") return parameters_schema();
  if (kind == "lever") return lever_schema();
  if (kind == "scenario") return scenario_schema();
  if (kind == "design") return design_schema();
  if (kind == "criteria") return criteria_schema();
  if (kind == "quality") return quality_schema();
  return study_schema();
}

}  // namespace

Json schema_of(std::string_view kind) {
  Json result{{"$schema", "https://json-schema.org/draft/2020-12/schema"}};
  if (!kind.empty()) {
    result["title"] = fmt::format("Wardmote {} file", kind);
    result.update(schema_of_kind(kind));
    return result;
  }
  // all: the file says which it is
  result["title"] = "Wardmote file";
  result["type"] = "object";
  result["required"] = {"wardmote", "kind"};
  result["properties"] = {{"wardmote", {{"const", 1}}}, {"kind", one_of(file_kinds)}};
  Json branches = Json::array();
  Json definitions = Json::object();
  for (auto const name : file_kinds) {
    branches.push_back({{"if", {{"properties", {{"kind", {{"const", name}}}}}}}, {"then", reference(name)}});
    definitions[std::string{name}] = schema_of_kind(name);
  }
  result["allOf"] = branches;
  result["$defs"] = definitions;
  return result;
}

}  // namespace wardmote::loader
