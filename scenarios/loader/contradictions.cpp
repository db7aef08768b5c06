#include "scenarios/loader/contradictions.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "scenarios/loader/input_error.hpp"

namespace wardmote::loader {

namespace {

/// One step of one lever of the scenario.
struct Claim {
  BoundLever const* bound;
  std::size_t number;

  [[nodiscard]] Step const& step() const { return bound->lever.does[number]; }
  [[nodiscard]] bool is(policy::Primitive primitive) const { return step().primitive == primitive; }
  [[nodiscard]] double operator()(std::string_view field) const { return value(field).quantity.value; }
  [[nodiscard]] std::string_view word(std::string_view field) const {
    auto const index = *policy::field_index(step().primitive, field);
    return policy::spec_of(step().primitive).fields[index].choices[step().fields[index].choice];
  }

 private:
  [[nodiscard]] FieldValue const& value(std::string_view field) const {
    return step().fields[*policy::field_index(step().primitive, field)];
  }
};

bool meet(Claim const& a, Claim const& b) {
  if (a.bound->from >= b.bound->until || b.bound->from >= a.bound->until) return false;
  auto const &waits_a = a.bound->condition, &waits_b = b.bound->condition;
  if (waits_a.review == waits_b.review && waits_a.met != waits_b.met) return false;
  auto const& wards_a = a.bound->wards[a.number];
  auto const& wards_b = b.bound->wards[b.number];
  std::vector<std::uint32_t> both;
  std::set_intersection(wards_a.begin(), wards_a.end(), wards_b.begin(), wards_b.end(), std::back_inserter(both));
  return wards_a.empty() || wards_b.empty() || !both.empty();
}

/// What two steps that meet contradict each other in; empty if they do not.
std::string contradiction(Claim const& a, Claim const& b) {
  using enum policy::Primitive;
  if (a.is(decide) && b.is(decide)) {
    auto const levels =
        a.word("level") != b.word("level") && a.word("level") != "consult" && b.word("level") != "consult";
    if (levels && a("share") + b("share") > 1) {
      return fmt::format("holds {} of all exercises to {}, where {} are held to {}: more than all of them", a("share"),
                         a.word("level"), b("share"), b.word("level"));
    }
    if (a("weeks") * b("weeks") < 0) return "changes the time to take part one way, where it is changed the other way";
  }
  auto const closes_desk = a.is(route) && a.word("path") == "direct" && a("share") >= 1;
  if (closes_desk && b.is(capacity) && b.word("server") == "desk" && b("fte") > 0)
    return "closes the desk, to which staff is added";
  return {};
}

}  // namespace

void refuse_contradictions(Scenario const& scenario) {
  std::vector<Claim> claims;
  for (auto const& bound : scenario.levers) {
    for (std::size_t i = 0; i < bound.lever.does.size(); ++i) claims.push_back({&bound, i});
  }
  for (auto const& a : claims) {
    for (auto const& b : claims) {
      if (&a == &b || !meet(a, b)) continue;
      if (auto const why = contradiction(a, b); !why.empty()) {
        throw InputError(a.step().place, fmt::format("scenario {}: lever {} {} (lever {}, see {})", scenario.id,
                                                     a.bound->lever.id, why, b.bound->lever.id, b.step().place.text()));
      }
    }
  }
}

}  // namespace wardmote::loader
