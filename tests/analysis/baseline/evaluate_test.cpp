// Criteria held against results of known make: a planted pass and a planted fail of every kind of measure.
#include "analysis/baseline/evaluate.hpp"

#include <cmath>

#include <gmock/gmock.h>

#include "analysis/results/writer.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::baseline {
namespace {

/// Four replications of two worlds, two years in four records, three wards in two zones, two groups.
results::Layout layout() {
  results::Layout all;
  constexpr std::int64_t half = 15'778'800;  // half of 365.25 days [s]
  all.dimensions = {{"scenario", std::vector<std::string>{"as_found"}, "", "", {}},
                    {"replication", std::vector<std::int64_t>{0, 1, 2, 3}, "", "", {}},
                    {"world", std::vector<std::int64_t>{0, 1}, "", "", {}},
                    results::time_dimension({half, 2 * half, 3 * half, 4 * half},
                                            std::chrono::sys_days{std::chrono::year{2018} / 7 / 2}),
                    {"ward", std::vector<std::string>{"a", "b", "c"}, "", "", {}},
                    {"group", std::vector<std::string>{"young", "old"}, "", "", {}},
                    {"route", std::vector<std::string>{"desk", "direct"}, "", "", {}},
                    {"quantile", std::vector<double>{0.5, 0.9}, "1", "", {}},
                    {"outcome", std::vector<std::string>{"trust", "influence"}, "", "", {}},
                    {"year", std::vector<std::int64_t>{1, 2, 3}, "", "", {}},
                    {"survey", std::vector<std::string>{"online", "telephone"}, "", "", {}},
                    {"question", std::vector<std::string>{"trusts", "consulted"}, "", "", {}}};
  using enum results::Type;
  all.variables = {
      {"rating", {"scenario", "replication", "time", "ward"}, float32, "1", "", "time: point", ""},
      {"taking_part", {"scenario", "replication", "time", "group"}, float32, "1", "", "time: point", ""},
      {"response_days_quantiles", {"scenario", "replication", "route", "quantile"}, float32, "d", "", "", ""},
      {"outcomes", {"scenario", "replication", "outcome"}, float64, "", "", "", ""},
      {"survey_answers", {"scenario", "replication", "year", "survey", "question"}, float32, "1", "", "", ""},
      {"run_status", {"scenario", "replication"}, int32, "", "", "", ""},
      {"replication_world", {"replication"}, int32, "", "", "", ""},
      {"ward_zone", {"ward"}, string, "", "", "", ""},
      {"ward_adults", {"ward"}, int32, "1", "", "", ""}};
  all.run_dimensions = {"scenario", "replication"};
  return all;
}

class Evaluate : public ::testing::Test {
 protected:
  Evaluate() {
    write("plain", 0);
    write("shifted", 0.1);
    for (auto const* run : {"plain", "shifted"}) results_.emplace(run, results::Reader(folder_.path() / run));
  }

  /// Trust is 0.5, 0.6, 0.7, 0.8 over the replications, each more by `shift`.
  void write(std::string const& run, double shift) {
    results::Writer writer(folder_.path() / run, layout());
    writer.write("replication_world", {}, std::vector<std::int32_t>{0, 0, 1, 1});
    writer.write("ward_zone", {}, std::vector<std::string>{"North", "North", "South"});
    writer.write("ward_adults", {}, std::vector<std::int32_t>{100, 300, 200});
    for (std::size_t k = 0; k < 4; ++k) {
      std::int32_t const status = run == "shifted" && k == 3 ? 1 : 0;
      writer.write("run_status", {0, k}, std::span<std::int32_t const>(&status, 1));
      // wards at 1, 2, 6 in the first year, 1 more in the second
      writer.write("rating", {0, k}, std::vector<float>{1, 2, 6, 1, 2, 6, 2, 3, 7, 2, 3, 7});
      writer.write("taking_part", {0, k}, std::vector<float>{0.1F, 0.2F, 0.1F, 0.2F, 0.3F, 0.4F, 0.3F, 0.4F});
      writer.write("response_days_quantiles", {0, k}, std::vector<float>{10, 30, 5, 20});
      // trust by telephone 0.5, 0.7, 0.6
      writer.write("survey_answers", {0, k}, std::vector<float>{0, 0, 0.5F, 1, 2, 2, 0.7F, 3, 4, 4, 0.6F, 5});
      writer.write("outcomes", {0, k}, std::vector<double>{0.5 + 0.1 * static_cast<double>(k) + shift, 0.3});
    }
    writer.finish();
  }

  Finding judge(Criterion criterion) const {
    if (criterion.measure.run.empty()) criterion.measure.run = "plain";
    return evaluate(std::span{&criterion, 1}, results_).front();
  }
  /// The measure's mean over the replications.
  double value(Measure measure) const { return judge({.measure = std::move(measure)}).value; }

  support::TemporaryFolder folder_;
  Results results_;
};

TEST_F(Evaluate, PassesWhatHoldsInEnoughReplicationsAndFailsWhatDoesNot) {
  Criterion criterion{.measure = {.outcome = "trust"}, .bounds = {0.45, 0.75}, .share = 0.75};
  auto const passed = judge(criterion);
  EXPECT_EQ(passed.outcome, Outcome::passed);
  EXPECT_NEAR(passed.value, 0.65, 1e-12);
  EXPECT_NEAR(passed.low, 0.515, 1e-12);  // type 7: 5 % of the way over three steps of 0.1
  EXPECT_NEAR(passed.high, 0.785, 1e-12);
  EXPECT_EQ(passed.held, 0.75);
  criterion.share = 0.9;
  EXPECT_EQ(judge(criterion).outcome, Outcome::failed);
}

TEST_F(Evaluate, JudgesTheMeanWhereTheCriterionIsAboutIt) {
  Criterion criterion{.measure = {.outcome = "trust"}, .bounds = {0.64, 0.66}, .over = Over::mean};
  EXPECT_EQ(judge(criterion).outcome, Outcome::passed) << "though no replication lies inside";
  criterion.bounds = {0.66, 1};
  EXPECT_EQ(judge(criterion).outcome, Outcome::failed);
}

TEST_F(Evaluate, ReportsPolicyQuestionsByWorldAndNeverJudgesThem) {
  auto const finding = judge({.role = Role::policy, .measure = {.outcome = "trust"}, .bounds = {0.7, 1}});
  EXPECT_EQ(finding.outcome, Outcome::reported);
  EXPECT_EQ(finding.held, 0.5);  // worlds' means 0.55 and 0.75
}

TEST_F(Evaluate, PairsRunsByReplicationAndCountsAFailedRunAsNotHolding) {
  Criterion criterion{.measure = {.run = "shifted", .outcome = "trust"},
                      .against = Measure{.run = "plain", .outcome = "trust"},
                      .bounds = {0.09, 0.11}};
  auto const finding = judge(criterion);
  EXPECT_NEAR(finding.value, 0.1, 1e-12);
  EXPECT_EQ(finding.held, 0.75);
  EXPECT_EQ(finding.outcome, Outcome::failed);
  criterion.combine = Combine::ratio;
  EXPECT_NEAR(judge(criterion).value, (0.6 / 0.5 + 0.7 / 0.6 + 0.8 / 0.7) / 3, 1e-12);
}

TEST_F(Evaluate, ReadsSeriesByZoneWeightYearAndGroup) {
  using enum Statistic;
  EXPECT_NEAR(value({.series = "rating", .statistic = first_year}), 3, 1e-6);
  EXPECT_NEAR(value({.series = "rating", .statistic = first_year, .zone = "North"}), 1.5, 1e-6);
  EXPECT_NEAR(value({.series = "rating", .statistic = first_year, .zone = "North", .by_adults = true}), 1.75, 1e-6);
  EXPECT_NEAR(value({.series = "rating", .statistic = last_year}), 4, 1e-6);
  EXPECT_NEAR(value({.series = "rating", .statistic = change}), 1, 1e-6);
  EXPECT_NEAR(value({.series = "rating", .statistic = mean}), 3.5, 1e-6);
  EXPECT_NEAR(value({.series = "rating", .day = 365}), 3, 1e-6) << "recorded on day 365.25";
  EXPECT_NEAR(value({.series = "rating", .day = 366}), 4, 1e-6);
  EXPECT_TRUE(std::isnan(value({.series = "rating", .day = 9999})));
  EXPECT_NEAR(value({.series = "taking_part", .statistic = last_year, .group = "old"}), 0.4, 1e-6);
  EXPECT_EQ(value({.series = "taking_part", .statistic = mean, .group = "old", .rank_among = {"young"}}), 2);
}

TEST_F(Evaluate, ReadsDaysBetweenTheirQuantiles) {
  EXPECT_EQ(value({.route = "direct", .quantile = 0.9}), 20);
  EXPECT_NEAR(value({.route = "desk", .days_above = 20}), 0.3, 1e-6);
  EXPECT_NEAR(value({.route = "desk", .days_above = 5}), 0.75, 1e-6);
  EXPECT_NEAR(value({.route = "desk", .days_above = 99}), 0.1, 1e-6);
}

TEST_F(Evaluate, AStrictBoundLeavesOutItsEnd) {
  EXPECT_EQ(judge({.measure = {.outcome = "influence"}, .bounds = {.low = 0.3}}).held, 1);
  EXPECT_EQ(judge({.measure = {.outcome = "influence"}, .bounds = {.low = 0.3, .strict = true}}).held, 0);
}

TEST_F(Evaluate, SaysWhatIsMissing) {
  EXPECT_THROW(value({.run = "other", .outcome = "trust"}), results::ResultsError);
  EXPECT_THROW(value({.outcome = "trsut"}), results::ResultsError);
  EXPECT_THROW(value({.route = "desk", .quantile = 0.7}), results::ResultsError);
}

TEST_F(Evaluate, WritesEachRowAsJson) {
  std::vector<Criterion> const criteria{
      {.id = "P4",
       .catalogue = "P4",
       .statement = "Trust",
       .measure = {.run = "plain", .outcome = "trust"},
       .bounds = {0.45, 0.85}},
      {.id = "T03", .catalogue = "T03", .statement = "Scrutiny", .reproducible = false, .reason = "no rating"}};
  auto const rows = to_json(evaluate(criteria, results_));
  EXPECT_EQ(rows[0]["criterion"], "trust within 0.45 to 0.85 in 90 % of replications");
  EXPECT_EQ(rows[0]["pass"], true);
  EXPECT_TRUE(rows[1]["pass"].is_null() && rows[1]["value"].is_null());
  EXPECT_EQ(rows[1]["reason"], "no rating");
}

TEST_F(Evaluate, ReadsAnInstrumentByItsLabelsYearByYear) {
  auto const surveyed = [&](Statistic statistic) {
    return value(
        {.reading = {"survey_answers", {{"question", "trusts"}, {"survey", "telephone"}}}, .statistic = statistic});
  };
  EXPECT_NEAR(surveyed(Statistic::mean), 0.6, 1e-6);
  EXPECT_NEAR(surveyed(Statistic::first_year), 0.5, 1e-6);
  EXPECT_NEAR(surveyed(Statistic::last_year), 0.6, 1e-6);
  EXPECT_NEAR(surveyed(Statistic::change), 0.1, 1e-6);
  EXPECT_NEAR(surveyed(Statistic::swing), 0.15, 1e-6);
  EXPECT_THROW(value({.reading = {"survey_answers", {{"survey", "telephone"}}}}), results::ResultsError);
}

}  // namespace
}  // namespace wardmote::baseline
