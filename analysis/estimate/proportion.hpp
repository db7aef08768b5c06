#pragma once

#include <cstddef>

namespace wardmote::estimate {

struct Interval {
  double low = 0;
  double high = 1;
};

/// The shares that `k` of `n` do not contradict: covers the true share with probability 1 - alpha or more.
/// Exact two-sided interval of Clopper & Pearson (1934), Biometrika 26:404-413; [0, 1] of nothing tried.
/// For intervals that hold all at once, give each its part of alpha (Bonferroni).
[[nodiscard]] Interval clopper_pearson(std::size_t k, std::size_t n, double alpha);

}  // namespace wardmote::estimate
