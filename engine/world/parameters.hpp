#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace wardmote::world {

/// The numbers the model turns on, one value each: the values of one world (design §7).
/// Names, units and meanings stand in parameters.def; values, ranges, sources and grades in scenarios/parameters/.
struct Parameters {
#define WARDMOTE_PARAMETER(name, unit, minimum, maximum, meaning) double name = 0;
#include "engine/world/parameters.def"
#undef WARDMOTE_PARAMETER
};

/// What a parameter file must say about one name, and what it may say.
struct ParameterSpec {
  std::string_view name;     ///< as files write it
  std::string_view unit;     ///< "1" where there is none
  double minimum;            ///< least possible value (not the plausible range, which is data)
  double maximum;            ///< greatest possible value
  std::string_view meaning;  ///< one sentence
  double Parameters::*member;
};

/// All parameters, in the order of parameters.def.
std::span<ParameterSpec const> parameter_specs();

}  // namespace wardmote::world
