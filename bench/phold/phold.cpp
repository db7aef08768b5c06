// PHOLD at one size, alone:  phold N M EVENTS [--heap] [--digest]
// Prints one line; the time is CPU time without set-up.

#include <sys/resource.h>

#include <charconv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <string_view>

#include "bench/phold/sets.hpp"

namespace {

using namespace wardmote;
using bench::HeapPhold;
using bench::WardmotePhold;

double cpu_seconds() {
  timespec t{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

template <class Model>
void measure(std::uint32_t n, std::uint32_t m, std::uint64_t n_event, bool with_digest) {
  Model model{n, m, kernel::RandomStreams{{1, 0}, 0}};
  auto const start = cpu_seconds();
  model.run(n_event);
  auto const cpu = cpu_seconds() - start;
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  std::printf("phold n=%u m=%u events=%llu cpu_s=%.3f rate=%.0f rss_kb=%ld", n, m,
              static_cast<unsigned long long>(n_event), cpu, static_cast<double>(n_event) / cpu, usage.ru_maxrss);
  if (with_digest)
    std::printf(" digest=%016llx queue_bytes=%zu", static_cast<unsigned long long>(model.digest()), model.queue_bytes());
  std::printf("\n");
}

template <class Number>
bool parse(char const* text, Number& number) {
  auto const* const end = text + std::strlen(text);
  auto const [stop, error] = std::from_chars(text, end, number);
  return error == std::errc{} && stop == end;
}

}  // namespace

int main(int n_argument, char** argument) {
  std::uint32_t n = 0, m = 0;
  std::uint64_t n_event = 0;
  auto heap = false, with_digest = false;
  for (int i = 4; i < n_argument; ++i) {
    heap |= std::string_view{argument[i]} == "--heap";
    with_digest |= std::string_view{argument[i]} == "--digest";
  }
  if (n_argument < 4 || !parse(argument[1], n) || !parse(argument[2], m) || !parse(argument[3], n_event) || n == 0 ||
      m == 0) {
    std::fprintf(stderr, "usage: phold N M EVENTS [--heap] [--digest]   processes, events each, events to run\n");
    return 2;
  }
  (heap ? measure<HeapPhold> : measure<WardmotePhold>)(n, m, n_event, with_digest);
}
