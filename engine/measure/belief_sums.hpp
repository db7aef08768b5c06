#pragma once

#include <cstdint>

#include "engine/world/world.hpp"

namespace wardmote::measure {

/// Beliefs and habits of some neighbouring adults, added up: the inner loop of every observation.
struct BeliefSums {
  double trust = 0;             ///< sum of trust in the council
  double trust_councillor = 0;  ///< sum of trust in own councillors
  std::uint32_t n = 0;
  std::uint32_t n_trust = 0;      ///< who trust the council
  std::uint32_t n_influence = 0;  ///< who feel they can influence decisions
  std::uint32_t n_response = 0;   ///< who answered a consultation in the 52 weeks before
  std::uint32_t n_civic = 0;      ///< who signed, rallied or wrote in the 52 weeks before

  BeliefSums& operator+=(BeliefSums const& part);
};

/// Of the adults [first, last).
[[nodiscard]] BeliefSums sum_beliefs(world::Scene const& scene, world::World const& world, std::uint32_t first,
                                     std::uint32_t last);

}  // namespace wardmote::measure
