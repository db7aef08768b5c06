#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

void made(Material const& m, json& page) {
  auto const& study = m.comparison.study;
  page["method_sentence"] = fmt::format(
      "Every resident, officer and councillor is simulated, event by event, under the baseline and each policy, with "
      "the same people, "
      "the same issues and the same luck (common random numbers), so that what differs comes from the policy. Every "
      "set of assumptions is "
      "run {} time{}; chance and ignorance are told apart by a random-effects analysis of variance. All is drawn "
      "from one seed and can be "
      "repeated to the last digit.",
      m.comparison.n_replication, m.comparison.n_replication == 1 ? "" : "s");
  page["facts_made"] = json::array();
  page["inputs"] = json::array();
  auto const fact = [&](std::string const& name, std::string const& text) {
    if (!text.empty()) page["facts_made"].push_back({{"name", name}, {"text", text}});
  };
  fact("Digest of the results", m.digest);
  fact("Seed", study.contains("seed") ? study["seed"].dump() : "");
  fact("Mode", m.comparison.mode);
  fact("Worlds \u00d7 replications", fmt::format("{} \u00d7 {}", m.comparison.n_world, m.comparison.n_replication));
  for (auto const& [key, text] : m.comparison.attributes) {
    if (key != "title" && key != "question" && key != "seed") fact(compare::readable(key), text);
  }
  for (auto const& text : m.reader.layout().texts) {
    if (text.path == "provenance/bundle") continue;  // the inputs themselves, for those who run it again
    if (text.path == "provenance/inputs") {
      page["inputs"] = text.values;
      continue;
    }
    for (auto const& value : text.values) fact(compare::readable(text.path), value);
  }
}

}  // namespace wardmote::report
