#include "engine/kernel/event_queue.hpp"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/random.hpp"
#include "tests/support/queue_schedule.hpp"

namespace wardmote::kernel {
namespace {

using test::replay_against_reference;
using ::testing::ElementsAre;

std::vector<int> popped(EventQueue<int>& queue) {
  std::vector<int> events;
  while (auto const event = queue.pop()) events.push_back(*event);
  return events;
}

TEST(EventQueue, HandsOutEventsInTimeOrder) {
  EventQueue<int> queue;
  queue.schedule(Time{30}, 3);
  queue.schedule(Time{10}, 1);
  queue.schedule(Time{20}, 2);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.now(), Time{10});
  EXPECT_EQ(queue.next_time(), Time{20});
  EXPECT_THAT(popped(queue), ElementsAre(2, 3));
  EXPECT_EQ(queue.now(), Time{30});
  EXPECT_EQ(queue.pop(), std::nullopt);
  EXPECT_EQ(queue.now(), Time{30}) << "an empty pop leaves now() alone";
}

TEST(EventQueue, EqualTimesRunInTheOrderTheyWereScheduled) {
  EventQueue<int> queue;
  for (int i = 0; i < 1000; ++i) queue.schedule(Time{5}, i);
  auto const events = popped(queue);
  ASSERT_EQ(events.size(), 1000U);
  EXPECT_TRUE(std::is_sorted(events.begin(), events.end()));
}

TEST(EventQueue, AtEqualTimesTheHigherPriorityRunsFirst) {
  EventQueue<int> queue;
  queue.schedule(Time{5}, 4, Priority::low);
  queue.schedule(Time{5}, 2);
  queue.schedule(Time{5}, 1, Priority::high);
  queue.schedule(Time{5}, 3);
  queue.schedule(Time{4}, 0, Priority::last);
  EXPECT_THAT(popped(queue), ElementsAre(0, 1, 2, 3, 4));
}

TEST(EventQueue, AnEventScheduledAtNowRunsAfterThosePendingAtNow) {
  EventQueue<int> queue;
  queue.schedule(Time{5}, 1);
  queue.schedule(Time{5}, 2);
  EXPECT_EQ(queue.pop(), 1);
  queue.schedule(queue.now(), 3);
  queue.schedule(queue.now(), 0, Priority::high);
  EXPECT_THAT(popped(queue), ElementsAre(0, 2, 3));
}

TEST(EventQueue, AWithdrawnEventDoesNotRun) {
  EventQueue<int> queue;
  queue.schedule(Time{1}, 1);
  auto const second = queue.schedule(Time{2}, 2);
  queue.schedule(Time{3}, 3);
  EXPECT_TRUE(queue.cancel(second));
  EXPECT_EQ(queue.size(), 2U);
  EXPECT_FALSE(queue.cancel(second)) << "withdrawn already";
  EXPECT_THAT(popped(queue), ElementsAre(1, 3));
}

TEST(EventQueue, ATicketIsStaleOnceItsEventHasRun) {
  EventQueue<int> queue;
  auto const first = queue.schedule(Time{1}, 1);
  auto const tie = queue.schedule(Time{1}, 2);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_FALSE(queue.cancel(first));
  EXPECT_TRUE(queue.cancel(tie)) << "same time, still pending";
  EXPECT_TRUE(queue.empty());
  EXPECT_FALSE(queue.cancel(Ticket{})) << "the ticket of nothing";
}

/// A queue at time 0 that has let go of an event withdrawn at time 500, and that event's ticket.
struct LetGo {
  EventQueue<int> queue{Time{0}};
  Ticket victim;
};
LetGo after_withdrawing(bool in_its_bucket, bool another_later) {
  LetGo let_go;
  auto& queue = let_go.queue;
  queue.schedule(Time{0}, 0);
  let_go.victim = queue.schedule(Time{500}, 500);
  if (another_later) queue.schedule(Time{1'000'000}, 1'000'000);
  if (in_its_bucket) queue.cancel(let_go.victim);
  EXPECT_EQ(queue.pop(), 0);
  if (!in_its_bucket) queue.cancel(let_go.victim);
  return let_go;
}
/// Schedules so many before what is pending that the front is spread over buckets again.
void crowd(EventQueue<int>& queue) {
  for (int i = 1000; i > 0; --i) queue.schedule(Time{i}, i);
}

TEST(EventQueue, ATicketStaysStaleWhenTheFrontIsSpread) {
  for (auto const in_its_bucket : {true, false})
    for (auto const another_later : {true, false})
      for (auto const look : {0, 1, 2}) {
        auto [queue, victim] = after_withdrawing(in_its_bucket, another_later);
        if (look == 1) static_cast<void>(queue.pop_before(Time{600}));
        if (look == 2) static_cast<void>(queue.next_time());
        crowd(queue);
        EXPECT_FALSE(queue.cancel(victim)) << in_its_bucket << another_later << look;
        EXPECT_EQ(queue.size(), another_later ? 1001U : 1000U);
        auto const events = popped(queue);
        EXPECT_EQ(events.size(), another_later ? 1001U : 1000U);
        EXPECT_TRUE(std::is_sorted(events.begin(), events.end()));
      }
}

TEST(EventQueue, ANewEventMayBeWithdrawnAfterOneOfItsTimeWasLetGo) {
  auto [queue, victim] = after_withdrawing(false, false);
  EXPECT_EQ(queue.pop(), std::nullopt);
  auto const second = queue.schedule(Time{500}, 1);
  crowd(queue);
  EXPECT_TRUE(queue.cancel(second));
  EXPECT_FALSE(queue.cancel(second));
  EXPECT_FALSE(queue.cancel(victim));
  EXPECT_EQ(popped(queue).size(), 1000U);
}

TEST(EventQueue, PopBeforeStopsAtItsLimit) {
  EventQueue<int> queue;
  queue.schedule(Time{1}, 1);
  queue.schedule(Time{2}, 2);
  EXPECT_EQ(queue.pop_before(Time{2}), 1);
  EXPECT_EQ(queue.pop_before(Time{2}), std::nullopt);
  EXPECT_EQ(queue.now(), Time{1});
  EXPECT_EQ(queue.pop_before(Time{3}), 2);
}

TEST(EventQueue, AdvanceMovesNowUpToTheNextEvent) {
  EventQueue<int> queue{Time{0}};
  queue.schedule(Time{10}, 1);
  queue.advance_to(Time{7});
  EXPECT_EQ(queue.now(), Time{7});
  queue.advance_to(Time{3});
  EXPECT_EQ(queue.now(), Time{7}) << "never backwards";
}

TEST(EventQueue, UpcomingShowsWhoIsNext) {
  EventQueue<int> queue;
  for (int i = 0; i < 20; ++i) queue.schedule(Time{20 - i}, i);
  ASSERT_TRUE(queue.next_time());
  for (int i = 0; i < 20; ++i) EXPECT_EQ(*queue.upcoming(static_cast<std::size_t>(i)), 19 - i);
  EXPECT_EQ(queue.upcoming(20), nullptr);
}

TEST(EventQueue, ACopyLivesItsOwnLifeAndHonoursTheTickets) {
  EventQueue<std::string> queue;
  std::vector<Ticket> tickets;
  for (int i = 0; i < 5000; ++i) tickets.push_back(queue.schedule(Time{(i * 7919) % 100003}, std::to_string(i)));
  for (int i = 0; i < 1000; ++i) static_cast<void>(queue.pop());
  for (std::size_t i = 0; i < 5000; i += 3) queue.cancel(tickets[i]);

  auto copy = queue;
  EXPECT_EQ(copy.size(), queue.size());
  for (std::size_t i = 0; i < 5000; i += 2) EXPECT_EQ(copy.cancel(tickets[i]), queue.cancel(tickets[i]));
  while (auto const event = queue.pop()) {
    ASSERT_EQ(copy.pop(), event);
    ASSERT_EQ(copy.now(), queue.now());
  }
  EXPECT_TRUE(copy.empty());
}

TEST(EventQueue, TakesEventsThatOnlyMove) {
  EventQueue<std::unique_ptr<int>> queue;
  queue.schedule(Time{2}, std::make_unique<int>(2));
  queue.schedule(Time{1}, std::make_unique<int>(1));
  auto moved = std::move(queue);
  EXPECT_EQ(**moved.pop(), 1);
  EXPECT_EQ(**moved.pop(), 2);
}

TEST(EventQueue, TakesTimesUpToTheEndsOfTheClock) {
  EventQueue<int> queue;
  queue.schedule(Time::max(), 4);
  queue.schedule(Time{std::numeric_limits<std::int64_t>::min() + 1}, 0);
  for (int i = 0; i < 300; ++i)
    queue.schedule(Time{i % 2 == 0 ? -1'000'000'000'000'000 : 1'000'000'000'000'000}, 1 + i % 2);
  queue.schedule(Time::max(), 5);
  auto const events = popped(queue);
  ASSERT_EQ(events.size(), 303U);
  EXPECT_TRUE(std::is_sorted(events.begin(), events.end()));
}

TEST(EventQueue, HoldsAnEventOfTwelveBytesInFortyBytes) {
  struct Twelve {
    std::uint32_t a, b, c;
  };
  EventQueue<Twelve> queue{Time{0}};
  RandomStreams const streams{{1, 1}, 0};
  constexpr std::uint32_t n = 1'000'000;
  auto draws = streams.draws(Purpose{1}, 0);
  for (std::uint32_t i = 0; i < n; ++i) queue.schedule(Time{} + days(exponential(draws, 30.0)), {i, i, i});
  // as in a run: pop, schedule again
  for (std::uint32_t i = 0; i < 2 * n; ++i) {
    auto const event = queue.pop();
    queue.schedule(queue.now() + days(exponential(draws, 30.0)), *event);
  }
  EXPECT_LE(static_cast<double>(queue.memory_bytes()) / n, 40.0);
}

// ---- misuse: caught in debug builds, defined in release ----

#if WARDMOTE_CHECKS
TEST(EventQueueDeathTest, SchedulingInThePastIsCaught) {
  EventQueue<int> queue{Time{10}};
  EXPECT_DEATH(queue.schedule(Time{9}, 1), "expects failed: the past is closed");
}
TEST(EventQueueDeathTest, ATicketOfAnotherQueueIsCaught) {
  EventQueue<int> queue, other;
  queue.schedule(Time{1}, 1);
  other.schedule(Time{1}, 1);
  auto const foreign = other.schedule(Time{2}, 2);
  EXPECT_DEATH(queue.cancel(foreign), "expects failed: a ticket is honoured by the queue that issued it");
}
TEST(EventQueueDeathTest, PassingAPendingEventIsCaught) {
  EventQueue<int> queue{Time{0}};
  queue.schedule(Time{5}, 1);
  EXPECT_DEATH(queue.advance_to(Time{6}), "expects failed: now.. cannot pass a pending event");
}
#else
TEST(EventQueueMisuse, WhatIsScheduledInThePastRunsAtNow) {
  EventQueue<int> queue{Time{10}};
  queue.schedule(Time{10}, 1);
  queue.schedule(Time{3}, 2);
  EXPECT_EQ(queue.pop(), 1);
  EXPECT_EQ(queue.pop(), 2);
  EXPECT_EQ(queue.now(), Time{10});
}
TEST(EventQueueMisuse, ATicketNotYetIssuedIsIgnored) {
  EventQueue<int> queue, other;
  queue.schedule(Time{1}, 1);
  other.schedule(Time{1}, 1);
  EXPECT_FALSE(queue.cancel(other.schedule(Time{2}, 2)));
  EXPECT_EQ(queue.size(), 1U);
}
TEST(EventQueueMisuse, NowStopsAtAPendingEvent) {
  EventQueue<int> queue{Time{0}};
  queue.schedule(Time{5}, 1);
  queue.advance_to(Time{6});
  EXPECT_EQ(queue.now(), Time{5});
}
#endif

// ---- order against a sorted reference ----

RC_GTEST_PROP(EventQueueOrder, AgreesWithASortedReferenceOnAnySchedule, ()) {
  auto const script = *rc::gen::container<std::vector<std::uint8_t>>(rc::gen::arbitrary<std::uint8_t>());
  RC_ASSERT(replay_against_reference(script) == "");
}

RC_GTEST_PROP(EventQueueOrder, AgreesWithASortedReferenceOnLongSchedules, ()) {
  // a seed and a length rather than the bytes: shrinking thousands of them one by one would take hours
  auto const seed = *rc::gen::arbitrary<std::uint32_t>();
  auto const n = *rc::gen::inRange<std::size_t>(500, 4000);
  auto draws = RandomStreams{{seed, 0}, 0}.draws(Purpose{1}, 0);
  std::vector<std::uint8_t> script(n);
  for (auto& byte : script) byte = static_cast<std::uint8_t>(draws());
  RC_ASSERT(replay_against_reference(script) == "");
}

/// A way of choosing delays [tick], adversarial ones among them.
struct Load {
  char const* name;
  std::int64_t (*delay)(Draws&);
};
std::int64_t ticks(double x) { return static_cast<std::int64_t>(std::min(x, 4e18)); }

Load const loads[] = {
    {"exponential", [](Draws& d) { return ticks(1e6 * exponential(d)); }},
    {"many ties", [](Draws& d) { return std::int64_t{index(d, 4)}; }},
    {"all at once", [](Draws&) { return std::int64_t{0}; }},
    {"heavy tail", [](Draws& d) { return ticks(100.0 * pow(d.uniform(), -3.0)); }},
    {"two clusters far apart",
     [](Draws& d) { return (index(d, 2) == 0 ? 0 : std::int64_t{1} << 40) + std::int64_t{index(d, 10)}; }},
    {"a few centuries ahead", [](Draws& d) { return index(d, 100) == 0 ? ticks(9e18 * d.uniform()) : index(d, 1000); }},
    {"ends of the clock",
     [](Draws& d) { return index(d, 50) == 0 ? std::numeric_limits<std::int64_t>::max() : index(d, 1U << 30); }},
    {"daily bursts", [](Draws& d) { return std::int64_t{86'400} * index(d, 30); }},
};

class EventQueueLoads : public ::testing::TestWithParam<std::tuple<int, bool>> {};

TEST_P(EventQueueLoads, AgreeWithASortedReference) {
  auto const [which, with_priorities] = GetParam();
  auto const& load = loads[which];
  struct Key {
    std::int64_t time;
    int priority;
    int number;
    auto operator<=>(Key const&) const = default;
  };
  EventQueue<int> queue{Time{0}};
  std::set<Key> reference;
  std::vector<std::pair<Key, Ticket>> issued;
  RandomStreams const streams{{3, 0}, 0};
  auto draws = streams.draws(Purpose{1}, static_cast<std::uint32_t>(which), with_priorities);
  auto const schedule = [&] {
    auto const time = queue.now() + Duration{load.delay(draws)};
    auto const priority = with_priorities ? static_cast<int>(index(draws, 4)) * 50 : 128;
    Key const key{time.count(), priority, static_cast<int>(issued.size())};
    issued.emplace_back(key, queue.schedule(time, key.number, static_cast<Priority>(priority)));
    reference.insert(key);
  };
  for (int i = 0; i < 3000; ++i) schedule();
  for (int step = 0; step < 30'000; ++step) {
    auto const choice = index(draws, 100);
    auto const growing = (step / 4000) % 2 == 0 ? 55U : 40U;
    if (choice < growing) {
      for (auto n = index(draws, 300) == 0 ? 500 : 1; n > 0; --n) schedule();
    } else if (choice < 88) {
      auto const event = queue.pop();
      ASSERT_EQ(event.has_value(), !reference.empty());
      if (!event) continue;
      ASSERT_EQ(*event, reference.begin()->number) << load.name << ", step " << step;
      ASSERT_EQ(queue.now().count(), reference.begin()->time);
      reference.erase(reference.begin());
    } else {
      auto const recent = std::min<std::size_t>(issued.size(), choice % 2 == 0 ? 20 : 4000);
      auto const& [key, ticket] = issued[issued.size() - 1 - index(draws, static_cast<std::uint32_t>(recent))];
      ASSERT_EQ(queue.cancel(ticket), reference.erase(key) == 1) << load.name << ", step " << step;
    }
    ASSERT_EQ(queue.size(), reference.size());
    if (step % 997 == 0 && !reference.empty()) {
      ASSERT_EQ(queue.next_time()->count(), reference.begin()->time);
    }
    if (step % 9973 == 0) queue = EventQueue<int>{queue};
  }
  for (auto const& key : reference) ASSERT_EQ(queue.pop(), key.number) << load.name;
  EXPECT_TRUE(queue.empty());
}

INSTANTIATE_TEST_SUITE_P(All, EventQueueLoads, ::testing::Combine(::testing::Range(0, 8), ::testing::Bool()));

}  // namespace
}  // namespace wardmote::kernel
