#pragma once

#include <algorithm>

#include "engine/world/world.hpp"

/// How evidence becomes a belief. One formula for trust in the council, trust in councillors and sense of influence:
/// the mean of a Beta belief whose evidence fades (Jøsang & Ismail 2002, Decision Support Systems 43(2):618-644;
/// evidence §8.7; model-notes §2: bounded, no clamp, and a lasting gain in service has a lasting effect).
///
///     T = (n0 mu + good) / (n0 + good + bad),   n0 = 1 / learning - 1
///
/// mu is the citizen's set-point with passing states: mean + sd (trait + own state + common shock).
namespace wardmote::world {

/// Set-points stay inside, so that a belief is never certain without evidence.
inline constexpr float least_set_point = 0.02F;
inline constexpr float greatest_set_point = 0.98F;

[[nodiscard]] inline float set_point(float base, float sd, float state) {
  return std::min(std::max(base + sd * state, least_set_point), greatest_set_point);
}

[[nodiscard]] inline float belief(float n0, float mu, float good, float bad) {
  return (n0 * mu + good) / (n0 + good + bad);
}

/// Weight of what went before one piece of evidence of weight 1 that moves a belief by `learning`.
[[nodiscard]] inline double prior_weight(double learning) { return 1 / learning - 1; }

/// Trust of one adult in the council, now [1].
[[nodiscard]] inline double trust_in_council(Scene const& scene, World const& world, std::uint32_t adult) {
  auto const& p = scene.parameters;
  auto const mu = set_point(world.adults[adult].trust_base, static_cast<float>(p.trust_sd),
                            world.adults[adult].trust_noise + static_cast<float>(world.common_shock));
  auto const fading = static_cast<float>(world.fading);
  return belief(static_cast<float>(prior_weight(p.trust_learning)), mu, fading * world.adults[adult].council.good,
                fading * world.adults[adult].council.bad);
}

/// Sense of influence of one adult, now [1].
[[nodiscard]] inline double sense_of_influence(Scene const& scene, World const& world, std::uint32_t adult) {
  auto const& p = scene.parameters;
  auto const mu = set_point(world.adults[adult].influence_base, static_cast<float>(p.influence_sd),
                            world.adults[adult].influence_noise);
  auto const fading = static_cast<float>(world.fading);
  return belief(static_cast<float>(prior_weight(p.influence_learning)), mu, fading * world.adults[adult].influence.good,
                fading * world.adults[adult].influence.bad);
}

/// The same in standard deviations from the mean, as the voice and participation equations want it.
[[nodiscard]] inline double influence_score(Scene const& scene, World const& world, std::uint32_t adult) {
  auto const& p = scene.parameters;
  return (sense_of_influence(scene, world, adult) - p.influence_mean) / std::max(p.influence_sd, 1e-9);
}

}  // namespace wardmote::world
