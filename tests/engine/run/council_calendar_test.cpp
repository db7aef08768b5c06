#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "engine/policy/policy.hpp"
#include "engine/process/elections.hpp"
#include "engine/world/circumstances.hpp"
#include "engine/world/seats.hpp"
#include "tests/support/lively_council.hpp"

namespace wardmote::world {
namespace {

using std::chrono::sys_days;
using std::chrono::year;
using support::council_parameters;
using support::lively_council;
using support::TinyScene;

/// The seats up in each year of a study of so many years.
std::vector<std::vector<std::uint32_t>> seats_by_year(ElectionModel model, int first_year, double years) {
  auto council = lively_council();
  council.elections.model = model;
  council.elections.first_year = first_year;
  TinyScene const tiny(council_parameters(), years, council);
  std::vector<std::vector<std::uint32_t>> seats;
  for (auto const& election : tiny.scene.diary.elections) seats.push_back(election.seats);
  return seats;
}

TEST(Diary, ThirdsAreUpInThreeYearsOfFour) {
  using Seats = std::vector<std::vector<std::uint32_t>>;
  // a ward of three and one of two, from May 2018 to May 2022: the first seats, the second, the third, none, the first
  EXPECT_EQ(seats_by_year(ElectionModel::thirds, 2018, 4), (Seats{{0, 3}, {1, 4}, {2}, {0, 3}}));
}

TEST(Diary, AllSeatsAreUpAtOnceEveryFourYears) {
  using Seats = std::vector<std::vector<std::uint32_t>>;
  EXPECT_EQ(seats_by_year(ElectionModel::all, 2019, 4), (Seats{{0, 1, 2, 3, 4}}));
  EXPECT_EQ(seats_by_year(ElectionModel::halves, 2018, 4), (Seats{{0, 2, 3}, {1, 4}, {0, 2, 3}}));
  EXPECT_TRUE(seats_by_year(ElectionModel::none, 2018, 4).empty());
}

TEST(Diary, ThePollIsOnTheFirstThursdayOfMay) {
  TinyScene const tiny(council_parameters(), 1, lively_council());
  auto const& elections = tiny.scene.diary.elections;
  ASSERT_EQ(elections.size(), 2U);
  EXPECT_EQ(tiny.hours.calendar.date_of(elections[0].poll - kernel::hours(1)), sys_days{year{2018} / 5 / 3});
  EXPECT_EQ(tiny.hours.calendar.date_of(elections[1].poll - kernel::hours(1)), sys_days{year{2019} / 5 / 2});
  EXPECT_EQ(elections[0].n_new, 1U) << "the newcomers that the description counts";
  EXPECT_FALSE(elections[1].n_new) << "later ones are drawn";
}

TEST(Diary, NobodySitsInARecess) {
  TinyScene const tiny(council_parameters(), 1, lively_council());
  for (auto const& sittings : tiny.scene.diary.sittings) {
    EXPECT_GT(sittings.size(), 14U);
    for (auto const at : sittings) {
      EXPECT_NE(std::chrono::year_month_day{tiny.hours.calendar.date_of(at)}.month(), std::chrono::August);
      EXPECT_TRUE(tiny.hours.office.is_open(at));
    }
  }
  auto const august = tiny.hours.calendar.time_of(sys_days{year{2018} / 8 / 10});
  EXPECT_EQ(tiny.hours.calendar.date_of(tiny.scene.diary.after_recess(august)), sys_days{year{2018} / 9 / 1});
}

TEST(Seats, TimeServedHasTheMeanOfTheParameters) {
  auto council = lively_council();
  council.n_newcomer = 0;
  council.elections = {};
  council.wards[0].n_councillor = 200;
  council.wards[1].n_councillor = 200;
  TinyScene const tiny(council_parameters(), 1, council);
  World world;
  world.now = tiny.hours.warm_up;
  take_seats(tiny.scene, world);
  double sum = 0;
  for (std::uint32_t seat = 0; seat < 400; ++seat) sum += years_in_office(world, seat) - 1;
  EXPECT_NEAR(sum / 400, 9, 4 * 9 / std::sqrt(400.0));
}

TEST(Seats, AnElectionLeavesNewcomersWithoutOfficeRelationsOrDirectory) {
  auto p = council_parameters();
  p.councillor_turnover = 1;
  p.p_knows_who_new = 0;
  TinyScene const tiny(p, 1, lively_council());
  auto world = run::warm_up(tiny.scene);
  auto const before = world.seats;
  std::fill(world.relations.knows_who.begin(), world.relations.knows_who.end(), std::uint8_t{1});
  std::fill(world.relations.contacts.begin(), world.relations.contacts.end(), 1.0F);
  process::election(tiny.scene, world, Event{.kind = EventKind::election, .detail = 1, .who = 1});
  auto const n_service = tiny.council.services.size();
  auto const n_post = tiny.scene.n_post();
  for (std::uint32_t seat = 0; seat < 5; ++seat) {
    auto const up = seat == 1 || seat == 4;
    EXPECT_EQ(world.seats[seat].holder, before[seat].holder + (up ? 1 : 0));
    EXPECT_EQ(is_new(world, seat) && years_in_office(world, seat) < 1e-9, up);
    auto const knows =
        std::count(world.relations.knows_who.begin() + static_cast<std::ptrdiff_t>(seat * n_service),
                   world.relations.knows_who.begin() + static_cast<std::ptrdiff_t>((seat + 1) * n_service), 1);
    EXPECT_EQ(knows, up ? 0 : static_cast<std::ptrdiff_t>(n_service));
    EXPECT_EQ(world.relations.contacts[static_cast<std::size_t>(seat) * n_post], up ? 0.0F : 1.0F);
    if (up) {
      EXPECT_EQ(world.seats[seat].role, CouncillorRole::back_bench);
    }
  }
}

TEST(Seats, PanelsShareOutThoseOutsideTheCabinet) {
  auto council = lively_council();
  council.bodies.push_back({.id = "second", .title = "Second panel", .services = {1}, .every = 6, .n_member = 3});
  TinyScene const tiny(council_parameters(), 1, council);
  World world;
  take_seats(tiny.scene, world);
  auto const cabinet = members_of(tiny.scene, world, 0);
  std::multiset<std::uint32_t> all(cabinet.begin(), cabinet.end());
  for (std::uint32_t panel = 1; panel < 3; ++panel) {
    auto const members = members_of(tiny.scene, world, panel);
    EXPECT_EQ(members.size(), 2U);
    all.insert(members.begin(), members.end());
  }
  EXPECT_EQ(all, (std::multiset<std::uint32_t>{0, 1, 2, 3, 4})) << "everyone sits in one body";
}

TEST(Circumstances, HaveTheSharesOfTheParametersAndLeaveTheMeanNeed) {
  auto p = council_parameters();
  p.tenant_share = 0.2;
  p.tenant_deprivation_slope = 0;
  p.association_share = 0.5;
  p.disabled_oldest = 0.4;
  p.pareto_index = 3;
  p.need_deprivation_slope = 0;
  TinyScene const tiny(p, 1, lively_council());
  double tenants = 0, members = 0, disabled = 0, oldest = 0, rate = 0, tenants_rate = 0;
  auto const adults = make_adults(tiny.scene);
  for (std::size_t i = 0; i < adults.size(); ++i) {
    auto const bits = tiny.scene.means[i].circumstances;
    rate += static_cast<double>(adults[i].issue_rate);
    if ((bits & is_tenant) != 0) {
      ++tenants;
      tenants_rate += static_cast<double>(adults[i].issue_rate);
    } else {
      EXPECT_EQ(bits & is_in_association, 0) << "only tenants are in tenants' associations";
    }
    members += (bits & is_in_association) != 0 ? 1 : 0;
    if (adults[i].age != AgeGroup::from_75) continue;
    ++oldest;
    disabled += (bits & is_disabled) != 0 ? 1 : 0;
  }
  auto const n = static_cast<double>(adults.size());
  EXPECT_NEAR(tenants / n, 0.2, 4 * std::sqrt(0.16 / n));
  EXPECT_NEAR(members / tenants, 0.5, 4 * std::sqrt(0.25 / tenants));
  EXPECT_NEAR(disabled / oldest, 0.4, 4 * std::sqrt(0.24 / oldest));
  EXPECT_NEAR(rate / n, p.issues_per_adult_year, 4 * 0.8 / std::sqrt(n));
  EXPECT_GT(tenants_rate / tenants, 1.4 * (rate - tenants_rate) / (n - tenants));
}

}  // namespace
}  // namespace wardmote::world
