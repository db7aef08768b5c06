#include "analysis/compare/ceiling.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace wardmote::compare {

Ceiling reach_of(nlohmann::json const& study, std::string const& scenario, std::vector<std::string> const& wards,
                 std::vector<double> const& adults) {
  Ceiling found{.reach = 1, .dose = 1};
  auto const scenarios = study.value("scenarios", nlohmann::json::array());
  auto const one = std::ranges::find_if(scenarios, [&](auto const& s) { return s.value("id", "") == scenario; });
  if (one == scenarios.end() || !one->contains("levers")) return found;

  auto everywhere = false;
  auto missed = 1.0;
  std::set<std::string> reached;
  for (auto const& lever : (*one)["levers"]) {
    if (lever.contains("delivery")) missed *= 1 - std::clamp(lever["delivery"].value("high", 1.0), 0.0, 1.0);
    for (auto const& step : lever.value("does", nlohmann::json::array())) {
      if (!step.contains("wards") || step["wards"].empty()) everywhere = true;
      for (auto const& ward : step.value("wards", nlohmann::json::array())) reached.insert(ward.get<std::string>());
    }
  }
  found.dose = 1 - missed;
  if (everywhere) return found;
  double sum = 0;
  for (std::size_t w = 0; w < wards.size(); ++w) sum += reached.contains(wards[w]) ? adults[w] : 0;
  found.reach = sum / std::accumulate(adults.begin(), adults.end(), 0.0);
  return found;
}

Ceiling ceiling(Ceiling reach, double level, double limit, double middle_gain) {
  reach.head_room = std::abs(limit - level);
  reach.gain = reach.head_room * reach.reach * reach.dose;
  reach.exceeded = middle_gain > reach.gain;
  return reach;
}

}  // namespace wardmote::compare
