#include "engine/process/minds.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/world/minds.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/ratings.hpp"

namespace wardmote::process {

using world::Scene;
using world::Setting;
using world::World;

namespace {

/// An officer learns a share of what they do not understand yet.
void learn_role(Scene const& scene, World& world, std::uint32_t post, double share) {
  auto const missing = 1 - world::understanding(scene, world, post);
  world.minds[post].understanding += static_cast<float>(std::min(1.0, share) * missing / world.relation_fading);
}

}  // namespace

double after_contact(double rating, double q, double learning, double asymmetry, double gain) {
  return q >= 0 ? rating + gain * learning * q * (1 - rating) : rating + asymmetry * learning * q * rating;
}

double officer_sees(Scene const& scene, World& world, std::uint32_t councillor, std::uint32_t post, double quality,
                    double learning) {
  auto const& p = scene.parameters;
  auto const before = world::rating_by_officer(scene, world, councillor, post);
  auto const after = after_contact(before, quality, learning, p.relation_asymmetry, 1);
  auto const change = (after - before) / world.relation_fading;
  auto const to_all = quality < 0 ? p.generalising_bad : p.generalising_good;
  auto const pair = static_cast<std::size_t>(councillor) * scene.n_post() + post;
  world.relations.officer_view[pair] += static_cast<float>((1 - to_all) * change);
  world.minds[post].councillors += static_cast<float>(to_all * change);
  return after - before;
}

void talk_teaches(Scene const& scene, World& world, std::uint32_t post, Setting setting, double quality, double depth) {
  auto const& p = scene.parameters;
  learn_role(scene, world, post, p.role_learnt_talking * depth);
  auto const learning = std::min(1.0, p.confidence_learning * depth);
  auto const before = world::confidence(scene, world, post, setting);
  auto const after = after_contact(before, quality, learning, p.relation_asymmetry, 1);
  world.minds[post].ease[static_cast<std::size_t>(setting)] +=
      static_cast<float>((after - before) / world.relation_fading);
}

void session_teaches(Scene const& scene, World& world, std::uint32_t post) {
  learn_role(scene, world, post, scene.parameters.role_learnt_training);
}

void feel_motive(Scene const& scene, World& world, world::Case const& enquiry) {
  auto const& p = scene.parameters;
  auto& journal = world.journal;
  ++journal.requests_worked;
  journal.last_request[enquiry.officer] = world.now;
  auto const u = kernel::uniform_at(scene.streams, world::purpose::motive, enquiry.key, enquiry.occurrence);
  if (u >= p.political_share) return;
  ++journal.requests_political;
  journal.last_political[enquiry.officer] = world.now;
  world.minds[enquiry.officer].political += static_cast<float>(1 / world.relation_fading);
  if (p.contact_on >= 0.5)
    officer_sees(scene, world, enquiry.councillor, enquiry.officer, -p.political_quality, p.relation_learning);
}

}  // namespace wardmote::process
