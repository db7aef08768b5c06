// Batches hold exactly what was put in, and know when they are damaged.
#include "scenarios/experiment/batch.hpp"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>

#include "scenarios/loader/text_file.hpp"

namespace wardmote::experiment {
namespace {

std::vector<RunResult> three_runs() {
  auto const nan = std::numeric_limits<float>::quiet_NaN();
  RunResult one{RunName::of("one"), "world 0, replication 0, as_found", "", 81, {}};
  one.arrays = {{"trust", std::vector<float>{0.5F, -0.0F, nan, 1e-30F}}, {"cost", std::vector<double>{1e300, 0.1}}};
  RunResult two{RunName::of("two"), "world 0, replication 0, with \"quotes\"", "cost is not finite", 0, {}};
  RunResult three{RunName::of("three"), "world 1", "", 82, {}};
  // a scenario with fewer levers than the first
  three.arrays = {{"trust", std::vector<float>{1, 2, 3, 4}}, {"cost", std::vector<double>{5}}};
  return {one, two, three};
}

template <class T>
bool same_bits(std::vector<T> const& a, std::vector<T> const& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(T)) == 0;
}

TEST(Batch, GivesBackExactlyWhatWasPutIn) {
  auto const put = three_runs();
  auto const got = decode_batch(encode_batch(put));
  ASSERT_EQ(got.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(got[i].name, put[i].name);
    EXPECT_EQ(got[i].label, put[i].label);
    EXPECT_EQ(got[i].reason, put[i].reason);
    EXPECT_EQ(got[i].n_event, put[i].n_event);
    ASSERT_EQ(got[i].arrays.size(), put[i].arrays.size());
    for (std::size_t k = 0; k < got[i].arrays.size(); ++k) {
      EXPECT_EQ(got[i].arrays[k].name, put[i].arrays[k].name);
      ASSERT_EQ(got[i].arrays[k].values.index(), put[i].arrays[k].values.index());
      std::visit(
          [&](auto const& values) {
            EXPECT_TRUE(same_bits(values, std::get<std::decay_t<decltype(values)>>(put[i].arrays[k].values)));
          },
          got[i].arrays[k].values);
    }
  }
  EXPECT_EQ(encode_batch(put), encode_batch(got)) << "the same runs make the same bytes";
}

TEST(Batch, OnlyArraysByLeverAreFilledUpInTheFile) {
  auto const values = [](RunArray const& array) { return std::get<std::vector<double>>(array.values); };
  EXPECT_THAT(values(as_filed({"lever_cost", std::vector<double>{5}}, 3)), testing::ElementsAre(5, 0, 0));
  EXPECT_THAT(values(as_filed({"cost", std::vector<double>{5}}, 3)), testing::ElementsAre(5));
}

TEST(Batch, OfFailedRunsAlone) {
  auto const failed = std::vector{three_runs()[1]};
  auto const got = decode_batch(encode_batch(failed));
  ASSERT_EQ(got.size(), 1U);
  EXPECT_TRUE(got[0].failed());
}

TEST(Batch, CutOffAnywhereIsFound) {
  auto const bytes = encode_batch(three_runs());
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    EXPECT_THROW(decode_batch(std::string_view(bytes).substr(0, n)), BatchDamaged) << n << " of " << bytes.size();
  }
}

TEST(Batch, AnyFlippedBitIsFound) {
  auto const bytes = encode_batch(three_runs());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    auto spoilt = bytes;
    spoilt[i] = static_cast<char>(spoilt[i] ^ (1 << (i % 8)));
    EXPECT_THROW(decode_batch(spoilt), BatchDamaged) << "byte " << i;
  }
}

TEST(Batch, ThatClaimsMoreThanItCanHoldIsDamaged) {
  auto bytes = encode_batch(three_runs());
  bytes.resize(bytes.size() - 65);  // all but the SHA-256, which is then right for what it says
  for (auto const* absurd :
       {"[\"trust\",\"float32\",18446744073709551615]", "[\"trust\",\"float32\",4611686018427387904]"}) {
    auto spoilt = bytes;
    std::string const sound = "[\"trust\",\"float32\",4]";
    ASSERT_NE(spoilt.find(sound), std::string::npos);
    spoilt.replace(spoilt.find(sound), sound.size(), absurd);
    EXPECT_THROW(decode_batch(spoilt + loader::sha256(spoilt) + "\n"), BatchDamaged) << absurd;
  }
}

TEST(NotFinite, NamesWhatCannotBe) {
  auto const infinite = std::numeric_limits<float>::infinity();
  auto const nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(not_finite({{"trust", std::vector<float>{1, infinite}}}), "trust");
  EXPECT_EQ(not_finite({{"cost", std::vector<double>{nan}}}), "cost") << "hours and money are always known";
  EXPECT_EQ(not_finite({{"trust", std::vector<float>{std::numeric_limits<float>::quiet_NaN()}}}), "")
      << "a share of nothing";
}

TEST(RunName, ReadsItsOwnDigits) {
  auto const name = RunName::of("x");
  EXPECT_EQ(RunName::from_hex(name.hex()), name);
  EXPECT_NE(RunName::of("y"), name);
  EXPECT_THROW(RunName::from_hex("12"), std::invalid_argument);
  EXPECT_THROW(RunName::from_hex(std::string(64, 'g')), std::invalid_argument);
}

}  // namespace
}  // namespace wardmote::experiment
