#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

namespace wardmote::compare {

/// What the answer cannot exceed, worked out by hand from what the scenario reaches; no run is needed for it.
///     head-room   as far as the measure can go: from the baseline's level to all, or to 0
///     reach       share of adults in wards where the scenario's levers act; 1 where one acts everywhere
///     dose        share of it that is delivered at most: 1 - product of (1 - high delivery) over its levers
/// A gain beyond head-room x reach x dose can only come about outside the places the scenario reaches, as when officers
/// are freed elsewhere.
struct Ceiling {
  double head_room = 0, reach = 0, dose = 0;
  double gain = 0;        ///< greatest possible gain [unit of the outcome]
  bool exceeded = false;  ///< the model's middle gain lies above it: look into it
};

/// Reach and dose of a scenario of the resolved study; 1 and 1 where the study does not describe it.
[[nodiscard]] Ceiling reach_of(nlohmann::json const& study, std::string const& scenario,
                               std::vector<std::string> const& wards, std::vector<double> const& adults);

/// The same for one outcome: `level` in the baseline, `limit` as far as it can go.
[[nodiscard]] Ceiling ceiling(Ceiling reach, double level, double limit, double middle_gain);

}  // namespace wardmote::compare
