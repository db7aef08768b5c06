// The people made for Kirklees: ward totals of the tables, and the network between them.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <gtest/gtest.h>

#include "engine/process/talk.hpp"
#include "engine/world/scene.hpp"
#include "engine/world/world.hpp"
#include "scenarios/experiment/worlds.hpp"

namespace wardmote::experiment {
namespace {

using world::AgeGroup;
using world::EthnicGroup;

/// All of Kirklees, one to one.
struct Kirklees {
  loader::Study study = loader::load_study(WARDMOTE_SOURCE_DIR "/scenarios/studies/kirklees.toml",
                                           {"years=1", "warm_up_years=0", "mode=chance"});
  kernel::StreamKey key{study.seed, 1};
  world::Hours hours = world::make_hours(study.council, study.start, 0, 1);
  world::Population people = world::make_population(study.council, key, 1);
  world::Scene scene = world::make_scene(study.council, people, hours, draw_parameters(study, 0), key, 0, 1);
  world::Adults adults = world::make_adults(scene);
};

Kirklees const& kirklees() {
  static Kirklees const made;
  return made;
}

/// Adults of a ward who are so.
template <class Is>
double count(std::uint32_t ward, Is const& is) {
  auto const& people = kirklees().people;
  double n = 0;
  for (auto i = people.first_in_ward[ward]; i < people.first_in_ward[ward + 1]; ++i) n += is(kirklees().adults[i]);
  return n;
}

double adults_of(world::Ward const& ward) { return ward.residents[3] + ward.residents[4] + ward.residents[5]; }

TEST(KirkleesPeople, AreAsManyInEachWardAndAgeBandAsTheTables) {
  auto const& council = kirklees().study.council;
  ASSERT_EQ(council.wards.size(), 23U);
  EXPECT_EQ(kirklees().people.n_resident(), 441'290U);
  EXPECT_EQ(kirklees().people.n_adult, 351'905U);
  for (std::uint32_t w = 0; w < council.wards.size(); ++w) {
    auto const& ward = council.wards[w];
    EXPECT_EQ(count(w, [](auto const&) { return true; }), adults_of(ward)) << ward.name;
    auto const old = count(w, [](auto const& a) { return a.age >= AgeGroup::from_65; });
    EXPECT_NEAR(old, ward.residents[5], 6) << ward.name << ": largest remainders move at most one a cell";
  }
}

TEST(KirkleesPeople, HaveTheEthnicGroupsOfTheirWard) {
  auto const& council = kirklees().study.council;
  for (std::uint32_t w = 0; w < council.wards.size(); ++w) {
    auto const& ward = council.wards[w];
    auto const asian = count(w, [](auto const& a) { return a.ethnicity == EthnicGroup::asian; });
    auto const white = count(w, [](auto const& a) { return a.ethnicity == EthnicGroup::white; });
    EXPECT_NEAR(asian, ward.ethnic_share[0] * adults_of(ward), 4) << ward.name;
    EXPECT_NEAR(white, ward.ethnic_share[3] * adults_of(ward), 4) << ward.name;
  }
}

TEST(KirkleesPeople, AreOnlineByAgeAndTheWardsExclusion) {
  // the mean of an age group is the parameter's; of the oldest, fewer are on-line in the more excluded half of the
  // wards
  auto const& p = kirklees().scene.parameters;
  auto const& council = kirklees().study.council;
  double young = 0, young_online = 0;
  std::map<double, std::array<double, 2>> oldest;  // by the index: on-line, all
  for (std::uint32_t w = 0; w < council.wards.size(); ++w) {
    auto const of = [&](AgeGroup age, bool online) {
      return count(w, [&](auto const& a) { return a.age == age && (a.online || !online); });
    };
    young += of(AgeGroup::from_16, false);
    young_online += of(AgeGroup::from_16, true);
    auto& [online, all] = oldest[council.wards[w].digital_exclusion];
    online += of(AgeGroup::from_75, true);
    all += of(AgeGroup::from_75, false);
  }
  EXPECT_NEAR(young_online / young, p.online_share_young, 0.01);
  std::array<std::array<double, 2>, 2> half{};  // less and more excluded: on-line, all
  std::size_t n = 0;
  for (auto const& [index, people] : oldest) {
    auto& sum = half[2 * n++ < oldest.size() ? 0 : 1];
    for (std::size_t k = 0; k < 2; ++k) sum[k] += people[k];
  }
  EXPECT_GT(half[0][0] / half[0][1], half[1][0] / half[1][1] + 0.02);
}

TEST(KirkleesPeople, MeetMoreIssuesWhereDeprivationIsHigher) {
  auto const& council = kirklees().study.council;
  auto const rate = [&](std::uint32_t w) {
    auto const& people = kirklees().people;
    double sum = 0;
    for (auto i = people.first_in_ward[w]; i < people.first_in_ward[w + 1]; ++i)
      sum += static_cast<double>(kirklees().adults[i].issue_rate);
    return sum / adults_of(council.wards[w]);
  };
  std::uint32_t most = 0, least = 0;
  for (std::uint32_t w = 1; w < council.wards.size(); ++w) {
    if (council.wards[w].deprivation > council.wards[most].deprivation) most = w;
    if (council.wards[w].deprivation < council.wards[least].deprivation) least = w;
  }
  EXPECT_GT(rate(most), rate(least));
  auto const& scene = kirklees().scene;
  auto const tenants = [&](std::uint32_t w) {
    double n = 0;
    for (auto i = kirklees().people.first_in_ward[w]; i < kirklees().people.first_in_ward[w + 1]; ++i)
      n += (scene.means[i].circumstances & world::is_tenant) != 0 ? 1 : 0;
    return n / adults_of(council.wards[w]);
  };
  EXPECT_GT(tenants(most), 2 * tenants(least));
}

TEST(KirkleesPeople, HaveTheTiesAndHouseholdsOfTheParameters) {
  auto const& scene = kirklees().scene;
  auto const& people = kirklees().people;
  auto const n_tie = static_cast<std::uint32_t>(scene.parameters.n_tie);
  double ties = 0, own_ward = 0, alike = 0, n = 0, couples = 0;
  for (std::uint32_t adult = 0; adult < people.n_adult; adult += 101) {
    ++n;
    couples += process::partner_of(scene, adult) != adult ? 1 : 0;
    for (std::uint32_t k = 0; k < n_tie; ++k) {
      auto const other = process::tie_of(scene, adult, k);
      if (other == adult) continue;
      ++ties;
      own_ward += people.ward_of(other) == people.ward_of(adult) ? 1 : 0;
      alike += people.cell[other] == people.cell[adult] ? 1 : 0;
    }
  }
  EXPECT_NEAR(ties / n, n_tie, 0.05) << "degree";
  EXPECT_EQ(own_ward, ties);
  // homophily: the share within the own group, and of the rest those who happen to be of it
  EXPECT_GE(alike / ties, std::floor(scene.parameters.tie_homophily * n_tie) / n_tie - 0.01);
  EXPECT_LT(alike / ties, scene.parameters.tie_homophily + 0.3);
  EXPECT_NEAR(couples / n, scene.parameters.couple_share, 4 * std::sqrt(0.25 / n));
}

}  // namespace
}  // namespace wardmote::experiment
