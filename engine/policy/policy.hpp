#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/policy/primitives.hpp"
#include "engine/world/world.hpp"

namespace wardmote::policy {

/// How often an activity recurs.
enum class Period : std::uint8_t { once, week, month, quarter, year };

/// Which councillors an activity is for: those of each ward by themselves, or some of the whole council together.
enum class CouncillorTarget : std::uint8_t {
  none,
  ward,
  cabinet,
  all,
  portfolio,  ///< of the cabinet, who answer for the services named
  chairs,
  leaders,
  newcomers,
  long_serving,  ///< all but the newcomers
  back_bench
};

/// What a council can count or ask in its wards, and decide by.
enum class Observable : std::uint8_t {
  enquiries_in_time,
  told_share,
  fixed_share,
  news_early,
  responses,
  relation_councillors
};

/// A review: on one day something measured is held against a threshold, and levers that wait for it go on or not.
struct Review {
  Observable observable{};
  std::chrono::sys_days from;        ///< first day of the window in which it is counted
  std::chrono::sys_days on;          ///< day of the review: the window ends, the decision is taken
  std::vector<std::uint32_t> wards;  ///< where it is measured; empty: everywhere
  bool against_elsewhere = false;    ///< less what is measured in the other wards
  bool at_most = false;              ///< the condition: at most the threshold, else at least
  double threshold = 0;
};

/// What an instruction waits for: a review that finds its condition met, or not met.
struct Condition {
  static constexpr std::uint32_t none = 0xFFFFFFFFU;
  std::uint32_t review = none;  ///< index into Policy::reviews; none: it waits for nothing
  bool met = true;
  friend bool operator==(Condition const&, Condition const&) = default;
};

/// When something of a lever holds: from a day to a day, after a review, growing for a while.
struct Term {
  std::chrono::sys_days from;   ///< first day in force
  std::chrono::sys_days until;  ///< first day no longer in force
  double ramp = 0;              ///< time in which its dose grows in a straight line from nothing to all [month]
  Condition condition = {};
  friend bool operator==(Term const&, Term const&) = default;
};

/// One thing a policy does, with every number resolved to one world: what the engine acts on.
/// Strings and files end at the loader; here are indices and plain numbers.
struct Instruction {
  Primitive primitive{};
  std::uint32_t lever = 0;  ///< stable number of the lever, for random keys: from its id, never its place
  std::uint32_t step = 0;   ///< which [[lever.does]] of the lever
  Term term;
  double delivery = 1;  ///< share that really happens [1]
  double dose = 1;      ///< of that, what has grown, or not yet faded, by the day in question (policy_on) [1]
  double staffed = 1;   ///< share of its running hours for which there is staff on that day (policy_on) [1]
  Period every = Period::once;
  CouncillorTarget councillors = CouncillorTarget::none;
  std::vector<std::uint32_t> services;  ///< services whose officers take part; empty: all
  std::vector<std::uint32_t> staff;     ///< services whose staff run it; empty: all
  std::vector<std::uint32_t> grades;    ///< grades that take part; empty: all
  std::vector<std::uint32_t> wards;     ///< where, ward indices; empty: everywhere
  std::vector<double> fields;           ///< [n_field of the primitive], in the order of its specification

  /// Share of what is delivered that there is on the day in question.
  [[nodiscard]] double there_is() const { return dose * staffed; }
};

/// What a lever costs beyond the hours its activities take.
enum class CostBasis : std::uint8_t { once, year, meeting, enquiry, case_closed, consultation, attendee };

/// One cost line of a lever, resolved.
struct CostLine {
  std::uint32_t lever = 0;
  CostBasis per = CostBasis::once;
  Term term;
  double delivery = 1;
  double dose = 1;       ///< as an instruction's
  world::Outlay outlay;  ///< for each unit of `per`
};

/// A scenario's policy, resolved to one world: a partial, dated change on the baseline. Empty: as found.
struct Policy {
  std::string id;
  std::vector<Instruction> instructions;
  std::vector<CostLine> costs;
  std::vector<Review> reviews = {};
};

}  // namespace wardmote::policy
