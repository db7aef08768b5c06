// Fuzz target: any bytes are a schedule, and the queue must agree with a sorted reference on it.
//
//     clang++-16 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -ffp-contract=off -I. \
//       tests/fuzz/event_queue_fuzz.cpp engine/kernel/*.cpp -lsleef -o event_queue_fuzz
//     ./event_queue_fuzz -max_total_time=60 -max_len=20000

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/support/queue_schedule.hpp"

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  auto const trouble = wardmote::test::replay_against_reference({data, size});
  if (!trouble.empty()) {
    std::fprintf(stderr, "%s\n", trouble.c_str());
    std::abort();
  }
  return 0;
}
