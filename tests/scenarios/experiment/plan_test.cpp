// Runs are named by what decides their numbers, and by nothing else; designs are laid out as their books say.
#include "scenarios/experiment/plan.hpp"

#include <algorithm>
#include <set>

#include <gmock/gmock.h>

#include "scenarios/experiment/design.hpp"
#include "scenarios/experiment/files.hpp"
#include "tests/support/small_study.hpp"

namespace wardmote::experiment {
namespace {

using support::SmallStudy;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

/// A small study, with a design if there is a text of one.
struct Planned {
  explicit Planned(std::vector<std::string> const& sets = {}, double scale = 1, std::string const& design = "",
                   void (*edit)(SmallStudy const&) = nullptr) {
    SmallStudy const files;
    if (edit != nullptr) edit(files);
    auto all = sets;
    if (!design.empty()) {
      files.write("sweep.toml", "wardmote = 1\nkind = \"design\"\nid = \"sweep\"\ntitle = \"t\"\n" + design);
      all.push_back("design=sweep");
    }
    study = loader::load_study(files.path(), all);
    plan.emplace(study, scale);
  }
  loader::Study study;
  std::optional<Plan> plan;
};

RunName first_name(Planned const& planned, std::size_t scenario = 0) {
  return planned.plan->name(planned.plan->task(0), scenario);
}

TEST(RunNames, AreAllDifferentAndTheSameEveryTime) {
  Planned const one({"runs.worlds=3"}), again({"runs.worlds=3"});
  std::set<RunName> names;
  for (std::size_t t = 0; t < one.plan->n_task(); ++t) {
    for (std::size_t s = 0; s < one.plan->n_scenario(); ++s) {
      names.insert(one.plan->name(one.plan->task(t), s));
      EXPECT_EQ(one.plan->name(one.plan->task(t), s), again.plan->name(again.plan->task(t), s));
    }
  }
  EXPECT_EQ(names.size(), one.plan->n_run());
}

TEST(RunNames, MoveWithWhatDecidesNumbersOnly) {
  Planned const before;
  EXPECT_NE(first_name(before), first_name(Planned({"seed=99"})));
  EXPECT_NE(first_name(before), first_name(Planned({"parameters.p_misroute.value=0.25"})));
  EXPECT_NE(first_name(before), first_name(Planned({"keep=[]"}))) << "what is kept is another record";
  EXPECT_NE(first_name(before), first_name(Planned({}, 0.5)));
  EXPECT_EQ(first_name(before), first_name(Planned({"title=other", "runs.worlds=5"})));
  EXPECT_EQ(first_name(before), first_name(Planned({}, 1, "", [](SmallStudy const& files) {
              files.change("levers.toml", "source = \"test\"", "source = \"a better one\"");
            })));
  // a lever's number is a matter of the scenarios that use it
  std::vector<std::string> const delivered{"scenarios.meetings.levers.X1.delivery=0.7"};
  EXPECT_EQ(first_name(before, 0), first_name(Planned(delivered), 0));
  EXPECT_NE(first_name(before, 1), first_name(Planned(delivered), 1));
}

TEST(PlanHash, MovesWithAllThatWasDecidedBeforehand) {
  Planned const before;
  EXPECT_EQ(before.plan->hash(), Planned().plan->hash());
  auto const outcome = before.study.outcomes.front().id;
  EXPECT_NE(before.plan->hash(), Planned({"outcomes." + outcome + ".matters=0.0123"}).plan->hash())
      << "the difference that matters is set before results are seen";
}

TEST(Differences, NameWhatChanged) {
  Planned const before, after({"seed=99", "parameters.p_misroute.value=0.25"});
  auto const said = differences(before.plan->text(), after.plan->text());
  EXPECT_THAT(said, ::testing::Contains(HasSubstr("seed: ")));
  EXPECT_THAT(said, ::testing::Contains(HasSubstr("parameters.p_misroute.value: 0.3 -> 0.25")));
  EXPECT_TRUE(differences(before.plan->text(), before.plan->text()).empty());
}

TEST(PlanText, ThatIsNoneIsRefused) {
  Planned const sound;
  EXPECT_EQ(scale_of(sound.plan->text()), 1);
  for (auto const* text : {"", "{", "[]", R"({"scale":"all","study":1,"design":[]})"}) {
    EXPECT_THROW(scale_of(text), FolderRefused) << text;
    EXPECT_THROW(differences(text, sound.plan->text()), FolderRefused) << text;
    EXPECT_THROW(only_adds(text, sound.plan->text()), FolderRefused) << text;
  }
}

TEST(OnlyAdds, MoreWorldsAndScenariosButNothingElse) {
  Planned const before({"runs.worlds=2"});
  auto const adds = [&](std::vector<std::string> const& sets) {
    return only_adds(before.plan->text(), Planned(sets).plan->text());
  };
  EXPECT_TRUE(adds({"runs.worlds=3"}));
  EXPECT_FALSE(adds({"runs.worlds=1"}));
  EXPECT_FALSE(adds({"runs.worlds=3", "seed=99"}));
  EXPECT_FALSE(adds({"runs.worlds=2", "scenarios=[]"}));
  Planned const bare({"runs.worlds=2", "scenarios=[]"});
  EXPECT_TRUE(only_adds(bare.plan->text(), before.plan->text()));
}

constexpr auto two_factors = R"([[factor]]
path = "parameters.p_misroute"
low = 0.1
high = 0.5
[[factor]]
path = "levers.X1.delivery"
low = 0
high = 1
)";

constexpr auto two_by_three = R"(method = "factorial"
[[factor]]
path = "parameters.p_misroute"
levels = [0.1, 0.2]
[[factor]]
path = "levers.X1.delivery"
levels = [0, 0.5, 1]
)";

TEST(Design, FactorialTakesAllCombinationsTheLastFactorFastest) {
  Planned const planned({}, 1, two_by_three);
  EXPECT_THAT(points(planned.study), ElementsAre(ElementsAre(0.1, 0), ElementsAre(0.1, 0.5), ElementsAre(0.1, 1),
                                                 ElementsAre(0.2, 0), ElementsAre(0.2, 0.5), ElementsAre(0.2, 1)));
  EXPECT_THAT(planned.plan->settings(4), ElementsAre("parameters.p_misroute=0.2", "levers.X1.delivery=0.5"));
}

TEST(Design, AScenarioThatAFactorDoesNotTouchIsRunOnce) {
  Planned const planned({"runs.worlds=1"}, 1, two_by_three);
  auto const& plan = *planned.plan;
  ASSERT_EQ(plan.n_point(), 6U);
  // the baseline has no lever: two different runs a replication, the other scenario six
  EXPECT_EQ(plan.n_run(), (2 + 6) * plan.n_replication());
  EXPECT_EQ(plan.first_point(0, 2), 0U);
  EXPECT_EQ(plan.first_point(0, 5), 3U);
  EXPECT_EQ(plan.first_point(1, 5), 5U);
  EXPECT_EQ(plan.name({0, 0, 0}, 0), plan.name({2, 0, 0}, 0));
}

TEST(Design, ListIsReadAcross) {
  Planned const planned({}, 1, R"(method = "list"
[[factor]]
path = "parameters.p_misroute"
levels = [0.1, 0.2]
[[factor]]
path = "levers.X1.delivery"
levels = [1, 0]
)");
  EXPECT_THAT(points(planned.study), ElementsAre(ElementsAre(0.1, 1), ElementsAre(0.2, 0)));
}

TEST(Design, LatinHypercubeHasEachFactorOnceInEachPart) {
  Planned const planned({}, 1, std::string("method = \"lhs\"\npoints = 50\n") + two_factors);
  for (std::size_t f = 0; f < 2; ++f) {
    std::set<int> parts;
    for (auto const& point : points(planned.study)) {
      auto const u = f == 0 ? (point[0] - 0.1) / 0.4 : point[1];
      parts.insert(static_cast<int>(u * 50));
    }
    EXPECT_EQ(parts.size(), 50U);
    EXPECT_EQ(*parts.begin(), 0);
    EXPECT_EQ(*parts.rbegin(), 49);
  }
  auto const all = points(planned.study);
  EXPECT_NE(std::ranges::is_sorted(all), true) << "strata are shuffled";
}

TEST(Design, SobolIsThePublishedSequence) {
  Planned const planned({}, 1, std::string("method = \"sobol\"\npoints = 7\n") + two_factors);
  // u of Joe & Kuo's sequence after its zero: (1/2, 1/2), (3/4, 1/4), (1/4, 3/4), (3/8, 3/8) ...
  std::vector<std::vector<double>> expected{{0.5, 0.5},     {0.75, 0.25},   {0.25, 0.75},  {0.375, 0.375},
                                            {0.875, 0.875}, {0.625, 0.125}, {0.125, 0.625}};
  auto const found = points(planned.study);
  ASSERT_EQ(found.size(), 7U);
  for (std::size_t p = 0; p < 7; ++p) {
    EXPECT_NEAR((found[p][0] - 0.1) / 0.4, expected[p][0], 1e-12) << p;
    EXPECT_NEAR(found[p][1], expected[p][1], 1e-12) << p;
  }
  Planned const longer({}, 1, std::string("method = \"sobol\"\npoints = 12\n") + two_factors);
  auto const more = points(longer.study);
  EXPECT_TRUE(std::equal(found.begin(), found.end(), more.begin())) << "more points go on where fewer stop";
}

TEST(Design, MorrisMovesOneFactorAtATimeByHalfTheGrid) {
  Planned const planned({}, 1, std::string("method = \"morris\"\ntrajectories = 40\n") + two_factors);
  auto const found = points(planned.study);
  ASSERT_EQ(found.size(), 40U * 3);
  std::set<std::size_t> first_moved;
  std::set<double> starts;
  for (std::size_t t = 0; t < 40; ++t) {
    std::set<std::size_t> moved;
    for (std::size_t i = 1; i <= 2; ++i) {
      auto const &a = found[3 * t + i - 1], &b = found[3 * t + i];
      EXPECT_EQ((a[0] != b[0]) + (a[1] != b[1]), 1);
      auto const f = a[0] != b[0] ? 0U : 1U;
      auto const width = f == 0 ? 0.4 : 1.0;
      EXPECT_NEAR(std::abs(a[f] - b[f]) / width, 2.0 / 3, 1e-12) << "grid of 4: p / (2 (p - 1))";
      if (i == 1) first_moved.insert(f);
      moved.insert(f);
    }
    EXPECT_EQ(moved.size(), 2U);
    starts.insert(found[3 * t][1]);
  }
  EXPECT_EQ(first_moved.size(), 2U) << "in random order";
  EXPECT_EQ(starts.size(), 4U) << "from all levels of the grid";
}

TEST(Design, LogarithmicFactorsAreEvenInTheirLogarithm) {
  Planned const planned({}, 1, R"(method = "sobol"
points = 1
[[factor]]
path = "parameters.p_misroute"
low = 0.01
high = 0.64
log = true
)");
  EXPECT_NEAR(points(planned.study)[0][0], 0.08, 1e-12);
}

}  // namespace
}  // namespace wardmote::experiment
