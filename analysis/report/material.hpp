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

  [[nodiscard]] std::size_t n_scenario() const { return comparison.scenarios.size(); }
  [[nodiscard]] std::string const& title_of(std::size_t s) const { return comparison.scenarios[s].title; }
  [[nodiscard]] compare::Outcome const& outcome_of(Course const& course) const;
};

/// Fewer people than this are never shown apart.
constexpr double least_people = 10;

/// Optional text: absent rather than empty, so that its section is hidden.
json or_nothing(std::string const& text);

/// Proper minus signs.
std::string typeset(std::string text);

/// A verdict's class in the style sheet, its mark, its words.
char const* class_of(compare::Verdict verdict);
char const* mark_of(compare::Verdict verdict);
std::string verdict_text(compare::Contrast const& contrast);

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

/// "2 July 2018" of "2018-07-02"; anything else as it is.
std::string date_text(std::string const& iso);

/// "1 world", "2 worlds".
std::string counted(std::size_t n, std::string const& one);

}  // namespace wardmote::report
