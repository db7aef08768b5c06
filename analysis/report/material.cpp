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

Material::Material(results::Reader const& results, std::string results_digest, Options chosen)
    : reader(results),
      comparison(compare::compare(results)),
      digest(std::move(results_digest)),
      options(std::move(chosen)) {
  auto const share = std::strtod(std::string(reader.layout().attribute("scale")).c_str(), nullptr);
  if (share > 0 && share < 1) scale = share;
  for (auto const& outcome : comparison.outcomes) {
    if (auto course = course_of(reader, outcome.id)) courses.push_back(std::move(*course));
  }
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

char const* class_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return "better";
    case Verdict::worse:
      return "worse";
    case Verdict::no_difference:
      return "same";
    case Verdict::not_worse:
      return "notworse";
    case Verdict::cannot_tell:
      break;
  }
  return "unclear";
}
char const* mark_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return "+";
    case Verdict::worse:
      return "\u2212";
    case Verdict::no_difference:
      return "=";
    case Verdict::not_worse:
      return "\u2265";
    case Verdict::cannot_tell:
      break;
  }
  return "?";
}

std::string verdict_text(Contrast const& contrast) {
  return contrast.identical ? "the same" : std::string(compare::words(contrast.judgement.verdict));
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
