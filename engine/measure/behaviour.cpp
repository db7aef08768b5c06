#include "engine/measure/behaviour.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>

namespace wardmote::measure {

namespace {

using First = world::ReportHistory::First;
constexpr auto nan = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) { return whole > 0 ? part / whole : nan; }

/// Share of those whose first report ended like this who reported again.
double again_after(std::vector<world::ReportHistory> const& histories, First first) {
  double n = 0, again = 0;
  for (auto const& history : histories) {
    if (history.first != first) continue;
    ++n;
    again += history.again ? 1 : 0;
  }
  return ratio(again, n);
}

/// Share of all reports that the most frequent `share` of reporters made; of one of them who is partly among them, that
/// part. `counts` falling.
double top_share(std::vector<std::uint16_t> const& counts, double share, double total) {
  auto left = share * static_cast<double>(counts.size());
  double sum = 0;
  for (auto const n : counts) {
    if (left <= 0) break;
    sum += n * std::min(left, 1.0);
    --left;
  }
  return ratio(sum, total);
}

}  // namespace

Behaviour behaviour_of(std::vector<world::ReportHistory> const& histories) {
  std::vector<std::uint16_t> counts;
  double total = 0, once = 0;
  for (auto const& history : histories) {
    if (history.n_report == 0) continue;
    counts.push_back(history.n_report);
    total += history.n_report;
    once += history.n_report == 1 ? 1 : 0;
  }
  std::sort(counts.begin(), counts.end(), std::greater{});
  return {.repeat_ratio = ratio(again_after(histories, First::fixed), again_after(histories, First::not_fixed)),
          .top_thousandth = top_share(counts, 0.001, total),
          .top_hundredth = top_share(counts, 0.01, total),
          .top_tenth = top_share(counts, 0.1, total),
          .once = ratio(once, static_cast<double>(counts.size()))};
}

}  // namespace wardmote::measure
