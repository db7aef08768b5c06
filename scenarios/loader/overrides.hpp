/// \file
/// `--set PATH=VALUE`: one dotted path names anything in a study. Private to the loader.
///
///     years, seed, mode, runs.worlds, outcomes.trust.matters, ...            what the study file says
///     parameters.p_misroute                                                  a number (certain in every world) or
///     parameters.p_misroute.value | .low | .high                             one of its three figures
///     scenarios.close_the_desk.levers.C006.does.1.share                      a lever's number, likewise; short names
///     do scenarios.close_the_desk.levers.C006.from | .until                     its window
///     levers.C006.does.1.share                                               the same in every scenario that uses C006
///
/// `.value` makes the number certain, as a plain number does: an option says what is, not what may be. To keep a range,
/// give the quantity in full, parameters.x={ value = ..., low = ..., ... }, or move .low and .high.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <toml++/toml.h>

#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

class Overrides {
 public:
  /// Splits and parses the options; a value that is not TOML is taken as text.
  explicit Overrides(std::vector<std::string> const& options);

  /// Moves what concerns the study file itself into its table.
  void apply_to_file(toml::table& study);
  /// Changes parameters.
  void apply_to_parameters(std::vector<ParameterValue>& parameters);
  /// Changes the levers of scenarios.
  void apply_to_scenarios(std::vector<Scenario>& scenarios);
  /// Refuses what none of the above knew, naming the nearest path of the study.
  void expect_all_applied(Study const& study) const;

 private:
  struct Option {
    std::string text;  ///< "--set years=1"
    std::string path;
    std::vector<std::string> parts;  ///< of the path
    toml::table holder;              ///< { v = VALUE }
    bool applied = false;

    [[nodiscard]] toml::node const& node() const { return *holder.get("v"); }
    [[nodiscard]] Place place() const { return {text}; }
  };

  /// Changes what the rest of the path names in a lever.
  static void apply_to_lever(Option& option, std::span<std::string const> rest, BoundLever& bound);

  std::vector<Option> options_;
};

/// All paths an option may name in a study, long forms and short.
std::vector<std::string> paths_of(Study const& study);

}  // namespace wardmote::loader
