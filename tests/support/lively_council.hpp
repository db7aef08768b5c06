#pragma once

#include <functional>
#include <numeric>
#include <vector>

#include "engine/run/simulation.hpp"
#include "tests/support/instructions.hpp"

namespace wardmote::support {

/// The tiny council with a calendar of its own: elections by thirds, a recess, a cabinet and a panel, and services that
/// let homes and pay benefits.
inline world::Council lively_council() {
  auto council = tiny_council();
  council.n_chair = council.n_newcomer = 1;
  council.elections = {.model = world::ElectionModel::thirds, .first_year = 2018, .notice = 6};
  council.recesses = {{std::chrono::August / 1, std::chrono::September / 1}};
  council.bodies = {{.id = "cabinet", .title = "Cabinet", .decides = true, .services = {}, .every = 4},
                    {.id = "panel", .title = "Panel", .services = {0}, .every = 6, .n_member = 3}};
  council.landlord = 0;
  council.benefits = 1;
  return council;
}

/// Parameters under which all of it shows.
inline world::Parameters council_parameters() {
  auto p = lively_parameters();
  p.councillor_turnover = 0.6;
  p.councillor_service_years = 9;
  p.directory_use = p.directory_coverage = p.directory_accuracy = 0.9;
  p.p_misroute_directory = 0.1;
  p.p_misroute_unknown = 0.6;
  p.need_tenant = 2;
  p.need_claimant = p.need_disabled = 1.5;
  p.sitting_hours = 2;
  p.scrutiny_quality = -0.2;
  p.survey_on = p.workshop_on = 1;
  p.survey_invited = 500;
  p.survey_response_online = p.survey_response_post = p.survey_response_telephone = p.survey_response_face = 0.4;
  p.workshop_councillors = 3;
  p.workshop_more = 4;
  p.workshop_fewer = 2;
  p.workshop_dot_sd = 0.1;
  p.political_share = 0.2;
  p.key_decisions_year = 60;
  p.key_lead_median = 5;
  p.plan_read = 0.8;
  p.key_lead_sigma = 0.5;
  p.key_notice = 28;
  p.practice_patience = 3;
  p.practice_months = 1;
  p.paper_days = 6;
  p.paper_ahead = 5;
  p.agenda_ahead = 15;
  p.paper_pages = 12;
  p.paper_pages_sigma = 0.8;
  p.right_pages = 8;
  return p;
}

/// A year lived through, from a warm-up of its own.
struct Lived {
  world::World world;
  measure::RunRecord record;
};

using Change = std::function<void(world::Parameters&, world::Council&)>;

inline Lived live(Change const& change = {}, policy::Policy const& policy = {}) {
  auto parameters = council_parameters();
  auto council = lively_council();
  if (change) change(parameters, council);
  TinyScene const tiny(parameters, 1, council);
  Lived lived{run::warm_up(tiny.scene), {}};
  lived.record = run::run(tiny.scene, policy, run::record_times(tiny.hours, run::RecordEvery::month), lived.world);
  return lived;
}

/// The lively council as it is, lived through once.
inline Lived const& as_it_is() {
  static Lived const lived = live();
  return lived;
}

}  // namespace wardmote::support
