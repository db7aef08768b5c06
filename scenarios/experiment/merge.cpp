#include "scenarios/experiment/merge.hpp"

#include <algorithm>
#include <unordered_map>

#include <fmt/format.h>

#include "analysis/results/writer.hpp"
#include "scenarios/experiment/batch.hpp"
#include "scenarios/experiment/crate.hpp"
#include "scenarios/experiment/layout.hpp"

namespace wardmote::experiment {

namespace {

/// What does not depend on any run.
void write_descriptions(Plan const& plan, results::Writer& writer) {
  auto const& study = plan.study();
  std::vector<std::string> titles, purposes, levers, zones, outcome_titles, outcome_units;
  for (auto const& scenario : study.scenarios) {
    auto const ids = levers_of(scenario);
    levers.insert(levers.end(), ids.begin(), ids.end());
    levers.resize(levers.size() + most_levers(study) - ids.size());
    titles.push_back(scenario.title);
    purposes.push_back(scenario.purpose);
  }
  std::vector<std::int32_t> columns, rows, adults, worlds;
  for (auto const& ward : study.council.wards) {
    zones.push_back(study.council.zones[ward.zone]);
    columns.push_back(static_cast<std::int32_t>(ward.tile_column));
    rows.push_back(static_cast<std::int32_t>(ward.tile_row));
    adults.push_back(static_cast<std::int32_t>(ward.residents[3] + ward.residents[4] + ward.residents[5]));
  }
  for (auto const& spec : measure::outcome_specs()) {
    outcome_titles.emplace_back(spec.title);
    outcome_units.emplace_back(spec.units);
  }
  for (std::size_t k = 0; k < plan.n_replication(); ++k) {
    worlds.push_back(static_cast<std::int32_t>(k / study.runs.n_replication));
  }
  writer.write("scenario_title", {}, std::span<std::string const>(titles));
  writer.write("scenario_purpose", {}, std::span<std::string const>(purposes));
  if (!levers.empty()) writer.write("scenario_lever", {}, std::span<std::string const>(levers));
  writer.write("ward_zone", {}, std::span<std::string const>(zones));
  writer.write("ward_column", {}, std::span<std::int32_t const>(columns));
  writer.write("ward_row", {}, std::span<std::int32_t const>(rows));
  writer.write("ward_adults", {}, std::span<std::int32_t const>(adults));
  writer.write("outcome_title", {}, std::span<std::string const>(outcome_titles));
  writer.write("outcome_units", {}, std::span<std::string const>(outcome_units));
  writer.write("replication_world", {}, std::span<std::int32_t const>(worlds));
  for (std::uint32_t w = 0; w < study.runs.n_world; ++w) {
    std::vector<double> values;
    for (auto const& factor : plan.factors()) values.push_back(draw(study, *factor.quantity, factor.key, w));
    writer.write("parameters", {w}, std::span<double const>(values));
  }
  for (std::size_t p = 0; p < plan.n_point() && !plan.factor_paths().empty(); ++p) {
    writer.write("design", {p}, std::span<double const>(plan.point(p)));
  }
}

/// Writes runs to their places.
class Assembly {
 public:
  Assembly(Plan const& plan, results::Writer& writer) : plan_(plan), writer_(writer) {
    for (std::size_t t = 0; t < plan.n_task(); ++t) {
      auto const task = plan.task(t);
      for (std::size_t s = 0; s < plan.n_scenario(); ++s) {
        if (plan.owns(task, s)) place_.emplace(plan.name(task, s), std::pair{t, s});
      }
    }
    // until a run turns up it is missing
    std::vector<std::int32_t> const missing(plan.n_scenario() * plan.n_replication(), status_missing);
    for (std::size_t p = 0; p < plan.n_point(); ++p) {
      writer_.write("run_status", leading(p), std::span<std::int32_t const>(missing));
    }
  }

  [[nodiscard]] bool wants(RunName const& name) const { return place_.contains(name); }

  void put(RunResult const& run) {
    auto const [t, s] = place_.at(run.name);
    auto const owner = plan_.task(t);
    for (std::size_t p = owner.point; p < plan_.n_point(); ++p) {
      if (plan_.first_point(s, p) == owner.point) put_at(run, p, s, owner.replication);
    }
  }

 private:
  [[nodiscard]] std::vector<std::size_t> leading(std::size_t p) const {
    return plan_.factor_paths().empty() ? std::vector<std::size_t>{} : std::vector<std::size_t>{p};
  }

  void put_at(RunResult const& run, std::size_t p, std::size_t s, std::size_t k) {
    auto at = leading(p);
    at.insert(at.end(), {s, k});
    std::int32_t const status = run.failed() ? status_failed : status_done;
    writer_.write("run_status", at, std::span<std::int32_t const>(&status, 1));
    if (run.failed()) writer_.write("run_reason", at, std::span<std::string const>(&run.reason, 1));
    for (auto const& array : run.arrays) {
      auto const filed = as_filed(array, n_lever_);
      auto const write = [&](auto const& values) {
        if (!values.empty()) writer_.write(filed.name, at, std::span(values));
      };
      std::visit(write, filed.values);
    }
  }

  Plan const& plan_;
  results::Writer& writer_;
  std::size_t n_lever_ = most_levers(plan_.study());
  std::unordered_map<RunName, std::pair<std::size_t, std::size_t>, RunName::Hash> place_;  // task, scenario
};

}  // namespace

void merge(Plan const& plan, Inventory const& inventory, std::filesystem::path const& folder) {
  auto const file = folder / "results.h5";
  results::Writer writer(file, make_layout(plan));
  write_descriptions(plan, writer);
  Assembly assembly(plan, writer);
  for (auto const& batch : inventory.batches()) {
    if (std::ranges::none_of(batch.runs, [&](auto const& run) { return assembly.wants(run.first); })) continue;
    std::vector<RunResult> runs;
    try {
      runs = decode_batch(read_whole(batch.file));
    } catch (BatchDamaged const& error) {
      throw FolderRefused(fmt::format("{}: {}; run the study again to redo it", batch.file.string(), error.what()));
    }
    for (auto const& run : runs) {
      // of a run that failed and was repeated only the repetition counts
      if (assembly.wants(run.name) && inventory.find(run.name) == &batch) assembly.put(run);
    }
  }
  writer.finish();
  std::error_code error;
  store_results(folder, {std::filesystem::file_size(file, error), sha256_of_file(file), plan.hash()});
  write_crate(plan, folder);
}

}  // namespace wardmote::experiment
