#pragma once

#include <array>
#include <span>

#include "engine/kernel/collectors.hpp"
#include "engine/world/world.hpp"

/// What councillors and officers have to do with each other, read off a run.
namespace wardmote::measure {

/// Enquiries by one route, means of first answers; officer time is that of all that was done in the time, chases and
/// reopened enquiries too, over enquiries sent in it.
struct RouteMeans {
  double days = 0;         ///< [working day]
  double handoffs = 0;     ///< from one pair of hands to the next
  double hours = 0;        ///< of desk and officers [h]
  double first_hit = 0;    ///< share that went to the right officer at once [1]
  double rating_gain = 0;  ///< change of the councillor's ratings that the answer leaves [1]
};
/// From the books now and those of a year before.
[[nodiscard]] RouteMeans route_means(world::RouteBook const& now, world::RouteBook const& year_ago);

/// Open enquiries, and those of them whose handler the councillor can name, by route: summed over observations.
class OpenEnquiries {
 public:
  void observe(world::World const& world);
  /// Share whose handler is known; not a number where none was open.
  [[nodiscard]] double known(bool direct) const;

 private:
  std::array<double, world::n_enquiry_route> n_open_{}, n_known_{};
};

/// Who has met whom, and what is thought of it.
struct Dealings {
  double frontline_met = 0;     ///< front-line staff who spoke with a councillor in the past year [1]
  double officers_hurt = 0;     ///< mean rating by officers who had a bad conversation in the past year [1]
  double officers_unhurt = 0;   ///< by those who spoke with councillors and had none [1]
  double officers_met = 0;      ///< how councillors rate officers they have met, mean of pairs [1]
  double officers_unmet = 0;    ///< and those they have not [1]
  double council_standing = 0;  ///< how they rate what comes of their cases and how news reaches them [1]
};
[[nodiscard]] Dealings dealings_of(world::Scene const& scene, world::World const& world);

/// Coefficient of variation between groups, what chance leaves between their means taken out; 0 where chance explains
/// all of it, not a number with fewer than two groups.
/// Source: variance components of a one-way random-effects layout, unbalanced (Searle, Casella & McCulloch 1992, §3.6).
[[nodiscard]] double spread_between(std::span<kernel::Tally const> groups);

}  // namespace wardmote::measure
