#include "engine/process/meetings.hpp"

#include <algorithm>
#include <array>

#include "engine/kernel/calendar.hpp"
#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/casework.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::Activity;
using world::BudgetLine;
using world::Event;
using world::Scene;
using world::World;

namespace {

/// Names one meeting for the draws at it: the lever, where, and the planned day; never its place in a bundle.
struct Occasion {
  std::uint32_t entity;
  std::uint32_t day;
};

Occasion occasion_of(Activity const& activity, kernel::Time planned) {
  auto const place = activity.ward == world::nobody ? 0xFFFFU : activity.ward;
  return {(activity.lever * 64 + activity.step) * 0x10000U + place,
          static_cast<std::uint32_t>(kernel::Calendar::day_index(planned))};
}

/// Who comes: everyone invited decides alone.
std::vector<std::uint32_t> attending(Scene const& scene, Occasion occasion, std::uint32_t kind,
                                     std::vector<std::uint32_t> const& invited, double chance) {
  std::vector<std::uint32_t> present;
  for (auto const person : invited) {
    auto draws = scene.streams.draws(world::purpose::attendance, occasion.entity, occasion.day);
    auto const mixed = draws() ^ (person * 2 + kind) * 0x9E3779B9U;  // one person, one occasion
    auto own = scene.streams.draws(world::purpose::attendance, mixed, occasion.day);
    if (own.uniform() < chance) present.push_back(person);
  }
  return present;
}

}  // namespace

void meeting(Scene const& scene, World& world, Event const& event) {
  auto const& activity = world.activities[event.who];
  auto const& meet = activity.meet;
  auto const occasion = occasion_of(activity, activity.dates[event.what]);
  auto draws = scene.streams.draws(world::purpose::meeting_contact, occasion.entity, occasion.day);
  auto const held = draws.uniform() < activity.delivery;
  auto const manager = draws.uniform() < meet.manager_present;
  if (!held) return;

  auto const councillors = attending(scene, occasion, 0, activity.councillors, meet.attendance_councillors);
  auto const officers = attending(scene, occasion, 1, activity.posts, meet.attendance_officers);

  // everyone's hours, from the same working time as casework
  for (auto const post : officers) occupy_officer(scene, world, post, meet.hours_per_attendee);
  auto const n_officer = static_cast<double>(officers.size());
  auto const n_present = n_officer + static_cast<double>(councillors.size());
  spend_officer_hours(scene, world, BudgetLine::meetings,
                      n_officer * meet.hours_per_attendee + activity.hours_each + n_present * activity.hours_attendee);
  spend_councillor_hours(scene, world, BudgetLine::meetings,
                         static_cast<double>(councillors.size()) * meet.hours_per_attendee);
  spend_money(scene, world, BudgetLine::meetings, activity.money_each + n_present * activity.money_attendee);
  if (!officers.empty() && meet.actions_hours > 0) {
    occupy_officer(scene, world, officers.front(), meet.actions_hours);
    spend_officer_hours(scene, world, BudgetLine::meetings, meet.actions_hours);
  }
  if (officers.empty() || councillors.empty()) return;

  // conversations on a shared task
  for (auto const councillor : councillors) {
    for (auto const post : officers) {
      auto words = scene.streams.draws(world::purpose::conversation,
                                       occasion.entity ^ (councillor << 8 ^ post) * 0x9E3779B9U, occasion.day);
      converse(scene, world, councillor, post, words, {.joint = true, .manager_present = manager});
    }
  }
  if (activity.ward == world::nobody) return;

  // cases on the agenda: the oldest of the ward that officers present can do something about
  auto const waiting = world.open_cases[activity.ward];
  auto left = static_cast<std::uint32_t>(meet.agenda_cases + 0.5);
  for (auto const slot : waiting) {
    if (left == 0) break;
    auto const& enquiry = world.cases[slot];
    auto const theirs = std::any_of(officers.begin(), officers.end(),
                                    [&](std::uint32_t post) { return scene.posts[post].service == enquiry.service; });
    if (!theirs || enquiry.stage != world::Stage::waiting) continue;
    --left;
    auto own = scene.streams.draws(world::purpose::meeting_case, enquiry.key, enquiry.occurrence);
    if (own.uniform() < meet.p_case_advanced) take_in_hand(scene, world, slot);
  }

  // changes on their way are told
  for (auto& change : world.changes) {
    if (!change.pending || change.ward != activity.ward) continue;
    if (draws.uniform() < meet.p_news_shared) change.told = true;
  }
}

void training(Scene const& scene, World& world, Event const& event) {
  auto const& activity = world.activities[event.who];
  auto const& train = activity.train;
  auto const occasion = occasion_of(activity, activity.dates[event.what]);
  auto const officers = attending(scene, occasion, 1, activity.posts, train.uptake * activity.delivery);
  for (auto const post : officers) {
    // a refresher brings the skill back to its top, it does not pile up
    auto const top = static_cast<float>(train.quality / world.skill_fading);
    auto& skill = world.officer_skill[post];
    skill = train.quality >= 0 ? std::max(skill, top) : std::min(skill, top);
    occupy_officer(scene, world, post, train.hours_per_attendee);
  }
  auto const n = static_cast<double>(officers.size());
  spend_officer_hours(scene, world, BudgetLine::meetings,
                      n * (train.hours_per_attendee + activity.hours_attendee) + activity.hours_each);
  spend_money(scene, world, BudgetLine::meetings, activity.money_each + n * activity.money_attendee);
}

}  // namespace wardmote::process
