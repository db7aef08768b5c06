#include "engine/process/talk.hpp"

#include <algorithm>
#include <cmath>

#include "engine/kernel/distributions.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::Scene;
using world::World;

std::uint32_t tie_of(Scene const& scene, std::uint32_t adult, std::uint32_t k) {
  auto const& people = scene.people;
  auto const c = people.cell[adult];
  auto const& cell = people.cells[c];
  auto const n_tie = std::max(1.0, scene.parameters.n_tie);
  auto const within_cell = (k + 0.5) / n_tie < scene.parameters.tie_homophily;
  auto const first = within_cell ? cell.first : people.first_in_ward[cell.ward];
  auto const last = within_cell ? cell.last : people.first_in_ward[cell.ward + 1];
  auto const n = last - first;
  if (n < 2) return adult;

  // ties come in pairs: 2j and 2j + 1 are the two directions of offset j
  auto const block = within_cell ? static_cast<std::uint32_t>(c) : 0x10000U + cell.ward;
  auto draws = scene.traits_streams.draws(world::purpose::tie, block, k / 2);
  auto const offset = 1 + kernel::index(draws, n - 1);
  auto const place = adult - first;
  return first + (k % 2 == 0 ? (place + offset) % n : (place + n - offset) % n);
}

std::uint32_t partner_of(Scene const& scene, std::uint32_t adult) {
  auto const& people = scene.people;
  auto const ward = people.ward_of(adult);
  auto const first = people.first_in_ward[ward];
  auto const n = people.first_in_ward[ward + 1] - first;
  auto const partner = first + (n - 1 - (adult - first));
  auto const pair = std::min(adult, partner);
  if (partner == adult) return adult;
  auto const together = kernel::uniform_at(scene.traits_streams, world::purpose::couple, pair, 0);
  return together < scene.parameters.couple_share ? partner : adult;
}

void tell_neighbours(Scene const& scene, World& world, std::uint32_t adult, About about, double score, double surprise,
                     std::uint32_t key, std::uint32_t occurrence) {
  auto const& p = scene.parameters;
  if (p.talk_on < 0.5) return;
  auto draws = scene.streams.draws(world::purpose::talk, key, occurrence);
  auto const n_told = kernel::poisson(draws, p.talk_mean * std::min(1.0, 2 * std::abs(surprise)));
  auto const n_tie = static_cast<std::uint32_t>(std::max(1.0, p.n_tie));
  for (std::uint32_t told = 0; told < n_told; ++told) {
    // the household hears first, then ties at random
    auto const listener = told == 0 ? partner_of(scene, adult) : tie_of(scene, adult, kernel::index(draws, n_tie));
    if (listener != adult) live_through(scene, world, listener, about, p.talk_share, score);
  }
}

}  // namespace wardmote::process
