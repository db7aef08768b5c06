#include "engine/process/citizens.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/casework.hpp"
#include "engine/process/consultations.hpp"
#include "engine/process/contact.hpp"
#include "engine/process/experience.hpp"
#include "engine/process/reports.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/groups.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::Channel;
using world::Dial;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

constexpr std::uint32_t steps_apart = 256;  ///< steps of the case a candidate may become
constexpr double stand_in_spread =
    28;  ///< stand-ins of --scale follow within this time, so that they do not bunch [day]

kernel::Time next_occasion(Scene const& scene, World const& world, std::uint32_t adult, kernel::Draws& draws) {
  auto const rate = scene.occasion_rate(adult, world.adults[adult].issue_rate);
  return world.now + kernel::days(kernel::exponential(draws, world::days_per_year / rate));
}

double logit_of_share(double p) { return kernel::logit(std::clamp(p, 1e-9, 1 - 1e-9)); }

/// Takes the issue to a councillor, with the stand-ins of those who were thinned out.
void to_councillor(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate,
                   kernel::Draws& draws) {
  auto const& p = scene.parameters;
  auto const ward = world.adults[adult].ward;
  take_to_councillor(scene, world, adult, ward, adult, candidate * steps_apart);
  if (draws.uniform() < p.p_known_from_contact) world.adults[adult].knows_councillor = true;

  auto others = scene.streams.draws(world::purpose::stand_in, adult, candidate);
  auto const n = static_cast<std::uint32_t>(scene.stand_in_mean + others.uniform());
  for (std::uint32_t k = 1; k <= n; ++k) {
    // a stand-in has a place in time of its own and no citizen; it enters by the occasion it waits for
    auto const at = world.now + kernel::days(stand_in_spread * others.uniform());
    world.queue.schedule(at, Event{.kind = EventKind::occasion,
                                   .detail = 1,
                                   .step = static_cast<std::uint16_t>(k),
                                   .who = adult,
                                   .what = candidate});
  }
}

/// A stand-in's turn: an enquiry nobody in the simulation waits for.
void stand_in(Scene const& scene, World& world, Event const& event) {
  auto key = scene.streams.draws(world::purpose::stand_in, event.who, event.what);
  auto const mixed = key() ^ (event.step * 0x9E3779B9U);
  take_to_councillor(scene, world, world::nobody, world.adults[event.who].ward, mixed, event.what * steps_apart);
}

/// Whether an issue is the community's to deal with: members of community groups settle some, and a policy may leave
/// some to everyone. What people settle themselves tells of influence; what is left undone tells against the council.
bool dealt_with_among_themselves(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate) {
  auto const& p = scene.parameters;
  auto const handed_over = world.settings(Dial::handed_over, world.adults[adult].ward);
  if (handed_over <= 0 && world.community.empty()) return false;
  auto const member = world::is_active(scene, world, adult);
  if (handed_over <= 0 && !member) return false;

  auto draws = scene.streams.draws(world::purpose::self_help, adult, candidate);
  auto settled = draws.uniform() < (member ? p.self_help_share : 0.0);
  auto const left = draws.uniform() < handed_over;
  if (!settled && !left) return false;
  settled = settled || draws.uniform() < (member ? p.handed_over_active : p.handed_over_success);
  if (settled) {
    learn_of_influence(world, adult, 1, 1);
  } else {
    live_through(scene, world, adult, About::council, p.unvoiced_weight, p.unvoiced_score);
  }
  return true;
}

/// An issue arises: voiced or not, and by which way.
void issue(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate) {
  auto const& p = scene.parameters;
  auto const& dial = world.settings;
  auto const ward = world.adults[adult].ward;
  auto& flows = world.journal.ward[ward];
  ++flows.issues;
  if (dealt_with_among_themselves(scene, world, adult, candidate)) return;

  auto draws = scene.streams.draws(world::purpose::issue, adult, candidate);
  auto const severity = draws.uniform();
  if (draws.uniform() >= voice_chance(scene, world, adult, severity)) {
    live_through(scene, world, adult, About::council, p.unvoiced_weight, p.unvoiced_score);
    return;
  }
  ++flows.reports;
  note_voiced(world, adult);

  // to a councillor, more readily by those who know one and those just let down [HAR]
  auto way = scene.streams.draws(world::purpose::channel, adult, candidate);
  auto const online = world.adults[adult].online;
  auto share = p.councillor_route_known;
  if (!world.adults[adult].knows_councillor) share *= p.councillor_route_unknown_ratio;
  auto logit = logit_of_share(share);
  if (world.adults[adult].last_report_failed) logit += p.councillor_route_after_failure;
  logit += dial(online ? Dial::to_councillor_online : Dial::to_councillor_offline, ward);
  if (way.uniform() < kernel::logistic(logit)) return to_councillor(scene, world, adult, candidate, way);

  // else by telephone, web or visit
  auto const web = online ? p.web_weight : 0.0;
  auto const all = p.phone_weight + web + p.visit_weight;
  auto const u = way.uniform() * all;
  if (u < p.phone_weight) {
    if (online && way.uniform() < dial(Dial::phone_shift, ward)) {
      take_contact(scene, world, Channel::web);
      return open_report(scene, world, adult, candidate * steps_apart);
    }
    return place_call(scene, world, adult, candidate);
  }
  auto const by_web = u < p.phone_weight + web;
  take_contact(scene, world, by_web ? Channel::web : Channel::visit);
  open_report(scene, world, adult, candidate * steps_apart);
}

}  // namespace

double voice_chance(Scene const& scene, World const& world, std::uint32_t adult, double severity) {
  auto const& p = scene.parameters;
  auto const ward = world.adults[adult].ward;
  auto logit = p.voice_base + p.voice_severity * severity + p.voice_influence * influence_score(scene, world, adult) +
               p.voice_resources * scene.means[adult].resources + p.voice_deprivation * scene.deprivation[ward] +
               world.habit_fading * static_cast<double>(world.adults[adult].habit);
  logit += world.settings(world.adults[adult].online ? Dial::voice_online : Dial::voice_offline, ward);
  return kernel::logistic(logit);
}

void start_occasions(Scene const& scene, World& world) {
  for (std::uint32_t adult = 0; adult < scene.people.n_adult; ++adult) {
    auto draws = scene.streams.draws(world::purpose::occasion, adult, 0);
    world.queue.schedule(next_occasion(scene, world, adult, draws),
                         Event{.kind = EventKind::occasion, .who = adult, .what = 1});
  }
}

void occasion(Scene const& scene, World& world, Event const& event) {
  if (event.detail != 0) return stand_in(scene, world, event);
  auto const adult = event.who;
  auto const candidate = event.what;
  auto draws = scene.streams.draws(world::purpose::occasion, adult, candidate);

  // the next one first, whatever becomes of this
  world.queue.schedule(next_occasion(scene, world, adult, draws),
                       Event{.kind = EventKind::occasion, .who = adult, .what = candidate + 1});

  // which of the citizen's streams it belongs to; `rest` of the uniform, within that stream, is a uniform again
  auto u = draws.uniform() * scene.occasion_rate(adult, world.adults[adult].issue_rate);
  double rest = 0;
  auto const is = [&](double rate) {
    rest = u / rate;
    u -= rate;
    return u < 0;
  };
  if (is(static_cast<double>(scene.means[adult].civic_rate))) {
    world.adults[adult].last_civic = static_cast<std::int16_t>(world.n_week);
    return;
  }
  if (is(scene.call_rate)) return open_call(scene, world, adult, candidate, rest);
  if (is(scene.ask_rate)) return asked(scene, world, adult, candidate);
  issue(scene, world, adult, candidate);
}

}  // namespace wardmote::process
