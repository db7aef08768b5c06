/// \file
/// Numbers as people read them: units, signs, no more digits than they carry.
#pragma once

#include <string>
#include <string_view>

#include "analysis/compare/comparison.hpp"

namespace wardmote::compare {

/// How an outcome's numbers are shown.
struct Display {
  double factor = 1;  ///< shown = factor x measured: shares become percentage points
  int decimals = 1;
  std::string unit;        ///< of a difference: "days", "points"
  std::string level_unit;  ///< of a level: "days", "%"
};
Display display_of(Outcome const& outcome);

/// "+3.0", "-0.4", "0.0"; never "-0.0". "n/a" of NaN. Thousands have commas.
std::string signed_text(double value, int decimals);
/// The same without a plus sign.
std::string plain_text(double value, int decimals);

/// A difference of this outcome: "+3.0".
std::string difference_text(Outcome const& outcome, double difference);
/// "-5.0 to -1.2"
std::string range_text(Outcome const& outcome, Range const& range);
/// "2 days or less either way does not matter"
std::string matters_text(Outcome const& outcome);

/// Hours to the nearest hundred and pounds to the nearest thousand, ten times finer while below ten of those.
std::string hours_text(double hours);
std::string pounds_text(double pounds);

/// A dotted name for readers: "p misroute" of "parameters.p_misroute", "C027, hours" of "levers.C027.hours".
std::string readable(std::string_view name);
/// A service or grade for readers; "no service named" of "not_said".
std::string staff_name(std::string_view name);
/// What a parameter means, as the model says it, with its name: "adults who can name ... (p_councillor_known)";
/// readable() where it is none of the model's.
std::string meaning(std::string_view parameter);

/// "it turns on MEANING; rank correlation -0.82; better in 7 of 8 worlds with more than 0.27, in 1 of 8 others", "no
/// one assumption stands out; closest: ...".
std::string turns_on_text(TurnsOn const& turns_on);

/// "better in 12 of 13 worlds with p misroute above 0.27 and C027, hours below 3; that is 12 of 14 in which it is".
std::string conditions_text(Conditions const& conditions);

/// Whether an outcome is what people feel: no pound is ever divided by it.
bool is_felt(Outcome const& outcome);

/// "15 of 16": the worlds that agree with the verdict; of a `cannot tell`, better / within / worse.
std::string worlds_text(Judgement const& judgement);

}  // namespace wardmote::compare
