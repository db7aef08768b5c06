#include "engine/measure/workshop.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "engine/kernel/collectors.hpp"
#include "engine/kernel/distributions.hpp"
#include "engine/world/minds.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/ratings.hpp"

namespace wardmote::measure {

using world::Scene;
using world::World;

namespace {

constexpr std::uint32_t first_officer = 0x10000;  ///< officers' names in the draws, beyond the councillors'

double ratio(double part, double whole) { return whole > 0 ? part / whole : 0; }

/// Where things are for one person, by statement.
using Readings = std::array<double, n_statement>;

bool deal_with_each_other(Scene const& scene, World const& world, std::uint32_t seat, std::uint32_t post) {
  auto const pair = static_cast<std::size_t>(seat) * scene.n_post() + post;
  return world.relation_fading * static_cast<double>(world.relations.contacts[pair]) >
         scene.parameters.workshop_acquainted;
}

/// How well officers understand councillors, as a councillor sees it: those dealt with, against one's worth of no view.
double understanding_seen(Scene const& scene, World const& world, std::uint32_t seat) {
  double weight = 1, sum = world::middle_of_scale;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    auto const pair = static_cast<std::size_t>(seat) * scene.n_post() + post;
    auto const contacts = world.relation_fading * static_cast<double>(world.relations.contacts[pair]);
    if (contacts == 0) continue;
    weight += contacts;
    sum += contacts * world::understanding(scene, world, post);
  }
  return sum / weight;
}

/// The same as an officer sees it: colleagues of the service.
double understanding_around(Scene const& scene, World const& world, std::uint32_t service) {
  kernel::Tally colleagues;
  for (auto post = scene.first_post[service]; post < scene.first_post[service + 1]; ++post)
    colleagues.add(world::understanding(scene, world, post));
  return colleagues.mean();
}

/// Decisions in which councillors' insight was used, since the warm-up began.
double insight_in_decisions(World const& world) {
  auto const& book = world.journal.decisions;
  return ratio(static_cast<double>(book.used_insight), static_cast<double>(book.taken));
}

Readings readings_of_councillor(Scene const& scene, World const& world, News const& news, std::uint32_t seat) {
  auto const ward = scene.councillor_ward[seat];
  auto const n_service = static_cast<std::uint32_t>(scene.council.services.size());
  double known = 0, met = 0;
  for (std::uint32_t s = 0; s < n_service; ++s) {
    known += world.relations.knows_who[seat * n_service + s];
    met += deal_with_each_other(scene, world, seat, scene.patch_officer(s, ward)) ? 1 : 0;
  }
  auto const& flows = world.journal.ward[ward];
  auto const in_ward = ratio(static_cast<double>(flows.news_asked), static_cast<double>(flows.news));
  auto const& views = world.councillor_body_views[seat];
  return {world::councillor_rating(scene, world, seat),
          known / n_service,
          ratio(news.early[ward], news.all[ward]),
          met / n_service,
          understanding_seen(scene, world, seat),
          world::view_of(world, views, world::BodyKind::cabinet),
          world::view_of(world, views, world::BodyKind::scrutiny),
          (in_ward + insight_in_decisions(world)) / 2};
}

Readings readings_of_officer(Scene const& scene, World const& world, News const& news, std::uint32_t post) {
  double met = 0;
  std::vector<bool> ward_met(scene.council.wards.size(), false);
  for (std::uint32_t seat = 0; seat < scene.n_councillor(); ++seat) {
    if (!deal_with_each_other(scene, world, seat, post)) continue;
    ++met;
    ward_met[scene.councillor_ward[seat]] = true;
  }
  auto const early = std::accumulate(news.early.begin(), news.early.end(), 0.0);
  auto const all = std::accumulate(news.all.begin(), news.all.end(), 0.0);
  auto const wards = static_cast<double>(std::count(ward_met.begin(), ward_met.end(), true));
  auto const& views = world.officer_body_views[post];
  return {world::officer_rating(scene, world, post),
          ratio(met, scene.n_councillor()),
          ratio(early, all),
          ratio(wards, static_cast<double>(ward_met.size())),
          understanding_around(scene, world, scene.posts[post].service),
          world::view_of(world, views, world::BodyKind::cabinet),
          world::view_of(world, views, world::BodyKind::scrutiny),
          insight_in_decisions(world)};
}

/// Those of lowest keyed uniforms, in order.
std::vector<std::uint32_t> drawn(Scene const& scene, std::vector<std::uint32_t> const& people, std::uint32_t n,
                                 std::uint32_t first) {
  std::vector<std::pair<double, std::uint32_t>> order;
  for (auto const person : people) {
    order.emplace_back(kernel::uniform_at(scene.traits_streams, world::purpose::workshop, first + person, 0), person);
  }
  auto const middle = order.begin() + std::min<std::ptrdiff_t>(n, static_cast<std::ptrdiff_t>(order.size()));
  std::partial_sort(order.begin(), middle, order.end());
  std::vector<std::uint32_t> chosen;
  for (auto place = order.begin(); place != middle; ++place) chosen.push_back(place->second);
  return chosen;
}

/// Sums over people, and their dots.
struct Sums {
  double n = 0, red = 0, green = 0, expected = 0, squares = 0;
};

Dots dots_of(Sums const& sums) {
  constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
  if (sums.n == 0) return {nan, nan, nan, 0, nan};
  auto const mean = sums.red / sums.n;
  auto const spread = sums.n > 1 ? std::max(0.0, sums.squares - sums.n * mean * mean) / (sums.n - 1) : nan;
  return {mean, sums.green / sums.n, std::sqrt(spread / sums.n), sums.n, sums.expected / sums.n};
}

/// Officers expect less of wards with whose councillors they may not talk without asking (catalogue T13).
double hope_of_officer(Scene const& scene, World const& world, std::uint32_t post) {
  auto const& p = scene.parameters;
  auto const n_ward = static_cast<std::uint32_t>(scene.council.wards.size());
  double n_free = 0;
  for (std::uint32_t ward = 0; ward < n_ward; ++ward) n_free += world::has_permission(scene, world, post, ward) ? 1 : 0;
  return p.workshop_hope * (p.workshop_hope_bound + (1 - p.workshop_hope_bound) * n_free / n_ward);
}

using AllSums = std::array<std::array<Sums, n_party>, n_statement>;

/// One person puts their dots, for one or two parties, and says what share of their wish they expect to come true.
void put_dots(Scene const& scene, Readings const& readings, double hope, std::uint32_t name, std::uint32_t occasion,
              std::initializer_list<Party> parties, AllSums& sums) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::workshop, name, 1 + occasion);
  for (std::size_t s = 0; s < n_statement; ++s) {
    auto const place = [&](double where) {
      return std::clamp(where + p.workshop_dot_sd * kernel::normal(draws), 0.0, 1.0);
    };
    auto const red = place(readings[s]);
    auto const green = place(readings[s] + p.workshop_wish * (1 - readings[s]));
    for (auto const party : parties) {
      auto& sum = sums[s][static_cast<std::size_t>(party)];
      ++sum.n;
      sum.red += red;
      sum.squares += red * red;
      sum.green += green;
      sum.expected += red + hope * (green - red);
    }
  }
}

}  // namespace

std::array<std::array<Dots, n_party>, n_statement> hold_workshop(Scene const& scene, World const& world,
                                                                 Attendance const& attendance, News const& news,
                                                                 std::uint32_t occasion) {
  // one session a side of the district: the first zone sends half, rounded up
  std::vector<std::uint32_t> first, others;
  for (std::uint32_t seat = 0; seat < scene.n_councillor(); ++seat) {
    auto const zone = scene.council.wards[scene.councillor_ward[seat]].zone;
    (zone == 0 ? first : others).push_back(seat);
  }
  auto const n_first = others.empty() ? attendance.councillors : (attendance.councillors + 1) / 2;
  AllSums sums{};
  for (auto const& [side, n, party] : {std::tuple{first, n_first, Party::first_zone},
                                       std::tuple{others, attendance.councillors - n_first, Party::other_zones}}) {
    for (auto const seat : drawn(scene, side, n, 0)) {
      put_dots(scene, readings_of_councillor(scene, world, news, seat), scene.parameters.workshop_hope, seat, occasion,
               {Party::councillors, party}, sums);
    }
  }
  for (auto const& [grade, n, party] : {std::tuple{world::Grade::middle, attendance.middle, Party::middle},
                                        std::tuple{world::Grade::senior, attendance.senior, Party::senior}}) {
    auto const& posts = scene.posts_of_grade[static_cast<std::size_t>(grade)];
    for (auto const post : drawn(scene, posts, n, first_officer)) {
      put_dots(scene, readings_of_officer(scene, world, news, post), hope_of_officer(scene, world, post),
               first_officer + post, occasion, {party}, sums);
    }
  }

  std::array<std::array<Dots, n_party>, n_statement> dots;
  for (std::size_t s = 0; s < n_statement; ++s) {
    for (std::size_t party = 0; party < n_party; ++party) dots[s][party] = dots_of(sums[s][party]);
  }
  return dots;
}

}  // namespace wardmote::measure
