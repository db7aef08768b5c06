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

constexpr double week = 7;               ///< a routine matter that comes up while lines are closed waits up to this [day]
constexpr std::uint32_t tries_apart = 256;

/// A time within the lines' opening hours, `u` of the way through the `days` days after now.
kernel::Time within_opening_hours(Scene const& scene, kernel::Time now, double days, double u) {
  auto const& lines = scene.hours.contact_centre;
  auto const open = lines.between(now, now + kernel::days(days));
  return lines.finish(now, kernel::Duration{1 + static_cast<std::int64_t>(u * static_cast<double>(open.count()))});
}

}  // namespace

void place_call(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate, CallReason reason,
                std::uint8_t n_tried) {
  Event const dial{.kind = EventKind::call,
                   .detail = n_tried,
                   .step = static_cast<std::uint16_t>(reason),
                   .who = adult,
                   .what = candidate};
  auto const open = scene.hours.contact_centre.is_open(world.now);
  if (open && n_tried == 0) return call(scene, world, dial);
  auto draws = scene.streams.draws(world::purpose::routine, adult, candidate * tries_apart + n_tried);
  auto const u = draws.uniform();
  auto const& lines = scene.hours.contact_centre;
  auto at = within_opening_hours(scene, world.now, week, u);
  if (reason == CallReason::report) {
    // a problem to report: again in an hour or two, or some time in the next opening hours
    at = open ? lines.finish(world.now, kernel::hours(1 + u)) : within_opening_hours(scene, lines.next_open(world.now), 1, u);
  }
  world.queue.schedule(at, dial);
}

void call(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto const reason = static_cast<CallReason>(event.step);
  auto const adult = event.who;
  auto const purpose = reason == CallReason::stand_in ? world::purpose::stand_in_call : world::purpose::call;
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
    place_call(scene, world, adult, event.what, CallReason::report, static_cast<std::uint8_t>(event.detail + 1));
  } else {
    live_through(scene, world, adult, About::council, p.unvoiced_weight, p.abandoned_score);
  }
}

}  // namespace wardmote::process
