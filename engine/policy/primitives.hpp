#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace wardmote::policy {

/// The closed set of things a lever can do (catalogue P01-P14).
enum class Primitive : std::uint8_t {
  capacity,
  route,
  channel,
  meet,
  train,
  push,
  store,
  permit,
  feedback,
  coord,
  conduct,
  represent,
  build,
  decide
};

/// What kind of value a field takes in a file.
enum class FieldType : std::uint8_t {
  quantity,  ///< an uncertain number with value, range, unit and source
  choice,    ///< one of a few words
};

/// One field of a primitive: what a lever file may write under [[lever.does]] beside who, where and every.
struct FieldSpec {
  std::string_view name;  ///< as files write it
  FieldType type;
  std::string_view unit;  ///< of a quantity; "1" where there is none, "share" for [0, 1]
  double minimum;         ///< least possible value of a quantity
  double maximum;         ///< greatest possible value
  double neutral;         ///< the value that changes nothing: what an absent field means; index of a choice
  std::span<std::string_view const> choices;  ///< of a choice
  bool required;                              ///< whether the file must give it
  std::string_view meaning;                   ///< one sentence
};

/// Whether a field states hours that running the primitive takes, month by month.
inline bool is_running(FieldSpec const& field) { return field.unit == "h/month"; }

/// A primitive as files, `wardmote schema` and `wardmote explain` need to know it.
struct PrimitiveSpec {
  Primitive primitive;
  std::string_view name;              ///< upper case, as files write it
  bool recurs;                        ///< whether `every = "week|month|quarter|year"` or `once = true` may be given
  std::span<FieldSpec const> fields;  ///< empty: this engine does not run the primitive yet
  std::string_view meaning;
};

/// All fourteen, in the order of the enumeration.
std::span<PrimitiveSpec const> primitive_specs();

/// The specification of one primitive.
PrimitiveSpec const& spec_of(Primitive primitive);

/// Index of a field within its primitive; nullopt if there is none of that name.
std::optional<std::size_t> field_index(Primitive primitive, std::string_view name);

}  // namespace wardmote::policy
