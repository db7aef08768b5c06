#pragma once

#include <cstddef>
#include <string>

#include "analysis/compare/comparison.hpp"

namespace wardmote::compare {

/// How the terminal is.
struct Terminal {
  std::size_t width = 100;  ///< columns
  bool colour = false;
};

/// The comparison as text: heading, one block a headline outcome, costs, how sure. No line is wider than the terminal
/// as long as that has 60 columns.
std::string table(Comparison const& comparison, Terminal const& terminal);

}  // namespace wardmote::compare
