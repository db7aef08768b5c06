#include "engine/process/contact.hpp"

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/experience.hpp"
#include "engine/process/reports.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::Channel;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

constexpr std::uint32_t tries_apart = 256;
constexpr double stand_in_spread =
    28;  ///< stand-ins of --scale follow within this time, so that they do not bunch [day]

/// A time within the next day's opening hours, `u` of the way through them.
kernel::Time within_next_opening(kernel::WorkingTime const& lines, kernel::Time now, double u) {
  auto const from = lines.next_open(now);
  auto const open = lines.between(from, from + kernel::days(1));
  return lines.finish(from, kernel::Duration{1 + static_cast<std::int64_t>(u * static_cast<double>(open.count() - 1))});
}

Event dial(std::uint32_t adult, std::uint32_t candidate, Caller caller) {
  return {.kind = EventKind::call, .step = static_cast<std::uint16_t>(caller), .who = adult, .what = candidate};
}

/// What became of a call.
struct CallResult {
  bool answered;
  double wait;      ///< till an agent is free [s]
  double patience;  ///< [s]
};

/// Rings: first come, first served, so the wait is known on arrival, and whether patience runs out before it ends.
CallResult ring(Scene const& scene, World& world, kernel::Draws& draws) {
  auto const& p = scene.parameters;
  auto const handling = kernel::exponential(draws, 60 * p.call_handling_mean);
  auto const patience = kernel::exponential(draws, 60 * p.call_patience_mean);
  auto const now = scene.hours.contact_centre.worked(world.now).count();
  auto const wait = static_cast<double>(world.contact_centre.next_start(now) - now);
  auto const answered = wait <= patience;
  if (answered) world.contact_centre.serve(now, handling);
  ++world.journal.calls;
  if (!answered) ++world.journal.calls_abandoned;
  return {answered, wait, patience};
}

/// Calls of those whom --scale thinned out, beside a citizen's report.
void call_stand_ins(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate) {
  if (scene.stand_in_mean <= 0) return;
  auto others = scene.streams.draws(world::purpose::stand_in_reports, adult, candidate);
  auto const n = static_cast<std::uint32_t>(scene.stand_in_mean + others.uniform());
  for (std::uint32_t k = 0; k < n; ++k) {
    auto const at = world.now + kernel::days(stand_in_spread * others.uniform());
    world.queue.schedule(at, dial(others(), candidate, Caller::stand_in));  // a caller of its own, by a random name
  }
}

/// The citizen's next routine matter, in opening time.
void schedule_routine(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate,
                      kernel::Draws& draws) {
  auto const gap = kernel::seconds(kernel::exponential(draws, scene.routine_gap));
  world.queue.schedule(scene.hours.contact_centre.finish(world.now, gap),
                       Event{.kind = EventKind::routine, .who = adult, .what = candidate});
}

/// The next routine matter of all those whom --scale thinned out: their Poisson stream beside the citizens' own.
void schedule_routine_stand_in(Scene const& scene, World& world, std::uint32_t number) {
  auto draws = scene.streams.draws(world::purpose::stand_in_calls, 0, number);
  auto const gap = kernel::exponential(draws, scene.routine_gap / (scene.stand_in_mean * scene.people.n_adult));
  auto const like = kernel::index(draws, scene.people.n_adult);
  world.queue.schedule(scene.hours.contact_centre.finish(world.now, kernel::seconds(gap)),
                       Event{.kind = EventKind::routine, .detail = 1, .who = like, .what = number});
}

/// Whether a routine matter is settled on the web where that has been made to take the telephone's place.
bool moves_to_web(World const& world, std::uint32_t adult, kernel::Draws& draws) {
  auto const& person = world.adults[adult];
  return person.online && draws.uniform32() < world.settings(world::Dial::phone_shift, person.ward);
}

/// A stand-in's routine matter, in the way of the citizen it is drawn like.
void routine_stand_in(Scene const& scene, World& world, Event const& event) {
  schedule_routine_stand_in(scene, world, event.what + 1);
  auto draws = scene.streams.draws(world::purpose::stand_in_matter, 0, event.what);
  if (!moves_to_web(world, event.who, draws)) ring(scene, world, draws);
}

}  // namespace

void start_routine(Scene const& scene, World& world) {
  if (scene.parameters.routine_contacts_per_adult_year <= 0) return;
  for (std::uint32_t adult = 0; adult < scene.people.n_adult; ++adult) {
    auto draws = scene.streams.draws(world::purpose::routine, adult, 0);
    schedule_routine(scene, world, adult, 1, draws);
  }
  if (scene.stand_in_mean > 0 && scene.people.n_adult > 0) schedule_routine_stand_in(scene, world, 0);
}

void routine(Scene const& scene, World& world, Event const& event) {
  if (event.detail != 0) return routine_stand_in(scene, world, event);
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::routine, event.who, event.what);
  schedule_routine(scene, world, event.who, event.what + 1, draws);
  auto score = p.routine_score;
  if (moves_to_web(world, event.who, draws)) {
    take_contact(scene, world, Channel::web);
  } else {
    // a small experience; waiting counts against it as speed does in a case
    auto call = scene.streams.draws(world::purpose::routine_call, event.who, event.what);
    auto const [answered, wait, patience] = ring(scene, world, call);
    take_contact(scene, world, answered ? Channel::telephone : Channel::telephone_given_up);
    score = answered ? p.routine_score * patience / (patience + wait) : p.abandoned_score;
  }
  live_through(scene, world, event.who, About::council, p.routine_weight, score);
}

void place_call(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate) {
  call_stand_ins(scene, world, adult, candidate);
  call(scene, world, dial(adult, candidate, Caller::citizen));
}

void call(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto const& lines = scene.hours.contact_centre;
  auto const citizen = static_cast<Caller>(event.step) == Caller::citizen;
  auto const occurrence = event.what * tries_apart + event.detail;
  auto again = scene.streams.draws(world::purpose::redial, event.who, occurrence);
  if (!lines.is_open(world.now)) {
    world.queue.schedule(within_next_opening(lines, world.now, again.uniform()), event);
    return;
  }
  auto draws =
      scene.streams.draws(citizen ? world::purpose::call : world::purpose::stand_in_call, event.who, occurrence);
  if (ring(scene, world, draws).answered) {
    if (!citizen) return;
    take_contact(scene, world, Channel::telephone);
    return open_report(scene, world, event.who, event.what * tries_apart);
  }
  if (event.detail + 1 < p.call_tries) {
    auto next = event;
    ++next.detail;
    world.queue.schedule(lines.finish(world.now, kernel::hours(1 + again.uniform())), next);  // in an hour or two
  } else if (citizen) {
    take_contact(scene, world, Channel::telephone_given_up);
    live_through(scene, world, event.who, About::council, p.unvoiced_weight, p.abandoned_score);
  }
}

}  // namespace wardmote::process
