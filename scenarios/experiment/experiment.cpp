#include "scenarios/experiment/experiment.hpp"

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/foreman.hpp"
#include "scenarios/experiment/merge.hpp"
#include "scenarios/experiment/survey.hpp"
#include "scenarios/loader/bundle.hpp"
#include "wardmote/version.hpp"

namespace wardmote::experiment {

namespace {

std::string first_lines(std::vector<std::string> const& lines) {
  constexpr std::size_t most = 5;
  auto const shown = std::min(most, lines.size());
  auto text = fmt::format("{}", fmt::join(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(shown), "; "));
  if (lines.size() > most) text += fmt::format("; and {} more", lines.size() - most);
  return text;
}

/// Writes what is run, and from which inputs.
void store(Plan const& plan, std::filesystem::path const& folder) {
  write_whole(folder / "inputs.json", loader::bundle(plan.study()) + "\n");
  write_whole(folder / "plan.json", plan.text());
}

/// Sees to it that the folder is this plan's: plan.json is written, found equal, or extended. Otherwise refuses.
void claim(Plan const& plan, Options const& options) {
  auto const stored = stored_plan(options.folder);
  if (!stored) {
    if (std::filesystem::exists(options.folder / "results.h5")) {
      throw FolderRefused(fmt::format(
          "{}: holds a results.h5 without its plan; give another folder with -o, or replace it with --fresh",
          options.folder.string()));
    }
    store(plan, options.folder);
    return;
  }
  if (*stored == plan.text()) return;

  auto const what = options.folder.string();
  auto const [changed, adds] = [&] {
    try {
      return std::pair{differences(*stored, plan.text()), only_adds(*stored, plan.text())};
    } catch (FolderRefused const& error) {
      throw FolderRefused(
          fmt::format("{}/{}; give another folder with -o, or start again with --fresh", what, error.what()));
    }
  }();
  if (adds && options.extend) {
    store(plan, options.folder);
    return;
  }
  throw FolderRefused(
      adds ? fmt::format("{}: holds a smaller study ({}); `wardmote extend` adds to it", what, first_lines(changed))
           : fmt::format(
                 "{}: holds runs of other inputs ({}); give another folder with -o, or replace them with --fresh", what,
                 first_lines(changed)));
}

/// Where a session puts its batches.
std::filesystem::path shelf_of(Options const& options, Team const& team) {
  if (options.shard.count > 0) {
    return options.folder / "shards" / fmt::format("{}-of-{}", options.shard.index, options.shard.count);
  }
  if (team.size() > 1) return options.folder / "ranks" / fmt::format("{}-of-{}", team.rank(), team.size());
  return options.folder;
}

std::string host_name() {
  std::string name(256, '\0');
  if (::gethostname(name.data(), name.size()) != 0) return "unknown";
  return name.c_str();
}

/// Whether results.h5 stands there as it was written for this plan.
bool has_results(Plan const& plan, std::filesystem::path const& folder) {
  auto const entry = stored_results(folder);
  std::error_code error;
  return entry && entry->plan == plan.hash() &&
         std::filesystem::file_size(folder / "results.h5", error) == entry->n_byte && !error;
}

/// Does `work`, and sees to it that all of the team know whether it went well before any goes on.
template <class Work>
void together(Team& team, Work&& work) {
  std::exception_ptr failure;
  try {
    work();
  } catch (...) {
    failure = std::current_exception();
  }
  auto const well = team.agree(failure == nullptr);
  if (failure) std::rethrow_exception(failure);
  if (!well) throw FolderRefused("another rank of this run failed; see its message");
}

}  // namespace

Summary run_study(loader::Study const& study, Options const& options) {
  auto const own_team = make_single();
  auto& team = options.team != nullptr ? *options.team : *own_team;
  auto const sharded = options.shard.count > 0;
  auto const leads = team.rank() == 0;
  Plan const plan(study, options.scale);
  Summary summary{.file = options.folder / "results.h5", .plan = plan.hash()};
  auto const place = shelf_of(options, team);

  // the folder is ours, or ours to share; the plan stands in it
  std::optional<FolderLock> folder_lock, shelf_lock;
  std::optional<Shelf> shelf;
  together(team, [&] {
    if (!leads) return;
    make_folder(options.folder);
    folder_lock.emplace(options.folder, sharded ? FolderLock::Mode::shared : FolderLock::Mode::exclusive);
    if (options.fresh) clear(options.folder);
    claim(plan, options);
  });
  together(team, [&] {
    make_folder(place);
    if (place != options.folder) shelf_lock.emplace(place, FolderLock::Mode::exclusive);
    shelf.emplace(place);
    tidy(*shelf, place, options);
    // one who runs alone also sees to what shards and ranks left
    if (sharded || team.size() > 1) return;
    for (auto const& other : shelves_of(options.folder)) {
      if (other == place) continue;
      Shelf theirs(other);
      tidy(theirs, other, options);
    }
  });

  // what is missing
  auto found = survey(plan, options);
  team.agree(true);  // nobody writes before all have looked
  summary.n_reused = found.n_done;
  summary.n_failed = n_run(found.failed);
  auto const n_to_run = n_run(found.missing) + (options.retry ? n_run(found.failed) : 0);
  if (n_to_run == 0 && (sharded || has_results(plan, options.folder))) {
    summary.end = Summary::End::already_done;
    return summary;
  }

  shelf->note("started", {{"plan", plan.hash()},
                          {"to_run", n_to_run},
                          {"host", host_name()},
                          {"process", ::getpid()},
                          {"threads", options.n_thread},
                          {"rank", team.rank()},
                          {"ranks", team.size()},
                          {"version", std::string(version)},
                          {"revision", std::string(revision)},
                          {"compiler", __VERSION__}});
  together(team, [&] {
    auto const tally = make_tally();
    Foreman(plan, options, team, place, shelf, *tally).run(found);
    summary.n_run = tally->n_run;
    summary.n_event = tally->n_event;
    summary.n_adult = tally->n_adult;
    summary.n_resident = tally->n_resident;
    summary.cpu_seconds = 1e-9 * static_cast<double>(tally->cpu_nanoseconds);
  });

  // all there? then one file of it
  found = survey(plan, options);
  summary.n_missing = n_run(found.missing);
  summary.n_failed = n_run(found.failed);
  if (summary.n_missing > 0) {
    shelf->note("stopped", {{"missing", summary.n_missing}});
    summary.end = Summary::End::stopped;
    return summary;
  }
  if (sharded) {
    shelf->note("shard finished", {{"failed", summary.n_failed}});
    summary.end = Summary::End::shard_done;
    return summary;
  }
  together(team, [&] {
    if (!leads) return;
    merge(plan, Inventory(options.folder), options.folder);
    shelf->note("finished", {{"failed", summary.n_failed}, {"sha256", stored_results(options.folder)->sha256}});
  });
  return summary;
}

Summary merge_study(loader::Study const& study, Options const& options, bool partial) {
  Plan const plan(study, options.scale);
  Summary summary{.file = options.folder / "results.h5", .plan = plan.hash()};
  FolderLock const lock(options.folder, FolderLock::Mode::exclusive);
  claim(plan, options);
  for (auto const& place : shelves_of(options.folder)) {
    Shelf shelf(place);
    tidy(shelf, place, options);
  }
  auto const found = survey(plan, options);
  summary.n_reused = found.n_done;
  summary.n_missing = n_run(found.missing);
  summary.n_failed = n_run(found.failed);
  if (summary.n_missing > 0 && !partial) {
    summary.end = Summary::End::stopped;
    return summary;
  }
  merge(plan, Inventory(options.folder), options.folder);
  Shelf shelf(options.folder);
  shelf.note("merged", {{"failed", summary.n_failed},
                        {"missing", summary.n_missing},
                        {"sha256", stored_results(options.folder)->sha256}});
  return summary;
}

}  // namespace wardmote::experiment
