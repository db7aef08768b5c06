/// \file
/// History matching: which inputs the targets do not rule out, wave by wave, and of those the nearest to a given point.
///
/// A point is ruled out where, for some target, the emulator's number is more than three standard deviations outside
/// what is acceptable: of the emulator, and of the chance that all told numbers share where points are run with common
/// random numbers. Each wave's points come from what the waves before left; emulators get better as the space gets
/// smaller. What is left is a set, not a probability: wide where the targets say nothing.
/// Source: Vernon, Goldstein & Bower (2010), "Galaxy formation: a Bayesian uncertainty analysis", Bayesian Analysis
/// 5(4):619-669; three standard deviations: Pukelsheim (1994), Am. Stat. 48(2):88-91. Sampling of a small set by
/// lowering a threshold step by step: Williamson & Vernon (2013), arXiv:1309.3520.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/calibrate/emulator.hpp"

namespace wardmote::calibrate {

using Point = std::vector<double>;  ///< [n_input], each coordinate in [-1, 1] of its range

/// What a number should be: anything from low to high is as good.
struct Target {
  std::string id;
  double low = 0;
  double high = 0;

  /// How far outside, 0 inside.
  [[nodiscard]] double miss(double x) const;
};

/// Ask for points, run the model there, tell what came out; the same answers for the same seed and the same told.
class HistoryMatch {
 public:
  HistoryMatch(std::size_t n_input, std::vector<Target> targets, std::uint64_t seed);

  /// `n` points not ruled out, spread evenly over them; before anything is told a Latin hypercube.
  [[nodiscard]] std::vector<Point> ask(std::size_t n) const;

  /// A wave: values [n_target][n_point]; chance [n_target], the standard deviation that all of a target's numbers share
  /// by chance. What no point of the first wave comes near is set aside: nothing within the ranges would be left.
  /// Throws std::invalid_argument where too few are finite.
  void tell(std::vector<Point> const& points, std::vector<std::vector<double>> const& values,
            std::vector<double> const& chance);

  /// The greatest over targets and waves; a point with more than `cut_off` is ruled out. 0 before anything is told.
  [[nodiscard]] double implausibility(Point const& point) const;
  static constexpr double cut_off = 3;

  /// The point that moves fewest inputs least from `centre` such that the last wave's emulators meet `aims` (narrower
  /// than the targets, perhaps, so that single runs meet them too) or miss them least. Starts from the points given.
  /// Where that gains less than one standard deviation, which nobody could tell, and `centre` is not ruled out:
  /// `centre`.
  [[nodiscard]] Point nearest(Point const& centre, std::span<Point const> from, std::span<Target const> aims) const;

  /// Targets set aside, rising.
  [[nodiscard]] std::vector<std::size_t> aside() const;

  [[nodiscard]] std::size_t n_wave() const { return waves_.size(); }
  [[nodiscard]] std::vector<Emulator> const& emulators() const { return waves_.back().emulators; }  ///< [n_target]

 private:
  struct Wave {
    std::vector<Emulator> emulators;  // [n_target]
    std::vector<double> chance;       // [n_target] variance
  };

  /// By how many standard deviations a wave's number at a point is outside a target; 0 for one set aside.
  [[nodiscard]] double deviation(Wave const& wave, std::size_t t, Target const& target, Point const& point) const;
  [[nodiscard]] bool near(std::size_t t, std::span<Point const> points) const;   // in the wave told last
  [[nodiscard]] double implausibility(Point const& point, double enough) const;  // exact up to `enough`
  [[nodiscard]] std::vector<std::size_t> active() const;                         // inputs of any emulator, rising
  [[nodiscard]] double missed(Point const& point, std::span<Target const> aims) const;

  std::size_t n_input_;
  std::vector<Target> targets_;
  std::uint64_t seed_;
  std::vector<bool> aside_;  // [n_target]
  std::vector<Wave> waves_;
};

}  // namespace wardmote::calibrate
