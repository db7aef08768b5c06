#include "scenarios/loader/toml_table.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "scenarios/loader/nearest.hpp"

namespace wardmote::loader {

namespace {

constexpr std::string_view set_option = "--set ";

std::string range_text(double minimum, double maximum) {
  auto const infinite_low = std::isinf(minimum), infinite_high = std::isinf(maximum);
  if (infinite_low && infinite_high) return "must be a finite number";
  if (infinite_high) return fmt::format("must be at least {}", minimum);
  if (infinite_low) return fmt::format("must be at most {}", maximum);
  return fmt::format("must be in [{}, {}]", minimum, maximum);
}

std::string join(std::string_view path, std::string_view key) {
  return path.empty() ? std::string{key} : fmt::format("{}.{}", path, key);
}

}  // namespace

Place place_of(toml::source_region const& source) {
  Place place{source.path ? *source.path : std::string{}, source.begin.line, source.begin.column};
  if (place.file.starts_with(set_option)) place.line = place.column = 0;
  return place;
}

Place place_of(toml::node const& node) { return place_of(node.source()); }

std::string shown(toml::node const& node) {
  if (auto const* text = node.as_string()) {
    constexpr std::size_t longest = 60;
    auto const& value = text->get();
    return value.size() <= longest ? fmt::format("\"{}\"", value) : fmt::format("\"{}...\"", value.substr(0, longest));
  }
  if (auto const* number = node.as_integer()) return fmt::format("{}", number->get());
  if (auto const* number = node.as_floating_point()) return fmt::format("{}", number->get());
  if (auto const* truth = node.as_boolean()) return truth->get() ? "true" : "false";
  if (auto const* date = node.as_date()) {
    return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
  }
  if (node.is_table()) return "a table";
  if (node.is_array()) return "a list";
  return node.is_time() ? "a time" : "a date with time";
}

void fail(toml::node const& node, std::string_view key, std::string const& expected) {
  throw InputError(place_of(node), fmt::format("{} = {} ({})", key, shown(node), expected));
}

std::string read_string(toml::node const& node, std::string_view key) {
  auto const* text = node.as_string();
  if (text == nullptr) fail(node, key, "expected text in quotes");
  if (text->get().find_first_not_of(" \t\r\n") == std::string::npos) fail(node, key, "must not be empty");
  return text->get();
}

double read_number(toml::node const& node, std::string_view key, double minimum, double maximum) {
  if (!node.is_number()) fail(node, key, "expected a number");
  auto const value =
      node.is_integer() ? static_cast<double>(node.as_integer()->get()) : node.as_floating_point()->get();
  if (!std::isfinite(value) || value < minimum || value > maximum) fail(node, key, range_text(minimum, maximum));
  return value;
}

std::int64_t read_integer(toml::node const& node, std::string_view key, std::int64_t minimum, std::int64_t maximum) {
  auto const* number = node.as_integer();
  if (number == nullptr) fail(node, key, "expected a whole number");
  auto const value = number->get();
  if (value < minimum || value > maximum) {
    auto const open = maximum == std::numeric_limits<std::int64_t>::max();
    fail(node, key,
         open ? fmt::format("must be at least {}", minimum) : fmt::format("must be in [{}, {}]", minimum, maximum));
  }
  return value;
}

bool read_boolean(toml::node const& node, std::string_view key) {
  auto const* truth = node.as_boolean();
  if (truth == nullptr) fail(node, key, "expected true or false");
  return truth->get();
}

std::chrono::sys_days read_date(toml::node const& node, std::string_view key) {
  auto const* date = node.as_date();
  if (date == nullptr) fail(node, key, "expected a date such as 2018-10-01, without quotes");
  std::chrono::year_month_day const day{std::chrono::year{date->get().year}, std::chrono::month{date->get().month},
                                        std::chrono::day{date->get().day}};
  if (date->get().year < 1900 || date->get().year > 2200) fail(node, key, "must be in [1900-01-01, 2200-12-31]");
  return std::chrono::sys_days{day};
}

std::uint32_t read_choice(toml::node const& node, std::string_view key, std::span<std::string_view const> choices) {
  auto const* text = node.as_string();
  if (text == nullptr) fail(node, key, "expected " + either(choices));
  auto const found = std::find(choices.begin(), choices.end(), text->get());
  if (found == choices.end()) {
    auto const near = nearest(text->get(), choices);
    fail(node, key, "expected " + either(choices) + (near ? fmt::format("; did you mean '{}'?", *near) : ""));
  }
  return static_cast<std::uint32_t>(found - choices.begin());
}

std::vector<Name> read_names(toml::node const& node, std::string_view key) {
  auto const* list = node.as_array();
  if (list == nullptr) fail(node, key, "expected a list such as [\"a\", \"b\"]");
  std::vector<Name> names;
  std::set<std::string> seen;
  for (auto const& item : *list) {
    auto name = Name{read_string(item, key), place_of(item)};
    if (!seen.insert(name.text).second) fail(item, key, "is named twice");
    names.push_back(std::move(name));
  }
  return names;
}

Quantity read_quantity(toml::node const& node, std::string_view key, QuantityRule const& rule) {
  auto const* found = node.as_table();
  if (found == nullptr) {
    fail(node, key,
         fmt::format("expected a quantity: {{ value, low, high, unit = \"{}\", evidence, source }}", rule.unit));
  }
  TomlTable const table{
      *found, std::string{key}, {"value", "low", "high", "unit", "evidence", "source", "tag", "dist"}};
  Quantity q;
  q.place = place_of(table.at("value"));

  // numbers: an impossible value is reported under the quantity's own name
  q.value = read_number(table.at("value"), key, rule.minimum, rule.maximum);
  if (table.find("dist") != nullptr)
    q.distribution = static_cast<Distribution>(table.choice("dist", distribution_names));
  auto const certain = q.distribution == Distribution::fixed;
  q.low = certain ? table.number_or("low", rule.minimum, rule.maximum, q.value)
                  : table.number("low", rule.minimum, rule.maximum);
  q.high = certain ? table.number_or("high", rule.minimum, rule.maximum, q.value)
                   : table.number("high", rule.minimum, rule.maximum);
  if (q.low > q.high) fail(*table.find("low"), table.path("low"), fmt::format("must not exceed high = {}", q.high));
  if (q.value < q.low || q.value > q.high) {
    fail(table.at("value"), key, fmt::format("must lie between its low = {} and high = {}", q.low, q.high));
  }
  if (q.distribution == Distribution::loguniform && q.low <= 0) {
    fail(table.at("low"), table.path("low"), "must be above 0 for dist = \"loguniform\"");
  }
  auto const open = q.distribution == Distribution::uniform && q.low == 0 && q.high == 1;
  if (rule.unit == "switch" && ((q.value != 0 && q.value != 1) || !(certain || open))) {
    fail(table.at("value"), key, "a switch is 0 or 1 with dist = \"fixed\", or low = 0, high = 1 with \"uniform\"");
  }

  // unit
  q.unit = table.string("unit");
  if (q.unit != rule.unit) fail(table.at("unit"), table.path("unit"), fmt::format("expected \"{}\"", rule.unit));

  // where it comes from
  q.evidence = static_cast<Evidence>(table.choice("evidence", evidence_names));
  q.source = table.string("source");
  if (table.find("tag") != nullptr) {
    q.tag = static_cast<Tag>(table.choice("tag", tag_names));
    if (q.evidence == Evidence::assumption && q.tag != Tag::assumed) {
      fail(table.at("tag"), table.path("tag"), "evidence = \"assumption\" is tagged \"assumed\"");
    }
  } else {
    if (q.evidence == Evidence::measured) {
      throw InputError(
          table.place(),
          fmt::format("{} is missing (\"measured here\", or \"borrowed\" if measured elsewhere)", table.path("tag")));
    }
    q.tag = q.evidence == Evidence::literature ? Tag::borrowed : Tag::assumed;
  }
  return q;
}

void change_quantity(Quantity& quantity, toml::node const& node, std::string_view key, QuantityRule const& rule,
                     std::string const& origin) {
  if (node.is_table()) {
    quantity = read_quantity(node, key, rule);
    return;
  }
  auto const value = read_number(node, key, rule.minimum, rule.maximum);
  if (rule.unit == "switch" && value != 0 && value != 1) fail(node, key, "a switch is 0 or 1");
  quantity = fixed_quantity(value, std::string{rule.unit}, origin);
  quantity.place = place_of(node);
}

TomlTable::TomlTable(toml::table const& table, std::string path, std::span<std::string_view const> keys)
    : table_(&table), path_(std::move(path)) {
  for (auto const& [key, node] : table) {
    if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
    auto place = place_of(key.source());
    if (place.file.empty()) place = place_of(node);
    throw InputError(place, fmt::format("{} is not a key here ({})", this->path(key.str()), hint(key.str(), keys)));
  }
}

toml::node const& TomlTable::at(std::string_view key) const {
  if (auto const* node = find(key)) return *node;
  throw InputError(place(), fmt::format("{} is missing", path(key)));
}

std::string TomlTable::path(std::string_view key) const { return join(path_, key); }

std::string TomlTable::string(std::string_view key) const { return read_string(at(key), path(key)); }

std::string TomlTable::string_or(std::string_view key, std::string fallback) const {
  auto const* node = find(key);
  return node == nullptr ? std::move(fallback) : read_string(*node, path(key));
}

double TomlTable::number(std::string_view key, double minimum, double maximum) const {
  return read_number(at(key), path(key), minimum, maximum);
}

double TomlTable::number_or(std::string_view key, double minimum, double maximum, double fallback) const {
  auto const* node = find(key);
  return node == nullptr ? fallback : read_number(*node, path(key), minimum, maximum);
}

std::int64_t TomlTable::integer(std::string_view key, std::int64_t minimum, std::int64_t maximum) const {
  return read_integer(at(key), path(key), minimum, maximum);
}

bool TomlTable::boolean_or(std::string_view key, bool fallback) const {
  auto const* node = find(key);
  return node == nullptr ? fallback : read_boolean(*node, path(key));
}

std::chrono::sys_days TomlTable::date(std::string_view key) const { return read_date(at(key), path(key)); }

std::uint32_t TomlTable::choice(std::string_view key, std::span<std::string_view const> choices) const {
  return read_choice(at(key), path(key), choices);
}

std::vector<Name> TomlTable::names(std::string_view key) const {
  auto const* node = find(key);
  return node == nullptr ? std::vector<Name>{} : read_names(*node, path(key));
}

toml::table const& TomlTable::sub(std::string_view key) const {
  auto const& node = at(key);
  auto const* table = node.as_table();
  if (table == nullptr) fail(node, path(key), "expected a table");
  return *table;
}

std::vector<toml::table const*> TomlTable::entries(std::string_view key) const {
  auto const* node = find(key);
  if (node == nullptr) return {};
  auto const* list = node->as_array();
  if (list == nullptr) fail(*node, path(key), fmt::format("expected entries headed [[{}]]", path(key)));
  std::vector<toml::table const*> tables;
  for (auto const& item : *list) {
    auto const* table = item.as_table();
    if (table == nullptr) fail(item, path(key), fmt::format("expected entries headed [[{}]]", path(key)));
    tables.push_back(table);
  }
  return tables;
}

}  // namespace wardmote::loader
