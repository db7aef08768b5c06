/// \file
/// Sentences made by rule from a comparison, never claiming more than the shares of worlds do.
/// Whole days and points, hours to the nearest hundred, pounds to the nearest thousand; no stars, no 'significant', no
/// 'probability of success', nothing recommended.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/compare/comparison.hpp"

namespace wardmote::report {

/// An amount of change in everyday words: "about 3 days faster", "no change".
std::string change_text(compare::Outcome const& outcome, double difference);

/// "between 1 and 6 days faster", "between no change and 6 days faster", "between 2 days slower and 6 days faster".
std::string between_text(compare::Outcome const& outcome, compare::Range const& range);

/// The whole sentence for one outcome of one scenario, without the outcome's title.
std::string sentence(compare::Contrast const& contrast, compare::Outcome const& outcome);

/// "Of 8 outcomes 3 are better, 1 is worse ..." for scenario `s` (1 is the first after the baseline). Outcomes whose
/// verdict is `withheld` count for nothing else.
std::string summary(compare::Comparison const& comparison, std::size_t s, std::vector<bool> const& withheld = {});

/// "one, two and three".
std::string join_and(std::vector<std::string> const& parts);

/// Why no verdict is given: checks of the baseline that failed.
std::string withheld_sentence(std::vector<std::string> const& failed_checks);

/// What it takes: "about 2,600 more officer hours, ... and £79,000 more a year".
std::string cost_sentence(compare::Costs const& costs);

/// Whose work pays for it: "About 2,600 officer hours a year are taken from other work of the posts there are (between
/// 2,100 and 3,300)." Empty where the file does not tell.
std::string displaced_sentence(compare::Breakdown const& apart);

/// "Officer hours change most in roads (1,900 more) and enquiries desk (400 fewer)." Empty where none moves by 50.
std::string staff_sentence(compare::Breakdown const& apart);

/// "Residents' contacts a year: 1,200 fewer telephone and 900 more web." Likewise.
std::string contacts_sentence(compare::Breakdown const& apart);

/// How a verdict comes about, and how often the results were looked at for one.
std::string rule_sentence(compare::Rules const& rules);

/// What would narrow an assumption down, by its dotted name: "two weeks of diaries from 20 councillors". Suggestions of
/// ours, not results: nothing here says that it would settle the matter.
std::string how_to_find_out(std::string_view parameter);

}  // namespace wardmote::report
