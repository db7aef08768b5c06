#include "analysis/report/material.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"

namespace wardmote::report {

using compare::Contrast;
using compare::Outcome;
using compare::Range;
using compare::Verdict;

namespace {

/// Ids of the checks that failed and measure an outcome, itself or by the series that show it.
std::vector<std::string> failed_of(Outcome const& outcome, json const& rows) {
  auto const* shown = shown_for(outcome.id);
  auto const is_of_outcome = [&](std::string const& name) {
    return name == outcome.id || (shown != nullptr && (name == shown->series || name == shown->by_group));
  };
  std::vector<std::string> failed;
  for (auto const& row : rows) {
    if (row.value("pass", json{}) != json(false)) continue;
    auto const measures = row.value("measures", std::vector<std::string>{});
    if (std::ranges::any_of(measures, is_of_outcome)) failed.push_back(row.at("id"));
  }
  return failed;
}

}  // namespace

Material::Material(results::Reader const& results, std::string results_digest, Options chosen)
    : reader(results),
      comparison(compare::compare(results, chosen.matters)),
      digest(std::move(results_digest)),
      options(std::move(chosen)) {
  auto const share = std::strtod(std::string(reader.layout().attribute("scale")).c_str(), nullptr);
  if (share > 0 && share < 1) scale = share;
  for (auto const& outcome : comparison.outcomes) {
    if (auto course = course_of(reader, outcome.id)) courses.push_back(std::move(*course));
    failed_checks.push_back(failed_of(outcome, options.baseline));
  }
}

std::string Material::changed_after_results() const {
  auto changed = options.changed;
  for (auto const& other : options.matters) {
    auto const& outcome = *std::ranges::find(comparison.outcomes, other.outcome, &Outcome::id);
    changed.push_back(fmt::format("{} (now: {})", outcome.title, compare::matters_text(outcome)));
  }
  if (changed.empty()) return "";
  return fmt::format(
      "The smallest difference that matters was changed after results were seen: {}. What is called a verdict here was "
      "not decided beforehand; treat it as exploration.",
      fmt::join(changed, "; "));
}

std::vector<bool> Material::withheld() const {
  std::vector<bool> all;
  for (auto const& failed : failed_checks) all.push_back(!failed.empty());
  return all;
}

Outcome const& Material::outcome_of(Course const& course) const {
  return *std::ranges::find(comparison.outcomes, course.shown.outcome, &Outcome::id);
}

json or_nothing(std::string const& text) { return text.empty() ? json(false) : json(text); }

std::string typeset(std::string text) {
  for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos;) {
    auto const before = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
    auto const after =
        at + 1 < text.size() && (std::isdigit(static_cast<unsigned char>(text[at + 1])) || text[at + 1] == '\xC2');
    if (before && after) text.replace(at, 1, "\u2212");
    ++at;
  }
  return text;
}

std::string verdict_text(Contrast const& contrast) {
  return contrast.identical ? "the same" : std::string(compare::words(contrast.judgement.verdict));
}

Verdict marked_as(Contrast const& contrast) {
  return contrast.identical ? Verdict::no_difference : contrast.judgement.verdict;
}

Scale scale_of(Course const& course) {
  if (course.units == "1" && course.shown.sum != Sum::total && course.shown.outcome != "relation") {
    return {100, 1, "points", "%"};
  }
  if (course.shown.sum == Sum::total) return {1, 0, "open enquiries", "open enquiries"};
  auto const unit = course.units == "1" ? "of 0 to 1" : course.units;
  return {1, 2, unit, unit};
}

bool is_own(Outcome const& outcome, Course const& course) {
  return outcome.unit == course.units && course.shown.sum != Sum::total;
}

double matters_in_series(Outcome const& outcome, Course const& course) {
  return is_own(outcome, course) ? outcome.matters : 0;
}

json cell(Range const& range, Scale const& scale, bool sign) {
  if (!std::isfinite(range.middle)) return {{"text", "n/a"}, {"range", ""}};
  auto const text = [&](double value) {
    return sign ? compare::signed_text(scale.factor * value, scale.decimals)
                : compare::plain_text(scale.factor * value, scale.decimals);
  };
  return {{"text", typeset(text(range.middle))}, {"range", typeset(text(range.low) + " to " + text(range.high))}};
}

json in_parts(json const& columns, json const& rows, std::size_t n_lead) {
  constexpr std::size_t widest = 8;
  auto const n = columns.size(), n_part = (n + widest - 1) / widest;
  json parts = json::array();
  for (std::size_t p = 0; p < n_part; ++p) {
    auto const first = p * n / n_part, last = (p + 1) * n / n_part;
    auto const slice = [&](json const& all, std::size_t lead) {
      json some(json::array());
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i < lead || (lead + first <= i && i < lead + last)) some.push_back(all[i]);
      }
      return some;
    };
    json part{{"part", n_part == 1 ? "" : fmt::format(", part {} of {}", p + 1, n_part)},
              {"columns", slice(columns, 0)},
              {"rows", json::array()}};
    for (auto row : rows) {
      row["cells"] = slice(row["cells"], n_lead);
      part["rows"].push_back(std::move(row));
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

std::string date_text(std::string const& iso) {
  int year = 0;
  unsigned month = 0, day = 0;
  constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
  if (std::sscanf(iso.c_str(), "%d-%u-%u", &year, &month, &day) != 3 || month < 1 || month > 12) return iso;
  return fmt::format("{} {} {}", day, months[month - 1], year);
}

std::string counted(std::size_t n, std::string const& one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); }

}  // namespace wardmote::report
