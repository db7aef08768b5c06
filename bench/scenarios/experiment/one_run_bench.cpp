// One replication of the shipped study at full size: CPU seconds, events a second, peak memory. People and warm-up are
// made once beforehand and reported apart. WARDMOTE_DATA names the shipped data (./dev bench sets nothing: run from the
// root of the tree).
#include <cstdlib>

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include "engine/run/simulation.hpp"
#include "scenarios/experiment/worlds.hpp"

namespace wardmote::experiment {
namespace {

/// The shipped study's central world, warmed up.
struct Kirklees {
  loader::Study study = loader::load_study("scenarios/studies/kirklees.toml", {"mode=chance"});
  kernel::StreamKey key{study.seed, 0};
  world::Hours hours = world::make_hours(study.council, study.start, study.warm_up_years, study.years);
  world::Population people = world::make_population(study.council, key, 1);
  world::Scene scene = world::make_scene(study.council, people, hours, draw_parameters(study, 0), key, 0, 4);
  world::World warm = run::warm_up(scene);
};

Kirklees const& kirklees() {
  static Kirklees const made;
  return made;
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

void people(benchmark::State& state) {
  auto const& k = kirklees();
  for (auto _ : state) benchmark::DoNotOptimize(world::make_population(k.study.council, k.key, 1));
}

void warm_up(benchmark::State& state) {
  auto const& k = kirklees();
  for (auto _ : state) benchmark::DoNotOptimize(run::warm_up(k.scene).n_event);
}

/// Scenario 0 is the baseline, 1 the first policy.
void four_years(benchmark::State& state) {
  auto const& k = kirklees();
  auto const policy = resolve(k.study, static_cast<std::size_t>(state.range(0)), 0);
  auto const times = run::record_times(k.hours, run::RecordEvery::week);
  std::uint64_t n_event = 0;
  for (auto _ : state) {
    auto world = k.warm;
    n_event += run::run(k.scene, policy, times, world).n_event;
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(n_event));
  state.counters["peak_MB"] = peak_megabytes();
  state.counters["bytes_per_adult"] = 1024 * 1024 * peak_megabytes() / k.people.n_adult;
}

BENCHMARK(people)->Unit(benchmark::kMillisecond)->Iterations(1);
BENCHMARK(warm_up)->Unit(benchmark::kSecond)->Iterations(1);
BENCHMARK(four_years)->Arg(0)->Arg(1)->Unit(benchmark::kSecond)->Iterations(1);

}  // namespace
}  // namespace wardmote::experiment
