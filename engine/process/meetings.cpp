#include "engine/process/meetings.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/casework.hpp"
#include "engine/process/consultations.hpp"
#include "engine/process/experience.hpp"
#include "engine/process/occasions.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/groups.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/seats.hpp"

namespace wardmote::process {

using world::Activity;
using world::BudgetLine;
using world::Dial;
using world::Event;
using world::Scene;
using world::World;

namespace {

/// Residents who come, of those invited by lot. Their number is thinned with the people (--scale).
std::vector<std::uint32_t> residents_attending(Scene const& scene, World const& world, Activity const& activity,
                                               Occasion occasion) {
  auto const& meet = activity.meet;
  std::vector<std::uint32_t> present;
  if (meet.residents <= 0) return present;
  auto const chance = raised(meet.attendance_residents, world.setting(Dial::uptake_residents, activity.ward));
  constexpr std::uint32_t most_draws = 64;  // for somebody of a group; by then the ward has hardly anybody of it
  auto draws = scene.streams.draws(world::purpose::guest, occasion.entity, occasion.day);
  auto const invited = meet.residents * scene.people.scale;
  auto const n = static_cast<std::uint32_t>(invited + draws.uniform());
  for (std::uint32_t k = 0; k < n; ++k) {
    auto own = scene.streams.draws(world::purpose::guest, occasion.entity ^ (k + 1) * 0x9E3779B9U, occasion.day);
    if (own.uniform() >= chance) continue;
    for (std::uint32_t tries = 0; tries < most_draws; ++tries) {
      auto const ward = activity.wards[kernel::index(own, static_cast<std::uint32_t>(activity.wards.size()))];
      auto const first = scene.people.first_in_ward[ward];
      auto const n_adult = scene.people.first_in_ward[ward + 1] - first;
      if (n_adult == 0) continue;
      auto const adult = first + kernel::index(own, n_adult);
      if (!world::belongs(scene, world, adult, activity.group)) continue;
      present.push_back(adult);
      break;
    }
  }
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  return present;
}

/// What a meeting is to a resident who came: they meet their councillors, may bring an issue, and hear, or not, what
/// became of what they said.
void take_part(Scene const& scene, World& world, Activity const& activity, Occasion occasion, std::uint32_t adult,
               bool councillor_present, double u_changed) {
  auto const& meet = activity.meet;
  auto& person = world.adults[adult];
  auto own = scene.streams.draws(world::purpose::guest, adult, occasion.day ^ occasion.entity);
  person.last_response = static_cast<std::int16_t>(world.n_week);
  ++world.journal.ward[person.ward].responses;
  if (own.uniform() < (councillor_present ? scene.parameters.p_known_from_contact : 0)) person.knows_councillor = true;
  if (own.uniform() < (councillor_present ? meet.issues_each : 0)) {
    ++world.journal.ward[person.ward].issues;
    ++world.journal.ward[person.ward].reports;
    note_voiced(world, adult);
    take_to_councillor(scene, world, adult, person.ward, adult ^ occasion.entity, occasion.day << 8U);
  }
  Answer const answer{own.uniform() < meet.told, u_changed < meet.acted_on, false};
  hear_result(scene, world, adult, answer, 1);
}

/// Conversations on a shared task: each councillor with every officer present, or with some, in turn.
void all_converse(Scene const& scene, World& world, Activity const& activity, Occasion occasion, bool manager,
                  std::vector<std::uint32_t> const& councillors, std::vector<std::uint32_t> const& officers) {
  auto const& meet = activity.meet;
  auto const most = static_cast<std::size_t>(meet.conversations_each + 0.5);
  auto const n_each = most == 0 ? officers.size() : std::min(most, officers.size());
  auto const thinner = world.setting(Dial::meetings_moved, activity.ward) * scene.parameters.video_quality_loss;
  Contact const contact{.joint = true,
                        .manager_present = manager,
                        .joint_share = meet.joint_task * (1 - thinner),
                        .bonus = meet.quality,
                        .depth = meet.depth};
  for (std::size_t v = 0; v < councillors.size(); ++v) {
    for (std::size_t k = 0; k < n_each; ++k) {
      // in turn, so that all officers get somebody; everyone where there is no limit
      auto const post = officers[n_each == officers.size() ? k : (v * n_each + k + occasion.day) % officers.size()];
      auto words = scene.streams.draws(world::purpose::conversation,
                                       occasion.entity ^ (councillors[v] << 8 ^ post) * 0x9E3779B9U, occasion.day);
      auto& talks = world.journal.meeting_talks[manager ? 1 : 0];
      talks.gain += converse(scene, world, councillors[v], post, words, contact).gain;
      ++talks.n;
    }
  }
}

/// Cases on the agenda: the oldest of the ward that officers present can do something about.
void work_through_agenda(Scene const& scene, World& world, Activity const& activity,
                         std::vector<std::uint32_t> const& officers) {
  auto const waiting = world.open_cases[activity.ward];
  auto left = static_cast<std::uint32_t>(activity.meet.agenda_cases + 0.5);
  for (auto const slot : waiting) {
    if (left == 0) break;
    auto const& enquiry = world.cases[slot];
    auto const theirs = std::any_of(officers.begin(), officers.end(),
                                    [&](std::uint32_t post) { return scene.posts[post].service == enquiry.service; });
    if (!theirs || enquiry.stage != world::Stage::waiting) continue;
    --left;
    auto own = scene.streams.draws(world::purpose::meeting_case, enquiry.key, enquiry.occurrence);
    if (own.uniform() < activity.meet.p_case_advanced) take_in_hand(scene, world, slot);
  }
}

}  // namespace

void meeting(Scene const& scene, World& world, Event const& event) {
  auto const& activity = world.activities[event.who];
  auto const& meet = activity.meet;
  auto const occasion = occasion_of(activity, activity.dates[event.what]);
  auto draws = scene.streams.draws(world::purpose::meeting_contact, occasion.entity, occasion.day);
  auto const held = draws.uniform() < delivered(world, activity, event.what);
  auto const escorted = 1 - world.setting(Dial::escort_dropped, activity.ward);
  auto const manager = draws.uniform() < meet.manager_present * escorted;
  auto const invited = officers_meant(world, activity);
  world.journal.uptake.invited += invited.size();
  if (!held) return;

  auto const councillors =
      attending(scene, occasion, Invited::councillor, world::councillors_meant(world, activity),
                raised(meet.attendance_councillors, world.setting(Dial::uptake_councillors, activity.ward)));
  auto const officers =
      attending(scene, occasion, Invited::officer, invited,
                raised(meet.attendance_officers, world.setting(Dial::uptake_officers, activity.ward)));
  world.journal.uptake.came += officers.size();
  auto const residents = residents_attending(scene, world, activity, occasion);

  // everyone's hours, from the same working time as casework; by video there is no travel
  auto const saved = world.setting(Dial::meetings_moved, activity.ward) * scene.parameters.video_hours_saved;
  auto const hours = meet.hours_per_attendee * (1 - saved);
  for (auto const post : officers) occupy_officer(scene, world, post, hours);
  auto const n_officer = static_cast<double>(officers.size());
  auto const n_councillor = static_cast<double>(councillors.size());
  auto const n_resident = static_cast<double>(residents.size()) / scene.people.scale;
  auto const lever = activity.lever;
  spend_officer_hours(scene, world, BudgetLine::meetings, n_officer * hours, lever);
  spend_councillor_hours(scene, world, BudgetLine::meetings, n_councillor * hours, lever);
  spend_resident_hours(scene, world, n_resident * hours);
  spend(scene, world, BudgetLine::meetings, activity.each, lever);
  spend(scene, world, BudgetLine::meetings, activity.attendee, lever, n_officer + n_councillor + n_resident);
  if (!officers.empty() && meet.actions_hours > 0) {
    occupy_officer(scene, world, officers.front(), meet.actions_hours);
    spend_officer_hours(scene, world, BudgetLine::meetings, meet.actions_hours, lever);
  }

  // residents are heard; councillors and officers speak, take cases in hand and tell of changes on their way
  auto said = scene.streams.draws(world::purpose::guest, occasion.entity, occasion.day);
  said.uniform();
  auto const u_changed = said.uniform();
  for (auto const adult : residents)
    take_part(scene, world, activity, occasion, adult, !councillors.empty(), u_changed);
  if (officers.empty() || councillors.empty()) return;
  all_converse(scene, world, activity, occasion, manager, councillors, officers);
  if (activity.ward == world::nobody) return;
  ++world.journal.ward_meetings;
  work_through_agenda(scene, world, activity, officers);
  for (auto& change : world.changes) {
    if (!change.pending || change.ward != activity.ward) continue;
    if (draws.uniform() < meet.p_news_shared) change.told = true;
  }
}

}  // namespace wardmote::process
