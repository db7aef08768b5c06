#include "scenarios/experiment/experiment.hpp"

#include <ctime>
#include <exception>
#include <mutex>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include "analysis/results/reader.hpp"
#include "analysis/results/writer.hpp"
#include "engine/run/simulation.hpp"
#include "scenarios/experiment/layout.hpp"
#include "scenarios/experiment/worlds.hpp"
#include "scenarios/loader/text_file.hpp"

namespace wardmote::experiment {

namespace {

/// One process at a time writes into a folder; the lock goes with the process, however it ends.
class FolderLock {
 public:
  explicit FolderLock(std::filesystem::path const& folder) : path_(folder / ".lock") {
    file_ = ::open(path_.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
    if (file_ < 0) throw FolderRefused(fmt::format("{}: cannot write here: {}", folder.string(), std::strerror(errno)));
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
      ::close(file_);
      throw FolderRefused(
          fmt::format("{}: in use by another run; wait for it, or give another folder with -o", folder.string()));
    }
  }
  ~FolderLock() {
    ::unlink(path_.c_str());
    ::close(file_);
  }
  FolderLock(FolderLock const&) = delete;
  FolderLock& operator=(FolderLock const&) = delete;

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

double thread_cpu_seconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Stable number of a council for random keys: from its id, never its place in a list.
std::uint64_t council_number(std::string const& id) {
  return std::stoull(loader::sha256("council/" + id).substr(0, 16), nullptr, 16);
}

/// True if the folder already holds this study's results; throws if it holds another's and may not be replaced.
bool holds_results(std::filesystem::path const& file, std::string const& name, bool fresh) {
  if (fresh || !std::filesystem::exists(file)) return false;
  std::string found;
  try {
    found = std::string(results::Reader(file).layout().attribute("run_name"));
  } catch (results::ResultsError const& error) {
    throw FolderRefused(
        fmt::format("{}: not a results file this version reads ({}); remove it, give another folder "
                    "with -o, or replace it with --fresh",
                    file.string(), error.what()));
  }
  if (found == name) return true;
  throw FolderRefused(fmt::format(
      "{}: holds results of other inputs (run name {:.12}, this study's is {:.12}); give another folder with -o, or "
      "replace them with --fresh",
      file.string(), found, name));
}

/// What all runs of a study share, and where their results go.
class Campaign {
 public:
  Campaign(loader::Study const& study, Options const& options)
      : study_(study),
        options_(options),
        key_{study.seed, council_number(study.council.id)},
        hours_(world::make_hours(study.council, study.start, study.warm_up_years, study_years())),
        people_(world::make_population(study.council, key_, options.scale)),
        times_(run::record_times(hours_, study.record_every == loader::RecordEvery::week ? run::RecordEvery::week
                                                                                         : run::RecordEvery::month)),
        factors_(factors(study)),
        writer_(options.folder / "results.h5", make_layout(study, hours_, times_, factors_, options.scale)) {}

  Summary run_all() {
    write_descriptions();
    auto const n_task = std::size_t{study_.runs.n_world} * study_.runs.n_replication;
    auto const total = n_task * (study_.scenarios.size() + 1);
    if (options_.progress) options_.progress(0, total);

    // worlds and replications side by side; a failure is carried out of the parallel region, not lost in it
    std::exception_ptr failure;
#pragma omp parallel for schedule(dynamic) num_threads(static_cast<int>(options_.n_thread))
    for (std::size_t task = 0; task < n_task; ++task) {
      if (stopped() || failed_) continue;
      try {
        run_task(static_cast<std::uint32_t>(task), total);
      } catch (...) {
        std::scoped_lock const lock(mutex_);
        if (!failed_) failure = std::current_exception();
        failed_ = true;
      }
    }
    if (failure) std::rethrow_exception(failure);
    summary_.n_adult = people_.n_adult;
    summary_.n_resident = people_.n_resident();
    if (stopped() && summary_.n_run < n_task * study_.scenarios.size()) {
      summary_.end = Summary::End::stopped;
      return summary_;  // the writer goes out of scope unfinished and leaves nothing behind
    }
    writer_.finish();
    summary_.file = options_.folder / "results.h5";
    return summary_;
  }

 private:
  [[nodiscard]] double study_years() const {
    return static_cast<double>((study_.end - study_.start).count()) / world::days_per_year;
  }
  [[nodiscard]] bool stopped() const { return options_.stop != nullptr && options_.stop->load(); }

  /// One world and replication: warm up once, then every scenario from a copy.
  void run_task(std::uint32_t task, std::uint64_t total) {
    auto const world_number = task / study_.runs.n_replication;
    auto const start = thread_cpu_seconds();
    auto const scene = world::make_scene(study_.council, people_, hours_, draw_parameters(study_, world_number), key_,
                                         task, static_cast<std::uint32_t>(study_.years + 0.999));
    auto const warm = run::warm_up(scene);
    note(total, 0, 0, thread_cpu_seconds() - start);
    for (std::size_t s = 0; s < study_.scenarios.size(); ++s) {
      if (stopped()) return;
      auto const begun = thread_cpu_seconds();
      auto world = warm;
      auto const record = run::run(scene, resolve(study_, s, world_number), times_, world);
      write(s, task, record);
      note(total, 1, record.n_event, thread_cpu_seconds() - begun);
    }
  }

  void note(std::uint64_t total, std::uint64_t n_run, std::uint64_t n_event, double cpu_seconds) {
    std::scoped_lock const lock(mutex_);
    summary_.n_run += n_run;
    summary_.n_event += n_event;
    summary_.cpu_seconds += cpu_seconds;
    ++n_done_;
    if (options_.progress) options_.progress(n_done_, total);
  }

  void write(std::size_t scenario, std::size_t replication, measure::RunRecord const& record) {
    std::vector<std::size_t> const at{scenario, replication};
    auto const specs = measure::series_specs();
    for (std::size_t k = 0; k < specs.size(); ++k) {
      writer_.write(specs[k].name, at, std::span<float const>(record.series[k]));
    }
    writer_.write("response_days_quantiles", at, std::span<float const>(record.response_days));
    writer_.write("cost", at, std::span<double const>(record.cost));
    writer_.write("officer_hours", at, std::span<double const>(record.officer_hours));
    writer_.write("councillor_hours", at, std::span<double const>(record.councillor_hours));
    writer_.write("outcomes", at, std::span<double const>(record.outcomes));
    std::int32_t const finished = 0;
    writer_.write("run_status", at, std::span<std::int32_t const>(&finished, 1));
  }

  /// What does not depend on any run.
  void write_descriptions() {
    std::vector<std::string> titles, purposes, zones, outcome_titles, outcome_units;
    for (auto const& scenario : study_.scenarios) {
      titles.push_back(scenario.title);
      purposes.push_back(scenario.purpose);
    }
    std::vector<std::int32_t> columns, rows, adults, worlds;
    for (auto const& ward : study_.council.wards) {
      zones.push_back(study_.council.zones[ward.zone]);
      columns.push_back(static_cast<std::int32_t>(ward.tile_column));
      rows.push_back(static_cast<std::int32_t>(ward.tile_row));
      adults.push_back(static_cast<std::int32_t>(ward.residents[3] + ward.residents[4] + ward.residents[5]));
    }
    for (auto const& spec : measure::outcome_specs()) {
      outcome_titles.emplace_back(spec.title);
      outcome_units.emplace_back(spec.units);
    }
    for (std::uint32_t task = 0; task < study_.runs.n_world * study_.runs.n_replication; ++task) {
      worlds.push_back(static_cast<std::int32_t>(task / study_.runs.n_replication));
    }
    writer_.write("scenario_title", {}, std::span<std::string const>(titles));
    writer_.write("scenario_purpose", {}, std::span<std::string const>(purposes));
    writer_.write("ward_zone", {}, std::span<std::string const>(zones));
    writer_.write("ward_column", {}, std::span<std::int32_t const>(columns));
    writer_.write("ward_row", {}, std::span<std::int32_t const>(rows));
    writer_.write("ward_adults", {}, std::span<std::int32_t const>(adults));
    writer_.write("outcome_title", {}, std::span<std::string const>(outcome_titles));
    writer_.write("outcome_units", {}, std::span<std::string const>(outcome_units));
    writer_.write("replication_world", {}, std::span<std::int32_t const>(worlds));
    for (std::uint32_t w = 0; w < study_.runs.n_world; ++w) {
      std::vector<double> values;
      for (auto const& factor : factors_) values.push_back(draw(study_, *factor.quantity, factor.key, w));
      writer_.write("parameters", {w}, std::span<double const>(values));
    }
  }

  loader::Study const& study_;
  Options const& options_;
  kernel::StreamKey key_;
  world::Hours hours_;
  world::Population people_;
  std::vector<kernel::Time> times_;
  std::vector<Factor> factors_;
  results::Writer writer_;
  std::mutex mutex_;
  Summary summary_;
  std::uint64_t n_done_ = 0;
  std::atomic<bool> failed_ = false;
};

}  // namespace

std::string run_name(loader::Study const& study, double scale) {
  return loader::sha256(
      fmt::format("{}\nscale={}\nresults_version={}\n", study.resolved_json, scale, run::results_version));
}

Summary run_study(loader::Study const& study, Options const& options) {
  std::error_code error;
  std::filesystem::create_directories(options.folder, error);
  if (error)
    throw FolderRefused(fmt::format("{}: cannot make the folder: {}", options.folder.string(), error.message()));
  FolderLock const lock(options.folder);
  auto const file = options.folder / "results.h5";
  if (holds_results(file, run_name(study, options.scale), options.fresh)) {
    return {.end = Summary::End::already_done, .file = file};
  }
  Campaign campaign(study, options);
  return campaign.run_all();
}

}  // namespace wardmote::experiment
