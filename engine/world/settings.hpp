#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace wardmote::world {

/// What a policy can set: mechanisms, never outcomes. One value a ward, so that a policy can hold in some wards only.
/// Policies write them on the days they begin and end; processes read them. List and meanings: dials.def.
enum class Dial : std::uint8_t {
#define WARDMOTE_DIAL(name, rule, meaning) name,
#define WARDMOTE_GROUP_DIAL(name, rule, meaning)
#include "engine/world/dials.def"
#undef WARDMOTE_DIAL
#undef WARDMOTE_GROUP_DIAL
  count
};
inline constexpr std::size_t n_dial = static_cast<std::size_t>(Dial::count);

/// The same for groups of adults: one value a ward and group.
enum class GroupDial : std::uint8_t {
#define WARDMOTE_DIAL(name, rule, meaning)
#define WARDMOTE_GROUP_DIAL(name, rule, meaning) name,
#include "engine/world/dials.def"
#undef WARDMOTE_DIAL
#undef WARDMOTE_GROUP_DIAL
  count
};
inline constexpr std::size_t n_group_dial = static_cast<std::size_t>(GroupDial::count);

/// Groups of adults that a policy can be for, in the order in which lever files name them. They overlap.
enum class Group : std::uint8_t {
  everyone,
  aged_16_34,
  aged_35_64,
  aged_65_74,
  aged_75_up,
  asian,
  other_minority,
  offline,
  deprived_wards,  ///< wards more deprived than the district
  not_heard,       ///< nothing answered, signed or attended in three years
  tenants,         ///< of the council's homes
  claimants,       ///< of benefits
  young_claimants,
  disabled,
  count
};
inline constexpr std::size_t n_group = static_cast<std::size_t>(Group::count);

/// Staff added to servers of the whole council [FTE].
struct Staff {
  double desk = 0;
  double contact_centre = 0;
  double conduit = 0;                ///< key officers of an area
  double outreach = 0;               ///< workers who ask residents to take part
  std::vector<double> enquiry = {};  ///< [n_service] enquiry officers; empty: none
  std::vector<double> front = {};    ///< [n_service] front line; empty: none
  std::vector<double> busy = {};     ///< [n_service] share of its staff's time that running levers take; empty: none
  friend bool operator==(Staff const&, Staff const&) = default;
};

/// What comes of something of which a share is delivered, where monitoring puts some of the rest right. Nothing comes
/// of nothing.
inline double with_correction(double share, double correction) {
  return share > 0 ? share + (1 - share) * correction : 0;
}

/// The dials as they stand. [n_dial x n_ward], or [n_dial x n_ward x n_service] where a policy tells services apart.
class Settings {
 public:
  Settings() = default;
  explicit Settings(std::size_t n_ward, std::size_t n_service = 1)
      : n_ward_(n_ward),
        n_service_(n_service),
        service_step_(n_service > 1 ? 1 : 0),
        value_(n_dial * n_ward * n_service, 0.0) {}

  /// Value of a dial in a ward; for dials about cases and officers, in a service of it.
  [[nodiscard]] double operator()(Dial dial, std::size_t ward = 0, std::size_t service = 0) const {
    return value_[at(dial, ward, service)];
  }
  double& operator()(Dial dial, std::size_t ward, std::size_t service = 0) { return value_[at(dial, ward, service)]; }

  /// Value for a group of a ward's adults; 0 while no policy tells groups apart.
  [[nodiscard]] double operator()(GroupDial dial, Group group, std::size_t ward) const {
    return by_group_.empty() ? 0.0 : by_group_[at(dial, group, ward)];
  }
  double& operator()(GroupDial dial, Group group, std::size_t ward) {
    by_group_.resize(n_group_dial * n_group * n_ward_);
    return by_group_[at(dial, group, ward)];
  }
  /// Whether any policy tells groups apart.
  [[nodiscard]] bool grouped() const { return !by_group_.empty(); }

  [[nodiscard]] std::size_t n_ward() const { return n_ward_; }
  [[nodiscard]] std::size_t n_service() const { return n_service_; }  ///< 1 while services are not told apart
  /// What comes in a ward of a lever of which a share is delivered, monitoring included.
  [[nodiscard]] double delivered(double share, std::size_t ward) const {
    return with_correction(share, (*this)(Dial::correction, ward));
  }
  /// Mean of a dial over wards: what holds for an exercise of the whole district.
  [[nodiscard]] double mean(Dial dial) const {
    double sum = 0;
    for (std::size_t w = 0; w < n_ward_; ++w) sum += (*this)(dial, w);
    return sum / static_cast<double>(n_ward_);
  }

  Staff staff;
  bool community = false;  ///< whether any policy builds community capacity

 private:
  [[nodiscard]] std::size_t at(Dial dial, std::size_t ward, std::size_t service) const {
    return (static_cast<std::size_t>(dial) * n_ward_ + ward) * n_service_ + service * service_step_;
  }
  [[nodiscard]] std::size_t at(GroupDial dial, Group group, std::size_t ward) const {
    return (static_cast<std::size_t>(dial) * n_group + static_cast<std::size_t>(group)) * n_ward_ + ward;
  }
  std::size_t n_ward_ = 0;
  std::size_t n_service_ = 1;
  std::size_t service_step_ = 0;
  std::vector<double> value_;
  std::vector<double> by_group_;
};

}  // namespace wardmote::world
