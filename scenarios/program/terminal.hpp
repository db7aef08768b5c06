#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace wardmote::program {

/// Whether a stream should be coloured: a terminal, and NO_COLOR not set (no-color.org).
bool coloured(std::FILE* stream);

/// The text in bold on a stdout that is coloured; else as it is.
std::string bold(std::string_view text);

/// A message on stderr: "wardmote: text".
void message(std::string_view text);
void warning(std::string_view text);

/// 441290 -> "441,290"
std::string grouped(std::uint64_t n);

/// A table in columns as wide as their widest cell, the last one wrapped to the terminal's width where there is one.
std::string columns(std::vector<std::vector<std::string>> const& rows);

}  // namespace wardmote::program
