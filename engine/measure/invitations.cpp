#include "engine/measure/invitations.hpp"

#include <array>

#include "engine/kernel/maths.hpp"
#include "engine/measure/trajectories.hpp"
#include "engine/world/beliefs.hpp"

namespace wardmote::measure {

using world::ExerciseBook;

namespace {

constexpr double overload_days = 90;  ///< catalogue O20: requests received in 90 days

/// How many there are, and how many of them took part.
struct Turnout {
  double n = 0, n_part = 0;
  void add(bool took_part) {
    ++n;
    n_part += took_part ? 1 : 0;
  }
  [[nodiscard]] double share() const { return ratio(n_part, n); }
};

}  // namespace

Exercises exercises_of(ExerciseBook const& now, ExerciseBook const& year_ago) {
  auto const flow = [&](std::uint64_t ExerciseBook::*count) {
    return static_cast<double>(now.*count - year_ago.*count);
  };
  auto const held = flow(&ExerciseBook::held);
  return {.open_response = ratio(flow(&ExerciseBook::answered_call), flow(&ExerciseBook::concerned)),
          .asked_response = ratio(flow(&ExerciseBook::answered_asked), flow(&ExerciseBook::asked)),
          .told = ratio(flow(&ExerciseBook::told), held),
          .repeated = ratio(flow(&ExerciseBook::repeated), held)};
}

Attendance attendance_of(world::Scene const& scene, world::World const& world) {
  // what two invitations leave, the older one 90 days old
  auto const two = 1 + kernel::exp2(-overload_days / (world::days_per_month * scene.parameters.fatigue_half_life));
  auto const since = static_cast<std::int32_t>(world.n_week) - year_in_weeks;
  double n_over = 0;
  Turnout influential, powerless, members;
  for (std::uint32_t adult = 0; adult < scene.people.n_adult; ++adult) {
    auto const& person = world.adults[adult];
    auto const took_part = person.last_response != world::never && person.last_response > since;
    n_over += world.fatigue_fading * static_cast<double>(person.fatigue) >= two ? 1 : 0;
    (world::sense_of_influence(scene, world, adult) > 0.5 ? influential : powerless).add(took_part);
    if ((scene.means[adult].circumstances & world::is_in_association) != 0) members.add(took_part);
  }
  return {.over_invited = ratio(n_over, scene.people.n_adult),
          .influential = influential.share(),
          .powerless = powerless.share(),
          .members = members.share()};
}

}  // namespace wardmote::measure
