#include <type_traits>
#include <unordered_set>

#include <gtest/gtest.h>

#include "engine/kernel/check.hpp"
#include "engine/kernel/id.hpp"

namespace wardmote::kernel {
namespace {

struct WardTag;
struct OfficerTag;
using WardId = Id<WardTag>;

TEST(Id, KindsDoNotMix) {
  static_assert(!std::is_convertible_v<std::uint32_t, WardId>);
  static_assert(!std::is_convertible_v<WardId, std::uint32_t>);
  static_assert(!std::is_constructible_v<WardId, Id<OfficerTag>>);
  static_assert(sizeof(WardId) == 4);
  EXPECT_LT(WardId{3}, WardId{4});
  EXPECT_EQ(WardId{7}.index(), 7U);
}

TEST(Id, HashesAsAKey) {
  std::unordered_set<WardId> const wards{WardId{1}, WardId{2}, WardId{1}};
  EXPECT_EQ(wards.size(), 2U);
}

TEST(CheckDeathTest, AlwaysHoldsInEveryBuild) {
  auto const n_desk = 0;
  EXPECT_DEATH(WARDMOTE_ALWAYS(n_desk > 0, "a council has a desk"), "always failed: a council has a desk .n_desk > 0.");
}

TEST(CheckDeathTest, OtherChecksAreOnInDebugBuildsOnly) {
  auto n_evaluated = 0;
  WARDMOTE_EXPECTS(++n_evaluated > 0, "counts its evaluations");
  WARDMOTE_ENSURES(++n_evaluated > 0, "counts its evaluations");
  WARDMOTE_ASSERT(++n_evaluated > 0, "counts its evaluations");
  EXPECT_EQ(n_evaluated, checks_are_on ? 3 : 0) << "a check that is off costs nothing";
  if constexpr (checks_are_on) {
    EXPECT_DEATH(WARDMOTE_EXPECTS(false, "before"), "expects failed: before");
    EXPECT_DEATH(WARDMOTE_ENSURES(false, "after"), "ensures failed: after");
    EXPECT_DEATH(WARDMOTE_ASSERT(false, "inside"), "assert failed: inside");
  }
}

}  // namespace
}  // namespace wardmote::kernel
