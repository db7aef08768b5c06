#include "engine/process/decisions.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/process/news.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/seats.hpp"

namespace wardmote::process {

using world::Event;
using world::EventKind;
using world::KeyDecision;
using world::Scene;
using world::World;

namespace {

constexpr std::uint32_t first_observer = 0x10000;  ///< councillors' names in the draws, beyond the wards'
constexpr double days_per_week = 7;

void schedule_next(Scene const& scene, World& world, std::uint32_t number, kernel::Draws& draws) {
  auto const gap = kernel::exponential(draws, world::days_per_year / scene.parameters.key_decisions_year);
  world.queue.schedule(world.now + kernel::days(gap),
                       Event{.kind = EventKind::key_decision_arises, .what = number + 1});
}

/// On the forward plan; where there is no time for that, with the papers of the sitting.
kernel::Time announced_at(Scene const& scene, KeyDecision const& item) {
  auto const& p = scene.parameters;
  if (!item.rushed) return item.sitting - kernel::days(p.key_notice);  // it may be beyond the calendar's end
  return scene.hours.office.at(scene.hours.office.worked(item.sitting) - scene.hours.of_working_days(p.paper_ahead));
}

/// Whether the front line of a ward follows a decision by the time that is expected.
bool followed(Scene const& scene, std::uint32_t ward, std::uint32_t number) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::practice, ward, number);
  auto const ever = draws.uniform() < p.practice_follows;
  return kernel::lognormal(draws, p.practice_months, p.practice_sigma) <= p.practice_patience && ever;
}

}  // namespace

void start_key_decisions(Scene const& scene, World& world) {
  auto const n_body = scene.diary.sittings.size();
  if (scene.parameters.key_decisions_year <= 0 || scene.council.cabinet() >= n_body) return;
  auto draws = scene.streams.draws(world::purpose::key_decision, 0, 0);
  schedule_next(scene, world, 0, draws);
}

void key_decision_arises(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::key_decision, 0, event.what);
  schedule_next(scene, world, event.what, draws);

  KeyDecision item;
  item.number = event.what;
  item.service = kernel::index(draws, static_cast<std::uint32_t>(scene.council.services.size()));
  auto const lead = kernel::lognormal(draws, p.key_lead_median, p.key_lead_sigma);
  item.sitting = scene.diary.next_sitting(scene.council.cabinet(), world.now + kernel::days(days_per_week * lead));
  item.rushed = item.sitting - world.now < kernel::days(p.key_notice);
  item.announced = std::max(world.now, announced_at(scene, item));

  // it races to councillors, press and public as changes in a ward do, and is announced besides
  auto const clock = [&](double rate) { return world.now + news_takes(draws, rate); };
  auto const member = clock(p.news_member_rate);
  auto const outside = std::min({clock(p.news_press_rate), clock(p.news_public_rate), item.sitting});
  auto const read = draws.uniform() < p.plan_read;
  item.early = member <= outside || (read && item.announced <= outside);
  world.key_decisions.push_back(item);
}

std::vector<KeyDecision> take_key_decisions(Scene const& scene, World& world) {
  std::vector<KeyDecision> taken;
  std::erase_if(world.key_decisions, [&](KeyDecision const& item) {
    if (item.sitting > world.now) return false;
    taken.push_back(item);
    return true;
  });
  auto& book = world.journal.decisions;
  for (auto const& item : taken) {
    ++book.taken;
    book.rushed += item.rushed ? 1 : 0;
    book.early += item.early ? 1 : 0;
    book.used_insight += item.insight_used ? 1 : 0;
    world.queue.schedule(world.now + kernel::days(world::days_per_month * scene.parameters.practice_patience),
                         Event{.kind = EventKind::practice_due, .what = item.number});
  }
  return taken;
}

KeyDecision* to_scrutinise(Scene const& scene, World& world, world::Body const& body, kernel::Draws& draws) {
  auto const looks = draws.uniform() < scene.parameters.scrutinised_share;
  auto const used = draws.uniform() < scene.parameters.insight_used;
  if (!looks) return nullptr;
  auto const open = std::ranges::find_if(world.key_decisions, [&](KeyDecision const& item) {
    return !item.scrutinised && item.announced <= world.now && world.now < item.sitting &&
           world::looks_after(body, item.service);
  });
  if (open == world.key_decisions.end()) return nullptr;
  open->scrutinised = true;
  open->insight_used = used;
  return &*open;
}

void practice_due(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto& book = world.journal.decisions;
  for (std::uint32_t ward = 0; ward < scene.council.wards.size(); ++ward) {
    ++book.practice_due;
    if (followed(scene, ward, event.what)) {
      ++book.practice_done;
      continue;
    }
    for (auto v = scene.first_councillor[ward]; v < scene.first_councillor[ward + 1]; ++v) {
      auto const u = kernel::uniform_at(scene.streams, world::purpose::practice, first_observer + v, event.what);
      if (u < p.gap_noticed) change_standing(scene, world, v, p.standing_practice, -1);
    }
  }
}

}  // namespace wardmote::process
