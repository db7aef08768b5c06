#include "scenarios/loader/nearest.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace wardmote::loader {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

template <class Word>
std::optional<std::string> nearest_of(std::string_view word, std::span<Word const> candidates) {
  auto const allowed = std::max<std::size_t>(1, std::min<std::size_t>(word.size() / 3, 6));
  std::optional<std::string> best;
  auto fewest = allowed + 1;
  for (auto const& candidate : candidates) {
    auto const longer = std::max(word.size(), candidate.size());
    if (longer - std::min(word.size(), candidate.size()) >= fewest) continue;
    auto const n_edit = edit_distance(word, candidate);
    if (n_edit < fewest && n_edit < longer) {
      fewest = n_edit;
      best = std::string{candidate};
    }
  }
  return best;
}

template <class Word>
std::string hint_of(std::string_view word, std::span<Word const> candidates) {
  constexpr std::size_t few = 12;
  if (auto const meant = nearest_of(word, candidates)) return fmt::format("did you mean '{}'?", *meant);
  if (candidates.empty()) return "there are none";
  std::vector<std::string_view> words(candidates.begin(), candidates.end());
  if (words.size() <= few) return "allowed: " + fmt::format("{}", fmt::join(words, ", "));
  words.resize(few);
  return fmt::format("allowed: {} ... ({} in all)", fmt::join(words, ", "), candidates.size());
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // three rows of the table of prefixes
  std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      auto const same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0U : 1U)});
      auto const swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[b.size()];
}

std::optional<std::string> nearest(std::string_view word, std::span<std::string const> candidates) {
  return nearest_of(word, candidates);
}
std::optional<std::string> nearest(std::string_view word, std::span<std::string_view const> candidates) {
  return nearest_of(word, candidates);
}
std::string hint(std::string_view word, std::span<std::string const> candidates) { return hint_of(word, candidates); }
std::string hint(std::string_view word, std::span<std::string_view const> candidates) {
  return hint_of(word, candidates);
}

std::string either(std::span<std::string_view const> words, std::string_view quote) {
  std::string text;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) text += i + 1 == words.size() ? " or " : ", ";
    text += fmt::format("{0}{1}{0}", quote, words[i]);
  }
  return text;
}

}  // namespace wardmote::loader
