#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

namespace {

/// Whether any number behind the study was measured in this council. Without one no level stands under its name.
bool has_local_data(json const& study) {
  auto const parameters = study.value("parameters", json::object());
  return std::ranges::any_of(parameters, [](auto const& one) { return one.value("tag", "") == "measured here"; });
}

}  // namespace

void heading(Material const& m, json& page) {
  auto const& c = m.comparison;
  page["title"] = c.title;
  page["question"] = c.question;
  page["baseline"] = m.title_of(0);
  auto const council = c.study.value("council", json{});
  page["levels"] = has_local_data(c.study);
  page["no_levels"] = or_nothing(
      page["levels"]
          ? ""
          : fmt::format("No local data. Beside its people and wards nothing was measured in {}: every number "
                        "behind this page is borrowed from elsewhere or assumed. So no level is shown under "
                        "its name, only differences from the baseline.",
                        c.council.empty() ? "the council" : c.council));
  std::string people;
  if (council.is_object() && council.contains("wards")) {
    double residents = 0;
    for (auto const& ward : council["wards"]) {
      for (auto const& band : ward.value("residents", json::array())) residents += band.get<double>();
    }
    people =
        fmt::format("{}{} in {} wards: {} invented people, matched to published ward totals. No real person is in it. ",
                    page["levels"] ? "" : "A council the size of ", c.council, council["wards"].size(),
                    compare::plain_text(residents, 0));
  } else if (!c.council.empty()) {
    people = fmt::format("A council like {}, of invented people. No real person is in it. ", c.council);
  }
  // a study at a scale below 1 has simulated a sample of them
  if (m.scale < 1) {
    people +=
        fmt::format("Only 1 in {} of them was simulated, the rest by stand-ins that load desks and have no opinion. ",
                    compare::plain_text(1 / m.scale, 1 / m.scale < 9.5 ? 1 : 0));
  }
  page["facts"] = fmt::format("{}{:g} year{} from {}. The pandemic is not modelled.", people, c.years,
                              c.years == 1 ? "" : "s", date_text(c.start));
  page["worlds_sentence"] =
      c.n_world == 1
          ? std::string(
                "Only one set of assumptions was tried: what differs between runs is luck alone, so no verdict is "
                "given.")
          : fmt::format(
                "We tried {} sets of assumptions (\u201cworlds\u201d), {} time{} each, the same in every policy.",
                c.n_world, c.n_replication, c.n_replication == 1 ? "" : "s");
  std::size_t n_failed = 0;
  std::vector<std::string> where;
  for (auto const& scenario : c.scenarios) {
    n_failed += scenario.n_failed;
    if (scenario.n_failed > 0) where.push_back(fmt::format("{} of {}", scenario.n_failed, scenario.title));
  }
  page["failed"] = or_nothing(
      n_failed == 0
          ? ""
          : fmt::format("{} of {} failed: {}. Sets of assumptions without a complete run count as agreeing with "
                        "nothing.",
                        n_failed, counted(m.n_scenario() * c.n_world * c.n_replication, "run"),
                        fmt::join(where, "; ")));
  page["watermark"] = or_nothing(m.changed_after_results());
  page["columns"] = json::array();
  for (std::size_t s = 1; s < m.n_scenario(); ++s)
    page["columns"].push_back({{"id", c.scenarios[s].id}, {"title", m.title_of(s)}});
  page["version"] = std::string(m.reader.layout().attribute("wardmote_version"));
  page["digest"] = m.digest;
}

}  // namespace wardmote::report
