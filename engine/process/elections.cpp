#include "engine/process/elections.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/casework.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/seats.hpp"

namespace wardmote::process {

using world::BudgetLine;
using world::Election;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

constexpr std::uint32_t whole_council = 0xFFFFFFFFU;

/// Seats that change hands: as many as the turnover says, those of lowest keyed uniforms.
std::vector<std::uint32_t> changing(Scene const& scene, Election const& election) {
  auto const u = kernel::uniform_at(scene.streams, world::purpose::seat_changes, whole_council, election.year);
  auto const n_up = static_cast<double>(election.seats.size());
  auto const drawn = static_cast<std::uint32_t>(scene.parameters.councillor_turnover * n_up + u);
  std::vector<std::pair<double, std::uint32_t>> order;
  for (auto const seat : election.seats) {
    order.emplace_back(kernel::uniform_at(scene.streams, world::purpose::seat_changes, seat, election.year), seat);
  }
  std::sort(order.begin(), order.end());
  order.resize(std::min<std::size_t>(election.n_new.value_or(drawn), order.size()));
  std::vector<std::uint32_t> seats;
  for (auto const& [_, seat] : order) seats.push_back(seat);
  std::sort(seats.begin(), seats.end());
  return seats;
}

/// What the one who left knew, could do and had built up with officers goes; cases stay open under the new one.
void hand_over(Scene const& scene, World& world, std::uint32_t seat, std::uint32_t year) {
  auto const& p = scene.parameters;
  auto& relations = world.relations;
  world::seat_new(scene, world, seat);
  world.councillor_skill[seat] = {};
  world.sanction_until[seat] = scene.hours.warm_up;
  relations.standing[seat] = 0;
  world.councillor_body_views[seat] = {};
  auto const first = static_cast<std::ptrdiff_t>(seat) * scene.n_post();
  for (auto* views : {&relations.officer_view, &relations.councillor_view, &relations.contacts}) {
    std::fill_n(views->begin() + first, scene.n_post(), 0.0F);
  }
  auto draws = scene.streams.draws(world::purpose::new_member, seat, year);
  auto const n_service = scene.council.services.size();
  for (std::size_t s = 0; s < n_service; ++s) {
    relations.knows_who[seat * n_service + s] = draws.uniform() < p.p_knows_who_new ? 1 : 0;
  }
  spend_councillor_hours(scene, world, BudgetLine::meetings, p.induction_hours);

  auto const& open = world.open_cases[scene.councillor_ward[seat]];
  for (auto const slot : open) {
    if (world.cases[slot].councillor != seat) continue;
    forget_handler(world, slot);
    spend_councillor_hours(scene, world, BudgetLine::enquiries_officers, p.handover_minutes / 60);
  }
}

/// Residents of a ward of whose seats a share changed hands: that share of their experience with councillors goes, and
/// as many come to know the new one by name as knew the old (assumption: the campaign sees to it).
void residents_turn(Scene const& scene, World& world, std::uint32_t ward, double share, std::uint32_t year) {
  auto const first = scene.people.first_in_ward[ward];
  std::vector<float> uniforms(scene.people.first_in_ward[ward + 1] - first);
  kernel::fill_uniform(scene.streams, world::purpose::ward_votes, first, year, std::span<float>(uniforms));
  auto const kept = static_cast<float>(1 - share);
  for (std::size_t k = 0; k < uniforms.size(); ++k) {
    auto& adult = world.adults[first + k];
    adult.councillor.good *= kept;
    adult.councillor.bad *= kept;
    auto const u = static_cast<double>(uniforms[k]);
    if (u < share) adult.knows_councillor = u / share < scene.parameters.p_councillor_known;
  }
}

void take_office(Scene const& scene, World& world, Election const& election) {
  std::vector<std::uint32_t> n_new(scene.council.wards.size(), 0);
  for (auto const seat : changing(scene, election)) {
    hand_over(scene, world, seat, election.year);
    ++n_new[scene.councillor_ward[seat]];
  }
  world::fill_offices(scene, world);
  for (std::uint32_t ward = 0; ward < n_new.size(); ++ward) {
    if (n_new[ward] == 0) continue;
    auto const share = static_cast<double>(n_new[ward]) / scene.council.wards[ward].n_councillor;
    residents_turn(scene, world, ward, share, election.year);
  }
}

}  // namespace

void start_elections(Scene const& scene, World& world) {
  world.poll = scene.hours.warm_up;
  for (std::uint32_t k = 0; k < scene.diary.elections.size(); ++k) {
    auto const& election = scene.diary.elections[k];
    world.queue.schedule(std::max(world.now, election.notice),
                         Event{.kind = EventKind::election, .detail = 0, .who = k});
    world.queue.schedule(election.office, Event{.kind = EventKind::election, .detail = 1, .who = k});
  }
}

void election(Scene const& scene, World& world, Event const& event) {
  auto const& election = scene.diary.elections[event.who];
  if (event.detail == 0) {
    world.poll = election.poll;
  } else {
    take_office(scene, world, election);
  }
}

}  // namespace wardmote::process
