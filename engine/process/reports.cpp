#include "engine/process/reports.hpp"

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/experience.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/skill.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::process {

using world::BudgetLine;
using world::Dial;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

/// The service a report concerns. Tenants turn to their landlord, claimants to those who pay benefits, more than
/// others.
std::uint32_t service_of(Scene const& scene, std::uint32_t adult, std::uint32_t occurrence, kernel::Draws& draws) {
  auto const& p = scene.parameters;
  auto const drawn = static_cast<std::uint32_t>(scene.report_service(draws));
  auto const circumstances = scene.means[adult].circumstances;
  if ((circumstances & (world::is_tenant | world::is_claimant)) == 0) return drawn;
  auto u = kernel::uniform_at(scene.streams, world::purpose::matter, adult, occurrence);
  auto const turns_to = [&](world::Circumstance circumstance, double share) {
    if ((circumstances & circumstance) == 0) return false;
    u -= share;
    return u < 0;
  };
  if (scene.council.landlord && turns_to(world::is_tenant, p.landlord_share)) return *scene.council.landlord;
  if (scene.council.benefits && turns_to(world::is_claimant, p.benefits_share)) return *scene.council.benefits;
  return drawn;
}

}  // namespace

void open_report(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t occurrence) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::request, adult, occurrence);
  auto const slot = open_slot(world);
  auto& report = world.cases[slot];
  report.citizen = adult;
  report.key = adult;
  report.occurrence = occurrence;
  report.ward = static_cast<std::uint8_t>(world.adults[adult].ward);
  report.service = static_cast<std::uint8_t>(service_of(scene, adult, occurrence, draws));
  ++world.journal.reported[report.ward * scene.council.services.size() + report.service];

  // the answer waits its turn; some wait for another body or a contractor
  world::add_report(scene, world, report.service);
  auto days = kernel::lognormal(draws, p.request_delay_median, p.request_delay_sigma) *
              world::report_factor(scene, world, report.service);
  if (kernel::bernoulli(draws, p.stuck_share)) {
    auto const stuck = kernel::lognormal(draws, p.stuck_median, p.stuck_sigma);
    auto const avoided = world.settings(Dial::report_stuck_avoided, report.ward, report.service);
    if (avoided <= 0 || draws.uniform() >= avoided) days += stuck;
  }
  auto const promise = world.settings(Dial::promise_case, report.ward, report.service);
  schedule_case(world, after_waiting(scene, world, report.opened, days, promise), EventKind::request_answered, slot);
}

void report_answered(Scene const& scene, World& world, Event const& event) {
  auto const* found = case_of(world, event);
  if (found == nullptr) return;
  auto const report = *found;
  close_slot(world, event.who);
  auto const& p = scene.parameters;

  // fixed or not, told or not, treated fairly or not
  auto draws = scene.streams.draws(world::purpose::result, report.key, report.occurrence);
  auto const p_fixed = world::fix_chance(scene, world, report.service);
  Outcome outcome;
  outcome.fixed = draws.uniform() < p_fixed;
  outcome.told = draws.uniform() < world.settings(Dial::told_case, report.ward, report.service);
  outcome.fairness = draw_fairness(p, draws, outcome.fixed, p_fixed);
  outcome.fairness += (1 - outcome.fairness) * world::skill_now(world, world.front_skill[report.service]);
  outcome.days = working_days_since(scene, world, report.opened);
  auto const promise = world.settings(Dial::promise_case, report.ward, report.service);
  outcome.expected = promise > 0 ? promise : p.expected_days;

  auto& flows = world.journal.ward[report.ward];
  ++flows.reports_closed;
  flows.reports_fixed += outcome.fixed ? 1 : 0;
  flows.reports_told += outcome.told ? 1 : 0;
  note_response(world, world::Route::resident, report.opened, outcome.days);

  // one of the service's front-line officers does the work
  auto const n = 1 / scene.people.scale;
  auto const minutes = p.request_touch_minutes +
                       world.settings(Dial::feedback_minutes, report.ward, report.service) * (outcome.told ? 1 : 0);
  auto const first = scene.first_front[report.service];
  auto const n_front = scene.first_front[report.service + 1U] - first;
  if (n_front > 0) world.front_hours[first + kernel::index(draws, n_front)] += static_cast<float>(n * minutes / 60);
  spend_officer_hours(scene, world, BudgetLine::resident_reports, n * minutes / 60);
  note_staff_hours(scene, world, report.service, world::Grade::frontline, n * minutes / 60);
  spend(scene, world, world.unit_costs.report, n);

  close_case(scene, world, report.citizen, About::council, outcome, report.key, report.occurrence);
}

}  // namespace wardmote::process
