#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace wardmote::measure {

/// How far a wanted outcome can be answered from what is recorded.
enum class Scope : std::uint8_t {
  recorded,  ///< as the catalogue defines it, or the part the definition names
  proxy,     ///< something that moves with it stands in
  outside,   ///< nothing recorded tells it
};
std::string_view words(Scope scope);

/// One outcome of the catalogue (E01 to E78), as a results file answers it.
struct Measure {
  std::string_view id;
  std::string_view title;
  Scope scope;
  std::string_view names;  ///< variables and outcomes of the file it is made from, space separated; none if outside
  std::string_view definition;  ///< how they make it, and what is left out; if outside: why
};

/// All of them, in order.
std::span<Measure const> measures();

}  // namespace wardmote::measure
