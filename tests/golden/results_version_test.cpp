#include <bit>
#include <cstdint>
#include <span>

#include <gtest/gtest.h>

#include "engine/run/simulation.hpp"
#include "tests/support/tiny_world.hpp"

namespace wardmote::run {
namespace {

using std::chrono::days;

/// Order and bits of all numbers, folded into one.
class Digest {
 public:
  template <class Number>
  void add(std::vector<Number> const& numbers) {
    for (auto const x : numbers) value_ = (value_ ^ std::bit_cast<std::uint64_t>(double{x})) * 0x9E3779B97F4A7C15U;
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 0;
};

/// Parameters under which a council of three thousand is busy: all kinds of events happen within a year.
world::Parameters busy() {
  auto p = support::plain_parameters();
  p.routine_contacts_per_adult_year = 2;
  p.consultations_per_year = 26;
  p.consultation_weeks = 6;
  p.contact_centre_fte = 1.5;
  p.call_handling_mean = 6;
  p.call_patience_mean = 4;
  p.call_tries = 3;
  p.voice_base = 1;
  p.patience_days = 5;
  p.expected_days = 5;
  p.ward_changes_per_year = 30;
  p.trust_learning = 0.1;
  p.influence_learning = 0.1;
  return p;
}

/// A policy with one instruction of each primitive that writes settings or plans activities.
policy::Policy some_policy(support::TinyScene const& tiny) {
  policy::Policy policy{"some", {}, {}};
  auto const instruct = [&](policy::Primitive primitive, std::string_view field, double value) {
    policy::Instruction instruction;
    instruction.primitive = primitive;
    instruction.lever = 7;
    instruction.step = static_cast<std::uint32_t>(policy.instructions.size());
    instruction.from = tiny.council.as_found + days(30);
    instruction.until = tiny.council.as_found + days(300);
    instruction.every = policy::Period::month;
    instruction.councillors = policy::CouncillorTarget::ward;
    for (auto const& spec : policy::spec_of(primitive).fields) instruction.fields.push_back(spec.neutral);
    instruction.fields[*policy::field_index(primitive, field)] = value;
    policy.instructions.push_back(instruction);
  };
  instruct(policy::Primitive::route, "handler_shown", 0.6);
  instruct(policy::Primitive::meet, "hours_per_attendee", 2);
  instruct(policy::Primitive::train, "uptake", 0.5);
  instruct(policy::Primitive::feedback, "told", 0.5);
  instruct(policy::Primitive::push, "news_rate_ratio", 2);
  return policy;
}

// Results are named by the engine's version: a change that moves numbers must raise it, or a resumed study would mix
// two engines' numbers. When this fails: raise results_version if the change is meant, then write both numbers here.
TEST(Golden, NumbersMoveOnlyWithTheResultsVersion) {
  support::TinyScene const tiny(busy());
  auto const times = record_times(tiny.hours, RecordEvery::week);
  auto const warm = warm_up(tiny.scene);
  Digest digest;
  for (auto const& policy : {policy::Policy{}, some_policy(tiny)}) {
    auto world = warm;
    auto const record = run::run(tiny.scene, policy, times, world);
    ASSERT_GT(record.n_event, 5000U);
    for (auto const& series : record.series) digest.add(series);
    digest.add(record.response_days);
    digest.add(record.outcomes);
    digest.add(record.officer_hours);
    digest.add(record.councillor_hours);
    digest.add(record.cost);
  }
  EXPECT_EQ(results_version, 2U);
  EXPECT_EQ(digest.value(), 0x207E1978EA8EF48AU) << std::hex << digest.value();
}

}  // namespace
}  // namespace wardmote::run
