// What policies take, on the page: whose hours, by lever, service and channel; and who gains among councillors.
#include <cmath>
#include <string>

#include <gmock/gmock.h>

#include "analysis/report/report.hpp"
#include "analysis/report/sentences.hpp"
#include "tests/support/results_files.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::report {
namespace {

using compare::Breakdown;
using support::TemporaryFolder;
using testing::HasSubstr;
using testing::Not;

// ---- sentences by rule ----

Breakdown displaced(compare::Range const& range) {
  Breakdown apart;
  apart.displaced = range;
  return apart;
}

TEST(TakesSentences, SayWhoseWorkPays) {
  EXPECT_EQ(displaced_sentence(displaced({})), "No officer hours are taken from other work.");
  EXPECT_EQ(displaced_sentence(displaced({std::nan(""), 0, 0})), "");
  EXPECT_EQ(displaced_sentence(displaced({2'640, 2'080, 3'290})),
            "About 2,600 officer hours a year are taken from other work of the posts there are (between 2,100 and "
            "3,300).");
  EXPECT_EQ(displaced_sentence(displaced({-410, -760, -90})),
            "About 400 officer hours a year are set free for other work (between 100 and 800); a saving only where "
            "posts go.");
  EXPECT_EQ(displaced_sentence(displaced({20, -210, 580})),
            "Hardly any officer hours are taken from other work or set free for it, under 50 a year (between 200 set "
            "free and 600 taken).");
  auto posts = displaced({-700, -700, -700});
  posts.posts = {4'820, 4'820, 4'820};
  posts.undelivered = {260, 0, 400};
  EXPECT_EQ(displaced_sentence(posts),
            "About 700 officer hours a year are set free for other work; a saving only where posts go. Posts that it "
            "adds give 4,800 more. Another 300 are asked of staff who have none left: they do not happen.");
}

TEST(TakesSentences, NameTheLargestChangesAlone) {
  Breakdown apart;
  EXPECT_EQ(staff_sentence(apart), "");
  EXPECT_EQ(contacts_sentence(apart), "");
  auto const service = [](std::string const& name, double hours) {
    return Breakdown::Staff{name, {}, {hours, hours, hours}};
  };
  apart.staff = {service("roads", 120), service("enquiries_desk", -400), service("parks", 40), service("not_said", 90)};
  EXPECT_EQ(
      staff_sentence(apart),
      "Officer hours change most in enquiries desk (400 fewer), roads (100 more) and no service named (100 more).");
  apart.contacts = {{"telephone", {-1'180, -1'300, -900}}, {"web", {930, 800, 990}}, {"visit", {4, 0, 8}}};
  EXPECT_EQ(contacts_sentence(apart), "Residents’ contacts a year: 1,200 fewer telephone and 900 more web.");
}

// ---- on the page ----

std::string page_of(std::string const& study_patch = "{}") {
  TemporaryFolder const folder;
  auto study = support::telling_study();
  study.n_world = 5;
  study.years = 1;
  study.study_patch = study_patch;
  support::write_results(study, folder.path() / "results.h5");
  return report(results::Reader(folder.path() / "results.h5"), "0123abcd");
}

/// What stands from one text to the next.
std::string between(std::string const& page, std::string const& from, std::string const& to) {
  auto const begin = page.find(from);
  if (begin == std::string::npos) return {};
  return page.substr(begin, page.find(to, begin) - begin);
}

// Planted: the second policy takes 2 x (1 ... 1.2) times 800 hours at the roads, a quarter of them of no known grade,
// 100 of them of new posts; its lever half of that, and ten calls fewer for each.
TEST(TakesOnThePage, AreTheNumbersPlanted) {
  auto const page = page_of();
  EXPECT_THAT(page, HasSubstr("About 1,500 officer hours a year are taken from other work of the posts there are "
                              "(between 1,400 and 1,700). Posts that it adds give 200 more."));
  EXPECT_THAT(page, HasSubstr("Officer hours change most in roads (1,800 more)."));
  auto const staff = between(page, "<table class=\"staff\">", "</table>");
  EXPECT_THAT(staff, HasSubstr("<th scope=\"row\">roads</th>"));
  EXPECT_THAT(staff, HasSubstr("<th scope=\"row\" class=\"part\">frontline</th>"));
  EXPECT_THAT(staff, HasSubstr("<td class=\"n\">+1,300<small>+1,200 to +1,400</small></td>"));
  EXPECT_THAT(staff, Not(HasSubstr("libraries"))) << "nothing changes there";
  auto const levers = between(page, "<table class=\"levers\">", "</table>");
  EXPECT_THAT(levers, HasSubstr("<th scope=\"rowgroup\" colspan=\"4\">A clear gain</th>"));
  EXPECT_THAT(levers, HasSubstr("<th scope=\"row\" class=\"part\">L01</th><td class=\"n\">+880<small>+810 to +950"));
  EXPECT_THAT(levers, HasSubstr("What follows elsewhere"));
  auto const channels = between(page, "<table class=\"channels\">", "</table>");
  EXPECT_THAT(channels, HasSubstr("<th scope=\"row\">telephone</th>"));
  EXPECT_THAT(channels, HasSubstr("<td class=\"n\">−20<small></small>"));
}

TEST(WhoOnThePage, NewCouncillorsStandBesideLongServing) {
  auto const page = page_of();
  auto const table = between(page, "<table class=\"tenures\">", "</table>");
  EXPECT_THAT(table, HasSubstr("<th scope=\"row\">new<small>how councillors rate working with officers, of 0 to 1"));
  EXPECT_THAT(table, HasSubstr("long-serving<small>"));
}

TEST(WhoOnThePage, FewNewCouncillorsAreNotShownApart) {
  auto const page = page_of(R"({"council": {"n_newcomer": 9}})");
  EXPECT_THAT(page, Not(HasSubstr("<table class=\"tenures\">")));
  EXPECT_THAT(page, HasSubstr("9 are new as found, and a group of fewer than 10 people is never shown apart"));
}

TEST(WhereOnThePage, WhatAWardsCouncillorsFeelIsNotShownByWard) {
  auto const page = page_of();
  EXPECT_THAT(page, HasSubstr("Not shown by ward: How councillors and officers rate working together."));
  EXPECT_THAT(page, Not(HasSubstr("aria-label=\"How councillors and officers rate working together, by ward\"")));
  EXPECT_THAT(page, HasSubstr("aria-label=\"Adults who trust the council, by ward\""));
}

TEST(WhoOnThePage, EqualityIsWhatIsCompared) {
  auto const page = page_of();
  EXPECT_THAT(page, HasSubstr("<th scope=\"row\">Disability</th><td>By proxy.</td>"));
  EXPECT_THAT(page, HasSubstr("<tr class=\"absent\"><th scope=\"row\">Sex</th><td>Not represented.</td>"));
}

}  // namespace
}  // namespace wardmote::report
