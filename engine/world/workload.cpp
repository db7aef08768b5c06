#include "engine/world/workload.hpp"

#include <algorithm>
#include <numeric>

#include "engine/kernel/maths.hpp"

namespace wardmote::world {

namespace {

// How far back "recent" reaches: the memory of the two means [week]. Structure, not measured (assumption): a month of
// casework is what an officer juggles, a quarter of reports is what a service plans by.
constexpr double hours_memory = 4;
constexpr double reports_memory = 13;
constexpr double greatest_load = 0.98;

double weeks_since(World const& world, Load const& load) { return (world.now - load.since).value() / 604'800; }

void bring_up_to_date(World const& world, Load& load) {
  auto const weeks = weeks_since(world, load);
  load.enquiry_hours *= kernel::exp(-weeks / hours_memory);
  load.reports *= kernel::exp(-weeks / reports_memory);
  load.since = world.now;
}

double recent_hours(World const& world, Load const& load) {
  return load.enquiry_hours * kernel::exp(-weeks_since(world, load) / hours_memory);
}

double recent_reports(World const& world, Load const& load) {
  return load.reports * kernel::exp(-weeks_since(world, load) / reports_memory);
}

/// Hours a service's enquiry officers work in a week.
double hours_available(Scene const& scene, World const& world, std::uint32_t service) {
  auto const& added = world.settings.staff.enquiry;
  auto const officers =
      std::max(0.5, scene.council.services[service].n_enquiry_officer + (added.empty() ? 0.0 : added[service]));
  return officers * scene.parameters.officer_hours_day * working_days_per_week;
}

/// Share of a service's time that running levers take.
double lever_share(World const& world, std::uint32_t service) {
  auto const& busy = world.settings.staff.busy;
  return busy.empty() ? 0.0 : busy[service];
}

double waiting_factor(double load, double base) {
  return std::clamp((1 - std::min(base, greatest_load)) / (1 - std::min(load, greatest_load)), 0.2, 20.0);
}

}  // namespace

void add_enquiry_hours(Scene const&, World& world, std::uint32_t service, double hours) {
  auto& load = world.load[service];
  bring_up_to_date(world, load);
  load.enquiry_hours += hours / hours_memory;
  load.enquiry_total += hours;
}

void add_report(Scene const& scene, World& world, std::uint32_t service) {
  auto& load = world.load[service];
  auto const n = 1 / scene.people.scale;
  bring_up_to_date(world, load);
  load.reports += n / reports_memory;
  load.report_total += n;
}

double officer_load(Scene const& scene, World const& world, std::uint32_t service) {
  auto const share = recent_hours(world, world.load[service]) / hours_available(scene, world, service);
  return std::min(1.0, scene.parameters.core_work_share + share + lever_share(world, service));
}

double attention_factor(Scene const& scene, World const& world, std::uint32_t service) {
  auto const& load = world.load[service];
  if (load.enquiry_base <= 0) return 1;  // the warm-up sets what "as found" is
  auto const officers = std::max(0.5, 1.0 * scene.council.services[service].n_enquiry_officer);
  auto const base = load.enquiry_base / (officers * scene.parameters.officer_hours_day * working_days_per_week);
  return waiting_factor(officer_load(scene, world, service), scene.parameters.core_work_share + base);
}

double report_factor(Scene const& scene, World const& world, std::uint32_t service) {
  auto const& p = scene.parameters;
  auto const& load = world.load[service];
  if (load.report_base <= 0) return 1;
  auto volume = recent_reports(world, load) / load.report_base;
  if (auto const& added = world.settings.staff.front; !added.empty()) {
    auto const n_front = std::max(1.0, 1.0 * scene.first_front[service + 1] - scene.first_front[service]);
    volume *= n_front / std::max(0.1 * n_front, n_front + added[service]);
  }
  auto const growth = volume - 1;
  auto const busy = p.core_work_share + p.request_load_share * growth + lever_share(world, service);
  return waiting_factor(busy, p.core_work_share);
}

double lever_hours_left(Scene const& scene, World const& world, std::uint32_t service) {
  auto const casework = world.load[service].enquiry_base;
  return std::max(0.0, (1 - scene.parameters.core_work_share) * staff_hours(scene, service) - casework);
}

double staff_hours(Scene const& scene, std::uint32_t service) {
  auto const& officers = scene.council.services[service].officers;
  auto const n = std::accumulate(officers.begin(), officers.end(), 0U);
  return n * scene.parameters.officer_hours_day * working_days_per_week;
}

double fix_chance(Scene const& scene, World const& world, std::uint32_t service) {
  auto const& p = scene.parameters;
  auto const& load = world.load[service];
  if (load.report_base <= 0) return p.p_fix;
  auto const volume = std::max(recent_reports(world, load), 0.01 * load.report_base);
  auto const effort = world.now < world.poll ? 1 + p.pre_election_effort : 1;
  return std::min(1.0, p.p_fix * effort * kernel::pow(load.report_base / volume, p.crowding_exponent));
}

}  // namespace wardmote::world
