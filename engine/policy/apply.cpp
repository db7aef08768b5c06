#include "engine/policy/apply.hpp"

#include <algorithm>
#include <numeric>
#include <set>

#include "engine/kernel/calendar.hpp"
#include "engine/kernel/check.hpp"

namespace wardmote::policy {

using std::chrono::days;
using std::chrono::sys_days;
using world::Activity;
using world::BudgetLine;
using world::Dial;
using world::Event;
using world::EventKind;
using world::Scene;
using world::Settings;
using world::World;

namespace {

/// An instruction's fields by name.
class Fields {
 public:
  explicit Fields(Instruction const& instruction) : instruction_(instruction) {}
  [[nodiscard]] double operator()(std::string_view name) const {
    auto const index = field_index(instruction_.primitive, name);
    WARDMOTE_ALWAYS(index && *index < instruction_.fields.size(), "a primitive is asked for a field it has");
    return instruction_.fields[*index];
  }
  /// The word chosen, from the specification's list.
  [[nodiscard]] std::string_view word(std::string_view name) const {
    auto const index = field_index(instruction_.primitive, name);
    WARDMOTE_ALWAYS(index && *index < instruction_.fields.size(), "a primitive is asked for a field it has");
    return spec_of(instruction_.primitive)
        .fields[*index]
        .choices[static_cast<std::size_t>(instruction_.fields[*index])];
  }

 private:
  Instruction const& instruction_;
};

bool in_force(sys_days from, sys_days until, sys_days day) { return from <= day && day < until; }

bool holds_in(Instruction const& instruction, std::uint32_t ward) {
  return instruction.wards.empty() ||
         std::find(instruction.wards.begin(), instruction.wards.end(), ward) != instruction.wards.end();
}

/// Writes one instruction's effect on one ward's dials. `share` is the share of it that is delivered.
class Writer {
 public:
  Writer(Settings& settings, std::uint32_t ward, double delivery)
      : settings_(settings), ward_(ward), share_(delivery) {}

  void close_gap(Dial dial, double x) const { value(dial) += (1 - value(dial)) * share_ * x; }
  void add(Dial dial, double x) const { value(dial) += share_ * x; }
  void at_least(Dial dial, double x) const { value(dial) = std::max(value(dial), share_ * x); }
  void promise(Dial dial, double x) const {
    if (x <= 0 || share_ <= 0) return;
    value(dial) = value(dial) > 0 ? std::min(value(dial), x) : x;  // the shorter of two promises is the one remembered
  }
  void multiply(Dial dial, double x) const { value(dial) *= 1 + share_ * (x - 1); }

 private:
  double& value(Dial dial) const { return settings_(dial, ward_); }
  Settings& settings_;
  std::uint32_t ward_;
  double share_;
};

void route(Fields const& f, Writer const& to) {
  auto const path = f.word("path");
  if (path == "direct") to.close_gap(Dial::desk_bypass, f("share"));
  if (path == "named_officer") to.close_gap(Dial::named_contact, f("share"));
  to.close_gap(Dial::handler_shown, f("handler_shown"));
  to.close_gap(Dial::tracking, f("tracking"));
  to.close_gap(Dial::log_kept, f("logging"));
  to.add(Dial::enquiry_minutes, f("admin_minutes"));
}

void channel(Fields const& f, Writer const& to) {
  auto const access = f("access");
  to.add(Dial::voice_online, access * f("voice"));
  to.add(Dial::respond_online, access * f("response"));
  to.add(Dial::aware_online, access * f("awareness"));
  to.close_gap(Dial::learn_known_online, access * f("known"));
  to.add(Dial::to_councillor, access * f("to_councillor"));
  to.close_gap(Dial::phone_shift, access * f("shift_from_phone"));
}

void push(Fields const& f, Writer const& to) {
  auto const coverage = f("coverage");
  to.multiply(Dial::news_ratio, 1 + coverage * (f("news_rate_ratio") - 1));
  to.close_gap(Dial::learn_known, coverage * f("known"));
  to.add(Dial::aware, coverage * f("awareness"));
  to.close_gap(Dial::directory_use, coverage * f("directory_use"));
}

void store(Fields const& f, Writer const& to) {
  to.at_least(Dial::directory_coverage, f("coverage"));
  to.at_least(Dial::directory_accuracy, f("accuracy"));
  to.add(Dial::directory_decay, f("decay"));
  to.close_gap(Dial::directory_upkeep, f("upkeep"));
}

void feedback(Fields const& f, Writer const& to) {
  auto const on = f.word("on");
  auto const told = on == "cases" ? Dial::told_case : on == "enquiries" ? Dial::told_enquiry : Dial::told_consultation;
  to.close_gap(told, f("told"));
  if (on == "cases") to.promise(Dial::promise_case, f("promise"));
  if (on == "enquiries") to.promise(Dial::promise_enquiry, f("promise"));
  if (on == "consultations") to.close_gap(Dial::published, f("published"));
  if (on == "enquiries") {
    to.close_gap(Dial::progress, f("progress"));
    to.add(Dial::enquiry_minutes, f("minutes"));
  }
  if (on == "cases") to.add(Dial::feedback_minutes, f("minutes"));
}

void capacity(Fields const& f, Writer const& to) {
  auto const server = f.word("server");
  to.add(server == "desk"             ? Dial::desk_fte
         : server == "contact_centre" ? Dial::contact_centre_fte
                                      : Dial::service_fte,
         f("fte"));
}

void write(Instruction const& instruction, Writer const& to) {
  Fields const f(instruction);
  switch (instruction.primitive) {
    case Primitive::capacity:
      return capacity(f, to);
    case Primitive::route:
      return route(f, to);
    case Primitive::channel:
      return channel(f, to);
    case Primitive::push:
      return push(f, to);
    case Primitive::store:
      return store(f, to);
    case Primitive::permit:
      return to.close_gap(Dial::permission, f("share"));
    case Primitive::feedback:
      return feedback(f, to);
    default:
      return;  // MEET and TRAIN are activities; the rest the loader refuses
  }
}

/// Hours a month that running an instruction takes, whatever happens [h/month].
double running_hours(Instruction const& instruction) {
  Fields const f(instruction);
  switch (instruction.primitive) {
    case Primitive::channel:
      return f("moderation_hours");
    case Primitive::push:
    case Primitive::store:
      return f("hours");
    default:
      return 0;
  }
}

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

// ---- activities ------------------------------------------------------------------------------------------------

bool takes_part(Instruction const& instruction, world::Grade grade) {
  auto const& grades = instruction.grades;
  return std::find(grades.begin(), grades.end(), static_cast<std::uint32_t>(grade)) != grades.end();
}

/// Officers invited: of each service named the ward's own officer, and of each higher grade named one of its managers.
std::vector<std::uint32_t> invited_posts(Scene const& scene, Instruction const& instruction, std::uint32_t ward) {
  std::vector<std::uint32_t> services = instruction.services;
  if (services.empty()) {
    services.resize(scene.council.services.size());
    std::iota(services.begin(), services.end(), 0U);
  }
  std::vector<std::uint32_t> posts;
  for (auto const service : services) {
    auto const first = scene.first_post[service];
    auto const last = scene.first_post[service + 1];
    if (instruction.grades.empty() || takes_part(instruction, world::Grade::frontline)) {
      if (first < last) posts.push_back(scene.patch_officer(service, ward));
    }
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

/// Everyone of the services and grades named: who is invited to a training session.
std::vector<std::uint32_t> trained_posts(Scene const& scene, Instruction const& instruction) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    auto const service = scene.posts[post].service;
    auto const& named = instruction.services;
    if (!named.empty() && std::find(named.begin(), named.end(), service) == named.end()) continue;
    if (instruction.grades.empty() || takes_part(instruction, scene.posts[post].grade)) posts.push_back(post);
  }
  return posts;
}

/// Dates of an activity: from its first day, a period apart, at two in the afternoon of the next working day. Wards
/// take turns within a period, so that not all meet on one day.
std::vector<kernel::Time> dates_of(Scene const& scene, Instruction const& instruction, double turn) {
  auto const& hours = scene.hours;
  constexpr double two_pm = 14;
  auto const end = std::min(hours.calendar.time_of(instruction.until), hours.end);
  auto const period = days_of(instruction.every);
  std::vector<kernel::Time> dates;
  for (std::uint32_t k = 0;; ++k) {
    auto const day = sys_days{instruction.from} + days(static_cast<int>(period * (k + turn)));
    auto const planned = hours.calendar.time_of(day) + kernel::hours(two_pm);
    if (planned >= end) break;
    if (planned >= kernel::Time{}) dates.push_back(hours.office.next_open(planned));
    if (instruction.every == Period::once) break;
  }
  return dates;
}

/// An activity's share of the lever's cost lines that are paid by the meeting or the attendee.
void add_costs(Activity& activity, Policy const& policy) {
  for (auto const& cost : policy.costs) {
    if (cost.lever != activity.lever) continue;
    if (cost.per == CostBasis::meeting) {
      activity.hours_each += cost.officer_hours;
      activity.money_each += cost.money;
    } else if (cost.per == CostBasis::attendee) {
      activity.hours_attendee += cost.officer_hours;
      activity.money_attendee += cost.money;
    }
  }
}

void schedule(World& world, Activity activity, EventKind kind) {
  auto const number = static_cast<std::uint32_t>(world.activities.size());
  for (std::uint32_t k = 0; k < activity.dates.size(); ++k) {
    world.queue.schedule(activity.dates[k], Event{.kind = kind, .who = number, .what = k});
  }
  world.activities.push_back(std::move(activity));
}

Activity bare(Instruction const& instruction) {
  Activity activity;
  activity.lever = instruction.lever;
  activity.step = instruction.step;
  activity.delivery = instruction.delivery;
  return activity;
}

void plan_meetings(Scene const& scene, World& world, Policy const& policy, Instruction const& instruction) {
  Fields const f(instruction);
  world::MeetingTerms const terms{.hours_per_attendee = f("hours_per_attendee"),
                                  .attendance_councillors = f("attendance_councillors"),
                                  .attendance_officers = f("attendance_officers"),
                                  .manager_present = f("manager_present"),
                                  .agenda_cases = f("agenda_cases"),
                                  .p_case_advanced = f("p_case_advanced"),
                                  .p_news_shared = f("p_news_shared"),
                                  .actions_hours = f("actions_hours")};
  auto const plan = [&](std::uint32_t ward, std::vector<std::uint32_t> councillors, double turn) {
    auto activity = bare(instruction);
    activity.ward = ward;
    activity.councillors = std::move(councillors);
    activity.posts = invited_posts(scene, instruction, ward == world::nobody ? 0 : ward);
    activity.dates = dates_of(scene, instruction, turn);
    activity.meet = terms;
    add_costs(activity, policy);
    schedule(world, std::move(activity), EventKind::meeting);
  };

  auto const n_ward = static_cast<std::uint32_t>(scene.council.wards.size());
  if (instruction.councillors == CouncillorTarget::ward) {
    for (std::uint32_t w = 0; w < n_ward; ++w) {
      if (!holds_in(instruction, w)) continue;
      std::vector<std::uint32_t> councillors(scene.first_councillor[w + 1] - scene.first_councillor[w]);
      std::iota(councillors.begin(), councillors.end(), scene.first_councillor[w]);
      plan(w, std::move(councillors), static_cast<double>(w) / n_ward);
    }
    return;
  }
  std::vector<std::uint32_t> councillors;
  for (std::uint32_t v = 0; v < scene.n_councillor(); ++v) {
    auto const portfolio = std::binary_search(scene.cabinet.begin(), scene.cabinet.end(), v);
    auto const invited = instruction.councillors == CouncillorTarget::all ||
                         (instruction.councillors == CouncillorTarget::cabinet && portfolio);
    if (invited && holds_in(instruction, scene.councillor_ward[v])) councillors.push_back(v);
  }
  plan(world::nobody, std::move(councillors), 0);
}

void plan_training(Scene const& scene, World& world, Policy const& policy, Instruction const& instruction) {
  Fields const f(instruction);
  auto activity = bare(instruction);
  activity.posts = trained_posts(scene, instruction);
  activity.dates = dates_of(scene, instruction, 0);
  activity.train = {.uptake = f("uptake"), .quality = f("quality"), .hours_per_attendee = f("hours_per_attendee")};
  add_costs(activity, policy);
  world.skill_half_life = f("half_life");
  schedule(world, std::move(activity), EventKind::training);
}

// ---- costs that do not depend on what happens --------------------------------------------------------------------

/// Part of a policy's window that falls into a year of the study [year].
double overlap(Scene const& scene, sys_days from, sys_days until, std::size_t year) {
  auto const day = [&](sys_days d) {
    return static_cast<double>(scene.hours.calendar.day_index(d)) / world::days_per_year;
  };
  auto const begin = std::max(day(from), static_cast<double>(year));
  auto const end = std::min(day(until), static_cast<double>(year) + 1);
  return std::max(0.0, end - begin);
}

void book(Scene const& scene, World& world, Policy const& policy) {
  auto& journal = world.journal;
  auto const running = static_cast<std::size_t>(BudgetLine::policy_running);
  auto const one_off = static_cast<std::size_t>(BudgetLine::policy_one_off);
  for (std::size_t year = 0; year < scene.n_year; ++year) {
    for (auto const& instruction : policy.instructions) {
      auto const months = 12 * overlap(scene, instruction.from, instruction.until, year);
      journal.officer_hours[year][running] += instruction.delivery * months * running_hours(instruction);
    }
    for (auto const& cost : policy.costs) {
      if (cost.per == CostBasis::year) {
        auto const share = cost.delivery * overlap(scene, cost.from, cost.until, year);
        journal.officer_hours[year][running] += share * cost.officer_hours;
        journal.money[year][running] += share * cost.money;
      } else if (cost.per == CostBasis::once && overlap(scene, cost.from, cost.from + days(1), year) > 0) {
        journal.officer_hours[year][one_off] += cost.delivery * cost.officer_hours;
        journal.money[year][one_off] += cost.delivery * cost.money;
      }
    }
  }
}

world::UnitCosts unit_costs_on(Policy const& policy, sys_days day) {
  world::UnitCosts costs;
  for (auto const& cost : policy.costs) {
    if (!in_force(cost.from, cost.until, day)) continue;
    auto const hours = cost.delivery * cost.officer_hours;
    auto const money = cost.delivery * cost.money;
    if (cost.per == CostBasis::enquiry) costs.enquiry_hours += hours, costs.enquiry_money += money;
    if (cost.per == CostBasis::case_closed) costs.case_hours += hours, costs.case_money += money;
    if (cost.per == CostBasis::consultation) costs.consultation_hours += hours, costs.consultation_money += money;
  }
  return costs;
}

}  // namespace

Settings settings_as_found(Scene const& scene) {
  auto const& p = scene.parameters;
  auto const n_ward = scene.council.wards.size();
  Settings settings(n_ward);
  for (std::size_t w = 0; w < n_ward; ++w) {
    settings(Dial::directory_use, w) = p.directory_use;
    settings(Dial::permission, w) = p.permission_share;
    settings(Dial::told_case, w) = p.p_told_case;
    settings(Dial::told_enquiry, w) = p.p_told_case;
    settings(Dial::told_consultation, w) = p.p_told_result;
    settings(Dial::published, w) = p.published_reach;
    settings(Dial::news_ratio, w) = 1;
  }
  return settings;
}

Settings settings_on(Scene const& scene, Policy const& policy, sys_days day) {
  auto settings = settings_as_found(scene);
  for (auto const& instruction : policy.instructions) {
    if (!in_force(instruction.from, instruction.until, day)) continue;
    for (std::uint32_t w = 0; w < settings.n_ward(); ++w) {
      if (holds_in(instruction, w)) write(instruction, Writer(settings, w, instruction.delivery));
    }
  }
  return settings;
}

void begin(Scene const& scene, World& world, Policy const& policy) {
  // days on which something begins or ends
  std::set<kernel::Time> change;
  auto const note = [&](sys_days day) {
    auto const at = std::max(scene.hours.calendar.time_of(day), kernel::Time{});
    if (at < scene.hours.end) change.insert(at);
  };
  for (auto const& instruction : policy.instructions) note(instruction.from), note(instruction.until);
  for (auto const& cost : policy.costs) note(cost.from), note(cost.until);
  for (auto const at : change) {
    world.queue.schedule(at, Event{.kind = EventKind::policy_changes}, kernel::Priority::high);
  }

  for (auto const& instruction : policy.instructions) {
    if (instruction.primitive == Primitive::meet) plan_meetings(scene, world, policy, instruction);
    if (instruction.primitive == Primitive::train) plan_training(scene, world, policy, instruction);
  }
  book(scene, world, policy);
}

void settings_change(Scene const& scene, World& world, Policy const& policy) {
  auto const today = scene.hours.calendar.date_of(world.now);
  auto const before = world.settings;
  world.settings = settings_on(scene, policy, today);
  world.unit_costs = unit_costs_on(policy, today);

  // staff come and go on the day
  auto const& p = scene.parameters;
  constexpr double least_staff = 0.25;
  auto const restaff = [&](world::Servers& servers, Dial dial, double as_found, std::int64_t now) {
    if (before(dial) != world.settings(dial))
      servers.staff(std::max(least_staff, as_found + world.settings(dial)), now);
  };
  restaff(world.desk, Dial::desk_fte, p.desk_fte, world.office_now(scene));
  restaff(world.contact_centre, Dial::contact_centre_fte, p.contact_centre_fte,
          scene.hours.contact_centre.worked(world.now).count());

  // the directory is brought up to date once, when that begins; from then on it ages
  for (std::size_t w = 0; w < world.directory_right.size(); ++w) {
    if (world.settings(Dial::directory_accuracy, w) > before(Dial::directory_accuracy, w)) {
      world.directory_right[w] = std::max(world.directory_right[w], world.settings(Dial::directory_accuracy, w));
    }
  }
}

}  // namespace wardmote::policy
