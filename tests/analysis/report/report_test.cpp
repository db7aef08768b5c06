#include "analysis/report/report.hpp"

#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include "analysis/report/bands.hpp"
#include "analysis/report/brief.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/sentences.hpp"
#include "tests/support/results_files.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::report {
namespace {

using compare::Outcome;
using compare::Verdict;
using support::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

Outcome const days{"enquiry_days_p90", "Days", "working day", false, 2, false, 0};
Outcome const share{"trust", "Trust", "1", true, 0.03, false, 0};

// ---- sentences by rule ----

TEST(Sentences, ChangesAreWholeDaysAndPoints) {
  EXPECT_EQ(change_text(days, -3.2), "about 3 days faster");
  EXPECT_EQ(change_text(days, 0.9), "about 1 day slower");
  EXPECT_EQ(change_text(days, 0.2), "under half a day slower");
  EXPECT_EQ(change_text(days, 0), "no change");
  EXPECT_EQ(change_text(share, 0.048), "about 5 points higher");
}

TEST(Sentences, RangesBeginNearNoChange) {
  EXPECT_EQ(between_text(days, {-3, -6, -1}), "between 1 and 6 days faster");
  EXPECT_EQ(between_text(days, {-3, -6, 0.2}), "between no change and 6 days faster");
  EXPECT_EQ(between_text(days, {-3, -6, 2}), "between 2 days slower and 6 days faster");
  EXPECT_EQ(between_text(days, {-3, -3.1, -2.9}), "3 days faster");
  EXPECT_EQ(between_text(days, {0, -0.2, 0.2}), "no change to speak of");
  EXPECT_EQ(between_text(share, {0.02, -0.01, 0.05}), "between 1 point lower and 5 points higher");
}

compare::Contrast contrast_of(std::size_t n_better, std::size_t n_within, std::size_t n_worse, compare::Range range) {
  std::vector<double> gains(n_better, 9);
  gains.insert(gains.end(), n_within, 0);
  gains.insert(gains.end(), n_worse, -9);
  compare::Contrast contrast;
  contrast.range = range;
  contrast.judgement = compare::judge(gains, std::vector<double>(gains.size(), 0), 2, false, {});
  return contrast;
}

TEST(Sentences, ClaimNoMoreThanTheSharesDo) {
  EXPECT_EQ(sentence(contrast_of(94, 6, 0, {-3, -6, -2.1}), days),
            "About 3 days faster, between 2 and 6 days faster; more than 2 days better in 94 of the 100 sets of "
            "assumptions we tried.");
  EXPECT_EQ(
      sentence(contrast_of(0, 94, 6, {0, -1, 2.2}), days),
      "Makes no difference that matters: 2 days or less either way in 94 of the 100 sets of assumptions we tried.");
  EXPECT_EQ(sentence(contrast_of(0, 0, 16, {5, 4, 6}), days),
            "About 5 days slower, between 4 and 6 days slower; more than 2 days worse in all 16 sets of assumptions we "
            "tried.");
  auto unclear = contrast_of(50, 20, 30, {-1, -6, 3});
  unclear.turns_on = compare::TurnsOn{"parameters.p_councillor_known", -0.8, true, false};
  EXPECT_EQ(
      sentence(unclear, days),
      "Cannot tell yet: between 3 days slower and 6 days faster. Of the 100 sets of assumptions we tried 50 made it "
      "better, 30 worse, and in 20 the difference is too small to matter. It turns on adults who can name a councillor "
      "of their ward (p_councillor_known).");
  EXPECT_THAT(sentence(contrast_of(85, 15, 0, {-3, -6, -1}), days), HasSubstr("More runs could still decide it."));
  EXPECT_EQ(
      sentence(contrast_of(5, 0, 0, {-3, -6, -2.1}), days),
      "Cannot tell yet: between 2 and 6 days faster. All 5 sets of assumptions we tried made it better; that is too "
      "few to say so.");
  auto failed = contrast_of(3, 2, 1, {-3, -6, 1});
  failed.judgement.n_world = 10;
  EXPECT_THAT(sentence(failed, days), HasSubstr("in 2 the difference is too small to matter; 4 failed."));
  failed = contrast_of(0, 0, 0, {});
  EXPECT_EQ(sentence(failed, days), "Cannot tell: no run of it is complete.");
  auto same = contrast_of(0, 16, 0, {0, 0, 0});
  same.identical = true;
  EXPECT_EQ(sentence(same, days), "Exactly as in the baseline, in every run.");
}

TEST(Sentences, SayWhatItTakes) {
  compare::Costs costs;
  EXPECT_EQ(cost_sentence(costs), "It takes no more hours and no more money than the baseline.");
  auto unknown = costs;
  unknown.pounds.middle = std::nan("");
  EXPECT_EQ(cost_sentence(unknown), "What it takes is not known: no run of it is complete.");
  costs.councillor_hours.middle = -40;
  EXPECT_EQ(cost_sentence(costs), "It takes hardly more or less than the baseline: under 50 hours and £500 a year.");
  costs.officer_hours.middle = 2'640;
  costs.councillor_hours.middle = -310;
  costs.pounds.middle = 79'200;
  EXPECT_EQ(
      cost_sentence(costs),
      "It takes about 2,600 more officer hours, 300 fewer councillor hours and £79,000 more a year than the baseline.");
}

TEST(Sentences, SayHowOftenWasLooked) {
  EXPECT_THAT(rule_sentence({.n_family = 48}),
              HasSubstr("with 95 % confidence for all 48 verdicts at once. The results were looked at once"));
  EXPECT_THAT(rule_sentence({.n_family = 8, .n_look = 3}), HasSubstr("planned with up to 3 looks"));
}

// ---- bands ----

TEST(Course, DifferencesAreOfTheSameRuns) {
  TemporaryFolder const folder;
  auto study = support::telling_study();
  study.years = 2;
  support::write_results(study, folder.path() / "results.h5");
  results::Reader const reader(folder.path() / "results.h5");
  auto const course = course_of(reader, "trust");
  ASSERT_TRUE(course);
  ASSERT_EQ(course->difference.size(), 6u);
  auto const last = course->baseline.middle.size() - 1;

  // nothing new: exactly none, although the baseline itself varies from world to world and run to run
  EXPECT_EQ(course->difference[0].low[last], 0);
  EXPECT_EQ(course->difference[0].high[last], 0);
  EXPECT_EQ(course->difference[0].luck[last], 0);
  EXPECT_GT(course->baseline.high[last] - course->baseline.low[last], 0.05);
  EXPECT_GT(course->baseline.luck[last], 0.0001);

  // planted: 0.09 x local x (1 - exp(-t / 40)), local 0.5 + p / 16, wards weighted by adults 9,000 + 700 p
  double weighted = 0, weights = 0;
  for (int p = 0; p < 16; ++p) {
    weighted += (9'000.0 + 700 * p) * (0.5 + p / 16.0);
    weights += 9'000.0 + 700 * p;
  }
  auto const grown = 1 - std::exp(-103 / 40.0);
  EXPECT_NEAR(course->difference[1].middle[last], 0.09 * grown * weighted / weights, 1e-5);
  EXPECT_NEAR(course->wards[1][0].middle / course->wards[1][8].middle, 0.5, 1e-3);  // local 0.5 and 1.0
  EXPECT_EQ(course->groups[1].size(), 4u);
  EXPECT_EQ(course->gaps[1][0].high, 0) << "all adults beside themselves";
  EXPECT_FALSE(course_of(reader, "resident_days_p90")) << "no series shows it";
}

TEST(Course, WhatCouldNotBeMeasuredIsLeftOut) {
  TemporaryFolder const folder;
  auto study = support::telling_study();
  study.n_world = 4;
  study.years = 1;
  support::write_results(study, folder.path() / "results.h5");
  auto const course = course_of(results::Reader(folder.path() / "results.h5"), "handler_known");
  ASSERT_TRUE(course);
  for (auto const value : course->baseline.middle)
    EXPECT_TRUE(std::isfinite(value)) << "one ward of sixteen is missing at first";
}

// ---- the page ----

std::string page_of(support::InventedStudy const& study) {
  TemporaryFolder const folder;
  support::write_results(study, folder.path() / "results.h5");
  return report(results::Reader(folder.path() / "results.h5"), "0123abcd");
}

std::string const& telling_page() {
  static auto const page = page_of(support::telling_study());
  return page;
}

/// What is on the page without scripts and style.
std::string telling_content() {
  auto const begin = telling_page().find("<body>");
  return telling_page().substr(begin, telling_page().find("<script", begin) - begin);
}

TEST(Report, IsOneFileThatAsksForNothing) {
  EXPECT_THAT(telling_page(), HasSubstr("content=\"default-src 'none'"));
  EXPECT_THAT(telling_content(), Not(testing::ContainsRegex("(src|href)=\"(https?:)?//")));
  for (auto const* never : {"@import", "url(http", "<link", "<img", "<iframe", "fetch(", "XMLHttpRequest"}) {
    EXPECT_THAT(telling_content(), Not(HasSubstr(never)));
  }
}

TEST(Report, HasTheAnswerAndTheTableInTheFirst300KilobytesWithoutScripts) {
  auto const start = telling_page().substr(0, 300'000);
  EXPECT_LT(start.find("A what-if, not a forecast."), start.find("<h1>"));
  EXPECT_LT(start.find("The answer, in plain words"), start.find("The headline outcomes"));
  EXPECT_THAT(start, HasSubstr("in all 32 sets of assumptions we tried."));
  EXPECT_THAT(start, HasSubstr("<table class=\"matrix\">"));
  EXPECT_THAT(start, HasSubstr("<svg class=\"chart ranges\""));
  EXPECT_THAT(start, Not(HasSubstr("<script")));
}

TEST(Report, SaysWhatItIsNot) {
  for (auto const* said :
       {"The pandemic is not modelled", "a council like", "No real person is in it", "recommends nothing",
        "Wards are not ranked", "Quality assurance: none recorded", "Not checked.", "Not represented."}) {
    EXPECT_THAT(telling_page(), HasSubstr(said));
  }
  for (auto const* never : {"probability of success", "recommended", "significant", "{{", "}}"}) {
    EXPECT_THAT(telling_content(), Not(HasSubstr(never)));
  }
  EXPECT_THAT(telling_content(), Not(testing::ContainsRegex("[ >\"(-](nan|inf)[ <\",)L]")));
}

TEST(Report, NamesAreTextWhateverTheyHold) {
  auto study = support::telling_study();
  study.n_world = 3;
  study.years = 1;
  study.title = "A <b>bold</b> & \"quoted\" {{title}} study";
  study.question = "</script><script>alert('x')</script>";
  study.scenarios[1].title = "<img src=x onerror=alert(1)>";
  auto const page = page_of(study);
  EXPECT_THAT(page, HasSubstr("A &lt;b&gt;bold&lt;/b&gt; &amp; &quot;quoted&quot; {{title}} study"));
  for (auto const* never : {"<b>bold", "<script>alert", "<img src=x"}) EXPECT_THAT(page, Not(HasSubstr(never)));
}

TEST(Report, IsWellFormedInItsDrawings) {
  auto const content = telling_content();
  // every opened element of a drawing is closed; attributes hold no raw quotes or angle brackets
  auto const count = [](std::string const& text, std::string const& what) {
    std::size_t n = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++n;
    return n;
  };
  for (auto const* element :
       {"svg", "g", "text", "title", "pattern", "defs", "figure", "table", "details", "section", "dl"}) {
    auto const opened =
        count(content, std::string("<") + element + ">") + count(content, std::string("<") + element + " ");
    EXPECT_EQ(opened, count(content, std::string("</") + element + ">")) << element;
    EXPECT_GT(opened, 0u) << element;
  }
  EXPECT_EQ(count(content, "role=\"img\""), count(content, "aria-label=\"") - count(content, "role=\"region\"") - 1)
      << "every drawing is said in words (nav has a label too)";
}

TEST(Report, DataCannotEndTheScriptThatHoldsThem) {
  auto study = support::telling_study();
  study.n_world = 2;
  study.years = 1;
  study.scenarios[1].title = "</script><script>alert(1)</script>";
  auto const page = page_of(study);
  auto const begin = page.find("id=\"chart-data\">"), end = page.find("</script>", begin);
  ASSERT_NE(begin, std::string::npos);
  EXPECT_THAT(page.substr(begin, end - begin), HasSubstr("\\u003c/script>\\u003cscript>alert(1)"));
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
}

TEST(Report, TooFewPeopleAreNotShownApart) {
  EXPECT_THAT(telling_content(), Not(HasSubstr("No figures for groups")));
  EXPECT_THAT(telling_content(), HasSubstr("<small>gap "));
  auto study = support::telling_study();
  study.n_world = 2;
  study.years = 1;
  study.scale = "0.001";  // 9 to 20 adults a ward, some 230 in all
  auto const page = page_of(study);
  EXPECT_THAT(page, HasSubstr("No figures for groups: only"));
  EXPECT_THAT(page, Not(HasSubstr("<small>gap ")));
  study.scale = "0.0005";  // under ten in every ward with fewer than 20,000 adults
  EXPECT_THAT(page_of(study), HasSubstr(": n/a"));
}

TEST(Report, QualityIsWhatWasRecorded) {
  TemporaryFolder const folder;
  auto study = support::telling_study();
  study.n_world = 2;
  study.years = 1;
  support::write_results(study, folder.path() / "results.h5");
  results::Reader const reader(folder.path() / "results.h5");
  auto const page = report(reader, "0123abcd", {{{"2026-11-20", "analyst", "Costs <by hand>", "agree", "passed"}}});
  EXPECT_THAT(page, HasSubstr("Costs &lt;by hand&gt;"));
  EXPECT_THAT(page, HasSubstr("20 November 2026"));
  EXPECT_THAT(page, Not(HasSubstr("none recorded")));
}

// ---- the brief ----

TEST(Brief, StandsUnderACommitteesHeadings) {
  TemporaryFolder const folder;
  auto study = support::telling_study();
  study.years = 1;
  support::write_results(study, folder.path() / "results.h5");
  results::Reader const reader(folder.path() / "results.h5");
  auto const text = brief_text(reader, "0123abcd");
  std::size_t last = 0;
  for (auto const* heading : {"1. Purpose", "2. Options", "3. Financial", "4. Legal", "5. Equality", "6. Risk",
                              "7. Consultation", "8. Background papers"}) {
    auto const at = text.find(heading);
    ASSERT_NE(at, std::string::npos) << heading;
    EXPECT_GT(at, last) << heading;
    last = at;
  }
  EXPECT_THAT(text, HasSubstr("in all 32 sets of assumptions we tried."));
  EXPECT_THAT(text, HasSubstr("0123abcd"));
  for (auto const* never : {"recommend", "probability of success", "significant"})
    EXPECT_THAT(text, Not(HasSubstr(never)));
  auto const docx = brief_docx(reader, "0123abcd");
  EXPECT_THAT(docx, testing::StartsWith("PK\x03\x04"));
  EXPECT_THAT(docx, HasSubstr("in all 32 sets of assumptions we tried."));
}

TEST(Sentences, EveryAssumptionCanBeFoundOutSomehow) {
  EXPECT_THAT(how_to_find_out("parameters.direct_route_share"), HasSubstr("diaries from 20 councillors"));
  EXPECT_THAT(how_to_find_out("parameters.p_misroute"), HasSubstr("desk's log"));
  EXPECT_THAT(how_to_find_out("levers.C027.delivery"), HasSubstr("pilot"));
  EXPECT_THAT(how_to_find_out("parameters.trust_learning"), HasSubstr("residents"));
}

TEST(Report, WhatIsTheSameInEveryRunIsCalledSo) {
  auto study = support::telling_study();
  study.n_world = 3;
  study.years = 1;
  auto const page = page_of(study);
  EXPECT_THAT(page, HasSubstr("The same as the baseline in every run and every outcome."));
  EXPECT_THAT(page, HasSubstr("<span>Exactly as in the baseline, in every run</span>"));
  EXPECT_THAT(page, HasSubstr("<small>in every run</small>"));
}

TEST(Report, WhatGetsNoVerdictIsCalledExplored) {
  auto const& page = telling_page();
  auto const at = page.find("explored, without a verdict");
  ASSERT_NE(at, std::string::npos);
  auto const table = page.substr(at, page.find("</details>", at) - at);
  EXPECT_THAT(table, HasSubstr("What fixed_share counts"));
  EXPECT_THAT(table, Not(HasSubstr("class=\"v"))) << "no verdict";
  EXPECT_THAT(page, HasSubstr("Choosing by one outcome alone"));
}

TEST(Report, OneWorldTellsLuckOnly) {
  auto study = support::telling_study();
  study.n_world = 1;
  study.n_replication = 6;
  study.years = 1;
  EXPECT_THAT(page_of(study), HasSubstr("Only one set of assumptions was tried"));
}

TEST(Report, ASampleOfThePeopleIsSaidToBeOne) {
  EXPECT_THAT(telling_page(), Not(HasSubstr("Only 1 in")));
  auto study = support::telling_study();
  study.n_world = 2;
  study.years = 1;
  study.scale = "0.1";
  EXPECT_THAT(page_of(study), HasSubstr("Only 1 in 10 of them was simulated"));
}

TEST(Report, FailedRunsAreSaid) {
  auto study = support::telling_study();
  study.n_world = 3;
  study.years = 1;
  study.failed_runs = {0, 1, 2};
  EXPECT_THAT(page_of(study), HasSubstr(" runs failed: 3 of "));
}

// ---- charts ----

TEST(Charts, TheAxisNeverZoomsIntoWhatIsTooSmallToMatter) {
  auto const svg = range_chart({{"Tiny", "no difference that matters", 0.01, 0.0, 0.02, Verdict::no_difference}}, 2, 1,
                               "days", true, "");
  auto const number_after = [&](std::string const& key) {
    auto const at = svg.find(key, svg.find("class=\"strip\""));
    return std::stod(svg.substr(at + key.size()));
  };
  EXPECT_GT(number_after(" x=\""), 8) << "its left edge is in sight";
  EXPECT_LT(number_after(" x=\"") + number_after(" width=\""), 332) << "and its right edge";
}

TEST(Charts, GapsStayGaps) {
  TimeLine line;
  auto const nan = std::nan("");
  line.middle = {1, 2, nan, 3, 4};
  line.low = {0, 1, nan, 2, 3};
  line.high = {2, 3, nan, 4, 5};
  auto const svg = time_chart(line, 0, 5, 0, 1, {"2018", "2019"}, "");
  EXPECT_THAT(svg, testing::ContainsRegex("class=\"line\" d=\"M[^M\"]*M[^M\"]*\""));
  EXPECT_THAT(svg, Not(HasSubstr("nan")));
}

TEST(Charts, TextIsEscaped) { EXPECT_EQ(escape("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;"); }

}  // namespace
}  // namespace wardmote::report
