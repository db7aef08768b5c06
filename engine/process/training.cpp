#include "engine/process/training.hpp"

#include <numeric>

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/casework.hpp"
#include "engine/process/minds.hpp"
#include "engine/process/occasions.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/groups.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/seats.hpp"
#include "engine/world/skill.hpp"

namespace wardmote::process {

using world::Activity;
using world::BudgetLine;
using world::Dial;
using world::Event;
using world::Scene;
using world::World;

namespace {

/// Officers who come learn; with councillors teaching, each has a conversation with one of them.
std::size_t train_officers(Scene const& scene, World& world, Activity const& activity, Occasion occasion,
                           double share) {
  auto const& train = activity.train;
  auto const uptake = raised(train.uptake, world.setting(Dial::uptake_officers, activity.ward));
  auto const officers = attending(scene, occasion, Invited::officer, officers_meant(world, activity), uptake * share);
  for (auto const post : officers) {
    world::learn(world, world.officer_skill[post], train.quality, train.half_life);
    session_teaches(scene, world, post);
    occupy_officer(scene, world, post, train.hours_per_attendee);
    auto words = scene.streams.draws(world::purpose::training, occasion.entity ^ post * 0x9E3779B9U, occasion.day);
    if (words.uniform() >= train.with_councillor) continue;
    converse(scene, world, kernel::index(words, scene.n_councillor()), post, words, {.joint = true});
    spend_councillor_hours(scene, world, BudgetLine::meetings,
                           train.hours_per_attendee / static_cast<double>(officers.size()), activity.lever);
  }
  return officers.size();
}

/// How many of the front line that deals with residents come: each decides alone, as those with a post do.
std::size_t front_line_attending(Scene const& scene, World const& world, Activity const& activity, Occasion occasion,
                                 double share) {
  auto const& train = activity.train;
  auto const uptake = raised(train.uptake, world.setting(Dial::uptake_officers, activity.ward));
  std::size_t n_present = 0;
  for (auto const service : activity.front) {
    std::vector<std::uint32_t> invited(scene.first_front[service + 1] - scene.first_front[service]);
    std::iota(invited.begin(), invited.end(), scene.n_post() + scene.first_front[service]);
    n_present += attending(scene, occasion, Invited::officer, invited, uptake * share).size();
  }
  return n_present;
}

/// Councillors who come learn how to work with officers, and who they are.
std::size_t train_councillors(Scene const& scene, World& world, Activity const& activity, Occasion occasion,
                              double share) {
  auto const& train = activity.train;
  auto const uptake = raised(train.uptake, world.setting(Dial::uptake_councillors, activity.ward));
  auto const councillors =
      attending(scene, occasion, Invited::councillor, world::councillors_meant(world, activity), uptake * share);
  auto const n_service = static_cast<std::uint32_t>(scene.council.services.size());
  for (auto const v : councillors) {
    world::learn(world, world.councillor_skill[v], train.quality, train.half_life);
    auto own = scene.streams.draws(world::purpose::training, occasion.entity ^ v * 0x9E3779B9U, occasion.day);
    for (std::uint32_t s = 0; s < n_service; ++s) {
      if (own.uniform() < train.knows_who) world.relations.knows_who[v * n_service + s] = 1;
    }
  }
  spend_councillor_hours(scene, world, BudgetLine::meetings,
                         static_cast<double>(councillors.size()) * train.hours_per_attendee, activity.lever);
  return councillors.size();
}

/// Residents who come gain confidence to take part.
double train_residents(Scene const& scene, World& world, Activity const& activity, Occasion occasion, double share) {
  auto const& train = activity.train;
  if (train.confidence != 0) world.resident_skill.resize(scene.people.n_adult);
  double n = 0;
  for (auto const ward : activity.wards) {
    auto const uptake = share * raised(train.uptake, world.settings(Dial::uptake_residents, ward));
    for (auto adult = scene.people.first_in_ward[ward]; adult < scene.people.first_in_ward[ward + 1]; ++adult) {
      auto const entity = adult ^ occasion.entity * 0x9E3779B9U;
      if (kernel::uniform_at(scene.streams, world::purpose::training, entity, occasion.day) >= uptake) continue;
      if (!world::belongs(scene, world, adult, activity.group)) continue;
      if (train.confidence != 0) world::learn(world, world.resident_skill[adult], train.confidence, train.half_life);
      ++n;
    }
  }
  return n / scene.people.scale;
}

/// Share of a service's front line that comes is the share of its residents who meet a trained officer.
void train_front_line(Scene const& scene, World& world, Activity const& activity, double n_attending) {
  auto const& train = activity.train;
  if (train.fairness <= 0 || activity.posts.empty()) return;
  auto const share = n_attending / static_cast<double>(activity.posts.size());
  std::vector<bool> named(scene.council.services.size(), false);
  for (auto const post : activity.posts) named[scene.posts[post].service] = true;
  for (std::size_t s = 0; s < named.size(); ++s) {
    if (!named[s]) continue;
    auto const now = world::skill_now(world, world.front_skill[s]);
    world::learn(world, world.front_skill[s], now + (train.fairness - now) * share, train.half_life);
  }
}

}  // namespace

void training(Scene const& scene, World& world, Event const& event) {
  auto const& activity = world.activities[event.who];
  auto const& train = activity.train;
  auto const occasion = occasion_of(activity, activity.dates[event.what]);
  auto const share = delivered(world, activity, event.what);
  auto const n_trained = train_officers(scene, world, activity, occasion, share);
  world.journal.uptake.places += n_trained + front_line_attending(scene, world, activity, occasion, share);
  auto const n_officer = static_cast<double>(n_trained);
  train_front_line(scene, world, activity, n_officer);
  auto const n_councillor = static_cast<double>(train_councillors(scene, world, activity, occasion, share));
  auto const n_resident = train_residents(scene, world, activity, occasion, share);
  spend_officer_hours(scene, world, BudgetLine::meetings, n_officer * train.hours_per_attendee, activity.lever);
  spend_resident_hours(scene, world, n_resident * train.hours_per_attendee);
  spend(scene, world, BudgetLine::meetings, activity.each, activity.lever, share);
  spend(scene, world, BudgetLine::meetings, activity.attendee, activity.lever, n_officer + n_councillor + n_resident);
}

}  // namespace wardmote::process
