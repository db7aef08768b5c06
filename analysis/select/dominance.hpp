#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace wardmote::select {

/// One option beside others: what it costs more than doing nothing and what it gains.
struct Priced {
  double cost = 0;
  double gain = 0;  ///< more is better
};

/// How an option stands among others when only cost and one gain count.
struct Standing {
  enum class Kind : std::uint8_t {
    frontier,   ///< no other gains as much for less
    dominated,  ///< another gains as much for less, or more for the same
    extended,   ///< a mixture of two others does
  } kind = Kind::frontier;
  std::size_t by = 0;        ///< which, where dominated
  double cost_per_gain = 0;  ///< on the frontier: against the next cheaper one there; NaN for the first. It rises
                             ///< along the frontier
};
std::string_view words(Standing::Kind kind);

/// Dominance and extended dominance, the steps of the frontier with what each further unit of gain costs.
/// Source: Drummond et al. (2015), Methods for the Economic Evaluation of Health Care Programmes, 4th ed., ch. 4.
[[nodiscard]] std::vector<Standing> frontier(std::span<Priced const> options);

/// Those on the frontier, the one that gains least first.
[[nodiscard]] std::vector<std::size_t> edge(std::span<Standing const> standings);

}  // namespace wardmote::select
