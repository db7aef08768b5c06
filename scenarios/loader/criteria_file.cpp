#include "scenarios/loader/criteria_file.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <set>

#include <fmt/format.h>

#include "engine/measure/instruments.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace {

using baseline::Bounds;
using baseline::Criterion;
using baseline::Measure;
using measure::Axis;

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The text of a key, which must be one of the names.
std::string one_of(TomlTable const& table, std::string_view key, std::span<std::string_view const> names,
                   std::string_view what) {
  auto text = table.string(key);
  if (std::ranges::find(names, text) == names.end())
    fail(table.at(key), table.path(key), fmt::format("no such {}; {}", what, hint(text, names)));
  return text;
}

template <class Specs, class Name>
std::vector<std::string_view> names_of(Specs const& specs, Name name) {
  std::vector<std::string_view> names;
  for (auto const& spec : specs) names.push_back(std::invoke(name, spec));
  return names;
}

/// What must not stand beside what else a measure says.
void refuse(TomlTable const& table, std::initializer_list<std::string_view> keys, std::string_view why) {
  for (auto const key : keys) {
    if (table.find(key) != nullptr)
      fail(table.at(key), table.path(key), fmt::format("is not of this measure ({})", why));
  }
}

class Reading {
 public:
  explicit Reading(Criteria& criteria) : criteria_(criteria) {
    for (auto const& run : criteria.runs) {
      run_ids_.push_back(run.id);
      for (auto const& zone : run.study.council.zones) zones_.insert(zone);
    }
  }

  void read(toml::table const& entry, double share) {
    TomlTable const table{entry,
                          "criterion",
                          {"id", "catalogue", "statement", "role", "source", "reproducible", "reason", "run", "measure",
                           "against", "combine", "above", "below", "at_least", "at_most", "within", "over", "share"}};
    Criterion criterion;
    criterion.id = table.string("id");
    for (auto const& other : criteria_.criteria) {
      if (other.id == criterion.id) fail(table.at("id"), "criterion.id", "is named twice");
    }
    criterion.catalogue = table.string("catalogue");
    criterion.statement = table.string("statement");
    criterion.role = static_cast<baseline::Role>(table.choice("role", baseline::role_names));
    criterion.source = table.string("source");
    criterion.reproducible = table.boolean_or("reproducible", true);
    if (criterion.reproducible)
      read_test(table, share, criterion);
    else
      read_reason(table, criterion);
    criteria_.criteria.push_back(std::move(criterion));
  }

 private:
  static void read_reason(TomlTable const& table, Criterion& criterion) {
    criterion.reason = table.string("reason");
    for (auto const key :
         {"run", "measure", "against", "combine", "above", "below", "at_least", "at_most", "within", "over", "share"}) {
      if (table.find(key) != nullptr)
        fail(table.at(key), table.path(key), "must not stand beside reproducible = false");
    }
  }

  void read_test(TomlTable const& table, double share, Criterion& criterion) {
    if (table.find("reason") != nullptr)
      fail(table.at("reason"), "criterion.reason", "is for rows with reproducible = false");
    auto const run = one_of(table, "run", run_ids_, "run");
    criterion.measure = read_measure(table.sub("measure"), "criterion.measure", run);
    if (table.find("against") != nullptr)
      criterion.against = read_measure(table.sub("against"), "criterion.against", run);
    if (table.find("combine") != nullptr) {
      if (!criterion.against) fail(table.at("combine"), "criterion.combine", "needs against");
      criterion.combine = static_cast<baseline::Combine>(table.choice("combine", baseline::combine_names));
    }
    criterion.bounds = read_bounds(table);
    if (table.find("over") != nullptr)
      criterion.over = static_cast<baseline::Over>(table.choice("over", baseline::over_names));
    criterion.share = table.number_or("share", 0, 1, share);
  }

  static Bounds read_bounds(TomlTable const& table) {
    constexpr auto keys = std::to_array<std::string_view>({"above", "below", "at_least", "at_most", "within"});
    std::vector<std::string_view> given;
    for (auto const key : keys) {
      if (table.find(key) != nullptr) given.push_back(key);
    }
    if (given.size() != 1) {
      throw InputError(given.empty() ? table.place() : place_of(table.at(given.back())),
                       fmt::format("criterion {} needs one of {}", table.string("id"), either(keys, "")));
    }
    auto const key = given.front();
    if (key == "within") {
      auto const* ends = table.at(key).as_array();
      if (ends == nullptr || ends->size() != 2) fail(table.at(key), "criterion.within", "expected [low, high]");
      Bounds const bounds{read_number(*ends->get(0), "criterion.within", -infinity, infinity),
                          read_number(*ends->get(1), "criterion.within", -infinity, infinity)};
      if (bounds.low > bounds.high) fail(*ends->get(0), "criterion.within", "low must not be above high");
      return bounds;
    }
    auto const end = table.number(key, -infinity, infinity);
    auto const strict = key == "above" || key == "below";
    auto const lower = key == "above" || key == "at_least";
    return lower ? Bounds{end, infinity, strict} : Bounds{-infinity, end, strict};
  }

  Measure read_measure(toml::table const& entry, std::string const& path, std::string const& run) {
    TomlTable const table{
        entry,
        path,
        {"run", "outcome", "series", "route", "statistic", "day", "zone", "weights", "group", "rank_among", "quantile",
         "days_above", "survey", "question", "workshop", "party", "dot", "occasion", "sample"}};
    Measure measure;
    measure.run = table.find("run") != nullptr ? one_of(table, "run", run_ids_, "run") : run;
    constexpr auto kinds = std::to_array<std::string_view>({"outcome", "series", "route", "survey", "workshop"});
    auto const given = [&](std::string_view key) { return table.find(key) != nullptr; };
    if (std::ranges::count_if(kinds, given) != 1)
      throw InputError(table.place(), fmt::format("{} needs one of {}", path, either(kinds, "")));
    if (!given("survey")) refuse(table, {"question"}, "it is of a survey");
    if (!given("workshop")) refuse(table, {"party", "dot", "occasion", "sample"}, "they are of the workshop");
    if (given("survey")) {
      read_survey(table, measure);
    } else if (given("workshop")) {
      read_workshop(table, measure);
    } else if (given("outcome")) {
      measure.outcome =
          one_of(table, "outcome", names_of(measure::outcome_specs(), &measure::OutcomeSpec::id), "outcome");
      refuse(table, {"statistic", "day", "zone", "weights", "group", "rank_among", "quantile", "days_above"},
             "an outcome is one number");
    } else if (given("series")) {
      read_series(table, measure);
    } else {
      read_route(table, measure);
    }
    return measure;
  }

  void read_series(TomlTable const& table, Measure& measure) const {
    auto const specs = measure::series_specs();
    measure.series = one_of(table, "series", names_of(specs, &measure::SeriesSpec::name), "series");
    if (table.find("day") != nullptr) {
      measure.day = table.number("day", 0, infinity);
      refuse(table, {"statistic"}, "day says which value is meant");
    } else {
      measure.statistic = static_cast<baseline::Statistic>(table.choice("statistic", baseline::statistic_names));
    }
    if (measure.statistic == baseline::Statistic::swing)
      fail(table.at("statistic"), table.path("statistic"), "is of a survey");
    refuse(table, {"quantile", "days_above"}, "they are of a route");
    auto const axis = std::ranges::find(specs, measure.series, &measure::SeriesSpec::name)->axis;
    if (axis != Axis::ward) refuse(table, {"zone", "weights"}, "they are of series by ward");
    if (axis != Axis::group) refuse(table, {"group", "rank_among"}, "they are of series by group");
    if (table.find("zone") != nullptr) {
      std::vector<std::string_view> const zones(zones_.begin(), zones_.end());
      measure.zone = one_of(table, "zone", zones, "zone");
    }
    if (table.find("weights") != nullptr) {
      static_cast<void>(table.choice("weights", std::to_array<std::string_view>({"adults"})));
      measure.by_adults = true;
    }
    if (axis == Axis::group) measure.group = one_of(table, "group", measure::group_names(), "group");
    for (auto const& name : table.names("rank_among")) {
      auto const groups = measure::group_names();
      if (std::ranges::find(groups, name.text) == groups.end())
        throw InputError(name.place, fmt::format("{} = \"{}\" (no such group; {})", table.path("rank_among"), name.text,
                                                 hint(name.text, groups)));
      measure.rank_among.push_back(name.text);
    }
  }

  static void read_route(TomlTable const& table, Measure& measure) {
    measure.route = one_of(table, "route", measure::route_names(), "route");
    refuse(table, {"statistic", "day", "zone", "weights", "group", "rank_among"}, "they are of a series");
    auto const by_quantile = table.find("quantile") != nullptr;
    if (by_quantile == (table.find("days_above") != nullptr))
      throw InputError(table.place(), table.path("quantile") + " or days_above, one of them, is needed");
    if (!by_quantile) {
      measure.days_above = table.number("days_above", 0, infinity);
      return;
    }
    measure.quantile = table.number("quantile", 0, 1);
    auto const kept = measure::response_quantiles();
    if (std::ranges::find(kept, *measure.quantile) == kept.end())
      fail(table.at("quantile"), table.path("quantile"), fmt::format("expected one of {}", fmt::join(kept, ", ")));
  }

  /// What is read of a survey: the share who say yes, age groups weighted as among all adults.
  static void read_survey(TomlTable const& table, Measure& measure) {
    refuse(table, {"day", "zone", "weights", "group", "rank_among", "quantile", "days_above"},
           "a survey asks all adults");
    measure.statistic = static_cast<baseline::Statistic>(table.choice("statistic", baseline::statistic_names));
    measure.reading = {"survey_answers",
                       {{"survey", one_of(table, "survey", measure::survey_names(), "survey")},
                        {"question", one_of(table, "question", measure::survey_questions(), "question")},
                        {"reading", "weighted_by_age"}}};
  }

  /// The first occasion and sample unless said otherwise.
  static void read_workshop(TomlTable const& table, Measure& measure) {
    refuse(table, {"statistic", "day", "zone", "weights", "group", "rank_among", "quantile", "days_above"},
           "the workshop is held once");
    auto const or_first = [&](std::string_view key, std::span<std::string_view const> names) {
      return table.find(key) != nullptr ? one_of(table, key, names, key) : std::string{names.front()};
    };
    measure.reading = {"workshop_dots",
                       {{"statement", one_of(table, "workshop", measure::workshop_statements(), "statement")},
                        {"party", one_of(table, "party", measure::workshop_parties(), "party")},
                        {"dot", one_of(table, "dot", measure::workshop_dots(), "dot")},
                        {"occasion", or_first("occasion", measure::workshop_occasions())},
                        {"sample", or_first("sample", measure::workshop_samples())}}};
  }

  Criteria& criteria_;
  std::vector<std::string_view> run_ids_;
  std::set<std::string> zones_;
};

/// The study of a run. What its `set` gets wrong is told at its place in the file.
CriteriaRun read_run(toml::table const& entry, std::string const& study, std::vector<std::string> sets) {
  TomlTable const table{entry, "run", {"id", "title", "mode", "set"}};
  CriteriaRun run{table.string("id"), table.string("title"), {}};
  auto const mode = table.string("mode");
  static_cast<void>(table.choice("mode", std::to_array<std::string_view>({"uncertainty", "chance"})));
  sets.push_back("mode=" + mode);
  if (mode == "uncertainty") sets.emplace_back("runs.replications=2");
  auto const own = table.names("set");
  for (auto const& name : own) sets.push_back(name.text);
  try {
    run.study = load_study(study, sets);
  } catch (InputError const& error) {
    std::string_view const why = error.what();
    for (auto const& name : own) {
      auto const option = fmt::format("--set {}: ", name.text);
      if (why.starts_with(option)) throw InputError(name.place, std::string{why.substr(option.size())});
    }
    throw;
  }
  return run;
}

}  // namespace

std::string shipped_criteria() { return data_folder() + "/baseline/criteria.toml"; }

Criteria load_criteria(std::string const& path, std::vector<std::string> const& sets) {
  Library library{data_folder_or_nothing()};
  auto const& document = library.open(path, "criteria");
  TomlTable const file{document.table, "", {"wardmote", "kind", "id", "title", "study", "share", "run", "criterion"}};
  Criteria criteria{file.string("id"), file.string("title"), {}, {}};
  auto const study = (std::filesystem::path(path).parent_path() / file.string("study")).string();
  if (!std::filesystem::exists(study)) fail(file.at("study"), "study", "expected a file beside this one");
  for (auto const* entry : file.entries("run")) {
    auto run = read_run(*entry, study, sets);
    for (auto const& other : criteria.runs) {
      if (other.id == run.id) fail(*entry->get("id"), "run.id", "is named twice");
    }
    criteria.runs.push_back(std::move(run));
  }
  if (criteria.runs.empty()) throw InputError({document.shown, 1, 1}, "has no [[run]]: what is to be measured?");
  Reading reading(criteria);
  for (auto const* entry : file.entries("criterion")) reading.read(*entry, file.number("share", 0, 1));
  if (criteria.criteria.empty()) throw InputError({document.shown, 1, 1}, "has no [[criterion]]");
  return criteria;
}

}  // namespace wardmote::loader
