#include "engine/world/seats.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/kernel/distributions.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::world {

namespace {

using Role = CouncillorRole;
constexpr unsigned bit(Role role) { return 1U << static_cast<unsigned>(role); }

/// How many of each office there are.
std::array<std::pair<Role, std::uint32_t>, 3> offices(Council const& council) {
  return {std::pair{Role::cabinet, council.n_cabinet}, std::pair{Role::chair, council.n_chair},
          std::pair{Role::leader, council.n_leader}};
}

double casework_weight(Scene const& scene, std::uint32_t seat, std::uint32_t holder) {
  auto draws = scene.traits_streams.draws(purpose::councillor, seat, holder);
  return kernel::lognormal(draws, 1.0, scene.parameters.councillor_activity_sigma);
}

/// Seats without office, in order.
std::vector<std::uint32_t> back_bench(World const& world) {
  std::vector<std::uint32_t> seats;
  for (std::uint32_t seat = 0; seat < world.seats.size(); ++seat) {
    if (world.seats[seat].role == Role::back_bench) seats.push_back(seat);
  }
  return seats;
}

/// `n` of those without office, spread by a fixed stride.
std::vector<std::uint32_t> spread(World const& world, std::uint32_t number) {
  auto const without = back_bench(world);
  auto const n_without = static_cast<std::uint32_t>(without.size());
  auto const n = std::min(number, n_without);
  std::vector<std::uint32_t> chosen;
  for (std::uint32_t i = 0; i < n; ++i) chosen.push_back(without[i * n_without / n]);
  return chosen;
}

/// Newcomers that the description counts, where no election of the calendar brings them.
void seat_newcomers_found(Scene const& scene, World& world) {
  auto const& elections = scene.diary.elections;
  if (std::any_of(elections.begin(), elections.end(), [](Election const& e) { return e.n_new.has_value(); })) return;
  auto const since = scene.council.elections.model == ElectionModel::none
                         ? kernel::Time{} - kernel::days(scene.parameters.newcomers_since)
                         : scene.hours.warm_up - kernel::days(days_per_year);  // before the warm-up: no longer new
  for (auto const seat : spread(world, scene.council.n_newcomer)) world.seats[seat].since = since;
}

}  // namespace

void take_seats(Scene const& scene, World& world) {
  // casework is uneven between the councillors of a ward [HOUN1]; time served is about exponential (evidence 2:
  // mean 9.2 years, 47 % up to five, 11 % above twenty)
  world.seats.assign(scene.n_councillor(), {});
  world.casework_weight.clear();
  for (std::uint32_t seat = 0; seat < world.seats.size(); ++seat) {
    auto draws = scene.traits_streams.draws(purpose::tenure, seat);
    auto const served = kernel::exponential(draws, scene.parameters.councillor_service_years);
    world.seats[seat].since = scene.hours.warm_up - kernel::days(days_per_year * (1 + served));
    world.casework_weight.push_back(casework_weight(scene, seat, 0));
  }
  world.cabinet.clear();
  for (auto const& [role, number] : offices(scene.council)) {
    for (auto const seat : spread(world, number)) {
      world.seats[seat].role = role;
      if (role == Role::cabinet) world.cabinet.push_back(seat);
    }
  }
  seat_newcomers_found(scene, world);
}

void seat_new(Scene const& scene, World& world, std::uint32_t seat) {
  auto const holder = world.seats[seat].holder + 1;
  world.seats[seat] = {.since = world.now, .holder = holder, .role = Role::back_bench};
  world.casework_weight[seat] = casework_weight(scene, seat, holder);
}

void fill_offices(Scene const& scene, World& world) {
  auto candidates = back_bench(world);
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](std::uint32_t a, std::uint32_t b) { return world.seats[a].since < world.seats[b].since; });
  auto next = candidates.begin();
  for (auto const& [role, number] : offices(scene.council)) {
    auto const held = std::count_if(world.seats.begin(), world.seats.end(),
                                    [role = role](Seat const& seat) { return seat.role == role; });
    for (auto n = static_cast<std::uint32_t>(held); n < number && next != candidates.end(); ++n) {
      world.seats[*next++].role = role;
    }
  }
  // each portfolio passes to somebody new in the cabinet
  std::vector<std::uint32_t> joined;
  for (std::uint32_t seat = 0; seat < world.seats.size(); ++seat) {
    auto const in_cabinet = world.seats[seat].role == Role::cabinet;
    if (in_cabinet && std::find(world.cabinet.begin(), world.cabinet.end(), seat) == world.cabinet.end())
      joined.push_back(seat);
  }
  auto successor = joined.begin();
  for (auto& holder : world.cabinet) {
    if (world.seats[holder].role != Role::cabinet && successor != joined.end()) holder = *successor++;
  }
}

double years_in_office(World const& world, std::uint32_t seat) {
  return (world.now - world.seats[seat].since).value() / kernel::days(days_per_year).value();
}

bool is_new(World const& world, std::uint32_t seat) { return years_in_office(world, seat) < 1; }

bool reads_bulletins(Scene const& scene, World const& world, std::uint32_t seat) {
  auto const u = kernel::uniform_at(scene.traits_streams, purpose::bulletin, seat, world.seats[seat].holder);
  return u < scene.parameters.bulletin_share;
}

std::vector<std::uint32_t> councillors_meant(World const& world, Activity const& activity) {
  auto const& meant = activity.meant;
  std::vector<std::uint32_t> result;
  for (auto const seat : activity.councillors) {
    if ((meant.roles & bit(world.seats[seat].role)) == 0) continue;
    if (meant.service != Meant::Service::any && is_new(world, seat) != (meant.service == Meant::Service::newcomers))
      continue;
    auto const answers = [&](std::uint32_t portfolio) { return world.cabinet[portfolio] == seat; };
    if (meant.portfolios.empty() || std::any_of(meant.portfolios.begin(), meant.portfolios.end(), answers))
      result.push_back(seat);
  }
  return result;
}

bool looks_after(Body const& body, std::uint32_t service) {
  return body.services.empty() || std::ranges::find(body.services, service) != body.services.end();
}

std::vector<std::uint32_t> members_of(Scene const& scene, World const& world, std::uint32_t body) {
  auto const& bodies = scene.council.bodies;
  if (bodies[body].decides) return world.cabinet;
  std::uint32_t n_panel = 0, place = 0;
  for (std::uint32_t b = 0; b < bodies.size(); ++b) {
    if (bodies[b].decides) continue;
    if (b < body) ++place;
    ++n_panel;
  }
  // chairs first, so that each panel has one
  std::vector<std::uint32_t> others;
  for (auto const role : {Role::chair, Role::leader, Role::back_bench}) {
    for (std::uint32_t seat = 0; seat < world.seats.size(); ++seat) {
      if (world.seats[seat].role == role) others.push_back(seat);
    }
  }
  std::vector<std::uint32_t> members;
  for (auto k = place; k < others.size() && members.size() < bodies[body].n_member; k += n_panel) {
    members.push_back(others[k]);
  }
  return members;
}

}  // namespace wardmote::world
