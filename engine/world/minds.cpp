#include "engine/world/minds.hpp"

#include "engine/kernel/distributions.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/ratings.hpp"
#include "engine/world/skill.hpp"

namespace wardmote::world {

namespace {

// traits of an officer, for random draws
constexpr std::uint32_t freedom_trait = 0;
constexpr std::uint32_t role_trait = 1;

}  // namespace

bool has_permission(Scene const& scene, World const& world, std::uint32_t post, std::uint32_t ward) {
  auto const& officer = scene.posts[post];
  if (officer.grade == Grade::senior) return true;
  auto const dial = officer.grade == Grade::middle ? Dial::permission_middle : Dial::permission_frontline;
  auto free = world.settings(dial, ward, officer.service);
  auto const trained = world.settings(Dial::permission_trained, ward, officer.service);
  if (trained > 0 && skill_now(world, world.officer_skill[post]) > 0) free += (1 - free) * trained;
  auto draws = scene.traits_streams.draws(purpose::officer, post, freedom_trait);
  return draws.uniform() < free;
}

double understanding(Scene const& scene, World const& world, std::uint32_t post) {
  auto const& p = scene.parameters;
  auto draws = scene.traits_streams.draws(purpose::officer, post, role_trait);
  auto const begin = bounded(p.role_understood + p.role_understood_sd * kernel::normal(draws));
  return bounded(begin + world.relation_fading * static_cast<double>(world.minds[post].understanding));
}

double confidence(Scene const& scene, World const& world, std::uint32_t post, Setting setting) {
  auto const& p = scene.parameters;
  auto const& mind = world.minds[post];
  auto const ease = static_cast<double>(mind.ease[static_cast<std::size_t>(setting)]);
  auto const stress = p.political_stress * static_cast<double>(mind.political);
  auto const from_role = p.confidence_from_role * (understanding(scene, world, post) - middle_of_scale);
  return bounded(middle_of_scale + from_role + world.relation_fading * (ease - stress));
}

double rating_at_large(Scene const& scene, World const& world, std::uint32_t post) {
  return bounded(scene.parameters.relation_base_officer +
                 world.relation_fading * static_cast<double>(world.minds[post].councillors));
}

double view_of(World const& world, BodyViews const& views, BodyKind kind) {
  return bounded(middle_of_scale +
                 world.relation_fading * static_cast<double>(views.view[static_cast<std::size_t>(kind)]));
}

}  // namespace wardmote::world
