#include "engine/measure/outcomes.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/kernel/check.hpp"
#include "engine/measure/behaviour.hpp"
#include "engine/measure/business.hpp"
#include "engine/measure/insight.hpp"
#include "engine/measure/invitations.hpp"
#include "engine/measure/last_year.hpp"
#include "engine/measure/minds.hpp"
#include "engine/measure/rolls.hpp"
#include "engine/measure/wants.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/seats.hpp"

namespace wardmote::measure {

using world::Journal;
using world::Scene;
using world::World;

namespace {

/// Handlers known over open enquiries: all wards together, so that small wards do not weigh as much as large ones.
double handlers_known(Scene const& scene, Trajectories const& trajectories) {
  double known = 0, open = 0;
  for (std::size_t w = 0; w < scene.council.wards.size(); ++w) {
    auto const open_here = trajectories.last_year_mean(enquiries_open, w);
    auto const share = trajectories.last_year_mean(handler_known, w);
    if (!std::isnan(share)) known += share * open_here;
    open += open_here;
  }
  return ratio(known, open);
}

/// Mean over councillors of how they rate working with officers.
double councillors_rating(Scene const& scene, Trajectories const& trajectories) {
  double sum = 0;
  for (std::size_t w = 0; w < scene.council.wards.size(); ++w)
    sum += trajectories.last_year_mean(relation_councillor, w) * scene.council.wards[w].n_councillor;
  return ratio(sum, scene.n_councillor());
}

/// Taking part, of the group that takes part least.
double least_participation(Trajectories const& trajectories) {
  auto least = trajectories.last_year_mean(participation_rate_by_group, everyone);
  for (std::size_t g = age_first; g < n_group; ++g) {
    auto const rate = trajectories.last_year_mean(participation_rate_by_group, g);
    if (!std::isnan(rate)) least = std::min(least, rate);
  }
  return least;
}

/// Mean trust in the council of those who reported something within the last year.
double trust_of_reporters(Scene const& scene, World const& world) {
  double sum = 0, n = 0;
  for (std::uint32_t i = 0; i < scene.people.n_adult; ++i) {
    if (world.adults[i].last_report <= static_cast<std::int32_t>(world.n_week) - year_in_weeks) continue;
    sum += world::trust_in_council(scene, world, i);
    ++n;
  }
  return ratio(sum, n);
}

/// Of visits to services that councillors asked for [day]; not a number where there were none.
double longest_visit_wait(Journal const& journal) {
  return journal.visits.days.count() > 0 ? journal.visits.longest : std::numeric_limits<double>::quiet_NaN();
}

double mean_years_in_office(World const& world) {
  double years = 0;
  for (std::uint32_t seat = 0; seat < world.seats.size(); ++seat) years += world::years_in_office(world, seat);
  return ratio(years, static_cast<double>(world.seats.size()));
}

/// Share of the scenario's reviews that were met; 0 where it has none.
double reviews_met(World const& world) {
  if (world.reviews.empty()) return 0;
  auto const met = std::ranges::count_if(world.reviews, [](world::Review const& review) { return review.holds; });
  return static_cast<double>(met) / static_cast<double>(world.reviews.size());
}

}  // namespace

std::vector<double> outcomes_of(Scene const& scene, World const& world, Journal const& year_ago,
                                Trajectories const& trajectories, Gathered const& gathered, RunRecord const& accounts) {
  using Flows = Journal::WardFlows;
  auto const& journal = world.journal;
  LastYear const last_year{journal, year_ago};
  auto const of_everyone = [&](Series series) { return trajectories.last_year_mean(series, everyone); };
  auto const days_p90 = [&](world::Route route) {
    return journal.response_days[static_cast<std::size_t>(route)].quantile(0.9);
  };
  auto const talks = [&](world::Grade grade) {
    return ratio(last_year.talks(&Journal::conversations, grade), scene.n_councillor());
  };
  auto const a_year = [&](std::vector<double> const& budget) {
    return std::accumulate(budget.begin(), budget.end(), 0.0) / scene.n_year;
  };
  auto const councillors = councillors_rating(scene, trajectories);
  auto const officers = trajectories.last_year_mean(relation_officer, 0);
  auto const participation = of_everyone(participation_rate_by_group);
  auto const behaviour = behaviour_of(world.histories);
  auto const dealings = dealings_of(scene, world);
  auto const minds = minds_of(scene, world);
  auto const business = business_of(journal, year_ago);
  auto const desk = last_year.route(false), direct = last_year.route(true);
  auto const exercises = exercises_of(journal.exercises, year_ago.exercises);
  auto const attendance = attendance_of(scene, world);
  auto const talks_of_all = talks(world::Grade::frontline) + talks(world::Grade::middle) + talks(world::Grade::senior);
  auto const talks_cabinet = last_year.all_talks(&Journal::cabinet_conversations);
  auto const talks_others = last_year.all_talks(&Journal::conversations) - talks_cabinet;
  auto const insight = insight_of(scene, journal, year_ago);
  constexpr double quarters = 4;

  std::vector<double> const outcomes{
      days_p90(world::Route::any_enquiry),
      days_p90(world::Route::resident),
      handlers_known(scene, trajectories),
      ratio(last_year.flow(&Flows::news_early), last_year.flow(&Flows::news)),
      std::min(councillors, officers) / scene.parameters.relation_sd,
      participation,
      of_everyone(influence_by_group),
      of_everyone(trust_council_share_by_group),
      participation - least_participation(trajectories),
      ratio(last_year.flow(&Flows::reports_fixed), last_year.flow(&Flows::reports_closed)),
      ratio(last_year.flow(&Flows::reports_told), last_year.flow(&Flows::reports_closed)),
      last_year.flow(&Flows::enquiries_opened),
      ratio(last_year.flow(&Flows::enquiries_in_time), last_year.flow(&Flows::enquiries_opened)),
      last_year.flow(&Flows::reports) / scene.people.scale,
      of_everyone(trust_council_by_group),
      trust_of_reporters(scene, world),
      of_everyone(trust_councillor_by_group),
      councillors,
      officers,
      a_year(accounts.officer_hours),
      a_year(accounts.councillor_hours),
      a_year(accounts.cost),
      journal.resident_hours / scene.n_year,
      journal.partner_hours / scene.n_year,
      journal.undelivered_hours / scene.n_year,
      journal.post_hours / scene.n_year,
      behaviour.repeat_ratio,
      behaviour.top_thousandth,
      behaviour.top_hundredth,
      behaviour.top_tenth,
      behaviour.once,
      talks(world::Grade::frontline),
      talks(world::Grade::middle),
      talks(world::Grade::senior),
      ratio(last_year.talks(&Journal::cabinet_conversations, world::Grade::senior), scene.council.n_cabinet),
      ratio(talks(world::Grade::frontline), talks_of_all),
      dealings.frontline_met,
      ratio(last_year.flow(&Journal::front_held_up), last_year.flow(&Journal::front_reached)),
      last_year.flow(&Journal::ward_meetings) / (quarters * static_cast<double>(scene.council.wards.size())),
      dealings.officers_hurt,
      dealings.officers_unhurt,
      dealings.officers_met,
      dealings.officers_unmet,
      dealings.council_standing,
      last_year.meeting_gain(false),
      last_year.meeting_gain(true),
      desk.days,
      direct.days,
      desk.handoffs,
      direct.handoffs,
      desk.hours,
      direct.hours,
      desk.first_hit,
      direct.first_hit,
      gathered.open_enquiries.known(false),
      gathered.open_enquiries.known(true),
      desk.rating_gain,
      direct.rating_gain,
      spread_between(journal.service_days),
      exercises.open_response,
      exercises.asked_response,
      exercises.told,
      exercises.repeated,
      attendance.over_invited,
      attendance.influential,
      attendance.powerless,
      attendance.members,
      gathered.case_effects.after(true),
      gathered.case_effects.after(false),
      ratio(talks_cabinet, scene.council.n_cabinet),
      ratio(talks_others, static_cast<double>(scene.n_councillor()) - scene.council.n_cabinet),
      last_year.push_share(scene),
      contact_demand(scene, last_year.officer_hours(world::BudgetLine::enquiries_officers)),
      ratio(talks(world::Grade::frontline), wanted_contacts_year(scene)),
      insight.all,
      insight.busy,
      insight.quiet,
      last_year.officers_came(),
      static_cast<double>(journal.uptake.places),
      councillor_known(world),
      journal.visits.days.quantile(0.5),
      longest_visit_wait(journal),
      bulletin_readers(scene, world),
      staff_residents(scene, world),
      patch_residents(scene, world),
      mean_years_in_office(world),
      reviews_met(world),
      minds.understanding,
      minds.confidence[static_cast<std::size_t>(world::Setting::elsewhere)],
      minds.confidence[static_cast<std::size_t>(world::Setting::cabinet)],
      minds.confidence[static_cast<std::size_t>(world::Setting::scrutiny)],
      minds.hurt_at_large,
      minds.unhurt_at_large,
      ratio(last_year.flow(&Journal::requests_political), last_year.flow(&Journal::requests_worked)),
      minds.political_rating,
      minds.plain_rating,
      minds.political_confidence,
      minds.plain_confidence,
      business.early,
      business.rushed,
      business.insight,
      ratio(last_year.flow(&Flows::news_asked), last_year.flow(&Flows::news)),
      business.practice,
      business.use[static_cast<std::size_t>(world::BodyKind::cabinet)],
      business.use[static_cast<std::size_t>(world::BodyKind::scrutiny)],
      business.tabled[static_cast<std::size_t>(world::BodyKind::cabinet)],
      business.tabled[static_cast<std::size_t>(world::BodyKind::scrutiny)],
      business.own_rating,
      business.reader_rating,
      business.use_by_length[0],
      business.use_by_length[1],
      business.use_by_length[2],
  };
  WARDMOTE_ALWAYS(outcomes.size() == outcome_specs().size(), "every outcome has a value");
  return outcomes;
}

}  // namespace wardmote::measure
