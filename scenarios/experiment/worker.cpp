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

}  // namespace

Worker::Worker(Plan const& plan)
    : plan_(plan), people_(world::make_population(plan.study().council, plan.key(), plan.scale())) {}

void Worker::run(Task const& task, std::span<std::size_t const> scenarios, std::function<bool()> const& stop,
                 Take const& take) const {
  CpuClock clock;
  auto const result_of = [&](std::size_t s) {
    RunResult result;
    result.name = plan_.name(task, s);
    result.label = plan_.label(task, s);
    return result;
  };

  // the study as it is at this point, and its world at time 0
  std::optional<loader::Study> moved;
  std::optional<world::Scene> scene;
  std::optional<world::World> warm;
  std::string trouble;
  try {
    if (!plan_.factor_paths().empty()) moved = loader::with_settings(plan_.study(), plan_.settings(task.point));
    auto const& study = moved ? *moved : plan_.study();
    scene.emplace(world::make_scene(study.council, people_, plan_.hours(), draw_parameters(study, task.world),
                                    plan_.key(), task.replication, static_cast<std::uint32_t>(study.years + 0.999)));
    warm.emplace(run::warm_up(*scene));
  } catch (std::exception const& error) {
    trouble = error.what();
  }

  for (auto const s : scenarios) {
    if (stop()) return;
    auto result = result_of(s);
    if (warm) {
      try {
        auto world = *warm;
        auto const& study = moved ? *moved : plan_.study();
        auto const record = run::run(*scene, resolve(study, s, task.world), plan_.times(), world);
        result.n_event = record.n_event;
        result.arrays = arrays_of(record, study.keep);
        auto const bad = not_finite(result.arrays);
        if (!bad.empty()) result.reason = fmt::format("{} is not finite", bad);
      } catch (std::exception const& error) {
        result.reason = error.what();
      }
    } else {
      result.reason = trouble;
    }
    if (result.failed()) result.arrays.clear();
    take(std::move(result), clock.lap());
  }
}

}  // namespace wardmote::experiment
