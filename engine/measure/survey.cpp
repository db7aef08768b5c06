#include "engine/measure/survey.hpp"

#include <cmath>
#include <limits>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::measure {

using world::Scene;
using world::World;

namespace {

constexpr std::int32_t year_in_weeks = 52;
constexpr std::uint32_t ways = 16;  ///< room for ways of asking in the occurrence of a draw

/// What a way of asking does: who answers, and how much more trust and influence they say than they feel [SD]. The
/// model's levels are those of the series they were set by: trust as by telephone, influence as on-line.
struct Way {
  double response;  ///< logit of answering at the mean of resources
  double trust;
  double influence;
};

Way way_of(world::Parameters const& p, Survey survey) {
  switch (survey) {
    case Survey::online:
      return {kernel::logit(p.survey_response_online), p.survey_trust_online, 0};
    case Survey::telephone:
      return {kernel::logit(p.survey_response_telephone), 0, p.survey_influence_telephone};
    case Survey::face_to_face:
      return {kernel::logit(p.survey_response_face), p.survey_trust_face, p.survey_influence_face};
    case Survey::post:
    case Survey::tenants:
    case Survey::count:
      break;
  }
  return {kernel::logit(p.survey_response_post), p.survey_trust_post, p.survey_influence_post};
}

bool eligible(Scene const& scene, Survey survey, std::uint32_t adult) {
  return survey != Survey::tenants || (scene.means[adult].circumstances & world::is_tenant) != 0;
}

bool answers(Scene const& scene, World const& world, Survey survey, Way const& way, std::uint32_t adult, double u) {
  auto const& p = scene.parameters;
  auto const& person = world.adults[adult];
  if (survey == Survey::online && !person.online) return false;
  auto logit = way.response + p.survey_resources * static_cast<double>(scene.means[adult].resources);
  if (person.age == world::AgeGroup::from_16) logit += p.survey_young;
  return u < kernel::logistic(logit);
}

bool says_yes(Scene const& scene, World const& world, Way const& way, Question question, std::uint32_t adult) {
  auto const& p = scene.parameters;
  auto const since = static_cast<std::int32_t>(world.n_week) - year_in_weeks;
  switch (question) {
    case Question::trust:
      return world::trust_in_council(scene, world, adult) + way.trust * p.trust_sd > 0.5;
    case Question::influence:
      return world::sense_of_influence(scene, world, adult) + way.influence * p.influence_sd > 0.5;
    case Question::consulted:
      return world.adults[adult].last_response > since;
    case Question::civic:
      return world.adults[adult].last_civic > since;
    case Question::count:
      break;
  }
  return false;
}

/// Answers by age group.
using Tally = std::array<std::array<std::uint32_t, 2>, world::n_age_group>;  // [n_age][answered, said yes]

std::array<double, world::n_age_group> adults_by_age(Scene const& scene) {
  std::array<double, world::n_age_group> n{};
  for (auto const& cell : scene.people.cells) n[static_cast<std::size_t>(cell.age)] += cell.last - cell.first;
  return n;
}

Reading reading_of(Tally const& tally, std::array<double, world::n_age_group> const& adults) {
  constexpr auto nan = std::numeric_limits<double>::quiet_NaN();
  double n = 0, yes = 0, weight = 0, weighted = 0;
  for (std::size_t age = 0; age < tally.size(); ++age) {
    auto const [answered, said_yes] = tally[age];
    n += answered;
    yes += said_yes;
    if (answered == 0) continue;
    weight += adults[age];
    weighted += adults[age] * said_yes / answered;
  }
  if (n == 0) return {nan, nan, nan, 0};
  auto const share = yes / n;
  return {share, weighted / weight, std::sqrt(share * (1 - share) / n), n};
}

}  // namespace

std::array<Reading, n_question> ask(Scene const& scene, World const& world, Survey survey, std::uint32_t year) {
  auto const way = way_of(scene.parameters, survey);
  auto const n_invited = static_cast<std::uint32_t>(scene.parameters.survey_invited + 0.5);
  auto const occurrence = year * ways + static_cast<std::uint32_t>(survey);
  auto const most_draws = 40 * n_invited;  // by then hardly anybody is eligible
  std::array<Tally, n_question> tallies{};
  for (std::uint32_t k = 0, invited = 0; invited < n_invited && k < most_draws; ++k) {
    auto draws = scene.streams.draws(world::purpose::survey, k, occurrence);
    auto const adult = kernel::index(draws, scene.people.n_adult);
    if (!eligible(scene, survey, adult)) continue;
    ++invited;
    if (!answers(scene, world, survey, way, adult, draws.uniform())) continue;
    auto const age = static_cast<std::size_t>(world.adults[adult].age);
    for (std::size_t q = 0; q < n_question; ++q) {
      ++tallies[q][age][0];
      tallies[q][age][1] += says_yes(scene, world, way, static_cast<Question>(q), adult) ? 1 : 0;
    }
  }
  std::array<Reading, n_question> readings;
  auto const adults = adults_by_age(scene);
  for (std::size_t q = 0; q < n_question; ++q) readings[q] = reading_of(tallies[q], adults);
  return readings;
}

}  // namespace wardmote::measure
