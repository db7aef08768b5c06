#include "engine/measure/trajectories.hpp"

#include <cmath>
#include <limits>

#include "engine/kernel/check.hpp"
#include "engine/measure/record.hpp"

namespace wardmote::measure {

using world::Scene;

namespace {

std::size_t width(Scene const& scene, Axis axis) {
  switch (axis) {
    case Axis::council:
      return 1;
    case Axis::ward:
      return scene.council.wards.size();
    case Axis::group:
      return n_group;
    case Axis::tenure:
      return tenure_names().size();
  }
  return 0;
}

}  // namespace

double ratio(double part, double whole) { return whole > 0 ? part / whole : std::numeric_limits<double>::quiet_NaN(); }

Trajectories::Trajectories(Scene const& scene, std::span<kernel::Time const> times)
    : scene_(scene), times_(times.begin(), times.end()) {
  WARDMOTE_ALWAYS(series_specs().size() == n_series && group_names().size() == n_group,
                  "every trajectory and group has its place");
  for (auto const& spec : series_specs()) series_.emplace_back(times_.size() * width(scene, spec.axis), 0.0F);
}

float* Trajectories::row(std::size_t series) {
  return series_[series].data() + n_observed_ * width(scene_, series_specs()[series].axis);
}

double Trajectories::last_year_mean(std::size_t series, std::size_t column) const {
  auto const n_column = width(scene_, series_specs()[series].axis);
  auto const from = scene_.hours.end - kernel::days(world::days_per_year);
  double sum = 0;
  double n = 0;
  for (std::size_t k = 0; k < n_observed_; ++k) {
    auto const x = static_cast<double>(series_[series][k * n_column + column]);
    if (times_[k] <= from || std::isnan(x)) continue;
    sum += x;
    ++n;
  }
  return ratio(sum, n);
}

}  // namespace wardmote::measure
