// A sound study is read as written, whatever order its options come in.
#include "scenarios/loader/study.hpp"

#include <algorithm>
#include <filesystem>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "scenarios/loader/overrides.hpp"
#include "tests/support/small_study.hpp"

namespace wardmote::loader {
namespace {

using support::SmallStudy;
using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using namespace std::chrono;

Quantity const& parameter(Study const& study, std::string_view name) {
  for (auto const& value : study.parameters) {
    if (value.spec->name == name) return value.quantity;
  }
  throw std::logic_error("no such parameter");
}

TEST(Study, ResolvesEverythingItNames) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  EXPECT_EQ(study.council.name, "Smallville");
  EXPECT_EQ(study.council.n_resident(), 600U);
  EXPECT_EQ(study.council.n_councillor(), 6U);
  EXPECT_EQ(study.start, sys_days{2018y / July / 2});
  EXPECT_EQ(study.end, sys_days{2020y / July / 2});
  EXPECT_EQ(study.runs.n_world, 4U);
  EXPECT_EQ(study.runs.max_world, 4U);
  EXPECT_EQ(study.mode, Mode::uncertainty);
  ASSERT_THAT(study.parameters, SizeIs(world::parameter_specs().size()));
  for (std::size_t i = 0; i < study.parameters.size(); ++i)
    EXPECT_EQ(study.parameters[i].spec, &world::parameter_specs()[i]);
  ASSERT_THAT(study.scenarios, SizeIs(2));
  EXPECT_EQ(study.scenarios[0].id, "nothing");
  EXPECT_THAT(study.scenarios[0].levers, IsEmpty());
  ASSERT_THAT(study.outcomes, SizeIs(1));
  EXPECT_EQ(measure::outcome_specs()[study.outcomes[0].index].id, "trust");
  EXPECT_TRUE(study.outcomes[0].guard);
  EXPECT_EQ(study.budget.officer_hours_year, 100);
  EXPECT_EQ(study.budget.pounds_year, std::nullopt);
  EXPECT_THAT(study.warnings, IsEmpty());
}

TEST(Study, CouncilSharesAndWeightsSumToOne) {
  SmallStudy const files;
  auto const council = load_study(files.path()).council;
  for (auto const& ward : council.wards) {
    double sum = 0;
    for (auto const share : ward.ethnic_share) sum += share;
    EXPECT_THAT(sum, DoubleNear(1, 1e-12));
  }
  EXPECT_THAT(council.wards[1].ethnic_share[0], DoubleEq(10 / 100.3)) << "of percentages that sum to 100.3";
  EXPECT_THAT(council.services[0].enquiry_weight, DoubleEq(0.75));
  EXPECT_THAT(council.services[1].request_weight, DoubleEq(0.75));
  EXPECT_EQ(council.bank_holidays, (std::vector<sys_days>{2018y / August / 27, 2018y / December / 25}));
  EXPECT_THAT(council.office.open, ElementsAre(true, true, true, true, true, false, false));
  EXPECT_EQ(council.contact_centre.closes_minute, 18U * 60 + 30);
}

TEST(Study, LeverIsBoundToWardsServicesAndTheScenariosNumbers) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  ASSERT_THAT(study.scenarios[1].levers, SizeIs(1));
  auto const& bound = study.scenarios[1].levers[0];
  EXPECT_EQ(bound.from, sys_days{2018y / October / 1});
  EXPECT_EQ(bound.until, sys_days{2020y / January / 1});
  EXPECT_THAT(bound.wards, ElementsAre(ElementsAre(0U, 1U), ElementsAre(0U, 1U))) << "the North, for both steps";
  EXPECT_THAT(bound.services, ElementsAre(ElementsAre(0U), IsEmpty()));
  auto const& step = bound.lever.does[0];
  EXPECT_EQ(step.every, policy::Period::quarter);
  EXPECT_EQ(step.councillors, policy::CouncillorTarget::ward);
  auto const hours = *policy::field_index(policy::Primitive::meet, "hours_per_attendee");
  EXPECT_EQ(step.fields[hours].quantity.value, 3) << "set by the scenario";
  EXPECT_FALSE(step.fields[hours].quantity.uncertain()) << "a plain number is certain";
  auto const attendance = *policy::field_index(policy::Primitive::meet, "attendance_officers");
  EXPECT_FALSE(step.fields[attendance].given);
  EXPECT_EQ(step.fields[attendance].quantity.value, 0.8) << "neutral";
  EXPECT_EQ(bound.lever.does[1].fields[0].choice, 2U) << "named_officer";
}

TEST(Study, WithoutUntilALeverStaysToTheEnd) {
  SmallStudy const files;
  files.change("meetings.toml", "until = 2020-01-01\n", "");
  auto const study = load_study(files.path());
  EXPECT_EQ(study.scenarios[1].levers[0].until, study.end);
}

TEST(Study, LeverAfterTheEndOfAShortenedStudyIsAllowedAndSaidToBeIdle) {
  SmallStudy const files;
  auto const study = load_study(files.path(), {"years=0.1"});
  ASSERT_THAT(study.warnings, SizeIs(1));
  EXPECT_THAT(study.warnings[0], ::testing::HasSubstr("it never comes into force"));
}

TEST(Study, ScenariosCombineAndTheSameUseCountsOnce) {
  SmallStudy const files;
  auto const scenario = [](std::string_view id, std::string_view rest) {
    return fmt::format("wardmote = 1\nkind = \"scenario\"\nid = \"{}\"\ntitle = \"t\"\npurpose = \"p\"\n{}", id, rest);
  };
  files.write("both.toml", scenario("both", "includes = [\"meetings\", \"again\"]\n"));
  files.write("again.toml",
              scenario("again", "includes = [\"meetings\"]\n[[use]]\nlever = \"X1\"\nfrom = 2020-01-01\n"));
  files.change("study.toml", "[\"meetings\"]", "[\"both\"]");
  auto const study = load_study(files.path());
  ASSERT_THAT(study.scenarios[1].levers, SizeIs(2)) << "meetings once, then its continuation";
  EXPECT_EQ(study.scenarios[1].levers[1].from, sys_days{2020y / January / 1});
}

/// A lever file with one lever that is only another name.
std::string another_name(std::string_view id, std::string_view same_as) {
  return fmt::format(
      "wardmote = 1\nkind = \"lever\"\n[[lever]]\nid = \"{}\"\ntitle = \"t\"\nsources = [\"test\"]\nsame_as = {}\n", id,
      same_as);
}

TEST(Study, LeverThatIsAnotherNameActsAsTheOneItStandsFor) {
  SmallStudy const files;
  auto const plain = load_study(files.path());
  files.write("names.toml", another_name("X2", "[\"X1\"]"));
  files.change("meetings.toml", "\"X1\"", "\"X2\"");
  auto const study = load_study(files.path());
  ASSERT_THAT(study.scenarios[1].levers, SizeIs(1));
  auto const& bound = study.scenarios[1].levers[0];
  EXPECT_EQ(bound.lever.id, "X1") << "so that it draws the same numbers";
  EXPECT_EQ(bound.lever.does[0].fields[0].quantity.value, 3) << "set reaches it";
  EXPECT_EQ(bound.wards, plain.scenarios[1].levers[0].wards);
}

TEST(Study, OneLeverUnderTwoNamesAtOnceIsRefusedUnlessItIsTheSameUse) {
  SmallStudy const files;
  files.write("names.toml", another_name("X2", "[\"X1\"]"));
  files.change("meetings.toml", "[[use]]", "[[use]]\nlever = \"X2\"\nfrom = 2018-11-01\n\n[[use]]");
  try {
    static_cast<void>(load_study(files.path()));
    FAIL() << "accepted";
  } catch (InputError const& error) {
    EXPECT_THAT(error.what(), ::testing::HasSubstr("meetings.toml:11:1: lever X1 is already in force then"));
  }
  files.change("meetings.toml",
               "from = 2018-10-01\nuntil = 2020-01-01\nwhere = { zone = \"North\" }\nset = { hours_per_attendee = 3 }",
               "from = 2018-11-01");
  EXPECT_THAT(load_study(files.path()).scenarios[1].levers, SizeIs(1));
}

TEST(Study, ParameterFileReplacesValuesOfTheOneItBuildsOn) {
  SmallStudy const files;
  files.write(
      "mine.toml",
      "wardmote = 1\nkind = \"parameters\"\nbuilds_on = \"small\"\n[p_misroute]\nvalue = 0.35\nlow = 0.25\nhigh = "
      "0.5\nunit = \"1\"\nevidence = \"assumption\"\nsource = \"test\"\n");
  files.change("study.toml", "[\"small\"]", "[\"mine\"]");
  auto const study = load_study(files.path());
  auto const plain = load_study(SmallStudy{}.path());
  ASSERT_EQ(study.parameters.size(), plain.parameters.size());
  for (std::size_t i = 0; i < study.parameters.size(); ++i) {
    auto const& now = study.parameters[i];
    auto const mine = now.spec->name == "p_misroute";
    EXPECT_EQ(now.quantity.value, mine ? 0.35 : plain.parameters[i].quantity.value) << now.spec->name;
  }
}

TEST(Study, WhatWasMeasuredInAnotherCouncilIsBorrowed) {
  auto const tag_of_misroute = [](std::string const& council) {
    SmallStudy const files;
    files.write("mine.toml",
                "wardmote = 1\nkind = \"parameters\"\nbuilds_on = \"small\"\nmeasured_in = \"" + council +
                    "\"\n[p_misroute]\nvalue = 0.35\nlow = 0.25\nhigh = 0.5\nunit = \"1\"\nevidence = \"measured\"\n"
                    "tag = \"measured here\"\nsource = \"test\"\n");
    files.change("study.toml", "[\"small\"]", "[\"mine\"]");
    auto const study = load_study(files.path());
    return std::ranges::find(study.parameters, "p_misroute", [](auto const& one) { return one.spec->name; })
        ->quantity.tag;
  };
  auto const own = load_study(SmallStudy{}.path()).council.id;
  EXPECT_EQ(tag_of_misroute(own), Tag::measured_here);
  EXPECT_EQ(tag_of_misroute("elsewhere"), Tag::borrowed);
}

TEST(Study, SetReachesEveryKindOfPath) {
  SmallStudy const files;
  auto const study = load_study(
      files.path(), {"years=1", "seed=11", "mode=chance", "runs.replications=3", "outcomes.trust.matters=0.05",
                     "budget.pounds_year=9", "budget.price_year=2021", "outcomes.trust.reason=as we see it",
                     "parameters.p_misroute.value=0.35", "parameters.p_fix.low=0.25",
                     "parameters.p_reopen={value=0.1,low=0.0,high=0.2,unit=\"1\",evidence=\"expert\",source=\"asked\"}",
                     "scenarios.meetings.levers.X1.delivery=0.5", "scenarios.meetings.levers.X1.does.2.share.high=0.6",
                     "scenarios.meetings.levers.X1.until=2019-03-01"});
  EXPECT_EQ(study.years, 1);
  EXPECT_EQ(study.seed, 11U);
  EXPECT_EQ(study.mode, Mode::chance);
  EXPECT_EQ(study.runs.n_world, 1U) << "mode chance has one world";
  EXPECT_EQ(study.runs.n_replication, 3U);
  EXPECT_EQ(study.outcomes[0].matters, 0.05);
  EXPECT_EQ(study.budget.pounds_year, 9);
  EXPECT_EQ(study.budget.price_year, 2021);
  EXPECT_EQ(study.budget.discount_rate, 0.035) << "if the study says nothing";
  EXPECT_EQ(study.outcomes[0].reason, "as we see it");
  EXPECT_NE(study.resolved_json.find("\"reason\":\"as we see it\""), std::string::npos) << "compare shows it";
  EXPECT_EQ(parameter(study, "p_misroute").value, 0.35);
  EXPECT_FALSE(parameter(study, "p_misroute").uncertain());
  EXPECT_EQ(parameter(study, "p_fix").low, 0.25);
  EXPECT_TRUE(parameter(study, "p_fix").uncertain());
  EXPECT_EQ(parameter(study, "p_reopen").high, 0.2);
  auto const& bound = study.scenarios[1].levers[0];
  EXPECT_EQ(bound.lever.delivery.value, 0.5);
  EXPECT_EQ(bound.lever.does[1].fields[1].quantity.high, 0.6);
  EXPECT_EQ(bound.until, sys_days{2019y / March / 1});
}

TEST(Study, EveryPathItOffersIsAccepted) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  auto const resolved = nlohmann::json::parse(study.resolved_json);
  std::size_t n_tried = 0;
  for (auto const& path : paths_of(study)) {
    if (!path.starts_with("parameters.p_") || !path.ends_with(".value")) continue;
    EXPECT_NO_THROW(load_study(files.path(), {path + "=0.3"})) << path;
    ++n_tried;
  }
  EXPECT_GT(n_tried, 10U);
  for (auto const* path : {"does.1.hours_per_attendee", "hours_per_attendee", "delivery", "cost.1.money", "money"}) {
    EXPECT_NO_THROW(load_study(files.path(), {fmt::format("scenarios.meetings.levers.X1.{}=0.9", path)})) << path;
  }
}

TEST(Study, ResolvedJsonTellsWhatDecidesTheRunsAndNoPaths) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  auto const json = nlohmann::json::parse(study.resolved_json);
  EXPECT_EQ(json.dump(), study.resolved_json) << "canonical: parsing and writing changes nothing";
  EXPECT_EQ(json["scenarios"][1]["levers"][0]["does"][0]["wards"], nlohmann::json({"Upper End", "Lower End"}));
  EXPECT_EQ(json["parameters"]["p_misroute"]["high"], 0.4);
  auto const folder = std::filesystem::path(files.path()).parent_path().string();
  EXPECT_EQ(study.resolved_json.find(folder), std::string::npos);

  // the same from another folder; another after any change
  SmallStudy const elsewhere;
  EXPECT_EQ(load_study(elsewhere.path()).resolved_json, study.resolved_json);
  EXPECT_NE(load_study(files.path(), {"parameters.p_misroute.value=0.31"}).resolved_json, study.resolved_json);
}

TEST(Study, InputsAreTheFilesUsedRelativeToTheStudy) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  std::vector<std::string> paths;
  for (auto const& input : study.inputs) {
    paths.push_back(input.path);
    EXPECT_THAT(input.sha256, SizeIs(64));
  }
  EXPECT_THAT(paths,
              ElementsAre("study.toml", "smallville/council.toml", "smallville/wards.csv", "smallville/services.csv",
                          "smallville/days.csv", "small.toml", "nothing.toml", "meetings.toml", "levers.toml"));
}

TEST(Study, NeighbourHidesShippedDataOnlyIfItIsOfTheKind) {
  SmallStudy const files;
  // a parameter set named like the study's own file would be: the study is no parameter set, so it is passed over
  files.write("parameters/study.toml", SmallStudy::parameters());
  files.change("study.toml", "[\"small\"]", "[\"study\"]");
  EXPECT_NO_THROW(load_study(files.path()));
}

}  // namespace
}  // namespace wardmote::loader
