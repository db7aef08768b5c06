/// \file
/// Reading TOML with errors that say where, what was found and what is allowed. Private to the loader.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "scenarios/loader/lever.hpp"
#include "scenarios/loader/quantity.hpp"

namespace wardmote::loader {

/// Where a node stood. Nodes of a --set option know only the option.
Place place_of(toml::node const& node);
Place place_of(toml::source_region const& source);

/// A node as an error shows it: the number, the quoted text, "a table", ...
std::string shown(toml::node const& node);

/// Throws "place: key = found (expected)".
[[noreturn]] void fail(toml::node const& node, std::string_view key, std::string const& expected);

std::string read_string(toml::node const& node, std::string_view key);
/// A number within [minimum, maximum], finite; whole numbers are numbers too.
double read_number(toml::node const& node, std::string_view key, double minimum, double maximum);
std::int64_t read_integer(toml::node const& node, std::string_view key, std::int64_t minimum, std::int64_t maximum);
bool read_boolean(toml::node const& node, std::string_view key);
std::chrono::sys_days read_date(toml::node const& node, std::string_view key);
/// Index of the word among the choices.
std::uint32_t read_choice(toml::node const& node, std::string_view key, std::span<std::string_view const> choices);
/// A list of texts, none empty, none twice.
std::vector<Name> read_names(toml::node const& node, std::string_view key);

/// What a quantity may be.
struct QuantityRule {
  std::string_view unit;
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
};

/// A quantity written in full: a table of value, low, high, unit, evidence, source, tag, dist. The error for a value
/// out of range reads "p_misroute = 1.3 (must be in [0, 0.95])".
Quantity read_quantity(toml::node const& node, std::string_view key, QuantityRule const& rule);

/// Changes a quantity to what a scenario's `set` or a --set option says: a number (then certain: the same in every
/// world) or a quantity in full. `origin` becomes the source of a number.
void change_quantity(Quantity& quantity, toml::node const& node, std::string_view key, QuantityRule const& rule,
                     std::string const& origin);

/// A table whose keys are known: any other is refused with the nearest at construction.
class TomlTable {
 public:
  /// `path` is the table's dotted path within its file ("" for the file), for messages.
  TomlTable(toml::table const& table, std::string path, std::span<std::string_view const> keys);
  TomlTable(toml::table const& table, std::string path, std::initializer_list<std::string_view> keys)
      : TomlTable(table, std::move(path), std::span{keys.begin(), keys.size()}) {}

  [[nodiscard]] toml::node const* find(std::string_view key) const { return table_->get(key); }
  /// The node of a key that must be there.
  [[nodiscard]] toml::node const& at(std::string_view key) const;
  [[nodiscard]] std::string path(std::string_view key) const;
  [[nodiscard]] Place place() const { return place_of(*table_); }
  [[nodiscard]] toml::table const& table() const { return *table_; }

  [[nodiscard]] std::string string(std::string_view key) const;  ///< required, not empty
  [[nodiscard]] std::string string_or(std::string_view key, std::string fallback) const;
  [[nodiscard]] double number(std::string_view key, double minimum, double maximum) const;
  [[nodiscard]] double number_or(std::string_view key, double minimum, double maximum, double fallback) const;
  [[nodiscard]] std::int64_t integer(std::string_view key, std::int64_t minimum, std::int64_t maximum) const;
  [[nodiscard]] bool boolean_or(std::string_view key, bool fallback) const;
  [[nodiscard]] std::chrono::sys_days date(std::string_view key) const;
  [[nodiscard]] std::uint32_t choice(std::string_view key, std::span<std::string_view const> choices) const;
  [[nodiscard]] std::vector<Name> names(std::string_view key) const;  ///< empty if absent
  [[nodiscard]] toml::table const& sub(std::string_view key) const;   ///< required
  /// The tables of a [[key]]; empty if absent.
  [[nodiscard]] std::vector<toml::table const*> entries(std::string_view key) const;

 private:
  toml::table const* table_;
  std::string path_;
};

}  // namespace wardmote::loader
