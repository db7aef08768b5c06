#include "engine/process/consultations.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/experience.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/purposes.hpp"

namespace wardmote::process {

using world::BudgetLine;
using world::Consultation;
using world::Dial;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

/// Random traits of a consultation, drawn once by its number.
struct Nature {
  bool district_wide;
  std::uint32_t ward;
  double u_told;
  bool changed;
};

Nature nature_of(Scene const& scene, std::uint32_t number) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::consultation, number);
  Nature nature{};
  nature.district_wide = draws.uniform() < p.district_wide_share;
  nature.ward = kernel::index(draws, static_cast<std::uint32_t>(scene.council.wards.size()));
  nature.u_told = draws.uniform();
  nature.changed = draws.uniform() < p.p_changed;
  return nature;
}

Consultation* find(World& world, std::uint32_t number) {
  auto const found = std::find_if(world.consultations.begin(), world.consultations.end(),
                                  [number](Consultation const& c) { return c.number == number; });
  return found == world.consultations.end() ? nullptr : &*found;
}

bool took_part(Consultation const& item, std::uint32_t adult) {
  return std::binary_search(item.participants.begin(), item.participants.end(), adult);
}

/// What a result says: of influence, and as an experience of the council.
void hear_result(Scene const& scene, World& world, std::uint32_t adult, bool told, bool changed, double share) {
  auto const& p = scene.parameters;
  if (!told) {
    learn_of_influence(world, adult, share * p.silence_weight, 0);
    live_through(scene, world, adult, About::council, share * p.part_weight, p.part_score_silence);
    return;
  }
  learn_of_influence(world, adult, share, changed ? 1 : p.honest_no);
  live_through(scene, world, adult, About::council, share * p.part_weight,
               changed ? p.part_score_changed : p.part_score_no);
}

/// A published result reaches some of the adults concerned who did not take part: those of lowest keyed uniforms.
void publish(Scene const& scene, World& world, Consultation const& item, bool changed) {
  auto const n_ward = static_cast<std::uint32_t>(scene.council.wards.size());
  auto const first_ward = item.ward == world::nobody ? 0 : item.ward;
  auto const last_ward = item.ward == world::nobody ? n_ward : item.ward + 1;
  std::vector<float> uniforms;
  for (auto w = first_ward; w < last_ward; ++w) {
    auto const reach = static_cast<float>(world.settings(Dial::published, w));
    if (reach <= 0) continue;
    auto const first = scene.people.first_in_ward[w];
    uniforms.resize(scene.people.first_in_ward[w + 1] - first);
    kernel::fill_uniform(scene.streams, world::purpose::publication, first, item.number, std::span<float>(uniforms));
    for (std::uint32_t k = 0; k < uniforms.size(); ++k) {
      if (uniforms[k] >= reach || took_part(item, first + k)) continue;
      hear_result(scene, world, first + k, true, changed, scene.parameters.talk_share);
    }
  }
}

/// A citizen hears of a consultation that concerns them and takes part or not.
void invite(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate, double base) {
  auto const& p = scene.parameters;
  auto& person = world.adults[adult];
  auto const ward = person.ward;
  auto draws = scene.streams.draws(world::purpose::invitation, adult, candidate);

  // one of those open that concern the citizen
  std::uint32_t n_open = 0;
  for (auto const& item : world.consultations) n_open += item.open && (item.ward == world::nobody || item.ward == ward);
  if (n_open == 0) return;
  auto left = static_cast<std::uint32_t>(draws.uniform32() * n_open);
  auto* chosen = &world.consultations.front();
  for (auto& item : world.consultations) {
    if (!item.open || (item.ward != world::nobody && item.ward != ward)) continue;
    chosen = &item;
    if (left-- == 0) break;
  }

  // taking part: can do, like to, responded to, not yet weary
  auto logit = base + p.part_resources * static_cast<double>(scene.means[adult].resources) +
               p.part_attachment * static_cast<double>(scene.means[adult].attachment) +
               p.part_influence * influence_score(scene, world, adult) -
               p.part_fatigue * world.fatigue_fading * static_cast<double>(person.fatigue) +
               world::participation_shift(p, person.age, person.ethnicity);
  if (person.online) logit += world.settings(Dial::respond_online, ward);
  person.fatigue += static_cast<float>(1 / world.fatigue_fading);
  if (draws.uniform32() >= kernel::logistic(logit)) return;
  auto& participants = chosen->participants;
  auto const place = std::lower_bound(participants.begin(), participants.end(), adult);
  if (place != participants.end() && *place == adult) return;  // nobody answers twice
  participants.insert(place, adult);
  person.last_response = static_cast<std::int16_t>(world.n_week);
  ++world.journal.ward[ward].responses;
}

}  // namespace

void start_consultations(Scene const& scene, World& world) {
  if (scene.parameters.consultations_per_year <= 0) return;
  world.queue.schedule(world.now, Event{.kind = EventKind::consultation_opens, .who = 0});
}

void open_call(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate, double u) {
  auto const& p = scene.parameters;
  auto const& person = world.adults[adult];
  auto aware = p.p_aware_open_call + world.settings(Dial::aware, person.ward);
  if (person.online) aware += world.settings(Dial::aware_online, person.ward);
  if (u * std::max(p.p_aware_bound, p.p_aware_open_call) < aware)
    invite(scene, world, adult, candidate, p.respond_open);
}

void asked(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate) {
  invite(scene, world, adult, candidate, scene.parameters.respond_asked);
}

void consultation_opens(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto const number = event.who;
  auto const nature = nature_of(scene, number);
  world.consultations.push_back({number, nature.district_wide ? world::nobody : nature.ward, true, {}});
  world.queue.schedule(world.now + kernel::days(7 * p.consultation_weeks),
                       Event{.kind = EventKind::consultation_closes, .who = number});
  world.queue.schedule(world.now + kernel::days(world::days_per_year / p.consultations_per_year),
                       Event{.kind = EventKind::consultation_opens, .who = number + 1});
  spend_officer_hours(scene, world, BudgetLine::consultations, p.consultation_hours);
  spend_money(scene, world, BudgetLine::consultations, p.consultation_cost);
  spend_officer_hours(scene, world, BudgetLine::policy_running, world.unit_costs.consultation_hours);
  spend_money(scene, world, BudgetLine::policy_running, world.unit_costs.consultation_money);
  world.queue.schedule(world.now + kernel::days(7 * (p.consultation_weeks + p.decision_weeks)),
                       Event{.kind = EventKind::decision, .who = number});
}

void consultation_closes(World& world, Event const& event) {
  if (auto* const item = find(world, event.who)) item->open = false;
}

void decision(Scene const& scene, World& world, Event const& event) {
  auto* const item = find(world, event.who);
  if (item == nullptr) return;
  auto const nature = nature_of(scene, event.who);
  for (auto const adult : item->participants) {
    auto const told = nature.u_told < world.settings(Dial::told_consultation, world.adults[adult].ward);
    hear_result(scene, world, adult, told, nature.changed, 1);
  }
  publish(scene, world, *item, nature.changed);
  world.consultations.erase(world.consultations.begin() + (item - world.consultations.data()));
}

}  // namespace wardmote::process
