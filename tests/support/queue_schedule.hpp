/// \file
/// A schedule of queue operations read from bytes, held against a sorted reference: shared by the property tests and
/// the fuzz target.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/kernel/event_queue.hpp"

namespace wardmote::test {

/// Plays a script of bytes on the queue and on a std::set; "" if they agree, else what went wrong where.
///
/// A byte's low three bits say what to do, its high five how much; delays may take following bytes:
/// 0 schedule at now; 1 a few ticks on; 2 with a priority; 3 2^k ticks on; 4 a burst; 5 withdraw; 6, 7 pop.
inline std::string replay_against_reference(std::span<std::uint8_t const> script) {
  using namespace wardmote::kernel;
  struct Key {
    std::int64_t time;
    int priority;
    std::uint32_t number;
    auto operator<=>(Key const&) const = default;
  };
  EventQueue<std::uint32_t> queue{Time{0}};
  std::set<Key> reference;
  std::vector<std::pair<Key, Ticket>> issued;
  std::size_t place = 0;
  auto const next_byte = [&] { return place < script.size() ? script[place++] : std::uint8_t{0}; };
  auto const schedule = [&](std::int64_t delay, int priority) {
    auto const time = queue.now() + Duration{delay};
    Key const key{time.count(), priority, static_cast<std::uint32_t>(issued.size())};
    issued.emplace_back(key, queue.schedule(time, key.number, static_cast<Priority>(priority)));
    reference.insert(key);
  };
  auto const wrong = [&](char const* what) { return std::string{what} + " after byte " + std::to_string(place); };

  while (place < script.size()) {
    auto const byte = next_byte();
    auto const amount = byte >> 3;
    switch (byte & 7) {
      case 0:
        schedule(0, 128);
        break;
      case 1:
        schedule(amount, 128);
        break;
      case 2:
        schedule(amount & 3, next_byte());
        break;
      case 3:
        schedule((std::int64_t{1} << (2 * amount)) + next_byte(), 128);
        break;
      case 4:
        for (int i = 0; i < 4 * amount; ++i) schedule((i * i) % (1 + next_byte()), 128);
        break;
      case 5: {
        if (issued.empty()) break;
        auto const& [key, ticket] =
            issued[(std::size_t{next_byte()} << 5 | static_cast<std::size_t>(amount)) % issued.size()];
        if (queue.cancel(ticket) != (reference.erase(key) == 1)) return wrong("cancel disagrees");
        break;
      }
      default:
        for (int i = 0; i <= amount; ++i) {
          auto const event = queue.pop();
          if (event.has_value() == reference.empty()) return wrong("emptiness disagrees");
          if (!event) break;
          if (*event != reference.begin()->number) return wrong("order disagrees");
          if (queue.now().count() != reference.begin()->time) return wrong("now() disagrees");
          reference.erase(reference.begin());
        }
    }
    if (queue.size() != reference.size()) return wrong("size disagrees");
  }
  for (auto const& key : reference)
    if (queue.pop() != key.number) return wrong("what is left disagrees");
  return queue.pop() ? wrong("something is left over") : "";
}

}  // namespace wardmote::test
