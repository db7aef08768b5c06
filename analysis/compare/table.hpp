#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "analysis/compare/comparison.hpp"

namespace wardmote::compare {

/// How the terminal is.
struct Terminal {
  std::size_t width = 100;  ///< columns
  bool colour = false;
};

/// What a committee's analyst asks for first, or everything.
enum class Detail : std::uint8_t { brief, full };

/// The comparison as text: heading, one block a headline outcome, costs, who gains, how sure. In full also what hours
/// and money consist of, new against long-serving councillors, and outcomes without a verdict. No line is wider than
/// the terminal as long as that has 60 columns.
std::string table(Comparison const& comparison, Terminal const& terminal, Detail detail = Detail::brief);

}  // namespace wardmote::compare
