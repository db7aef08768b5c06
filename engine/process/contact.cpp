#include "engine/process/contact.hpp"

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/experience.hpp"
#include "engine/process/reports.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::BudgetLine;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

constexpr std::uint32_t tries_apart = 256;
constexpr double stand_in_spread =
    28;  ///< stand-ins of --scale follow within this time, so that they do not bunch [day]

/// A time within the lines' opening hours, `u` of the way through the `days` days after `from`.
kernel::Time within_opening_hours(Scene const& scene, kernel::Time from, double days, double u) {
  auto const& lines = scene.hours.contact_centre;
  auto const open = lines.between(from, from + kernel::days(days));
  return lines.finish(from, kernel::Duration{1 + static_cast<std::int64_t>(u * static_cast<double>(open.count()))});
}

Event dial(std::uint32_t adult, std::uint32_t candidate, CallReason reason, std::uint8_t n_tried) {
  return {.kind = EventKind::call,
          .detail = n_tried,
          .step = static_cast<std::uint16_t>(reason),
          .who = adult,
          .what = candidate};
}

/// Calls of those whom --scale thinned out; `purpose` tells those beside a report from those beside a routine matter.
void call_stand_ins(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate,
                    kernel::Purpose purpose) {
  if (scene.stand_in_mean <= 0) return;
  auto others = scene.streams.draws(purpose, adult, candidate);
  auto const n = static_cast<std::uint32_t>(scene.stand_in_mean + others.uniform());
  for (std::uint32_t k = 0; k < n; ++k) {
    auto const at = within_opening_hours(scene, world.now, stand_in_spread, others.uniform());
    world.queue.schedule(at,
                         dial(others(), candidate, CallReason::stand_in, 0));  // a caller of its own, by a random name
  }
}

/// The citizen's next routine matter, in opening time.
void schedule_routine(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate,
                      kernel::Draws& draws) {
  auto const gap = kernel::seconds(kernel::exponential(draws, scene.routine_gap));
  world.queue.schedule(scene.hours.contact_centre.finish(world.now, gap),
                       Event{.kind = EventKind::routine, .who = adult, .what = candidate});
}

}  // namespace

void start_routine(Scene const& scene, World& world) {
  if (scene.parameters.routine_contacts_per_adult_year <= 0) return;
  for (std::uint32_t adult = 0; adult < scene.people.n_adult; ++adult) {
    auto draws = scene.streams.draws(world::purpose::routine, adult, 0);
    schedule_routine(scene, world, adult, 1, draws);
  }
}

void routine(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto const& person = world.adults[event.who];
  auto draws = scene.streams.draws(world::purpose::routine, event.who, event.what);
  schedule_routine(scene, world, event.who, event.what + 1, draws);
  if (person.online && draws.uniform32() < world.settings(world::Dial::phone_shift, person.ward)) {
    spend_money(scene, world, BudgetLine::web_contacts, p.cost_web / scene.people.scale);
    return live_through(scene, world, event.who, About::council, p.routine_weight, p.routine_score);
  }
  call_stand_ins(scene, world, event.who, event.what, world::purpose::stand_in_calls);
  call(scene, world, dial(event.who, event.what, CallReason::routine, 0));
}

void place_call(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate, std::uint8_t n_tried) {
  auto const& lines = scene.hours.contact_centre;
  auto const open = lines.is_open(world.now);
  auto const event = dial(adult, candidate, CallReason::report, n_tried);
  if (n_tried == 0) call_stand_ins(scene, world, adult, candidate, world::purpose::stand_in_reports);
  if (open && n_tried == 0) return call(scene, world, event);
  // again in an hour or two, or some time in the next opening hours
  auto draws = scene.streams.draws(world::purpose::redial, adult, candidate * tries_apart + n_tried);
  auto const u = draws.uniform();
  world.queue.schedule(open ? lines.finish(world.now, kernel::hours(1 + u))
                            : within_opening_hours(scene, lines.next_open(world.now), 1, u),
                       event);
}

void call(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto const reason = static_cast<CallReason>(event.step);
  auto const adult = event.who;
  auto const purpose = reason == CallReason::stand_in  ? world::purpose::stand_in_call
                       : reason == CallReason::routine ? world::purpose::routine_call
                                                       : world::purpose::call;
  auto draws = scene.streams.draws(purpose, adult, event.what * tries_apart + event.detail);
  auto const handling = kernel::exponential(draws, 60 * p.call_handling_mean);
  auto const patience = kernel::exponential(draws, 60 * p.call_patience_mean);

  // first come, first served: the wait is known on arrival, and whether patience runs out before it ends
  auto const now = scene.hours.contact_centre.worked(world.now).count();
  auto const wait = static_cast<double>(world.contact_centre.next_start(now) - now);
  auto const answered = wait <= patience;
  if (answered) world.contact_centre.serve(now, handling);
  ++world.journal.calls;
  if (!answered) ++world.journal.calls_abandoned;
  if (reason == CallReason::stand_in) return;
  if (answered) spend_money(scene, world, BudgetLine::contact_centre, p.cost_phone / scene.people.scale);

  // a routine contact is a small experience; waiting counts against it as speed does in a case
  if (reason == CallReason::routine) {
    auto const score = answered ? p.routine_score * patience / (patience + wait) : p.abandoned_score;
    live_through(scene, world, adult, About::council, p.routine_weight, score);
    return;
  }
  if (answered) return open_report(scene, world, adult, event.what * tries_apart);
  if (event.detail + 1 < p.call_tries) {
    place_call(scene, world, adult, event.what, static_cast<std::uint8_t>(event.detail + 1));
  } else {
    live_through(scene, world, adult, About::council, p.unvoiced_weight, p.abandoned_score);
  }
}

}  // namespace wardmote::process
