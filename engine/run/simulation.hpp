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
inline constexpr std::uint32_t results_version = 10;

/// The world of a scene at the end of its warm-up, time 0: shared by all scenarios, which go on from copies of it.
world::World warm_up(world::Scene const& scene);

/// Runs a policy from time 0 to the study's end and records it at `times` (rising, within (0, end]).
/// `world` is a copy of what warm_up() returned and is left in its final state.
measure::RunRecord run(world::Scene const& scene, policy::Policy const& policy, std::span<kernel::Time const> times,
                       world::World& world);

/// Looks on at a run: told before and after each event, with the world as it then stands. It only reads.
class Onlooker {
 public:
  Onlooker() = default;
  Onlooker(Onlooker const&) = delete;
  Onlooker& operator=(Onlooker const&) = delete;
  virtual ~Onlooker() = default;
  virtual void before(world::World const& world, world::Event const& event) = 0;
  virtual void after(world::World const& world, world::Event const& event) = 0;
};

/// The same run with somebody looking on, and no record: the world ends as run() leaves it.
void run_watched(world::Scene const& scene, policy::Policy const& policy, world::World& world, Onlooker& onlooker);

/// The same instants for every run of a study: every week or month, the last one at the end.
enum class RecordEvery : std::uint8_t { week, month };
std::vector<kernel::Time> record_times(world::Hours const& hours, RecordEvery every);

}  // namespace wardmote::run
