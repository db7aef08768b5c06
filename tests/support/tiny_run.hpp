#pragma once

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "engine/measure/record.hpp"
#include "engine/run/simulation.hpp"
#include "tests/support/instructions.hpp"

namespace wardmote::support {

/// A tiny council, warm once, from which every test's runs go on.
struct Tiny {
  TinyScene scene{lively_parameters()};
  world::World warm = run::warm_up(scene.scene);
};

inline Tiny const& tiny() {
  static Tiny const made;
  return made;
}

struct Year {
  world::World world;
  measure::RunRecord record;
};

/// An outcome of what a run left, by its name.
template <class Run>
auto& outcome(Run& run, std::string_view id) {
  auto const specs = measure::outcome_specs();
  auto const found = std::ranges::find(specs, id, &measure::OutcomeSpec::id);
  return run.record.outcomes.at(static_cast<std::size_t>(found - specs.begin()));
}
/// Of a run that nothing else holds on to.
template <class Run>
double outcome(Run const&& run, std::string_view id) {
  return outcome(run, id);
}

/// Runs the year, or its first days, under a policy.
inline Year run_of(policy::Policy const& policy, int days = 365) {
  auto const& scene = tiny().scene.scene;
  Year result{tiny().warm, {}};
  auto const end = std::min(scene.hours.end, kernel::Time{} + kernel::days(days));
  result.record = run::run(scene, policy, std::vector{end}, result.world);
  return result;
}
inline Year run_of(std::vector<policy::Instruction> instructions, int days = 365) {
  return run_of(policy::Policy{"test", std::move(instructions), {}}, days);
}

template <class T>
bool same_bytes(std::vector<T> const& a, std::vector<T> const& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

/// Whether two runs left the same world, to the last bit.
inline ::testing::AssertionResult same(Year const& a, Year const& b) {
  auto const& x = a.world;
  auto const& y = b.world;
  if (x.adults.size() != y.adults.size() ||
      std::memcmp(x.adults.data(), y.adults.data(), x.adults.size() * sizeof(world::Adult)) != 0)
    return ::testing::AssertionFailure() << "adults differ";
  if (!same_bytes(x.relations.officer_view, y.relations.officer_view) ||
      !same_bytes(x.relations.standing, y.relations.standing) ||
      !same_bytes(x.relations.knows_who, y.relations.knows_who))
    return ::testing::AssertionFailure() << "relations differ";
  if (x.officer_free_at != y.officer_free_at) return ::testing::AssertionFailure() << "officers' time differs";
  if (!same_bytes(x.journal.officer_hours, y.journal.officer_hours) || !same_bytes(x.journal.money, y.journal.money))
    return ::testing::AssertionFailure() << "budgets differ";
  if (!same_bytes(a.record.outcomes, b.record.outcomes)) return ::testing::AssertionFailure() << "outcomes differ";
  return ::testing::AssertionSuccess();
}

inline Year const& baseline() {
  static Year const made = run_of(policy::Policy{});
  return made;
}

}  // namespace wardmote::support
