#pragma once

#include <stdexcept>

namespace wardmote::results {

/// A results file that cannot be written, opened or understood. The message is one plain sentence that begins with the
/// file's path; it is meant for the person at the terminal.
class ResultsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace wardmote::results
