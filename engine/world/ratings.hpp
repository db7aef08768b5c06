#pragma once

#include <algorithm>

#include "engine/world/world.hpp"

/// How councillors and officers rate working together, read off the world.
namespace wardmote::world {

/// A rating, a confidence, an understanding: between 0 and 1.
[[nodiscard]] inline double bounded(double x) { return std::clamp(x, 0.0, 1.0); }

/// A councillor's rating of working with officers [1]: the mean over recent contacts, weighted by their number against
/// one contact's worth of the set-point, and the standing view of the council, half each (model-notes §2, 8.11).
double councillor_rating(Scene const& scene, World const& world, std::uint32_t councillor);

/// The officer's rating of one councillor [1]: what is between the two, and what they think of councillors at large.
double rating_by_officer(Scene const& scene, World const& world, std::uint32_t councillor, std::uint32_t post);

/// The councillor's rating of one officer [1].
double rating_of(Scene const& scene, World const& world, std::uint32_t councillor, std::uint32_t post);

/// The councillor's standing view of the council: what came of cases, and of news [1].
double standing(Scene const& scene, World const& world, std::uint32_t councillor);

/// An officer's rating of working with councillors [1]: the mean over recent contacts, weighted likewise.
double officer_rating(Scene const& scene, World const& world, std::uint32_t post);

/// How the officers who met councillors of late rate working with them [1]: the mean over contacts.
double officers_rating(Scene const& scene, World const& world);

}  // namespace wardmote::world
