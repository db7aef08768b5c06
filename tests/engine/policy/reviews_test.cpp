// Reviews: what a run counted decides in it whether levers go on.
#include "engine/policy/reviews.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "tests/support/instructions.hpp"

namespace wardmote::policy {
namespace {

using std::chrono::days;
using support::TinyScene;

/// A council in which so much has been counted, before the window and in it.
struct Counted {
  TinyScene tiny;
  world::World world;
  Review review{.observable = Observable::enquiries_in_time,
                .from = tiny.council.as_found + days(50),
                .on = tiny.council.as_found + days(150),
                .wards = {},
                .threshold = 0.5};

  Counted() {
    world.reviews.resize(1);
    world.journal.ward.resize(2);
    for (auto& ward : world.journal.ward) ward = {.enquiries_answered = 1000, .enquiries_in_time = 1000};
    open_review(world, 0);
    add(0, 40, 30);
    add(1, 60, 12);
  }
  void add(std::size_t ward, std::uint64_t answered, std::uint64_t in_time) {
    world.journal.ward[ward].enquiries_answered += answered;
    world.journal.ward[ward].enquiries_in_time += in_time;
  }
  world::Review decide() {
    decide_review(tiny.scene, world, review, 0);
    return world.reviews[0];
  }
};

TEST(Review, MeasuresTheWindowInTheWardsNamed) {
  Counted counted;
  EXPECT_DOUBLE_EQ(counted.decide().found, 42.0 / 100) << "both wards; what came before the window is not in it";
  counted.review.wards = {0};
  EXPECT_DOUBLE_EQ(counted.decide().found, 30.0 / 40);
  counted.review.against_elsewhere = true;
  EXPECT_DOUBLE_EQ(counted.decide().found, 30.0 / 40 - 12.0 / 60);
}

TEST(Review, HoldsTheThresholdOnTheSideItNames) {
  Counted counted;
  EXPECT_FALSE(counted.decide().holds) << "0.42 is not at least 0.5";
  counted.review.at_most = true;
  EXPECT_TRUE(counted.decide().holds);
  counted.review.threshold = 0.42;
  EXPECT_TRUE(counted.decide().holds) << "the threshold itself";
  counted.review.at_most = false;
  EXPECT_TRUE(counted.decide().holds);
}

TEST(Review, NothingMeasuredMeetsNoCondition) {
  Counted counted;
  counted.review.observable = Observable::news_early;
  for (auto const at_most : {false, true}) {
    counted.review.at_most = at_most;
    auto const state = counted.decide();
    EXPECT_TRUE(std::isnan(state.found));
    EXPECT_TRUE(state.decided);
    EXPECT_FALSE(state.holds);
  }
}

TEST(Review, RatesAreForEachAdultAndYear) {
  Counted counted;
  counted.review.observable = Observable::responses;
  counted.review.on = counted.review.from + days(365);
  auto const& first = counted.tiny.people.first_in_ward;
  counted.world.journal.ward[1].responses += first[2] - first[1];
  counted.review.wards = {1};
  EXPECT_NEAR(counted.decide().found, 365.25 / 365, 1e-9);
}

TEST(Review, EveryObservableHasItsName) {
  EXPECT_EQ(observable_specs().size(), static_cast<std::size_t>(Observable::relation_councillors) + 1);
  for (auto const& spec : observable_specs()) EXPECT_LT(spec.minimum, spec.maximum) << spec.name;
}

}  // namespace
}  // namespace wardmote::policy
