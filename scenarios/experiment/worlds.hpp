#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/policy/policy.hpp"
#include "engine/world/parameters.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// One uncertain (or certain) number of a study under its name.
///
/// A parameter is named as its dotted path, "parameters.p_misroute". A lever's number is named without the scenario,
/// "levers.C027.does.1.hours_per_attendee": what we do not know about a lever is the same in every scenario that uses
/// it.
struct Factor {
  std::string name;
  loader::Quantity const* quantity = nullptr;  ///< belongs to the study
  std::string key;                             ///< the name its draws go by: the same in every scenario
};

/// Everything a world decides: the parameters first, then the levers' numbers by scenario; where scenarios give a
/// number different ranges, the later ones are named "scenarios.<id>.levers. ...". For results, designs and
/// sensitivity.
std::vector<Factor> factors(loader::Study const& study);

/// Which share of worlds lies below world `world` in the factor of that name: keyed by (seed, world, name) alone, so
/// neither order nor other factors matter. In (0, 1).
double keyed_uniform(std::uint64_t seed, std::uint32_t world, std::string_view name);

/// The value of a number in one world. Mode `chance`: its central value. Mode `uncertainty`: its distribution's
/// quantile at keyed_uniform(seed, world, name).
double draw(loader::Study const& study, loader::Quantity const& quantity, std::string_view name, std::uint32_t world);

/// All parameters of one world. The four weights of an experience (outcome, speed, feedback, fairness) are scaled to
/// sum 1.
world::Parameters draw_parameters(loader::Study const& study, std::uint32_t world);

/// The policy of one scenario in one world: indices and plain numbers.
policy::Policy resolve(loader::Study const& study, std::size_t scenario, std::uint32_t world);

}  // namespace wardmote::experiment
