/// \file
/// A study with all the files that decided it, as one text: what a results file carries so that it can be run again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

/// JSON: the study's file, the --set options, and path, SHA-256 and text of each input.
std::string bundle(Study const& study);

/// The study that a bundle holds, read by the same rules as from its own folder; `more_sets` come on top of its own.
/// Messages name it `shown`. Throws InputError.
Study load_bundle(std::string_view bundle, std::string const& shown, std::vector<std::string> const& more_sets = {});

}  // namespace wardmote::loader
