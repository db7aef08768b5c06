#include <algorithm>
#include <iostream>
#include <map>

#include <fmt/format.h>

#include "engine/measure/record.hpp"
#include "engine/policy/primitives.hpp"
#include "engine/policy/reviews.hpp"
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

std::string names_of(std::vector<loader::Name> const& names) {
  std::vector<std::string_view> texts;
  for (auto const& name : names) texts.push_back(name.text);
  return fmt::format("{}", fmt::join(texts, ", "));
}

/// For whom and where a step is, and who runs it.
void add_target(Rows& rows, loader::Step const& step) {
  if (step.councillors != policy::CouncillorTarget::none)
    rows.push_back(
        {"  councillors", std::string{loader::councillor_names[static_cast<std::size_t>(step.councillors)]}});
  if (!step.services.empty()) rows.push_back({"  officers", names_of(step.services)});
  std::vector<std::string_view> grades;
  for (auto const grade : step.grades) grades.push_back(loader::grade_names[grade]);
  if (!grades.empty()) rows.push_back({"  grades", fmt::format("{}", fmt::join(grades, ", "))});
  if (step.where.zone) rows.push_back({"  where", "zone " + step.where.zone->text});
  if (!step.where.wards.empty()) rows.push_back({"  where", names_of(step.where.wards)});
  if (!step.staff.empty()) rows.push_back({"  staff", names_of(step.staff)});
}

/// What a lever costs at its central values, by occasion: each kind of hours apart.
class Costs {
 public:
  explicit Costs(loader::Lever const& lever) {
    for (auto const& step : lever.does) add_step(step);
    for (auto const& cost : lever.costs) {
      for (auto const& part : loader::cost_parts) add(basis(cost.per), what(part.key), (cost.*part.member).value);
    }
  }

  [[nodiscard]] Rows rows() const {
    Rows result;
    for (auto const& [occasion, amounts] : sums_) {
      std::vector<std::string> parts;
      for (auto const& [name, amount] : amounts)
        parts.push_back(name == "£" ? fmt::format("£{:g}", amount) : fmt::format("{:g} {}", amount, name));
      result.push_back({result.empty() ? "costs" : "", occasion, fmt::format("{}", fmt::join(parts, ", "))});
    }
    if (!result.empty())
      result.push_back(
          {"", "", "at the central values, before delivery; in a council: wardmote run, or docs/levers.md"});
    return result;
  }

 private:
  void add_step(loader::Step const& step) {
    // fields that cost, on which occasion, and as what
    static std::map<std::string_view, std::pair<std::string, std::string>> const priced{
        {"grants", {"each year", "£"}},
        {"hours_per_attendee", {"each who attends", "hours there"}},
        {"preparation_hours", {"each who attends", "hours of preparation"}},
        {"travel_hours", {"each who attends", "hours of travel"}},
        {"actions_hours", {"each meeting", "officer hours for what is agreed"}},
        {"hours_per_exercise", {"each exercise", "officer hours"}},
        {"hours_per_invitation", {"each invitation", "officer hours"}},
        {"hours_per_report", {"each report", "officer hours"}}};
    auto const& fields = policy::spec_of(step.primitive).fields;
    auto const staff = step.staff.empty() ? "all services" : names_of(step.staff);
    for (std::size_t f = 0; f < fields.size(); ++f) {
      auto const amount = step.fields[f].quantity.value;
      if (policy::is_running(fields[f])) add("each year", "officer hours of " + staff, 12 * amount);
      if (auto const price = priced.find(fields[f].name); price != priced.end())
        add(price->second.first, price->second.second, amount);
    }
  }

  static std::string basis(policy::CostBasis per) {
    if (per == policy::CostBasis::once) return "once";
    return per == policy::CostBasis::attendee
               ? "each who attends"
               : fmt::format("each {}", loader::cost_basis_names[static_cast<std::size_t>(per)]);
  }

  static std::string what(std::string_view key) {
    if (key == "money") return "£";
    std::string words{key};
    std::replace(words.begin(), words.end(), '_', ' ');
    return words;
  }

  void add(std::string const& occasion, std::string const& name, double amount) {
    if (amount > 0) sums_[occasion][name] += amount;
  }

  std::map<std::string, std::map<std::string, double>> sums_;  // by occasion and kind
};

void explain_acting(loader::Lever const& lever) {
  Rows rows;
  add(rows, "delivery", lever.delivery);
  if (lever.has_ramp) add(rows, "ramp", lever.ramp);
  print(rows);
  if (auto const costs = Costs(lever).rows(); !costs.empty()) print(costs);
  for (std::size_t i = 0; i < lever.does.size(); ++i) {
    auto const& step = lever.does[i];
    auto const& spec = policy::spec_of(step.primitive);
    std::cout << fmt::format("  does.{}: {} ({}){}\n", i + 1, spec.name, spec.meaning,
                             spec.recurs ? fmt::format(", {}{}", step.every == policy::Period::once ? "" : "every ",
                                                       loader::period_names[static_cast<std::size_t>(step.every)])
                                         : "");
    Rows fields;
    add_target(fields, step);
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
    if (!fields.empty()) print(fields);
  }
  for (std::size_t i = 0; i < lever.costs.size(); ++i) {
    auto const& cost = lever.costs[i];
    std::cout << fmt::format("  cost.{}: {}, per {}\n", i + 1, cost.line,
                             loader::cost_basis_names[static_cast<std::size_t>(cost.per)]);
    Rows lines;
    for (auto const& part : loader::cost_parts) {
      if ((cost.*part.member).high > 0) add(lines, fmt::format("  {}", part.key), cost.*part.member);
    }
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

policy::ObservableSpec const& observable_of(loader::ReviewEntry const& review) {
  return policy::observable_specs()[static_cast<std::size_t>(review.observable)];
}

void explain_scenario(loader::ScenarioEntry const& scenario) {
  heading("scenario", scenario.id, scenario.title);
  Rows rows{{"purpose", one_line(scenario.purpose)}};
  if (!scenario.catalogue.empty()) rows.push_back({"catalogue", scenario.catalogue});
  rows.push_back({"file", scenario.file});
  for (auto const& name : scenario.includes) rows.push_back({"includes", name});
  for (auto const& review : scenario.reviews) {
    rows.push_back({"review", fmt::format("{} on {}: {} since {}{} {} {}", review.id.text, loader::iso_date(review.on),
                                          observable_of(review).name, loader::iso_date(review.from),
                                          review.against_elsewhere ? ", less elsewhere," : "",
                                          review.at_most ? "at most" : "at least", review.threshold)});
    rows.push_back({"", std::string{observable_of(review).meaning}});
    rows.push_back({"", review.reason});
  }
  for (auto const& use : scenario.uses) {
    auto const until = use.until ? " until " + loader::iso_date(*use.until) : "";
    auto const waits = use.review.empty() ? "" : fmt::format(", {} {}", use.met ? "if" : "unless", use.review);
    rows.push_back({"lever", fmt::format("{} from {}{}{}", use.lever, loader::iso_date(use.from), until, waits)});
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
             fmt::format("{} (cabinet {}, chairs {}, leaders of groups {}, newcomers {})", council.n_councillor(),
                         council.n_cabinet, council.n_chair, council.n_leader, council.n_newcomer)}};
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
