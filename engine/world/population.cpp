#include "engine/world/population.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/kernel/check.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::world {

namespace {

/// Whole numbers nearest to `shares * total` that sum to `total`: largest remainders, ties to the earlier.
std::vector<std::uint32_t> apportion(std::vector<double> const& shares, std::uint32_t total) {
  auto const sum = std::accumulate(shares.begin(), shares.end(), 0.0);
  std::vector<std::uint32_t> counts(shares.size(), 0);
  std::vector<std::pair<double, std::size_t>> remainders;
  std::uint32_t given = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    auto const exact = sum > 0 ? shares[i] / sum * total : 0.0;
    counts[i] = static_cast<std::uint32_t>(std::floor(exact));
    given += counts[i];
    remainders.emplace_back(counts[i] - exact, i);
  }
  std::sort(remainders.begin(), remainders.end());
  for (std::size_t k = 0; given < total; ++k, ++given) ++counts[remainders[k % remainders.size()].second];
  return counts;
}

std::uint32_t thinned(std::uint32_t count, double scale) {
  return static_cast<std::uint32_t>(std::llround(static_cast<double>(count) * scale));
}

}  // namespace

kernel::RandomStreams people_streams(kernel::StreamKey key) { return {key, 0xFFFFFFFFU}; }

Population make_population(Council const& council, kernel::StreamKey key, double scale) {
  WARDMOTE_EXPECTS(scale > 0 && scale <= 1, "a population is thinned, never multiplied");
  Population people;
  people.scale = scale;
  people.first_in_ward.push_back(0);

  for (std::uint32_t w = 0; w < council.wards.size(); ++w) {
    auto const& ward = council.wards[w];
    auto const of_band = [&](std::size_t band) { return static_cast<double>(ward.residents[band]); };

    // adults by age group: the tables' bands 16-19, 20-64 and 65+, split by the national shares
    std::vector<double> const ages{of_band(3) + of_band(4) * council.share_under_35,
                                   of_band(4) * (1 - council.share_under_35), of_band(5) * council.share_under_75,
                                   of_band(5) * (1 - council.share_under_75)};
    auto const& share = ward.ethnic_share;  // Asian, Black, Mixed, White, Other
    std::vector<double> const groups{share[3], share[0], share[1] + share[2] + share[4]};

    // every combination of the two, independent within a ward: no table crosses them (assumption)
    std::vector<double> shares;
    for (double const age : ages) {
      for (double const group : groups) shares.push_back(age * group);
    }
    auto const n_adult = thinned(ward.residents[3] + ward.residents[4] + ward.residents[5], scale);
    auto const counts = apportion(shares, n_adult);
    for (std::size_t c = 0; c < counts.size(); ++c) {
      people.cells.push_back({people.n_adult, people.n_adult + counts[c], w, static_cast<AgeGroup>(c / n_ethnicity),
                              static_cast<EthnicGroup>(c % n_ethnicity)});
      people.n_adult += counts[c];
    }
    people.first_in_ward.push_back(people.n_adult);

    for (std::uint8_t band = 0; band < 3; ++band) {
      auto const n_child = thinned(ward.residents[band], scale);
      people.child_ward.insert(people.child_ward.end(), n_child, static_cast<std::uint8_t>(w));
      people.child_band.insert(people.child_band.end(), n_child, band);
    }
  }

  // one uniform or normal a person and trait, keyed by the person
  auto const n = people.n_adult;
  auto const streams = people_streams(key);
  auto const uniforms = [&](std::vector<float>& out, kernel::Purpose purpose) {
    out.resize(n);
    kernel::fill_uniform(streams, purpose, 0, 0, std::span<float>(out));
  };
  auto const normals = [&](std::vector<float>& out, kernel::Purpose purpose) {
    out.resize(n);
    kernel::fill_normal(streams, purpose, 0, 0, std::span<float>(out));
  };
  uniforms(people.digital, purpose::digital);
  uniforms(people.propensity, purpose::propensity);
  uniforms(people.known, purpose::known);
  normals(people.trust_trait, purpose::trust_trait);
  normals(people.influence_trait, purpose::influence_trait);
  normals(people.resources, purpose::resources);
  normals(people.attachment, purpose::attachment);

  people.cell.resize(n);
  for (std::size_t c = 0; c < people.cells.size(); ++c) {
    auto const [first, last, ward, age, ethnicity] = people.cells[c];
    std::fill(people.cell.begin() + first, people.cell.begin() + last, static_cast<std::uint16_t>(c));
    std::sort(people.digital.begin() + first, people.digital.begin() + last);
  }
  return people;
}

}  // namespace wardmote::world
