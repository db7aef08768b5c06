#include "scenarios/experiment/plan.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "engine/run/simulation.hpp"
#include "scenarios/experiment/design.hpp"
#include "scenarios/experiment/files.hpp"
#include "scenarios/loader/text_file.hpp"

namespace wardmote::experiment {

namespace {

using nlohmann::json;

/// Stable number of a name for random keys, never its place in a list.
std::uint64_t stable_number(std::string const& name) {
  return std::stoull(loader::sha256(name).substr(0, 16), nullptr, 16);
}
std::uint64_t council_number(std::string const& id) { return stable_number("council/" + id); }

/// Takes out what people read and no run depends on, so that a corrected source does not make a new run.
void drop_words(json& node) {
  static constexpr std::array words{"title",   "question", "purpose", "notes",     "source",
                                    "sources", "evidence", "tag",     "catalogue", "name"};
  if (node.is_object()) {
    for (auto const* word : words) node.erase(word);
  }
  for (auto& item : node) {
    if (item.is_structured()) drop_words(item);
  }
}

/// Reads a plan's text; what is not as a plan should be is the folder's fault.
template <class Read>
auto understood(Read&& read) {
  try {
    return read();
  } catch (json::exception const& error) {
    throw FolderRefused(fmt::format("plan.json: is damaged ({})", error.what()));
  }
}

double study_years(loader::Study const& study) {
  return static_cast<double>((study.end - study.start).count()) / world::days_per_year;
}

}  // namespace

Plan::Plan(loader::Study const& study, double scale)
    : study_(study),
      scale_(scale),
      hours_(world::make_hours(study.council, study.start, study.warm_up_years, study_years(study))),
      times_(run::record_times(
          hours_, study.record_every == loader::RecordEvery::week ? run::RecordEvery::week : run::RecordEvery::month)),
      factors_(experiment::factors(study)),
      factor_paths_(experiment::factor_paths(study)),
      points_(experiment::points(study)) {
  auto const resolved = json::parse(study.resolved_json);

  // what all runs share, then what each scenario does
  auto setting = resolved;
  for (auto const* key : {"id", "title", "question", "runs", "baseline", "scenarios", "outcomes", "budget", "design"}) {
    setting.erase(key);
  }
  drop_words(setting);
  setting_ =
      loader::sha256(fmt::format("{}\nscale={}\nresults_version={}\n", setting.dump(), scale, run::results_version));
  for (auto scenario : resolved.at("scenarios")) {
    drop_words(scenario);
    scenarios_.push_back(loader::sha256(scenario.dump()));
  }

  // points at which a scenario is the same run
  for (std::size_t s = 0; s < n_scenario(); ++s) {
    std::map<std::string, std::size_t> first;
    for (std::size_t p = 0; p < n_point(); ++p) {
      first_point_.push_back(first.emplace(settings_for(p, s), p).first->second);
    }
  }

  json plan{{"wardmote_plan", 1},
            {"results_version", run::results_version},
            {"scale", scale},
            {"study", resolved},
            {"design", {{"factors", factor_paths_}, {"points", points_}}}};
  text_ = plan.dump() + "\n";
  hash_ = loader::sha256(text_);
}

kernel::StreamKey Plan::key() const { return {study_.seed, council_number(study_.council.id)}; }

kernel::RandomStreams Plan::streams(Task const& task, std::size_t scenario) const {
  auto key = this->key();
  if (!common_streams() && scenario > 0) {
    key = {study_.seed, stable_number(fmt::format("council/{}/{}", study_.council.id, study_.scenarios[scenario].id))};
  }
  return {key, task.replication};
}

Task Plan::task(std::size_t index) const {
  auto const replication = static_cast<std::uint32_t>(index % n_replication());
  return {static_cast<std::uint32_t>(index / n_replication()), replication / study_.runs.n_replication, replication};
}

std::vector<std::string> Plan::settings(std::size_t p) const {
  std::vector<std::string> sets;
  for (std::size_t f = 0; f < factor_paths_.size(); ++f) {
    sets.push_back(fmt::format("{}={}", factor_paths_[f], points_[p][f]));
  }
  return sets;
}

/// Whether a factor can change what a scenario does: "scenarios.X...." only X, "levers.C027...." those that use C027.
bool Plan::touches(std::string const& path, std::size_t scenario) const {
  auto const& own = study_.scenarios[scenario];
  if (path.starts_with("scenarios.")) return path.starts_with("scenarios." + own.id + ".");
  if (!path.starts_with("levers.")) return true;
  return std::ranges::any_of(
      own.levers, [&](loader::BoundLever const& bound) { return path.starts_with("levers." + bound.lever.id + "."); });
}

std::string Plan::settings_for(std::size_t p, std::size_t scenario) const {
  std::vector<std::string> sets;
  for (std::size_t f = 0; f < factor_paths_.size(); ++f) {
    if (!touches(factor_paths_[f], scenario)) continue;
    sets.push_back(fmt::format("{}={}\n", factor_paths_[f], points_[p][f]));
  }
  std::ranges::sort(sets);  // the order of a design's factors is no part of a run
  return fmt::format("{}", fmt::join(sets, ""));
}

std::size_t Plan::n_run() const {
  std::size_t n = 0;
  for (std::size_t s = 0; s < n_scenario(); ++s) {
    for (std::size_t p = 0; p < n_point(); ++p) n += first_point(s, p) == p ? 1 : 0;
  }
  return n * n_replication();
}

RunName Plan::name(Task const& task, std::size_t scenario) const {
  return RunName::of(fmt::format("{}\n{}\n{}world={} replication={}\n", setting_, scenarios_[scenario],
                                 settings_for(task.point, scenario), task.world, task.replication));
}

std::string Plan::label(Task const& task, std::size_t scenario) const {
  auto const where = factor_paths_.empty() ? "" : fmt::format("point {}, ", task.point);
  return fmt::format("{}world {}, replication {}, {}", where, task.world, task.replication,
                     study_.scenarios[scenario].id);
}

namespace {

std::vector<std::string> differences_of(std::string const& old_text, std::string const& new_text) {
  auto const flat = [](std::string const& text) {
    auto plan = json::parse(text);
    plan["design"]["points"] = fmt::format("{} points, SHA-256 {:.12}", plan["design"]["points"].size(),
                                           loader::sha256(plan["design"]["points"].dump()));
    // scenarios and outcomes by their ids, not their places
    for (auto const* list : {"scenarios", "outcomes"}) {
      json by_id = json::object();
      for (auto const& item : plan["study"][list]) by_id[item.at("id").get<std::string>()] = item;
      plan["study"][list] = by_id;
    }
    return plan.flatten();
  };
  auto const before = flat(old_text), after = flat(new_text);
  std::vector<std::string> lines;
  auto const path = [](std::string key) {
    std::ranges::replace(key, '/', '.');
    key.erase(0, 1);
    if (key.starts_with("study.")) key.erase(0, 6);
    return key;
  };
  for (auto const& [key, value] : before.items()) {
    if (!after.contains(key)) {
      lines.push_back(fmt::format("{}: {} -> nothing", path(key), value.dump()));
    } else if (after.at(key) != value) {
      lines.push_back(fmt::format("{}: {} -> {}", path(key), value.dump(), after.at(key).dump()));
    }
  }
  for (auto const& [key, value] : after.items()) {
    if (!before.contains(key)) lines.push_back(fmt::format("{}: nothing -> {}", path(key), value.dump()));
  }
  // what stands highest says most
  auto const depth = [](std::string const& line) {
    return std::count(line.begin(), std::find(line.begin(), line.end(), ':'), '.');
  };
  std::ranges::stable_sort(lines, {}, depth);
  return lines;
}

bool adds_only(std::string const& old_text, std::string const& new_text) {
  auto before = json::parse(old_text), after = json::parse(new_text);

  // every old scenario and point is among the new ones, and there are as many worlds
  auto const within = [](json const& some, json const& all) {
    return std::ranges::all_of(some, [&](json const& one) { return std::ranges::find(all, one) != all.end(); });
  };
  if (!within(before["study"]["scenarios"], after["study"]["scenarios"])) return false;
  std::vector<std::string> old_points, new_points;
  for (auto const& point : before["design"]["points"]) old_points.push_back(point.dump());
  for (auto const& point : after["design"]["points"]) new_points.push_back(point.dump());
  std::ranges::sort(old_points);
  std::ranges::sort(new_points);
  if (!std::ranges::includes(new_points, old_points)) return false;
  if (after["study"]["runs"]["worlds"] < before["study"]["runs"]["worlds"]) return false;

  // nothing else moved
  for (auto* plan : {&before, &after}) {
    (*plan)["study"].erase("scenarios");
    (*plan)["study"].erase("design");
    (*plan)["study"]["runs"].erase("worlds");
    (*plan)["study"]["runs"].erase("max_worlds");
    (*plan)["design"].erase("points");
  }
  return before == after;
}

}  // namespace

double scale_of(std::string const& text) {
  return understood([&] { return json::parse(text).at("scale").get<double>(); });
}

std::uint32_t n_world_of(std::string const& text) {
  return understood([&] { return json::parse(text).at("study").at("runs").at("worlds").get<std::uint32_t>(); });
}

std::vector<std::string> differences(std::string const& old_text, std::string const& new_text) {
  return understood([&] { return differences_of(old_text, new_text); });
}

bool only_adds(std::string const& old_text, std::string const& new_text) {
  return understood([&] { return adds_only(old_text, new_text); });
}

}  // namespace wardmote::experiment
