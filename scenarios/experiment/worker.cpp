#include "scenarios/experiment/worker.hpp"

#include <ctime>
#include <exception>
#include <optional>

#include <fmt/format.h>

#include "engine/run/simulation.hpp"

namespace wardmote::experiment {

namespace {

/// CPU seconds of this thread since it was last asked.
class CpuClock {
 public:
  double lap() {
    auto const before = last_;
    last_ = now();
    return last_ - before;
  }

 private:
  static double now() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
  }
  double last_ = now();
};

/// Where scenarios start from: time 0, after the warm-up.
struct Start {
  explicit Start(world::Scene made) : scene(std::move(made)), warm(run::warm_up(scene)) {}
  world::Scene scene;
  world::World warm;
};

}  // namespace

Worker::Worker(Plan const& plan)
    : plan_(plan), people_(world::make_population(plan.study().council, plan.key(), plan.scale())) {}

void Worker::run(Task const& task, std::span<std::size_t const> scenarios, std::function<bool()> const& stop,
                 Take const& take) const {
  CpuClock clock;
  std::optional<loader::Study> moved;  // the study as it is at this point
  std::optional<Start> start;
  auto const start_for = [&](std::size_t s) -> Start const& {
    if (!plan_.factor_paths().empty() && !moved)
      moved = loader::with_settings(plan_.study(), plan_.settings(task.point));
    auto const& study = moved ? *moved : plan_.study();
    if (!start || !plan_.common_streams()) {
      start.emplace(world::make_scene(study.council, people_, plan_.hours(), draw_parameters(study, task.world),
                                      plan_.key(), plan_.streams(task, s),
                                      static_cast<std::uint32_t>(study.years + 0.999)));
    }
    return *start;
  };

  for (auto const s : scenarios) {
    if (stop()) return;
    RunResult result;
    result.name = plan_.name(task, s);
    result.label = plan_.label(task, s);
    try {
      auto const& [scene, warm] = start_for(s);
      auto world = warm;
      auto const& study = moved ? *moved : plan_.study();
      auto const record = run::run(scene, resolve(study, s, task.world), plan_.times(), world);
      result.n_event = record.n_event;
      result.arrays = arrays_of(record, study.keep, study.scenarios[s]);
      auto const bad = not_finite(result.arrays);
      if (!bad.empty()) result.reason = fmt::format("{} is not finite", bad);
    } catch (std::exception const& error) {
      result.reason = error.what();
    }
    if (result.failed()) result.arrays.clear();
    take(std::move(result), clock.lap());
  }
}

}  // namespace wardmote::experiment
