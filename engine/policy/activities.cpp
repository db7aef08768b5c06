#include "engine/policy/activities.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "engine/kernel/calendar.hpp"
#include "engine/policy/budget.hpp"
#include "engine/policy/day.hpp"
#include "engine/policy/fields.hpp"
#include "engine/policy/settings.hpp"

namespace wardmote::policy {

using std::chrono::days;
using std::chrono::sys_days;
using world::Activity;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

namespace {

constexpr double two_pm = 14;

double days_of(Period period) {
  switch (period) {
    case Period::once:
      return 0;
    case Period::week:
      return 7;
    case Period::month:
      return world::days_per_month;
    case Period::quarter:
      return world::days_per_year / 4;
    case Period::year:
      return world::days_per_year;
  }
  return 0;
}

bool takes_part(Instruction const& instruction, world::Grade grade) {
  auto const& grades = instruction.grades;
  return grades.empty() || std::find(grades.begin(), grades.end(), static_cast<std::uint32_t>(grade)) != grades.end();
}

bool is_named(Instruction const& instruction, std::uint32_t service) {
  auto const& services = instruction.services;
  return services.empty() || std::find(services.begin(), services.end(), service) != services.end();
}

/// Everyone of the services and grades named.
std::vector<std::uint32_t> posts_named(Scene const& scene, Instruction const& instruction) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    auto const& officer = scene.posts[post];
    if (is_named(instruction, officer.service) && takes_part(instruction, officer.grade)) posts.push_back(post);
  }
  return posts;
}

/// Services named, if their front line takes part.
std::vector<std::uint32_t> front_named(Scene const& scene, Instruction const& instruction) {
  std::vector<std::uint32_t> services;
  if (!takes_part(instruction, world::Grade::frontline)) return services;
  for (std::uint32_t s = 0; s < scene.council.services.size(); ++s) {
    if (is_named(instruction, s)) services.push_back(s);
  }
  return services;
}

/// Of each service named the ward's own officer, and of each higher grade named one of its managers.
std::vector<std::uint32_t> patch_posts(Scene const& scene, Instruction const& instruction, std::uint32_t ward) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t service = 0; service < scene.council.services.size(); ++service) {
    if (!is_named(instruction, service)) continue;
    auto const first = scene.first_post[service];
    auto const last = scene.first_post[service + 1];
    if (takes_part(instruction, world::Grade::frontline) && first < last)
      posts.push_back(scene.patch_officer(service, ward));
    if (instruction.grades.empty()) continue;
    for (auto const grade : {world::Grade::middle, world::Grade::senior}) {
      if (!takes_part(instruction, grade)) continue;
      std::vector<std::uint32_t> managers;
      for (auto post = first; post < last; ++post) {
        if (scene.posts[post].grade == grade) managers.push_back(post);
      }
      if (!managers.empty()) posts.push_back(managers[ward % managers.size()]);
    }
  }
  std::sort(posts.begin(), posts.end());
  posts.erase(std::unique(posts.begin(), posts.end()), posts.end());
  return posts;
}

constexpr std::uint8_t bit(world::CouncillorRole role) {
  return static_cast<std::uint8_t>(1U << static_cast<unsigned>(role));
}

/// Roles and time in office each target means, in the order of CouncillorTarget.
struct Target {
  std::uint8_t roles;
  world::Meant::Service service = world::Meant::Service::any;
};
constexpr std::uint8_t everyone = 0xFF;
constexpr auto targets = std::to_array<Target>({
    {0},
    {everyone},
    {bit(world::CouncillorRole::cabinet)},
    {everyone},
    {bit(world::CouncillorRole::cabinet)},
    {bit(world::CouncillorRole::chair)},
    {bit(world::CouncillorRole::leader)},
    {everyone, world::Meant::Service::newcomers},
    {everyone, world::Meant::Service::long_serving},
    {bit(world::CouncillorRole::back_bench)},
});

/// Whom an instruction means. Services go to the cabinet's portfolios in turn.
world::Meant meant(Scene const& scene, Instruction const& instruction) {
  auto const& target = targets[static_cast<std::size_t>(instruction.councillors)];
  world::Meant result{.roles = target.roles, .service = target.service, .portfolios = {}};
  auto const n_portfolio = std::min(scene.council.n_cabinet, scene.n_councillor());
  if (instruction.councillors != CouncillorTarget::portfolio || n_portfolio == 0) return result;
  for (std::uint32_t s = 0; s < scene.council.services.size(); ++s) {
    if (is_named(instruction, s)) result.portfolios.push_back(s % n_portfolio);
  }
  return result;
}

/// Seats of the wards it holds in.
std::vector<std::uint32_t> seats_named(Scene const& scene, Instruction const& instruction) {
  std::vector<std::uint32_t> seats;
  for (std::uint32_t seat = 0; seat < scene.n_councillor(); ++seat) {
    if (holds_in(instruction, scene.councillor_ward[seat])) seats.push_back(seat);
  }
  return seats;
}

std::vector<std::uint32_t> wards_named(Scene const& scene, Instruction const& instruction) {
  std::vector<std::uint32_t> wards;
  for (std::uint32_t w = 0; w < scene.council.wards.size(); ++w) {
    if (holds_in(instruction, w)) wards.push_back(w);
  }
  return wards;
}

/// Dates so many days from an instruction's first day, from the 0th on: at two in the afternoon, or when the office
/// next opens. If they do not rise there is only one.
template <class DaysTill>
std::vector<kernel::Time> dates_of(Scene const& scene, Instruction const& instruction, DaysTill days_till) {
  auto const& hours = scene.hours;
  auto const end = std::min(hours.calendar.time_of(instruction.term.until), hours.end);
  std::vector<kernel::Time> dates;
  for (double k = 0;; ++k) {
    auto const day = instruction.term.from + days(static_cast<int>(days_till(k)));
    auto const planned = hours.calendar.time_of(day) + kernel::hours(two_pm);
    if (planned >= end) break;
    if (planned >= kernel::Time{}) dates.push_back(hours.office.next_open(planned));
    if (days_till(k + 1) <= days_till(k)) break;
  }
  return dates;
}

void schedule(World& world, Activity activity, EventKind kind) {
  auto const number = static_cast<std::uint32_t>(world.activities.size());
  for (std::uint32_t k = 0; k < activity.dates.size(); ++k) {
    world.queue.schedule(activity.dates[k], Event{.kind = kind, .who = number, .what = k});
  }
  world.activities.push_back(std::move(activity));
}

/// What all activities of an instruction share.
Activity bare(Instruction const& instruction, Policy const& policy) {
  Activity activity;
  activity.lever = instruction.lever;
  activity.step = instruction.step;
  activity.delivery = instruction.delivery;
  add_costs(activity, policy, instruction.term);
  return activity;
}

/// Days until the dose there has been adds up to so many days of a full one: it grows in a straight line over `ramp`.
double days_till_dose(double ramp, double full_days) {
  return full_days < ramp / 2 ? std::sqrt(2 * ramp * full_days) : full_days + ramp / 2;
}

/// Councillors do not meet in a recess: what recurs within two months falls out, what is rarer waits for its end.
void spare_recesses(Scene const& scene, std::vector<kernel::Time>& dates, double period) {
  constexpr double rare = 60;  // [day]
  auto const& hours = scene.hours;
  if (period > 0 && period < rare) {
    std::erase_if(dates, [&](kernel::Time date) { return scene.diary.in_recess(date); });
    return;
  }
  for (auto& date : dates) {
    if (scene.diary.in_recess(date))
      date = hours.office.next_open(scene.diary.after_recess(date) + kernel::hours(two_pm));
  }
  std::erase_if(dates, [&](kernel::Time date) { return date >= hours.end; });
}

/// Dates, and the dose there is by each. Places take turns within a period, so that not all meet on one day.
void set_dates(Scene const& scene, Activity& activity, Instruction const& instruction, double turn) {
  auto const period = days_of(instruction.every);
  activity.dates = dates_of(scene, instruction, [&](double k) { return period * (k + turn); });
  if (instruction.councillors != CouncillorTarget::none) spare_recesses(scene, activity.dates, period);
  if (instruction.term.ramp <= 0) return;
  for (auto const date : activity.dates)
    activity.dose.push_back(dose_on(instruction.term, scene.hours.calendar.date_of(date)));
}

}  // namespace

void plan_meetings(Scene const& scene, World& world, Policy const& policy, Instruction const& instruction) {
  Fields const f(instruction);
  world::MeetingTerms const terms{
      .hours_per_attendee = f("hours_per_attendee") + f("preparation_hours") + f("travel_hours"),
      .attendance_councillors = f("attendance_councillors"),
      .attendance_officers = f("attendance_officers"),
      .manager_present = f("manager_present"),
      .agenda_cases = f("agenda_cases"),
      .p_case_advanced = f("p_case_advanced"),
      .p_news_shared = f("p_news_shared"),
      .actions_hours = f("actions_hours"),
      .conversations_each = f("conversations_each"),
      .depth = f("depth"),
      .joint_task = f("joint_task"),
      .quality = f("quality"),
      .residents = f("residents"),
      .attendance_residents = f("attendance_residents"),
      .issues_each = f("issues_each"),
      .acted_on = f("acted_on"),
      .told = f("told")};
  auto const officers = f.word("officers_invited");
  auto const plan = [&](std::uint32_t ward, std::vector<std::uint32_t> councillors, std::vector<std::uint32_t> wards,
                        double turn) {
    auto activity = bare(instruction, policy);
    activity.ward = ward;
    activity.councillors = std::move(councillors);
    activity.meant = meant(scene, instruction);
    activity.posts = officers == "patch" ? patch_posts(scene, instruction, ward == world::nobody ? 0 : ward)
                                         : posts_named(scene, instruction);
    activity.newcomers = officers == "newcomers";
    activity.wards = std::move(wards);
    activity.group = static_cast<world::Group>(f.choice("residents_group"));
    set_dates(scene, activity, instruction, turn);
    activity.meet = terms;
    schedule(world, std::move(activity), EventKind::meeting);
  };

  auto const wards = wards_named(scene, instruction);
  if (instruction.councillors != CouncillorTarget::ward)
    return plan(world::nobody, seats_named(scene, instruction), wards, 0);
  for (auto const w : wards) {
    std::vector<std::uint32_t> councillors(scene.first_councillor[w + 1] - scene.first_councillor[w]);
    std::iota(councillors.begin(), councillors.end(), scene.first_councillor[w]);
    plan(w, std::move(councillors), {w}, static_cast<double>(w) / static_cast<double>(scene.council.wards.size()));
  }
}

void plan_training(Scene const& scene, World& world, Policy const& policy, Instruction const& instruction) {
  Fields const f(instruction);
  auto activity = bare(instruction, policy);
  auto const audience = f.word("audience");
  if (audience == "officers") activity.posts = posts_named(scene, instruction);
  auto taught = instruction;
  if (taught.councillors == CouncillorTarget::none) taught.councillors = CouncillorTarget::all;
  if (audience == "councillors") activity.councillors = seats_named(scene, taught);
  activity.meant = meant(scene, taught);
  if (audience == "residents") activity.wards = wards_named(scene, instruction);
  activity.newcomers = f.word("officers_invited") == "newcomers";
  // nobody keeps who is new at the front line
  if (audience == "officers" && !activity.newcomers) activity.front = front_named(scene, instruction);
  activity.group = static_cast<world::Group>(f.choice("residents_group"));
  set_dates(scene, activity, instruction, 0);
  activity.train = {.uptake = f("uptake"),
                    .quality = f("quality"),
                    .confidence = f("confidence"),
                    .fairness = f("fairness"),
                    .knows_who = f("knows_who"),
                    .with_councillor = f("with_councillor"),
                    .half_life = f("half_life"),
                    .hours_per_attendee = f("hours_per_attendee")};
  schedule(world, std::move(activity), EventKind::training);
}

void plan_exercises(Scene const& scene, World& world, Instruction const& instruction) {
  auto const rate = instruction.delivery * Fields(instruction)("exercises");
  if (rate <= 0) return;
  // while the dose grows they are as much farther apart; numbers of their own name the lever and the planned day: half
  // of the 32 bits each
  auto const ramp = instruction.term.ramp * world::days_per_month;
  auto const period = world::days_per_year / rate;
  for (auto const date :
       dates_of(scene, instruction, [&](double k) { return days_till_dose(ramp, period * (k + 0.5)); })) {
    auto const day = static_cast<std::uint32_t>(kernel::Calendar::day_index(date));
    auto const number =
        world::further_exercise | ((instruction.lever ^ instruction.step) * 0x9E3779B9U >> 17U << 16U) | day;
    world.queue.schedule(date, Event{.kind = EventKind::consultation_opens, .who = number});
  }
}

}  // namespace wardmote::policy
