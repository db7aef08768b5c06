#pragma once

#include <cstddef>
#include <vector>

#include "analysis/compare/range.hpp"
#include "analysis/compare/runs.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::compare {

/// One variable of every run of the baseline and of a scenario, read once: [row x column], columns fastest. The
/// variable has the axes scenario, replication, rows and, unless it is one column, columns.
class Book {
 public:
  Book(results::Reader const& reader, Runs const& runs, char const* variable, std::size_t scenario);

  [[nodiscard]] double row(std::size_t scenario, std::size_t replication, std::size_t row) const;
  [[nodiscard]] double sum(std::size_t scenario, std::size_t replication) const;
  [[nodiscard]] double value(std::size_t scenario, std::size_t replication, std::size_t row, std::size_t column) const {
    return blocks_[at(scenario, replication)][row * n_column_ + column];
  }
  [[nodiscard]] std::vector<double> by_column(std::size_t scenario, std::size_t replication) const;

 private:
  [[nodiscard]] std::size_t at(std::size_t s, std::size_t k) const { return (s == scenario_ ? n_replication_ : 0) + k; }
  std::size_t n_column_ = 1, scenario_, n_replication_;
  std::vector<std::vector<double>> blocks_;
};

/// Differences to the baseline of what a function makes of a run, over worlds.
template <class Value>
[[nodiscard]] Range range_over_worlds(Runs const& runs, std::size_t scenario, Value&& value) {
  return range_of(world_means(pairs_of(runs, scenario, value).difference));
}

}  // namespace wardmote::compare
