#include "engine/policy/apply.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/policy/activities.hpp"
#include "engine/policy/budget.hpp"
#include "engine/policy/day.hpp"
#include "engine/policy/reviews.hpp"
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

/// Whether the same number of seats is there for the same groups and wards.
bool same_seats(Settings const& a, Settings const& b) {
  for (std::size_t g = 0; g < world::n_group; ++g) {
    for (std::size_t w = 0; w < a.n_ward(); ++w) {
      auto const group = static_cast<world::Group>(g);
      if (a(GroupDial::seats, group, w) != b(GroupDial::seats, group, w)) return false;
    }
  }
  return true;
}

/// Seats go to the adults of the group, in the wards it holds in, who have the lowest keyed uniforms.
void seat_residents(Scene const& scene, World& world, Settings const& before) {
  if (same_seats(world.settings, before)) return;
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

/// Puts the meetings, sessions and exercises of what waits for a condition (or for none) into the calendar.
void plan_activities(Scene const& scene, World& world, Policy const& policy, std::uint32_t review) {
  for (auto const& instruction : policy.instructions) {
    auto const& condition = instruction.term.condition;
    if (condition.review != review || !decided(world, condition)) continue;
    if (!holds_somewhere(instruction, scene.council.wards.size())) continue;
    if (instruction.primitive == Primitive::meet) plan_meetings(scene, world, policy, instruction);
    if (instruction.primitive == Primitive::train) plan_training(scene, world, policy, instruction);
    if (instruction.primitive == Primitive::decide) plan_exercises(scene, world, instruction);
  }
}

}  // namespace

void begin(Scene const& scene, World& world, Policy const& policy) {
  // reviews before what hangs on them
  plan_reviews(scene, world, policy);
  auto const change = change_days(scene, policy);
  for (auto day = change.begin(); day != change.end(); ++day) {
    auto const next = std::next(day) == change.end() ? scene.hours.calendar.date_of(scene.hours.end) : *std::next(day);
    world.queue.schedule(scene.hours.calendar.time_of(*day),
                         Event{.kind = EventKind::policy_changes,
                               .what = static_cast<std::uint32_t>(scene.hours.calendar.day_index(next))},
                         kernel::Priority::high);
  }
  plan_activities(scene, world, policy, Condition::none);
}

void settings_change(Scene const& scene, World& world, Policy const& policy, Event const& event) {
  auto const& calendar = scene.hours.calendar;
  auto const today = calendar.date_of(world.now);
  auto const next = calendar.date_of(kernel::Time{}) + std::chrono::days(event.what);
  auto const now = policy_on(scene, world, policy, today);
  auto const before = std::move(world.settings);
  world.settings = settings_on(scene, now.policy, today);
  world.settings.staff.busy = now.busy;
  world.unit_costs = unit_costs_on(now.policy, today);
  restaff(scene, world, before.staff);
  renew_directory(world, before);
  seat_residents(scene, world, before);
  book(scene, world, now.policy, today, next);
  book_staff(scene, world, today, next);
}

void review(Scene const& scene, World& world, Policy const& policy, Event const& event) {
  auto const decides = event.detail != 0;
  if (!decides) return open_review(world, event.who);
  decide_review(scene, world, policy.reviews[event.who], event.who);
  plan_activities(scene, world, policy, event.who);
}

}  // namespace wardmote::policy
