#include "analysis/compare/runs.hpp"

#include <fmt/format.h>

#include "analysis/compare/range.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::compare {

Runs read_runs(results::Reader const& reader) {
  if (reader.layout().dimension("point") != nullptr) {
    throw results::ResultsError(fmt::format(
        "{}: holds a sweep of {} points; verdicts are about one study (docs/results.md shows how to read it)",
        reader.path().string(), reader.size("point")));
  }
  Runs runs{{}, reader.numbers("run_status")};
  auto const world = reader.numbers("replication_world");
  for (std::size_t k = 0; k < world.values.size(); ++k) {
    auto const w = static_cast<std::size_t>(world.values[k]);
    if (!(world.values[k] >= 0) || w >= reader.size("world")) {
      throw results::ResultsError(fmt::format("{}: replication {} belongs to no world", reader.path().string(), k));
    }
    if (runs.of_world.size() <= w) runs.of_world.resize(w + 1);
    runs.of_world[w].push_back(k);
  }
  return runs;
}

std::vector<double> world_means(std::vector<std::vector<double>> const& by_world) {
  std::vector<double> means;
  for (auto const& values : by_world) means.push_back(estimate::mean(values));
  return means;
}

Range range_of(std::vector<double> values) {
  std::erase_if(values, [](double x) { return std::isnan(x); });
  return {estimate::quantile(values, 0.5), estimate::quantile(values, 0.05), estimate::quantile(values, 0.95)};
}

}  // namespace wardmote::compare
