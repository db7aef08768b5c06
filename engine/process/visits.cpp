#include "engine/process/visits.hpp"

#include <algorithm>
#include <vector>

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/casework.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::BudgetLine;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

constexpr std::uint32_t steps = 2;  // of one request: the asking, and the visit itself

kernel::Draws draws_of(Scene const& scene, std::uint32_t councillor, std::uint32_t candidate, std::uint32_t step) {
  return scene.streams.draws(world::purpose::visit, councillor, candidate * steps + step);
}

void schedule_request(Scene const& scene, World& world, std::uint32_t councillor, std::uint32_t candidate,
                      kernel::Draws& draws) {
  auto const gap = kernel::exponential(draws, world::days_per_year / scene.parameters.visits_wanted_year);
  world.queue.schedule(world.now + kernel::days(gap),
                       Event{.kind = EventKind::visit_asked, .who = councillor, .what = candidate});
}

/// The service's next free visit, taken.
kernel::Time take_visit(Scene const& scene, World& world, std::uint32_t service) {
  auto& free = world.visit_free_at[service];
  auto const from = std::max(free, world.now);
  auto const at = from < scene.hours.end ? scene.hours.office.next_open(from) : from;  // no calendar beyond the end
  free = at + kernel::days(world::days_per_year / scene.parameters.visits_per_service_year);
  return at;
}

/// One of a service's front-line officers who deal with councillors; a manager where there is none.
std::uint32_t host(Scene const& scene, std::uint32_t service, kernel::Draws& draws) {
  auto const first = scene.first_post[service], last = scene.first_post[service + 1];
  std::vector<std::uint32_t> front;
  for (auto post = first; post < last; ++post) {
    if (scene.posts[post].grade == world::Grade::frontline) front.push_back(post);
  }
  if (front.empty()) return first + kernel::index(draws, last - first);
  return front[kernel::index(draws, static_cast<std::uint32_t>(front.size()))];
}

}  // namespace

void start_visits(Scene const& scene, World& world) {
  if (scene.parameters.visits_wanted_year <= 0) return;
  world.visit_free_at.assign(scene.council.services.size(), world.now);
  for (std::uint32_t councillor = 0; councillor < scene.n_councillor(); ++councillor) {
    auto draws = draws_of(scene, councillor, 0, 0);
    schedule_request(scene, world, councillor, 1, draws);
  }
}

void visit_asked(Scene const& scene, World& world, Event const& event) {
  auto draws = draws_of(scene, event.who, event.what, 0);
  schedule_request(scene, world, event.who, event.what + 1, draws);
  auto const service = kernel::index(draws, static_cast<std::uint32_t>(scene.council.services.size()));
  if (scene.first_post[service] == scene.first_post[service + 1]) return;  // nobody there deals with councillors
  auto const at = take_visit(scene, world, service);
  world.queue.schedule(
      at,
      Event{
          .kind = EventKind::visit, .step = static_cast<std::uint16_t>(service), .who = event.who, .what = event.what});
  world.journal.visits.note((at - world.now).value() / kernel::days(1).value());
}

void visit(Scene const& scene, World& world, Event const& event) {
  auto draws = draws_of(scene, event.who, event.what, 1);
  auto const officer = host(scene, event.step, draws);
  auto const hours = scene.parameters.visit_hours;
  converse(scene, world, event.who, officer, draws, {.joint = true});
  occupy_officer(scene, world, officer, hours);
  spend_officer_hours(scene, world, BudgetLine::meetings, hours);
  spend_councillor_hours(scene, world, BudgetLine::meetings, hours);
}

}  // namespace wardmote::process
