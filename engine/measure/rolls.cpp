#include "engine/measure/rolls.hpp"

#include <algorithm>

#include "engine/measure/trajectories.hpp"
#include "engine/world/homes.hpp"
#include "engine/world/seats.hpp"

namespace wardmote::measure {

using world::Scene;
using world::World;

double councillor_known(World const& world) {
  auto const n = std::ranges::count_if(world.adults, [](world::Adult const& adult) { return adult.knows_councillor; });
  return ratio(static_cast<double>(n), static_cast<double>(world.adults.size()));
}

double bulletin_readers(Scene const& scene, World const& world) {
  double n = 0;
  for (std::uint32_t seat = 0; seat < scene.n_councillor(); ++seat)
    n += world::reads_bulletins(scene, world, seat) ? 1 : 0;
  return ratio(n, scene.n_councillor());
}

double staff_residents(Scene const& scene, World const& world) {
  double n = 0;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) n += world::home_ward(scene, world, post) ? 1 : 0;
  return ratio(n, scene.n_post());
}

double patch_residents(Scene const& scene, World const& world) {
  double n = 0, home = 0;
  for (std::uint32_t service = 0; service < scene.council.services.size(); ++service) {
    for (std::uint32_t ward = 0; ward < scene.council.wards.size(); ++ward) {
      ++n;
      home += world::lives_on_patch(scene, world, service, ward) ? 1 : 0;
    }
  }
  return ratio(home, n);
}

}  // namespace wardmote::measure
