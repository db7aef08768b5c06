#include "engine/process/experience.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/talk.hpp"
#include "engine/world/beliefs.hpp"

namespace wardmote::process {

using world::Scene;
using world::World;

namespace {

void add(world::Evidence& evidence, double good, double bad) {
  evidence.good += static_cast<float>(good);
  evidence.bad += static_cast<float>(bad);
}

/// How an adult's first report since time 0 ended.
void note_closed(World& world, std::uint32_t adult, bool fixed) {
  if (world.histories.empty()) return;
  using First = world::ReportHistory::First;
  auto& history = world.histories[adult];
  if (history.first == First::open) history.first = fixed ? First::fixed : First::not_fixed;
}

}  // namespace

void note_voiced(World& world, std::uint32_t adult) {
  world.adults[adult].last_report = static_cast<std::int16_t>(world.n_week);
  if (world.histories.empty()) return;
  using First = world::ReportHistory::First;
  auto& history = world.histories[adult];
  if (history.n_report < 0xFFFF) ++history.n_report;
  if (history.first == First::none) {
    history.first = First::open;
  } else if (history.first != First::open) {
    history.again = true;
  }
}

double experience_score(world::Parameters const& p, Outcome const& outcome, bool trusts) {
  auto const late = std::max(0.0, outcome.days - outcome.expected);
  auto const speed = kernel::exp(-late / p.patience_days);
  auto score = p.weight_outcome * (outcome.fixed ? 1 : 0) + p.weight_speed * speed +
               p.weight_feedback * (outcome.told ? 1 : 0) + p.weight_fairness * outcome.fairness;
  if (trusts && !outcome.fixed) score -= p.refusal_interaction * (1 - outcome.fairness);
  return std::clamp(score, 0.0, 1.0);
}

void live_through(Scene const& scene, World& world, std::uint32_t adult, About about, double weight, double score) {
  auto const& p = scene.parameters;
  auto const good = weight * score / world.fading;
  auto const bad = weight * p.trust_asymmetry * (1 - score) / world.fading;
  auto const on_council = about == About::council ? 1.0 : p.trust_spill;
  auto const on_councillor = about == About::councillor ? 1.0 : p.trust_spill;
  add(world.adults[adult].council, on_council * good, on_council * bad);
  add(world.adults[adult].councillor, on_councillor * good, on_councillor * bad);
}

void learn_of_influence(World& world, std::uint32_t adult, double weight, double influence) {
  add(world.adults[adult].influence, weight * influence / world.fading, weight * (1 - influence) / world.fading);
}

void close_case(Scene const& scene, World& world, std::uint32_t adult, About about, Outcome const& outcome,
                std::uint32_t key, std::uint32_t occurrence) {
  auto const& p = scene.parameters;
  auto const trust = world::trust_in_council(scene, world, adult);
  auto const score = experience_score(p, outcome, trust > 0.5);
  if (in_window(world, world.now))
    world.case_marks.push_back({world.now, adult, static_cast<float>(trust), outcome.fixed});
  live_through(scene, world, adult, about, 1, score);

  // influence: a fix that is seen, an honest no, or silence
  if (outcome.fixed) {
    learn_of_influence(world, adult, 1, 1);
  } else if (outcome.told) {
    learn_of_influence(world, adult, 1, p.honest_no);
  } else {
    learn_of_influence(world, adult, p.silence_weight, 0);
  }

  // the habit of reporting grows with a fix and wears off (Roth & Erev 1995; [SMP17])
  auto& habit = world.adults[adult].habit;
  auto const before = habit * world.habit_fading;
  auto const after = outcome.fixed ? std::min(before + p.habit_gain, std::max(before, p.habit_cap * p.habit_gain))
                                   : std::max(before - p.habit_loss, std::min(before, -p.habit_cap * p.habit_loss));
  habit = static_cast<float>(after / world.habit_fading);
  world.adults[adult].last_report_failed = !outcome.fixed;
  note_closed(world, adult, outcome.fixed);

  tell_neighbours(scene, world, adult, about, score, score - trust, key, occurrence);
}

double draw_fairness(world::Parameters const& p, kernel::Draws& draws, bool fixed, double p_fixed) {
  auto const spread = kernel::sqrt(std::max(p_fixed * (1 - p_fixed), 1e-6));
  auto const outcome = ((fixed ? 1 : 0) - p_fixed) / spread;
  auto const correlation = p.fairness_outcome_correlation;
  auto const own = kernel::sqrt(1 - correlation * correlation) * kernel::normal(draws);
  return kernel::normal_cdf(correlation * outcome + own);
}

}  // namespace wardmote::process
