#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace wardmote::select {

/// The two constants of the fully sequential procedure KN: eta = ((2 alpha / (k - 1))^(-2 / (n0 - 1)) - 1) / 2 and
/// h^2 = 2 eta (n0 - 1), for k >= 2 options and n0 >= 2 first worlds.
/// Source: Kim & Nelson (2001), ACM TOMACS 11(3):251-273, with c = 1.
struct Constants {
  double eta = 0;
  double h_squared = 0;
};
[[nodiscard]] Constants kn_constants(std::size_t n_option, std::size_t n_first, double alpha);

/// Which of several options has the best mean *under our assumptions*, asked world by world: it says nothing about the
/// world there is. Ask what is still in, tell the worths of the next world, until one is left. With normal worths the
/// one left is the best, or within `matters` of it, with a probability of at least 1 - alpha; common random numbers
/// make it sooner.
class Knockout {
 public:
  /// Preconditions: n_option >= 1, n_first >= 2, matters > 0.
  Knockout(std::size_t n_option, std::size_t n_first, double matters, double alpha);

  /// Options still in, in order.
  [[nodiscard]] std::vector<std::size_t> const& asked() const { return in_; }
  /// Worths of a world, [n_option]; those of options that are out are not read.
  void tell(std::span<double const> worths);
  [[nodiscard]] bool done() const { return in_.size() == 1; }
  [[nodiscard]] std::size_t n_world() const { return worlds_.size(); }

 private:
  void knock_out();
  std::size_t n_option_, n_first_;
  double matters_;
  Constants constants_;
  std::vector<std::size_t> in_;
  std::vector<std::vector<double>> worlds_;  // [n_world][n_option]
  std::vector<double> sums_;                 // [n_option]
  std::vector<double> variances_;            // [n_option x n_option] of differences, of the first worlds
};

}  // namespace wardmote::select
