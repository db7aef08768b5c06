#include "scenarios/loader/lever_file.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "scenarios/loader/nearest.hpp"

namespace wardmote::loader {

namespace {

/// Keys of [[lever.does]] that every primitive knows.
constexpr auto common_keys = std::to_array<std::string_view>({"primitive", "where"});
constexpr auto recurring_keys = std::to_array<std::string_view>({"every", "once"});

policy::PrimitiveSpec const& read_primitive(toml::table const& table, std::string const& path) {
  auto const* node = table.get("primitive");
  auto const key = path + ".primitive";
  if (node == nullptr) throw InputError(place_of(table), key + " is missing");
  auto const name = read_string(*node, key);
  std::vector<std::string_view> names;
  for (auto const& spec : policy::primitive_specs()) {
    if (spec.name == name) return spec;
    names.push_back(spec.name);
  }
  fail(*node, key, "no such primitive; " + hint(name, std::span<std::string_view const>{names}));
}

/// Index of one of a list's words among those allowed.
std::uint32_t word_index(std::string const& path, Name const& word, std::span<std::string_view const> words) {
  auto const at = std::find(words.begin(), words.end(), word.text);
  if (at == words.end())
    throw InputError(word.place, fmt::format("{} = \"{}\" ({})", path, word.text, hint(word.text, words)));
  return static_cast<std::uint32_t>(at - words.begin());
}

void read_who(toml::node const& node, std::string const& path, Step& step) {
  auto const* found = node.as_table();
  if (found == nullptr)
    fail(node, path, "expected a table such as { councillors = \"ward\", officers = [\"highways\"] }");
  auto const keys = who_keys(step.primitive);
  auto const can_name = [&](std::string_view key) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
  TomlTable const who{*found, path, {keys.begin(), keys.end()}};
  if (can_name("councillors") && who.find("councillors") != nullptr) {
    step.councillors = static_cast<policy::CouncillorTarget>(who.choice("councillors", councillor_names));
  }
  if (can_name("officers")) step.services = who.names("officers");
  if (!can_name("grades")) return;
  for (auto const& grade : who.names("grades")) {
    step.grades.push_back(word_index(who.path("grades"), grade, grade_names));
  }
  std::sort(step.grades.begin(), step.grades.end());
}

policy::Period read_period(TomlTable const& table, policy::PrimitiveSpec const& spec) {
  auto const* every = table.find("every");
  auto const* once = table.find("once");
  if (every != nullptr && once != nullptr) fail(*once, table.path("once"), "give every or once, not both");
  if (every != nullptr) {
    auto const recurring = std::span{period_names}.subspan(1);
    return static_cast<policy::Period>(1 + read_choice(*every, table.path("every"), recurring));
  }
  if (once != nullptr) {
    if (!read_boolean(*once, table.path("once")))
      fail(*once, table.path("once"), "say once = true, or every = \"...\"");
    return policy::Period::once;
  }
  if (spec.recurs) {
    throw InputError(table.place(),
                     fmt::format("{} is missing ({} needs every = \"week|month|quarter|year\" or once = true)",
                                 table.path("every"), spec.name));
  }
  return policy::Period::once;
}

Step read_step(toml::table const& found, std::string const& path) {
  auto const& spec = read_primitive(found, path);
  std::vector<std::string_view> keys(common_keys.begin(), common_keys.end());
  if (!who_keys(spec.primitive).empty()) keys.insert(keys.begin() + 1, "who");
  if (spec.recurs) keys.insert(keys.end(), recurring_keys.begin(), recurring_keys.end());
  if (has_staff(spec.primitive)) keys.push_back("staff");
  for (auto const& field : spec.fields) keys.push_back(field.name);
  TomlTable const table{found, path, keys};

  // for whom, where, how often
  Step step;
  step.primitive = spec.primitive;
  step.place = table.place();
  auto const names_people = !who_keys(spec.primitive).empty();
  if (auto const* who = names_people ? table.find("who") : nullptr) read_who(*who, table.path("who"), step);
  if (auto const* where = table.find("where")) step.where = read_where(*where, table.path("where"));
  step.every = read_period(table, spec);
  if (has_staff(spec.primitive)) step.staff = table.names("staff");

  // the primitive's own fields
  for (auto const& field : spec.fields) {
    FieldValue value;
    auto const* node = table.find(field.name);
    value.given = node != nullptr;
    if (field.type == policy::FieldType::choice) {
      if (node != nullptr) value.choice = read_choice(*node, table.path(field.name), field.choices);
    } else {
      value.quantity = node != nullptr
                           ? read_quantity(*node, table.path(field.name), rule_of(field))
                           : fixed_quantity(field.neutral, std::string{field.unit}, "the value that changes nothing");
    }
    if (field.required && node == nullptr) {
      throw InputError(table.place(),
                       fmt::format("{} is missing (expected {})", table.path(field.name),
                                   field.type == policy::FieldType::choice ? either(field.choices) : "a quantity"));
    }
    step.fields.push_back(std::move(value));
  }
  return step;
}

Cost read_cost(toml::table const& found, std::string const& path) {
  TomlTable const table{found, path, {"line", "per", "officer_hours", "money", "resident_hours", "partner_hours"}};
  Cost cost;
  cost.place = table.place();
  cost.line = table.string("line");
  cost.per = static_cast<policy::CostBasis>(table.choice("per", cost_basis_names));
  auto any = false;
  for (auto const& part : cost_parts) {
    auto const* node = table.find(part.key);
    any = any || node != nullptr;
    cost.*part.member = node != nullptr ? read_quantity(*node, table.path(part.key), part.rule)
                                        : fixed_quantity(0, std::string{part.rule.unit}, "none given");
  }
  if (!any) {
    throw InputError(table.place(), fmt::format("{} costs nothing (expected officer_hours, money, resident_hours or "
                                                "partner_hours)",
                                                path));
  }
  return cost;
}

Lever read_entry(toml::table const& found) {
  TomlTable const table{
      found,
      "lever",
      {"id", "title", "sources", "notes", "acts", "timing", "moves", "same_as", "delivery", "ramp", "does", "cost"}};
  Lever lever;
  lever.place = table.place();
  lever.id = table.string("id");
  auto const plain = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  if (!std::all_of(lever.id.begin(), lever.id.end(), plain)) {
    fail(table.at("id"), "lever.id", "expected letters, digits, '-' and '_' only");
  }
  lever.title = table.string("title");
  for (auto const& source : table.names("sources")) lever.sources.push_back(source.text);
  if (lever.sources.empty())
    throw InputError(table.place(), "lever.sources is missing (where the idea comes from, a list)");
  lever.notes = table.string_or("notes", "");
  lever.acts = table.string_or("acts", "");
  lever.timing = table.string_or("timing", "");
  for (auto const& move : table.names("moves"))
    lever.moves.push_back(word_index(table.path("moves"), move, move_names));
  lever.same_as = table.names("same_as");
  if (!lever.same_as.empty()) {
    for (auto const* key : {"delivery", "ramp", "does", "cost"}) {
      if (auto const* node = table.find(key)) {
        fail(*node, table.path(key), fmt::format("{} is another name: all it does is in same_as", lever.id));
      }
    }
    return lever;
  }
  lever.delivery = read_quantity(table.at("delivery"), "lever.delivery", delivery_rule);
  auto const* ramp = table.find("ramp");
  lever.has_ramp = ramp != nullptr;
  lever.ramp = lever.has_ramp ? read_quantity(*ramp, "lever.ramp", ramp_rule) : fixed_quantity(0, "month", "at once");
  for (auto const* step : table.entries("does")) lever.does.push_back(read_step(*step, "lever.does"));
  for (auto const* cost : table.entries("cost")) lever.costs.push_back(read_cost(*cost, "lever.cost"));
  if (lever.does.empty())
    throw InputError(table.place(), fmt::format("lever {} does nothing (expected a [[lever.does]])", lever.id));
  std::set<std::string> lines;
  for (auto const& cost : lever.costs) {
    if (!lines.insert(cost.line).second)
      throw InputError(cost.place, fmt::format("lever.cost.line = \"{}\" is named twice", cost.line));
  }
  return lever;
}

/// Follows same_as; `trail` names the levers on the way.
void follow(Library& library, Name const& id, std::string const& from, std::vector<std::string>& trail,
            std::vector<ActingLever>& acting) {
  if (auto const again = std::find(trail.begin(), trail.end(), id.text); again != trail.end()) {
    std::vector<std::string> loop(again, trail.end());
    loop.push_back(id.text);
    throw InputError(id.place, fmt::format("lever.same_as = \"{}\" (levers are the same in a loop: {})", id.text,
                                           fmt::join(loop, " -> ")));
  }
  auto const& document = library.find_lever(id, from);
  library.use(document);
  auto lever = read_lever(document, id.text);
  if (lever.same_as.empty()) {
    auto const known = [&](ActingLever const& other) { return other.lever.id == lever.id; };
    if (std::none_of(acting.begin(), acting.end(), known)) acting.push_back({std::move(lever), &document});
    return;
  }
  trail.push_back(id.text);
  for (auto const& other : lever.same_as) follow(library, other, document.path, trail, acting);
  trail.pop_back();
}

std::string_view last_part(std::string_view name) { return name.substr(name.rfind('.') + 1); }

}  // namespace

std::span<std::string_view const> who_keys(policy::Primitive primitive) {
  static constexpr auto all = std::to_array<std::string_view>({"councillors", "officers", "grades"});
  static constexpr std::span<std::string_view const> keys{all};
  switch (primitive) {
    case policy::Primitive::meet:
    case policy::Primitive::train:
      return keys;
    case policy::Primitive::permit:
      return keys.subspan(1);
    case policy::Primitive::capacity:
    case policy::Primitive::route:
    case policy::Primitive::feedback:
      return keys.subspan(1, 1);
    default:
      return {};  // for everyone in the wards where it holds, or for the group a field names
  }
}

bool has_staff(policy::Primitive primitive) {
  auto const fields = policy::spec_of(primitive).fields;
  return std::any_of(fields.begin(), fields.end(), policy::is_running);
}

QuantityRule rule_of(policy::FieldSpec const& field) { return {field.unit, field.minimum, field.maximum}; }

Where read_where(toml::node const& node, std::string const& path) {
  auto const* found = node.as_table();
  if (found == nullptr) fail(node, path, "expected a table such as { zone = \"North\" } or { wards = [\"...\"] }");
  TomlTable const table{*found, path, {"zone", "wards"}};
  Where where;
  if (auto const* zone = table.find("zone")) where.zone = Name{read_string(*zone, table.path("zone")), place_of(*zone)};
  where.wards = table.names("wards");
  if (where.zone && !where.wards.empty()) fail(table.at("wards"), table.path("wards"), "give zone or wards, not both");
  if (!where.zone && where.wards.empty()) fail(node, path, "expected a zone or some wards");
  return where;
}

std::vector<Lever> read_levers(Document const& document) {
  TomlTable const file{document.table, "", {"wardmote", "kind", "lever"}};
  std::vector<Lever> levers;
  for (auto const* entry : file.entries("lever")) {
    levers.push_back(read_entry(*entry));
    for (std::size_t i = 0; i + 1 < levers.size(); ++i) {
      if (levers[i].id == levers.back().id) {
        fail(*entry->get("id"), "lever.id", fmt::format("is already defined at {}", levers[i].place.text()));
      }
    }
  }
  if (levers.empty()) throw InputError({document.shown, 1, 1}, "has no [[lever]]");
  return levers;
}

Lever read_lever(Document const& document, std::string_view id) {
  for (auto& lever : read_levers(document)) {
    if (lever.id == id) return lever;
  }
  throw InputError({document.shown}, fmt::format("has no lever '{}'", id));
}

std::vector<ActingLever> acting_levers(Library& library, Name const& id, std::string const& from) {
  std::vector<ActingLever> acting;
  std::vector<std::string> trail;
  follow(library, id, from, trail, acting);
  return acting;
}

std::vector<LeverNumber> numbers_of(Lever& lever) {
  std::vector<LeverNumber> numbers{{"delivery", &lever.delivery, delivery_rule, nullptr},
                                   {"ramp", &lever.ramp, ramp_rule, &lever.has_ramp}};
  for (std::size_t i = 0; i < lever.does.size(); ++i) {
    auto& step = lever.does[i];
    auto const& fields = policy::spec_of(step.primitive).fields;
    for (std::size_t f = 0; f < fields.size(); ++f) {
      if (fields[f].type != policy::FieldType::quantity) continue;
      numbers.push_back({fmt::format("does.{}.{}", i + 1, fields[f].name), &step.fields[f].quantity, rule_of(fields[f]),
                         &step.fields[f].given});
    }
  }
  for (std::size_t i = 0; i < lever.costs.size(); ++i) {
    for (auto const& part : cost_parts) {
      numbers.push_back(
          {fmt::format("cost.{}.{}", i + 1, part.key), &(lever.costs[i].*part.member), part.rule, nullptr});
    }
  }
  return numbers;
}

std::vector<NamedQuantity> numbers_of(Lever const& lever) {
  // one walk serves both: it reads, and only the caller's view may write
  std::vector<NamedQuantity> numbers;
  for (auto const& number : numbers_of(const_cast<Lever&>(lever))) {
    numbers.push_back({number.name, number.quantity, number.given == nullptr || *number.given});
  }
  return numbers;
}

LeverNumber find_number(Lever& lever, std::string_view name, Place const& place) {
  auto const numbers = numbers_of(lever);
  std::vector<LeverNumber> short_match;
  for (auto const& number : numbers) {
    if (number.name == name) return number;
    if (last_part(number.name) == name) short_match.push_back(number);
  }

  // a short name: the only step that gives it, else the only one that could
  if (short_match.size() > 1) {
    std::vector<LeverNumber> given;
    std::copy_if(short_match.begin(), short_match.end(), std::back_inserter(given), [](LeverNumber const& number) {
      return number.given != nullptr ? *number.given : number.quantity->place.line > 0;
    });
    if (given.size() == 1) return given.front();
    std::vector<std::string> candidates;
    for (auto const& number : short_match) candidates.push_back(number.name);
    throw InputError(place, fmt::format("'{}' is ambiguous in lever {} (expected one of {})", name, lever.id,
                                        fmt::join(candidates, ", ")));
  }
  if (short_match.size() == 1) return short_match.front();

  std::set<std::string> known;
  for (auto const& number : numbers) {
    if (name.find('.') != std::string_view::npos)
      known.insert(number.name);
    else
      known.insert(std::string{last_part(number.name)});
  }
  std::vector<std::string> const list(known.begin(), known.end());
  throw InputError(place, fmt::format("lever {} has no number '{}' ({})", lever.id, name, hint(name, std::span{list})));
}

std::uint32_t lever_number(std::string_view id) {
  std::uint32_t hash = 2166136261U;  // FNV-1a, 32 bits
  for (char const c : id) hash = (hash ^ static_cast<std::uint8_t>(c)) * 16777619U;
  return hash;
}

}  // namespace wardmote::loader
