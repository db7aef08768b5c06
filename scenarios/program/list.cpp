#include <algorithm>
#include <array>
#include <iostream>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/measure/measures.hpp"
#include "engine/measure/record.hpp"
#include "engine/policy/primitives.hpp"
#include "scenarios/loader/catalogue.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/lever_file.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/resolved_json.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using nlohmann::ordered_json;
using Rows = std::vector<std::vector<std::string>>;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return text;
}

/// What is listed, as rows for people and as JSON for programs.
struct Listing {
  Rows rows;
  ordered_json json = ordered_json::array();
};

/// Which levers are wanted; empty: all.
struct LeverFilter {
  std::string moves;      ///< what the sources' authors believed it moves
  std::string primitive;  ///< one of the fourteen
  std::string who;        ///< a word of who acts on whom
};

/// The text, if it is one of the words allowed.
std::string checked(Arguments const& line, std::string const& option, std::span<std::string_view const> words) {
  auto const text = line.text(option).value_or("");
  if (!text.empty() && std::find(words.begin(), words.end(), text) == words.end()) {
    throw loader::InputError({}, fmt::format("list: --{} {} ({})", option, text, loader::hint(text, words)));
  }
  return text;
}

LeverFilter filter_of(Arguments const& line) {
  std::vector<std::string_view> primitives;
  for (auto const& spec : policy::primitive_specs()) primitives.push_back(spec.name);
  return {checked(line, "moves", loader::move_names), checked(line, "primitive", primitives),
          lower(line.text("who").value_or(""))};
}

Listing councils(LeverFilter const&) {
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

std::vector<std::string_view> primitives_of(loader::LeverEntry const& entry) {
  std::vector<std::string_view> names;
  for (auto const& lever : entry.acting) {
    for (auto const& step : lever.does) {
      auto const name = policy::spec_of(step.primitive).name;
      if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
  }
  return names;
}

bool is_wanted(loader::LeverEntry const& entry, LeverFilter const& wanted) {
  auto const& lever = entry.lever;
  auto const moves = [&](std::uint32_t move) { return loader::move_names[move] == wanted.moves; };
  if (!wanted.moves.empty() && std::none_of(lever.moves.begin(), lever.moves.end(), moves)) return false;
  auto const primitives = primitives_of(entry);
  if (!wanted.primitive.empty() &&
      std::find(primitives.begin(), primitives.end(), wanted.primitive) == primitives.end())
    return false;
  return wanted.who.empty() || lower(lever.acts).find(wanted.who) != std::string::npos;
}

Listing levers(LeverFilter const& wanted) {
  Listing listing{{{"ID", "DOES", "TITLE"}}, {}};
  for (auto const& entry : loader::Catalogue{}.levers()) {
    if (!is_wanted(entry, wanted)) continue;
    listing.rows.push_back(
        {entry.lever.id, fmt::format("{}", fmt::join(primitives_of(entry), " ")), entry.lever.title});
    ordered_json item = loader::to_json(entry.lever);
    item["file"] = entry.file;
    listing.json.push_back(std::move(item));
  }
  return listing;
}

Listing scenarios(LeverFilter const&) {
  Listing listing{{{"ID", "LEVERS", "TITLE"}}, {}};
  for (auto const& scenario : loader::Catalogue{}.scenarios()) {
    std::vector<std::string> parts = scenario.includes;
    ordered_json uses = ordered_json::array();
    for (auto const& use : scenario.uses) {
      parts.push_back(use.lever);
      uses.push_back({{"lever", use.lever}, {"from", loader::iso_date(use.from)}});
      if (use.until) uses.back()["until"] = loader::iso_date(*use.until);
      if (!use.review.empty()) uses.back()[use.met ? "if" : "unless"] = use.review;
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

Listing parameters(LeverFilter const&) {
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

Listing outcomes(LeverFilter const&) {
  Listing listing{{{"ID", "UNIT", "CATALOGUE", "MEANING"}}, {}};
  for (auto const& spec : measure::outcome_specs()) {
    listing.rows.push_back(
        {std::string{spec.id}, std::string{spec.units}, std::string{spec.catalogue}, std::string{spec.title}});
    listing.json.push_back(
        {{"id", spec.id}, {"unit", spec.units}, {"title", spec.title}, {"catalogue", spec.catalogue}});
  }
  return listing;
}

/// Of the names a measure is made from, along what they are split.
std::vector<std::string_view> splits_of(measure::Measure const& measure) {
  std::vector<std::string_view> splits;
  auto const has = [&](measure::Axis axis) {
    return std::ranges::any_of(measure::series_specs(), [&](auto const& series) {
      return series.axis == axis &&
             fmt::format(" {} ", measure.names).find(fmt::format(" {} ", series.name)) != std::string::npos;
    });
  };
  if (has(measure::Axis::ward)) splits.insert(splits.end(), {"ward", "zone"});
  if (has(measure::Axis::group)) splits.push_back("group");
  if (has(measure::Axis::tenure)) splits.push_back("tenure");
  return splits;
}

Listing measures(LeverFilter const&) {
  Listing listing{{{"ID", "SCOPE", "BY", "MADE FROM", "TITLE"}}, {}};
  for (auto const& measure : measure::measures()) {
    auto const splits = splits_of(measure);
    listing.rows.push_back({std::string{measure.id}, std::string{measure::words(measure.scope)},
                            fmt::format("{}", fmt::join(splits, " ")), std::string{measure.names},
                            std::string{measure.title}});
    listing.json.push_back({{"id", measure.id},
                            {"title", measure.title},
                            {"scope", measure::words(measure.scope)},
                            {"by", splits},
                            {"names", measure.names},
                            {"definition", measure.definition}});
  }
  return listing;
}

Listing primitives(LeverFilter const&) {
  Listing listing{{{"NAME", "FIELDS", "MEANING"}}, {}};
  for (auto const& spec : policy::primitive_specs()) {
    std::vector<std::string_view> fields;
    for (auto const& field : spec.fields) fields.push_back(field.name);
    listing.rows.push_back({std::string{spec.name}, std::to_string(fields.size()), std::string{spec.meaning}});
    listing.json.push_back(
        {{"name", spec.name}, {"meaning", spec.meaning}, {"recurs", spec.recurs}, {"fields", fields}});
  }
  return listing;
}

Listing studies(LeverFilter const&) {
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
  Listing (*make)(LeverFilter const&);
};
constexpr auto kinds = std::to_array<Kind>({{"councils", councils},
                                            {"levers", levers},
                                            {"scenarios", scenarios},
                                            {"parameters", parameters},
                                            {"outcomes", outcomes},
                                            {"measures", measures},
                                            {"primitives", primitives},
                                            {"studies", studies}});

}  // namespace

int list(std::vector<std::string> const& arguments) {
  Arguments line("list", "councils|levers|scenarios|parameters|outcomes|measures|primitives|studies",
                 "lists what there is to choose from");
  line.options()("json", "as JSON, in full");
  line.options()("moves", po::value<std::string>(), "WORD: levers believed to move trust, participation, ...");
  line.options()("primitive", po::value<std::string>(), "NAME: levers that do this, such as MEET");
  line.options()("who", po::value<std::string>(),
                 "WORD: levers in which these act or are acted on, such as councillors");
  if (!line.parse(arguments, 1, 1)) return status_done;

  for (auto const* option : {"moves", "primitive", "who"}) {
    if (line.has(option) && line.operand(0) != "levers")
      throw loader::InputError({}, fmt::format("list: --{} is for levers only", option));
  }
  for (auto const& kind : kinds) {
    if (kind.name != line.operand(0)) continue;
    auto listing = kind.make(filter_of(line));
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
