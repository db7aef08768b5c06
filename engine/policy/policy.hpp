#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/policy/primitives.hpp"

namespace wardmote::policy {

/// How often an activity recurs.
enum class Period : std::uint8_t { once, week, month, quarter, year };

/// Which councillors an activity is for.
enum class CouncillorTarget : std::uint8_t { none, ward, cabinet, all };

/// One thing a policy does, with every number resolved to one world: what the engine acts on.
/// Strings and files end at the loader; here are indices and plain numbers.
struct Instruction {
  Primitive primitive{};
  std::uint32_t lever = 0;      ///< stable number of the lever, for random keys: from its id, never its place
  std::uint32_t step = 0;       ///< which [[lever.does]] of the lever
  std::chrono::sys_days from;   ///< first day in force
  std::chrono::sys_days until;  ///< first day no longer in force
  double delivery = 1;          ///< share that really happens [1]
  Period every = Period::once;
  CouncillorTarget councillors = CouncillorTarget::none;
  std::vector<std::uint32_t> services;  ///< services whose officers take part; empty: all
  std::vector<std::uint32_t> grades;    ///< grades that take part; empty: all
  std::vector<std::uint32_t> wards;     ///< where, ward indices; empty: everywhere
  std::vector<double> fields;           ///< [n_field of the primitive], in the order of its specification
};

/// What a lever costs beyond the hours its activities take.
enum class CostBasis : std::uint8_t { once, year, meeting, enquiry, case_closed, consultation, attendee };

/// One cost line of a lever, resolved.
struct CostLine {
  std::uint32_t lever = 0;
  CostBasis per = CostBasis::once;
  std::chrono::sys_days from;
  std::chrono::sys_days until;
  double delivery = 1;
  double officer_hours = 0;  ///< [h] for each unit of `per`
  double money = 0;          ///< [£] for each unit of `per`, officer hours apart
};

/// A scenario's policy, resolved to one world: a partial, dated change on the baseline. Empty: as found.
struct Policy {
  std::string id;
  std::vector<Instruction> instructions;
  std::vector<CostLine> costs;
};

}  // namespace wardmote::policy
