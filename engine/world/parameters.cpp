#include "engine/world/parameters.hpp"

#include <array>

namespace wardmote::world {

namespace {

constexpr auto specs = std::to_array<ParameterSpec>({
#define WARDMOTE_PARAMETER(name, unit, minimum, maximum, meaning) \
  {#name, unit, minimum, maximum, meaning, &Parameters::name},
#include "engine/world/parameters.def"
#undef WARDMOTE_PARAMETER
});

}  // namespace

std::span<ParameterSpec const> parameter_specs() { return specs; }

}  // namespace wardmote::world
