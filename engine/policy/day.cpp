#include "engine/policy/day.hpp"

#include <algorithm>
#include <numeric>

#include "engine/kernel/maths.hpp"
#include "engine/policy/fields.hpp"
#include "engine/policy/settings.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::policy {

using std::chrono::days;
using std::chrono::sys_days;
using world::Scene;
using world::World;

namespace {

constexpr days week{7};
constexpr days month{30};
constexpr double half_lives_counted = 4;  // by then a sixteenth is left

double fade_of(Instruction const& instruction) {
  Fields const f(instruction);
  return f.has("fade") ? f("fade") : 0;
}

days in_days(double months) { return days(static_cast<int>(months * world::days_per_month + 0.5)); }

/// Months from a day to the middle of the week, counted from it, in which another falls.
double months_to_middle_of_week(sys_days from, sys_days day) {
  auto const whole = (day - from) / week;
  return 7 * (static_cast<double>(whole) + 0.5) / world::days_per_month;
}

/// What an instruction asks of the staff who run it [h/week].
double asked_hours(Instruction const& instruction, double correction) {
  auto const delivered = world::with_correction(instruction.delivery, correction);
  return running_hours(instruction) / world::days_per_month * 7 * delivered * instruction.dose;
}

/// Hours of each service, asked of its staff and left to them.
class Staffing {
 public:
  Staffing(Scene const& scene, World const& world) : scene_(scene), asked_(scene.council.services.size(), 0.0) {
    for (std::uint32_t s = 0; s < asked_.size(); ++s) left_.push_back(world::lever_hours_left(scene, world, s));
  }

  void ask(Instruction const& instruction, double hours) {
    over_staff(instruction, [&](std::uint32_t service, double share) { asked_[service] += share * hours; });
  }

  /// Share of what an instruction asks that it gets.
  [[nodiscard]] double granted(Instruction const& instruction) const {
    double sum = 0;
    over_staff(instruction, [&](std::uint32_t s, double share) {
      sum += share * (asked_[s] > left_[s] ? left_[s] / asked_[s] : 1);
    });
    return sum;
  }

  /// Share of each service's time that is taken; empty where nothing is asked.
  [[nodiscard]] std::vector<double> busy() const {
    std::vector<double> share;
    if (std::all_of(asked_.begin(), asked_.end(), [](double hours) { return hours <= 0; })) return share;
    for (std::uint32_t s = 0; s < asked_.size(); ++s) {
      auto const staff = world::staff_hours(scene_, s);
      share.push_back(staff > 0 ? std::min(asked_[s], left_[s]) / staff : 0);
    }
    return share;
  }

 private:
  /// The services that run an instruction do so in proportion to their staff.
  template <class Use>
  void over_staff(Instruction const& instruction, Use use) const {
    auto services = instruction.staff;
    if (services.empty()) {
      services.resize(asked_.size());
      std::iota(services.begin(), services.end(), 0U);
    }
    double all = 0;
    for (auto const s : services) all += world::staff_hours(scene_, s);
    for (auto const s : services) use(s, all > 0 ? world::staff_hours(scene_, s) / all : 0);
  }

  Scene const& scene_;
  std::vector<double> asked_;  // [n_service] h/week
  std::vector<double> left_;   // [n_service] h/week
};

}  // namespace

bool in_force(Term const& term, sys_days day) { return term.from <= day && day < term.until; }

sys_days last_trace(Instruction const& instruction) {
  return instruction.term.until + in_days(half_lives_counted * fade_of(instruction));
}

double dose_on(Term const& term, sys_days day) {
  return term.ramp > 0 ? std::min(1.0, months_to_middle_of_week(term.from, day) / term.ramp) : 1;
}

double dose_on(Instruction const& instruction, sys_days day) {
  auto const& term = instruction.term;
  if (day < term.until) return dose_on(term, day);
  auto const fade = fade_of(instruction);
  if (fade <= 0) return 0;
  return dose_on(term, term.until) * kernel::exp2(-months_to_middle_of_week(term.until, day) / fade);
}

std::set<sys_days> change_days(Scene const& scene, Policy const& policy) {
  auto const end = scene.hours.calendar.date_of(scene.hours.end);
  auto const start = scene.hours.calendar.date_of(kernel::Time{});
  std::set<sys_days> result;
  auto const note = [&](sys_days day) {
    if (day < end) result.insert(std::max(day, start));
  };
  auto const note_each = [&](sys_days from, sys_days until, days step) {
    for (auto day = from; day < std::min(until, end); day += step) note(day);
  };
  auto const note_term = [&](Term const& term) {
    note(term.from), note(term.until);
    note_each(term.from, std::min(term.until, term.from + in_days(term.ramp) + week), week);
  };
  for (auto const& review : policy.reviews) note(review.on);
  for (auto const& cost : policy.costs) note_term(cost.term);
  for (auto const& instruction : policy.instructions) {
    note_term(instruction.term);
    if (ages(instruction)) note_each(instruction.term.from, instruction.term.until, month);
    auto const gone = last_trace(instruction);
    note_each(instruction.term.until, gone, week), note(gone);
  }
  return result;
}

bool decided(World const& world, Condition const& condition) {
  if (condition.review == Condition::none) return true;
  auto const& review = world.reviews[condition.review];
  return review.decided && review.holds == condition.met;
}

Day policy_on(Scene const& scene, World const& world, Policy const& policy, sys_days day) {
  Day today{policy, {}};
  auto& instructions = today.policy.instructions;
  auto const n_ward = scene.council.wards.size();
  std::erase_if(instructions,
                [&](Instruction const& i) { return !decided(world, i.term.condition) || !holds_somewhere(i, n_ward); });
  std::erase_if(today.policy.costs, [&](CostLine const& c) { return !decided(world, c.term.condition); });
  for (auto& cost : today.policy.costs) cost.dose = dose_on(cost.term, day);
  for (auto& instruction : instructions) instruction.dose = dose_on(instruction, day);

  std::sort(instructions.begin(), instructions.end(), comes_first);

  // what each asks of those who run it, then what it gets
  auto const correction = mean_correction_on(today.policy, day, n_ward);
  Staffing staffing(scene, world);
  auto const runs = [&](Instruction const& i) { return in_force(i.term, day) && running_hours(i) > 0; };
  for (auto const& instruction : instructions) {
    if (runs(instruction)) staffing.ask(instruction, asked_hours(instruction, correction));
  }
  for (auto& instruction : instructions) {
    if (runs(instruction)) instruction.staffed = staffing.granted(instruction);
  }
  today.busy = staffing.busy();
  return today;
}

}  // namespace wardmote::policy
