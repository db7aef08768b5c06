#pragma once

#include <cstdint>
#include <vector>

#include "engine/world/world.hpp"

/// What meetings and sessions of a policy share: which occasion it is, and who comes.
namespace wardmote::process {

/// Names one meeting for the draws at it: the lever, where, and the planned day; never its place in a bundle.
struct Occasion {
  std::uint32_t entity;
  std::uint32_t day;
};
[[nodiscard]] Occasion occasion_of(world::Activity const& activity, kernel::Time planned);

/// Chance that somebody comes, raised by whatever brings in those who would stay away.
[[nodiscard]] inline double raised(double chance, double uptake) { return chance + (1 - chance) * uptake; }

/// Who is invited, for the draws: a person's number is their own among those of one kind.
enum class Invited : std::uint8_t { councillor, officer };

/// Who comes: everyone invited decides alone.
[[nodiscard]] std::vector<std::uint32_t> attending(world::Scene const& scene, Occasion occasion, Invited kind,
                                                   std::vector<std::uint32_t> const& invited, double chance);

/// Of officers invited, those meant: all, or those whose post changed hands in the last year.
[[nodiscard]] std::vector<std::uint32_t> officers_meant(world::World const& world, world::Activity const& activity);

/// Share of an activity's `k`th occasion that is delivered, monitoring included.
[[nodiscard]] double delivered(world::World const& world, world::Activity const& activity, std::uint32_t k);

}  // namespace wardmote::process
