#include "analysis/compare/text_page.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace wardmote::compare {

std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines{""};
  while (!text.empty()) {
    auto const space = std::min(text.find(' '), text.size());
    auto const word = text.substr(0, space);
    auto const joined = columns(lines.back()) + (lines.back().empty() ? 0 : 1) + columns(word);
    if (!lines.back().empty() && joined > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return lines;
}

std::string padded(std::string_view text, std::size_t width, bool right) {
  auto const blank = std::string(width > columns(text) ? width - columns(text) : 0, ' ');
  return right ? blank + std::string(text) : std::string(text) + blank;
}

std::string Ink::put(char const* code, std::string const& text) const {
  return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string Ink::verdict(Verdict verdict, std::string const& text) const {
  switch (verdict) {
    case Verdict::better:
      return put("1;36", text);
    case Verdict::worse:
      return put("1;33", text);
    case Verdict::no_difference:
    case Verdict::not_worse:
      return text;
    case Verdict::cannot_tell:
      break;
  }
  return put("3", text);
}

void TextPage::paragraph(std::string const& text, std::size_t left) {
  for (auto const& part : wrap(text, width_ - left)) line(std::string(left, ' ') + part);
}

void TextPage::bold(std::string const& text) {
  for (auto const& part : wrap(text, width_)) line(ink_.bold(part));
}

void TextPage::heading(std::string const& text) {
  line();
  bold(text);
}

void TextPage::narrow_grid(Rows const& cells) {
  constexpr std::size_t cell_indent = indent + 2;
  auto const widest = columns(*std::ranges::max_element(cells.front(), {}, [](auto const& x) { return columns(x); }));
  for (std::size_t r = 1; r < cells.size(); ++r) {
    paragraph(cells[r][0], indent);
    for (std::size_t c = 1; c < cells[r].size(); ++c) {
      if (cells[r][c].empty()) continue;
      auto const text = padded(cells[0][c], widest) + std::string(text_gap, ' ') + cells[r][c];
      columns(text) + cell_indent <= width_ ? line(std::string(cell_indent, ' ') + text) : paragraph(text, cell_indent);
    }
  }
}

void TextPage::grid(Rows const& cells) {
  std::vector<std::size_t> widths(cells.front().size(), 0);
  for (auto const& row : cells) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], columns(row[c]));
  }
  auto numbers = indent;
  for (std::size_t c = 1; c < widths.size(); ++c) numbers += widths[c] + text_gap;
  constexpr std::size_t least_title = 14;
  if (width_ < numbers + least_title) return narrow_grid(cells);
  widths[0] = std::min(widths[0], width_ - numbers);
  for (std::size_t r = 0; r < cells.size(); ++r) {
    auto const titles = wrap(cells[r][0], widths[0]);
    auto text = std::string(indent, ' ') + padded(titles[0], widths[0]);
    for (std::size_t c = 1; c < cells[r].size(); ++c)
      text += std::string(text_gap, ' ') + padded(cells[r][c], widths[c], true);
    text.erase(text.find_last_not_of(' ') + 1);
    line(r == 0 ? ink_.faint(text) : text);
    for (std::size_t i = 1; i < titles.size(); ++i) line(std::string(indent, ' ') + titles[i]);
  }
}

}  // namespace wardmote::compare
