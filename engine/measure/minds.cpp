#include "engine/measure/minds.hpp"

#include "engine/kernel/collectors.hpp"
#include "engine/world/minds.hpp"
#include "engine/world/ratings.hpp"

namespace wardmote::measure {

using world::Scene;
using world::Setting;
using world::World;

Minds minds_of(Scene const& scene, World const& world) {
  auto const since = world.now - kernel::days(world::days_per_year);
  auto const& journal = world.journal;
  kernel::Tally understanding, hurt, unhurt, political, plain, political_confidence, plain_confidence;
  std::array<kernel::Tally, world::n_setting> confidence;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    understanding.add(world::understanding(scene, world, post));
    for (std::size_t s = 0; s < world::n_setting; ++s)
      confidence[s].add(world::confidence(scene, world, post, static_cast<Setting>(s)));
    if (journal.last_talk[post] > since) {
      auto& group = journal.last_bad_talk[post] > since ? hurt : unhurt;
      group.add(world::rating_at_large(scene, world, post));
    }
    if (journal.last_request[post] > since) {
      auto const felt = journal.last_political[post] > since;
      (felt ? political : plain).add(world::officer_rating(scene, world, post));
      (felt ? political_confidence : plain_confidence).add(world::confidence(scene, world, post, Setting::elsewhere));
    }
  }
  Minds minds{.understanding = understanding.mean(),
              .confidence = {},
              .hurt_at_large = hurt.mean(),
              .unhurt_at_large = unhurt.mean(),
              .political_rating = political.mean(),
              .plain_rating = plain.mean(),
              .political_confidence = political_confidence.mean(),
              .plain_confidence = plain_confidence.mean()};
  for (std::size_t s = 0; s < world::n_setting; ++s) minds.confidence[s] = confidence[s].mean();
  return minds;
}

}  // namespace wardmote::measure
