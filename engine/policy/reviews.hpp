#pragma once

#include <span>
#include <string_view>

#include "engine/policy/policy.hpp"
#include "engine/world/world.hpp"

/// Reviews: what is measured in a run decides there whether levers that wait for it go on or stop.
namespace wardmote::policy {

/// Something a council can count or ask, by which a review decides.
struct ObservableSpec {
  std::string_view name;  ///< as scenario files write it
  std::string_view unit;
  double minimum;  ///< least possible value
  double maximum;  ///< greatest
  std::string_view meaning;
};

/// All, in the order of the enumeration.
std::span<ObservableSpec const> observable_specs();

/// Puts the days of all reviews into the calendar.
void plan_reviews(world::Scene const& scene, world::World& world, Policy const& policy);

/// The window begins: notes what has been counted so far.
void open_review(world::World& world, std::uint32_t number);

/// The day of the review: measures and decides. Where there was nothing to measure the condition is not met.
void decide_review(world::Scene const& scene, world::World& world, Review const& review, std::uint32_t number);

}  // namespace wardmote::policy
