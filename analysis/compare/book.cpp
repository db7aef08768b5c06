#include "analysis/compare/book.hpp"

#include <numeric>
#include <span>

namespace wardmote::compare {

Book::Book(results::Reader const& reader, Runs const& runs, char const* variable, std::size_t scenario)
    : scenario_(scenario), n_replication_(reader.size("replication")) {
  blocks_.resize(2 * n_replication_);
  for (auto const s : {std::size_t{0}, scenario}) {
    for (std::size_t k = 0; k < n_replication_; ++k) {
      if (!runs.done(s, k)) continue;
      auto block = reader.numbers(variable, {s, k});
      if (block.shape.size() > 1) n_column_ = block.shape[1];
      blocks_[at(s, k)] = std::move(block.values);
    }
  }
}

double Book::row(std::size_t scenario, std::size_t replication, std::size_t row) const {
  auto const of_row = std::span(blocks_[at(scenario, replication)]).subspan(row * n_column_, n_column_);
  return std::accumulate(of_row.begin(), of_row.end(), 0.0);
}

double Book::sum(std::size_t scenario, std::size_t replication) const {
  auto const& block = blocks_[at(scenario, replication)];
  return std::accumulate(block.begin(), block.end(), 0.0);
}

std::vector<double> Book::by_column(std::size_t scenario, std::size_t replication) const {
  auto const& block = blocks_[at(scenario, replication)];
  std::vector<double> sums(n_column_, 0);
  for (std::size_t i = 0; i < block.size(); ++i) sums[i % n_column_] += block[i];
  return sums;
}

}  // namespace wardmote::compare
