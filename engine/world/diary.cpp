#include "engine/world/diary.hpp"

#include <algorithm>
#include <chrono>

namespace wardmote::world {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year;

constexpr double three_pm = 15;

/// Years between two elections of one seat, and between those of a ward's first and second seat.
struct Cycle {
  int period;
  int gap;
  std::uint32_t n_part;  ///< parts in which the seats come up
};

Cycle cycle_of(ElectionModel model) {
  switch (model) {
    case ElectionModel::none:
    case ElectionModel::all:
      return {4, 0, 1};
    case ElectionModel::halves:
      return {4, 2, 2};
    case ElectionModel::thirds:
      return {4, 1, 3};
  }
  return {4, 0, 1};
}

/// Seats up in a year: each ward's first, second and third in turn, or all at once.
std::vector<std::uint32_t> seats_up(Scene const& scene, Elections const& elections, int in_year) {
  auto const cycle = cycle_of(elections.model);
  std::vector<std::uint32_t> seats;
  for (std::uint32_t seat = 0; seat < scene.n_councillor(); ++seat) {
    auto const place = (seat - scene.first_councillor[scene.councillor_ward[seat]]) % cycle.n_part;
    auto const since = in_year - elections.first_year - static_cast<int>(place) * cycle.gap;
    if ((since % cycle.period + cycle.period) % cycle.period == 0) seats.push_back(seat);
  }
  return seats;
}

/// Years that the calendars cover.
std::pair<int, int> years_of(Scene const& scene) {
  auto const year_of = [&](kernel::Time at) { return static_cast<int>(scene.hours.calendar.civil_of(at).year()); };
  return {year_of(scene.hours.warm_up), year_of(scene.hours.end)};
}

std::vector<Election> elections_of(Scene const& scene) {
  auto const& elections = scene.council.elections;
  auto const& calendar = scene.hours.calendar;
  std::vector<Election> result;
  if (elections.model == ElectionModel::none) return result;
  auto const [first, last] = years_of(scene);
  for (auto in_year = first; in_year <= last; ++in_year) {
    auto const poll = sys_days{year{in_year} / std::chrono::May / std::chrono::Thursday[1]};
    Election election{.notice = calendar.time_of(poll) - kernel::days(7 * elections.notice),
                      .poll = calendar.time_of(poll + days(1)),
                      .office = calendar.time_of(poll + days(4)),
                      .year = static_cast<std::uint32_t>(in_year),
                      .seats = seats_up(scene, elections, in_year)};
    if (election.office >= scene.hours.warm_up && !election.seats.empty()) result.push_back(std::move(election));
  }
  // how many were new at the last one before the council was described is part of the description
  auto const described = calendar.time_of(scene.council.as_found);
  auto const later =
      std::find_if(result.begin(), result.end(), [&](Election const& e) { return e.office > described; });
  if (later != result.begin()) {
    auto& found = *std::prev(later);
    found.n_new = std::min(scene.council.n_newcomer, static_cast<std::uint32_t>(found.seats.size()));
  }
  return result;
}

std::vector<Stretch> recesses_of(Scene const& scene) {
  std::vector<Stretch> result;
  auto const [first, last] = years_of(scene);
  for (auto in_year = first - 1; in_year <= last; ++in_year) {
    for (auto const& recess : scene.council.recesses) {
      auto const over_new_year = recess.until <= recess.from;
      auto const on = [&](std::chrono::month_day day, int of_year) {
        return scene.hours.calendar.time_of(sys_days{year{of_year} / day.month() / day.day()});
      };
      result.push_back({on(recess.from, in_year), on(recess.until, in_year + (over_new_year ? 1 : 0))});
    }
  }
  std::sort(result.begin(), result.end(), [](Stretch const& a, Stretch const& b) { return a.from < b.from; });
  return result;
}

/// A body sits every so many weeks at three in the afternoon of its weekday, recesses apart: bodies take turns.
std::vector<kernel::Time> sittings_of(Scene const& scene, Diary const& diary, std::size_t body) {
  std::vector<kernel::Time> result;
  auto const every = kernel::days(7 * scene.council.bodies[body].every);
  auto const turn = kernel::days(1 + static_cast<double>(body % 4)) + kernel::hours(three_pm);
  for (auto at = scene.hours.warm_up + turn; at < scene.hours.end; at += every) {
    if (!diary.in_recess(at)) result.push_back(scene.hours.office.next_open(at));
  }
  return result;
}

}  // namespace

bool Diary::in_recess(kernel::Time at) const { return after_recess(at) != at; }

kernel::Time Diary::after_recess(kernel::Time at) const {
  for (auto const& recess : recesses) {
    if (recess.from <= at && at < recess.until) at = recess.until;
  }
  return at;
}

kernel::Time Diary::next_sitting(std::size_t body, kernel::Time at) const {
  if (body >= sittings.size()) return at;
  auto const next = std::lower_bound(sittings[body].begin(), sittings[body].end(), at);
  return next == sittings[body].end() ? at : *next;
}

Diary make_diary(Scene const& scene) {
  Diary diary{.elections = elections_of(scene), .recesses = recesses_of(scene), .sittings = {}};
  for (std::size_t body = 0; body < scene.council.bodies.size(); ++body) {
    diary.sittings.push_back(sittings_of(scene, diary, body));
  }
  return diary;
}

}  // namespace wardmote::world
