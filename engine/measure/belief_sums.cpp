#include "engine/measure/belief_sums.hpp"

#include <algorithm>
#include <array>

#include "engine/measure/trajectories.hpp"
#include "engine/world/beliefs.hpp"

namespace wardmote::measure {

using world::Scene;
using world::World;

namespace {

// Eight adults side by side in a fixed pattern: vector arithmetic of any width, and the same bits whatever the
// compiler.
constexpr std::uint32_t n_lane = 8;
using Lanes = std::array<float, n_lane>;
using Counts = std::array<std::int32_t, n_lane>;

/// Sums over lanes.
struct LaneSums {
  Lanes trust{}, trust_councillor{};
  Counts n_trust{}, n_influence{}, n_response{}, n_civic{};
};

/// The numbers of one observation that all adults share.
struct Common {
  float n0, m0, sd, influence_sd, shock, fading, to_councillor;
  std::int16_t since;
};

/// Adds `n` <= n_lane adults. No branch depends on an adult, so that none can be mispredicted.
inline void add_lanes(world::Adult const* adults, std::uint32_t n, Common const& c, LaneSums& sums) {
  Lanes base, state, good, bad, councillor_good, councillor_bad;
  Lanes influence_base, influence_state, influence_good, influence_bad;
  Counts response, civic;
  for (std::uint32_t k = 0; k < n; ++k) {
    auto const& adult = adults[k];
    base[k] = adult.trust_base;
    state[k] = adult.trust_noise;
    good[k] = adult.council.good;
    bad[k] = adult.council.bad;
    councillor_good[k] = adult.councillor.good;
    councillor_bad[k] = adult.councillor.bad;
    influence_base[k] = adult.influence_base;
    influence_state[k] = adult.influence_noise;
    influence_good[k] = adult.influence.good;
    influence_bad[k] = adult.influence.bad;
    response[k] = adult.last_response;
    civic[k] = adult.last_civic;
  }
  for (std::uint32_t k = 0; k < n; ++k) {
    auto const mu = world::set_point(base[k], c.sd, state[k] + c.shock);
    auto const t = world::belief(c.n0, mu, c.fading * good[k], c.fading * bad[k]);
    auto const mu_councillor = world::set_point(base[k] + c.to_councillor, c.sd, state[k] + c.shock);
    auto const v = world::belief(c.n0, mu_councillor, c.fading * councillor_good[k], c.fading * councillor_bad[k]);
    auto const mu_influence = world::set_point(influence_base[k], c.influence_sd, influence_state[k]);
    auto const e = world::belief(c.m0, mu_influence, c.fading * influence_good[k], c.fading * influence_bad[k]);
    sums.trust[k] += t;
    sums.trust_councillor[k] += v;
    sums.n_trust[k] += t > 0.5F;
    sums.n_influence[k] += e > 0.5F;
    sums.n_response[k] += response[k] > c.since;
    sums.n_civic[k] += civic[k] > c.since;
  }
}

}  // namespace

BeliefSums& BeliefSums::operator+=(BeliefSums const& part) {
  trust += part.trust;
  trust_councillor += part.trust_councillor;
  n += part.n;
  n_trust += part.n_trust;
  n_influence += part.n_influence;
  n_response += part.n_response;
  n_civic += part.n_civic;
  return *this;
}

BeliefSums sum_beliefs(Scene const& scene, World const& world, std::uint32_t first, std::uint32_t last) {
  auto const& p = scene.parameters;
  auto const week = static_cast<std::int32_t>(world.n_week) - year_in_weeks;
  Common const common{.n0 = static_cast<float>(world::prior_weight(p.trust_learning)),
                      .m0 = static_cast<float>(world::prior_weight(p.influence_learning)),
                      .sd = static_cast<float>(p.trust_sd),
                      .influence_sd = static_cast<float>(p.influence_sd),
                      .shock = static_cast<float>(world.common_shock),
                      .fading = static_cast<float>(world.fading),
                      .to_councillor = static_cast<float>(p.trust_councillor_mean - p.trust_mean),
                      .since = static_cast<std::int16_t>(std::max<std::int32_t>(week, world::never + 1))};
  LaneSums lanes;
  auto const* adult = world.adults.data() + first;
  auto left = last - first;
  for (; left >= n_lane; left -= n_lane, adult += n_lane) add_lanes(adult, n_lane, common, lanes);
  add_lanes(adult, left, common, lanes);

  BeliefSums sums;
  sums.n = last - first;
  for (std::uint32_t lane = 0; lane < n_lane; ++lane) {
    sums.trust += static_cast<double>(lanes.trust[lane]);
    sums.trust_councillor += static_cast<double>(lanes.trust_councillor[lane]);
    sums.n_trust += static_cast<std::uint32_t>(lanes.n_trust[lane]);
    sums.n_influence += static_cast<std::uint32_t>(lanes.n_influence[lane]);
    sums.n_response += static_cast<std::uint32_t>(lanes.n_response[lane]);
    sums.n_civic += static_cast<std::uint32_t>(lanes.n_civic[lane]);
  }
  return sums;
}

}  // namespace wardmote::measure
