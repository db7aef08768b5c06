#include "engine/kernel/random.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <set>
#include <vector>

#include <Random123/philox.h>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <gtest/gtest.h>

#include "engine/kernel/maths.hpp"
#include "engine/kernel/tables.hpp"

namespace wardmote::kernel {
namespace {

using detail::VectorPath;

RandomStreams const streams{{2018, 0xC0}, 7};

// The vectors published with Random123 (kat_vectors: philox4x32, 10 rounds).
TEST(Philox, GivesTheKnownAnswers) {
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (PhiloxBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (PhiloxBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (PhiloxBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, AgreesWithRandom123) {
  auto draws = streams.draws(Purpose{1}, 0);
  for (int i = 0; i < 10'000; ++i) {
    PhiloxBlock const counter{draws(), draws(), draws(), draws()};
    PhiloxKey const key{draws(), draws()};
    philox4x32_ctr_t const their_counter{{counter[0], counter[1], counter[2], counter[3]}};
    philox4x32_key_t const their_key{{key[0], key[1]}};
    auto const theirs = philox4x32(their_counter, their_key);
    ASSERT_EQ(philox(counter, key), (PhiloxBlock{theirs[0], theirs[1], theirs[2], theirs[3]}));
  }
}

TEST(RandomStreams, WordsAreGivenInOrderBlockByBlock) {
  auto draws = streams.draws(Purpose{5}, 11, 3);
  for (std::uint32_t block = 0; block < 5; ++block)
    for (auto const word : philox({block, 11, 3, 5}, streams.philox_key())) EXPECT_EQ(draws(), word);
}

TEST(RandomStreams, ADrawDependsOnItsNameAlone) {
  auto const reference = streams.draws(Purpose{5}, 11, 3).bits64();
  // whatever else is drawn, before or between
  auto other = streams.draws(Purpose{6}, 11, 3);
  static_cast<void>(other.uniform());
  EXPECT_EQ(streams.draws(Purpose{5}, 11, 3).bits64(), reference);
  EXPECT_EQ((RandomStreams{{2018, 0xC0}, 7}.draws(Purpose{5}, 11, 3).bits64()), reference);
}

TEST(RandomStreams, EveryPartOfTheNameMatters) {
  std::set<std::uint64_t> seen;
  std::size_t n = 0;
  auto const add = [&](RandomStreams const& s, Purpose p, std::uint32_t entity, std::uint32_t occurrence) {
    seen.insert(s.draws(p, entity, occurrence).bits64());
    ++n;
  };
  for (std::uint32_t i = 0; i < 100; ++i) {
    add(RandomStreams{{i + 1, 0}, 0}, Purpose{0}, 0, 0);
    add(RandomStreams{{0, i + 1}, 0}, Purpose{0}, 0, 0);
    add(RandomStreams{{0, std::uint64_t{i + 1} << 32}, 0}, Purpose{0}, 0, 0);
    add(RandomStreams{{std::uint64_t{i + 1} << 32, 0}, 0}, Purpose{0}, 0, 0);
    add(RandomStreams{{0, 0}, i + 1}, Purpose{0}, 0, 0);
    add(RandomStreams{{0, 0}, 0}, Purpose{static_cast<std::uint16_t>(i + 1)}, 0, 0);
    add(RandomStreams{{0, 0}, 0}, Purpose{0}, i + 1, 0);
    add(RandomStreams{{0, 0}, 0}, Purpose{0}, 0, i + 1);
  }
  EXPECT_EQ(seen.size(), n);
}

// Delete one citizen's third issue, add a purpose, add an entity: every other draw stays.
TEST(RandomStreams, AddingOrLeavingOutANameChangesNoOther) {
  auto const world = [](std::uint32_t n_entity, bool with_new_purpose, bool without_third) {
    std::vector<std::uint64_t> draws;
    for (std::uint32_t entity = 0; entity < n_entity; ++entity)
      for (std::uint32_t occurrence = 0; occurrence < 5; ++occurrence) {
        if (without_third && entity == 3 && occurrence == 2) continue;
        auto d = streams.draws(Purpose{1}, entity, occurrence);
        auto const first = d.bits64();
        if (with_new_purpose) static_cast<void>(streams.draws(Purpose{99}, entity, occurrence).bits64());
        if (entity < 10 && !(entity == 3 && occurrence == 2)) draws.push_back(first ^ d());
      }
    return draws;
  };
  auto const plain = world(10, false, false);
  EXPECT_EQ(plain, world(1000, false, false));
  EXPECT_EQ(plain, world(10, true, false));
  EXPECT_EQ(plain, world(10, false, true));
}

TEST(RandomStreams, UniformsLieStrictlyWithinTheUnitInterval) {
  EXPECT_GT(detail::open_unit_52(0), 0.0);
  EXPECT_LT(detail::open_unit_52(~std::uint64_t{0}), 1.0);
  EXPECT_GT(detail::open_unit_32(0), 0.0);
  EXPECT_LT(detail::open_unit_32(~0U), 1.0);
  EXPECT_GT(detail::open_unit_23(0), 0.0F);
  EXPECT_LT(detail::open_unit_23(~0U), 1.0F);
}

/// p value of a chi-squared statistic.
double p_value(double statistic, double freedom) {
  return boost::math::cdf(boost::math::complement(boost::math::chi_squared(freedom), statistic));
}

TEST(RandomStreams, FirstDrawsOfNeighboursFillSixtyFourCellsEvenly) {
  // across neighbouring entities, occurrences, purposes, replications and seeds, singly and in pairs of neighbours
  constexpr std::uint32_t n = 1 << 18;
  for (int axis = 0; axis < 5; ++axis) {
    auto const first = [axis](std::uint32_t i) {
      switch (axis) {
        case 0:
          return streams.draws(Purpose{1}, i)();
        case 1:
          return streams.draws(Purpose{1}, 0, i)();
        case 2:
          return streams.draws(Purpose{static_cast<std::uint16_t>(i)}, i >> 16)();
        case 3:
          return RandomStreams{{2018, 0}, i}.draws(Purpose{1}, 0)();
        default:
          return RandomStreams{{i, 0}, 0}.draws(Purpose{1}, 0)();
      }
    };
    std::array<double, 64> single{}, pair{};
    auto previous = first(0);
    for (std::uint32_t i = 1; i <= n; ++i) {
      auto const word = first(i);
      ++single[word >> 26];
      ++pair[previous >> 29 << 3 | word >> 29];
      previous = word;
    }
    auto const expected = n / 64.0;
    double chi_single = 0, chi_pair = 0;
    for (std::size_t k = 0; k < 64; ++k) {
      chi_single += (single[k] - expected) * (single[k] - expected) / expected;
      chi_pair += (pair[k] - expected) * (pair[k] - expected) / expected;
    }
    EXPECT_GT(p_value(chi_single, 63), 1e-4) << "axis " << axis;
    EXPECT_GT(p_value(chi_pair, 63), 1e-4) << "axis " << axis;
  }
}

TEST(RandomStreams, NeighbouringKeysAreNotCorrelated) {
  constexpr int n = 200'000;
  for (int axis = 0; axis < 3; ++axis) {
    double sum = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
      auto const pick = [axis, i](std::uint32_t step) {
        return axis == 0   ? streams.draws(Purpose{1}, i + step).uniform()
               : axis == 1 ? streams.draws(Purpose{1}, 0, i + step).uniform()
                           : RandomStreams{{1, 1}, i + step}.draws(Purpose{1}, 0).uniform();
      };
      sum += (pick(0) - 0.5) * (pick(1) - 0.5);
    }
    auto const correlation = 12.0 * sum / n;
    EXPECT_LT(std::fabs(correlation), 4.0 / std::sqrt(n)) << "axis " << axis;
  }
}

// ---- many at once ----

class EveryPath : public ::testing::TestWithParam<VectorPath> {
 protected:
  void SetUp() override {
    if (!detail::use_vector_path(GetParam())) GTEST_SKIP() << "this CPU has no such units";
  }
  void TearDown() override { detail::use_vector_path(best_); }

 private:
  VectorPath best_ = detail::vector_path();
};

TEST_P(EveryPath, FillsWithWhatEachEntityGetsAlone) {
  for (std::uint32_t const first : {0U, 1U, 2U, 3U, 1000U, 0xFFFF'0000U})
    for (std::size_t const n : {0U, 1U, 3U, 31U, 32U, 37U, 200U, 1001U}) {
      std::vector<std::uint32_t> words(n);
      std::vector<double> doubles(n);
      std::vector<float> floats(n), normals(n);
      fill_word(streams, Purpose{9}, first, 4, words);
      fill_uniform(streams, Purpose{9}, first, 4, std::span<double>{doubles});
      fill_uniform(streams, Purpose{9}, first, 4, std::span<float>{floats});
      fill_normal(streams, Purpose{9}, first, 4, normals);
      for (std::size_t i = 0; i < n; ++i) {
        auto const entity = first + static_cast<std::uint32_t>(i);
        ASSERT_EQ(words[i], word_at(streams, Purpose{9}, entity, 4));
        ASSERT_EQ(doubles[i], uniform_at(streams, Purpose{9}, entity, 4));
        ASSERT_EQ(floats[i], uniform_float_at(streams, Purpose{9}, entity, 4));
        ASSERT_EQ(std::bit_cast<std::uint32_t>(normals[i]),
                  std::bit_cast<std::uint32_t>(normal_at(streams, Purpose{9}, entity, 4)));
      }
    }
}

TEST_P(EveryPath, BatchesGiveTheDrawsOfEachName) {
  DrawsBatch batch;
  auto names = streams.draws(Purpose{1}, 0);
  for (std::size_t i = 0; i < DrawsBatch::capacity; ++i) {
    batch.entity[i] = names();
    batch.occurrence[i] = names();
  }
  batch.compute(streams, Purpose{77});
  for (std::size_t i = 0; i < DrawsBatch::capacity; ++i) {
    auto foreseen = batch[i];
    auto alone = streams.draws(Purpose{77}, batch.entity[i], batch.occurrence[i]);
    for (int k = 0; k < 11; ++k) ASSERT_EQ(foreseen(), alone()) << "beyond the first block, too";
  }
}

// A digest computed once: the same on every CPU and for every path.
TEST_P(EveryPath, GivesTheSameBitsOnEveryMachine) {
  std::vector<float> normals(1'000'003);
  fill_normal(streams, Purpose{3}, 1, 2, normals);
  std::uint64_t digest = 0;
  for (auto const z : normals) digest = (digest ^ std::bit_cast<std::uint32_t>(z)) * 0x9E3779B97F4A7C15U;
  EXPECT_EQ(digest, 0x7A30CB31CB0AD64DU);
}

INSTANTIATE_TEST_SUITE_P(All, EveryPath, ::testing::Values(VectorPath::scalar, VectorPath::avx2, VectorPath::avx512));

TEST(NormalAt, IsTheQuantileOfItsWord) {
  for (std::uint32_t entity = 0; entity < 200'000; ++entity) {
    auto const word = word_at(streams, Purpose{3}, entity, 0);
    auto const tail = (static_cast<double>(word & 0x7FFFFFFFU) + 0.5) * 0x1p-32;
    auto const z = -normal_quantile(tail) * (word >> 31 != 0 ? -1.0 : 1.0);
    ASSERT_NEAR(static_cast<double>(normal_at(streams, Purpose{3}, entity, 0)), z, 1e-6) << word;
  }
}

TEST(NormalAt, ReachesIntoTheTails) {
  // every segment of the table, by its ends and middle, through the function that all paths mirror
  for (std::uint32_t magnitude = 1; magnitude < 0x8000'0000U; magnitude += magnitude / 24 + 1) {
    auto const tail = (static_cast<double>(magnitude) + 0.5) * 0x1p-32;
    ASSERT_NEAR(static_cast<double>(detail::normal_of_word(magnitude)), -normal_quantile(tail), 1e-6) << magnitude;
    ASSERT_EQ(detail::normal_of_word(magnitude | 0x8000'0000U), -detail::normal_of_word(magnitude));
  }
  EXPECT_NEAR(static_cast<double>(detail::normal_of_word(0)), -normal_quantile(0x1p-33), 2e-6)
      << "the largest there is";
}

TEST(NormalAt, HasTheMomentsOfANormal) {
  std::vector<float> normals(4'000'000);
  fill_normal(streams, Purpose{4}, 0, 0, normals);
  std::array<double, 5> moment{};
  for (auto const z : normals) {
    auto power = 1.0;
    for (auto& m : moment) m += power, power *= static_cast<double>(z);
  }
  auto const n = static_cast<double>(normals.size());
  EXPECT_NEAR(moment[1] / n, 0.0, 4 * std::sqrt(1 / n));
  EXPECT_NEAR(moment[2] / n, 1.0, 4 * std::sqrt(2 / n));
  EXPECT_NEAR(moment[3] / n, 0.0, 4 * std::sqrt(15 / n));
  EXPECT_NEAR(moment[4] / n, 3.0, 4 * std::sqrt(96 / n));
}

}  // namespace
}  // namespace wardmote::kernel
