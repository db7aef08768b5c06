/// \file
/// What stands in a results file (design §8), described without HDF5 and without a word of the engine's.
///
/// A file has named dimensions, each with its labels or numbers; variables over them; text attributes of the whole; and
/// texts in subgroups (/provenance), which no digest covers. The writer makes netCDF-4 of it.
#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace wardmote::results {

/// What a file of this layout says in its attribute `wardmote_format`; raised when older readers would misread it.
inline constexpr int format_version = 1;

/// Types of values, on disk little-endian; strings are variable-length UTF-8.
enum class Type : std::uint8_t { int32, int64, float32, float64, string };

/// As digests and messages write it: "int32", "float64" ...
std::string_view name_of(Type type);

/// Name and text, in the order they are written.
using Attributes = std::vector<std::pair<std::string, std::string>>;

/// One named axis. Its values become the coordinate variable of the same name.
struct Dimension {
  std::string name;
  std::variant<std::vector<std::string>, std::vector<std::int64_t>, std::vector<double>> values;
  std::string units;                                     ///< CF units; empty for labels
  std::string long_name;                                 ///< everyday words
  Attributes attributes;                                 ///< further ones: calendar, axis ...
  std::vector<std::array<std::int64_t, 2>> bounds = {};  ///< [size()] cells; written as NAME_bnds(NAME, bnds) if any

  [[nodiscard]] std::size_t size() const;
  /// The values as labels; numbers in their shortest exact form.
  [[nodiscard]] std::vector<std::string> labels() const;
};

/// The time axis: `instants` [s since 00:00 of `start`, ascending], each the end of a period that begins at the one
/// before it; the first period begins at `first_begins` [s].
Dimension time_dimension(std::vector<std::int64_t> instants, std::chrono::sys_days start,
                         std::int64_t first_begins = 0);

/// One array over dimensions of the layout, last axis fastest.
struct Variable {
  std::string name;
  std::vector<std::string> dimensions;
  Type type = Type::float64;
  std::string units;         ///< CF units, "1" for a share; empty for text and codes
  std::string long_name;     ///< everyday words
  std::string cell_methods;  ///< CF, e.g. "time: point", "time: sum"; empty where there is no time
  std::string catalogue;     ///< E ids, space separated; may be empty
  Attributes attributes = {};
};

/// Text kept beside the data and outside every digest: who made the file, from what.
struct Text {
  std::string path;                 ///< with its subgroup, e.g. "provenance/inputs"
  std::vector<std::string> values;  ///< one or more
};

/// The description of a whole file.
struct Layout {
  std::vector<Dimension> dimensions;
  std::vector<Variable> variables;
  Attributes attributes;  ///< of the file; the writer puts Conventions before them
  std::vector<Text> texts;
  std::vector<std::string> run_dimensions;  ///< dimensions that tell runs apart: chunks have length 1 along them

  /// nullptr if there is none of that name.
  [[nodiscard]] Dimension const* dimension(std::string_view name) const;
  [[nodiscard]] Variable const* variable(std::string_view name) const;
  /// Empty if there is none of that name.
  [[nodiscard]] std::string_view attribute(std::string_view name) const;
  /// The first value of the text at that path; empty if there is none.
  [[nodiscard]] std::string_view text(std::string_view path) const;
  /// Lengths along the variable's dimensions. Throws ResultsError where a dimension is not in the layout.
  [[nodiscard]] std::vector<std::size_t> shape(Variable const& variable) const;
};

}  // namespace wardmote::results
