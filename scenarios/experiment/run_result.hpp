#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/measure/record.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::experiment {

/// What names a run: the SHA-256 of all that decides its numbers (design §7). The same name is the same run, in any
/// study, folder or sweep.
class RunName {
 public:
  RunName() = default;
  /// Of the SHA-256 of a text.
  static RunName of(std::string_view text);
  /// From 64 hexadecimal digits; throws std::invalid_argument.
  static RunName from_hex(std::string_view digits);
  [[nodiscard]] std::string hex() const;
  auto operator<=>(RunName const&) const = default;

  struct Hash {
    std::size_t operator()(RunName const& name) const {
      std::size_t first = 0;
      std::memcpy(&first, name.bytes_.data(), sizeof first);
      return first;
    }
  };

 private:
  std::array<std::uint8_t, 32> bytes_{};
};

/// One variable of the results file, of one run.
struct RunArray {
  std::string name;
  std::variant<std::vector<float>, std::vector<double>> values;
};

/// What one run left, or why it left nothing.
struct RunResult {
  RunName name;
  std::string label;             ///< for people: "point 3, world 2, replication 5, fix_the_desk"
  std::string reason;            ///< why it failed; empty if it did not
  std::uint64_t n_event = 0;     ///< events run, warm-up excluded
  std::vector<RunArray> arrays;  ///< empty if it failed

  [[nodiscard]] bool failed() const { return !reason.empty(); }
};

/// Whether trajectories along that axis are kept.
bool kept(loader::Keep const& keep, measure::Axis axis);

/// The levers of a scenario, each once, in the order of their first use: their ids.
std::vector<std::string> levers_of(loader::Scenario const& scenario);
/// Levers of the scenario with the most of them.
std::size_t most_levers(loader::Study const& study);

/// What is kept of a run's record, as variables of the results file. Those by lever, alone, are as long as the scenario
/// has levers, so that a run stays the same when a study is extended.
std::vector<RunArray> arrays_of(measure::RunRecord const& record, loader::Keep const& keep,
                                loader::Scenario const& scenario);

/// As the results file has it: by lever, nothing is taken by the levers that only other scenarios have.
RunArray as_filed(RunArray array, std::size_t n_lever);

/// The first array with a value that cannot be: infinite anywhere, or hours or costs that are not numbers. Elsewhere
/// NaN says that nothing could be measured. Empty if there is none.
std::string not_finite(std::vector<RunArray> const& arrays);

}  // namespace wardmote::experiment
