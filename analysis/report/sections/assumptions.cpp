#include <map>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

void assumptions(Material const& m, json& page) {
  auto const parameters = m.comparison.study.value("parameters", json::object());
  std::map<std::string, std::size_t> tags;
  page["parameters"] = json::array();
  auto const shown = [](json const& value) {
    return value.is_number() ? fmt::format("{:.6g}", value.get<double>()) : std::string();
  };
  for (auto const& [name, one] : parameters.items()) {
    auto const tag = one.value("tag", "assumed");
    ++tags[tag];
    auto const low = shown(one.value("low", json{})), high = shown(one.value("high", json{}));
    page["parameters"].push_back({{"name", compare::meaning(name)},
                                  {"value", shown(one.value("value", json{}))},
                                  {"range", low == high ? "fixed" : typeset(low + " to " + high)},
                                  {"unit", one.value("unit", "") == "1" ? "" : one.value("unit", "")},
                                  {"tag", tag},
                                  {"grade", one.value("evidence", "")},
                                  {"source", one.value("source", "")}});
  }
  page["has_parameters"] = !page["parameters"].empty();
  page["n_parameter"] = page["parameters"].size();
  std::vector<std::string> counted;
  for (auto const& [tag, n] : tags) counted.push_back(fmt::format("{} {}", n, tag));
  page["assumption_sentence"] = counted.empty()
                                    ? std::string("The results file does not list the values behind it.")
                                    : fmt::format(
                                          "The model turns on {} numbers: {}. \u201cMeasured here\u201d is this "
                                          "council's own, \u201cborrowed\u201d comes from elsewhere, "
                                          "\u201cassumed\u201d is our guess with a range. Priors of effects include "
                                          "none at all wherever the evidence does not rule that out.",
                                          parameters.size(), fmt::join(counted, ", "));

  page["levers"] = json::array();
  for (auto const& scenario : m.comparison.study.value("scenarios", json::array())) {
    json list = json::array();
    for (auto const& lever : scenario.value("levers", json::array())) {
      auto const delivery = lever.value("delivery", json::object());
      list.push_back(
          {{"id", lever.value("id", "")},
           {"title", lever.value("title", "")},
           {"from", lever.value("from", "")},
           {"delivery", fmt::format("{} (between {} and {})", shown(delivery.value("value", json{})),
                                    shown(delivery.value("low", json{})), shown(delivery.value("high", json{})))},
           {"tag", delivery.value("tag", "assumed")}});
    }
    if (!list.empty()) page["levers"].push_back({{"scenario", scenario.value("title", "")}, {"list", list}});
  }
  page["has_levers"] = !page["levers"].empty();
}

}  // namespace wardmote::report
