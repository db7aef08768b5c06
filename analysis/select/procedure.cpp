#include "analysis/select/procedure.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace wardmote::select {

Constants kn_constants(std::size_t n_option, std::size_t n_first, double alpha) {
  auto const freedom = static_cast<double>(n_first - 1);
  auto const eta = 0.5 * (std::pow(2 * alpha / static_cast<double>(n_option - 1), -2 / freedom) - 1);
  return {eta, 2 * eta * freedom};
}

Knockout::Knockout(std::size_t n_option, std::size_t n_first, double matters, double alpha)
    : n_option_(n_option),
      n_first_(n_first),
      matters_(matters),
      constants_(n_option > 1 ? kn_constants(n_option, n_first, alpha) : Constants{}),
      in_(n_option),
      sums_(n_option, 0),
      variances_(n_option * n_option, 0) {
  std::iota(in_.begin(), in_.end(), std::size_t{0});
}

void Knockout::tell(std::span<double const> worths) {
  worlds_.emplace_back(worths.begin(), worths.end());
  for (auto const i : in_) sums_[i] += worths[i];
  if (worlds_.size() == n_first_) {
    for (std::size_t i = 0; i < n_option_; ++i) {
      for (std::size_t j = 0; j < n_option_; ++j) {
        auto const mean = (sums_[i] - sums_[j]) / static_cast<double>(n_first_);
        double squares = 0;
        for (auto const& world : worlds_) squares += std::pow(world[i] - world[j] - mean, 2);
        variances_[i * n_option_ + j] = squares / static_cast<double>(n_first_ - 1);
      }
    }
  }
  if (worlds_.size() >= n_first_) knock_out();
}

void Knockout::knock_out() {
  auto const n = static_cast<double>(worlds_.size());
  std::vector<std::size_t> stay;
  for (auto const i : in_) {
    auto const beaten = std::ranges::any_of(in_, [&](std::size_t j) {
      if (i == j) return false;
      auto const variance = variances_[i * n_option_ + j];
      auto const slack =
          std::max(0.0, matters_ / (2 * n) * (constants_.h_squared * variance / (matters_ * matters_) - n));
      auto const behind = (sums_[j] - sums_[i]) / n;
      return behind > slack || (behind == slack && slack == 0 && behind == 0 && j < i);
    });
    if (!beaten) stay.push_back(i);
  }
  in_ = std::move(stay);
}

}  // namespace wardmote::select
