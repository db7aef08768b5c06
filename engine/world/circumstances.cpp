#include "engine/world/circumstances.hpp"

#include <algorithm>
#include <vector>

#include "engine/kernel/maths.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::world {

namespace {

/// Share of a ward, given the share at the mean of deprivation.
double share_in(double at_mean, double slope, double deprivation) {
  if (at_mean <= 0 || at_mean >= 1) return at_mean;
  return kernel::logistic(kernel::logit(at_mean) + slope * deprivation);
}

/// Gives a circumstance to those whose keyed uniform is below the share of their cell.
template <class ShareOf>
void give(Scene& scene, Circumstance circumstance, kernel::Purpose purpose, ShareOf const& share_of) {
  std::vector<float> uniforms;
  for (auto const& cell : scene.people.cells) {
    auto const share = static_cast<float>(share_of(cell));
    if (share <= 0) continue;
    uniforms.resize(cell.last - cell.first);
    kernel::fill_uniform(scene.traits_streams, purpose, cell.first, 0, std::span<float>(uniforms));
    for (std::size_t k = 0; k < uniforms.size(); ++k) {
      auto& bits = scene.means[cell.first + k].circumstances;
      if (uniforms[k] < share) bits = static_cast<std::uint8_t>(bits | circumstance);
    }
  }
}

}  // namespace

void give_circumstances(Scene& scene) {
  auto const& p = scene.parameters;
  std::array const disabled{p.disabled_young, p.disabled_middle, p.disabled_older, p.disabled_oldest};
  give(scene, is_tenant, purpose::tenant, [&](Cell const& cell) {
    return share_in(p.tenant_share, p.tenant_deprivation_slope, scene.deprivation[cell.ward]);
  });
  give(scene, is_claimant, purpose::claimant, [&](Cell const& cell) {
    if (cell.age >= AgeGroup::from_65) return 0.0;
    return share_in(p.claimant_share, p.claimant_deprivation_slope, scene.deprivation[cell.ward]);
  });
  give(scene, is_disabled, purpose::disabled,
       [&](Cell const& cell) { return disabled[static_cast<std::size_t>(cell.age)]; });
  give(scene, is_in_association, purpose::association, [&](Cell const&) { return p.association_share; });
  for (auto& means : scene.means) {
    if ((means.circumstances & is_tenant) == 0) {
      means.circumstances = static_cast<std::uint8_t>(means.circumstances & ~is_in_association);
    }
  }
}

std::array<double, 16> needs_of(Scene const& scene) {
  auto const& p = scene.parameters;
  std::array<double, 16> needs{};
  std::array<double, 16> n{};
  for (auto const& means : scene.means) ++n[means.circumstances];
  double sum = 0, count = 0;
  for (std::size_t bits = 0; bits < needs.size(); ++bits) {
    needs[bits] = ((bits & is_tenant) != 0 ? p.need_tenant : 1) * ((bits & is_claimant) != 0 ? p.need_claimant : 1) *
                  ((bits & is_disabled) != 0 ? p.need_disabled : 1);
    sum += n[bits] * needs[bits];
    count += n[bits];
  }
  for (auto& need : needs) need *= sum > 0 ? count / sum : 1;
  return needs;
}

}  // namespace wardmote::world
