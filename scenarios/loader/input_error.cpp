#include "scenarios/loader/input_error.hpp"

#include <fmt/format.h>

namespace wardmote::loader {

std::string Place::text() const {
  if (line == 0) return file;
  if (column == 0) return fmt::format("{}:{}", file, line);
  return fmt::format("{}:{}:{}", file, line, column);
}

InputError::InputError(Place const& place, std::string const& message)
    : std::runtime_error(place.file.empty() ? message : place.text() + ": " + message) {}

}  // namespace wardmote::loader
