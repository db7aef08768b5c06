#include "engine/process/occasions.hpp"

#include "engine/kernel/calendar.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::Activity;
using world::Scene;
using world::World;

Occasion occasion_of(Activity const& activity, kernel::Time planned) {
  auto const place = activity.ward == world::nobody ? 0xFFFFU : activity.ward;
  return {(activity.lever * 64 + activity.step) * 0x10000U + place,
          static_cast<std::uint32_t>(kernel::Calendar::day_index(planned))};
}

std::vector<std::uint32_t> attending(Scene const& scene, Occasion occasion, Invited kind,
                                     std::vector<std::uint32_t> const& invited, double chance) {
  std::vector<std::uint32_t> present;
  for (auto const person : invited) {
    auto draws = scene.streams.draws(world::purpose::attendance, occasion.entity, occasion.day);
    auto const mixed =
        draws() ^ (person * 2 + static_cast<std::uint32_t>(kind)) * 0x9E3779B9U;  // one person, one occasion
    auto own = scene.streams.draws(world::purpose::attendance, mixed, occasion.day);
    if (own.uniform() < chance) present.push_back(person);
  }
  return present;
}

std::vector<std::uint32_t> officers_meant(World const& world, Activity const& activity) {
  if (!activity.newcomers) return activity.posts;
  constexpr std::int32_t a_year = 12;
  std::vector<std::uint32_t> posts;
  for (auto const post : activity.posts) {
    if (world.post_since[post] > static_cast<std::int32_t>(world.n_month) - a_year) posts.push_back(post);
  }
  return posts;
}

double delivered(World const& world, Activity const& activity, std::uint32_t k) {
  auto const share = world.settings.delivered(activity.delivery, activity.ward == world::nobody ? 0 : activity.ward);
  return activity.dose.empty() ? share : share * activity.dose[k];
}

}  // namespace wardmote::process
