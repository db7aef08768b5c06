#pragma once

#include <cstddef>
#include <cstdio>

#include <gtest/gtest.h>

#include "analysis/compare/comparison.hpp"

namespace wardmote::support {

/// A/A studies counted: in how many a scenario that is the baseline under another name was called better or worse, and
/// how far chance tempted to it.
class Tempted {
 public:
  void count(compare::Comparison const& comparison) {
    auto any = false;
    for (auto const& found : comparison.contrasts.at(0)) {
      auto const& judgement = found.judgement;
      any |= judgement.verdict == compare::Verdict::better || judgement.verdict == compare::Verdict::worse;
      n_beyond_ += judgement.better.n + judgement.worse.n;
      n_difference_ += judgement.n_world;
    }
    n_called_ += any;
    ++n_study_;
  }

  /// At most 5 % of the studies were called, though at least that share of all differences lay beyond what matters.
  void expect_kept(double tempting) const {
    std::printf("%zu of %zu studies called better or worse; %zu of %zu differences beyond what matters\n", n_called_,
                n_study_, n_beyond_, n_difference_);
    EXPECT_GT(static_cast<double>(n_beyond_), tempting * static_cast<double>(n_difference_))
        << "too little chance to tempt anyone";
    EXPECT_LE(static_cast<double>(n_called_), 0.05 * static_cast<double>(n_study_));
  }

 private:
  std::size_t n_called_ = 0, n_study_ = 0, n_beyond_ = 0, n_difference_ = 0;
};

}  // namespace wardmote::support
