#include <cmath>

#include <fmt/format.h>

#include "analysis/report/sections.hpp"

namespace wardmote::report {

namespace {

std::string number(json const& row, char const* key) {
  auto const value = row.value(key, json{});
  return value.is_number() ? typeset(fmt::format("{:.3g}", value.get<double>())) : "";
}

json row_json(json const& row) {
  auto const value = number(row, "value");
  auto const held = row.value("held", json{});
  return {{"id", row.value("id", "")},
          {"statement", row.value("statement", "")},
          {"criterion", row.value("criterion", "")},
          {"value", value.empty() ? "n/a" : value},
          {"range", value.empty() ? "" : number(row, "low") + " to " + number(row, "high")},
          {"held", held.is_number() ? fmt::format("{:.0f} %", 100 * held.get<double>()) : ""},
          {"role", row.value("role", "")},
          {"source", row.value("source", "")},
          {"reason", row.value("reason", "")}};
}

}  // namespace

void resemblance(Material const& m, json& page) {
  page["checked"] = m.options.baseline.is_array();
  for (auto const* part : {"failed_checks", "passed_checks", "reported_checks", "unmeasured_checks"})
    page[part] = json::array();
  page["withheld_sentence"] = or_nothing("");
  if (!m.options.baseline.is_array()) return;

  for (auto const& row : m.options.baseline) {
    auto const pass = row.value("pass", json{});
    auto const* part = pass.is_boolean()                 ? (pass.get<bool>() ? "passed_checks" : "failed_checks")
                       : row.value("reason", "").empty() ? "reported_checks"
                                                         : "unmeasured_checks";
    page[part].push_back(row_json(row));
  }
  page["has_failed_checks"] = !page["failed_checks"].empty();
  auto const n_passed = page["passed_checks"].size(), n_judged = n_passed + page["failed_checks"].size();
  page["resembles_sentence"] = fmt::format(
      "The baseline was held against {} written down before any run. {} of the {} that can be judged hold; {} "
      "cannot be measured by this model and are listed as such.",
      counted(m.options.baseline.size(), "statement"), n_passed, n_judged, page["unmeasured_checks"].size());

  std::string withheld;
  for (std::size_t j = 0; j < m.comparison.outcomes.size(); ++j) {
    if (!m.withheld(j)) continue;
    withheld += fmt::format("{}{} ({})", withheld.empty() ? "" : "; ", m.comparison.outcomes[j].title,
                            fmt::join(m.failed_checks[j], ", "));
  }
  if (!withheld.empty())
    page["withheld_sentence"] =
        fmt::format("Verdicts withheld, because a check that measures them failed: {}.", withheld);
}

}  // namespace wardmote::report
