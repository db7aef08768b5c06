// The file of criteria: the shipped one is sound, and what somebody gets wrong is told with its place.
#include <algorithm>
#include <string>

#include <gmock/gmock.h>

#include "scenarios/loader/criteria_file.hpp"
#include "tests/support/small_study.hpp"

namespace wardmote::loader {
namespace {

constexpr std::string_view text = R"(wardmote = 1
kind = "criteria"
id = "small"
title = "What it should resemble"
study = "study.toml"
share = 0.9
[[run]]
id = "plain"
title = "as found"
mode = "chance"
[[run]]
id = "no_talk"
title = "nobody talks"
mode = "uncertainty"
set = ["parameters.talk_on=0"]
[[criterion]]
id = "P4"
catalogue = "P4"
statement = "Trust"
role = "calibration"
run = "plain"
measure = { outcome = "trust" }
within = [0.56, 0.66]
source = "evidence 10"
[[criterion]]
id = "T02"
catalogue = "T02"
statement = "North below South"
role = "validation"
run = "no_talk"
measure = { series = "relation_councillor", zone = "South", statistic = "last_year" }
against = { run = "plain", series = "participation_rate_by_group", group = "offline", statistic = "mean" }
above = 0
over = "mean"
source = "catalogue"
[[criterion]]
id = "T03"
catalogue = "T03"
statement = "Scrutiny"
role = "validation"
reproducible = false
reason = "no rating"
source = "catalogue"
)";

class CriteriaFile : public ::testing::Test {
 protected:
  CriteriaFile() { small_.write("criteria.toml", text); }
  /// The error after a change, without the folder.
  std::string error_after(std::string_view from, std::string_view to) const {
    small_.write("criteria.toml", text);
    small_.change("criteria.toml", from, to);
    try {
      static_cast<void>(load_criteria(small_.path("criteria.toml")));
      return {};
    } catch (InputError const& error) {
      std::string what = error.what();
      return what.substr(what.find("criteria.toml"));
    }
  }
  support::SmallStudy small_;
};

TEST_F(CriteriaFile, IsReadInFull) {
  auto const criteria = load_criteria(small_.path("criteria.toml"));
  ASSERT_EQ(criteria.runs.size(), 2);
  EXPECT_EQ(criteria.runs[0].study.mode, Mode::chance);
  EXPECT_EQ(criteria.runs[1].study.mode, Mode::uncertainty);
  EXPECT_EQ(criteria.runs[1].study.sets.front(), "mode=uncertainty");
  ASSERT_EQ(criteria.criteria.size(), 3);
  auto const& second = criteria.criteria[1];
  EXPECT_EQ(second.measure.run, "no_talk");
  EXPECT_EQ(second.against->run, "plain");
  EXPECT_EQ(second.against->group, "offline");
  EXPECT_TRUE(second.bounds.strict && second.bounds.low == 0);
  EXPECT_EQ(second.over, baseline::Over::mean);
  EXPECT_EQ(second.share, 0.9);
  EXPECT_FALSE(criteria.criteria[2].reproducible);
}

TEST_F(CriteriaFile, MistakesAreToldWithTheirPlaceAndTheNearestName) {
  struct Mistake {
    char const* from;
    char const* to;
    char const* error;
  };
  for (auto const& mistake : std::initializer_list<Mistake>{
           {"outcome = \"trust\"", "outcome = \"trsut\"", "criteria.toml:22:23: criterion.measure.outcome = \"trsut\""},
           {"outcome = \"trust\"", "outcome = \"trsut\"", "did you mean 'trust'?"},
           {"relation_councillor\"", "relation_councilor\"", "did you mean 'relation_councillor'?"},
           {"run = \"plain\"\n", "run = \"plian\"\n", "did you mean 'plain'?"},
           {"group = \"offline\"", "group = \"offlin\"", "did you mean 'offline'?"},
           {"zone = \"South\"", "zone = \"Suoth\"", "criterion.measure.zone = \"Suoth\""},
           {"role = \"calibration\"", "role = \"calibraton\"", "criterion.role = \"calibraton\""},
           {"within = [0.56, 0.66]", "within = [0.66, 0.56]", "low must not be above high"},
           {"within = [0.56, 0.66]", "", "needs one of above, below, at_least, at_most or within"},
           {"within = [0.56, 0.66]", "within = [0, 1]\nabove = 0", "needs one of above"},
           {"{ outcome = \"trust\" }", "{ outcome = \"trust\", zone = \"South\" }", "is not of this measure"},
           {"{ outcome = \"trust\" }", "{ }", "needs one of outcome, series, route, survey or workshop"},
           {"{ outcome = \"trust\" }", "{ outcome = \"trust\", dot = \"red\" }", "they are of the workshop"},
           {"{ outcome = \"trust\" }",
            "{ survey = \"telephon\", question = \"consulted_in_year\", statistic = \"swing\" }",
            "did you mean 'telephone'?"},
           {"{ outcome = \"trust\" }", "{ series = \"trust_council\", statistic = \"swing\" }", "is of a survey"},
           {"{ outcome = \"trust\" }", "{ series = \"officer_skill\", day = 30, statistic = \"mean\" }",
            "day says which value is meant"},
           {"{ outcome = \"trust\" }", "{ outcome = \"trust\", day = 30 }", "an outcome is one number"},
           {"{ outcome = \"trust\" }", "{ route = \"enquiry_desk\", quantile = 0.51 }", "expected one of 0.1, 0.25"},
           {"reason = \"no rating\"", "run = \"plain\"", "criterion.reason is missing"},
           {"above = 0", "abvoe = 0", "did you mean 'above'?"},
           {"talk_on=0", "tlak_on=0", "did you mean 'parameters.talk_on"},
           {"id = \"T03\"", "id = \"T02\"", "is named twice"},
           {"study = \"study.toml\"", "study = \"studdy.toml\"", "expected a file beside this one"}}) {
    EXPECT_THAT(error_after(mistake.from, mistake.to), ::testing::HasSubstr(mistake.error)) << mistake.to;
  }
}

TEST(ShippedCriteria, AreSoundAndKeepPolicyQuestionsApart) {
  auto const criteria = load_criteria(shipped_criteria(), {"runs.worlds=3", "runs.replications=7"});
  for (auto const& run : criteria.runs) {
    auto const chance = run.study.mode == Mode::chance;
    EXPECT_EQ(run.study.runs.n_world, chance ? 1U : 3U) << run.id;
    EXPECT_EQ(run.study.runs.n_replication, chance ? 7U : 2U) << run.id;
  }
  // what answers a policy question is counted in worlds, all else at central values
  for (auto const& criterion : criteria.criteria) {
    if (!criterion.reproducible) continue;
    auto const run = std::ranges::find(criteria.runs, criterion.measure.run, &CriteriaRun::id);
    EXPECT_EQ(run->study.mode == Mode::uncertainty, criterion.role == baseline::Role::policy) << criterion.id;
  }
}

}  // namespace
}  // namespace wardmote::loader
