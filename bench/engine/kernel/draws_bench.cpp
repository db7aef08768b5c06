// The price of a draw: a fresh name each time, as a model pays it, and many at once on every vector path.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/random.hpp"

namespace {

using namespace wardmote::kernel;
using detail::VectorPath;

RandomStreams const streams{{1, 0}, 0};

template <class Law>
void keyed(benchmark::State& state, Law law) {
  std::uint32_t entity = 0;
  for (auto _ : state) {
    auto draws = streams.draws(Purpose{1}, entity++);
    benchmark::DoNotOptimize(law(draws));
  }
}

void batch(benchmark::State& state, VectorPath path) {
  auto const best = detail::vector_path();
  if (!detail::use_vector_path(path)) return state.SkipWithError("this CPU has no such units");
  DrawsBatch names;
  std::uint32_t entity = 0;
  for (auto _ : state) {
    for (auto& e : names.entity) e = entity++;
    names.compute(streams, Purpose{1});
    auto draws = names[entity & 15U];
    benchmark::DoNotOptimize(draws());
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(DrawsBatch::capacity));
  detail::use_vector_path(best);
}

template <class Fill>
void fill(benchmark::State& state, VectorPath path, Fill fill_range) {
  auto const best = detail::vector_path();
  if (!detail::use_vector_path(path)) return state.SkipWithError("this CPU has no such units");
  std::vector<float> out(350'000);
  for (auto _ : state) {
    fill_range(out);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(out.size()));
  detail::use_vector_path(best);
}

[[maybe_unused]] bool const registered = [] {
  auto const add = [](char const* name, auto law) {
    benchmark::RegisterBenchmark((std::string{"draw/"} + name).c_str(), [law](benchmark::State& s) { keyed(s, law); });
  };
  static std::vector<double> const weight(100, 1.0);
  static DiscreteTable const table{weight};
  add("word", [](Draws& d) { return d(); });
  add("uniform", [](Draws& d) { return d.uniform(); });
  add("uniform32", [](Draws& d) { return d.uniform32(); });
  add("exponential", [](Draws& d) { return exponential(d); });
  add("normal", [](Draws& d) { return normal(d); });
  add("lognormal", [](Draws& d) { return lognormal(d, 2.0, 0.7); });
  add("bernoulli", [](Draws& d) { return bernoulli(d, 0.3); });
  add("index", [](Draws& d) { return index(d, 12345); });
  add("gamma_3.3", [](Draws& d) { return gamma(d, 3.3, 1.0); });
  add("gamma_0.3", [](Draws& d) { return gamma(d, 0.3, 1.0); });
  add("beta", [](Draws& d) { return beta(d, 2.0, 5.0); });
  add("poisson_2", [](Draws& d) { return poisson(d, 2.0); });
  add("poisson_100", [](Draws& d) { return poisson(d, 100.0); });
  add("binomial_20_0.2", [](Draws& d) { return binomial(d, 20, 0.2); });
  add("pareto_bounded", [](Draws& d) { return pareto_bounded(d, 1.2, 1.0, 1e6); });
  add("discrete_100", [](Draws& d) { return discrete(d, weight); });
  add("discrete_table_100", [](Draws& d) { return table(d); });
  add("exp", [](Draws& d) { return wardmote::kernel::exp(d.uniform32()); });
  constexpr char const* path_name[] = {"scalar", "avx2", "avx512"};
  for (auto const path : {VectorPath::scalar, VectorPath::avx2, VectorPath::avx512}) {
    auto const suffix = std::string{"/"} + path_name[static_cast<int>(path)];
    benchmark::RegisterBenchmark(("batch" + suffix).c_str(), [path](benchmark::State& s) { batch(s, path); });
    benchmark::RegisterBenchmark(("fill_uniform" + suffix).c_str(), [path](benchmark::State& s) {
      fill(s, path, [](std::span<float> out) { fill_uniform(streams, Purpose{1}, 3, 0, out); });
    });
    benchmark::RegisterBenchmark(("fill_normal" + suffix).c_str(), [path](benchmark::State& s) {
      fill(s, path, [](std::span<float> out) { fill_normal(streams, Purpose{1}, 3, 0, out); });
    });
  }
  return true;
}();

}  // namespace
