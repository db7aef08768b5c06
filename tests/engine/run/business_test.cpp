// Key decisions, papers and practice in whole years of a tiny council (docs/model.md, 7.14).
#include <initializer_list>
#include <utility>

#include <gtest/gtest.h>

#include "engine/world/minds.hpp"
#include "tests/support/lively_council.hpp"
#include "tests/support/tiny_run.hpp"

namespace wardmote::run {
namespace {

using support::as_it_is;
using support::live;
using support::outcome;
using world::BodyKind;
using world::Council;
using world::Parameters;

/// A year lived with some numbers changed.
support::Lived with(std::initializer_list<std::pair<double Parameters::*, double>> numbers) {
  return live([&](Parameters& p, Council&) {
    for (auto const& [number, value] : numbers) p.*number = value;
  });
}

auto const& paper_book(support::Lived const& lived, BodyKind kind) {
  return lived.world.journal.papers[static_cast<std::size_t>(kind)];
}

TEST(KeyDecisions, AreTakenOnceOrStillToCome) {
  auto const& world = as_it_is().world;
  EXPECT_GT(world.journal.decisions.taken, 20U);
  std::uint32_t last = 0;
  for (auto const& item : world.key_decisions) {
    EXPECT_GT(item.number, last) << "oldest first";
    last = item.number;
    EXPECT_GE(item.sitting, item.announced);
    EXPECT_TRUE(item.scrutinised || !item.insight_used);
  }
  EXPECT_EQ(world.journal.decisions.taken + world.key_decisions.size(), last) << "numbered from 1, none lost";
}

TEST(KeyDecisions, AreRushedWhereThereIsNoTimeForNotice) {
  auto const with_lead = [](double weeks) {
    return with({{&Parameters::key_lead_median, weeks}, {&Parameters::key_lead_sigma, 0}});
  };
  EXPECT_EQ(outcome(with_lead(20), "decisions_rushed"), 0);
  EXPECT_GT(outcome(with_lead(0.2), "decisions_rushed"), 0.8);
}

TEST(KeyDecisions, TheForwardPlanTellsCouncillorsWhoReadIt) {
  auto const with_readers = [](double share) {
    return with({{&Parameters::plan_read, share},
                 {&Parameters::news_member_rate, 0.001},
                 {&Parameters::news_press_rate, 0.01},
                 {&Parameters::news_public_rate, 0.01}});
  };
  EXPECT_GT(outcome(with_readers(1), "decisions_early"), 0.6);
  EXPECT_LT(outcome(with_readers(0), "decisions_early"), 0.2);
}

TEST(Practice, ThatDoesNotFollowCostsStanding) {
  auto const with_practice = [](double follows) {
    return with({{&Parameters::practice_follows, follows},
                 {&Parameters::practice_months, 0.01},
                 {&Parameters::gap_noticed, 1},
                 {&Parameters::standing_practice, 0.1}});
  };
  auto const all = with_practice(1), none = with_practice(0);
  EXPECT_EQ(outcome(all, "practice_followed"), 1);
  EXPECT_EQ(outcome(none, "practice_followed"), 0);
  EXPECT_LT(outcome(none, "council_standing"), outcome(all, "council_standing") - 0.01);
  EXPECT_EQ(outcome(none, "relation_officers"), outcome(all, "relation_officers")) << "officers do not notice";
}

TEST(Papers, AreTabledWhereAuthorsHaveNoTime) {
  auto const with_days = [](double days) {
    return with({{&Parameters::paper_days, days},
                 {&Parameters::paper_days_sigma, 0},
                 {&Parameters::core_work_share, 0},
                 {&Parameters::key_lead_median, 20},
                 {&Parameters::key_lead_sigma, 0},
                 {&Parameters::agenda_ahead, 10}});
  };
  auto const quick = with_days(0.1), slow = with_days(12);
  EXPECT_EQ(outcome(quick, "papers_tabled_scrutiny"), 0);
  EXPECT_EQ(outcome(slow, "papers_tabled_scrutiny"), 1) << "12 days of work, 10 days of notice";
  EXPECT_EQ(outcome(slow, "papers_tabled_cabinet"), 0) << "28 days of notice";
  EXPECT_LT(outcome(slow, "paper_use_scrutiny"), outcome(quick, "paper_use_scrutiny"));
}

TEST(Papers, AreOfMostUseAtTheRightLength) {
  auto const& run = as_it_is();
  EXPECT_LT(outcome(run, "paper_use_short"), outcome(run, "paper_use_right"));
  EXPECT_LT(outcome(run, "paper_use_long"), outcome(run, "paper_use_right"));
  EXPECT_GT(outcome(run, "paper_rating_officers"), outcome(run, "paper_rating_councillors"));
  auto const& book = paper_book(run, BodyKind::scrutiny);
  EXPECT_GE(book.own_rating, 0);
  EXPECT_LE(book.use, static_cast<double>(book.n_reading));
}

TEST(Bodies, AViewOfThemGoesTowardsWhatSittingsAreLike) {
  auto const view = [](double quality) {
    auto const lived = with({{&Parameters::paper_quality, quality},
                             {&Parameters::paper_quality_sd, 0},
                             {&Parameters::length_width, 10},
                             {&Parameters::tabled_use, 1},
                             {&Parameters::body_learning, 0.5}});
    double sum = 0;
    for (auto const& views : lived.world.councillor_body_views)
      sum += world::view_of(lived.world, views, BodyKind::scrutiny);
    return sum / static_cast<double>(lived.world.councillor_body_views.size());
  };
  EXPECT_GT(view(1), view(0) + 0.1);
}

}  // namespace
}  // namespace wardmote::run
