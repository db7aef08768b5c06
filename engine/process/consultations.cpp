#include "engine/process/consultations.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/experience.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/groups.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/skill.hpp"

namespace wardmote::process {

using world::BudgetLine;
using world::Consultation;
using world::Dial;
using world::Event;
using world::EventKind;
using world::GroupDial;
using world::Level;
using world::Question;
using world::Scene;
using world::World;

namespace {

/// Random traits of a consultation, drawn once by its number.
struct Nature {
  bool district_wide;
  std::uint32_t ward;
  double u_told;
  double u_changed;
};

Nature nature_of(Scene const& scene, std::uint32_t number) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::consultation, number);
  Nature nature{};
  nature.district_wide = draws.uniform() < p.district_wide_share;
  nature.ward = kernel::index(draws, static_cast<std::uint32_t>(scene.council.wards.size()));
  nature.u_told = draws.uniform();
  nature.u_changed = draws.uniform();
  return nature;
}

/// What rules of the policy make of a consultation: uniforms drawn once by its number, whether or not a rule holds.
struct Chances {
  double level, early, informed, settled, scope, duplicate, reuse, merge, notice;
};

Chances chances_of(Scene const& scene, std::uint32_t number) {
  auto draws = scene.streams.draws(world::purpose::exercise, number);
  Chances chances{};
  for (auto* u : {&chances.level, &chances.early, &chances.informed, &chances.settled, &chances.scope,
                  &chances.duplicate, &chances.reuse, &chances.merge, &chances.notice}) {
    *u = draws.uniform();
  }
  return chances;
}

Consultation* find(World& world, std::uint32_t number) {
  auto const found = std::find_if(world.consultations.begin(), world.consultations.end(),
                                  [number](Consultation const& c) { return c.number == number; });
  return found == world.consultations.end() ? nullptr : &*found;
}

bool took_part(Consultation const& item, std::uint32_t adult) {
  return std::binary_search(item.participants.begin(), item.participants.end(), adult);
}

bool concerns(Consultation const& item, std::uint32_t ward) { return item.ward == world::nobody || item.ward == ward; }

/// Wards that a consultation concerns: [first, last).
std::pair<std::uint32_t, std::uint32_t> wards_of(Scene const& scene, std::uint32_t ward) {
  if (ward != world::nobody) return {ward, ward + 1};
  return {0, static_cast<std::uint32_t>(scene.council.wards.size())};
}

/// Further weight for what goes deeper than being consulted.
double depth_of(Scene const& scene, Level level) {
  return level == Level::collaborate || level == Level::empower ? scene.parameters.deep_weight : 1;
}

/// A published result reaches some of the adults concerned who did not take part: those of lowest keyed uniforms.
void publish(Scene const& scene, World& world, Consultation const& item, std::uint32_t number, Answer const& answer) {
  auto const [first_ward, last_ward] = wards_of(scene, item.ward);
  std::vector<float> uniforms;
  for (auto w = first_ward; w < last_ward; ++w) {
    auto const reach = static_cast<float>(world.settings(Dial::published, w));
    if (reach <= 0) continue;
    auto const first = scene.people.first_in_ward[w];
    uniforms.resize(scene.people.first_in_ward[w + 1] - first);
    kernel::fill_uniform(scene.streams, world::purpose::publication, first, number, std::span<float>(uniforms));
    for (std::uint32_t k = 0; k < uniforms.size(); ++k) {
      if (uniforms[k] >= reach || took_part(item, first + k)) continue;
      hear_result(scene, world, first + k, answer, scene.parameters.talk_share);
    }
  }
}

/// Whether the answer is the first: nobody answers twice.
bool add_participant(World& world, Consultation& item, std::uint32_t adult) {
  auto& participants = item.participants;
  auto const place = std::lower_bound(participants.begin(), participants.end(), adult);
  if (place != participants.end() && *place == adult) return false;
  participants.insert(place, adult);
  world.adults[adult].last_response = static_cast<std::int16_t>(world.n_week);
  ++world.journal.ward[world.adults[adult].ward].responses;
  return true;
}

/// Barriers that a policy removes for the groups an adult is of, training, and membership of a community group [logit].
double helped(Scene const& scene, World const& world, std::uint32_t adult) {
  auto const& p = scene.parameters;
  double logit = 0;
  if (world.settings.grouped()) {
    for (std::size_t g = 0; g < world::n_group; ++g) {
      auto const group = static_cast<world::Group>(g);
      auto const less = world.settings(GroupDial::barriers, group, world.adults[adult].ward);
      if (less != 0 && world::belongs(scene, world, adult, group)) logit += less;
    }
  }
  if (!world.resident_skill.empty()) logit += p.part_resources * world::skill_now(world, world.resident_skill[adult]);
  auto const in_association = (scene.means[adult].circumstances & world::is_in_association) != 0;
  if (in_association || world::is_active(scene, world, adult)) logit += p.active_participation;
  return logit;
}

/// A shared calendar spares those whose last invitation is too recent: their fatigue shows it.
bool spared(Scene const& scene, World const& world, world::Adult const& person) {
  auto const gap = world.settings(Dial::calendar_gap, person.ward);
  if (gap <= 0) return false;
  auto const left = kernel::exp2(-gap / (world::days_per_month * scene.parameters.fatigue_half_life));
  return world.fatigue_fading * static_cast<double>(person.fatigue) > left;
}

/// How somebody comes to hear of a consultation.
enum class Way : std::uint8_t { open_call, asked };

/// A citizen hears of a consultation that concerns them and takes part or not. `u` uniform.
void consider(Scene const& scene, World& world, std::uint32_t adult, Consultation& item, Way way, double u) {
  auto const& p = scene.parameters;
  auto& person = world.adults[adult];
  if (spared(scene, world, person)) return;

  // taking part: can do, like to, responded to, not yet weary
  auto const asked = way == Way::asked;
  auto logit = (asked ? p.respond_asked : p.respond_open) +
               p.part_resources * static_cast<double>(scene.means[adult].resources) +
               p.part_attachment * static_cast<double>(scene.means[adult].attachment) +
               p.part_influence * influence_score(scene, world, adult) -
               p.part_fatigue * world.fatigue_fading * static_cast<double>(person.fatigue) +
               world::participation_shift(p, person.age, person.ethnicity);
  logit += world.settings(person.online ? Dial::respond_online : Dial::respond_offline, person.ward);
  if (item.level >= Level::collaborate) logit += p.deep_respond;
  logit += helped(scene, world, adult);
  person.fatigue += static_cast<float>(1 / world.fatigue_fading);
  auto& book = world.journal.exercises;
  book.asked += asked ? 1 : 0;
  if (u < kernel::logistic(logit) && add_participant(world, item, adult))
    ++(asked ? book.answered_asked : book.answered_call);
}

/// One of the consultations open that concern the citizen, by lot; then as above.
void invite(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate, Way way) {
  auto const ward = world.adults[adult].ward;
  auto draws = scene.streams.draws(world::purpose::invitation, adult, candidate);
  std::uint32_t n_open = 0;
  for (auto const& item : world.consultations) n_open += item.open && concerns(item, ward);
  if (n_open == 0) return;
  auto left = static_cast<std::uint32_t>(draws.uniform32() * n_open);
  auto* chosen = &world.consultations.front();
  for (auto& item : world.consultations) {
    if (!item.open || !concerns(item, ward)) continue;
    chosen = &item;
    if (left-- == 0) break;
  }
  consider(scene, world, adult, *chosen, way, draws.uniform32());
}

/// Chances that an adult is asked in person when an exercise opens, and else notices it through people.
struct Reach {
  double asked = 0;
  double noticed = 0;
  double hours = 0;  ///< officer time of asking [h]
};

Reach reach_of(Scene const& scene, World const& world, std::uint32_t adult, Reach const& common) {
  auto reach = common;
  auto const close = [](double& chance, double x) { chance += (1 - chance) * x; };
  auto const ward = world.adults[adult].ward;
  for (std::size_t g = 0; world.settings.grouped() && g < world::n_group; ++g) {
    auto const group = static_cast<world::Group>(g);
    auto const invited = world.settings(GroupDial::invited, group, ward);
    auto const noticed = world.settings(GroupDial::noticed, group, ward);
    if ((invited <= 0 && noticed <= 0) || !world::belongs(scene, world, adult, group)) continue;
    close(reach.asked, invited);
    close(reach.noticed, noticed);
    reach.hours = std::max(reach.hours, world.settings(GroupDial::invitation_hours, group, ward));
  }
  return reach;
}

/// Share of the adults concerned whom the outreach workers' time since the last exercise lets them ask.
double asked_by_outreach(Scene const& scene, World& world, double n_adult) {
  auto const& p = scene.parameters;
  auto const weeks = world::days_per_year / 7 / std::max(p.consultations_per_year, 1.0);
  auto const hours = std::max(0.0, world.settings.staff.outreach) * p.officer_hours_day * 5 * weeks;
  if (hours <= 0 || n_adult <= 0) return 0;
  spend_officer_hours(scene, world, BudgetLine::policy_running, hours);
  return std::min(1.0, hours * p.outreach_asks_hour * scene.people.scale / n_adult);
}

/// Whom policies reach when an exercise opens, beside the open call and the asking as found.
void reach_out(Scene const& scene, World& world, Consultation& item, bool councillors_told) {
  auto const& p = scene.parameters;
  auto const further = item.number >= world::further_exercise;
  if (!world.settings.grouped() && world.settings.staff.outreach <= 0 && !councillors_told && !further) return;
  auto const [first_ward, last_ward] = wards_of(scene, item.ward);
  auto const first = scene.people.first_in_ward[first_ward];
  auto const last = scene.people.first_in_ward[last_ward];
  Reach common{.asked = asked_by_outreach(scene, world, last - first)};

  std::vector<float> uniforms(last - first);
  kernel::fill_uniform(scene.streams, world::purpose::targeted, first, item.number, std::span<float>(uniforms));
  double hours = 0;
  for (auto adult = first; adult < last; ++adult) {
    auto const& person = world.adults[adult];
    auto own = common;
    if (further) {
      own.noticed =
          std::min(1.0, p.p_aware_open_call +
                            world.settings(person.online ? Dial::aware_online : Dial::aware_offline, person.ward));
    }
    if (councillors_told && person.knows_councillor) own.noticed += (1 - own.noticed) * p.relay_awareness;
    auto const reach = reach_of(scene, world, adult, own);
    auto const u = static_cast<double>(uniforms[adult - first]);
    if (u >= reach.asked + (1 - reach.asked) * reach.noticed) continue;
    auto const asked = u < reach.asked;
    if (asked) hours += reach.hours;
    auto draws = scene.streams.draws(world::purpose::answer, adult, item.number);
    consider(scene, world, adult, item, asked ? Way::asked : Way::open_call, draws.uniform32());
  }
  spend_officer_hours(scene, world, BudgetLine::policy_running, hours / scene.people.scale);
}

/// Level at which an exercise is held.
Level level_of(World const& world, std::uint32_t ward, double u) {
  auto const inform = world.setting(Dial::inform, ward);
  auto const collaborate = world.setting(Dial::collaborate, ward);
  auto const empower = world.setting(Dial::empower, ward);
  if (u < inform) return Level::inform;
  if (u < inform + collaborate) return Level::collaborate;
  return u < inform + collaborate + empower ? Level::empower : Level::consult;
}

/// Chance that what people say sways the decision: each mechanism works on those not swayed so far.
double chance_to_change(Scene const& scene, World const& world, Consultation const& item, Chances const& chances) {
  auto const& p = scene.parameters;
  auto chance = p.p_changed;
  auto const close = [&](double x) { chance += (1 - chance) * x; };
  if (chances.early < world.setting(Dial::early, item.ward)) close(p.changed_early);
  if (chances.informed < world.setting(Dial::informed, item.ward)) close(p.changed_informed);
  if (item.level == Level::collaborate) close(p.changed_collaborate);
  if (item.level == Level::empower) close(p.changed_empower);
  close(world.setting(Dial::input_weight, item.ward));
  for (std::size_t g = 0; world.settings.grouped() && g < world::n_group; ++g) {
    auto const [first, last] = wards_of(scene, item.ward);
    double weight = 0;
    for (auto w = first; w < last; ++w)
      weight += world.settings(GroupDial::seat_weight, static_cast<world::Group>(g), w);
    close(weight / (last - first));
  }
  return chance;
}

double hours_ratio(world::Parameters const& p, Level level) {
  switch (level) {
    case Level::inform:
      return p.inform_hours_ratio;
    case Level::consult:
      return 1;
    case Level::collaborate:
      return p.collaborate_hours_ratio;
    case Level::empower:
      return p.empower_hours_ratio;
  }
  return 1;
}

void spend_on_exercise(Scene const& scene, World& world, Consultation const& item, double share) {
  auto const& p = scene.parameters;
  auto const hours = share * p.consultation_hours * hours_ratio(p, item.level);
  spend_officer_hours(scene, world, BudgetLine::consultations, hours);
  spend_money(scene, world, BudgetLine::consultations, share * p.consultation_cost);
  spend_officer_hours(scene, world, BudgetLine::policy_running, share * world.setting(Dial::exercise_hours, item.ward));
  spend(scene, world, world.unit_costs.consultation);
}

/// An open exercise that the shared calendar shows to clash with a new one.
Consultation* clashing(World& world, std::uint32_t ward) {
  for (auto& item : world.consultations) {
    if (item.open && (item.ward == world::nobody || ward == world::nobody || item.ward == ward)) return &item;
  }
  return nullptr;
}

/// Councillors hear of an exercise where they are elected, before it opens.
void give_notice(Scene const& scene, World& world, std::uint32_t ward) {
  auto const [first, last] = wards_of(scene, ward);
  for (auto v = scene.first_councillor[first]; v < scene.first_councillor[last]; ++v) {
    change_standing(scene, world, v, scene.parameters.standing_notice, 1);
  }
}

/// An exercise opens to people.
void note_opened(Scene const& scene, World& world, Consultation const& item, bool told, bool repeated) {
  auto const [first, last] = wards_of(scene, item.ward);
  auto& book = world.journal.exercises;
  ++book.held;
  book.told += told ? 1 : 0;
  book.repeated += repeated ? 1 : 0;
  book.concerned += scene.people.first_in_ward[last] - scene.people.first_in_ward[first];
}

/// What became of one question of an exercise, for those who took part and for the public.
void answer(Scene const& scene, World& world, Consultation const& item, Question const& question) {
  auto const nature = nature_of(scene, question.number);
  auto const changed = item.level != Level::inform && nature.u_changed < question.p_changed;
  for (auto const adult : item.participants) {
    auto const told = nature.u_told < world.settings(Dial::told_consultation, world.adults[adult].ward);
    hear_result(scene, world, adult, {told, changed, question.scope_stated}, depth_of(scene, item.level));
  }
  publish(scene, world, item, question.number, {true, changed, question.scope_stated});
}

}  // namespace

void hear_result(Scene const& scene, World& world, std::uint32_t adult, Answer const& answer, double weight) {
  auto const& p = scene.parameters;
  auto const influence = !answer.told ? 0 : answer.changed ? 1 : p.honest_no;
  auto score = !answer.told ? p.part_score_silence : answer.changed ? p.part_score_changed : p.part_score_no;
  // what was said not to be open to influence cannot disappoint
  if (answer.scope_stated && !(answer.told && answer.changed)) score += p.scope_relief * (1 - score);
  learn_of_influence(world, adult, answer.told ? weight : weight * p.silence_weight, influence);
  live_through(scene, world, adult, About::council, weight * p.part_weight, score);
}

void start_consultations(Scene const& scene, World& world) {
  if (scene.parameters.consultations_per_year <= 0) return;
  world.queue.schedule(world.now, Event{.kind = EventKind::consultation_opens, .who = 0});
}

void open_call(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate, double u) {
  auto const& p = scene.parameters;
  auto const& person = world.adults[adult];
  auto const aware =
      p.p_aware_open_call + world.settings(person.online ? Dial::aware_online : Dial::aware_offline, person.ward);
  if (u * std::max(p.p_aware_bound, p.p_aware_open_call) < aware)
    invite(scene, world, adult, candidate, Way::open_call);
}

void asked(Scene const& scene, World& world, std::uint32_t adult, std::uint32_t candidate) {
  invite(scene, world, adult, candidate, Way::asked);
}

void consultation_opens(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto const number = event.who;
  auto const put_off = event.detail != 0;
  if (number < world::further_exercise && !put_off) {
    world.queue.schedule(world.now + kernel::days(world::days_per_year / p.consultations_per_year),
                         Event{.kind = EventKind::consultation_opens, .who = number + 1});
  }
  if (world.now < world.poll) {  // nothing new is begun before an election
    world.queue.schedule(world.poll, Event{.kind = EventKind::consultation_opens, .detail = 1, .who = number});
    return;
  }
  auto const nature = nature_of(scene, number);
  auto const chances = chances_of(scene, number);
  auto const ward = nature.district_wide ? world::nobody : nature.ward;
  auto const dial = [&](Dial which) { return world.setting(which, ward); };

  // known already, or something open to hold it with?
  if (chances.duplicate < p.duplicate_share && chances.reuse < dial(Dial::calendar_reuse)) return;
  Consultation item;
  item.number = number;
  item.ward = ward;
  item.level = level_of(world, ward, chances.level);
  Question const question{number, chance_to_change(scene, world, item, chances),
                          chances.scope < dial(Dial::scope_stated)};
  if (nature.u_changed >= question.p_changed && chances.settled < dial(Dial::settled_dropped))
    item.level = Level::inform;
  auto* const host = chances.merge < dial(Dial::calendar_merge) ? clashing(world, ward) : nullptr;
  spend_on_exercise(scene, world, item, host != nullptr ? 1 - p.merge_hours_saved : 1);
  if (host != nullptr) return host->questions.push_back(question);

  // it opens, where there is something to say
  item.open = item.level != Level::inform;
  item.questions.push_back(question);
  auto const weeks = std::max(1.0, p.consultation_weeks + dial(Dial::window_weeks));
  world.queue.schedule(world.now + kernel::days(7 * weeks),
                       Event{.kind = EventKind::consultation_closes, .who = number});
  auto const ready = world.now + kernel::days(7 * (weeks + p.decision_weeks));
  world.queue.schedule(scene.diary.next_sitting(scene.council.cabinet(), ready),
                       Event{.kind = EventKind::decision, .who = number});
  auto const noticed = chances.notice < dial(Dial::calendar_notice);
  if (noticed) give_notice(scene, world, ward);
  for (auto const adult : world.seated) {
    if (item.open && concerns(item, world.adults[adult].ward)) add_participant(world, item, adult);
  }
  if (item.open) {
    note_opened(scene, world, item, noticed, chances.duplicate < p.duplicate_share);
    reach_out(scene, world, item, noticed);
  }
  world.consultations.push_back(std::move(item));
}

void consultation_closes(World& world, Event const& event) {
  if (auto* const item = find(world, event.who)) item->open = false;
}

void decision(Scene const& scene, World& world, Event const& event) {
  auto* const item = find(world, event.who);
  if (item == nullptr) return;
  for (auto const& question : item->questions) answer(scene, world, *item, question);
  world.consultations.erase(world.consultations.begin() + (item - world.consultations.data()));
}

}  // namespace wardmote::process
