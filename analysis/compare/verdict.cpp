#include "analysis/compare/verdict.hpp"

#include <cmath>

namespace wardmote::compare {

std::string_view words(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return "better";
    case Verdict::worse:
      return "worse";
    case Verdict::no_difference:
      return "no difference that matters";
    case Verdict::not_worse:
      return "not worse";
    case Verdict::cannot_tell:
      break;
  }
  return "cannot tell";
}

std::string_view words(Doubt doubt) {
  switch (doubt) {
    case Doubt::knowledge:
      return "we do not know enough";
    case Doubt::runs:
      return "not enough runs";
    case Doubt::structure:
      return "it depends on the structure";
    case Doubt::none:
      break;
  }
  return "";
}

namespace {

/// A statement about one world.
struct Statement {
  double above;  ///< holds where above <= gain ...
  double below;  ///< ... and gain <= below; an infinite edge has no chance about it
  bool open;     ///< the edges themselves do not count

  [[nodiscard]] bool holds(double gain) const {
    return open ? gain > above && gain < below : gain >= above && gain <= below;
  }
  /// Whether chance alone may have put the world on the wrong side.
  [[nodiscard]] bool may_hold(double gain, double error) const {
    constexpr double one_in_twenty = 1.6448536269514722;  // quantile 0.95 of the normal distribution
    auto const slack = std::isnan(error) ? 0 : one_in_twenty * error;
    return std::isnan(gain) || holds(gain) || (slack > 0 && gain >= above - slack && gain <= below + slack);
  }
};

}  // namespace

Judgement judge(std::span<double const> gains, std::span<double const> errors, double matters, bool guard,
                Rules const& rules) {
  constexpr double infinite = HUGE_VAL;
  Statement const better{matters, infinite, true}, worse{-infinite, -matters, true}, within{-matters, matters, false},
      not_worse{-matters, infinite, false};
  auto const n = gains.size();
  auto const alpha = rules.alpha / static_cast<double>(rules.n_family * rules.n_look);

  // count
  Judgement found;
  found.n_world = n;
  auto const count = [&](Statement const& statement) {
    std::size_t k = 0;
    for (auto const gain : gains) k += statement.holds(gain);  // false of NaN
    return Agreement{k, estimate::clopper_pearson(k, n, alpha)};
  };
  found.better = count(better);
  found.worse = count(worse);
  found.within = count(within);
  found.not_worse = count(not_worse);

  // the strongest statement that holds
  auto const enough = [&](std::size_t k) {
    return n > 0 && static_cast<double>(k) >= rules.share * static_cast<double>(n);
  };
  auto const stands = [&](Agreement const& agreement) { return enough(agreement.n) && agreement.share.low > 0.5; };
  if (stands(found.worse)) {
    found.verdict = Verdict::worse;
  } else if (stands(found.better)) {
    found.verdict = Verdict::better;
  } else if (stands(found.within)) {
    found.verdict = Verdict::no_difference;
  } else if (guard && stands(found.not_worse)) {
    found.verdict = Verdict::not_worse;
  }
  if (found.verdict != Verdict::cannot_tell) return found;

  // could more runs decide it?
  found.doubt = Doubt::knowledge;
  auto const open = [&](Statement const& statement) {
    std::size_t k = 0;
    for (std::size_t w = 0; w < n; ++w) k += statement.may_hold(gains[w], errors[w]);
    return estimate::clopper_pearson(k, n, alpha).high >= rules.share;
  };
  if (open(better) || open(worse) || open(within) || (guard && open(not_worse))) found.doubt = Doubt::runs;
  return found;
}

}  // namespace wardmote::compare
