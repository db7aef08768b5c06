#include <string>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

namespace {

/// What this run fills in, in a few words each.
struct Filled {
  explicit Filled(Material const& m) {
    auto const& c = m.comparison;
    std::vector<std::string> titles;
    for (auto const& outcome : c.outcomes) titles.push_back(outcome.title);
    outcomes = fmt::format("{}", fmt::join(titles, "; "));
    titles.clear();
    for (auto const& scenario : c.scenarios) titles.push_back(scenario.title);
    scenarios = fmt::format("{}", fmt::join(titles, "; "));
    place = fmt::format("{}, {:g} years from {}{}", c.council, c.years, date_text(c.start),
                        m.scale < 1 ? fmt::format(", {:g} of the citizens simulated", m.scale) : "");
    runs = fmt::format("{} of assumptions, {} each in each of {}", counted(c.n_world, "set"),
                       counted(c.n_replication, "run"), counted(m.n_scenario(), "scenario"));
    n_parameter = std::to_string(c.study.value("parameters", json::object()).size());
    seed = c.study.contains("seed") ? c.study["seed"].dump() : "not recorded";
    warm_up = c.study.contains("warm_up_years") ? c.study["warm_up_years"].dump() + " years" : "not recorded";
    version = std::string(m.reader.layout().attribute("wardmote_version"));
    digest = m.digest;
  }
  std::string outcomes, scenarios, place, runs, n_parameter, seed, warm_up, version, digest;
};

json rows(std::initializer_list<std::pair<char const*, std::string>> const& list) {
  json all = json::array();
  for (auto const& [item, answer] : list) all.push_back({{"item", item}, {"answer", answer}});
  return all;
}

/// ODD+D: Mueller et al. (2013), Environmental Modelling & Software 48:37-48, table 1.
json odd(Filled const& run) {
  return rows({
      {"I.i Purpose",
       "To compare policies under stated assumptions before anyone commits resources. docs/model.md, 1."},
      {"I.ii Entities, state variables, scales",
       run.place + ". Adults, councillors, officers, services, wards. docs/model.md, 2."},
      {"I.iii Process overview and scheduling",
       "Discrete events in exact order of time, priority, first come. docs/model.md, 3."},
      {"II.i Theoretical and empirical background",
       "Queues, voice, trust as a belief that learns, contact between groups. docs/model.md, 4."},
      {"II.ii Individual decision making",
       "Fixed logits of a person's state; nobody optimises or foresees. docs/model.md, 7.1-7.3, 7.10."},
      {"II.iii Learning", "Beliefs, habit, councillors' knowledge of whom to ask. docs/model.md, 7.6, 7.8."},
      {"II.iv Individual sensing", "Own cases, what one is told, what ties tell. docs/model.md, 4."},
      {"II.v Individual prediction", "None."},
      {"II.vi Interaction",
       "Casework, conversation, talk; and through shared desks, lines and officers' time. docs/model.md, 4."},
      {"II.vii Collectives", "Wards, services, partners. docs/model.md, 4."},
      {"II.viii Heterogeneity", "Traits, rates of issues, casework of councillors. docs/model.md, 5."},
      {"II.ix Stochasticity", run.runs + "; chance and ignorance kept apart; same keys in every scenario."},
      {"II.x Observation", run.outcomes + "."},
      {"III.i Implementation", "C++20, open source; version " + run.version + "."},
      {"III.ii Initialisation",
       "People from council, seed and scale, the same in all runs; warm-up " + run.warm_up + ". docs/model.md, 5."},
      {"III.iii Input data", "The council's files, named with their digests below. docs/data.md."},
      {"III.iv Submodels", "docs/model.md, 7; " + run.n_parameter + " parameters listed on this page."},
  });
}

/// STRESS-ABS: Monks et al. (2019), Journal of Simulation 13(1):55-67.
json stress(Filled const& run) {
  return rows({
      {"1.1 Purpose of the model", "What follows from a change in how a council works; a what-if."},
      {"1.2 Model outputs", run.outcomes + "."},
      {"1.3 Experimentation aims", run.scenarios + ". Compared with the first."},
      {"2.1 Base model overview", "docs/model.md, 1-3."},
      {"2.2 Base model logic", "docs/model.md, 7."},
      {"2.3 Scenario logic",
       "Policies act on mechanisms, never on outcomes; listed under the assumptions of this page."},
      {"2.4 Algorithms", "docs/model.md, 7; docs/kernel.md."},
      {"2.5 Components", "Environment, agents, interactions: docs/model.md, 2 and 4."},
      {"3.1 Data sources", "docs/data.md; source and grade of each parameter on this page."},
      {"3.2 Pre-processing", "docs/data.md."},
      {"3.3 Input parameters", run.n_parameter + ", each with value, range, source and grade, on this page."},
      {"3.4 Assumptions", "Register of assumptions on this page; docs/model.md, 8."},
      {"4.1 Initialisation", "Warm-up " + run.warm_up + ", the same for all scenarios."},
      {"4.2 Run length", run.place + "."},
      {"4.3 Estimation approach", run.runs + "; paired differences, common random numbers."},
      {"5.1 Software", "Wardmote " + run.version + "."},
      {"5.2 Random sampling", "Keyed draws, Philox 4x32-10 (Random123); seed " + run.seed + "."},
      {"5.3 Model execution", "Events in exact order; the same digest for any number of threads."},
      {"5.4 System specification", "Any x86-64; numbers do not depend on the machine."},
      {"6.1 Computer model sharing", "Open source; results identified by digest " + run.digest + "."},
  });
}

}  // namespace

void checklists(Material const& m, json& page) {
  Filled const run(m);
  page["odd"] = odd(run);
  page["stress"] = stress(run);
}

}  // namespace wardmote::report
