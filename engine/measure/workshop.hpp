#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/world/world.hpp"

/// The workshop of July 2018: everyone puts a red dot where things are and a green one where they should be (001 L100).
namespace wardmote::measure {

/// What is scored, each from 0 to 1.
enum class Statement : std::uint8_t {
  working_together,
  whom_to_ask,
  told_in_time,
  in_the_ward,
  understood,
  cabinet,
  scrutiny,
  insight,
  count
};
inline constexpr std::size_t n_statement = static_cast<std::size_t>(Statement::count);
/// Who came.
enum class Party : std::uint8_t { councillors, first_zone, other_zones, middle, senior, count };
inline constexpr std::size_t n_party = static_cast<std::size_t>(Party::count);

/// The dots of one party on one statement.
struct Dots {
  double red = 0;    ///< mean: where things are
  double green = 0;  ///< mean: where they should be
  double error = 0;  ///< standard error of the first
  double people = 0;
  double expected = 0;  ///< mean: where they think things will be
};

/// How many come.
struct Attendance {
  std::uint32_t councillors = 0;
  std::uint32_t middle = 0;
  std::uint32_t senior = 0;
};

/// Changes of the wards that became public of late, and those their councillors had heard of before. [n_ward]
struct News {
  std::vector<double> all;
  std::vector<double> early;
};

/// Holds it once. The same people come to each occasion as far as their number goes.
std::array<std::array<Dots, n_party>, n_statement> hold_workshop(world::Scene const& scene, world::World const& world,
                                                                 Attendance const& attendance, News const& news,
                                                                 std::uint32_t occasion);

}  // namespace wardmote::measure
