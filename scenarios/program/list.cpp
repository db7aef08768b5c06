#include <array>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/measure/record.hpp"
#include "engine/policy/primitives.hpp"
#include "scenarios/loader/catalogue.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/resolved_json.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

/// What is listed, as rows for people and as JSON for programs.
struct Listing {
  Rows rows;
  ordered_json json = ordered_json::array();
};

Listing councils() {
  Listing listing{{{"ID", "WARDS", "SEATS", "RESIDENTS", "AS FOUND", "NAME"}}, {}};
  for (auto const& [council, file] : loader::Catalogue{}.councils()) {
    listing.rows.push_back({council.id, std::to_string(council.wards.size()), std::to_string(council.n_councillor()),
                            grouped(council.n_resident()), loader::iso_date(council.as_found), council.name});
    listing.json.push_back({{"id", council.id},
                            {"name", council.name},
                            {"nation", council.nation},
                            {"as_found", loader::iso_date(council.as_found)},
                            {"wards", council.wards.size()},
                            {"councillors", council.n_councillor()},
                            {"residents", council.n_resident()},
                            {"file", file}});
  }
  return listing;
}

std::string primitives_of(loader::Lever const& lever) {
  std::vector<std::string_view> names;
  for (auto const& step : lever.does) names.push_back(policy::spec_of(step.primitive).name);
  return fmt::format("{}", fmt::join(names, " "));
}

Listing levers() {
  Listing listing{{{"ID", "DOES", "TITLE"}}, {}};
  for (auto const& [lever, file] : loader::Catalogue{}.levers()) {
    listing.rows.push_back({lever.id, primitives_of(lever), lever.title});
    ordered_json entry = loader::to_json(lever);
    entry["file"] = file;
    listing.json.push_back(std::move(entry));
  }
  return listing;
}

Listing scenarios() {
  Listing listing{{{"ID", "LEVERS", "TITLE"}}, {}};
  for (auto const& scenario : loader::Catalogue{}.scenarios()) {
    std::vector<std::string> parts = scenario.includes;
    ordered_json uses = ordered_json::array();
    for (auto const& use : scenario.uses) {
      parts.push_back(use.lever);
      uses.push_back({{"lever", use.lever}, {"from", loader::iso_date(use.from)}});
      if (use.until) uses.back()["until"] = loader::iso_date(*use.until);
    }
    listing.rows.push_back(
        {scenario.id, parts.empty() ? "none" : fmt::format("{}", fmt::join(parts, " ")), scenario.title});
    listing.json.push_back({{"id", scenario.id},
                            {"title", scenario.title},
                            {"purpose", scenario.purpose},
                            {"catalogue", scenario.catalogue},
                            {"includes", scenario.includes},
                            {"use", uses},
                            {"file", scenario.file}});
  }
  return listing;
}

Listing parameters() {
  Listing listing{{{"NAME", "VALUE", "LOW", "HIGH", "UNIT", "TAG", "MEANING"}}, {}};
  for (auto const& [value, set] : loader::Catalogue{}.parameters()) {
    auto const& q = value.quantity;
    listing.rows.push_back(
        {std::string{value.spec->name}, fmt::format("{}", q.value), fmt::format("{}", q.low), fmt::format("{}", q.high),
         q.unit, std::string{loader::tag_names[static_cast<std::size_t>(q.tag)]}, std::string{value.spec->meaning}});
    ordered_json entry{{"name", value.spec->name}, {"meaning", value.spec->meaning}, {"set", set}};
    auto const quantity = loader::to_json(q);
    entry.update(quantity);
    entry["minimum"] = value.spec->minimum;
    entry["maximum"] = value.spec->maximum;
    listing.json.push_back(std::move(entry));
  }
  return listing;
}

Listing outcomes() {
  Listing listing{{{"ID", "UNIT", "CATALOGUE", "MEANING"}}, {}};
  for (auto const& spec : measure::outcome_specs()) {
    listing.rows.push_back(
        {std::string{spec.id}, std::string{spec.units}, std::string{spec.catalogue}, std::string{spec.title}});
    listing.json.push_back(
        {{"id", spec.id}, {"unit", spec.units}, {"title", spec.title}, {"catalogue", spec.catalogue}});
  }
  return listing;
}

Listing primitives() {
  Listing listing{{{"NAME", "FIELDS", "MEANING"}}, {}};
  for (auto const& spec : policy::primitive_specs()) {
    auto const runs = !spec.fields.empty();
    std::vector<std::string_view> fields;
    for (auto const& field : spec.fields) fields.push_back(field.name);
    listing.rows.push_back({std::string{spec.name}, runs ? std::to_string(fields.size()) : "-",
                            std::string{spec.meaning} + (runs ? "" : " (not run by this version yet)")});
    listing.json.push_back(
        {{"name", spec.name}, {"meaning", spec.meaning}, {"recurs", spec.recurs}, {"runs", runs}, {"fields", fields}});
  }
  return listing;
}

Listing studies() {
  Listing listing{{{"ID", "COUNCIL", "FILE", "QUESTION"}}, {}};
  for (auto const& study : loader::Catalogue{}.studies()) {
    listing.rows.push_back({study.id, study.council, study.file, study.question});
    listing.json.push_back({{"id", study.id},
                            {"title", study.title},
                            {"question", study.question},
                            {"council", study.council},
                            {"file", study.file}});
  }
  return listing;
}

struct Kind {
  std::string_view name;
  Listing (*make)();
};
constexpr auto kinds = std::to_array<Kind>({{"councils", councils},
                                            {"levers", levers},
                                            {"scenarios", scenarios},
                                            {"parameters", parameters},
                                            {"outcomes", outcomes},
                                            {"primitives", primitives},
                                            {"studies", studies}});

}  // namespace

int list(std::vector<std::string> const& arguments) {
  Arguments line("list", "councils|levers|scenarios|parameters|outcomes|primitives|studies",
                 "lists what there is to choose from");
  line.options()("json", "as JSON, in full");
  if (!line.parse(arguments, 1, 1)) return status_done;

  for (auto const& kind : kinds) {
    if (kind.name != line.operand(0)) continue;
    auto listing = kind.make();
    if (line.has("json")) {
      std::cout << listing.json.dump(2) << "\n";
      return status_done;
    }
    if (line.quiet()) listing.rows.erase(listing.rows.begin());
    std::cout << columns(listing.rows);
    return status_done;
  }
  std::vector<std::string_view> names;
  for (auto const& kind : kinds) names.push_back(kind.name);
  throw loader::InputError({}, fmt::format("list: there are no '{}' ({})", line.operand(0),
                                           loader::hint(line.operand(0), std::span<std::string_view const>{names})));
}

}  // namespace wardmote::program
