// Worlds are drawn by name: order, other factors and scenarios do not matter.
#include "scenarios/experiment/worlds.hpp"

#include <cmath>
#include <set>

#include <gmock/gmock.h>

#include "tests/support/small_study.hpp"

namespace wardmote::experiment {
namespace {

using loader::Distribution;
using loader::load_study;
using loader::Quantity;
using support::SmallStudy;

Quantity quantity(double low, double value, double high, Distribution distribution) {
  Quantity q;
  q.low = low;
  q.value = value;
  q.high = high;
  q.distribution = distribution;
  return q;
}

TEST(Quantile, TriangularInvertsItsDistributionFunction) {
  // F(x) = (x - a)^2 / ((b - a)(c - a)) up to the mode c, 1 - (b - x)^2 / ((b - a)(b - c)) above it
  auto const q = quantity(1, 2, 5, Distribution::triangular);
  for (double const u : {0.01, 0.1, 0.25, 0.5, 0.9, 0.999}) {
    auto const x = q.quantile(u);
    auto const below = x <= 2 ? (x - 1) * (x - 1) / 4 : 1 - (5 - x) * (5 - x) / 12;
    EXPECT_NEAR(below, u, 1e-12);
  }
  EXPECT_DOUBLE_EQ(q.quantile(0.25), 2) << "a quarter of the mass lies below the mode";
}

TEST(Quantile, ModeAtAnEndOfTheRangeIsNoDivisionByZero) {
  EXPECT_NEAR(quantity(0, 0, 1, Distribution::triangular).quantile(0.75), 0.5, 1e-12);
  EXPECT_NEAR(quantity(0, 1, 1, Distribution::triangular).quantile(0.25), 0.5, 1e-12);
}

TEST(Quantile, UniformLogUniformAndFixed) {
  EXPECT_DOUBLE_EQ(quantity(2, 3, 6, Distribution::uniform).quantile(0.25), 3);
  EXPECT_NEAR(quantity(0.01, 0.1, 1, Distribution::loguniform).quantile(0.5), 0.1, 1e-15);
  EXPECT_DOUBLE_EQ(quantity(2, 3, 6, Distribution::fixed).quantile(0.9), 3);
}

TEST(Quantile, OfAnOpenSwitchIsOffOrOnInHalfOfTheWorldsEach) {
  auto q = quantity(0, 1, 1, Distribution::uniform);
  q.unit = "switch";
  EXPECT_EQ(q.quantile(0.1), 0);
  EXPECT_EQ(q.quantile(0.499), 0);
  EXPECT_EQ(q.quantile(0.501), 1);
}

TEST(Quantile, NeverLeavesTheRange) {
  for (auto const shape : {Distribution::triangular, Distribution::uniform, Distribution::loguniform}) {
    auto const q = quantity(0.1, 0.3, 0.7, shape);
    EXPECT_GE(q.quantile(0x1p-53), 0.1);
    EXPECT_LE(q.quantile(1 - 0x1p-53), 0.7);
  }
}

TEST(KeyedUniform, IsAFunctionOfSeedWorldAndNameAlone) {
  EXPECT_EQ(keyed_uniform(1, 2, "parameters.p_fix"), keyed_uniform(1, 2, "parameters.p_fix"));
  std::set<double> const different{keyed_uniform(1, 2, "parameters.p_fix"), keyed_uniform(2, 2, "parameters.p_fix"),
                                   keyed_uniform(1, 3, "parameters.p_fix"), keyed_uniform(1, 2, "parameters.p_fiy")};
  EXPECT_EQ(different.size(), 4U);
}

TEST(KeyedUniform, IsUniformOverWorldsAndUnrelatedBetweenNames) {
  constexpr int n = 20'000;
  double sum = 0, sum_of_products = 0;
  for (std::uint32_t world = 0; world < n; ++world) {
    auto const a = keyed_uniform(5, world, "parameters.a") - 0.5, b = keyed_uniform(5, world, "parameters.b") - 0.5;
    sum += a;
    sum_of_products += a * b;
  }
  // standard errors: sqrt(1/12/n) and 1/12/sqrt(n)
  EXPECT_LT(std::abs(sum / n), 4 * std::sqrt(1.0 / 12 / n));
  EXPECT_LT(std::abs(sum_of_products / n), 4.0 / 12 / std::sqrt(n));
}

TEST(DrawParameters, ModeChanceGivesTheCentralValues) {
  SmallStudy const files;
  auto const study = load_study(files.path(), {"mode=chance"});
  auto const values = draw_parameters(study, 0);
  EXPECT_EQ(values.p_misroute, 0.3);
  EXPECT_DOUBLE_EQ(values.weight_outcome, 0.25) << "four equal weights, scaled to sum 1";
}

TEST(DrawParameters, StayWithinTheirRangesAndWeightsSumToOne) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  for (std::uint32_t world = 0; world < 50; ++world) {
    auto const values = draw_parameters(study, world);
    EXPECT_NEAR(values.weight_outcome + values.weight_speed + values.weight_feedback + values.weight_fairness, 1,
                1e-12);
    for (auto const& parameter : study.parameters) {
      if (parameter.spec->name.starts_with("weight_")) continue;
      auto const value = values.*parameter.spec->member;
      EXPECT_GE(value, parameter.quantity.low) << parameter.spec->name;
      EXPECT_LE(value, parameter.quantity.high) << parameter.spec->name;
    }
  }
  EXPECT_NE(draw_parameters(study, 0).p_misroute, draw_parameters(study, 1).p_misroute);
}

TEST(DrawParameters, MakingOneCertainLeavesTheOthersAsTheyWere) {
  SmallStudy const files;
  auto const before = draw_parameters(load_study(files.path()), 3);
  auto const after = draw_parameters(load_study(files.path(), {"parameters.p_misroute.value=0.25"}), 3);
  EXPECT_EQ(after.p_misroute, 0.25);
  for (auto const& spec : world::parameter_specs()) {
    if (spec.name == "p_misroute") continue;
    EXPECT_EQ(before.*spec.member, after.*spec.member) << spec.name;
  }
}

TEST(Resolve, GivesInstructionsInIndicesAndPlainNumbers) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  auto const policy = resolve(study, 1, 2);
  EXPECT_EQ(policy.id, "meetings");
  ASSERT_EQ(policy.instructions.size(), 2U);
  auto const& meet = policy.instructions[0];
  EXPECT_EQ(meet.primitive, policy::Primitive::meet);
  EXPECT_EQ(meet.step, 0U);
  EXPECT_EQ(meet.lever, loader::lever_number("X1"));
  EXPECT_EQ(meet.every, policy::Period::quarter);
  EXPECT_THAT(meet.wards, ::testing::ElementsAre(0U, 1U));
  EXPECT_THAT(meet.services, ::testing::ElementsAre(0U));
  ASSERT_EQ(meet.fields.size(), policy::spec_of(policy::Primitive::meet).fields.size());
  EXPECT_EQ(meet.fields[*policy::field_index(policy::Primitive::meet, "hours_per_attendee")], 3)
      << "made certain by the scenario";
  auto const news = meet.fields[*policy::field_index(policy::Primitive::meet, "p_news_shared")];
  EXPECT_GT(news, 0.1);
  EXPECT_LT(news, 0.5);
  EXPECT_EQ(policy.instructions[1].fields[0], 2) << "index of the choice named_officer";
  EXPECT_EQ(policy.instructions[0].delivery, policy.instructions[1].delivery) << "one delivery for the whole lever";
  ASSERT_EQ(policy.costs.size(), 1U);
  EXPECT_GT(policy.costs[0].outlay.money, 10);
  EXPECT_TRUE(resolve(study, 0, 2).instructions.empty());
}

TEST(Resolve, TheSameLeverIsAsUncertainInEveryScenario) {
  SmallStudy const files;
  files.write("more.toml",
              "wardmote = 1\nkind = \"scenario\"\nid = \"more\"\ntitle = \"t\"\npurpose = \"p\"\n[[use]]\nlever = "
              "\"X1\"\nfrom = 2018-10-01\n");
  files.change("study.toml", "[\"meetings\"]", "[\"meetings\", \"more\"]");
  auto const study = load_study(files.path());
  for (std::uint32_t world = 0; world < 5; ++world) {
    EXPECT_EQ(resolve(study, 1, world).instructions[0].delivery, resolve(study, 2, world).instructions[0].delivery);
  }
}

TEST(Factors, NameEveryNumberOnceAndDrawWhatTheEngineGets) {
  SmallStudy const files;
  auto const study = load_study(files.path());
  auto const all = factors(study);
  std::set<std::string> names;
  for (auto const& factor : all) EXPECT_TRUE(names.insert(factor.name).second) << factor.name;
  EXPECT_EQ(all[0].name, "parameters." + std::string{world::parameter_specs()[0].name});
  auto const delivery =
      std::find_if(all.begin(), all.end(), [](auto const& f) { return f.name == "levers.X1.delivery"; });
  ASSERT_NE(delivery, all.end());
  EXPECT_EQ(draw(study, *delivery->quantity, delivery->key, 1), resolve(study, 1, 1).instructions[0].delivery);
}

}  // namespace
}  // namespace wardmote::experiment
