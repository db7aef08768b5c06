#include "engine/world/groups.hpp"

#include <algorithm>

#include "engine/world/purposes.hpp"

namespace wardmote::world {

bool belongs(Scene const& scene, World const& world, std::uint32_t adult, Group group) {
  constexpr std::int32_t three_years = 156;  // [week]
  auto const& person = world.adults[adult];
  switch (group) {
    case Group::everyone:
    case Group::count:
      return true;
    case Group::aged_16_34:
      return person.age == AgeGroup::from_16;
    case Group::aged_35_64:
      return person.age == AgeGroup::from_35;
    case Group::aged_65_74:
      return person.age == AgeGroup::from_65;
    case Group::aged_75_up:
      return person.age == AgeGroup::from_75;
    case Group::asian:
      return person.ethnicity == EthnicGroup::asian;
    case Group::other_minority:
      return person.ethnicity == EthnicGroup::other;
    case Group::offline:
      return !person.online;
    case Group::deprived_wards:
      return scene.deprivation[person.ward] > 0;
    case Group::tenants:
      return (scene.means[adult].circumstances & is_tenant) != 0;
    case Group::claimants:
      return (scene.means[adult].circumstances & is_claimant) != 0;
    case Group::young_claimants:
      return person.age == AgeGroup::from_16 && (scene.means[adult].circumstances & is_claimant) != 0;
    case Group::disabled:
      return (scene.means[adult].circumstances & is_disabled) != 0;
    case Group::not_heard:
      return std::max(person.last_response, person.last_civic) < static_cast<std::int32_t>(world.n_week) - three_years;
  }
  return false;
}

bool is_active(Scene const& scene, World const& world, std::uint32_t adult) {
  auto const share = world.community.empty() ? 0.0 : world.community[world.adults[adult].ward];
  return share > 0 && kernel::uniform_at(scene.traits_streams, purpose::community, adult, 0) < share;
}

}  // namespace wardmote::world
