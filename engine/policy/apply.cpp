#include "engine/policy/apply.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/policy/activities.hpp"
#include "engine/policy/budget.hpp"
#include "engine/world/groups.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::policy {

using std::chrono::sys_days;
using world::Dial;
using world::Event;
using world::EventKind;
using world::GroupDial;
using world::Scene;
using world::Settings;
using world::World;

namespace {

/// Staff come and go on the day.
void restaff(Scene const& scene, World& world, world::Staff const& before) {
  auto const& p = scene.parameters;
  auto const& now = world.settings.staff;
  auto const staff = [](world::Servers& servers, double was, double is, double as_found, std::int64_t clock) {
    if (was != is) servers.staff(std::max(world::least_staff, as_found + is), clock);
  };
  auto const office = world.office_now(scene);
  staff(world.desk, before.desk, now.desk, p.desk_fte, office);
  staff(world.conduit, before.conduit, now.conduit, 0, office);
  staff(world.contact_centre, before.contact_centre, now.contact_centre, p.contact_centre_fte,
        scene.hours.contact_centre.worked(world.now).count());
}

/// The directory is brought up to date once, when that begins; from then on it ages.
void renew_directory(World& world, Settings const& before) {
  for (std::size_t w = 0; w < world.directory_right.size(); ++w) {
    auto const accuracy = world.settings(Dial::directory_accuracy, w);
    if (accuracy > before(Dial::directory_accuracy, w))
      world.directory_right[w] = std::max(world.directory_right[w], accuracy);
  }
}

/// Seats go to the adults of the group, in the wards it holds in, who have the lowest keyed uniforms.
void seat_residents(Scene const& scene, World& world) {
  world.seated.clear();
  if (!world.settings.grouped()) return;
  auto const n_ward = static_cast<std::uint32_t>(scene.council.wards.size());
  for (std::uint32_t g = 0; g < world::n_group; ++g) {
    auto const group = static_cast<world::Group>(g);
    double seats = 0;
    std::vector<std::pair<double, std::uint32_t>> eligible;
    for (std::uint32_t w = 0; w < n_ward; ++w) {
      auto const here = world.settings(GroupDial::seats, group, w);
      if (here <= 0) continue;
      seats = std::max(seats, here);
      for (auto adult = scene.people.first_in_ward[w]; adult < scene.people.first_in_ward[w + 1]; ++adult) {
        if (world::belongs(scene, world, adult, group))
          eligible.emplace_back(kernel::uniform_at(scene.streams, world::purpose::seat, adult, g), adult);
      }
    }
    auto const n = std::min(eligible.size(), static_cast<std::size_t>(std::lround(seats * scene.people.scale)));
    std::partial_sort(eligible.begin(), eligible.begin() + static_cast<std::ptrdiff_t>(n), eligible.end());
    for (std::size_t k = 0; k < n; ++k) world.seated.push_back(eligible[k].second);
  }
  std::sort(world.seated.begin(), world.seated.end());
  world.seated.erase(std::unique(world.seated.begin(), world.seated.end()), world.seated.end());
}

}  // namespace

void begin(Scene const& scene, World& world, Policy const& policy) {
  // days on which something begins or ends, and each month of what ages
  constexpr std::chrono::days month{30};
  std::set<kernel::Time> change;
  auto const note = [&](sys_days day) {
    auto const at = std::max(scene.hours.calendar.time_of(day), kernel::Time{});
    if (at < scene.hours.end) change.insert(at);
  };
  for (auto const& instruction : policy.instructions) {
    note(instruction.from), note(instruction.until);
    auto const last = std::min(instruction.until, scene.hours.calendar.date_of(scene.hours.end));
    for (auto day = instruction.from; ages(instruction) && day < last; day += month) note(day);
  }
  for (auto const& cost : policy.costs) note(cost.from), note(cost.until);
  for (auto const at : change) {
    world.queue.schedule(at, Event{.kind = EventKind::policy_changes}, kernel::Priority::high);
  }

  for (auto const& instruction : policy.instructions) {
    if (instruction.primitive == Primitive::meet) plan_meetings(scene, world, policy, instruction);
    if (instruction.primitive == Primitive::train) plan_training(scene, world, policy, instruction);
    if (instruction.primitive == Primitive::decide) plan_exercises(scene, world, instruction);
  }
  book(scene, world, policy);
}

void settings_change(Scene const& scene, World& world, Policy const& policy) {
  auto const today = scene.hours.calendar.date_of(world.now);
  auto const before = std::move(world.settings);
  world.settings = settings_on(scene, policy, today);
  world.unit_costs = unit_costs_on(policy, today);
  restaff(scene, world, before.staff);
  renew_directory(world, before);
  seat_residents(scene, world);
}

}  // namespace wardmote::policy
