#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "analysis/estimate/proportion.hpp"

namespace wardmote::compare {

/// What is said of one outcome in one scenario (design §7).
enum class Verdict : std::uint8_t { better, worse, no_difference, not_worse, cannot_tell };

/// Why nothing can be told.
enum class Doubt : std::uint8_t {
  none,
  knowledge,  ///< worlds disagree: we do not know enough
  runs,       ///< more runs could still decide it
  structure,  ///< worlds disagree by how the model is built, not by how much of something there is
};

/// Everyday words: "no difference that matters", "we do not know enough".
std::string_view words(Verdict verdict);
std::string_view words(Doubt doubt);

/// The rules of a verdict, set before results are seen.
struct Rules {
  double share = 0.9;        ///< of worlds that must agree
  double alpha = 0.05;       ///< chance that any of the study's intervals misses, all together
  std::size_t n_family = 1;  ///< scenarios x headline outcomes that are judged together
  std::size_t n_look = 1;    ///< planned looks, over which alpha is shared
};

/// Worlds that agree with a statement: how many, and the shares of all possible worlds that this does not contradict.
struct Agreement {
  std::size_t n = 0;
  estimate::Interval share;
};

/// A verdict with what it stands on.
struct Judgement {
  Verdict verdict = Verdict::cannot_tell;
  Doubt doubt = Doubt::none;
  std::size_t n_world = 0;  ///< tried, failed ones included
  Agreement better;         ///< D_w > m
  Agreement worse;          ///< D_w < -m
  Agreement within;         ///< |D_w| <= m
  Agreement not_worse;      ///< D_w >= -m
};

/// Judges one outcome of one scenario.
///
///     gains    [n_world] D_w: difference to the baseline in each world, averaged over chance, gains positive; NaN
///     where
///              every run failed, and such a world agrees with nothing
///     errors   [n_world] standard error of each D_w from chance alone, same unit
///     matters  m, the smallest difference that matters, > 0
///     guard    whether the outcome must only not get worse
///
/// A statement holds if at least `share` of all worlds tried agree with it and its simultaneous Clopper-Pearson
/// interval lies above one half. The second demand keeps a handful of worlds from saying anything (16 suffice for the
/// shipped study) and gives the promise of an A/A study: where two scenarios are alike, D_w is as often below as above
/// 0, so "D_w > m" has a share of at most one half, and *any* false better or worse in the study has a probability
/// below alpha. Of the statements that hold the strongest is said: worse, better, no difference; for a guard then not
/// worse. If none holds: `runs` where one would hold were the worlds that chance leaves open (D_w within 1.645 errors
/// of the edge) on its side, or where the interval of its share still reaches `share`; else `knowledge`. Ten times the
/// runs may thus turn `runs` into a verdict, but `knowledge` only with a probability below alpha.
Judgement judge(std::span<double const> gains, std::span<double const> errors, double matters, bool guard,
                Rules const& rules);

}  // namespace wardmote::compare
