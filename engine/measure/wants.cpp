#include "engine/measure/wants.hpp"

#include "engine/measure/trajectories.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::measure {

using world::Scene;

double wanted_contacts_year(Scene const& scene) {
  constexpr double months = 12;
  return months * scene.parameters.wanted_contacts_month * static_cast<double>(scene.council.services.size());
}

double contact_demand(Scene const& scene, double enquiry_hours) {
  auto const& p = scene.parameters;
  double n_officer = 0;
  for (auto const& service : scene.council.services) n_officer += service.n_enquiry_officer;
  constexpr double weeks = world::days_per_year / 7;
  auto const worked = n_officer * p.officer_hours_day * world::working_days_per_week * weeks;
  auto const left = worked * (1 - p.core_work_share) - enquiry_hours;
  auto const wanted = scene.n_councillor() * wanted_contacts_year(scene) * p.wanted_contact_hours;
  return ratio(wanted, left);
}

}  // namespace wardmote::measure
