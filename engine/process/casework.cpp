#include "engine/process/casework.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/experience.hpp"
#include "engine/process/minds.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/homes.hpp"
#include "engine/world/minds.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/ratings.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::process {

using world::BudgetLine;
using world::Case;
using world::Dial;
using world::Event;
using world::EventKind;
using world::Path;
using world::Route;
using world::Scene;
using world::Stage;
using world::World;

namespace {

// Steps of a case count up from its first occurrence; a reopened case starts over from the second half.
constexpr std::uint32_t reopened_steps = 128;
constexpr std::uint8_t most_hops = 20;  ///< by then someone has noticed (never binding at plausible values)

kernel::Draws case_draws(Scene const& scene, Case const& enquiry, kernel::Purpose purpose, std::uint32_t step = 0) {
  return scene.streams.draws(purpose, enquiry.key, enquiry.occurrence + step);
}

std::uint8_t& knows_who(Scene const& scene, World& world, Case const& enquiry) {
  return world.relations.knows_who[enquiry.councillor * scene.council.services.size() + enquiry.service];
}

bool is_direct(Case const& enquiry) { return world::is_direct(enquiry.path); }

world::RouteBook& route_book(World& world, bool direct) { return world.journal.routes[direct ? 1 : 0]; }

/// The desk does a piece of work now or when its turn comes; returns when it is done.
kernel::Time at_desk(Scene const& scene, World& world, double minutes) {
  spend_officer_hours(scene, world, BudgetLine::enquiries_desk, minutes / 60);
  route_book(world, false).hours += minutes / 60;
  auto const done = world.desk.serve(world.office_now(scene), minutes * 60);
  return scene.hours.office.at(kernel::Duration{done});
}

void set_handler_known(World& world, Case& enquiry, bool known) {
  if (enquiry.handler_known == known) return;
  enquiry.handler_known = known;
  world.handler_known[enquiry.ward] += known ? 1U : 0xFFFFFFFFU;
}

/// Rules of a policy about an enquiry, each with a uniform of its own.
enum class CaseRule : std::uint8_t { conduit, urgent, stuck_avoided, spoken };

bool holds(Scene const& scene, World const& world, Case const& enquiry, CaseRule rule, Dial dial) {
  auto const share = world.settings(dial, enquiry.ward, enquiry.service);
  if (share <= 0) return false;
  auto draws = case_draws(scene, enquiry, world::purpose::rule, static_cast<std::uint32_t>(rule));
  return draws.uniform() < share;
}

/// Time to answer that was promised, else the target of the desk.
double target_of(Scene const& scene, World const& world, Case const& enquiry) {
  auto const promise = world.settings(Dial::promise_enquiry, enquiry.ward, enquiry.service);
  return promise > 0 ? promise : scene.parameters.sla_working_days;
}

/// The waiting before an officer with other work turns to a case [working day].
double attention_delay(Scene const& scene, World const& world, Case const& enquiry, kernel::Draws& draws) {
  auto const& p = scene.parameters;
  auto const days = kernel::lognormal(draws, p.attention_median, p.attention_sigma) *
                    world::attention_factor(scene, world, enquiry.service);
  return holds(scene, world, enquiry, CaseRule::urgent, Dial::urgent) ? days * p.urgent_wait_ratio : days;
}

/// The councillor decides how to send it.
Path choose_path(Scene const& scene, World const& world, Case const& enquiry, kernel::Draws& draws) {
  auto const& p = scene.parameters;
  auto const u_named = draws.uniform();
  auto const u_closed = draws.uniform();
  auto const u_direct = draws.uniform();
  if (u_named < world.settings(Dial::named_contact, enquiry.ward, enquiry.service)) return Path::named;
  if (holds(scene, world, enquiry, CaseRule::conduit, Dial::conduit)) return Path::conduit;
  if (u_closed < world.settings(Dial::desk_bypass, enquiry.ward, enquiry.service)) return Path::direct;
  return u_direct < p.direct_route_share ? Path::direct : Path::desk;
}

/// Chance that this pass would end at the wrong officer if nobody looked up who does what.
double unaided_misroute_chance(Scene const& scene, World& world, Case const& enquiry, kernel::Draws& draws) {
  auto const& p = scene.parameters;
  if (enquiry.hop > 0 || enquiry.path == Path::desk) return p.p_misroute;  // officers pass on as well as the desk does
  if (enquiry.path != Path::direct || knows_who(scene, world, enquiry) != 0) return p.p_misroute_known;
  auto const listed = std::max(p.directory_coverage, world.settings(Dial::directory_coverage, enquiry.ward));
  auto const found = world.settings(Dial::directory_use, enquiry.ward) * listed * world.directory_right[enquiry.ward];
  return draws.uniform() < found ? p.p_misroute_directory : p.p_misroute_unknown;
}

double misroute_chance(Scene const& scene, World& world, Case const& enquiry, kernel::Draws& draws) {
  auto const avoided = world.settings(Dial::misroute_avoided, enquiry.ward, enquiry.service);
  // who lives in the ward is known there
  auto const at_home = world::lives_on_patch(scene, world, enquiry.service, enquiry.ward);
  auto const known = at_home ? scene.parameters.place_knowledge : 0;
  return unaided_misroute_chance(scene, world, enquiry, draws) * (1 - avoided) * (1 - known);
}

/// An area's key officer logs an enquiry and hands it on in person, when its turn comes.
void send_to_conduit(Scene const& scene, World& world, std::uint32_t slot) {
  auto const minutes = scene.parameters.desk_pass_minutes;
  spend_officer_hours(scene, world, BudgetLine::enquiries_desk, minutes / 60);
  route_book(world, false).hours += minutes / 60;
  auto const done = world.conduit.serve(world.office_now(scene), minutes * 60);
  schedule_case(world, scene.hours.office.at(kernel::Duration{done}), EventKind::enquiry_at_officer, slot);
}

void send_to_desk(Scene const& scene, World& world, std::uint32_t slot, std::uint32_t step) {
  auto const& p = scene.parameters;
  auto const logged = at_desk(scene, world, p.desk_pass_minutes);
  auto draws = case_draws(scene, world.cases[slot], world::purpose::hop, step);
  auto const lag = kernel::lognormal(draws, p.assignment_lag_median, p.assignment_lag_sigma);
  schedule_case(world, scene.hours.office.finish(logged, scene.hours.of_working_days(lag)),
                EventKind::enquiry_at_officer, slot);
}

/// Sends (or, found lost, sends again) an enquiry on its chosen path.
void dispatch(Scene const& scene, World& world, std::uint32_t slot) {
  auto const& enquiry = world.cases[slot];
  if (enquiry.path == Path::desk) {
    send_to_desk(scene, world, slot, enquiry.hop);
  } else if (enquiry.path == Path::conduit) {
    send_to_conduit(scene, world, slot);
  } else {
    schedule_case(world, world.now, EventKind::enquiry_at_officer, slot);
  }
}

/// The officer of an enquiry works on it; returns when it is done [office second].
std::int64_t work_on(Scene const& scene, World& world, Case const& enquiry, double minutes) {
  spend_officer_hours(scene, world, BudgetLine::enquiries_officers, minutes / 60);
  route_book(world, is_direct(enquiry)).hours += minutes / 60;
  return occupy_officer(scene, world, enquiry.officer, minutes / 60);
}

/// The councillor's ratings of the officer who has an enquiry and of the council, half each, as in councillor_rating().
double rating_at(Scene const& scene, World const& world, Case const& enquiry) {
  return (world::rating_of(scene, world, enquiry.councillor, enquiry.officer) +
          world::standing(scene, world, enquiry.councillor)) /
         2;
}

/// Notes the first answer to an enquiry.
void note_answer(Scene const& scene, World& world, Case const& enquiry, double days) {
  auto const direct = is_direct(enquiry);
  auto& flows = world.journal.ward[enquiry.ward];
  ++flows.enquiries_answered;
  auto const whole_days = scene.hours.office.working_days_between(enquiry.opened, world.now);
  if (whole_days <= scene.parameters.sla_working_days) ++flows.enquiries_in_time;
  note_response(world, direct ? Route::direct : Route::desk, enquiry.opened, days);
  note_response(world, Route::any_enquiry, enquiry.opened, days);
  if (in_window(world, enquiry.opened)) world.journal.service_days[enquiry.service].add(days);

  auto& book = route_book(world, direct);
  ++book.answered;
  book.first_hit += enquiry.hop == 0 ? 1 : 0;
  book.handoffs += direct ? enquiry.hop : 2U * enquiry.hop + 1;  // back to the desk, and out again
  book.days += days;
}

void schedule_chase(Scene const& scene, World& world, std::uint32_t slot, double days) {
  schedule_case(world, scene.hours.office.finish(world.now, scene.hours.of_working_days(days)), EventKind::chase_due,
                slot);
}

}  // namespace

void forget_handler(World& world, std::uint32_t slot) { set_handler_known(world, world.cases[slot], false); }

std::int64_t occupy_officer(Scene const& scene, World& world, std::uint32_t post, double hours) {
  auto const start = std::max(world.office_now(scene), world.officer_free_at[post]);
  auto const done = start + kernel::hours(hours).count();
  world.officer_free_at[post] = done;
  auto const& officer = scene.posts[post];
  world::add_enquiry_hours(scene, world, officer.service, hours);
  note_staff_hours(scene, world, officer.service, officer.grade, hours);
  return done;
}

void take_to_councillor(Scene const& scene, World& world, std::uint32_t citizen, std::uint32_t ward, std::uint32_t key,
                        std::uint32_t occurrence) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::surgery, key, occurrence);
  auto const first = scene.first_councillor[ward];
  auto const n = scene.first_councillor[ward + 1] - first;
  auto const weights = std::span<double const>(world.casework_weight).subspan(first, n);

  auto const slot = open_slot(world);
  auto& enquiry = world.cases[slot];
  enquiry.citizen = citizen;
  enquiry.key = key;
  enquiry.occurrence = occurrence;
  enquiry.ward = static_cast<std::uint8_t>(ward);
  enquiry.councillor = static_cast<std::uint16_t>(first + kernel::discrete(draws, weights));
  enquiry.service = static_cast<std::uint8_t>(scene.enquiry_service(draws));
  ++world.journal.brought[enquiry.councillor * scene.council.services.size() + enquiry.service];

  // some of it waits for the next surgery: each councillor's are a fixed interval apart
  auto sent = world.now;
  if (kernel::bernoulli(draws, p.surgery_share)) {
    auto const interval = kernel::days(7 * p.surgery_interval);
    auto phase = scene.traits_streams.draws(world::purpose::surgery, enquiry.councillor);
    auto const since = (world.now - scene.hours.warm_up) + kernel::days(7 * p.surgery_interval * phase.uniform());
    sent = world.now + (interval - kernel::Duration{since.count() % interval.count()});
  }
  schedule_case(world, sent, EventKind::enquiry_sent, slot);
  if (citizen != world::nobody) take_contact(scene, world, world::Channel::councillor);
}

void enquiry_sent(Scene const& scene, World& world, Event const& event) {
  auto* const enquiry = case_of(world, event);
  if (enquiry == nullptr) return;
  auto const& p = scene.parameters;
  enquiry->opened = world.now;
  auto draws = case_draws(scene, *enquiry, world::purpose::enquiry);
  enquiry->path = choose_path(scene, world, *enquiry, draws);
  ++world.journal.ward[enquiry->ward].enquiries_opened;
  ++route_book(world, is_direct(*enquiry)).sent;
  ++world.enquiries_open[enquiry->ward];
  world.open_cases[enquiry->ward].push_back(event.who);
  spend_councillor_hours(scene, world, BudgetLine::enquiries_officers, p.councillor_minutes_case / 60);
  spend(scene, world, world.unit_costs.enquiry);

  // without a log some are lost until somebody asks again
  auto const p_lost = is_direct(*enquiry) ? p.p_lost_direct : p.p_lost_desk;
  enquiry->lost = draws.uniform() < p_lost * (1 - world.settings(Dial::log_kept, enquiry->ward, enquiry->service));
  if (!enquiry->lost) dispatch(scene, world, event.who);
  schedule_chase(scene, world, event.who, p.chase_after);
}

void enquiry_at_officer(Scene const& scene, World& world, Event const& event) {
  auto* const enquiry = case_of(world, event);
  if (enquiry == nullptr) return;
  auto draws = case_draws(scene, *enquiry, world::purpose::attention, enquiry->hop);
  auto const wrong = enquiry->hop < most_hops && draws.uniform() < misroute_chance(scene, world, *enquiry, draws);
  auto days = attention_delay(scene, world, *enquiry, draws);
  if (wrong) {
    // it waits as long for a wrong officer's attention as for the right one's
    enquiry->stage = Stage::with_wrong_officer;
    schedule_case(world, after_waiting(scene, world, enquiry->opened, days, target_of(scene, world, *enquiry)),
                  EventKind::enquiry_passed_back, event.who);
    return;
  }

  enquiry->stage = Stage::waiting;
  enquiry->officer = static_cast<std::uint16_t>(scene.patch_officer(enquiry->service, enquiry->ward));
  auto const shown = draws.uniform() < world.settings(Dial::handler_shown, enquiry->ward, enquiry->service);
  set_handler_known(world, *enquiry, enquiry->path != Path::desk || shown);

  // an officer who may not talk to councillors asks for approval first: one more wait
  auto const held_up = is_direct(*enquiry) && !world::has_permission(scene, world, enquiry->officer, enquiry->ward);
  if (is_direct(*enquiry) && scene.posts[enquiry->officer].grade == world::Grade::frontline) {
    ++world.journal.front_reached;
    world.journal.front_held_up += held_up ? 1 : 0;
  }
  if (held_up) {
    auto const saved = world.settings(Dial::approval_saved, enquiry->ward, enquiry->service);
    days += attention_delay(scene, world, *enquiry, draws) * (1 - saved);
  }
  schedule_case(world, after_waiting(scene, world, enquiry->opened, days, target_of(scene, world, *enquiry)),
                EventKind::enquiry_opened, event.who);
}

void enquiry_passed_back(Scene const& scene, World& world, Event const& event) {
  auto* const enquiry = case_of(world, event);
  if (enquiry == nullptr || enquiry->stage != Stage::with_wrong_officer) return;
  ++enquiry->hop;
  enquiry->stage = Stage::travelling;
  dispatch(scene, world, event.who);
}

bool take_in_hand(Scene const& scene, World& world, std::uint32_t slot) {
  auto const& enquiry = world.cases[slot];
  if (!enquiry.open || enquiry.stage != Stage::waiting) return false;
  enquiry_opened(scene, world, Event{.kind = EventKind::enquiry_opened, .who = slot, .what = enquiry.serial});
  return true;
}

void enquiry_opened(Scene const& scene, World& world, Event const& event) {
  auto* const enquiry = case_of(world, event);
  if (enquiry == nullptr || enquiry->stage != Stage::waiting) return;  // a meeting took it in hand before
  auto const& p = scene.parameters;
  enquiry->stage = Stage::worked;
  feel_motive(scene, world, *enquiry);

  // the work itself, and what the desk would have done on the direct route
  auto draws = case_draws(scene, *enquiry, world::purpose::touch);
  auto minutes = kernel::lognormal(draws, p.touch_median, p.touch_sigma);
  if (is_direct(*enquiry)) minutes += p.direct_overhead_minutes;
  minutes += world.settings(Dial::enquiry_minutes, enquiry->ward, enquiry->service);
  if (holds(scene, world, *enquiry, CaseRule::urgent, Dial::urgent)) minutes += p.urgent_minutes;
  auto const done = work_on(scene, world, *enquiry, minutes);

  // some wait for another body or a contractor
  auto at = scene.hours.office.at(kernel::Duration{done});
  if (kernel::bernoulli(draws, p.stuck_share)) {
    auto const days = kernel::lognormal(draws, p.stuck_median, p.stuck_sigma);
    if (!holds(scene, world, *enquiry, CaseRule::stuck_avoided, Dial::stuck_avoided))
      at = scene.hours.office.finish(at, scene.hours.of_working_days(days));
  }
  schedule_case(world, at, EventKind::enquiry_worked, event.who);
}

void enquiry_worked(Scene const& scene, World& world, Event const& event) {
  auto* const enquiry = case_of(world, event);
  if (enquiry == nullptr) return;
  auto const answered =
      enquiry->path == Path::desk ? at_desk(scene, world, scene.parameters.desk_close_minutes) : world.now;
  schedule_case(world, answered, EventKind::enquiry_answered, event.who);
}

void enquiry_answered(Scene const& scene, World& world, Event const& event) {
  auto* const enquiry = case_of(world, event);
  if (enquiry == nullptr) return;
  auto const& p = scene.parameters;
  auto const direct = is_direct(*enquiry);
  auto draws = case_draws(scene, *enquiry, world::purpose::result);

  Outcome outcome;
  auto const p_fixed = world::fix_chance(scene, world, enquiry->service);
  outcome.fixed = draws.uniform() < p_fixed;
  outcome.told = draws.uniform() < world.settings(Dial::told_enquiry, enquiry->ward, enquiry->service);
  outcome.fairness = draw_fairness(p, draws, outcome.fixed, p_fixed);
  auto const u_reopen = draws.uniform();
  outcome.days = working_days_since(scene, world, enquiry->opened);
  auto const target = target_of(scene, world, *enquiry);
  outcome.expected = target;

  // the clock of the first answer; a reopened case has a clock of its own, counted apart (model-notes §2, 8.4)
  auto& flows = world.journal.ward[enquiry->ward];
  if (!enquiry->reopened) note_answer(scene, world, *enquiry, outcome.days);

  // what it leaves between councillor and council
  auto const rating = rating_at(scene, world, *enquiry);
  if (direct || holds(scene, world, *enquiry, CaseRule::spoken, Dial::spoken)) {
    auto words = case_draws(scene, *enquiry, world::purpose::conversation);
    converse(scene, world, enquiry->councillor, enquiry->officer, words, {.about_case = true});
  }
  Outcome as_seen = outcome;
  as_seen.told = true;
  change_standing(scene, world, enquiry->councillor, p.standing_case, 2 * experience_score(p, as_seen, false) - 1);

  if (!enquiry->reopened) route_book(world, direct).rating_gain += rating_at(scene, world, *enquiry) - rating;

  set_handler_known(world, *enquiry, false);
  if (!enquiry->reopened && u_reopen < p.p_reopen) {
    // not settled: the same people, a new clock
    ++flows.enquiries_reopened;
    enquiry->reopened = true;
    enquiry->opened = world.now;
    enquiry->occurrence += reopened_steps;
    enquiry->hop = 0;
    enquiry->lost = false;
    enquiry->stage = Stage::travelling;
    dispatch(scene, world, event.who);
    return;
  }

  auto& open = world.open_cases[enquiry->ward];
  open.erase(std::find(open.begin(), open.end(), event.who));
  --world.enquiries_open[enquiry->ward];
  auto const settled = *enquiry;
  close_slot(world, event.who);

  // the resident hears (or not) through the councillor
  if (settled.citizen == world::nobody) return;
  ++flows.reports_closed;
  flows.reports_fixed += outcome.fixed ? 1 : 0;
  flows.reports_told += outcome.told ? 1 : 0;
  close_case(scene, world, settled.citizen, About::councillor, outcome, settled.key, settled.occurrence);
}

void chase_due(Scene const& scene, World& world, Event const& event) {
  auto* const enquiry = case_of(world, event);
  if (enquiry == nullptr) return;
  auto const& p = scene.parameters;
  auto const ward = enquiry->ward;
  schedule_chase(scene, world, event.who, p.chase_every);

  // those who can look up progress, or are kept informed, have no need to ask; a lost case has nothing to show
  auto draws = case_draws(scene, *enquiry, world::purpose::chase, std::min<std::uint32_t>(enquiry->chases, 127));
  if (enquiry->chases < 255) ++enquiry->chases;
  auto const u = draws.uniform();
  auto const informed = enquiry->lost ? 0.0
                                      : 1 - (1 - world.settings(Dial::tracking, ward, enquiry->service)) *
                                                (1 - world.settings(Dial::progress, ward, enquiry->service));
  if (u >= p.p_chase * (1 - informed)) return;

  ++world.journal.ward[ward].chases;
  spend_councillor_hours(scene, world, BudgetLine::enquiries_officers, p.councillor_minutes_chase / 60);
  if (enquiry->path == Path::desk) {
    at_desk(scene, world, p.desk_chase_minutes);
  } else if (enquiry->officer != 0xFFFF) {
    work_on(scene, world, *enquiry, p.desk_chase_minutes);
  }
  if (enquiry->lost) {
    enquiry->lost = false;
    dispatch(scene, world, event.who);
  }
}

}  // namespace wardmote::process
