#include "engine/measure/dealings.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/measure/trajectories.hpp"
#include "engine/world/ratings.hpp"

namespace wardmote::measure {

using world::Path;
using world::Scene;
using world::World;

namespace {

/// Front-line staff who spoke with a councillor since; those who only deal with residents never do.
double frontline_met(Scene const& scene, World const& world, kernel::Time since) {
  double n = scene.first_front.back(), met = 0;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    if (scene.posts[post].grade != world::Grade::frontline) continue;
    ++n;
    met += world.journal.last_talk[post] > since ? 1 : 0;
  }
  return ratio(met, n);
}

}  // namespace

RouteMeans route_means(world::RouteBook const& now, world::RouteBook const& year_ago) {
  auto const answered = static_cast<double>(now.answered - year_ago.answered);
  auto const mean_of = [&](auto world::RouteBook::*sum) {
    return ratio(static_cast<double>(now.*sum - year_ago.*sum), answered);
  };
  return {.days = mean_of(&world::RouteBook::days),
          .handoffs = mean_of(&world::RouteBook::handoffs),
          .hours = ratio(now.hours - year_ago.hours, static_cast<double>(now.sent - year_ago.sent)),
          .first_hit = mean_of(&world::RouteBook::first_hit),
          .rating_gain = mean_of(&world::RouteBook::rating_gain)};
}

void OpenEnquiries::observe(World const& world) {
  for (auto const& ward : world.open_cases) {
    for (auto const slot : ward) {
      auto const& enquiry = world.cases[slot];
      auto const route = world::is_direct(enquiry.path) ? 1U : 0U;
      ++n_open_[route];
      n_known_[route] += enquiry.handler_known ? 1 : 0;
    }
  }
}

double OpenEnquiries::known(bool direct) const { return ratio(n_known_[direct ? 1 : 0], n_open_[direct ? 1 : 0]); }

Dealings dealings_of(Scene const& scene, World const& world) {
  auto const since = world.now - kernel::days(world::days_per_year);
  kernel::Tally hurt, unhurt, met, unmet, standing;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    if (world.journal.last_talk[post] <= since) continue;
    auto& group = world.journal.last_bad_talk[post] > since ? hurt : unhurt;
    group.add(world::officer_rating(scene, world, post));
  }
  for (std::uint32_t v = 0; v < scene.n_councillor(); ++v) {
    standing.add(world::standing(scene, world, v));
    for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
      auto const pair = static_cast<std::size_t>(v) * scene.n_post() + post;
      (world.relations.contacts[pair] > 0 ? met : unmet).add(world::rating_of(scene, world, v, post));
    }
  }
  return {.frontline_met = frontline_met(scene, world, since),
          .officers_hurt = hurt.mean(),
          .officers_unhurt = unhurt.mean(),
          .officers_met = met.mean(),
          .officers_unmet = unmet.mean(),
          .council_standing = standing.mean()};
}

double spread_between(std::span<kernel::Tally const> groups) {
  double n_group = 0, n = 0, sum = 0, squares_of_n = 0, within = 0;
  for (auto const& group : groups) {
    if (group.count() < 2) continue;
    auto const size = static_cast<double>(group.count());
    ++n_group;
    n += size;
    sum += group.sum();
    squares_of_n += size * size;
    within += group.variance() * (size - 1);
  }
  if (n_group < 2 || sum <= 0) return std::numeric_limits<double>::quiet_NaN();
  auto const mean = sum / n;
  double between = 0;
  for (auto const& group : groups) {
    if (group.count() < 2) continue;
    between += static_cast<double>(group.count()) * (group.mean() - mean) * (group.mean() - mean);
  }
  auto const surplus = between / (n_group - 1) - within / (n - n_group);
  auto const variance = surplus / ((n - squares_of_n / n) / (n_group - 1));
  return std::sqrt(std::max(0.0, variance)) / mean;
}

}  // namespace wardmote::measure
