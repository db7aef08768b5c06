// PHOLD at one size, alone:  phold N M EVENTS  prints one line; the time is CPU time without set-up.
// --heap runs it on std::priority_queue. --draws writes the hops that EVENTS events can need, for models in other
// languages: first the m starts of each process, then (delay, target) by number of hop and process.

#include <vector>

#include "bench/phold/driver.hpp"
#include "bench/phold/sets.hpp"

namespace {

using namespace wardmote;

/// int64 all through: n * m starts [tick], then n_hop * n pairs; n_hop is three times the mean, and first on stdout.
void dump_draws(bench::PholdSize const& size) {
  kernel::RandomStreams const streams{{1, 0}, 0};
  auto const n_hop = static_cast<std::uint32_t>(3 * size.n_event / size.n + 30);
  std::vector<std::int64_t> numbers{n_hop};
  for (std::uint32_t i = 0; i < size.n; ++i)
    for (std::uint32_t k = 0; k < size.m; ++k) numbers.push_back(bench::draw_start(streams, i, k).count());
  for (std::uint32_t k = 0; k < n_hop; ++k)
    for (std::uint32_t i = 0; i < size.n; ++i) {
      auto const hop = bench::draw_hop(streams, i, k, size.n);
      numbers.push_back(hop.delay.count());
      numbers.push_back(hop.target);
    }
  std::fwrite(numbers.data(), sizeof(std::int64_t), numbers.size(), stdout);
}

}  // namespace

int main(int n_argument, char** argument) {
  auto const size = bench::parse_size(n_argument, argument);
  if (!size) return 2;
  if (size->dump_draws) {
    dump_draws(*size);
  } else if (size->heap) {
    bench::measure<bench::HeapPhold>(*size);
  } else {
    bench::measure<bench::WardmotePhold>(*size);
  }
}
