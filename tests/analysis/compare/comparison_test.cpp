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

// Planted: gains rise by a tenth of what matters from world to world, 0.4 in the first, so that they pass it after the
// seventh.
TEST(Comparison, SaysAtWhichValueAnAnswerTurns) {
  auto const& turns = *contrast(telling(), "spread", 0).turns_on;
  EXPECT_NEAR(turns.turns_at, 6.5, 1);
  EXPECT_EQ(turns.n_above + turns.n_below, 32u);
  EXPECT_EQ(turns.n_better_above, turns.n_above);
  EXPECT_EQ(turns.n_better_below, 0u);
  EXPECT_THAT(turns_on_text(turns), HasSubstr("worlds with more than"));
}

TEST(Comparison, NamesOnlyNumbersTheScenarioUses) {
  auto study = support::telling_study();
  study.years = 1;
  study.scenarios = {study.scenarios[0], study.scenarios[6]};
  study.parameters[0] = "levers.A.delivery";
  auto const of = [&](std::string const& patch) {
    study.study_patch = patch;
    auto const comparison = compared(study);
    return comparison.contrasts[0][0].turns_on->parameter;
  };
  EXPECT_NE(of(R"({"scenarios": [{"id": "spread", "levers": [{"id": "B"}]}]})"), "levers.A.delivery");
  EXPECT_EQ(of(R"({"scenarios": [{"id": "spread", "levers": [{"id": "A"}]}]})"), "levers.A.delivery");
  study.parameters[1] = "scenarios.spread.levers.A.delivery";
  EXPECT_NE(of(R"({"scenarios": [{"id": "spread", "levers": [{"id": "A"}]}]})"), "levers.A.delivery")
      << "the scenario has a number of its own";
}

// By hand: two of the sixteen wards of 9,000 + 700 w adults; delivered by 1 - 0.5 x 0.5 at most.
TEST(Comparison, WorksOutCeilingsByHand) {
  auto study = support::telling_study();
  study.years = 1;
  study.scenarios = {study.scenarios[0], study.scenarios[2], study.scenarios[4]};
  study.study_patch = R"({"scenarios": [{"id": "clear_gain", "levers": [
      {"id": "A", "delivery": {"high": 0.5}, "does": [{"wards": ["Ashdown"]}]},
      {"id": "B", "delivery": {"high": 0.5}, "does": [{"wards": ["Beck Side", "Ashdown"]}]}]}]})";
  auto const comparison = compared(study);
  auto const& ceiling = comparison.contrasts[0][7].ceiling;  // trust, about 0.54 as found
  EXPECT_NEAR(ceiling.reach, (9'000 + 9'700) / (16 * 9'000 + 700 * 120.0), 1e-12);
  EXPECT_DOUBLE_EQ(ceiling.dose, 0.75);
  EXPECT_NEAR(ceiling.head_room, 1 - comparison.contrasts[0][7].baseline.middle, 1e-12);
  EXPECT_TRUE(ceiling.exceeded) << "nine points planted, about three possible";
  auto const& free = comparison.contrasts[1][0].ceiling;
  EXPECT_EQ(free.reach, 1);
  EXPECT_NEAR(free.gain, comparison.contrasts[1][0].baseline.middle, 1e-12) << "days cannot fall below 0";
  EXPECT_FALSE(free.exceeded);
}

// Which of six scenarios is best by an outcome turns on the second number alone ("depends" gains 3, else -3; "clear
// gain" always 3 less a little): knowing it is worth something, knowing noise nothing.
TEST(Comparison, SaysWhatToFindOutFirst) {
  auto study = support::telling_study();
  study.years = 1;
  study.scenarios = {study.scenarios[0], study.scenarios[5]};
  auto const comparison = compared(study);
  auto const& found = comparison.find_out[0];
  EXPECT_NEAR(found.all, 1.5, 0.05);  // half of the worlds 3, half 0, against 0 on average
  ASSERT_FALSE(found.first.empty());
  EXPECT_EQ(found.first[0].name, "by_turns");
  EXPECT_NEAR(found.first[0].worth, 1.5, 0.1);
  EXPECT_LT(found.luck, 1);
  ASSERT_EQ(found.regret.size(), 2u);
  EXPECT_NEAR(found.regret[0].mean, 1.5, 0.05);
  EXPECT_NEAR(found.regret[0].best_share, 0.5, 1e-12);
}

// The invented file's costs are the same in every year: 12,000 x scenario a year in each of two lines, 1.1 times that.
TEST(Comparison, AddsUpMoneyAsTheGreenBookDoes) {
  EXPECT_NEAR(present_value({100, 100, 100}, 0.035), 100 + 100 / 1.035 + 100 / 1.035 / 1.035, 1e-12);
  auto study = support::telling_study();
  study.years = 3;
  study.scenarios = {study.scenarios[0], study.scenarios[2]};
  study.study_patch = R"({"budget": {"price_year": 2019, "pounds_year": 20000,
                          "optimism_bias": {"value": 0.1, "low": 0, "high": 0.4}}})";
  auto const comparison = compared(study);
  auto const& costs = comparison.costs[0];
  constexpr double line = 30 * 400 * 1.1;
  EXPECT_NEAR(costs.one_off.middle, 3 * line, 1e-6);
  EXPECT_NEAR(costs.yearly.middle, line, 1e-6);
  EXPECT_NEAR(costs.present_value.middle, present_value({2 * line, 2 * line, 2 * line}, 0.035), 1e-6);
  EXPECT_NEAR(costs.optimism.middle, 0.1 * costs.present_value.middle, 1e-6);
  EXPECT_NEAR(costs.cash.middle, costs.pounds.middle, 1e-6) << "the file does not tell what an hour costs";
  EXPECT_TRUE(costs.over_budget);
  EXPECT_EQ(comparison.prices.year, 2019);
}

// Wards differ by the file's recipe: the same in baseline and scenario but for the planted effect, which is larger in
// later wards and groups; the first group is all adults.
TEST(Comparison, SaysWhoGains) {
  auto const& gains = telling().who_gains[1];  // "clear_gain"
  ASSERT_EQ(gains.size(), 6u) << "three shares of adults, three of what councillors meet";
  auto const& relation = gains[5];
  ASSERT_EQ(relation.series, "relation_councillor");
  ASSERT_EQ(relation.tenures.size(), 2u);
  EXPECT_EQ(relation.tenures[0].name, "new");
  EXPECT_GT(relation.tenures[0].difference.low, 0);
  EXPECT_TRUE(gains[0].tenures.empty()) << "adults have no tenure";
  auto const& trust = gains[0];
  EXPECT_EQ(trust.series, "trust_council_share");
  ASSERT_EQ(trust.groups.size(), 4u);
  for (auto const& group : trust.groups) EXPECT_GT(group.difference.low, 0) << group.name;
  EXPECT_EQ(trust.worst_off, "all adults") << "the recipe gives it least";
  EXPECT_GT(trust.level.mean, trust.baseline.mean);
  EXPECT_LE(trust.level.equivalent, trust.level.mean);
  EXPECT_GT(trust.baseline.atkinson, 0);
  EXPECT_TRUE(std::isnan(trust.baseline.concentration)) << "the invented study tells no deprivation";
}

TEST(Comparison, ShowsWhatPairingIsWorth) {
  // chance 0.2 m in every run, of which differences keep a tenth: (1 + 1.01) / 0.01 is about 200
  std::vector<double> gains;
  for (std::size_t j = 0; j < telling().outcomes.size(); ++j)
    gains.push_back(*contrast(telling(), "little", j).pairing);
  for (auto const gain : gains) EXPECT_THAT(gain, testing::AllOf(testing::Gt(201 / 3.0), testing::Lt(201 * 3.0)));
}

// "clear gain" gains 3 at 2 x 26,400 pounds, "harm" loses and costs more, "little" gains less and costs more.
TEST(Comparison, SaysWhichGainsAreWorthTheirCost) {
  auto const& standings = telling().standings[0];
  ASSERT_EQ(standings.size(), 7u);
  EXPECT_EQ(select::edge(standings), (std::vector<std::size_t>{0, 2})) << "doing nothing, then the clear gain";
  EXPECT_EQ(standings[3].kind, select::Standing::Kind::dominated);
  EXPECT_EQ(standings[3].by, 2u);
  EXPECT_NEAR(standings[2].cost_per_gain, 30 * 2 * 400 * 2 * 1.1 / 6, 50) << "pounds for each of six days";
  auto const json = to_json(telling());
  EXPECT_TRUE(json["outcomes"][7]["worth_its_cost"][2]["pounds_a_unit"].is_null()) << "no pounds for trust";
  EXPECT_FALSE(json["outcomes"][0]["worth_its_cost"][2]["pounds_a_unit"].is_null());
  EXPECT_THAT(table(telling(), {.width = 140}), HasSubstr("As found; A clear gain (£8,800 a day)"));
}

// Planted: better in worlds where two numbers are both high.
TEST(Comparison, SaysUnderWhichConditionsItIsBetter) {
  constexpr std::size_t n_world = 80;
  std::vector<std::vector<double>> columns(3);
  std::vector<bool> better;
  for (std::size_t w = 0; w < n_world; ++w) {
    auto const a = static_cast<double>(w % 10), b = static_cast<double>(w / 10);
    columns[0].push_back(a);
    columns[1].push_back(b);
    columns[2].push_back(static_cast<double>((7 * w) % 11));
    better.push_back(a > 3.5 && b > 2.5);
  }
  auto const found = conditions({"levers.C027.hours", "parameters.b", "noise"}, columns, better, 0.05 / 3);
  ASSERT_TRUE(found);
  ASSERT_EQ(found->limits.size(), 2u);
  EXPECT_EQ(found->n_inside, 30u);
  EXPECT_EQ(found->n_better_in, 30u);
  EXPECT_THAT(conditions_text(*found), HasSubstr("C027, hours above 3.5"));
  EXPECT_THAT(conditions_text(*found), HasSubstr("b above 2.5"));
  EXPECT_FALSE(conditions({"noise"}, {columns[2]}, better, 0.05));
}

// Chance that the two share not at all: a pair tells no more than unrelated runs, and the table says why.
TEST(Comparison, SaysWhyPairingIsWorthLittle) {
  auto study = support::telling_study();
  study.years = 1;
  study.outcomes_only = true;
  study.scenarios = {study.scenarios[0], study.scenarios[2]};
  EXPECT_THAT(table(compared(study), {.width = 140}), Not(HasSubstr("Little where")));
  study.leftover = 2;
  auto const comparison = compared(study);
  EXPECT_LT(*comparison.contrasts[0][0].pairing, 2);
  EXPECT_THAT(table(comparison, {.width = 140}), HasSubstr("Little where a run with the policy"));
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
  EXPECT_EQ(costs.taken_apart.lines.front().officer_hours.high, 0);
  EXPECT_EQ(telling().costs[0].pounds.high, 0);
}

// By the same recipe, s = 2, times 1.1 in the middle of the worlds: of 800 s hours the lever takes 400 s and the roads
// 800 s, a quarter of them not said by whom; posts are added for 100 s; ten calls fewer for each s.
TEST(Comparison, TakesApartWhatItTakes) {
  auto const& apart = telling().costs[1].taken_apart;
  auto const is = [](Range const& range, double middle) {
    EXPECT_NEAR(range.middle, 1.1 * middle, 1e-6);
    EXPECT_NEAR(range.low, std::min(1.0 * middle, 1.2 * middle), 1e-6);
    EXPECT_NEAR(range.high, std::max(1.0 * middle, 1.2 * middle), 1e-6);
  };
  ASSERT_EQ(apart.levers.size(), 1u) << "places without a lever are none";
  EXPECT_EQ(apart.levers[0].name, "L01");
  is(apart.levers[0].officer_hours, 800);
  is(apart.levers[0].councillor_hours, 100);
  is(apart.levers[0].pounds, 24'000);
  is(apart.elsewhere.officer_hours, 800);
  is(apart.elsewhere.pounds, 24'000);
  ASSERT_EQ(apart.staff.size(), 3u);
  is(apart.staff[0].all, 1'600);
  is(apart.staff[0].grades[0], 1'200);
  is(apart.everyone.grades[1], 400);
  EXPECT_EQ(apart.staff[1].all.high, 0);
  is(apart.posts, 200);
  is(apart.displaced, 1'400);
  is(apart.undelivered, 20);
  is(apart.contacts[0].number, -20);
  EXPECT_EQ(apart.contacts[1].number.low, 0);
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
  for (auto const* key : {"ceiling", "chance_in_common", "turns_on"}) EXPECT_TRUE(one.contains(key)) << key;
  EXPECT_EQ(json["protected_characteristics"].size(), 11u);
  EXPECT_EQ(json["scenarios"][2]["who_gains"].size(), 6u);
  EXPECT_EQ(json["scenarios"][2]["who_gains"][0]["zones"].size(), 2u);
  EXPECT_EQ(json["scenarios"][2]["who_gains"][5]["wards"].size(), 16u);
  EXPECT_EQ(json["scenarios"][2]["exploratory"].size(), 7u) << "outcomes of the file that are no headlines";
  EXPECT_TRUE(json["scenarios"][2]["money"].contains("present_value"));
  EXPECT_TRUE(json["outcomes"][0].contains("find_out"));
  EXPECT_TRUE(json["outcomes"][0]["pilots"].empty());
  auto const& pilots = json["outcomes"][7]["pilots"];  // of 4, 8 and 16 wards, in 7 and 13 months
  ASSERT_EQ(pilots.size(), 6u);
  EXPECT_GT(pilots[0]["detects"].get<double>(), 1.5 * pilots[4]["detects"].get<double>()) << "four times the wards";
  EXPECT_GT(pilots[0]["detects"].get<double>(), pilots[1]["detects"].get<double>()) << "longer";
  EXPECT_NEAR(json["outcomes"][7]["survey_of_1000_misses"].get<double>(), 0.0624, 0.001);
  EXPECT_TRUE(json["outcomes"][0]["survey_of_1000_misses"].is_null()) << "no survey measures days to an answer";
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
  auto const text = table(telling(), {.width = 140}, Detail::full);
  EXPECT_THAT(text, testing::StartsWith("A what-if, not a forecast."));
  EXPECT_THAT(text, HasSubstr("32 worlds (sets of assumptions), 2 replications of"));
  EXPECT_THAT(text, HasSubstr("cannot tell: it depends on the structure"));
  EXPECT_THAT(text, HasSubstr("it turns on by turns; rank correlation +0.87"));
  EXPECT_THAT(text, HasSubstr("- L01"));
  EXPECT_THAT(text, HasSubstr("new: relation councillor"));
  EXPECT_THAT(text, HasSubstr("A clear gain: officer hours year +1,800 h (+1,600 h to +1,900 h)"));
  EXPECT_THAT(text, HasSubstr("Regret:"));
  for (auto const* never : {"probability of success", "recommended", "significant", "best", "\x1b["}) {
    EXPECT_THAT(text, Not(HasSubstr(never)));
  }
}

TEST(Table, SaysInBriefWhatIsAskedFirstAndWhereTheRestIs) {
  auto const text = table(telling(), {.width = 140});
  EXPECT_THAT(text, testing::AllOf(HasSubstr("What it takes"), HasSubstr("Who gains"), HasSubstr("Regret:"),
                                   HasSubstr("With --verbose also")));
  EXPECT_THAT(text, Not(testing::AnyOf(HasSubstr("- L01"), HasSubstr("new: relation councillor"),
                                       HasSubstr("officer hours year"))));
}

TEST(Table, FitsTheTerminal) {
  for (std::size_t const width : {60, 72, 80, 100, 160}) {
    std::istringstream lines(table(telling(), {.width = width}, Detail::full));
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
  EXPECT_EQ(matters_text({"x", "", "1", true, 0.03, false, 0, ""}), "3 points or less either way does not matter");
  EXPECT_EQ(matters_text({"x", "", "working day", true, 1, false, 0, ""}), "1 day or less either way does not matter");
}

}  // namespace
}  // namespace wardmote::compare
