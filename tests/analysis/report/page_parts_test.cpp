// Parts of the page that need more than results: a person's story, checks of the baseline, boundaries, a watermark.
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "analysis/report/boundaries.hpp"
#include "analysis/report/brief.hpp"
#include "analysis/report/material.hpp"
#include "analysis/report/report.hpp"
#include "analysis/report/sentences.hpp"
#include "analysis/report/story.hpp"
#include "tests/support/results_files.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::report {
namespace {

using nlohmann::json;
using support::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

support::InventedStudy small_study() {
  auto study = support::telling_study();
  study.n_world = 2;
  study.years = 1;
  return study;
}

/// A page of a small study, its results on disk for as long as it is made.
std::string page_with(Options const& options, support::InventedStudy const& study = small_study()) {
  TemporaryFolder const folder;
  support::write_results(study, folder.path() / "results.h5");
  return report(results::Reader(folder.path() / "results.h5"), "0123abcd", options);
}

// ---- a person's story ----

constexpr std::int64_t day = 86'400, morning = 9 * 3'600;

Story telling_story() {
  Twice const issue{"Somebody aged 35 to 64 in North Kirklees",
                    "Highways & <transport>",
                    {{morning, Happening::arises},
                     {morning, Happening::tells_councillor},
                     {day, Happening::to_desk},
                     {9 * day, Happening::answered_fixed}},
                    {{morning + 60, Happening::arises},
                     {morning, Happening::tells_councillor},
                     {day, Happening::to_named},
                     {4 * day, Happening::answered_fixed_told}},
                    9,
                    4};
  Twice const week{"A councillor in North Kirklees", "",  {{day, Happening::to_desk, 0, "Housing"}},
                   {{day, Happening::meets, 1}},     0.5, 3.5};
  return {.policy = "A policy",
          .run = "world 1",
          .better = {120, issue},
          .worse = {3, std::nullopt},
          .n_issue = 1'200,
          .n_unmoved = 1'077,
          .lighter = {},
          .heavier = {1, week}};
}

TEST(Story, PartsWhereTheTwoRunsDo) {
  auto const kinds = story_json(telling_story(), "2018-07-02")["kinds"];
  auto const& better = kinds[0];
  EXPECT_EQ(better["common"].size(), 2u) << "a minute's difference on the same day is none";
  EXPECT_EQ(better["common"][0]["date"], "Mon 2 Jul 2018");
  EXPECT_EQ(better["baseline"][0]["text"], "the councillor sends it to the enquiry desk");
  EXPECT_EQ(better["policy"][0]["text"], "the councillor sends it to the officer named for the area");
  EXPECT_EQ(better["policy_size"], "4 days");
  EXPECT_EQ(kinds[1]["told"], false);
  EXPECT_EQ(kinds[1]["none"], "No issue went worse in this run.");
  auto const& heavier = kinds[3];
  EXPECT_EQ(heavier["baseline"][0]["text"], "sends a case to the enquiry desk: Housing") << "as the councillor sees it";
  EXPECT_EQ(heavier["policy"][0]["text"], "at a meeting, speaks with 1 officer");
  EXPECT_EQ(heavier["baseline_size"], "30 minutes");
  EXPECT_EQ(heavier["policy_size"], "3 h 30 min");
}

TEST(Story, CountsNobodyBelowTen) {
  EXPECT_EQ(
      story_json(telling_story(), "2018-07-02")["counts"],
      "Of 1,200 issues that residents took to a councillor, 1,077 ended the same on the same day with the policy as "
      "without it, 120 better (sooner; or as soon, and put right or explained) and fewer than 10 worse.");
}

TEST(Story, StandsOnThePageAsAnIllustration) {
  auto const page = page_with({.stories = {telling_story()}});
  EXPECT_THAT(page, HasSubstr("An illustration, not evidence."));
  EXPECT_THAT(page, HasSubstr("Highways &amp; &lt;transport&gt;"));
  EXPECT_LT(page.find("id=\"costs\""), page.find("id=\"story\""));
  EXPECT_THAT(page_with({}), Not(HasSubstr("id=\"story\""))) << "no story, no section";
  EXPECT_THAT(story_text(telling_story(), "2018-07-02"), HasSubstr("illustration, not evidence"));
}

// ---- does the baseline resemble the council ----

json checks(bool pass, std::string const& measures) {
  json rows = json::array();
  rows.push_back({{"id", "T35-young"},
                  {"statement", "the young take part less"},
                  {"criterion", "a < b"},
                  {"value", -0.1},
                  {"low", -0.2},
                  {"high", 0.1},
                  {"pass", pass},
                  {"held", 0.4},
                  {"measures", {measures}},
                  {"reason", ""}});
  rows.push_back({{"id", "T03"}, {"statement", "scrutiny is low"}, {"pass", nullptr}, {"reason", "not simulated"}});
  return rows;
}

TEST(Resemblance, FailuresAreShownAndTheirVerdictsWithheld) {
  auto const page = page_with({.baseline = checks(false, "participation_rate_by_group")});
  EXPECT_THAT(page, HasSubstr("0 of the 1 that can be judged hold"));
  EXPECT_THAT(page, HasSubstr("This does not test the effect of a policy."));
  EXPECT_THAT(page, HasSubstr("the young take part less"));
  EXPECT_THAT(page, HasSubstr("not simulated"));
  EXPECT_THAT(page, HasSubstr("No verdict: the baseline does not resemble the council here (check T35-young failed)."));
  EXPECT_THAT(page, HasSubstr("the verdict on 1 is withheld"));
  EXPECT_THAT(page, HasSubstr("<span class=\"v unclear\">withheld</span>"));
  EXPECT_THAT(page, Not(HasSubstr("Not checked.")));
  EXPECT_THAT(page, HasSubstr("\"no_verdict\":true")) << "the charts that answer colour nothing either";
}

TEST(Resemblance, WhatHoldsWithholdsNothing) {
  auto const page = page_with({.baseline = checks(true, "participation_rate_by_group")});
  EXPECT_THAT(page, HasSubstr("1 of the 1 that can be judged hold"));
  EXPECT_THAT(page, Not(HasSubstr("withheld")));
  EXPECT_THAT(page_with({.baseline = checks(false, "civic_rate")}), Not(HasSubstr("withheld")))
      << "no headline outcome";
}

// ---- a council with measurements of its own, and one without ----

std::string page_of_parameter(std::string const& tag) {
  auto study = small_study();
  study.study_patch =
      json{{"parameters", {{"p_fix", {{"value", 0.4}, {"low", 0.3}, {"high", 0.5}, {"tag", tag}}}}}}.dump();
  return page_with({}, study);
}

TEST(LocalData, WithoutThemDifferencesStandAloneUnderTheCouncilsName) {
  auto const page = page_of_parameter("borrowed");
  EXPECT_THAT(page, HasSubstr("No local data. Beside its people and wards nothing was measured in invented:"));
  EXPECT_THAT(page, HasSubstr("Levels are not shown: none of this council&rsquo;s own measurements were given."));
  for (auto const* level : {"a council like this, %", "Baseline, adults who", "class=\"n\">Baseline<"})
    EXPECT_THAT(page, Not(HasSubstr(level)));
  EXPECT_THAT(page, HasSubstr("difference from the baseline at the end")) << "these are shown";
}

TEST(LocalData, WithThemTheBaselineIsDrawnAsACouncilLikeThis) {
  auto const page = page_of_parameter("measured here");
  EXPECT_THAT(page, Not(HasSubstr("No local data.")));
  for (auto const* level : {"a council like this, %", "Baseline, adults who", "class=\"n\">Baseline<"})
    EXPECT_THAT(page, HasSubstr(level));
}

// ---- a smallest difference changed after results ----

TEST(Watermark, SaysThatTheSmallestDifferenceWasChanged) {
  EXPECT_THAT(page_with({}), Not(HasSubstr("class=\"watermark\"")));
  auto const page = page_with({.matters = {{"trust", 0.2}}});
  EXPECT_THAT(page, HasSubstr("class=\"watermark\""));
  EXPECT_THAT(page, HasSubstr("was changed after results were seen"));
  EXPECT_THAT(page, HasSubstr("20 points or less either way does not matter"));
  EXPECT_THAT(page_with({.changed = {"Trust"}}), HasSubstr("changed after results were seen: Trust."));
  EXPECT_THROW(page_with({.matters = {{"trusts", 0.2}}}), results::ResultsError);
}

// ---- tables of many policies ----

TEST(InParts, EveryPolicyStandsOnceWithWhatLeads) {
  json columns = json::array(), cells = json::array({"lead"});
  for (int i = 0; i < 20; ++i) {
    columns.push_back(i);
    cells.push_back(i);
  }
  auto const parts = in_parts(columns, json::array({{{"title", "a row"}, {"cells", cells}}}), 1);
  ASSERT_EQ(parts.size(), 3u);
  json met = json::array();
  for (auto const& part : parts) {
    auto const& row = part["rows"][0];
    EXPECT_EQ(row["title"], "a row");
    EXPECT_EQ(row["cells"][0], "lead");
    ASSERT_EQ(row["cells"].size(), part["columns"].size() + 1);
    for (std::size_t i = 0; i < part["columns"].size(); ++i) {
      EXPECT_EQ(row["cells"][i + 1], part["columns"][i]);
      met.push_back(part["columns"][i]);
    }
  }
  EXPECT_EQ(met, columns);
  EXPECT_EQ(parts[1]["part"], ", part 2 of 3");
  EXPECT_EQ(in_parts(json::array({1}), json::array())[0]["part"], "");
}

// ---- boundaries ----

/// Squares of one degree side by side, in the order of the wards but for the last, which is missing if asked for.
std::string squares(std::vector<std::string> const& names, std::size_t n) {
  json features = json::array();
  for (std::size_t w = 0; w < n; ++w) {
    auto const x = static_cast<double>(w);
    features.push_back(
        {{"properties", {{"ward_name", names[w]}}},
         {"geometry",
          {{"type", "Polygon"},
           {"coordinates", json::array({{{x, 0}, {x + 1, 0}, {x + 1, 1}, {x + 1, 1.000001}, {x, 1}, {x, 0}}})}}}});
  }
  json const outlines{{"features", features}};
  json const input{{"path", "wards.geojson"}, {"text", outlines.dump()}};
  return json{{"inputs", json::array({input})}}.dump();
}

TEST(Boundaries, AreRoundedAlikeForNeighbours) {
  TemporaryFolder const folder;
  auto study = small_study();
  auto const names = support::layout_of(study).dimension("ward")->labels();
  study.bundle = squares(names, names.size());
  support::write_results(study, folder.path() / "results.h5");
  auto const found = boundaries_of(results::Reader(folder.path() / "results.h5"));
  ASSERT_TRUE(found);
  ASSERT_EQ(found->paths.size(), names.size());
  EXPECT_EQ(found->width, 600);
  EXPECT_EQ(found->paths[0], "M0 38l38 0 0 -38 -38 0 0 38z") << "and what lies within a unit is one place";
  EXPECT_THAT(found->paths[1], testing::StartsWith("M38 38l"));
  auto const page = page_with({}, study);
  EXPECT_THAT(page, HasSubstr("id=\"map-outlines\""));
  EXPECT_THAT(page, HasSubstr("<use href=\"#ward3\" class=\"tile\"/>"));
  EXPECT_THAT(page, Not(HasSubstr("ward_name"))) << "the inputs themselves are not on the page";
}

TEST(Boundaries, OfSomeWardsAreNone) {
  auto study = small_study();
  auto const names = support::layout_of(study).dimension("ward")->labels();
  study.bundle = squares(names, names.size() - 1);
  auto const page = page_with({}, study);
  EXPECT_THAT(page, Not(HasSubstr("id=\"map-outlines\"")));
  EXPECT_THAT(page, HasSubstr("class=\"chart tiles\""));
}

}  // namespace
}  // namespace wardmote::report
