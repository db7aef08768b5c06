#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/range.hpp"
#include "analysis/compare/runs.hpp"

namespace wardmote::compare {

/// Who has more of something, and how evenly: levels over the last year, differences against the baseline. Medians over
/// worlds.
struct Evenness {
  double mean = 0;           ///< over wards, by adults
  double equivalent = 0;     ///< the level that, spread evenly, would be as good (Atkinson's, aversion 1)
  double atkinson = 0;       ///< share of the mean that unevenness between wards wastes
  double concentration = 0;  ///< below 0: more of it in deprived wards, above: in others; NaN where wards' deprivation
                             ///< is not in the study
  double ward_sd = 0;        ///< standard deviation between wards, by adults
};
struct WhoGains {
  std::string series;  ///< as the file names it by ward, e.g. "participation_rate"
  std::string title;
  struct Group {
    std::string name;
    double baseline = 0, level = 0;
    Range difference;
  };
  std::vector<Group> groups;  ///< all adults first; empty where the file does not keep groups
  std::vector<Group> zones;   ///< means over their wards, by adults
  std::vector<Group> wards;
  std::vector<Group> tenures;  ///< councillors by how long they have served; empty where the file does not keep them
  std::string worst_off;       ///< the group with the least of it in the baseline
  Range gap;                   ///< change of the distance between all adults and the group worst off in the baseline
  Evenness baseline, level;    ///< between wards
};

/// One row for each protected characteristic of the Equality Act 2010: how the model stands to it.
struct Characteristic {
  std::string_view name, how, evidence;  ///< "represented", "by proxy" or "not represented"; by what, or where to ask
};
[[nodiscard]] std::vector<Characteristic> protected_characteristics();

/// A group smaller than this is shown apart to nobody [person].
inline constexpr double least_people = 10;

/// New councillors as found; nothing where the study does not say.
[[nodiscard]] std::optional<double> new_councillors(nlohmann::json const& study);

/// For every share of adults the file holds both by ward and by group, then for what councillors meet, by ward and, of
/// what each meets alone, by how long they have served. [n_scenario - 1][measure]
[[nodiscard]] std::vector<std::vector<WhoGains>> who_gains(results::Reader const& reader, Runs const& runs,
                                                           nlohmann::json const& study);

}  // namespace wardmote::compare
