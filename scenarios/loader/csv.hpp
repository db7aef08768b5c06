#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/loader/input_error.hpp"

namespace wardmote::loader {

/// A table of text cells that remembers where each stood (RFC 4180: commas, optional quotes, doubled inside; LF or
/// CRLF). Every row has as many cells as the header; blank lines are passed over.
class CsvTable {
 public:
  /// Parses `text`; errors name the file `shown`.
  CsvTable(std::string_view text, std::string const& shown);

  [[nodiscard]] std::size_t n_row() const { return rows_.size(); }  ///< header excluded
  [[nodiscard]] std::vector<std::string> const& header() const { return header_; }

  /// Place of a column in the header. Throws InputError naming the nearest if there is none.
  [[nodiscard]] std::size_t column(std::string_view name) const;

  [[nodiscard]] Place place(std::size_t row, std::size_t column) const;
  /// The cell without surrounding blanks.
  [[nodiscard]] std::string const& text(std::size_t row, std::size_t column) const;
  /// The same, which must not be empty.
  [[nodiscard]] std::string const& required(std::size_t row, std::size_t column) const;
  [[nodiscard]] double number(std::size_t row, std::size_t column, double minimum, double maximum) const;
  [[nodiscard]] std::uint32_t count(std::size_t row, std::size_t column, std::uint32_t minimum,
                                    std::uint32_t maximum) const;

  /// Throws InputError: "file:line:column: name = found (expected)".
  [[noreturn]] void fail(std::size_t row, std::size_t column, std::string const& expected) const;

 private:
  struct Cell {
    std::string text;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
  };

  std::string file_;
  std::vector<std::string> header_;
  std::vector<std::vector<Cell>> rows_;
};

}  // namespace wardmote::loader
