#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "engine/measure/record.hpp"
#include "engine/policy/primitives.hpp"
#include "scenarios/loader/catalogue.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/lever_file.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using loader::Quantity;
using Rows = std::vector<std::vector<std::string>>;

void heading(std::string_view kind, std::string_view id, std::string_view title) {
  std::cout << bold(fmt::format("{} {}", kind, id)) << (title.empty() ? "" : ": ") << title << "\n";
}

void print(Rows rows) {
  for (auto& row : rows) row.front().insert(0, "  ");
  std::cout << columns(rows);
}

std::string range(Quantity const& q) {
  auto const unit = q.unit == "1" ? std::string{} : " " + q.unit;
  if (!q.uncertain()) return fmt::format("{}{}, certain", q.value, unit);
  return fmt::format("{}{}, plausibly {} to {} ({})", q.value, unit, q.low, q.high,
                     loader::distribution_names[static_cast<std::size_t>(q.distribution)]);
}

/// "assumed (assumption): why"; a source that begins with its own grade does not say it twice.
std::string origin(Quantity const& q) {
  auto const evidence = loader::evidence_names[static_cast<std::size_t>(q.evidence)];
  std::string_view source = q.source;
  if (source.starts_with(fmt::format("{}: ", evidence))) source.remove_prefix(evidence.size() + 2);
  return fmt::format("{} ({}): {}", loader::tag_names[static_cast<std::size_t>(q.tag)], evidence, source);
}

/// A text of several lines on one.
std::string one_line(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

void add(Rows& rows, std::string const& name, Quantity const& q) {
  rows.push_back({name, range(q)});
  rows.push_back({"", origin(q)});
}

void explain_acting(loader::Lever const& lever) {
  Rows rows;
  add(rows, "delivery", lever.delivery);
  print(rows);
  for (std::size_t i = 0; i < lever.does.size(); ++i) {
    auto const& step = lever.does[i];
    auto const& spec = policy::spec_of(step.primitive);
    std::cout << fmt::format("  does.{}: {} ({}){}\n", i + 1, spec.name, spec.meaning,
                             spec.recurs ? fmt::format(", {}{}", step.every == policy::Period::once ? "" : "every ",
                                                       loader::period_names[static_cast<std::size_t>(step.every)])
                                         : "");
    Rows fields;
    for (std::size_t f = 0; f < spec.fields.size(); ++f) {
      auto const& field = spec.fields[f];
      auto const& value = step.fields[f];
      if (!value.given) continue;
      auto const name = "  " + std::string{field.name};
      if (field.type == policy::FieldType::choice)
        fields.push_back({name, std::string{field.choices[value.choice]}});
      else
        add(fields, name, value.quantity);
    }
    print(fields);
  }
  for (std::size_t i = 0; i < lever.costs.size(); ++i) {
    auto const& cost = lever.costs[i];
    std::cout << fmt::format("  cost.{}: {}, per {}\n", i + 1, cost.line,
                             loader::cost_basis_names[static_cast<std::size_t>(cost.per)]);
    Rows lines;
    if (cost.officer_hours.high > 0) add(lines, "  officer_hours", cost.officer_hours);
    if (cost.money.high > 0) add(lines, "  money", cost.money);
    print(lines);
  }
}

void explain_lever(loader::LeverEntry const& entry) {
  auto const& lever = entry.lever;
  heading("lever", lever.id, lever.title);
  Rows rows{{"from", fmt::format("{}", fmt::join(lever.sources, ", "))}, {"file", entry.file}};
  if (!lever.acts.empty()) rows.push_back({"acts", lever.acts});
  if (!lever.timing.empty()) rows.push_back({"timing", lever.timing});
  if (!lever.moves.empty()) {
    std::vector<std::string_view> names;
    for (auto const move : lever.moves) names.push_back(loader::move_names[move]);
    rows.push_back({"moves", fmt::format("{} (what the sources' authors believed)", fmt::join(names, ", "))});
  }
  if (!lever.notes.empty()) rows.push_back({"notes", one_line(lever.notes)});
  print(rows);
  for (auto const& acting : entry.acting) {
    if (acting.id != lever.id) std::cout << fmt::format("  same as {}: {}\n", acting.id, acting.title);
    explain_acting(acting);
  }
}

void explain_scenario(loader::ScenarioEntry const& scenario) {
  heading("scenario", scenario.id, scenario.title);
  Rows rows{{"purpose", one_line(scenario.purpose)}};
  if (!scenario.catalogue.empty()) rows.push_back({"catalogue", scenario.catalogue});
  rows.push_back({"file", scenario.file});
  for (auto const& name : scenario.includes) rows.push_back({"includes", name});
  for (auto const& use : scenario.uses) {
    rows.push_back({"lever", fmt::format("{} from {}{}", use.lever, loader::iso_date(use.from),
                                         use.until ? " until " + loader::iso_date(*use.until) : "")});
  }
  print(rows);
}

void explain_parameter(world::ParameterSpec const& spec, std::vector<loader::ParameterEntry> const& entries) {
  heading("parameter", spec.name, spec.meaning);
  Rows rows{{"unit", std::string{spec.unit}}, {"allowed", fmt::format("{} to {}", spec.minimum, spec.maximum)}};
  for (auto const& entry : entries) {
    if (entry.value.spec == &spec) add(rows, "in " + entry.set, entry.value.quantity);
  }
  rows.push_back({"--set", fmt::format("parameters.{}.value=...", spec.name)});
  print(rows);
}

void explain_primitive(policy::PrimitiveSpec const& spec) {
  heading("primitive", spec.name, spec.meaning);
  Rows rows;
  if (spec.recurs) rows.push_back({"every", "week, month, quarter or year; or once = true"});
  for (auto const& field : spec.fields) {
    auto const allowed =
        field.type == policy::FieldType::choice
            ? loader::either(field.choices)
            : fmt::format("[{}], {} to {}, without it {}", field.unit, field.minimum, field.maximum, field.neutral);
    rows.push_back({std::string{field.name}, fmt::format("{}; {}", field.meaning, allowed)});
  }
  print(rows);
}

void explain_council(loader::CouncilEntry const& entry) {
  auto const& council = entry.council;
  heading("council", council.id, council.name);
  Rows rows{{"file", entry.file},
            {"as found", loader::iso_date(council.as_found)},
            {"nation", council.nation},
            {"residents", grouped(council.n_resident())},
            {"councillors",
             fmt::format("{} (cabinet {}, chairs {})", council.n_councillor(), council.n_cabinet, council.n_chair)}};
  for (std::size_t z = 0; z < council.zones.size(); ++z) {
    std::vector<std::string_view> names;
    for (auto const& ward : council.wards) {
      if (ward.zone == z) names.push_back(ward.name);
    }
    rows.push_back({"zone " + council.zones[z], fmt::format("{}", fmt::join(names, ", "))});
  }
  for (auto const& service : council.services) rows.push_back({"service " + service.id, service.title});
  print(rows);
}

}  // namespace

int explain(std::vector<std::string> const& arguments) {
  Arguments line("explain", "ID",
                 "tells all about a lever, scenario, parameter, outcome, trajectory, primitive or council");
  if (!line.parse(arguments, 1, 1)) return status_done;
  auto const& id = line.operand(0);
  std::vector<std::string> known;

  // what the engine knows by itself
  for (auto const& spec : measure::outcome_specs()) {
    if (spec.id == id) {
      heading("outcome", spec.id, spec.title);
      print({{"unit", std::string{spec.units}}, {"catalogue", std::string{spec.catalogue}}});
      return status_done;
    }
    known.emplace_back(spec.id);
  }
  for (auto const& spec : measure::series_specs()) {
    if (spec.name == id) {
      heading("trajectory", spec.name, spec.long_name);
      print({{"unit", std::string{spec.units}}, {"catalogue", std::string{spec.catalogue}}});
      return status_done;
    }
    known.emplace_back(spec.name);
  }
  for (auto const& spec : policy::primitive_specs()) {
    if (spec.name == id) return explain_primitive(spec), status_done;
    known.emplace_back(spec.name);
  }

  // what the data say
  loader::Catalogue catalogue;
  for (auto const& spec : world::parameter_specs()) {
    if (spec.name == id || fmt::format("parameters.{}", spec.name) == id) {
      return explain_parameter(spec, catalogue.parameters()), status_done;
    }
    known.emplace_back(spec.name);
  }
  for (auto const& entry : catalogue.levers()) {
    if (entry.lever.id == id) return explain_lever(entry), status_done;
    known.push_back(entry.lever.id);
  }
  for (auto const& scenario : catalogue.scenarios()) {
    if (scenario.id == id) return explain_scenario(scenario), status_done;
    known.push_back(scenario.id);
  }
  for (auto const& entry : catalogue.councils()) {
    if (entry.council.id == id) return explain_council(entry), status_done;
    known.push_back(entry.council.id);
  }
  auto const near = loader::nearest(id, std::span<std::string const>{known});
  throw loader::InputError({},
                           fmt::format("explain: nothing is called '{}'{}", id,
                                       near ? fmt::format(" (did you mean '{}'?)", *near) : " (see wardmote list)"));
}

}  // namespace wardmote::program
