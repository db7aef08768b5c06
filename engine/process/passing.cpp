#include "engine/process/passing.hpp"

#include <algorithm>
#include <cmath>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/process/experience.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/seats.hpp"

namespace wardmote::process {

using world::Dial;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

constexpr double weeks_per_month = world::days_per_month / 7;
constexpr double ln_2 = 0.69314718055994530942;

/// What is left of a state after `months`, given its half-life.
double left_after(double months, double half_life) { return kernel::exp2(-months / half_life); }

/// Moves everyone's passing states one step: x <- rho x + sqrt(1 - rho^2) sd z, z keyed by person and month.
/// In batches that stay in the cache, both states in one pass over the adults.
void move_states(Scene const& scene, World& world, std::uint32_t month, double rho) {
  constexpr std::size_t batch = 1024;
  std::array<float, batch> trust;
  std::array<float, batch> influence;
  auto const sd = kernel::sqrt(1 - scene.parameters.trait_share);
  auto const keep = static_cast<float>(rho);
  auto const spread = static_cast<float>(sd * kernel::sqrt(1 - rho * rho));
  auto& adults = world.adults;
  for (std::size_t first = 0; first < adults.size(); first += batch) {
    auto const n = std::min(batch, adults.size() - first);
    auto const fill = [&](kernel::Purpose purpose, std::array<float, batch>& normals) {
      kernel::fill_normal(scene.streams, purpose, static_cast<std::uint32_t>(first), month,
                          std::span(normals).first(n));
    };
    fill(world::purpose::trust_noise, trust);
    fill(world::purpose::influence_noise, influence);
    for (std::size_t k = 0; k < n; ++k) {
      auto& adult = adults[first + k];
      adult.trust_noise = keep * adult.trust_noise + spread * trust[k];
      adult.influence_noise = keep * adult.influence_noise + spread * influence[k];
    }
  }
}

/// Officers leave; what councillors knew of them, and what contact had built, goes with them.
void officers_leave(Scene const& scene, World& world) {
  auto const n_service = scene.council.services.size();
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    if (kernel::uniform_at(scene.streams, world::purpose::churn, post, world.n_month) >=
        scene.parameters.officer_churn) {
      continue;
    }
    world.officer_skill[post] = {};
    world.minds[post] = {};
    world.officer_body_views[post] = {};
    for (auto* last : world.journal.last_of_post()) (*last)[post] = kernel::Time::min();
    world.post_since[post] = static_cast<std::int32_t>(world.n_month);
    for (std::uint32_t v = 0; v < scene.n_councillor(); ++v) {
      auto const pair = static_cast<std::size_t>(v) * scene.n_post() + post;
      world.relations.officer_view[pair] = 0;
      world.relations.councillor_view[pair] = 0;
      world.relations.contacts[pair] = 0;
      auto const service = scene.posts[post].service;
      if (scene.posts[post].answers_enquiries && scene.patch_officer(service, scene.councillor_ward[v]) == post) {
        world.relations.knows_who[v * n_service + service] = 0;
      }
    }
  }
}

/// Right entries go stale, stale ones are put right. As found the two are in balance.
void directory_ages(World& world) {
  for (std::size_t w = 0; w < world.directory_right.size(); ++w) {
    auto& right = world.directory_right[w];
    right += (1 - right) * world.settings(Dial::directory_upkeep, w) - right * world.settings(Dial::directory_decay, w);
    right = std::clamp(right, 0.0, 1.0);
  }
}

/// Campaigns and channels through which residents come to know a councillor.
void residents_learn(Scene const& scene, World& world) {
  std::vector<float> uniforms;
  for (std::uint32_t w = 0; w < scene.council.wards.size(); ++w) {
    auto const online = world.settings(Dial::learn_known_online, w) / 12;
    auto const offline = world.settings(Dial::learn_known_offline, w) / 12;
    if (online <= 0 && offline <= 0) continue;
    auto const first = scene.people.first_in_ward[w];
    uniforms.resize(scene.people.first_in_ward[w + 1] - first);
    kernel::fill_uniform(scene.streams, world::purpose::learns_councillor, first, world.n_month,
                         std::span<float>(uniforms));
    for (std::uint32_t k = 0; k < uniforms.size(); ++k) {
      auto const chance = world.adults[first + k].online ? online : offline;
      if (static_cast<double>(uniforms[k]) < chance) world.adults[first + k].knows_councillor = true;
    }
  }
}

/// Accounts of what the council got done: small experiences, of those who hear one this month.
void residents_hear_stories(Scene const& scene, World& world) {
  auto const& p = scene.parameters;
  for (std::uint32_t w = 0; w < scene.council.wards.size(); ++w) {
    auto const chance = world.settings(Dial::stories, w) / 12;
    if (chance <= 0) continue;
    for (auto adult = scene.people.first_in_ward[w]; adult < scene.people.first_in_ward[w + 1]; ++adult) {
      auto const u = kernel::uniform_at(scene.streams, world::purpose::story, adult, world.n_month);
      auto const n_heard = std::floor(chance) + (u < chance - std::floor(chance) ? 1 : 0);
      if (n_heard > 0) live_through(scene, world, adult, About::council, n_heard * p.story_weight, 1);
    }
  }
}

/// Community workers and grants bring adults into groups; without them groups shrink again.
void communities_grow(Scene const& scene, World& world) {
  if (world.community.empty() && !world.settings.community) return;
  auto const& p = scene.parameters;
  world.community.resize(scene.council.wards.size());
  for (std::uint32_t w = 0; w < world.community.size(); ++w) {
    auto const adults = (scene.people.first_in_ward[w + 1] - scene.people.first_in_ward[w]) / scene.people.scale;
    auto const joined = world.settings(Dial::community_support, w) / p.hours_per_active +
                        world.settings(Dial::community_grants, w) / 12 / p.grant_per_active;
    auto& share = world.community[w];
    share = std::min(1.0, share * left_after(1, p.active_half_life) + (adults > 0 ? joined / adults : 0));
  }
}

}  // namespace

void start_states(Scene const& scene, World& world) {
  auto const& p = scene.parameters;
  world.adults = world::make_adults(scene);

  // passing states from their stationary law: month 0
  move_states(scene, world, 0, 0);
  auto shock = scene.streams.draws(world::purpose::common_shock, 0, 0);
  world.common_shock = p.common_shock_sd * kernel::normal(shock);

  // evidence: rate x weight x score / decay, with the mean case of the parameters
  auto const years = p.state_half_life / 12 / ln_2;  // mean age of evidence, weighted by what is left of it
  auto const habit_years = p.habit_half_life / 12 / ln_2;
  auto const case_score =
      p.weight_outcome * p.p_fix + p.weight_speed / 2 + p.weight_feedback * p.p_told_case + p.weight_fairness / 2;
  auto const answered = p.p_fix + (1 - p.p_fix) * p.p_told_case * p.honest_no;
  auto const silent = (1 - p.p_fix) * (1 - p.p_told_case) * p.silence_weight;
  auto const denied = (1 - p.p_fix) * p.p_told_case * (1 - p.honest_no) + silent;
  for (std::uint32_t i = 0; i < world.adults.size(); ++i) {
    auto& adult = world.adults[i];
    auto const voiced = kernel::logistic(p.voice_base + p.voice_severity / 2 +
                                         p.voice_resources * static_cast<double>(scene.means[i].resources) +
                                         p.voice_deprivation * scene.deprivation[adult.ward]);
    auto const rate = static_cast<double>(adult.issue_rate);
    auto const reports = rate * years * voiced;
    auto const unvoiced = rate * years * (1 - voiced) * p.unvoiced_weight;
    auto const routine = p.routine_contacts_per_adult_year * years * p.routine_weight;
    auto const good = reports * case_score + unvoiced * p.unvoiced_score + routine * p.routine_score;
    auto const bad = reports * (1 - case_score) + unvoiced * (1 - p.unvoiced_score) + routine * (1 - p.routine_score);
    adult.council = {static_cast<float>(good), static_cast<float>(p.trust_asymmetry * bad)};
    adult.councillor = {static_cast<float>(p.trust_spill * good),
                        static_cast<float>(p.trust_spill * p.trust_asymmetry * bad)};
    adult.influence = {static_cast<float>(reports * answered), static_cast<float>(reports * denied)};
    auto const habit = rate * voiced * habit_years * (p.p_fix * p.habit_gain - (1 - p.p_fix) * p.habit_loss);
    adult.habit = static_cast<float>(std::clamp(habit, -p.habit_cap * p.habit_loss, p.habit_cap * p.habit_gain));
  }

  // councillors and officers start at their set-points
  world::take_seats(scene, world);
  auto const n_pair = static_cast<std::size_t>(scene.n_councillor()) * scene.n_post();
  world.relations.officer_view.assign(n_pair, 0.0F);
  world.relations.councillor_view.assign(n_pair, 0.0F);
  world.relations.contacts.assign(n_pair, 0.0F);
  world.relations.standing.assign(scene.n_councillor(), 0.0F);
  auto const n_service = static_cast<std::uint32_t>(scene.council.services.size());
  for (std::uint32_t v = 0; v < scene.n_councillor(); ++v) {
    for (std::uint32_t s = 0; s < n_service; ++s) {
      auto const u = kernel::uniform_at(scene.traits_streams, world::purpose::knows_who, v * n_service + s, 0);
      world.relations.knows_who.push_back(u < p.p_knows_who ? 1 : 0);
    }
  }
  world.officer_skill.assign(scene.n_post(), {});
  world.minds.assign(scene.n_post(), {});
  world.officer_body_views.assign(scene.n_post(), {});
  world.councillor_body_views.assign(scene.n_councillor(), {});
  world.councillor_skill.assign(scene.n_councillor(), {});
  world.front_skill.assign(n_service, {});
  world.post_since.assign(scene.n_post(), world::never);
  world.sanction_until.assign(scene.n_councillor(), scene.hours.warm_up);
  world.officer_free_at.assign(scene.n_post(), 0);
  for (auto* last : world.journal.last_of_post()) last->assign(scene.n_post(), kernel::Time::min());
  world.front_hours.assign(scene.first_front.back(), 0.0F);
}

void week_passed(Scene const& scene, World& world) {
  auto const& p = scene.parameters;
  ++world.n_week;
  auto const months = 1 / weeks_per_month;
  world.fading *= left_after(months, p.state_half_life);
  world.habit_fading *= left_after(months, p.habit_half_life);
  world.fatigue_fading *= left_after(months, p.fatigue_half_life);
  world.relation_fading *= left_after(months, p.relation_half_life);

  auto const rho = left_after(months, p.common_shock_half_life);
  auto draws = scene.streams.draws(world::purpose::common_shock, 0, world.n_week);
  world.common_shock =
      rho * world.common_shock + p.common_shock_sd * kernel::sqrt(1 - rho * rho) * kernel::normal(draws);
  world.queue.schedule(world.now + kernel::days(7), Event{.kind = EventKind::week_passed});
}

void month_passed(Scene const& scene, World& world) {
  auto const& p = scene.parameters;
  ++world.n_month;
  auto const rho = left_after(1, p.state_half_life);
  move_states(scene, world, world.n_month, rho);
  officers_leave(scene, world);
  directory_ages(world);
  residents_learn(scene, world);
  residents_hear_stories(scene, world);
  communities_grow(scene, world);
  world.queue.schedule(world.now + kernel::days(world::days_per_month), Event{.kind = EventKind::month_passed});
}

}  // namespace wardmote::process
