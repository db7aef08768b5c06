/// \file
/// Follows issues and councillors through two runs of the same people, for a person's story.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/report/story.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// Which run is told.
struct StoryOf {
  double scale = 0.02;            ///< share of the citizens that is simulated: a small run is enough to tell from
  std::uint32_t replication = 0;  ///< the key of chance
  std::optional<std::uint32_t> citizen = {};  ///< only this one's issues
};

/// Scenarios after the baseline by name: "all", or one. Throws InputError naming `what` where there is none such.
std::vector<std::size_t> scenarios_named(loader::Study const& study, std::string const& name, std::string const& what);

/// Stories of the given scenarios (1: the first after the baseline), all from one world with central values: baseline
/// and scenario meet the same people with the same issues (common random numbers).
/// Throws InputError where there is no such citizen.
std::vector<report::Story> tell(loader::Study const& study, std::vector<std::size_t> const& scenarios,
                                StoryOf const& of);

}  // namespace wardmote::experiment
