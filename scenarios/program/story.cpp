#include "analysis/report/story.hpp"

#include <iostream>

#include <fmt/chrono.h>
#include <fmt/format.h>

#include "scenarios/experiment/story.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/session.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

int story(std::vector<std::string> const& arguments) {
  Arguments line("story", "STUDY.toml|DIR|RESULTS.h5",
                 "tells what one issue and one councillor's week go through, with a policy and without");
  line.options()("scenario", po::value<std::string>()->value_name("NAME")->default_value("all"),
                 "tell of this scenario only")(
      "citizen", po::value<std::uint32_t>()->value_name("ID"),
      "only issues of this invented citizen, counted from 0 among those simulated")(
      "replication", po::value<std::uint32_t>()->value_name("N")->default_value(0), "the key of chance")(
      "scale", po::value<double>()->value_name("F")->default_value(experiment::StoryOf{}.scale, "0.02"),
      "share of citizens simulated");
  add_set_option(line);
  line.add_help(
      "Runs the baseline and each scenario once, with central values and the same people. Of all issues taken to a\n"
      "councillor the middle one of those that went better is told, and the middle one of those that went worse;\n"
      "weeks likewise. An illustration, not evidence: all people are invented, and places are zones.");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const source = source_of(line.operand(0), line.texts("set"));
  auto const scale = line.value<double>("scale");
  if (!(scale > 0 && scale <= 1))
    throw loader::InputError({}, fmt::format("--scale {}: expected more than 0 and at most 1", scale));
  experiment::StoryOf of{.scale = scale, .replication = line.value<std::uint32_t>("replication")};
  if (line.has("citizen")) of.citizen = line.value<std::uint32_t>("citizen");
  auto const start = fmt::format("{:%F}", source.study.start);
  auto first = true;
  for (auto const& one : experiment::tell(
           source.study, experiment::scenarios_named(source.study, line.value<std::string>("scenario"), "--scenario"),
           of)) {
    std::cout << (first ? "" : "\n\n") << report::story_text(one, start);
    first = false;
  }
  return status_done;
}

}  // namespace wardmote::program
