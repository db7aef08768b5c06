/// \file
/// Enough runs by rounds: a study with max_worlds looks after worlds, twice as many, and so on, and stops at the first
/// look that more runs could not change.
#pragma once

#include <filesystem>

#include "scenarios/loader/study.hpp"

namespace wardmote::program {

/// Gives a study as many worlds as the round has that its folder holds.
void take_up_round(loader::Study& study, std::filesystem::path const& folder);

/// Looks at the results of a whole round. Where more runs could still decide a headline outcome and a round is left,
/// the study gets its worlds; else false. It depends on those runs alone.
bool next_round(loader::Study& study, std::filesystem::path const& folder);

}  // namespace wardmote::program
