#include "engine/run/simulation.hpp"

#include <algorithm>

#include "engine/measure/instruments.hpp"
#include "engine/measure/recorder.hpp"
#include "engine/policy/apply.hpp"
#include "engine/process/casework.hpp"
#include "engine/process/citizens.hpp"
#include "engine/process/consultations.hpp"
#include "engine/process/contact.hpp"
#include "engine/process/decisions.hpp"
#include "engine/process/elections.hpp"
#include "engine/process/meetings.hpp"
#include "engine/process/news.hpp"
#include "engine/process/passing.hpp"
#include "engine/process/relations.hpp"
#include "engine/process/reports.hpp"
#include "engine/process/sittings.hpp"
#include "engine/process/training.hpp"
#include "engine/process/visits.hpp"

namespace wardmote::run {

using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

/// What happens when an event's time has come: the model's table of contents.
void step(Scene const& scene, policy::Policy const& policy, World& world, Event const& event) {
  switch (event.kind) {
    // citizens meet issues and calls to take part
    case EventKind::occasion:
      return process::occasion(scene, world, event);
    case EventKind::routine:
      return process::routine(scene, world, event);
    case EventKind::call:
      return process::call(scene, world, event);
    case EventKind::request_answered:
      return process::report_answered(scene, world, event);
    // councillors take some of them to the council
    case EventKind::enquiry_sent:
      return process::enquiry_sent(scene, world, event);
    case EventKind::enquiry_at_officer:
      return process::enquiry_at_officer(scene, world, event);
    case EventKind::enquiry_passed_back:
      return process::enquiry_passed_back(scene, world, event);
    case EventKind::enquiry_opened:
      return process::enquiry_opened(scene, world, event);
    case EventKind::enquiry_worked:
      return process::enquiry_worked(scene, world, event);
    case EventKind::enquiry_answered:
      return process::enquiry_answered(scene, world, event);
    case EventKind::chase_due:
      return process::chase_due(scene, world, event);
    // councillors and officers meet, news spreads
    case EventKind::base_contact:
      return process::base_contact(scene, world, event);
    case EventKind::visit_asked:
      return process::visit_asked(scene, world, event);
    case EventKind::visit:
      return process::visit(scene, world, event);
    case EventKind::ward_change:
      return process::ward_change(scene, world, event);
    case EventKind::news_public:
      return process::news_public(scene, world, event);
    // the council asks, decides and tells
    case EventKind::consultation_opens:
      return process::consultation_opens(scene, world, event);
    case EventKind::consultation_closes:
      return process::consultation_closes(world, event);
    case EventKind::decision:
      return process::decision(scene, world, event);
    // councillors come and go, and sit in bodies
    case EventKind::election:
      return process::election(scene, world, event);
    case EventKind::sitting:
      return process::sitting(scene, world, event);
    case EventKind::key_decision_arises:
      return process::key_decision_arises(scene, world, event);
    case EventKind::practice_due:
      return process::practice_due(scene, world, event);
    // the policy
    case EventKind::meeting:
      return process::meeting(scene, world, event);
    case EventKind::training:
      return process::training(scene, world, event);
    case EventKind::policy_changes:
      return policy::settings_change(scene, world, policy, event);
    case EventKind::review:
      return policy::review(scene, world, policy, event);
    // time passes
    case EventKind::week_passed:
      return process::week_passed(scene, world);
    case EventKind::month_passed:
      return process::month_passed(scene, world);
  }
}

/// Runs all events before `limit`: `happen` makes each.
template <class Happen>
void advance_by(Scene const& scene, World& world, kernel::Time limit, Happen const& happen) {
  constexpr std::size_t look_ahead = 8;  // far enough for memory to answer, near enough to be still in the cache
  while (auto const event = world.queue.pop_before(limit)) {
    if (auto const* next = world.queue.upcoming(look_ahead); next != nullptr && next->kind < EventKind::call) {
      __builtin_prefetch(world.adults.data() + next->who);
      __builtin_prefetch(scene.means.data() + next->who);
    }
    world.now = world.queue.now();
    ++world.n_event;
    happen(*event);
  }
  world.now = limit;
}

void advance(Scene const& scene, policy::Policy const& policy, World& world, kernel::Time limit) {
  advance_by(scene, world, limit, [&](Event const& event) { step(scene, policy, world, event); });
}

/// An empty world at the beginning of the warm-up.
World found(Scene const& scene) {
  auto const& p = scene.parameters;
  auto const n_ward = scene.council.wards.size();
  World world;
  world.now = scene.hours.warm_up;
  world.queue = world::EventQueue(world.now);
  world.settings = policy::settings_as_found(scene);
  world.desk = world::Servers(p.desk_fte);
  world.conduit = world::Servers(world::least_staff);
  world.contact_centre = world::Servers(p.contact_centre_fte);
  world.load.assign(scene.council.services.size(), {});
  for (auto& load : world.load) load.since = world.now;
  world.directory_right.assign(n_ward, p.directory_accuracy);
  world.enquiries_open.assign(n_ward, 0);
  world.handler_known.assign(n_ward, 0);
  world.open_cases.resize(n_ward);
  world.journal.ward.resize(n_ward);
  world.journal.brought.resize(scene.n_councillor() * scene.council.services.size());
  world.journal.reported.resize(n_ward * scene.council.services.size());
  world.journal.officer_hours.resize(scene.n_year);
  world.journal.councillor_hours.resize(scene.n_year);
  world.journal.money.resize(scene.n_year);
  world.journal.contacts.resize(scene.n_year);
  world.journal.staff_hours.resize(scene.council.services.size());
  world.journal.service_days.resize(scene.council.services.size());
  return world;
}

/// Loads "as found" are means over the last year before time 0 (less if the warm-up is shorter).
constexpr double base_weeks = 52;

/// A policy's first moment, from the world at the end of its warm-up.
void begin(Scene const& scene, policy::Policy const& policy, World& world) {
  world.n_event = 0;
  world.histories.assign(world.adults.size(), {});
  // answers are timed for what was opened in the year that ends twelve weeks before the end, so that nearly all are in
  auto const end = scene.hours.end;
  world.journal.window_until = end - kernel::days(7 * 12);
  world.journal.window_from = std::max(kernel::Time{}, end - kernel::days(7 * 64));
  for (auto& sketch : world.journal.response_days) sketch = kernel::QuantileSketch();
  for (auto& days : world.journal.service_days) days = kernel::Tally();
  world.journal.visits = world::VisitBook();
  world.case_marks.clear();
  policy::begin(scene, world, policy);
}

}  // namespace

World warm_up(Scene const& scene) {
  policy::Policy const as_found;
  auto world = found(scene);
  process::start_states(scene, world);
  process::start_occasions(scene, world);
  process::start_routine(scene, world);
  process::start_consultations(scene, world);
  process::start_news(scene, world);
  process::start_visits(scene, world);
  process::start_elections(scene, world);
  process::start_sittings(scene, world);
  process::start_key_decisions(scene, world);
  for (std::uint32_t v = 0; v < scene.n_councillor(); ++v) {
    world.queue.schedule(world.now, Event{.kind = EventKind::base_contact, .who = v, .what = 0});
  }
  world.queue.schedule(world.now + kernel::days(7), Event{.kind = EventKind::week_passed}, kernel::Priority::high);
  world.queue.schedule(world.now + kernel::days(world::days_per_month), Event{.kind = EventKind::month_passed},
                       kernel::Priority::high);

  // the last year tells what the load as found is
  auto const base_from = std::max(scene.hours.warm_up, kernel::Time{} - kernel::days(7 * base_weeks));
  advance(scene, as_found, world, base_from);
  for (auto& load : world.load) load.enquiry_total = load.report_total = 0;
  advance(scene, as_found, world, kernel::Time{});
  auto const weeks = -base_from.value() / kernel::days(7).value();
  for (auto& load : world.load) {
    load.enquiry_base = weeks > 0 ? load.enquiry_total / weeks : 0;
    load.report_base = weeks > 0 ? load.report_total / weeks : 0;
  }
  return world;
}

measure::RunRecord run(Scene const& scene, policy::Policy const& policy, std::span<kernel::Time const> times,
                       World& world) {
  begin(scene, policy, world);
  auto const end = scene.hours.end;
  measure::Recorder recorder(scene, times);
  recorder.start(world);
  measure::Instruments instruments(scene);
  auto const advance_to = [&](kernel::Time limit) {
    for (auto due = instruments.due(); due <= limit; due = instruments.due()) {
      advance(scene, policy, world, due);
      instruments.read(world);
    }
    advance(scene, policy, world, limit);
  };
  auto const last_year = std::max(kernel::Time{}, end - kernel::days(world::days_per_year));
  auto last_year_noted = false;
  for (auto const time : times) {
    if (!last_year_noted && time > last_year) {
      advance_to(last_year);
      recorder.start_last_year(world);
      last_year_noted = true;
    }
    advance_to(time);
    recorder.observe(world);
  }
  auto record = recorder.finish(world);
  record.survey = instruments.survey();
  record.workshop = instruments.workshop();
  return record;
}

void run_watched(Scene const& scene, policy::Policy const& policy, World& world, Onlooker& onlooker) {
  begin(scene, policy, world);
  advance_by(scene, world, scene.hours.end, [&](Event const& event) {
    onlooker.before(world, event);
    step(scene, policy, world, event);
    onlooker.after(world, event);
  });
}

std::vector<kernel::Time> record_times(world::Hours const& hours, RecordEvery every) {
  auto const step = every == RecordEvery::week ? kernel::days(7) : kernel::days(world::days_per_month);
  std::vector<kernel::Time> times;
  for (auto time = kernel::Time{} + step; time < hours.end; time += step) times.push_back(time);
  times.push_back(hours.end);
  return times;
}

}  // namespace wardmote::run
