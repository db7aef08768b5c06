/// \file
/// What it would be worth to know more before choosing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace wardmote::select {

/// What each option is worth in each world: [n_world][n_option], more is better; a world with a NaN is left out.
using Worth = std::span<std::vector<double> const>;

/// The option best on average over worlds, under these assumptions; ties go to the first.
[[nodiscard]] std::size_t best_on_average(Worth worth);

/// Expected value of perfect information: mean over worlds of the best option's worth there, less that of the option
/// best on average. What we lose, on average, by having to choose before we know.
/// Source: Raiffa & Schlaifer (1961), Applied Statistical Decision Theory, sec. 4.5.
[[nodiscard]] double evpi(Worth worth);

/// Expected value of knowing one assumption, all others staying as unsure as they are.
struct PartialValue {
  double value = 0;  ///< [unit of worth], in [0, evpi]
  double luck = 0;   ///< what a number that means nothing would seem worth: 95th percentile of shuffled ones
};

/// Method: the worth of each option given the assumption, less that of the best on average, by a cubic regression
/// (Eigen) on its values, of as few terms as there are worlds for (ten a term); mean over worlds of the greatest fitted
/// one. Source: Strong, Oakley & Brennan (2014), Med. Decis. Making 34(3):311-326.
///     assumption   [n_world] its value in each world
///     n_shuffle    shuffles for `luck`, from a fixed seed
[[nodiscard]] PartialValue evppi(Worth worth, std::span<double const> assumption, std::uint32_t n_shuffle = 100);

/// Assumptions by what knowing each alone would be worth, the most telling first.
struct ToFindOut {
  struct One {
    std::size_t assumption = 0;
    double value = 0;
  };
  std::vector<One> by_value;
  double luck = 0;  ///< what the greatest value is among as many numbers that mean nothing, in 19 of 20 cases at most
};
///     assumptions   [n_assumption][n_world]; one that does not vary is left out
[[nodiscard]] ToFindOut find_out_first(Worth worth, std::span<std::vector<double> const> assumptions);

/// How much an option falls short of the best one, world by world.
struct Regret {
  double mean = 0;
  double most = 0;        ///< in its worst world
  double best_share = 0;  ///< worlds in which it is (among) the best
};
[[nodiscard]] std::vector<Regret> regrets(Worth worth);

}  // namespace wardmote::select
