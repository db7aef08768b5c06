#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace wardmote::loader {

/// A place in a file somebody wrote, or an option of the command line (line 0).
struct Place {
  std::string file;
  std::uint32_t line = 0;    ///< from 1; 0: the file as a whole
  std::uint32_t column = 0;  ///< from 1, in characters

  /// "file:line:column", or what is known of it.
  [[nodiscard]] std::string text() const;
};

/// Input that cannot be used: the message says where, what was found and what is allowed. Ends the program with
/// status 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
  /// "file:line:column: message"
  InputError(Place const& place, std::string const& message);
};

}  // namespace wardmote::loader
