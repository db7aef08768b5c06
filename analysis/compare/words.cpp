#include "analysis/compare/words.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "engine/world/parameters.hpp"

namespace wardmote::compare {

Display display_of(Outcome const& outcome) {
  if (outcome.unit == "1") return {100, outcome.matters < 0.05 ? 1 : 0, "points", "%"};
  if (outcome.unit == "working day") return {1, 1, "days", "days"};
  if (outcome.unit == "SD") return {1, 2, "SD", "SD"};
  auto const size = std::abs(outcome.matters);
  return {1, size >= 10 ? 0 : size >= 1 ? 1 : 2, outcome.unit, outcome.unit};
}

namespace {

/// Digits with commas between thousands; the sign apart.
std::string digits(double value, int decimals) {
  auto text = fmt::format("{:.{}f}", std::abs(value), decimals);
  auto const point = std::min(text.find('.'), text.size());
  for (auto at = static_cast<std::ptrdiff_t>(point) - 3; at > 0; at -= 3)
    text.insert(static_cast<std::size_t>(at), ",");
  return text;
}

bool is_zero(std::string const& text) { return text.find_first_not_of("0.") == std::string::npos; }

/// To the nearest `step`, ten times finer below ten steps.
double rounded(double value, double step) {
  if (std::abs(value) < 10 * step) step /= 10;
  return step * std::round(value / step);
}

}  // namespace

std::string plain_text(double value, int decimals) {
  if (!std::isfinite(value)) return "n/a";
  auto const text = digits(value, decimals);
  return value < 0 && !is_zero(text) ? "-" + text : text;
}

std::string signed_text(double value, int decimals) {
  auto text = plain_text(value, decimals);
  return value > 0 && std::isfinite(value) && !is_zero(text) ? "+" + text : text;
}

std::string difference_text(Outcome const& outcome, double difference) {
  auto const display = display_of(outcome);
  return signed_text(display.factor * difference, display.decimals);
}

std::string range_text(Outcome const& outcome, Range const& range) {
  return difference_text(outcome, range.low) + " to " + difference_text(outcome, range.high);
}

std::string matters_text(Outcome const& outcome) {
  auto const display = display_of(outcome);
  auto const shown = display.factor * outcome.matters;
  return fmt::format("{:g} {} or less either way does not matter", shown,
                     shown == 1 && display.unit == "days" ? "day" : display.unit);
}

std::string hours_text(double hours) { return signed_text(rounded(hours, 100), 0); }

std::string pounds_text(double pounds) {
  auto const text = signed_text(rounded(pounds, 1'000), 0);
  if (text == "n/a") return text;
  auto const has_sign = text[0] == '+' || text[0] == '-';
  return (has_sign ? text.substr(0, 1) : "") + "£" + text.substr(has_sign ? 1 : 0);
}

std::string readable(std::string_view name) {
  for (std::string_view const prefix : {"parameters.", "levers."}) {
    if (name.starts_with(prefix)) name.remove_prefix(prefix.size());
  }
  std::string text;
  for (auto const c : name) {
    if (c == '.') {
      text += ", ";
    } else {
      text += c == '_' ? ' ' : c;
    }
  }
  return text;
}

std::string staff_name(std::string_view name) { return name == "not_said" ? "no service named" : readable(name); }

std::string meaning(std::string_view parameter) {
  constexpr std::string_view prefix = "parameters.";
  auto const name = parameter.starts_with(prefix) ? parameter.substr(prefix.size()) : parameter;
  for (auto const& spec : world::parameter_specs()) {
    if (spec.name == name) return fmt::format("{} ({})", spec.meaning, name);
  }
  return readable(parameter);
}

std::string turns_on_text(TurnsOn const& turns_on) {
  auto const named =
      fmt::format("{}; rank correlation {}", meaning(turns_on.parameter), signed_text(turns_on.rank_correlation, 2));
  if (!turns_on.stands_out) return "no one assumption stands out; closest: " + named;
  return fmt::format("it turns on {}; better in {} of {} worlds with more than {:.3g}, in {} of {} others", named,
                     turns_on.n_better_above, turns_on.n_above, turns_on.turns_at, turns_on.n_better_below,
                     turns_on.n_below);
}

std::string conditions_text(Conditions const& conditions) {
  std::vector<std::string> limits;
  for (auto const& limit : conditions.limits) {
    auto const name = meaning(limit.parameter);
    if (std::isinf(limit.high)) {
      limits.push_back(fmt::format("{} above {:.3g}", name, limit.low));
    } else if (std::isinf(limit.low)) {
      limits.push_back(fmt::format("{} below {:.3g}", name, limit.high));
    } else {
      limits.push_back(fmt::format("{} between {:.3g} and {:.3g}", name, limit.low, limit.high));
    }
  }
  return fmt::format("better in {} of {} worlds with {}; that is {} of the {} in which it is", conditions.n_better_in,
                     conditions.n_inside, fmt::join(limits, " and "), conditions.n_better_in, conditions.n_better);
}

bool is_felt(Outcome const& outcome) {
  for (std::string_view const feeling : {"trust", "influence", "relation"}) {
    if (outcome.id.starts_with(feeling)) return true;
  }
  return false;
}

std::string worlds_text(Judgement const& judgement) {
  auto const of_all = [&](std::size_t n) { return fmt::format("{} of {}", n, judgement.n_world); };
  switch (judgement.verdict) {
    case Verdict::better:
      return of_all(judgement.better.n);
    case Verdict::worse:
      return of_all(judgement.worse.n);
    case Verdict::no_difference:
      return of_all(judgement.within.n);
    case Verdict::not_worse:
      return of_all(judgement.not_worse.n);
    case Verdict::cannot_tell:
      break;
  }
  return fmt::format("{} / {} / {}", judgement.better.n, judgement.within.n, judgement.worse.n);
}

}  // namespace wardmote::compare
