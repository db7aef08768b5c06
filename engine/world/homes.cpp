#include "engine/world/homes.hpp"

#include "engine/kernel/distributions.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::world {

std::optional<std::uint32_t> home_ward(Scene const& scene, World const& world, std::uint32_t post) {
  auto const holder = static_cast<std::uint32_t>(world.post_since[post]);
  auto draws = scene.traits_streams.draws(purpose::home, post, holder);
  if (draws.uniform() >= scene.parameters.staff_live_here) return std::nullopt;
  return scene.people.ward_of(kernel::index(draws, scene.people.n_adult));
}

bool lives_on_patch(Scene const& scene, World const& world, std::uint32_t service, std::uint32_t ward) {
  if (scene.council.services[service].n_enquiry_officer == 0) return false;
  return home_ward(scene, world, scene.patch_officer(service, ward)) == ward;
}

}  // namespace wardmote::world
