#include "scenarios/program/terminal.hpp"

#include <algorithm>
#include <cstdlib>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace wardmote::program {

namespace {

/// Characters of a UTF-8 text, good enough for columns (no wide or combining ones in our data).
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// Columns of the terminal on stdout; 0 if it is none.
std::size_t terminal_width() {
  winsize size{};
  if (::isatty(STDOUT_FILENO) == 0 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return 0;
  return size.ws_col;
}

}  // namespace

bool coloured(std::FILE* stream) {
  auto const* no = std::getenv("NO_COLOR");
  auto const* terminal = std::getenv("TERM");
  auto const dumb = terminal == nullptr || std::string_view{terminal} == "dumb";
  return ::isatty(::fileno(stream)) != 0 && !dumb && (no == nullptr || *no == '\0');
}

std::string bold(std::string_view text) {
  static bool const on = coloured(stdout);
  return on ? fmt::format("\033[1m{}\033[0m", text) : std::string{text};
}

void message(std::string_view text) { fmt::print(stderr, "wardmote: {}\n", text); }

void warning(std::string_view text) {
  static bool const on = coloured(stderr);
  fmt::print(stderr, "wardmote: {}warning:{} {}\n", on ? "\033[33m" : "", on ? "\033[0m" : "", text);
}

std::string grouped(std::uint64_t n) {
  auto digits = std::to_string(n);
  for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3) {
    digits.insert(static_cast<std::size_t>(at), ",");
  }
  return digits;
}

std::string columns(std::vector<std::vector<std::string>> const& rows) {
  // widths of all columns but the last
  std::vector<std::size_t> widths;
  for (auto const& row : rows) {
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      if (widths.size() <= i) widths.push_back(0);
      widths[i] = std::max(widths[i], width(row[i]));
    }
  }

  std::string text;
  auto const available = terminal_width();
  for (auto const& row : rows) {
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      line += row[i] + std::string(widths[i] - width(row[i]) + 2, ' ');
    }
    auto const indent = width(line);
    auto last = row.empty() ? std::string{} : row.back();
    // wrapped at blanks, if there is room to
    while (available > indent + 20 && width(last) > available - indent) {
      auto const cut = last.rfind(' ', available - indent);
      if (cut == std::string::npos || cut == 0) break;
      text += line + last.substr(0, cut) + "\n";
      last.erase(0, cut + 1);
      line = std::string(indent, ' ');
    }
    line += last;
    line.erase(line.find_last_not_of(' ') + 1);
    text += line + "\n";
  }
  return text;
}

}  // namespace wardmote::program
