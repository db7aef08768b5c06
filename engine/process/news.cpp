#include "engine/process/news.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/seats.hpp"

namespace wardmote::process {

using world::Dial;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

kernel::Duration until_next(Scene const& scene, kernel::Draws& draws) {
  return kernel::days(kernel::exponential(draws, world::days_per_year / scene.parameters.ward_changes_per_year));
}

/// A rule may have councillors told first, or asked before anything is settled.
bool told_by_rule(Scene const& scene, World& world, std::uint32_t ward, std::uint32_t candidate) {
  auto const first = world.settings(Dial::told_first, ward);
  auto const asked = world.settings(Dial::asked_first, ward);
  if (first <= 0 && asked <= 0) return false;
  auto draws = scene.streams.draws(world::purpose::news_rule, ward, candidate);
  auto const told = draws.uniform() < first;
  if (draws.uniform() >= asked) return told;
  ++world.journal.ward[ward].news_asked;
  auto const& p = scene.parameters;
  for (auto v = scene.first_councillor[ward]; v < scene.first_councillor[ward + 1]; ++v) {
    change_standing(scene, world, v, p.standing_asked, 1);
    spend_officer_hours(scene, world, world::BudgetLine::policy_running, p.asking_minutes / 60);
  }
  return true;
}

/// News reaches a ward's councillors sooner the more of them read bulletins; where their share is the council's, as
/// fast as news_member_rate says [1].
double bulletin_factor(Scene const& scene, World const& world, std::uint32_t ward) {
  auto const& p = scene.parameters;
  double n_reader = 0;
  for (auto v = scene.first_councillor[ward]; v < scene.first_councillor[ward + 1]; ++v)
    n_reader += world::reads_bulletins(scene, world, v) ? 1 : 0;
  auto const gain = p.bulletin_news_ratio - 1;
  return (1 + gain * n_reader / scene.council.wards[ward].n_councillor) / (1 + gain * p.bulletin_share);
}

/// Press and public are quicker in the first zone than in the last; zones between are in the middle [1].
double zone_factor(Scene const& scene, std::uint32_t ward) {
  auto const zone = scene.council.wards[ward].zone;
  auto const root = kernel::sqrt(scene.parameters.news_zone_ratio);
  if (scene.council.zones.size() < 2) return 1;
  if (zone == 0) return root;
  return zone + 1 == scene.council.zones.size() ? 1 / root : 1;
}

}  // namespace

kernel::Duration news_takes(kernel::Draws& draws, double rate) {
  constexpr double days_per_week = 7;
  return kernel::days(days_per_week * kernel::exponential(draws, 1 / rate));
}

void start_news(Scene const& scene, World& world) {
  if (scene.parameters.ward_changes_per_year <= 0) return;
  for (std::uint32_t ward = 0; ward < scene.council.wards.size(); ++ward) {
    auto draws = scene.streams.draws(world::purpose::ward_change, ward, 0);
    world.queue.schedule(world.now + until_next(scene, draws),
                         Event{.kind = EventKind::ward_change, .who = ward, .what = 1});
  }
}

void ward_change(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto const ward = event.who;
  auto draws = scene.streams.draws(world::purpose::ward_change, ward, event.what);
  world.queue.schedule(world.now + until_next(scene, draws),
                       Event{.kind = EventKind::ward_change, .who = ward, .what = event.what + 1});

  // three clocks; a policy sets the pace of the members' one
  auto const zone = zone_factor(scene, ward);
  auto const clock = [&](double rate) { return news_takes(draws, rate); };
  auto const member =
      clock(p.news_member_rate * bulletin_factor(scene, world, ward) * world.settings(Dial::news_ratio, ward));
  auto const press = clock(p.news_press_rate * zone);
  auto const the_public = clock(p.news_public_rate * zone);

  auto const told = told_by_rule(scene, world, ward, event.what);
  if (world.free_changes.empty()) {
    world.changes.push_back({});
    world.free_changes.push_back(static_cast<std::uint32_t>(world.changes.size() - 1));
  }
  auto const slot = world.free_changes.back();
  world.free_changes.pop_back();
  world.changes[slot] = {ward, world.changes[slot].serial + 1, world.now + member, told, true};
  world.queue.schedule(world.now + std::min(press, the_public),
                       Event{.kind = EventKind::news_public, .who = slot, .what = world.changes[slot].serial});
}

void news_public(Scene const& scene, World& world, Event const& event) {
  auto& change = world.changes[event.who];
  if (!change.pending || change.serial != event.what) return;
  change.pending = false;
  world.free_changes.push_back(event.who);

  auto const early = change.told || change.member <= world.now;
  auto& flows = world.journal.ward[change.ward];
  ++flows.news;
  if (early) ++flows.news_early;

  // being told counts for the council, hearing it in the street against it
  for (auto v = scene.first_councillor[change.ward]; v < scene.first_councillor[change.ward + 1]; ++v) {
    change_standing(scene, world, v, scene.parameters.standing_news, early ? 1 : -1);
  }
}

}  // namespace wardmote::process
