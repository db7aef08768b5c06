#include "scenarios/experiment/layout.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "engine/measure/instruments.hpp"
#include "engine/measure/record.hpp"
#include "engine/run/simulation.hpp"
#include "scenarios/loader/bundle.hpp"
#include "wardmote/version.hpp"

namespace wardmote::experiment {

using results::Dimension;
using results::Layout;
using results::Type;
using results::Variable;

namespace {

/// A study with a design has points, even if there is but one.
bool is_sweep(Plan const& plan) { return !plan.factor_paths().empty(); }

template <class Texts>
std::vector<std::string> labels(Texts const& texts) {
  return {std::begin(texts), std::end(texts)};
}

std::vector<std::int64_t> count_from_zero(std::size_t n) {
  std::vector<std::int64_t> numbers(n);
  for (std::size_t i = 0; i < n; ++i) numbers[i] = static_cast<std::int64_t>(i);
  return numbers;
}

std::vector<std::string> labels_of_wards(world::Council const& council) {
  std::vector<std::string> names;
  for (auto const& ward : council.wards) names.push_back(ward.name);
  return names;
}

std::string cell_methods(measure::CellMethod method) {
  switch (method) {
    case measure::CellMethod::point:
      return "time: point";
    case measure::CellMethod::sum:
      return "time: sum";
    case measure::CellMethod::mean:
      return "time: mean";
  }
  return {};
}

std::vector<std::string> axes_of(measure::Axis axis) {
  std::vector<std::string> axes{"scenario", "replication", "time"};
  if (axis == measure::Axis::ward) axes.push_back("ward");
  if (axis == measure::Axis::group) axes.push_back("group");
  if (axis == measure::Axis::tenure) axes.push_back("tenure");
  return axes;
}

/// Whose hours: the services, then the desk and what nobody said whose it is.
std::vector<std::string> labels_of_staff(world::Council const& council) {
  std::vector<std::string> names;
  for (auto const& service : council.services) names.push_back(service.id);
  for (auto const& other : measure::other_staff()) names.emplace_back(other);
  return names;
}

std::vector<Dimension> dimensions(Plan const& plan) {
  auto const& study = plan.study();
  std::vector<std::string> scenarios;
  for (auto const& scenario : study.scenarios) scenarios.push_back(scenario.id);
  std::vector<std::int64_t> instants;
  for (auto const time : plan.times()) instants.push_back(time.count());
  std::vector<std::string> parameters;
  for (auto const& factor : plan.factors()) parameters.push_back(factor.name);
  std::vector<std::string> outcomes;
  for (auto const& spec : measure::outcome_specs()) outcomes.emplace_back(spec.id);
  auto const quantiles = measure::response_quantiles();
  auto const n_year = static_cast<std::size_t>(study.years + 0.999);

  std::vector<Dimension> all;
  if (is_sweep(plan)) all.push_back({"point", count_from_zero(plan.n_point()), "", "point of the design", {}});
  all.insert(all.end(),
             {{"scenario", scenarios, "", "policy scenario, the baseline first", {}},
              {"replication", count_from_zero(plan.n_replication()), "", "world times replication within it", {}},
              {"world", count_from_zero(study.runs.n_world), "", "draw of all that is uncertain", {}},
              results::time_dimension(instants, study.start),
              {"ward", labels_of_wards(study.council), "", "ward", {}},
              {"group", labels(measure::group_names()), "", "group of adults", {}},
              {"tenure", labels(measure::tenure_names()), "", "councillors by how long they have served", {}},
              {"route", labels(measure::route_names()), "", "the way an answer came", {}},
              {"quantile", std::vector<double>(quantiles.begin(), quantiles.end()), "1", "share of answers within", {}},
              {"budget_line", labels(measure::budget_lines()), "", "what hours and money are spent on", {}},
              {"year", count_from_zero(n_year), "", "year of the study, from 0", {}},
              {"channel", labels(measure::channel_names()), "", "how residents' matters come", {}},
              {"service", labels_of_staff(study.council), "", "whose hours", {}},
              {"grade", labels(measure::grade_names()), "", "grade of officers", {}},
              {"outcome", outcomes, "", "outcome of a whole run", {}},
              {"parameter", parameters, "", "number that worlds differ in, by its dotted path", {}}});
  if (study.keep.instruments) {
    all.insert(all.end(),
               {{"survey", labels(measure::survey_names()), "", "way of asking residents, and whom", {}},
                {"question", labels(measure::survey_questions()), "", "what is asked, answered yes or no", {}},
                {"reading", labels(measure::survey_readings()), "", "what is read from the answers", {}},
                {"occasion", labels(measure::workshop_occasions()), "", "when the workshop is held", {}},
                {"sample", labels(measure::workshop_samples()), "", "which level of managers sends more", {}},
                {"statement", labels(measure::workshop_statements()), "", "what is scored from 0 to 1", {}},
                {"party", labels(measure::workshop_parties()), "", "who puts dots", {}},
                {"dot", labels(measure::workshop_dots()), "", "means of the dots, spread and number of people", {}}});
  }
  if (auto const n_lever = most_levers(study); n_lever > 0)
    all.push_back({"lever", count_from_zero(n_lever), "", "place of a lever in its scenario (scenario_lever)", {}});
  if (is_sweep(plan))
    all.push_back({"factor", plan.factor_paths(), "", "number that points differ in, by its path", {}});
  return all;
}

/// Variables of one run each; those the study does not keep are left out.
std::vector<Variable> run_variables(loader::Study const& study) {
  auto const& keep = study.keep;
  std::vector<Variable> all;
  for (auto const& spec : measure::series_specs()) {
    if (!kept(keep, spec.axis)) continue;
    all.push_back({std::string{spec.name}, axes_of(spec.axis), Type::float32, std::string{spec.units},
                   std::string{spec.long_name}, cell_methods(spec.method), std::string{spec.catalogue}});
  }
  if (keep.quantiles) {
    all.push_back({"response_days_quantiles",
                   {"scenario", "replication", "route", "quantile"},
                   Type::float32,
                   "working day",
                   "working days to an answer",
                   "",
                   "E34"});
  }
  if (keep.costs) {
    std::vector<std::string> const budget{"scenario", "replication", "budget_line", "year"};
    all.push_back({"cost", budget, Type::float64, "GBP", "money, officer hours at cost included", "", "E74"});
    all.push_back({"officer_hours", budget, Type::float64, "h", "officer hours", "", "E73"});
    all.push_back({"councillor_hours", budget, Type::float64, "h", "councillor hours", "", "E73"});
    std::vector<std::string> const contacts{"scenario", "replication", "channel", "year"},
        staff{"scenario", "replication", "service", "grade"};
    all.push_back({"contacts", contacts, Type::float64, "1", "residents' contacts with the council", "", "E19"});
    all.push_back({"staff_hours", staff, Type::float64, "h", "officer hours over the study", "", "E73"});
    if (most_levers(study) > 0) {
      std::vector<std::string> const levers{"scenario", "replication", "lever"};
      all.push_back(
          {"lever_officer_hours", levers, Type::float64, "h", "officer hours the lever itself took", "", "E73"});
      all.push_back(
          {"lever_councillor_hours", levers, Type::float64, "h", "councillor hours the lever itself took", "", "E73"});
      all.push_back(
          {"lever_cost", levers, Type::float64, "GBP", "what the lever itself cost, officer hours at cost", "", "E33"});
    }
  }
  if (keep.instruments) {
    all.push_back({"survey_answers",
                   {"scenario", "replication", "year", "survey", "question", "reading"},
                   Type::float32,
                   "1",
                   "what a survey of residents reads at the end of the year",
                   "",
                   "E01 E16 E06"});
    all.push_back({"workshop_dots",
                   {"scenario", "replication", "occasion", "sample", "statement", "party", "dot"},
                   Type::float32,
                   "1",
                   "the workshop with red dots (where things are) and green ones (where they should be)",
                   "",
                   "E02"});
  }
  all.push_back({"outcomes",
                 {"scenario", "replication", "outcome"},
                 Type::float64,
                 "",
                 "outcome of the run, over its last year",
                 "",
                 ""});
  all.push_back({"run_status",
                 {"scenario", "replication"},
                 Type::int32,
                 "",
                 "0: finished; 1: failed; 2: not run",
                 "",
                 "",
                 {{"flag_meanings", "finished failed not_run"}}});
  all.push_back({"run_reason", {"scenario", "replication"}, Type::string, "", "why the run failed", "", ""});
  return all;
}

/// What describes the dimensions.
std::vector<Variable> descriptions(loader::Study const& study) {
  std::vector<Variable> all;
  if (most_levers(study) > 0)
    all.push_back({"scenario_lever", {"scenario", "lever"}, Type::string, "", "id of the lever; empty: none", "", ""});
  all.push_back({"outcome_title", {"outcome"}, Type::string, "", "what the outcome means", "", ""});
  all.push_back({"outcome_units", {"outcome"}, Type::string, "", "unit of the outcome", "", ""});
  all.push_back({"replication_world", {"replication"}, Type::int32, "", "world of the replication", "", ""});
  all.push_back({"parameters", {"world", "parameter"}, Type::float64, "", "value of the number in the world", "", ""});
  all.push_back({"scenario_title", {"scenario"}, Type::string, "", "everyday name", "", ""});
  all.push_back({"scenario_purpose", {"scenario"}, Type::string, "", "what the scenario does", "", ""});
  all.push_back({"ward_zone", {"ward"}, Type::string, "", "part of the district", "", ""});
  all.push_back({"ward_column", {"ward"}, Type::int32, "", "column of the tile map, from the left", "", ""});
  all.push_back({"ward_row", {"ward"}, Type::int32, "", "row of the tile map, from the top", "", ""});
  all.push_back({"ward_adults", {"ward"}, Type::int32, "1", "residents aged 16 and over", "", ""});
  return all;
}

}  // namespace

Layout make_layout(Plan const& plan) {
  auto const& study = plan.study();
  Layout layout;
  layout.dimensions = dimensions(plan);
  layout.variables = run_variables(study);
  layout.run_dimensions = {"scenario", "replication"};
  auto described = descriptions(study);
  if (is_sweep(plan)) {
    for (auto& variable : layout.variables) variable.dimensions.insert(variable.dimensions.begin(), "point");
    layout.run_dimensions.insert(layout.run_dimensions.begin(), "point");
    described.push_back({"design", {"point", "factor"}, Type::float64, "", "value of the factor at the point", "", ""});
  }
  std::ranges::move(described, std::back_inserter(layout.variables));
  layout.attributes = {{"wardmote_format", std::to_string(results::format_version)},
                       {"title", study.title},
                       {"question", study.question},
                       {"council", study.council.name},
                       {"study", study.resolved_json},
                       {"plan", plan.hash()},
                       {"seed", std::to_string(study.seed)},
                       {"scale", fmt::format("{}", plan.scale())},
                       {"results_version", std::to_string(run::results_version)},
                       {"wardmote_version", std::string{version}},
                       {"license", "data: see NOTICE of Wardmote; results: as the user decides"},
                       {"source", fmt::format("Wardmote {} ({})", version, revision)}};
  std::vector<std::string> inputs;
  for (auto const& input : study.inputs) inputs.push_back(input.sha256 + "  " + input.path);
  layout.texts.push_back({"provenance/inputs", inputs});
  layout.texts.push_back({"provenance/bundle", {loader::bundle(study)}});
  layout.texts.push_back({"provenance/compiler", {__VERSION__}});
  if (!study.sets.empty()) layout.texts.push_back({"provenance/sets", study.sets});
  return layout;
}

std::uint64_t bytes_of_run(Plan const& plan) {
  auto const layout = make_layout(plan);
  std::uint64_t sum = 0;
  for (auto const& variable : layout.variables) {
    if (std::ranges::find(variable.dimensions, "replication") == variable.dimensions.end() ||
        std::ranges::find(variable.dimensions, "scenario") == variable.dimensions.end()) {
      continue;
    }
    std::uint64_t bytes = variable.type == Type::float64 ? 8 : variable.type == Type::string ? 16 : 4;
    for (auto const& name : variable.dimensions) {
      if (std::ranges::find(layout.run_dimensions, name) == layout.run_dimensions.end()) {
        bytes *= layout.dimension(name)->size();
      }
    }
    sum += bytes;
  }
  return sum;
}

}  // namespace wardmote::experiment
