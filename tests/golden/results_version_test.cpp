#include <bit>
#include <cstdint>
#include <span>

#include <gtest/gtest.h>

#include "engine/run/simulation.hpp"
#include "tests/support/instructions.hpp"

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

/// Every primitive at once, every field of each at a dose that shows.
policy::Policy everything(support::TinyScene const& tiny) {
  policy::Policy policy{"everything", {}, {}};
  for (auto const& spec : policy::primitive_specs()) {
    policy.instructions.push_back(support::full(tiny, spec.primitive, 0, 30, 300));
    policy.instructions.back().step = static_cast<std::uint32_t>(policy.instructions.size());
  }
  return policy;
}

// Results are named by the engine's version: a change that moves numbers must raise it, or a resumed study would mix
// two engines' numbers. When this fails: raise results_version if the change is meant, then write both numbers here.
TEST(Golden, NumbersMoveOnlyWithTheResultsVersion) {
  support::TinyScene const tiny(support::lively_parameters());
  auto const times = record_times(tiny.hours, RecordEvery::week);
  auto const warm = warm_up(tiny.scene);
  Digest digest;
  for (auto const& policy : {policy::Policy{}, everything(tiny)}) {
    auto world = warm;
    auto const record = run::run(tiny.scene, policy, times, world);
    ASSERT_GT(record.n_event, 5000U);
    for (auto const& series : record.series) digest.add(series);
    digest.add(record.response_days);
    digest.add(record.outcomes);
    digest.add(record.officer_hours);
    digest.add(record.councillor_hours);
    digest.add(record.cost);
    digest.add(record.contacts);
    digest.add(record.staff_hours);
  }
  EXPECT_EQ(results_version, 10U);
  EXPECT_EQ(digest.value(), 0xE3612E4DBC8748CCU) << std::hex << digest.value();
}

}  // namespace
}  // namespace wardmote::run
