#include "engine/world/ratings.hpp"

#include "engine/world/minds.hpp"

namespace wardmote::world {

double rating_by_officer(Scene const& scene, World const& world, std::uint32_t councillor, std::uint32_t post) {
  auto const pair = static_cast<std::size_t>(councillor) * scene.n_post() + post;
  auto const one = static_cast<double>(world.relations.officer_view[pair]);
  auto const all = static_cast<double>(world.minds[post].councillors);
  return bounded(scene.parameters.relation_base_officer + world.relation_fading * (one + all));
}

double rating_of(Scene const& scene, World const& world, std::uint32_t councillor, std::uint32_t post) {
  auto const pair = static_cast<std::size_t>(councillor) * scene.n_post() + post;
  return bounded(scene.parameters.relation_base_councillor +
                 world.relation_fading * static_cast<double>(world.relations.councillor_view[pair]));
}

double standing(Scene const& scene, World const& world, std::uint32_t councillor) {
  return bounded(scene.parameters.relation_base_councillor +
                 world.relation_fading * static_cast<double>(world.relations.standing[councillor]));
}

double councillor_rating(Scene const& scene, World const& world, std::uint32_t councillor) {
  auto const& p = scene.parameters;
  auto const n_post = static_cast<std::size_t>(scene.n_post());
  auto const fading = world.relation_fading;
  double weight = 1;
  double sum = p.relation_base_councillor;
  for (auto pair = councillor * n_post; pair < (councillor + 1) * n_post; ++pair) {
    auto const contacts = fading * static_cast<double>(world.relations.contacts[pair]);
    if (contacts == 0) continue;
    weight += contacts;
    sum += contacts *
           bounded(p.relation_base_councillor + fading * static_cast<double>(world.relations.councillor_view[pair]));
  }
  return (sum / weight + standing(scene, world, councillor)) / 2;
}

double officer_rating(Scene const& scene, World const& world, std::uint32_t post) {
  auto const fading = world.relation_fading;
  double weight = 1;
  double sum = rating_at_large(scene, world, post);
  for (std::uint32_t seat = 0; seat < scene.n_councillor(); ++seat) {
    auto const contacts =
        fading * static_cast<double>(world.relations.contacts[std::size_t{seat} * scene.n_post() + post]);
    weight += contacts;
    sum += contacts * rating_by_officer(scene, world, seat, post);
  }
  return sum / weight;
}

double officers_rating(Scene const& scene, World const& world) {
  auto const fading = world.relation_fading;
  double weight = 1;
  double sum = scene.parameters.relation_base_officer;
  for (std::uint32_t seat = 0; seat < scene.n_councillor(); ++seat) {
    for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
      auto const contacts =
          fading * static_cast<double>(world.relations.contacts[std::size_t{seat} * scene.n_post() + post]);
      if (contacts == 0) continue;
      weight += contacts;
      sum += contacts * rating_by_officer(scene, world, seat, post);
    }
  }
  return sum / weight;
}

}  // namespace wardmote::world
