#include "engine/measure/business.hpp"

#include <cstdint>

#include "engine/measure/trajectories.hpp"

namespace wardmote::measure {

namespace {

/// What a book grew by: a share or a mean of two of its sums.
template <class Book, class Part>
double mean_of(Book const& now, Book const& before, Part Book::*part, std::uint64_t Book::*whole) {
  return ratio(static_cast<double>(now.*part - before.*part), static_cast<double>(now.*whole - before.*whole));
}

/// Both kinds of body together.
world::PaperBook together(std::array<world::PaperBook, world::n_body_kind> const& books) {
  world::PaperBook sum;
  for (auto const& book : books) {
    sum.n += book.n;
    sum.own_rating += book.own_rating;
    sum.n_reading += book.n_reading;
    sum.use += book.use;
  }
  return sum;
}

}  // namespace

Business business_of(world::Journal const& now, world::Journal const& year_ago) {
  using world::DecisionBook, world::LengthBook, world::PaperBook;
  auto const decided = [&](std::uint64_t DecisionBook::*part, std::uint64_t DecisionBook::*whole) {
    return mean_of(now.decisions, year_ago.decisions, part, whole);
  };
  Business business;
  business.early = decided(&DecisionBook::early, &DecisionBook::taken);
  business.rushed = decided(&DecisionBook::rushed, &DecisionBook::taken);
  business.insight = decided(&DecisionBook::used_insight, &DecisionBook::taken);
  business.practice = decided(&DecisionBook::practice_done, &DecisionBook::practice_due);
  for (std::size_t kind = 0; kind < world::n_body_kind; ++kind) {
    auto const& book = now.papers[kind];
    auto const& before = year_ago.papers[kind];
    business.use[kind] = mean_of(book, before, &PaperBook::use, &PaperBook::n_reading);
    business.tabled[kind] = mean_of(book, before, &PaperBook::tabled, &PaperBook::n);
  }
  auto const all = together(now.papers), all_before = together(year_ago.papers);
  business.own_rating = mean_of(all, all_before, &PaperBook::own_rating, &PaperBook::n);
  business.reader_rating = mean_of(all, all_before, &PaperBook::use, &PaperBook::n_reading);
  for (std::size_t k = 0; k < world::n_length; ++k)
    business.use_by_length[k] = mean_of(now.lengths[k], year_ago.lengths[k], &LengthBook::use, &LengthBook::n);
  return business;
}

}  // namespace wardmote::measure
