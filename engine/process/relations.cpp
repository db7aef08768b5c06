#include "engine/process/relations.hpp"

#include <algorithm>

#include "engine/kernel/distributions.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/minds.hpp"
#include "engine/world/minds.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/ratings.hpp"
#include "engine/world/skill.hpp"

namespace wardmote::process {

using world::Dial;
using world::Event;
using world::Grade;
using world::Scene;
using world::World;

namespace {

/// What becomes of a bad contact under the rules of conduct: prevented, it is an ordinary one; reported, it may lead to
/// a sanction, and a councillor under one keeps to the rules better for a year.
double under_rules(Scene const& scene, World& world, std::uint32_t councillor, double quality, kernel::Draws& draws) {
  auto const& dial = world.settings;
  auto const ward = scene.councillor_ward[councillor];
  auto prevented = dial(Dial::conduct_standards, ward);
  auto const reported = dial(Dial::conduct_reported, ward);
  if (prevented <= 0 && reported <= 0) return quality;

  if (world.now < world.sanction_until[councillor]) prevented += (1 - prevented) * scene.parameters.sanction_effect;
  auto const u_prevented = draws.uniform();
  auto const u_reported = draws.uniform();
  auto const u_sanction = draws.uniform();
  if (u_prevented < prevented) return 0;
  if (u_reported < reported) {
    spend_officer_hours(scene, world, world::BudgetLine::policy_running, dial(Dial::conduct_hours, ward));
    if (u_sanction < dial(Dial::conduct_sanction, ward))
      world.sanction_until[councillor] = world.now + kernel::days(world::days_per_year);
  }
  return quality;
}

}  // namespace

Conversation converse(Scene const& scene, World& world, std::uint32_t councillor, std::uint32_t post,
                      kernel::Draws& draws, Contact contact) {
  auto const& p = scene.parameters;
  auto const& officer = scene.posts[post];
  auto const ward = scene.councillor_ward[councillor];

  auto const grade = static_cast<std::size_t>(officer.grade);
  ++world.journal.conversations[grade];
  if (world.seats[councillor].role == world::CouncillorRole::cabinet) ++world.journal.cabinet_conversations[grade];

  // quality: circumstances on top of chance
  auto quality = p.contact_quality_mean + p.contact_quality_sd * kernel::normal(draws);
  if (officer.grade == Grade::senior) quality += p.contact_quality_senior;
  if (contact.joint) quality += p.joint_task_bonus * contact.joint_share;
  if (contact.about_case) quality += world.settings(Dial::case_quality, ward);
  quality += world.settings(Dial::contact_quality, ward) + contact.bonus;
  if (!world::has_permission(scene, world, post, ward)) quality -= p.no_permission_penalty;
  quality += world::skill_now(world, world.officer_skill[post]);
  quality += p.confidence_quality * (world::confidence(scene, world, post, contact.setting) - world::middle_of_scale);
  quality += world::skill_now(world, world.councillor_skill[councillor]);
  if (contact.manager_present && quality > 0) quality /= 2;
  quality = std::clamp(quality, -1.0, 1.0);
  auto const u_learn = officer.answers_enquiries ? draws.uniform() : 1;
  if (quality <= p.bad_contact_quality) quality = under_rules(scene, world, councillor, quality, draws);
  world.journal.last_talk[post] = world.now;
  if (quality <= p.bad_contact_quality) world.journal.last_bad_talk[post] = world.now;

  // both views move; the officer's and the councillor's are two states (model-notes §2, 8.11)
  auto const pair = static_cast<std::size_t>(councillor) * scene.n_post() + post;
  auto& relations = world.relations;
  auto const fading = world.relation_fading;
  double gain = 0;
  if (p.contact_on >= 0.5) {
    auto const learning = std::min(1.0, p.relation_learning * contact.depth);
    gain = officer_sees(scene, world, councillor, post, quality, learning);
    auto const before = world::rating_of(scene, world, councillor, post);
    auto const after = after_contact(before, quality, learning, p.relation_asymmetry, p.councillor_gain_ratio);
    relations.councillor_view[pair] += static_cast<float>((after - before) / fading);
    talk_teaches(scene, world, post, contact.setting, quality, contact.depth);
  }
  relations.contacts[pair] += static_cast<float>(contact.depth / fading);

  // the councillor may now know whom to ask
  if (officer.answers_enquiries && u_learn < p.p_learn_who && scene.patch_officer(officer.service, ward) == post) {
    relations.knows_who[councillor * scene.council.services.size() + officer.service] = 1;
  }
  return {gain, quality};
}

void change_standing(Scene const& scene, World& world, std::uint32_t councillor, double weight, double quality) {
  auto const& p = scene.parameters;
  auto const before = world::standing(scene, world, councillor);
  auto const after = after_contact(before, quality, weight, p.relation_asymmetry, 1);
  world.relations.standing[councillor] += static_cast<float>((after - before) / world.relation_fading);
}

void base_contact(Scene const& scene, World& world, Event const& event) {
  auto const& p = scene.parameters;
  auto draws = scene.streams.draws(world::purpose::base_contact, event.who, event.what);

  // next time first, whatever happens now
  auto const gap = kernel::exponential(draws, world::days_per_month / std::max(p.base_contacts_month, 1e-6));
  world.queue.schedule(world.now + kernel::days(gap),
                       Event{.kind = event.kind, .who = event.who, .what = event.what + 1});

  if (scene.diary.in_recess(world.now)) return;

  // a policy may turn some of those with managers to the front line
  auto const turned = world.settings(Dial::front_contacts, scene.councillor_ward[event.who]);
  auto const front = p.base_contact_front_share + (1 - p.base_contact_front_share) * turned;
  auto const senior = p.base_contact_senior_share * (1 - turned);
  auto const u = draws.uniform();
  auto const grade = u < front ? Grade::frontline : u < front + senior ? Grade::senior : Grade::middle;
  auto const& posts = scene.posts_of_grade[static_cast<std::size_t>(grade)];
  if (posts.empty()) return;
  auto const post = posts[kernel::index(draws, static_cast<std::uint32_t>(posts.size()))];
  converse(scene, world, event.who, post, draws, {});
}

}  // namespace wardmote::process
