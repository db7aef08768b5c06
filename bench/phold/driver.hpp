/// \file
/// What every PHOLD driver shares: arguments, the clock, the line.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <optional>
#include <string_view>
#include <system_error>

#include <sys/resource.h>

#include "engine/kernel/random.hpp"

namespace wardmote::bench {

struct PholdSize {
  std::uint32_t n = 0;        // processes
  std::uint32_t m = 0;        // events each
  std::uint64_t n_event = 0;  // to run
  bool heap = false;          // on std::priority_queue
  bool with_digest = false;   // print what the run computed, and the set's bytes
  bool dump_draws = false;    // write the hops to stdout instead of running
};

inline double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// N M EVENTS and options; says what is wrong on stderr.
inline std::optional<PholdSize> parse_size(int n_argument, char** argument) {
  PholdSize size;
  auto const number = [](char const* text, auto& value) {
    auto const* const end = text + std::strlen(text);
    auto const [stop, error] = std::from_chars(text, end, value);
    return error == std::errc{} && stop == end && value > 0;
  };
  auto good = n_argument >= 4 && number(argument[1], size.n) && number(argument[2], size.m) &&
              number(argument[3], size.n_event);
  for (int i = 4; i < n_argument; ++i) {
    auto const option = std::string_view{argument[i]};
    if (option == "--heap")
      size.heap = true;
    else if (option == "--digest")
      size.with_digest = true;
    else if (option == "--draws")
      size.dump_draws = true;
    else
      good = false;
  }
  if (good) return size;
  std::fprintf(stderr, "usage: %s N M EVENTS [--heap] [--digest] [--draws]   processes, events each, events to run\n",
               argument[0]);
  return std::nullopt;
}

/// Sets a model up, times its run and prints the line: CPU time, set-up excluded.
template <class Model>
void measure(PholdSize const& size) {
  Model model{size.n, size.m, kernel::RandomStreams{{1, 0}, 0}};
  auto const start = cpu_seconds();
  model.run(size.n_event);
  auto const cpu = cpu_seconds() - start;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("phold n=%u m=%u events=%llu cpu_s=%.3f rate=%.0f rss_kb=%ld", size.n, size.m,
              static_cast<unsigned long long>(size.n_event), cpu, static_cast<double>(size.n_event) / cpu,
              usage.ru_maxrss);
  if (size.with_digest)
    std::printf(" digest=%016llx queue_bytes=%zu", static_cast<unsigned long long>(model.digest()),
                model.queue_bytes());
  std::printf("\n");
}

}  // namespace wardmote::bench
