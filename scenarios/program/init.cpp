#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "scenarios/loader/catalogue.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace fs = std::filesystem;

namespace {

// {0} council id, {1} its name, {2} the day it is described as found, {3} three months later, {4} its busiest service

constexpr std::string_view study_text =
    R"(# A study: one question, asked of one council, with several policies side by side.
#   wardmote check study.toml      is it sound?
#   wardmote plan study.toml       how many runs, how much disk?
#   wardmote run study.toml -o results
wardmote = 1
kind = "study"
id = "study"
title = "A first study of {1}"
question = "If ward officers met councillors every month: what would change, for whom, and at what cost?"

council = "{0}"          # a folder beside this file, or a shipped one: wardmote list councils
parameters = ["base"]    # what is known about people and services, with ranges: wardmote list parameters
baseline = "as_found"    # what everything is compared with
scenarios = ["monthly_meetings"]   # each a file beside this one, or shipped: wardmote list scenarios

start = {2}
years = 2
warm_up_years = 1        # run before the start, so that queues and habits have settled
seed = 1
mode = "uncertainty"     # or "chance": only the central values, to see chance alone
record_every = "week"

[runs]
worlds = 8               # draws of all we do not know; 32 or more for an answer worth acting on
replications = 2         # runs of each world, for chance

# Outcomes, each with the smallest difference that matters: set it before you see results.
[[outcome]]
id = "enquiry_days_p90"
title = "9 in 10 councillor enquiries are answered within ... working days"
better = "lower"
matters = 1
reason = "less than a day is within the week's swing"   # say why a smaller one does not matter
unit = "working day"

[[outcome]]
id = "relation"
title = "How councillors and officers rate working together"
better = "higher"
matters = 0.1
unit = "SD"

# A guard must only not get worse.
[[outcome]]
id = "trust"
title = "Adults who trust the council"
better = "higher"
matters = 0.01
unit = "1"
guard = true
)";

constexpr std::string_view scenario_text = R"(# A scenario: a partial, dated change on the baseline.
wardmote = 1
kind = "scenario"
id = "monthly_meetings"  # the name of this file
title = "Monthly meetings in every ward"
purpose = "Officers and councillors of a ward go through open cases together, once a month."

[[use]]
lever = "my_meetings"    # from levers.toml beside this file; shipped ones are listed by wardmote list levers
from = {3}               # first day in force; `until` would be the first day no longer in force
set = {{ hours_per_attendee = 1.5 }}   # a number of the lever made certain, for this scenario only
# where = {{ wards = ["..."] }}        # or {{ zone = "..." }}: only there
# if = "it_helps"                       # only if a [[review]] of that id finds its condition met (docs/model.md, 7.11)
)";

constexpr std::string_view lever_text =
    R"(# A lever: something a council can do, built of primitives (wardmote list primitives).
# Every number says how sure we are of it: value, low, high, unit, evidence and source.
wardmote = 1
kind = "lever"

[[lever]]
id = "my_meetings"
title = "Monthly ward meeting"
sources = ["our own idea"]
# how much of it really happens
delivery = {{ value = 0.8, low = 0.4, high = 1.0, unit = "share", evidence = "assumption", source = "first guess: meetings get cancelled" }}

[[lever.does]]
primitive = "MEET"       # wardmote explain MEET lists what else it takes
who = {{ councillors = "ward", officers = ["{4}"] }}
every = "month"
hours_per_attendee = {{ value = 2, low = 1, high = 3, unit = "h", evidence = "assumption", source = "an hour's meeting, with travel" }}
attendance_councillors = {{ value = 0.6, low = 0.3, high = 0.9, unit = "share", evidence = "assumption", source = "first guess" }}
attendance_officers = {{ value = 0.8, low = 0.5, high = 1.0, unit = "share", evidence = "assumption", source = "first guess" }}
agenda_cases = {{ value = 6, low = 3, high = 10, unit = "case", evidence = "assumption", source = "ten minutes each" }}
p_case_advanced = {{ value = 0.3, low = 0.0, high = 0.6, unit = "share", evidence = "assumption", source = "from no effect to six in ten" }}

[[lever.cost]]
line = "room and minutes"
per = "meeting"
officer_hours = {{ value = 2, low = 1, high = 4, unit = "h", evidence = "assumption", source = "invitation, minutes" }}
money = {{ value = 20, low = 0, high = 60, unit = "£", evidence = "assumption", source = "community centre, one hour" }}
)";

/// Writes a file that must not be there yet.
void write(fs::path const& path, std::string const& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw loader::InputError({path.string()}, fmt::format("cannot be written: {}", std::strerror(errno)));
}

}  // namespace

int init(std::vector<std::string> const& arguments) {
  Arguments line("init", "DIR",
                 "writes a small worked study to start from: a study, a scenario and a lever, with comments");
  line.options()("council", po::value<std::string>()->default_value("kirklees")->value_name("ID"),
                 "council it is about");
  if (!line.parse(arguments, 1, 1)) return status_done;

  // the council it is about
  auto const& id = line.value<std::string>("council");
  auto const councils = loader::Catalogue{}.councils();
  world::Council const* council = nullptr;
  std::vector<std::string> ids;
  for (auto const& entry : councils) {
    ids.push_back(entry.council.id);
    if (entry.council.id == id) council = &entry.council;
  }
  if (council == nullptr) {
    throw loader::InputError({}, fmt::format("init: there is no council '{}' ({})", id,
                                             loader::hint(id, std::span<std::string const>{ids})));
  }
  auto const busiest =
      std::max_element(council->services.begin(), council->services.end(),
                       [](auto const& a, auto const& b) { return a.enquiry_weight < b.enquiry_weight; });
  auto const start = loader::iso_date(council->as_found);
  auto const later = loader::iso_date(council->as_found + std::chrono::days{91});

  // nothing of anybody's is overwritten
  fs::path const folder{line.operand(0)};
  auto const files = std::to_array<std::pair<char const*, std::string_view>>(
      {{"study.toml", study_text}, {"monthly_meetings.toml", scenario_text}, {"levers.toml", lever_text}});
  std::error_code error;
  fs::create_directories(folder, error);
  if (error || !fs::is_directory(folder)) {
    throw loader::InputError(
        {folder.string()}, fmt::format("cannot be made: {}", error ? error.message() : "there is a file of that name"));
  }
  for (auto const& [name, text] : files) {
    if (fs::exists(folder / name))
      throw loader::InputError({(folder / name).string()}, "is there already and stays as it is");
  }
  for (auto const& [name, text] : files) {
    // {0} ... stand for what differs between councils
    write(folder / name, fmt::format(fmt::runtime(text), id, council->name, start, later, busiest->id));
    if (!line.quiet()) std::cout << (folder / name).string() << "\n";
  }
  if (!line.quiet()) message(fmt::format("next: wardmote check {}", (folder / "study.toml").string()));
  return status_done;
}

}  // namespace wardmote::program
