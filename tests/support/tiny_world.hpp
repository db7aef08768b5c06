#pragma once

#include <algorithm>
#include <chrono>
#include <memory>

#include "engine/world/scene.hpp"
#include "engine/world/world.hpp"

namespace wardmote::support {

/// Two wards in two zones, two services, five councillors: a council to reckon by hand.
inline world::Council tiny_council() {
  world::Council council;
  council.id = "tinyham";
  council.name = "Tinyham";
  council.nation = "England";
  council.as_found = std::chrono::sys_days{std::chrono::year{2018} / 7 / 2};
  council.zones = {"North", "South"};
  council.wards = {{.code = "W1",
                    .name = "Upper End",
                    .zone = 0,
                    .n_councillor = 3,
                    .residents = {50, 60, 70, 80, 600, 140},
                    .ethnic_share = {0.2, 0.05, 0.05, 0.65, 0.05},
                    .deprivation = 30,
                    .digital_exclusion = 3},
                   {.code = "W2",
                    .name = "Lower End",
                    .zone = 1,
                    .n_councillor = 2,
                    .residents = {100, 120, 140, 160, 1200, 280},
                    .ethnic_share = {0.1, 0.05, 0.05, 0.75, 0.05},
                    .deprivation = 15,
                    .digital_exclusion = 3}};
  council.services = {{.id = "roads",
                       .title = "Roads",
                       .officers = {20, 3, 1},
                       .n_enquiry_officer = 2,
                       .enquiry_weight = 0.6,
                       .request_weight = 0.7},
                      {.id = "parks",
                       .title = "Parks",
                       .officers = {10, 2, 1},
                       .n_enquiry_officer = 1,
                       .enquiry_weight = 0.4,
                       .request_weight = 0.3}};
  council.office = {{true, true, true, true, true, false, false}, 9 * 60, 17 * 60};
  council.contact_centre = {{true, true, true, true, true, false, false}, 8 * 60, 18 * 60};
  council.n_cabinet = 1;
  council.share_under_35 = 0.25;
  council.share_under_75 = 0.5;
  return council;
}

/// Every parameter 0.3, or as near as its bounds allow; tests set what they are about.
inline world::Parameters plain_parameters() {
  world::Parameters parameters;
  for (auto const& spec : world::parameter_specs()) {
    parameters.*spec.member = std::clamp(0.3, spec.minimum, spec.maximum);
  }
  parameters.state_half_life = 18;
  parameters.sla_working_days = 10;
  return parameters;
}

/// A scene and all that it refers to, alive together.
struct TinyScene {
  explicit TinyScene(world::Parameters const& parameters = plain_parameters(), double years = 1,
                     world::Council made = tiny_council())
      : council(std::move(made)),
        hours(world::make_hours(council, council.as_found, 1, years)),
        people(world::make_population(council, key, 1)),
        scene(world::make_scene(council, people, hours, parameters, key, 0, 1)) {}

  kernel::StreamKey key{1, 2};
  world::Council council;
  world::Hours hours;
  world::Population people;
  world::Scene scene;
};

}  // namespace wardmote::support
