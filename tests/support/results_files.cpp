#include "tests/support/results_files.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/results/writer.hpp"

namespace wardmote::support {

namespace {

using nlohmann::json;
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

struct InventedOutcome {
  char const* id;
  char const* title;
  char const* better;
  double matters;
  char const* unit;
  bool guard;
  double level;        ///< at the baseline
  char const* series;  ///< that shows it over time
};
constexpr InventedOutcome headline[] = {
    {"enquiry_days_p90", "9 in 10 councillor enquiries are answered within", "lower", 2, "working day", false, 24,
     "enquiries_open"},
    {"resident_days_p90", "9 in 10 residents who contact the council are answered within", "lower", 1, "working day",
     true, 18, "calls_abandoned"},
    {"handler_known", "Open enquiries whose handler the councillor can name", "higher", 0.10, "1", false, 0.31,
     "handler_known"},
    {"news_early", "Changes in a ward its councillors heard of before the public", "higher", 0.10, "1", false, 0.42,
     "news_early"},
    {"relation", "How councillors and officers rate working together", "higher", 0.35, "SD", false, 2.9,
     "relation_councillor"},
    {"participation", "Adults who took part in a consultation in the past year", "higher", 0.02, "1", false, 0.17,
     "participation_rate"},
    {"influence", "Adults who feel they can influence decisions", "higher", 0.03, "1", false, 0.27, "influence"},
    {"trust", "Adults who trust the council", "higher", 0.03, "1", true, 0.54, "trust_council_share"},
};

/// Outcomes that get no verdict.
constexpr char const* explored[] = {"participation_gap",  "fixed_share",     "reports_year",          "cost_year",
                                    "officer_hours_year", "post_hours_year", "undelivered_hours_year"};
constexpr std::size_t first_hours = std::size(headline) + 4;  ///< place of officer_hours_year

struct InventedSeries {
  std::string_view name;
  char part;  ///< w: by ward, g: by group, t: by councillors' tenure, c: the council as a whole
  char const* method;
  char const* units;
  char const* long_name;
  char const* catalogue;
};
constexpr InventedSeries all_series[] = {
    {"trust_council_share", 'w', "time: point", "1", "adults who trust the council", "E01"},
    {"influence", 'w', "time: point", "1", "adults who feel they can influence decisions", "E16"},
    {"participation_rate", 'w', "time: point", "1", "adults who took part in the 52 weeks before", "E06"},
    {"reports", 'w', "time: sum", "1", "issues residents told the council of", "E33"},
    {"enquiries_open", 'w', "time: point", "1", "councillor enquiries without an answer yet", "E34"},
    {"handler_known", 'w', "time: point", "1", "open enquiries whose handler the councillor can name", "E36"},
    {"news_early", 'w', "time: mean", "1", "changes its councillors heard of first", "E25"},
    {"relation_councillor", 'w', "time: point", "1", "how councillors rate working with officers", "E02"},
    {"trust_council_share_by_group", 'g', "time: point", "1", "adults who trust the council", "E01"},
    {"influence_by_group", 'g', "time: point", "1", "adults who feel they can influence decisions", "E16"},
    {"participation_rate_by_group", 'g', "time: point", "1", "adults who took part in the 52 weeks before", "E06 E39"},
    {"relation_councillor_by_tenure", 't', "time: point", "1", "how councillors rate working with officers", "E02"},
    {"calls_abandoned", 'c', "time: mean", "1", "calls to the contact centre given up", "E34"}};
std::vector<std::string> const groups{"all adults", "aged 16-34", "aged 75 and over", "offline"};
std::vector<std::string> const tenures{"new", "long-serving"};
std::vector<std::string> const channels{"telephone", "web"};
std::vector<std::string> const services{"roads", "libraries", "not_said"};
std::vector<std::string> const grades{"frontline", "not_said"};
std::vector<std::string> const routes{"enquiry_desk", "enquiry_direct", "enquiry_any", "resident"};
std::vector<double> const quantiles{0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99};
std::vector<std::string> const lines{"enquiries_desk", "enquiries_officers", "resident_reports", "contact_centre",
                                     "meetings",       "policy_running",     "policy_one_off"};

struct InventedWard {
  char const* name;
  int column, row;
};
constexpr InventedWard wards[] = {{"Ashdown", 2, 0},     {"Beck Side", 3, 0},  {"Birkshaw and Longlee", 4, 0},
                                  {"Castle Hill", 1, 1}, {"Dale", 2, 1},       {"Eastgate", 3, 1},
                                  {"Fellbrook", 4, 1},   {"Greenmoor", 5, 1},  {"Holme North", 0, 2},
                                  {"Holme South", 1, 2}, {"Ings", 2, 2},       {"Kirkfield", 3, 2},
                                  {"Lower Spen", 4, 2},  {"Millbridge", 1, 3}, {"Nethershaw", 2, 3},
                                  {"Oakwell", 3, 3}};

double wave(std::mt19937_64& random) { return std::normal_distribution<double>{}(random); }

/// The same stream for the same labels, as keyed draws are.
std::mt19937_64 stream(std::uint64_t seed, std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::seed_seq keys{seed, a, b, c};
  return std::mt19937_64(keys);
}

json study_json(InventedStudy const& study) {
  json outcomes = json::array();
  for (auto const& one : headline) {
    outcomes.push_back({{"id", one.id},
                        {"title", one.title},
                        {"better", one.better},
                        {"matters", one.matters},
                        {"unit", one.unit},
                        {"guard", one.guard}});
  }
  json all{{"title", study.title},  {"question", study.question},
           {"council", "invented"}, {"baseline", study.scenarios.front().id},
           {"start", "2018-07-02"}, {"years", study.years},
           {"mode", "worlds"},      {"seed", study.seed},
           {"outcomes", outcomes}};
  all.merge_patch(json::parse(study.study_patch));
  return all;
}

}  // namespace

InventedStudy telling_study() {
  auto const matters = [](std::string const& id) {
    for (auto const& one : headline) {
      if (id == one.id) return one.better == std::string("lower") ? -one.matters : one.matters;
    }
    return 0.0;
  };
  InventedStudy study;
  study.n_world = 32;
  study.scenarios = {
      {"as_found", "As found"},
      {"nothing_new", "Nothing new"},
      {"clear_gain", "A clear gain", [=](auto const& id, std::size_t) { return 3 * matters(id); }},
      {"little", "Too little to matter", [=](auto const& id, std::size_t) { return 0.2 * matters(id); }},
      {"harm", "A clear loss", [=](auto const& id, std::size_t) { return -2.5 * matters(id); }},
      {"depends", "It depends",
       [=](auto const& id, std::size_t world) { return (world % 2 == 0 ? 3.0 : -3.0) * matters(id); }},
      {"spread", "Gains of many sizes",
       [=](auto const& id, std::size_t world) { return (0.4 + 0.1 * static_cast<double>(world % 32)) * matters(id); }},
  };
  return study;
}

results::Layout layout_of(InventedStudy const& study) {
  using results::Dimension;
  using results::Type;
  results::Layout layout;
  auto const numbered = [](std::size_t n) {
    std::vector<std::int64_t> all(n);
    for (std::size_t i = 0; i < n; ++i) all[i] = static_cast<std::int64_t>(i);
    return all;
  };

  // axes
  std::vector<std::string> scenario_ids, ward_names, outcome_ids;
  for (auto const& scenario : study.scenarios) scenario_ids.push_back(scenario.id);
  for (auto const& ward : wards) ward_names.emplace_back(ward.name);
  for (auto const& one : headline) outcome_ids.emplace_back(one.id);
  for (auto const* id : explored) outcome_ids.emplace_back(id);
  std::vector<std::int64_t> weeks;
  for (int week = 1; week <= 52 * study.years; ++week) weeks.push_back(std::int64_t{week} * 7 * 86'400);
  layout.dimensions = {
      Dimension{"scenario", scenario_ids, "", "what is tried", {}},
      Dimension{"replication", numbered(study.n_world * study.n_replication), "1", "run of every scenario", {}},
      Dimension{"world", numbered(study.n_world), "1", "one draw of all uncertain parameters", {}},
      results::time_dimension(weeks, std::chrono::sys_days{std::chrono::year{2018} / 7 / 2}),
      Dimension{"ward", ward_names, "", "ward", {}},
      Dimension{"group", groups, "", "group of adults", {}},
      Dimension{"tenure", tenures, "", "councillors by how long they have served", {}},
      Dimension{"channel", channels, "", "how residents' matters come", {}},
      Dimension{"service", services, "", "whose hours", {}},
      Dimension{"grade", grades, "", "grade of officers", {}},
      Dimension{"lever", numbered(2), "", "place of a lever in its scenario", {}},
      Dimension{"route", routes, "", "route an answer comes by", {}},
      Dimension{"quantile", quantiles, "1", "share answered by then", {}},
      Dimension{"budget_line", lines, "", "line of the budget", {}},
      Dimension{"year", numbered(static_cast<std::size_t>(study.years)), "1", "year since the start", {}},
      Dimension{"outcome", outcome_ids, "", "outcome of a run as a whole", {}},
      Dimension{"parameter", study.parameters, "", "uncertain parameter", {}},
  };
  layout.run_dimensions = {"scenario", "replication"};

  // arrays
  for (auto const& series : all_series) {
    if (study.outcomes_only) break;
    std::vector<std::string> axes{"scenario", "replication", "time"};
    if (series.part == 'w') axes.emplace_back("ward");
    if (series.part == 'g') axes.emplace_back("group");
    if (series.part == 't') axes.emplace_back("tenure");
    layout.variables.push_back({std::string(series.name), axes, Type::float32, series.units, series.long_name,
                                series.method, series.catalogue});
  }
  auto const add = [&](char const* name, std::vector<std::string> axes, Type type, char const* units,
                       char const* what) {
    layout.variables.push_back({name, std::move(axes), type, units, what, "", ""});
  };
  add("response_days_quantiles", {"scenario", "replication", "route", "quantile"}, Type::float32, "day",
      "working days");
  for (auto const* name : {"cost", "officer_hours", "councillor_hours"}) {
    add(name, {"scenario", "replication", "budget_line", "year"}, Type::float64,
        name == std::string("cost") ? "GBP" : "h", "by line and year");
  }
  add("contacts", {"scenario", "replication", "channel", "year"}, Type::float64, "1", "by channel and year");
  add("staff_hours", {"scenario", "replication", "service", "grade"}, Type::float64, "h", "by service and grade");
  add("lever_officer_hours", {"scenario", "replication", "lever"}, Type::float64, "h", "by lever");
  add("lever_councillor_hours", {"scenario", "replication", "lever"}, Type::float64, "h", "by lever");
  add("lever_cost", {"scenario", "replication", "lever"}, Type::float64, "GBP", "by lever");
  add("scenario_lever", {"scenario", "lever"}, Type::string, "", "id of the lever; empty: none");
  add("outcomes", {"scenario", "replication", "outcome"}, Type::float64, "", "outcomes of a run, in their own units");
  add("replication_world", {"replication"}, Type::int32, "1", "world of a replication");
  add("run_status", {"scenario", "replication"}, Type::int32, "1", "0 done, 1 failed");
  add("parameters", {"world", "parameter"}, Type::float64, "", "values of the parameters, in their own units");
  add("scenario_title", {"scenario"}, Type::string, "", "title");
  add("scenario_purpose", {"scenario"}, Type::string, "", "purpose");
  add("outcome_title", {"outcome"}, Type::string, "", "what the outcome means");
  add("outcome_units", {"outcome"}, Type::string, "", "unit of the outcome");
  add("ward_zone", {"ward"}, Type::string, "", "zone");
  add("ward_column", {"ward"}, Type::int32, "1", "column of the tile map");
  add("ward_row", {"ward"}, Type::int32, "1", "row of the tile map");
  add("ward_adults", {"ward"}, Type::int32, "person", "adults");

  layout.attributes = {{"title", study.title},
                       {"study", study_json(study).dump()},
                       {"scale", study.scale},
                       {"results_version", "1"},
                       {"wardmote_version", "0.1.0"}};
  layout.texts = {{"provenance/inputs", {"invented.toml 0000"}}};
  if (!study.bundle.empty()) layout.texts.push_back({"provenance/bundle", {study.bundle}});
  return layout;
}

void write_results(InventedStudy const& study, std::filesystem::path const& path) {
  auto const layout = layout_of(study);
  auto const n_scenario = study.scenarios.size();
  auto const n_replication = study.n_world * study.n_replication;
  auto const n_ward = std::size(wards);
  auto const n_time = layout.dimension("time")->size();
  results::Writer writer(path, layout);

  // what does not change from run to run
  std::vector<std::string> titles, purposes, zones, outcome_titles, outcome_units;
  std::vector<std::int32_t> columns, rows, adults, world_of;
  for (auto const& scenario : study.scenarios) {
    titles.push_back(scenario.title);
    purposes.push_back("To see what " + scenario.title + " would do.");
  }
  for (std::size_t w = 0; w < n_ward; ++w) {
    zones.emplace_back(wards[w].row < 2 ? "North" : "South");
    columns.push_back(wards[w].column);
    rows.push_back(wards[w].row);
    adults.push_back(static_cast<std::int32_t>(9'000 + 700 * w));
  }
  for (std::size_t k = 0; k < n_replication; ++k)
    world_of.push_back(static_cast<std::int32_t>(k / study.n_replication));
  writer.write("scenario_title", {}, titles);
  std::vector<std::string> levers(2 * n_scenario);
  for (std::size_t s = 1; s < n_scenario; ++s) levers[2 * s] = "L01";
  writer.write("scenario_lever", {}, levers);
  writer.write("scenario_purpose", {}, purposes);
  for (auto const& one : headline) {
    outcome_titles.emplace_back(one.title);
    outcome_units.emplace_back(one.unit);
  }
  for (auto const* id : explored) {
    outcome_titles.push_back(fmt::format("What {} counts", id));
    outcome_units.emplace_back(std::string_view(id).ends_with("hours_year") ? "h/year" : "1");
  }
  writer.write("outcome_title", {}, outcome_titles);
  writer.write("outcome_units", {}, outcome_units);
  writer.write("ward_zone", {}, zones);
  writer.write("ward_column", {}, std::span<std::int32_t const>(columns));
  writer.write("ward_row", {}, std::span<std::int32_t const>(rows));
  writer.write("ward_adults", {}, std::span<std::int32_t const>(adults));
  writer.write("replication_world", {}, std::span<std::int32_t const>(world_of));

  // one parameter tells the worlds apart in order and another by turns; the rest are noise
  auto const n_parameter = layout.dimension("parameter")->size();
  for (std::size_t w = 0; w < study.n_world; ++w) {
    auto random = stream(study.seed, 1, w, 0);
    std::vector<double> values(n_parameter);
    for (auto& value : values) value = wave(random);
    values[0] = static_cast<double>(w);
    values[1] = w % 2 == 0 ? 1 : 0;
    writer.write("parameters", {w}, std::span<double const>(values));
  }

  // one number for the chance of a replication, one for the world: both the same in all scenarios
  for (std::size_t s = 0; s < n_scenario; ++s) {
    for (std::size_t k = 0; k < n_replication; ++k) {
      auto const w = k / study.n_replication;
      auto const failed = s + 1 == n_scenario && std::ranges::count(study.failed_runs, k) > 0;
      std::int32_t const status = failed ? 1 : 0;
      writer.write("run_status", {s, k}, std::span<std::int32_t const>(&status, 1));
      if (failed) continue;

      std::map<std::string, double> shift;  // in units of what each series shows
      std::vector<double> outcomes(layout.dimension("outcome")->size(), nan);
      std::size_t j = 0;
      for (auto const& one : headline) {
        auto shared = stream(study.seed, 2 + j, w, 0);
        auto lucky = stream(study.seed, 20 + j, w, 1 + k);
        auto own = stream(study.seed, 40 + j, 1000 * s + 7, k);
        auto const effect = study.scenarios[s].effect ? study.scenarios[s].effect(one.id, w) : 0.0;
        auto const noise = study.scenarios[s].effect ? study.leftover * wave(own) : 0.0;
        auto const value =
            one.level + effect + one.matters * (1.5 * wave(shared) + study.chance * wave(lucky) + study.chance * noise);
        outcomes[j] = value;
        shift[one.series] = effect;
        for (auto const* split : {"_by_group", "_by_tenure"}) shift[std::string(one.series) + split] = effect;
        ++j;
      }
      // what each scenario takes beside the baseline rises from one to the next, and from world to world by fives
      auto const step =
          study.scenarios[s].effect ? static_cast<double>(s) * (1 + 0.05 * static_cast<double>(w % 5)) : 0;
      outcomes[first_hours] = 800 * step;
      outcomes[first_hours + 1] = 100 * step;
      outcomes[first_hours + 2] = 10 * step;
      writer.write("outcomes", {s, k}, std::span<double const>(outcomes));

      std::size_t i = 0;
      for (auto const& series : all_series) {
        if (study.outcomes_only) break;
        auto const n_part = series.part == 'w'   ? n_ward
                            : series.part == 'g' ? groups.size()
                            : series.part == 't' ? tenures.size()
                                                 : 1;
        auto const* one = std::ranges::find_if(
            headline, [&](auto const& h) { return series.name.substr(0, series.name.find("_by_")) == h.series; });
        auto const known = one != std::end(headline);
        auto const level = known ? one->level : 0.4;
        auto const spread = known ? one->matters : 0.05;
        auto shared = stream(study.seed, 100 + i, w, 0);
        auto lucky = stream(study.seed, 200 + i, w, 1 + k);
        auto const lift = 1.5 * wave(shared);
        auto drift = 0.0;
        std::vector<float> values(n_time * n_part);
        for (std::size_t t = 0; t < n_time; ++t) {
          drift = 0.95 * drift + 0.3 * study.chance * wave(lucky);
          auto const grown = 1 - std::exp(-static_cast<double>(t) / 40.0);
          for (std::size_t p = 0; p < n_part; ++p) {
            auto const local = 0.5 + static_cast<double>(p) / static_cast<double>(n_part);
            auto const value =
                level + spread * (lift + drift + 2 * local) + grown * local * shift[std::string(series.name)];
            values[t * n_part + p] = static_cast<float>(value);
          }
          if (study.with_missing && series.name == "handler_known" && t < 3) values[t * n_part] = std::nanf("");
        }
        writer.write(series.name, {s, k}, std::span<float const>(values));
        ++i;
      }

      // hours and money: each scenario a little dearer than the one before
      auto const n_line = lines.size();
      auto const n_year = static_cast<std::size_t>(study.years);
      for (auto const* name : {"cost", "officer_hours", "councillor_hours"}) {
        auto const rate = name == std::string("cost") ? 30.0 : 1.0;
        std::vector<double> values(n_line * n_year);
        for (std::size_t l = 0; l < n_line; ++l) {
          for (std::size_t y = 0; y < n_year; ++y) {
            auto const policy =
                l + 2 >= n_line ? (study.scenarios[s].effect ? 400.0 * static_cast<double>(s) : 0.0) : 4'000.0;
            values[l * n_year + y] = rate * policy * (1 + 0.05 * static_cast<double>(w % 5));
          }
        }
        writer.write(name, {s, k}, std::span<double const>(values));
      }
      // by lever half of it, at the roads all of it, and ten fewer calls for each
      auto const total = [&](double x) { return x * step * static_cast<double>(n_year); };
      for (auto const& [name, x] :
           {std::pair{"lever_officer_hours", 400.0}, {"lever_councillor_hours", 50.0}, {"lever_cost", 12'000.0}}) {
        std::vector<double> const values{total(x), 0};
        writer.write(name, {s, k}, std::span<double const>(values));
      }
      std::vector<double> staff(services.size() * grades.size(), 0.0), contacts(channels.size() * n_year, 5'000.0);
      staff[0] = total(600);
      staff[1] = total(200);
      for (std::size_t y = 0; y < n_year; ++y) contacts[y] -= 10 * step;
      writer.write("staff_hours", {s, k}, std::span<double const>(staff));
      writer.write("contacts", {s, k}, std::span<double const>(contacts));
      std::vector<float> days;
      for (std::size_t r = 0; r < routes.size(); ++r) {
        for (auto const q : quantiles) days.push_back(static_cast<float>(-6 * std::log1p(-q)));
      }
      writer.write("response_days_quantiles", {s, k}, std::span<float const>(days));
    }
  }
  writer.finish();
}

}  // namespace wardmote::support
