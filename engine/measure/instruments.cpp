#include "engine/measure/instruments.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "engine/measure/survey.hpp"
#include "engine/measure/workshop.hpp"

namespace wardmote::measure {

using world::Scene;
using world::World;

namespace {

constexpr auto nan = std::numeric_limits<float>::quiet_NaN();

constexpr auto surveys =
    std::to_array<std::string_view>({"online", "post", "telephone", "face_to_face", "tenants_by_post"});
constexpr auto questions =
    std::to_array<std::string_view>({"trusts_council", "can_influence", "consulted_in_year", "civic_act_in_year"});
constexpr auto readings = std::to_array<std::string_view>({"share", "weighted_by_age", "standard_error", "answers"});
constexpr auto occasions = std::to_array<std::string_view>({"as_found", "at_the_end"});
constexpr auto samples = std::to_array<std::string_view>({"more_middle", "more_senior"});
constexpr auto statements =
    std::to_array<std::string_view>({"we work well together", "I know whom to ask", "councillors are told in time",
                                     "we meet in the wards", "officers understand what councillors do",
                                     "the cabinet works well", "scrutiny works well", "councillors' insight is used"});
constexpr auto parties = std::to_array<std::string_view>(
    {"councillors", "councillors of the first zone", "other councillors", "middle managers", "senior managers"});
constexpr auto dots = std::to_array<std::string_view>({"red", "green", "standard_error", "people", "expected"});
static_assert(surveys.size() == n_survey && questions.size() == n_question && statements.size() == n_statement &&
              parties.size() == n_party);

std::uint32_t people(double number) { return static_cast<std::uint32_t>(number + 0.5); }

}  // namespace

std::span<std::string_view const> survey_names() { return surveys; }
std::span<std::string_view const> survey_questions() { return questions; }
std::span<std::string_view const> survey_readings() { return readings; }
std::span<std::string_view const> workshop_occasions() { return occasions; }
std::span<std::string_view const> workshop_samples() { return samples; }
std::span<std::string_view const> workshop_statements() { return statements; }
std::span<std::string_view const> workshop_parties() { return parties; }
std::span<std::string_view const> workshop_dots() { return dots; }

Instruments::Instruments(Scene const& scene)
    : scene_(scene),
      survey_(scene.n_year * n_survey * n_question * readings.size(), nan),
      workshop_(occasions.size() * samples.size() * n_statement * n_party * dots.size(), nan),
      before_(scene.council.wards.size()) {
  auto const end = scene.hours.end;
  if (scene.parameters.survey_on >= 0.5) {
    for (std::uint32_t year = 0; year < scene.n_year; ++year) {
      looks_.push_back({std::min(end, kernel::Time{} + kernel::days((year + 1) * world::days_per_year)), true, year});
    }
  }
  if (scene.parameters.workshop_on >= 0.5) {
    looks_.push_back({std::min(end, kernel::Time{} + kernel::days(scene.parameters.workshop_day)), false, 0});
    looks_.push_back({end, false, 1});
  }
  std::stable_sort(looks_.begin(), looks_.end(), [](Look const& a, Look const& b) { return a.at < b.at; });
}

kernel::Time Instruments::due() const { return next_ < looks_.size() ? looks_[next_].at : kernel::Time::max(); }

void Instruments::read(World const& world) {
  for (auto const at = due(); next_ < looks_.size() && looks_[next_].at == at; ++next_) {
    auto const& look = looks_[next_];
    if (!look.survey) {
      hold_workshop(world, look.which);
      continue;
    }
    auto* out = survey_.data() + look.which * n_survey * n_question * readings.size();
    for (std::size_t s = 0; s < n_survey; ++s) {
      for (auto const& reading : ask(scene_, world, static_cast<Survey>(s), look.which)) {
        for (auto const x : {reading.share, reading.weighted, reading.error, reading.answers})
          *out++ = static_cast<float>(x);
      }
    }
  }
}

void Instruments::hold_workshop(World const& world, std::uint32_t occasion) {
  auto const& p = scene_.parameters;
  News news;
  for (std::size_t w = 0; w < before_.size(); ++w) {
    news.all.push_back(static_cast<double>(world.journal.ward[w].news - before_[w].news));
    news.early.push_back(static_cast<double>(world.journal.ward[w].news_early - before_[w].news_early));
  }
  before_ = world.journal.ward;
  auto* out = workshop_.data() + occasion * samples.size() * n_statement * n_party * dots.size();
  auto const more = people(p.workshop_more), fewer = people(p.workshop_fewer);
  for (auto const& [middle, senior] : {std::pair{more, fewer}, std::pair{fewer, more}}) {
    auto const scored =
        measure::hold_workshop(scene_, world, {people(p.workshop_councillors), middle, senior}, news, occasion);
    for (auto const& statement : scored) {
      for (auto const& party : statement) {
        for (auto const x : {party.red, party.green, party.error, party.people, party.expected})
          *out++ = static_cast<float>(x);
      }
    }
  }
}

}  // namespace wardmote::measure
