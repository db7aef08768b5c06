/// \file
/// What the sections of the page are made from, and the small text work they share.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/comparison.hpp"
#include "analysis/report/bands.hpp"
#include "analysis/report/marks.hpp"
#include "analysis/report/report.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::report {

using nlohmann::json;

/// A study's results, read and compared once.
struct Material {
  Material(results::Reader const& results, std::string results_digest, Options chosen);

  results::Reader const& reader;
  compare::Comparison comparison;
  std::string digest;
  Options options;
  double scale = 1;             ///< share of the citizens that was simulated
  std::vector<Course> courses;  ///< of the headline outcomes that have one
  /// [n_outcome] failed checks of the baseline that measure the outcome; its verdict is withheld where there are any.
  std::vector<std::vector<std::string>> failed_checks;

  [[nodiscard]] std::size_t n_scenario() const { return comparison.scenarios.size(); }
  [[nodiscard]] std::string const& title_of(std::size_t s) const { return comparison.scenarios[s].title; }
  [[nodiscard]] compare::Outcome const& outcome_of(Course const& course) const;
  /// Whether the baseline failed a check that measures this outcome: no verdict is shown then.
  [[nodiscard]] bool withheld(std::size_t outcome) const { return !failed_checks[outcome].empty(); }
  [[nodiscard]] std::vector<bool> withheld() const;  ///< [n_outcome]
  /// What stands across the page where a smallest difference is not the one set before results; else empty.
  [[nodiscard]] std::string changed_after_results() const;
};

/// Fewer people than this are never shown apart.
using compare::least_people;

/// Optional text: absent rather than empty, so that its section is hidden.
json or_nothing(std::string const& text);

/// Proper minus signs.
std::string typeset(std::string text);

/// A verdict in words, and as what it is marked: what is the same in every run needs no verdict to be called so.
std::string verdict_text(compare::Contrast const& contrast);
compare::Verdict marked_as(compare::Contrast const& contrast);

/// How numbers of a series are shown: a factor, digits, a unit.
struct Scale {
  double factor = 1;
  int decimals = 1;
  std::string difference_unit, level_unit;
};
Scale scale_of(Course const& course);

/// Whether the series shows the outcome itself, not something that moves with it.
bool is_own(compare::Outcome const& outcome, Course const& course);

/// Half the strip of what is too small to matter, in the series' own units; 0 where the outcome is measured otherwise.
double matters_in_series(compare::Outcome const& outcome, Course const& course);

/// A cell of a table: the middle, and below it the range.
json cell(compare::Range const& range, Scale const& scale, bool sign = true);

/// A table with a column for each policy, side by side as many as a screen and a sheet of paper hold: a list of tables,
/// each with its `columns` and `rows`, and `part` to tell them apart where they are several.
///     columns   [n_policy]
///     rows      each with `cells`, [n_lead + n_policy]; the first `n_lead` stand in every part
json in_parts(json const& columns, json const& rows, std::size_t n_lead = 0);

/// "2 July 2018" of "2018-07-02"; anything else as it is.
std::string date_text(std::string const& iso);

/// "1 world", "2 worlds".
std::string counted(std::size_t n, std::string const& one);

}  // namespace wardmote::report
