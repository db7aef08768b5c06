/// \file
/// Text on a terminal: paragraphs, grids and a little ink.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare/verdict.hpp"

namespace wardmote::compare {

/// Blank columns between two cells.
inline constexpr std::size_t text_gap = 2;

/// Columns that text takes on a terminal: its code points.
[[nodiscard]] std::size_t columns(std::string_view text);
/// Text broken at spaces into lines of at most `width` columns; a longer word stands alone.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width);
[[nodiscard]] std::string padded(std::string_view text, std::size_t width, bool right = false);

/// Colours by meaning, none where the terminal has none. Neither red nor green: read by everyone.
class Ink {
 public:
  explicit Ink(bool colour) : colour_(colour) {}
  [[nodiscard]] std::string bold(std::string const& text) const { return put("1", text); }
  [[nodiscard]] std::string faint(std::string const& text) const { return put("2", text); }
  [[nodiscard]] std::string verdict(Verdict verdict, std::string const& text) const;

 private:
  [[nodiscard]] std::string put(char const* code, std::string const& text) const;
  bool colour_;
};

/// A page that grows downwards.
class TextPage {
 public:
  using Rows = std::vector<std::vector<std::string>>;
  static constexpr std::size_t indent = 3;  ///< of what stands under a heading

  TextPage(std::size_t width, bool colour) : width_(width), ink_(colour) {}

  void line(std::string const& text = "") { text_ += text + "\n"; }
  void paragraph(std::string const& text, std::size_t left = 0);
  void bold(std::string const& text);
  /// A heading after a blank line.
  void heading(std::string const& text);
  /// Rows under a heading row, titles first; one line a cell where the terminal is too narrow.
  void grid(Rows const& cells);

  [[nodiscard]] std::size_t width() const { return width_; }
  [[nodiscard]] Ink const& ink() const { return ink_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  void narrow_grid(Rows const& cells);
  std::size_t width_;
  Ink ink_;
  std::string text_;
};

}  // namespace wardmote::compare
