#include "engine/measure/insight.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/kernel/check.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/measure/trajectories.hpp"

namespace wardmote::measure {

using world::Journal;
using world::Scene;

namespace {

using Mix = std::vector<double>;  // [n_service]

/// What the residents of a ward have told of: their own reports, which --scale thins, and what councillors were
/// brought.
Mix ward_mix(Scene const& scene, Journal const& journal, std::uint32_t ward) {
  auto const n_service = scene.council.services.size();
  Mix mix(n_service, 0.0);
  for (std::size_t s = 0; s < n_service; ++s) mix[s] = journal.reported[ward * n_service + s] / scene.people.scale;
  for (auto v = scene.first_councillor[ward]; v < scene.first_councillor[ward + 1]; ++v) {
    for (std::size_t s = 0; s < n_service; ++s) mix[s] += journal.brought[v * n_service + s];
  }
  return mix;
}

/// What one councillor was brought within the year.
Mix picture(Scene const& scene, Journal const& now, Journal const& year_ago, std::uint32_t councillor) {
  auto const n_service = scene.council.services.size();
  Mix mix;
  for (auto k = councillor * n_service; k < (councillor + 1) * n_service; ++k)
    mix.push_back(now.brought[k] - year_ago.brought[k]);
  return mix;
}

struct Picture {
  double n_case = 0;
  double likeness = 0;  // NaN where it cannot be said
};

double mean_likeness(std::span<Picture const> pictures) {
  double sum = 0, n = 0;
  for (auto const& one : pictures) {
    if (std::isnan(one.likeness)) continue;
    sum += one.likeness;
    ++n;
  }
  return ratio(sum, n);
}

}  // namespace

double correlation(std::span<double const> x, std::span<double const> y) {
  WARDMOTE_ASSERT(x.size() == y.size(), "one of each");
  auto const n = static_cast<double>(x.size());
  auto const mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
  auto const mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0, yy = 0, xy = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    xx += (x[k] - mean_x) * (x[k] - mean_x);
    yy += (y[k] - mean_y) * (y[k] - mean_y);
    xy += (x[k] - mean_x) * (y[k] - mean_y);
  }
  return ratio(xy, kernel::sqrt(xx * yy));
}

Insight insight_of(Scene const& scene, Journal const& now, Journal const& year_ago) {
  std::vector<Picture> pictures;
  for (std::uint32_t ward = 0; ward < scene.council.wards.size(); ++ward) {
    auto const whole = ward_mix(scene, now, ward);
    for (auto v = scene.first_councillor[ward]; v < scene.first_councillor[ward + 1]; ++v) {
      auto const own = picture(scene, now, year_ago, v);
      pictures.push_back({std::accumulate(own.begin(), own.end(), 0.0), correlation(own, whole)});
    }
  }
  std::ranges::stable_sort(pictures, std::ranges::greater{}, &Picture::n_case);
  auto const ranked = std::span<Picture const>(pictures);
  auto const half = ranked.size() / 2;
  return {.all = mean_likeness(ranked),
          .busy = mean_likeness(ranked.first(half)),
          .quiet = mean_likeness(ranked.subspan(half))};
}

}  // namespace wardmote::measure
