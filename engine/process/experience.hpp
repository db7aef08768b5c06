#pragma once

#include "engine/kernel/random.hpp"
#include "engine/world/world.hpp"

/// What happens to people changes what they believe.
namespace wardmote::process {

/// How a case ended, as its citizen (or its councillor) saw it.
struct Outcome {
  bool fixed = false;
  bool told = false;
  double fairness = 0;  ///< courteous, even-handed treatment [1]
  double days = 0;      ///< from being voiced to the answer [working day]
  double expected = 0;  ///< what was expected or promised [working day]
};

/// Experience score of a case in [0, 1]: weighted outcome, speed, feedback and fairness (evidence §8.6, [ESA19],
/// [HAN22]); speed is 1 up to the expected time and falls by 1/e for every `patience_days` beyond. Those who trust lose
/// a little more where outcome and treatment are both bad [WW15].
double experience_score(world::Parameters const& p, Outcome const& outcome, bool trusts);

/// An adult voices an issue: when, and whether it follows on an earlier one, is kept.
void note_voiced(world::World& world, std::uint32_t adult);

/// Which bodies an experience tells of.
enum class About : std::uint8_t { council, councillor };

/// Adds an experience of `weight` (a case is 1) and score to an adult's beliefs; part of it spills over from council to
/// councillor or back. Bad experience weighs `trust_asymmetry` times [KAM06].
void live_through(world::Scene const& scene, world::World& world, std::uint32_t adult, About about, double weight,
                  double score);

/// Adds what an answer (or silence) says about having influence: evidence of size `influence` [0, 1] and `weight`.
void learn_of_influence(world::World& world, std::uint32_t adult, double weight, double influence);

/// The end of a case for its citizen: beliefs, the habit of reporting, and talk with neighbours (evidence §8.6-8.8,
/// §8.10; model-notes §2). Key: the case's entity and occurrence.
void close_case(world::Scene const& scene, world::World& world, std::uint32_t adult, About about,
                Outcome const& outcome, std::uint32_t key, std::uint32_t occurrence);

/// Fairness of a case given its outcome: uniform, correlated by a Gaussian copula with the outcome [HAU01].
double draw_fairness(world::Parameters const& p, kernel::Draws& draws, bool fixed, double p_fixed);

}  // namespace wardmote::process
