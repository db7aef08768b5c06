#include "scenarios/loader/csv.hpp"

#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "scenarios/loader/nearest.hpp"

namespace wardmote::loader {

namespace {

/// Walks a text by character, knowing line and column.
struct Cursor {
  std::string_view text;
  std::size_t at = 0;
  std::uint32_t line = 1;
  std::uint32_t column = 1;

  [[nodiscard]] bool done() const { return at >= text.size(); }
  [[nodiscard]] char peek() const { return text[at]; }
  char take() {
    auto const c = text[at++];
    if (c == '\n') {
      ++line;
      column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0U) != 0x80U) {
      ++column;  // continuation bytes belong to the character before
    }
    return c;
  }
};

std::string trimmed(std::string const& text) {
  auto const first = text.find_first_not_of(" \t");
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

CsvTable::CsvTable(std::string_view text, std::string const& shown) : file_(shown) {
  Cursor cursor{text};
  std::vector<std::vector<Cell>> lines;
  while (!cursor.done()) {
    // one line
    std::vector<Cell> cells;
    for (bool more = true; more;) {
      Cell cell{{}, cursor.line, cursor.column};
      if (!cursor.done() && cursor.peek() == '"') {
        cursor.take();
        for (;;) {
          if (cursor.done()) throw InputError({file_, cell.line, cell.column}, "quote is never closed");
          auto const c = cursor.take();
          if (c != '"') {
            cell.text += c;
          } else if (!cursor.done() && cursor.peek() == '"') {
            cell.text += cursor.take();
          } else {
            break;
          }
        }
        if (!cursor.done() && cursor.peek() != ',' && cursor.peek() != '\n' && cursor.peek() != '\r') {
          throw InputError({file_, cursor.line, cursor.column}, "text after a closing quote (expected a comma)");
        }
      }
      while (!cursor.done() && cursor.peek() != ',' && cursor.peek() != '\n') {
        auto const c = cursor.take();
        if (c != '\r') cell.text += c;
      }
      more = !cursor.done() && cursor.take() == ',';
      cell.text = trimmed(cell.text);
      cells.push_back(std::move(cell));
    }
    if (cells.size() == 1 && cells.front().text.empty()) continue;
    lines.push_back(std::move(cells));
  }

  // header
  if (lines.empty()) throw InputError({file_}, "is empty");
  for (auto const& cell : lines.front()) {
    if (cell.text.empty()) throw InputError({file_, cell.line, cell.column}, "a column without a name");
    for (auto const& earlier : header_) {
      if (earlier == cell.text) {
        throw InputError({file_, cell.line, cell.column}, fmt::format("two columns are named '{}'", cell.text));
      }
    }
    header_.push_back(cell.text);
  }

  // rows
  for (std::size_t i = 1; i < lines.size(); ++i) {
    auto& cells = lines[i];
    if (cells.size() != header_.size()) {
      auto const& where = cells.size() > header_.size() ? cells[header_.size()] : cells.back();
      throw InputError({file_, where.line, where.column},
                       fmt::format("row has {} cells (expected {}, as in the header)", cells.size(), header_.size()));
    }
    rows_.push_back(std::move(cells));
  }
  if (rows_.empty()) throw InputError({file_}, "has a header and no rows");
}

std::size_t CsvTable::column(std::string_view name) const {
  for (std::size_t i = 0; i < header_.size(); ++i) {
    if (header_[i] == name) return i;
  }
  auto const near = nearest(name, std::span<std::string const>{header_});
  throw InputError({file_, 1, 1}, fmt::format("column '{}' is missing{}", name,
                                              near ? fmt::format(" (is '{}' meant to be it?)", *near) : ""));
}

Place CsvTable::place(std::size_t row, std::size_t column) const {
  auto const& cell = rows_[row][column];
  return {file_, cell.line, cell.column};
}

std::string const& CsvTable::text(std::size_t row, std::size_t column) const { return rows_[row][column].text; }

std::string const& CsvTable::required(std::size_t row, std::size_t column) const {
  auto const& found = text(row, column);
  if (found.empty()) fail(row, column, "expected some text");
  return found;
}

double CsvTable::number(std::size_t row, std::size_t column, double minimum, double maximum) const {
  auto const& cell = text(row, column);
  double value = 0;
  auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value)) {
    fail(row, column, "expected a number");
  }
  if (value < minimum || value > maximum) fail(row, column, fmt::format("must be in [{}, {}]", minimum, maximum));
  return value;
}

std::uint32_t CsvTable::count(std::size_t row, std::size_t column, std::uint32_t minimum, std::uint32_t maximum) const {
  auto const& cell = text(row, column);
  std::uint32_t value = 0;
  auto const [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc{} || end != cell.data() + cell.size()) fail(row, column, "expected a whole number");
  if (value < minimum || value > maximum) fail(row, column, fmt::format("must be in [{}, {}]", minimum, maximum));
  return value;
}

void CsvTable::fail(std::size_t row, std::size_t column, std::string const& expected) const {
  auto const& found = text(row, column);
  throw InputError(place(row, column), fmt::format("{} = {} ({})", header_[column],
                                                   found.empty() ? "nothing" : "'" + found + "'", expected));
}

}  // namespace wardmote::loader
