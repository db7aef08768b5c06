#include "engine/kernel/simulator.hpp"

#include <cstdint>
#include <stdexcept>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "bench/phold/sets.hpp"

namespace wardmote::kernel {
namespace {

using ::testing::ElementsAre;

TEST(Simulator, RunsEventsBeforeTheEndAndStopsThere) {
  Simulator<int> simulator;
  std::vector<int> seen;
  for (int day = 1; day <= 5; ++day) simulator.at(Time{} + days(day), day);
  auto const note = [&](int event) { seen.push_back(event); };
  EXPECT_EQ(simulator.run_until(Time{} + days(3), note), 2U) << "an event at the end belongs to what comes after it";
  EXPECT_EQ(simulator.now(), Time{} + days(3));
  EXPECT_EQ(simulator.run(note), 3U);
  EXPECT_THAT(seen, ElementsAre(1, 2, 3, 4, 5));
}

TEST(Simulator, HandlersScheduleAndCancel) {
  Simulator<int> simulator;
  std::vector<int> seen;
  Ticket doomed;
  simulator.in(seconds(1), 3);
  simulator.run([&](int event) {
    seen.push_back(event);
    if (event == 3) doomed = simulator.in(seconds(10), 99);
    if (event == 1) {
      EXPECT_TRUE(simulator.cancel(doomed));
    }
    if (event > 0 && event != 99) simulator.in(seconds(1), event - 1);
  });
  EXPECT_THAT(seen, ElementsAre(3, 2, 1, 0));
}

TEST(Simulator, AfterAFailedEventTheRestIsUntouched) {
  Simulator<int> simulator;
  simulator.in(seconds(1), 1);
  simulator.in(seconds(2), 2);
  EXPECT_THROW(simulator.run([](int event) {
    if (event == 1) throw std::runtime_error{"no"};
  }),
               std::runtime_error);
  EXPECT_EQ(simulator.now(), Time{1});
  EXPECT_EQ(simulator.queue().size(), 1U);
  EXPECT_EQ(simulator.run([](int) {}), 1U);
}

/// Digest of a PHOLD: depends on every event's time and on the order at each process.
template <class Model>
std::uint64_t phold_digest(std::uint32_t n, std::uint32_t m, std::uint64_t n_event) {
  Model model{n, m, RandomStreams{{1, 0}, 0}};
  model.run(n_event);
  return model.digest();
}

// The set against a heap, and both against a digest computed once: the same on every CPU and every vector path.
TEST(Phold, HasOneDigestOnEverySetPathAndMachine) {
  using detail::VectorPath;
  auto const best = detail::vector_path();
  for (auto const path : {VectorPath::scalar, VectorPath::avx2, VectorPath::avx512}) {
    if (!detail::use_vector_path(path)) continue;
    EXPECT_EQ((phold_digest<bench::WardmotePhold>(1024, 1, 3'000'000)), 0xa0119053a9592f09U);
    EXPECT_EQ((phold_digest<bench::WardmotePhold>(65536, 2, 300'000)),
              (phold_digest<bench::HeapPhold>(65536, 2, 300'000)));
    EXPECT_EQ((phold_digest<bench::WardmotePhold>(1, 1000, 100'000)),
              (phold_digest<bench::HeapPhold>(1, 1000, 100'000)));
  }
  detail::use_vector_path(best);
}

TEST(LongPhold, KeepsItsDigestAtAMillionProcesses) {
  EXPECT_EQ((phold_digest<bench::WardmotePhold>(1048576, 1, 6'000'000)), 0xe5ec72dac17157d4U);
}

}  // namespace
}  // namespace wardmote::kernel
