#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/policy/policy.hpp"
#include "scenarios/loader/quantity.hpp"

namespace wardmote::loader {

/// A name as somebody wrote it, and where.
struct Name {
  std::string text;
  Place place;
};

/// Part of the council: a zone, a list of wards (name or code), or everywhere.
struct Where {
  std::optional<Name> zone;
  std::vector<Name> wards;
};

/// One field of a [[lever.does]] entry, in the order of the primitive's specification.
struct FieldValue {
  bool given = false;        ///< false: the neutral value
  std::uint32_t choice = 0;  ///< of a choice: index into FieldSpec::choices
  Quantity quantity;         ///< of a quantity
};

/// One [[lever.does]]: a primitive, for whom, where, how often.
struct Step {
  policy::Primitive primitive{};
  policy::Period every = policy::Period::once;
  policy::CouncillorTarget councillors = policy::CouncillorTarget::none;
  std::vector<Name> services;         ///< service ids; empty: all
  std::vector<Name> staff;            ///< services whose staff run it; empty: all
  std::vector<std::uint32_t> grades;  ///< world::Grade as numbers; empty: all
  Where where;
  std::vector<FieldValue> fields;  ///< [n_field of the primitive]
  Place place;
};

/// One [[lever.cost]] line.
struct Cost {
  std::string line;
  policy::CostBasis per = policy::CostBasis::once;
  Quantity officer_hours;   ///< [h] for each unit of `per`
  Quantity money;           ///< [£] for each unit of `per`
  Quantity resident_hours;  ///< [h] for each unit of `per`
  Quantity partner_hours;   ///< [h] for each unit of `per`
  Place place;
};

/// A lever: something a council can do, as catalogue row C... says it, on the engine's primitives.
struct Lever {
  std::string id;  ///< "C027"
  std::string title;
  std::vector<std::string> sources;
  std::string notes;
  std::string acts;                  ///< who acts on whom, as the sources say; may be empty
  std::string timing;                ///< when and how often, as the sources say; may be empty
  std::vector<std::uint32_t> moves;  ///< what the sources' authors believed it moves: index into move_names
  std::vector<Name> same_as;         ///< the levers it is only another name for; then all below is empty
  Quantity delivery;                 ///< share of it that really happens [share]
  Quantity ramp;                     ///< time until it is delivered in full [month]; 0: at once
  bool has_ramp = false;
  std::vector<Step> does;
  std::vector<Cost> costs;
  Place place;
};

/// Stable number of a lever for random keys: a hash of its id.
std::uint32_t lever_number(std::string_view id);

/// A lever in a scenario, bound to a council: dated, placed, its numbers changed by `set`.
struct BoundLever {
  Lever lever;                                       ///< with the scenario's own numbers
  std::chrono::sys_days from;                        ///< first day in force
  std::chrono::sys_days until;                       ///< first day no longer in force
  policy::Condition condition;                       ///< the review it waits for, if any
  std::vector<std::vector<std::uint32_t>> services;  ///< [n_step] service indices; empty: all
  std::vector<std::vector<std::uint32_t>> staff;     ///< [n_step] likewise
  std::vector<std::vector<std::uint32_t>> wards;     ///< [n_step] ward indices; empty: everywhere
  Place place;
};

/// One [[review]], as written.
struct ReviewEntry {
  Name id;
  std::chrono::sys_days from;
  std::chrono::sys_days on;
  policy::Observable observable{};
  std::optional<Where> where;
  bool against_elsewhere = false;
  bool at_most = false;
  double threshold = 0;
  std::string reason;
  Place place;
};

/// A review of a scenario, bound to a council.
struct BoundReview {
  std::string id;
  std::string reason;  ///< why this is measured and held against that threshold
  policy::Review review;
  Place place;
};

/// A scenario: a partial, dated change on the baseline.
struct Scenario {
  std::string id;
  std::string title;
  std::string purpose;
  std::string catalogue;  ///< S row; may be empty
  std::vector<BoundLever> levers;
  std::vector<BoundReview> reviews;
};

}  // namespace wardmote::loader
