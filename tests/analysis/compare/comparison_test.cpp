#include "analysis/compare/comparison.hpp"

#include <cmath>
#include <sstream>

#include <gmock/gmock.h>

#include "analysis/compare/table.hpp"
#include "analysis/compare/words.hpp"
#include "analysis/results/writer.hpp"
#include "tests/support/results_files.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::compare {
namespace {

using support::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

Comparison compared(support::InventedStudy const& study) {
  TemporaryFolder const folder;
  auto const path = folder.path() / "results.h5";
  support::write_results(study, path);
  return compare(results::Reader(path));
}

Comparison const& telling() {
  static auto const comparison = [] {
    auto study = support::telling_study();
    study.years = 1;
    return compared(study);
  }();
  return comparison;
}

Contrast const& contrast(Comparison const& comparison, std::string const& scenario, std::size_t outcome) {
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    if (comparison.scenarios[s].id == scenario) return comparison.contrasts[s - 1][outcome];
  }
  throw std::out_of_range(scenario);
}

TEST(Comparison, PlantedEffectsGetTheirVerdicts) {
  for (std::size_t j = 0; j < telling().outcomes.size(); ++j) {
    EXPECT_EQ(contrast(telling(), "clear_gain", j).judgement.verdict, Verdict::better);
    EXPECT_EQ(contrast(telling(), "little", j).judgement.verdict, Verdict::no_difference);
    EXPECT_EQ(contrast(telling(), "harm", j).judgement.verdict, Verdict::worse);
    EXPECT_EQ(contrast(telling(), "depends", j).judgement.verdict, Verdict::cannot_tell);
  }
  // gains of 0.4 to 3.5 times what matters: only a guard is content with that
  EXPECT_EQ(contrast(telling(), "spread", 0).judgement.verdict, Verdict::cannot_tell);
  EXPECT_EQ(contrast(telling(), "spread", 1).judgement.verdict, Verdict::not_worse);
}

TEST(Comparison, AScenarioThatDoesNothingDiffersByExactlyZero) {
  for (std::size_t j = 0; j < telling().outcomes.size(); ++j) {
    auto const& found = contrast(telling(), "nothing_new", j);
    EXPECT_TRUE(found.identical);
    EXPECT_EQ(found.range.low, 0);
    EXPECT_EQ(found.range.high, 0);
    EXPECT_FALSE(found.pairing.has_value());
    EXPECT_EQ(found.judgement.verdict, Verdict::no_difference);
  }
  EXPECT_FALSE(contrast(telling(), "little", 0).identical);
}

// Lower is better for days: planted -3 x 2 days in every world.
TEST(Comparison, DifferencesAreScenarioMinusBaselineAsMeasured) {
  auto const& found = contrast(telling(), "clear_gain", 0);
  EXPECT_NEAR(found.range.middle, -6, 0.05);
  EXPECT_LT(found.range.low, found.range.high);
  EXPECT_EQ(found.difference.size(), 32u);
  EXPECT_EQ(contrast(telling(), "clear_gain", 0).judgement.better.n, 32u);
}

// Planted: the sign goes by turns with the second parameter, which takes the values 0 and 1.
TEST(Comparison, NamesWhatAnUnclearAnswerTurnsOn) {
  auto const& found = contrast(telling(), "depends", 0);
  ASSERT_TRUE(found.turns_on);
  EXPECT_EQ(found.turns_on->parameter, "by_turns");
  EXPECT_TRUE(found.turns_on->stands_out);
  EXPECT_GT(found.turns_on->rank_correlation, 0.8) << "gains rise with it, although days fall";
  EXPECT_EQ(found.judgement.doubt, Doubt::structure);

  auto const& spread = contrast(telling(), "spread", 0);
  ASSERT_TRUE(spread.turns_on);
  EXPECT_EQ(spread.turns_on->parameter, "in_order");
  EXPECT_NEAR(spread.turns_on->rank_correlation, 1, 0.01);
  EXPECT_FALSE(spread.turns_on->is_switch);
  EXPECT_FALSE(contrast(telling(), "clear_gain", 0).turns_on);
}

TEST(Comparison, ShowsWhatPairingIsWorth) {
  // chance 0.2 m in every run, of which differences keep a tenth: (1 + 1.01) / 0.01 is about 200
  std::vector<double> gains;
  for (std::size_t j = 0; j < telling().outcomes.size(); ++j)
    gains.push_back(*contrast(telling(), "little", j).pairing);
  for (auto const gain : gains) EXPECT_THAT(gain, testing::AllOf(testing::Gt(201 / 3.0), testing::Lt(201 * 3.0)));
}

TEST(Comparison, FailedRunsCountAsAgreeingWithNothing) {
  auto study = support::telling_study();
  study.years = 1;
  study.scenarios = {study.scenarios[0], study.scenarios[2]};
  study.n_world = 16;
  study.failed_runs = {0, 1, 2};  // both of world 0, one of world 1
  auto const comparison = compared(study);
  EXPECT_EQ(comparison.scenarios[1].n_failed, 3u);
  auto const& found = comparison.contrasts[0][0];
  EXPECT_TRUE(std::isnan(found.difference[0]));
  EXPECT_NEAR(found.difference[1], -6, 0.1);
  EXPECT_EQ(found.judgement.better.n, 15u);
  EXPECT_EQ(found.judgement.n_world, 16u);
  EXPECT_EQ(found.judgement.verdict, Verdict::better);
}

// By the invented file's recipe: hours of the two policy lines are 400 x scenario each, 1.1 times that on average.
TEST(Comparison, CountsWhatItTakesAYear) {
  auto const& costs = telling().costs[1];  // the third scenario
  EXPECT_NEAR(costs.officer_hours.middle, 2 * 400 * 2 * 1.1, 1e-9);
  EXPECT_NEAR(costs.officer_hours.low, 2 * 400 * 2 * 1.0, 1e-9);
  EXPECT_NEAR(costs.officer_hours.high, 2 * 400 * 2 * 1.2, 1e-9);
  EXPECT_NEAR(costs.pounds.middle, 30 * 2 * 400 * 2 * 1.1, 1e-6);
  EXPECT_EQ(costs.lines.front().officer_hours, 0);
  EXPECT_EQ(telling().costs[0].pounds.high, 0);
}

TEST(Comparison, JsonCarriesEverythingTheTableSays) {
  auto const json = to_json(telling());
  EXPECT_EQ(json["scenarios"].size(), 7u);
  auto const& one = json["scenarios"][2]["outcomes"][0];
  EXPECT_EQ(one["verdict"], "better");
  EXPECT_EQ(one["agree"]["better"]["worlds"], 32);
  EXPECT_EQ(one["difference_by_world"].size(), 32u);
  EXPECT_EQ(json["scenarios"][5]["outcomes"][0]["turns_on"]["parameter"], "by_turns");
  EXPECT_TRUE(json["scenarios"][1]["outcomes"][0]["pairing_gain"].is_null());
  EXPECT_NEAR(json["scenarios"][2]["per_year"]["officer_hours"]["middle"].get<double>(), 1'760, 1e-9);
  EXPECT_EQ(nlohmann::json::parse(json.dump()), json);
}

TEST(Comparison, AFileWithoutAStudyIsRefused) {
  TemporaryFolder const folder;
  auto const path = folder.path() / "results.h5";
  auto const study = support::telling_study();
  auto layout = support::layout_of(study);
  std::erase_if(layout.attributes, [](auto const& attribute) { return attribute.first == "study"; });
  {
    results::Writer writer(path, layout);
    writer.finish();
  }
  EXPECT_THROW(compare(results::Reader(path)), results::ResultsError);
}

// ---- the table ----

TEST(Table, SaysFirstWhatItIs) {
  auto const text = table(telling(), {.width = 140});
  EXPECT_THAT(text, testing::StartsWith("A what-if, not a forecast."));
  EXPECT_THAT(text, HasSubstr("32 worlds (sets of assumptions), 2 replications of"));
  EXPECT_THAT(text, HasSubstr("cannot tell: it depends on the structure"));
  EXPECT_THAT(text, HasSubstr("it turns on by turns; rank correlation +0.87"));
  for (auto const* never : {"probability of success", "recommended", "significant", "best", "\x1b["}) {
    EXPECT_THAT(text, Not(HasSubstr(never)));
  }
}

TEST(Table, FitsTheTerminal) {
  for (std::size_t const width : {60, 72, 80, 100, 160}) {
    std::istringstream lines(table(telling(), {.width = width}));
    for (std::string line; std::getline(lines, line);) {
      auto const n = std::ranges::count_if(line, [](char c) { return (c & 0xC0) != 0x80; });
      EXPECT_LE(n, static_cast<std::ptrdiff_t>(width)) << line;
    }
  }
}

TEST(Table, ColoursOnlyWhereAsked) { EXPECT_THAT(table(telling(), {.colour = true}), HasSubstr("\x1b[1;36mbetter")); }

TEST(Words, NumbersCarryNoMoreThanTheyMay) {
  EXPECT_EQ(signed_text(-0.04, 1), "0.0");
  EXPECT_EQ(signed_text(1'234'567.4, 0), "+1,234,567");
  EXPECT_EQ(signed_text(-999.5, 0), "-1,000");
  EXPECT_EQ(signed_text(std::nan(""), 1), "n/a");
  EXPECT_EQ(hours_text(5'849), "+5,800");
  EXPECT_EQ(hours_text(-432), "-430");
  EXPECT_EQ(pounds_text(-12'501), "-£13,000");
  EXPECT_EQ(pounds_text(0), "£0");
  EXPECT_EQ(readable("levers.C027.does.1.hours_per_attendee"), "C027, does, 1, hours per attendee");
  EXPECT_THAT(meaning("parameters.p_misroute"), HasSubstr("wrong officer (p_misroute)"));
  EXPECT_EQ(meaning("by_turns"), "by turns");
  EXPECT_EQ(matters_text({"x", "", "1", true, 0.03, false, 0}), "3 points or less either way does not matter");
  EXPECT_EQ(matters_text({"x", "", "working day", true, 1, false, 0}), "1 day or less either way does not matter");
}

}  // namespace
}  // namespace wardmote::compare
