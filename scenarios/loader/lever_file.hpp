#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "scenarios/loader/lever.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

// Words of lever files, in the order of the engine's enumerations.
inline constexpr auto period_names = std::to_array<std::string_view>({"once", "week", "month", "quarter", "year"});
inline constexpr auto councillor_names = std::to_array<std::string_view>(
    {"none", "ward", "cabinet", "all", "portfolio", "chairs", "leaders", "newcomers", "long_serving", "back_bench"});
inline constexpr auto grade_names = std::to_array<std::string_view>({"frontline", "middle", "senior"});
inline constexpr auto cost_basis_names =
    std::to_array<std::string_view>({"once", "year", "meeting", "enquiry", "case", "consultation", "attendee"});

// What the sources' authors believed a lever moves (catalogue section C, column `moves`): a belief, not a result.
inline constexpr auto move_names = std::to_array<std::string_view>(
    {"trust", "participation", "response", "knowledge", "influence", "cost", "belonging", "conduct", "uptake"});

inline constexpr QuantityRule delivery_rule{"share", 0, 1};
inline constexpr QuantityRule cost_hours_rule{"h", 0, 1e6};
inline constexpr QuantityRule cost_money_rule{"£", 0, 1e9};
inline constexpr QuantityRule ramp_rule{"month", 0, 120};

/// What a cost line can state, each by itself.
struct CostPart {
  std::string_view key;
  Quantity Cost::*member;
  QuantityRule rule;
};
inline constexpr auto cost_parts = std::to_array<CostPart>({{"officer_hours", &Cost::officer_hours, cost_hours_rule},
                                                            {"money", &Cost::money, cost_money_rule},
                                                            {"resident_hours", &Cost::resident_hours, cost_hours_rule},
                                                            {"partner_hours", &Cost::partner_hours, cost_hours_rule}});

/// Whether a primitive has staff of its own who run it, month by month.
bool has_staff(policy::Primitive primitive);

/// Whom a step of a primitive can name under `who`: of councillors, officers (services) and grades.
std::span<std::string_view const> who_keys(policy::Primitive primitive);

/// What a quantity field of a primitive may be.
QuantityRule rule_of(policy::FieldSpec const& field);

/// All levers of a file.
std::vector<Lever> read_levers(Document const& document);

/// The lever of that id in a file that has it.
Lever read_lever(Document const& document, std::string_view id);

/// A lever that acts by itself, and the file it stands in.
struct ActingLever {
  Lever lever;
  Document const* document;
};

/// What acts when a lever is used: itself or, where it is only another name, those it is the same as, each once.
/// `from` is the file that names it. Throws InputError at an unknown name or a loop.
std::vector<ActingLever> acting_levers(Library& library, Name const& id, std::string const& from);

/// `where = { zone = "North" }` or `{ wards = [...] }`.
Where read_where(toml::node const& node, std::string const& path);

/// A lever's number by name: `delivery`, a field of one of its steps or cost lines ("hours_per_attendee"), which must
/// then be the only one of that name, or "does.1.share", "cost.2.money" counted from 1.
struct LeverNumber {
  std::string name;  ///< in full: "delivery", "does.1.share", "cost.2.money"
  Quantity* quantity = nullptr;
  QuantityRule rule;
  bool* given = nullptr;  ///< of a field: set once it has a value
};

/// All numbers of a lever under their full names, absent fields of its steps included.
std::vector<LeverNumber> numbers_of(Lever& lever);

/// The same to look at: full name, quantity and whether the file gives it.
struct NamedQuantity {
  std::string name;
  Quantity const* quantity = nullptr;
  bool given = true;
};
std::vector<NamedQuantity> numbers_of(Lever const& lever);

/// The number meant by a full or short name; throws InputError at `place` with the nearest.
LeverNumber find_number(Lever& lever, std::string_view name, Place const& place);

}  // namespace wardmote::loader
