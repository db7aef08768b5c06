#pragma once

#include <algorithm>
#include <chrono>
#include <string_view>

#include "engine/policy/policy.hpp"
#include "tests/support/tiny_world.hpp"

namespace wardmote::support {

/// An instruction in which every field changes nothing, in force from one day of the tiny council's year to another.
inline policy::Instruction neutral(TinyScene const& tiny, policy::Primitive primitive, int from = 0, int until = 365) {
  policy::Instruction instruction;
  instruction.primitive = primitive;
  instruction.lever = 7;
  instruction.term.from = tiny.council.as_found + std::chrono::days(from);
  instruction.term.until = tiny.council.as_found + std::chrono::days(until);
  for (auto const& field : policy::spec_of(primitive).fields) instruction.fields.push_back(field.neutral);
  return instruction;
}

inline void set(policy::Instruction& instruction, std::string_view field, double value) {
  instruction.fields.at(policy::field_index(instruction.primitive, field).value()) = value;
}

/// Chooses a word of a field.
inline void choose(policy::Instruction& instruction, std::string_view field, std::string_view word) {
  auto const index = policy::field_index(instruction.primitive, field).value();
  auto const& choices = policy::spec_of(instruction.primitive).fields[index].choices;
  auto const at = std::find(choices.begin(), choices.end(), word);
  instruction.fields[index] = static_cast<double>(at - choices.begin());
}

/// A dose that shows, by a field's unit.
inline double strong(policy::FieldSpec const& field) {
  auto const dose = [&]() -> double {
    if (field.unit == "share") return 0.8;
    if (field.unit == "1/month") return 0.1;
    if (field.unit == "1" && field.minimum < 0) return 0.3;  // a quality
    if (field.unit == "£/year") return 5000;
    if (field.unit == "h/month") return 40;
    if (field.unit == "1/year") return 12;
    if (field.unit == "person") return 50;
    return 2;
  };
  return std::clamp(dose(), field.minimum, field.maximum);
}

/// Every field of a primitive at a dose that shows, for everybody; of choices the one named, else the first.
inline policy::Instruction full(TinyScene const& tiny, policy::Primitive primitive, std::size_t choice = 0,
                                int from = 0, int until = 365) {
  auto instruction = neutral(tiny, primitive, from, until);
  auto const fields = policy::spec_of(primitive).fields;
  for (std::size_t f = 0; f < fields.size(); ++f) {
    if (fields[f].type == policy::FieldType::quantity) instruction.fields[f] = strong(fields[f]);
    if (fields[f].type == policy::FieldType::choice && fields[f].required)
      instruction.fields[f] = static_cast<double>(std::min(choice, fields[f].choices.size() - 1));
  }
  instruction.every = policy::spec_of(primitive).recurs ? policy::Period::month : policy::Period::once;
  instruction.councillors = policy::CouncillorTarget::ward;
  return instruction;
}

/// Parameters under which things happen in a tiny council.
inline world::Parameters lively_parameters() {
  auto p = plain_parameters();
  p.issues_per_adult_year = 1;
  p.pareto_index = 1.3;
  p.pareto_cap = 100;
  p.voice_base = -0.5;
  p.routine_contacts_per_adult_year = 1;
  p.call_handling_mean = 5;
  p.call_patience_mean = 10;
  p.call_tries = 3;
  p.phone_weight = p.web_weight = 0.5;
  p.surgery_interval = 4;
  p.desk_pass_minutes = p.desk_close_minutes = p.desk_chase_minutes = 10;
  p.chase_after = 6;
  p.chase_every = 8;
  p.officer_hours_day = 7.4;
  p.core_work_share = 0.8;
  p.attention_median = 2;
  p.attention_sigma = 0.9;
  p.touch_median = 45;
  p.touch_sigma = 0.9;
  p.stuck_share = 0.3;
  p.stuck_median = 20;
  p.request_delay_median = 5;
  p.request_touch_minutes = 20;
  p.expected_days = 8;
  p.patience_days = 10;
  p.trust_mean = 0.57;
  p.trust_sd = p.influence_sd = 0.2;
  p.trust_learning = p.influence_learning = 0.04;
  p.trust_asymmetry = 2;
  p.honest_no = 0.35;
  p.consultations_per_year = 26;
  p.consultation_weeks = 6;
  p.decision_weeks = 4;
  p.p_aware_open_call = 0.05;
  p.p_aware_bound = 0.09;
  p.asks_per_adult_year = 0.6;
  p.respond_open = -1;
  p.respond_asked = -0.6;
  p.fatigue_half_life = 5;
  p.consultation_hours = 60;
  p.consultation_cost = 1000;
  p.part_score_changed = 0.85;
  p.part_score_no = 0.55;
  p.part_score_silence = 0.35;
  p.relation_base_officer = p.relation_base_councillor = 0.5;
  p.relation_half_life = 18;
  p.relation_learning = 0.06;
  p.relation_asymmetry = 2;
  p.contact_quality_mean = 0.3;
  p.contact_quality_sd = 0.5;
  p.bad_contact_quality = -0.3;
  p.base_contacts_month = 8;
  p.officer_churn = 0.05;
  p.ward_changes_per_year = 20;
  p.news_member_rate = p.news_press_rate = p.news_public_rate = 1;
  p.news_zone_ratio = 1.3;
  p.collaborate_hours_ratio = 3;
  p.empower_hours_ratio = 4;
  p.deep_weight = 1.5;
  p.asking_minutes = 30;
  p.outreach_asks_hour = 4;
  p.hours_per_active = 10;
  p.grant_per_active = 500;
  p.active_half_life = 24;
  p.urgent_minutes = 10;
  p.contact_on = p.talk_on = 1;
  p.tenant_share = p.claimant_share = 0.12;
  p.association_share = 0.03;
  p.common_shock_sd = 0.08;
  p.talk_mean = 1.5;
  p.n_tie = 8;
  return p;
}

}  // namespace wardmote::support
