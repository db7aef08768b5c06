#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/measure/record.hpp"
#include "engine/policy/policy.hpp"
#include "engine/world/world.hpp"

/// One run, from the council as found to its trajectories.
namespace wardmote::run {

/// Raised whenever the numbers of any run move, on purpose or not; the golden digest holds us to it. Part of every
/// run's name (design §7).
inline constexpr std::uint32_t results_version = 4;

/// The world of a scene at the end of its warm-up, time 0: shared by all scenarios, which go on from copies of it.
world::World warm_up(world::Scene const& scene);

/// Runs a policy from time 0 to the study's end and records it at `times` (rising, within (0, end]).
/// `world` is a copy of what warm_up() returned and is left in its final state.
measure::RunRecord run(world::Scene const& scene, policy::Policy const& policy, std::span<kernel::Time const> times,
                       world::World& world);

/// The same instants for every run of a study: every week or month, the last one at the end.
enum class RecordEvery : std::uint8_t { week, month };
std::vector<kernel::Time> record_times(world::Hours const& hours, RecordEvery every);

}  // namespace wardmote::run
