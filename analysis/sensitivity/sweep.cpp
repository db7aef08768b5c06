#include "analysis/sensitivity/sweep.hpp"

#include <limits>

namespace wardmote::sensitivity {

Sweep::Sweep(results::Reader const& reader) {
  if (!reader.has("design")) throw results::ResultsError(reader.path().string() + ": holds no sweep");
  factors_ = reader.dimension("factor").labels();
  scenarios_ = reader.dimension("scenario").labels();
  outcomes_ = reader.dimension("outcome").labels();
  auto const design = reader.numbers("design");
  points_.assign(design.shape[0], std::vector<double>(design.shape[1]));
  for (std::size_t p = 0; p < points_.size(); ++p) {
    for (std::size_t f = 0; f < factors_.size(); ++f) points_[p][f] = design(p, f);
  }
  status_ = reader.numbers("run_status");
  values_ = reader.numbers("outcomes");
}

std::vector<std::vector<double>> Sweep::differences(std::size_t scenario, std::size_t outcome) const {
  std::vector<std::vector<double>> all(points_.size());
  for (std::size_t p = 0; p < all.size(); ++p) {
    for (std::size_t k = 0; k < status_.shape[2]; ++k) {
      auto const done = status_(p, scenario, k) == 0 && status_(p, 0, k) == 0;
      all[p].push_back(done ? values_(p, scenario, k, outcome) - values_(p, 0, k, outcome)
                            : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return all;
}

}  // namespace wardmote::sensitivity
