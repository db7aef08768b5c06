#pragma once

#include <array>
#include <span>

#include "engine/world/world.hpp"

namespace wardmote::measure {

/// Ways of asking residents. The last asks council tenants alone, by post (the Star survey).
enum class Survey : std::uint8_t { online, post, telephone, face_to_face, tenants, count };
inline constexpr std::size_t n_survey = static_cast<std::size_t>(Survey::count);
/// What is asked.
enum class Question : std::uint8_t { trust, influence, consulted, civic, count };
inline constexpr std::size_t n_question = static_cast<std::size_t>(Question::count);

/// The answers to one question.
struct Reading {
  double share = 0;     ///< of those who answered, who say yes
  double weighted = 0;  ///< the same, age groups weighted as among all adults
  double error = 0;     ///< standard error of the first
  double answers = 0;   ///< how many answered
};

/// Asks residents drawn by lot, one way, in one year (names the draws). Who answers, who can be reached and what they
/// say depend on the way of asking (evidence §0, §1: the same question differs by 12 points).
std::array<Reading, n_question> ask(world::Scene const& scene, world::World const& world, Survey survey,
                                    std::uint32_t year);

}  // namespace wardmote::measure
