#pragma once

#include <array>
#include <cstddef>

#include "analysis/compare/verdict.hpp"

namespace wardmote::report {

/// What stands for a verdict beside its words: a class in the style sheet, and a sign for those who see no colour.
struct Mark {
  char const* css_class;
  char const* sign;
};

/// In the order of compare::Verdict.
inline constexpr std::array<Mark, 5> marks{{
    {"better", "+"},
    {"worse", "\u2212"},
    {"same", "="},
    {"notworse", "\u2265"},
    {"unclear", "?"},
}};
constexpr char const* class_of(compare::Verdict verdict) { return marks[static_cast<std::size_t>(verdict)].css_class; }
constexpr char const* mark_of(compare::Verdict verdict) { return marks[static_cast<std::size_t>(verdict)].sign; }

}  // namespace wardmote::report
