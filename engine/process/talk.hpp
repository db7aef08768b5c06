#pragma once

#include "engine/process/experience.hpp"

/// Citizens pass on experiences, not opinions (model-notes §2, 8.10).
namespace wardmote::process {

/// Tells ties of a striking experience; each hears of it with `talk_share` of its weight.
/// How many: Poisson, mean talk_mean * min(1, 2 |surprise|), surprise = score - trust.
void tell_neighbours(world::Scene const& scene, world::World& world, std::uint32_t adult, About about, double score,
                     double surprise, std::uint32_t key, std::uint32_t occurrence);

/// Tie number `k` of an adult. Ties join blocks of the ward network: adults of one cell (like with like) or of the
/// ward. Within a block adult i is tied to i + offset and i - offset around a ring, the offset drawn once for (block,
/// k): every tie is mutual, everyone has the same number, and nothing need be stored. Returns `adult` where there is
/// nobody.
std::uint32_t tie_of(world::Scene const& scene, std::uint32_t adult, std::uint32_t k);

/// The adult's partner in the same household, or `adult` where there is none: a mutual pairing within the ward.
std::uint32_t partner_of(world::Scene const& scene, std::uint32_t adult);

}  // namespace wardmote::process
