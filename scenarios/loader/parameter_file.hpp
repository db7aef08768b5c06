#pragma once

#include <string>
#include <vector>

#include "scenarios/loader/library.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

/// The parameters of several files together, with those they build on: each name of world::parameter_specs() exactly
/// once, in that order. What a file says was `measured_in` a council other than `council` (its id) is borrowed.
std::vector<ParameterValue> read_parameters(Library& library, std::vector<Document const*> const& documents,
                                            std::string_view council);

/// The parameters one file defines, in the order of world::parameter_specs().
std::vector<ParameterValue> read_parameter_file(Document const& document);

/// A parameter as its entry in such a file.
std::string parameter_entry(ParameterValue const& parameter);

/// The nearest-name hint for a parameter.
std::string parameter_hint(std::string_view name);

}  // namespace wardmote::loader
