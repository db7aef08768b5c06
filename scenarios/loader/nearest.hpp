#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace wardmote::loader {

/// Letters to insert, delete, replace or swap with a neighbour to get from one word to the other, capitals alike
/// (optimal string alignment distance).
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The candidate somebody probably meant: fewest edits, at most a third of the letters (one at least); else nullopt.
std::optional<std::string> nearest(std::string_view word, std::span<std::string const> candidates);
std::optional<std::string> nearest(std::string_view word, std::span<std::string_view const> candidates);

/// What to say of a name that is not one of the candidates: "did you mean 'x'?", or the candidates if they are few.
std::string hint(std::string_view word, std::span<std::string const> candidates);
std::string hint(std::string_view word, std::span<std::string_view const> candidates);

/// "a, b or c"
std::string either(std::span<std::string_view const> words, std::string_view quote = "\"");

}  // namespace wardmote::loader
