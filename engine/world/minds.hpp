#pragma once

#include "engine/world/world.hpp"

/// How officers stand towards councillors, and how people find that the council's bodies work, read off the world.
namespace wardmote::world {

/// Middle of the scales from 0 to 1: where somebody stands to whom nothing has happened yet.
inline constexpr double middle_of_scale = 0.5;

/// Whether the officer may talk to councillors without asking; a threshold on a stored uniform.
bool has_permission(Scene const& scene, World const& world, std::uint32_t post, std::uint32_t ward);

/// How well an officer understands what councillors are there for [1] (catalogue O04).
double understanding(Scene const& scene, World const& world, std::uint32_t post);

/// An officer's confidence with councillors [1] (catalogue O03): it grows with understanding and with good
/// conversations of that setting, and falls with requests felt to be political.
double confidence(Scene const& scene, World const& world, std::uint32_t post, Setting setting);

/// How an officer rates councillors with whom they have had no dealings [1].
double rating_at_large(Scene const& scene, World const& world, std::uint32_t post);

/// How well somebody finds that the bodies of a kind work [1].
double view_of(World const& world, BodyViews const& views, BodyKind kind);

}  // namespace wardmote::world
