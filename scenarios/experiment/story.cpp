#include "scenarios/experiment/story.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <future>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "engine/run/simulation.hpp"
#include "engine/world/population.hpp"
#include "scenarios/experiment/plan.hpp"
#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/nearest.hpp"

namespace wardmote::experiment {

namespace {

using report::Happening;
using report::Moment;
using world::Case;
using world::Event;
using world::EventKind;
using world::Scene;
using world::World;

constexpr std::uint32_t steps_apart = 256;  ///< steps of a case: its occurrence / 256 is the candidate it came of

/// A citizen's issue, named alike in all runs: who met it, and which of their occasions it is.
using IssueId = std::pair<std::uint32_t, std::uint32_t>;

struct Issue {
  std::vector<Moment> moments;
  std::uint32_t service = 0;
  bool has_service = false;
  bool by_councillor = false;
  std::optional<kernel::Time> answered;
};

/// One councillor, one week since the start.
using WeekId = std::pair<std::uint32_t, std::int64_t>;

struct Week {
  std::vector<Moment> moments;
  double hours = 0;  ///< of the councillor, as the model counts them
};

/// Everything one run shows of issues and councillors.
class Notebook final : public run::Onlooker {
 public:
  explicit Notebook(Scene const& scene) : scene_(scene) {}

  std::map<IssueId, Issue> issues;
  std::map<WeekId, Week> weeks;

  void before(World const& world, Event const& event) override;
  void after(World const& world, Event const& event) override;

 private:
  static bool is_of_case(EventKind kind) { return kind >= EventKind::request_answered && kind <= EventKind::chase_due; }
  /// A citizen's own occasion or call, no stand-in's.
  static bool is_voice(Event const& event) {
    return (event.kind == EventKind::occasion && event.detail == 0) ||
           (event.kind == EventKind::call && event.step == 0);
  }
  /// What an event about a case says of it.
  void after_case(World const& world, Event const& event);
  void after_voice(World const& world, Event const& event);
  void after_meeting(World const& world, Event const& event);
  void after_contact(World const& world, std::uint32_t councillor, Happening what, double hours);
  [[nodiscard]] std::vector<Happening> told_by(World const& world, Event const& event) const;
  [[nodiscard]] Happening answer(World const& world) const;
  [[nodiscard]] std::uint32_t n_met(World const& world, std::uint32_t councillor) const;

  [[nodiscard]] std::string const& title_of(std::uint32_t service) const {
    return scene_.council.services[service].title;
  }
  Issue* issue_of(Case const& item) {
    auto const found = issues.find({item.citizen, item.occurrence / steps_apart});
    return found == issues.end() ? nullptr : &found->second;
  }
  Week& week_of(World const& world, std::uint32_t councillor) {
    return weeks[{councillor, world.now.value() < 0 ? -1 : world.now.count() / kernel::days(7).count()}];
  }
  void note(World const& world, Issue& issue, Happening what) { issue.moments.push_back({world.now.count(), what}); }

  Scene const& scene_;
  std::optional<Case> case_;            // as it stood before the event
  world::Journal::WardFlows flows_;     // likewise, of the event's ward
  std::uint32_t next_slot_ = 0;         // the slot that a case opened now would get
  std::vector<float> contacts_;         // likewise
  std::vector<std::uint32_t> waiting_;  // slots of enquiries that waited before a meeting
};

std::uint32_t slot_for_next(World const& world) {
  return world.free_cases.empty() ? static_cast<std::uint32_t>(world.cases.size()) : world.free_cases.back();
}

void Notebook::before(World const& world, Event const& event) {
  case_.reset();
  if (is_of_case(event.kind)) {
    auto const& item = world.cases[event.who];
    if (!item.open || item.serial != event.what) return;
    case_ = item;
    flows_ = world.journal.ward[item.ward];
  } else if (is_voice(event)) {
    flows_ = world.journal.ward[world.adults[event.who].ward];
    next_slot_ = slot_for_next(world);
  } else if (event.kind == EventKind::meeting || event.kind == EventKind::base_contact) {
    contacts_ = world.relations.contacts;
    waiting_.clear();
    for (auto const& slots : world.open_cases) {
      std::copy_if(slots.begin(), slots.end(), std::back_inserter(waiting_),
                   [&](std::uint32_t slot) { return world.cases[slot].stage == world::Stage::waiting; });
    }
  }
}

void Notebook::after(World const& world, Event const& event) {
  if (case_) return after_case(world, event);
  if (is_voice(event)) return after_voice(world, event);
  if (event.kind == EventKind::base_contact) return after_contact(world, event.who, Happening::speaks, 0);
  if (event.kind == EventKind::meeting) return after_meeting(world, event);
}

void Notebook::after_meeting(World const& world, Event const& event) {
  auto const& activity = world.activities[event.who];
  for (auto const councillor : activity.councillors)
    after_contact(world, councillor, Happening::meets, activity.meet.hours_per_attendee);
  for (auto const slot : waiting_) {
    if (world.cases[slot].stage != world::Stage::worked) continue;
    if (auto* const issue = issue_of(world.cases[slot])) note(world, *issue, Happening::taken_at_meeting);
  }
}

/// A citizen's occasion or call: an issue arises, is voiced or not, reaches somebody.
void Notebook::after_voice(World const& world, Event const& event) {
  auto const& now = world.journal.ward[world.adults[event.who].ward];
  auto const arose = event.kind == EventKind::occasion && now.issues > flows_.issues;
  IssueId const id{event.who, event.what};
  if (arose) note(world, issues[id], Happening::arises);
  auto const found = issues.find(id);
  if (found == issues.end()) return;
  auto& issue = found->second;
  auto const* const opened = next_slot_ < world.cases.size() ? &world.cases[next_slot_] : nullptr;
  if (opened != nullptr && opened->open && opened->citizen == event.who &&
      opened->occurrence == event.what * steps_apart) {
    issue.service = opened->service;
    issue.has_service = true;
    issue.by_councillor = opened->councillor != 0xFFFF;
    note(world, issue, issue.by_councillor ? Happening::tells_councillor : Happening::tells_council);
  } else if (arose) {
    note(world, issue, now.reports > flows_.reports ? Happening::telephones : Happening::kept_quiet);
  }
}

/// How an answer came out, by what the ward's counts gained.
Happening Notebook::answer(World const& world) const {
  auto const& now = world.journal.ward[case_->ward];
  auto const fixed = now.reports_fixed > flows_.reports_fixed, told = now.reports_told > flows_.reports_told;
  if (fixed) return told ? Happening::answered_fixed_told : Happening::answered_fixed;
  return told ? Happening::answered_told : Happening::answered;
}

/// What happened to a case, by how it stood before and stands now.
std::vector<Happening> Notebook::told_by(World const& world, Event const& event) const {
  auto const& before = *case_;
  auto const& now = world.cases[event.who];
  switch (event.kind) {
    case EventKind::enquiry_sent: {
      constexpr std::array ways{Happening::to_desk, Happening::to_officer, Happening::to_named, Happening::to_conduit};
      auto const way = ways[static_cast<std::size_t>(now.path)];
      if (now.lost) return {way, Happening::astray};
      return {way};
    }
    case EventKind::enquiry_at_officer:
      return {now.stage == world::Stage::with_wrong_officer ? Happening::wrong_officer : Happening::right_officer};
    case EventKind::enquiry_passed_back:
      if (before.stage != world::Stage::with_wrong_officer) return {};
      return {Happening::passed_back};
    case EventKind::enquiry_opened:
      if (before.stage != world::Stage::waiting) return {};
      return {Happening::taken_in_hand};
    case EventKind::enquiry_answered:
      return {now.open && now.serial == before.serial ? Happening::not_settled : answer(world)};
    case EventKind::request_answered:
      return {answer(world)};
    case EventKind::chase_due:
      if (world.journal.ward[before.ward].chases == flows_.chases) return {};
      if (before.lost && !now.lost) return {Happening::asks_again, Happening::found_again};
      return {Happening::asks_again};
    default:
      return {};
  }
}

void Notebook::after_case(World const& world, Event const& event) {
  auto const happened = told_by(world, event);
  auto* const issue = case_->citizen == world::nobody ? nullptr : issue_of(*case_);
  auto const answered = happened.empty() ? false : happened.back() >= Happening::answered_fixed_told;
  for (auto const what : happened) {
    if (issue != nullptr) note(world, *issue, what);
  }
  if (issue != nullptr && answered) issue->answered = world.now;

  // what the councillor has to do with it
  if (happened.empty() || case_->councillor == 0xFFFF) return;
  auto const first = happened.front();
  auto const& p = scene_.parameters;
  auto const sends = event.kind == EventKind::enquiry_sent, asks = first == Happening::asks_again;
  if (!sends && !asks && event.kind != EventKind::enquiry_answered) return;
  auto& week = week_of(world, case_->councillor);
  week.moments.push_back({world.now.count(), answered ? Happening::answered : first, 0, title_of(case_->service)});
  week.hours += (sends ? p.councillor_minutes_case : asks ? p.councillor_minutes_chase : 0) / 60;
}

std::uint32_t Notebook::n_met(World const& world, std::uint32_t councillor) const {
  std::uint32_t n = 0;
  for (auto post = 0U; post < scene_.n_post(); ++post) {
    auto const at = std::size_t{councillor} * scene_.n_post() + post;
    n += world.relations.contacts[at] > contacts_[at];
  }
  return n;
}

void Notebook::after_contact(World const& world, std::uint32_t councillor, Happening what, double hours) {
  auto const n = n_met(world, councillor);
  if (n == 0) return;
  auto& week = week_of(world, councillor);
  week.moments.push_back({world.now.count(), what, n});
  week.hours += hours;
}

/// Of what moved one way, the one in the middle: no extreme is shown.
report::Pick middle_of(std::vector<report::Twice>&& found) {
  report::Pick pick{found.size(), std::nullopt};
  if (found.empty()) return pick;
  auto const change = [](report::Twice const& x) { return std::abs(x.policy_size - x.baseline_size); };
  auto const middle = found.begin() + static_cast<std::ptrdiff_t>(found.size() / 2);
  std::stable_sort(found.begin(), found.end(), [&](auto const& a, auto const& b) { return change(a) < change(b); });
  pick.middle = std::move(*middle);
  return pick;
}

constexpr std::array ages{"aged 16 to 34", "aged 35 to 64", "aged 65 to 74", "aged 75 or over"};

/// "North", or "the council" where there are no zones.
std::string place_of(Scene const& scene, std::uint32_t ward) {
  auto const& council = scene.council;
  return council.zones.size() < 2 ? council.name : council.zones[council.wards[ward].zone] + " " + council.name;
}

/// Issues answered in both runs, better or worse.
void choose_issues(Scene const& scene, Notebook const& baseline, Notebook const& policy, report::Story& story,
                   std::optional<std::uint32_t> citizen) {
  std::vector<report::Twice> better, worse;
  auto const only_councillors = !citizen.has_value();
  for (auto const& [id, before] : baseline.issues) {
    if (citizen && *citizen != id.first) continue;
    auto const found = policy.issues.find(id);
    if (found == policy.issues.end() || !before.answered || !found->second.answered) continue;
    auto const& after = found->second;
    if (only_councillors && !(before.by_councillor && after.by_councillor)) continue;
    ++story.n_issue;
    auto const days = [&](Issue const& issue) {
      return std::floor((*issue.answered - kernel::Time{}).value() / kernel::days(1).value()) -
             std::floor(static_cast<double>(issue.moments.front().seconds) / 86'400);
    };
    // sooner is better; as soon, put right is better than not, and told than not told
    auto change = days(after) - days(before);
    if (change == 0)
      change = 0.1 * (static_cast<int>(after.moments.back().what) - static_cast<int>(before.moments.back().what));
    if (change == 0) {
      ++story.n_unmoved;
      continue;
    }
    auto const age = scene.people.cells[scene.people.cell[id.first]].age;
    (change < 0 ? better : worse)
        .push_back({fmt::format("Somebody {} in {}", ages[static_cast<std::size_t>(age)],
                                place_of(scene, scene.people.ward_of(id.first))),
                    scene.council.services[before.service].title, before.moments, after.moments, days(before),
                    days(after)});
  }
  story.better = middle_of(std::move(better));
  story.worse = middle_of(std::move(worse));
}

/// Weeks that cost councillors less time, or more. The first half year is left out: a policy has hardly begun.
void choose_weeks(Scene const& scene, Notebook const& baseline, Notebook const& policy, report::Story& story) {
  constexpr std::int64_t settled = 26;
  constexpr double a_difference = 0.25;  ///< a quarter of an hour [h]
  std::vector<report::Twice> lighter, heavier;
  for (auto const& [id, before] : baseline.weeks) {
    auto const found = policy.weeks.find(id);
    if (id.second < settled || found == policy.weeks.end()) continue;
    auto const change = found->second.hours - before.hours;
    if (std::abs(change) < a_difference) continue;
    (change < 0 ? lighter : heavier)
        .push_back({fmt::format("A councillor in {}", place_of(scene, scene.councillor_ward[id.first])), "",
                    before.moments, found->second.moments, before.hours, found->second.hours});
  }
  story.lighter = middle_of(std::move(lighter));
  story.heavier = middle_of(std::move(heavier));
}

}  // namespace

std::vector<std::size_t> scenarios_named(loader::Study const& study, std::string const& name, std::string const& what) {
  std::vector<std::size_t> all(study.scenarios.size() - 1);
  std::iota(all.begin(), all.end(), std::size_t{1});
  if (name == "all") return all;
  std::vector<std::string_view> names;
  for (auto const s : all) {
    if (study.scenarios[s].id == name) return {s};
    names.emplace_back(study.scenarios[s].id);
  }
  throw loader::InputError({}, fmt::format("{} {}: not a scenario of this study ({})", what, name,
                                           loader::hint(name, std::span<std::string_view const>{names})));
}

std::vector<report::Story> tell(loader::Study const& study, std::vector<std::size_t> const& scenarios,
                                StoryOf const& of) {
  auto central = study;
  central.mode = loader::Mode::chance;
  Plan const plan(central, of.scale);
  auto const people = world::make_population(central.council, plan.key(), plan.scale());
  if (of.citizen && *of.citizen >= people.n_adult) {
    throw loader::InputError({}, fmt::format("--citizen {}: expected 0 to {}, the adults simulated at this scale",
                                             *of.citizen, people.n_adult - 1));
  }
  auto const scene = world::make_scene(central.council, people, plan.hours(), draw_parameters(central, 0), plan.key(),
                                       of.replication, static_cast<std::uint32_t>(central.years + 0.999));
  auto const warm = run::warm_up(scene);
  auto const follow = [&](std::size_t scenario) {
    auto notebook = std::make_unique<Notebook>(scene);
    auto world = warm;
    run::run_watched(scene, resolve(central, scenario, 0), world, *notebook);
    return notebook;
  };

  auto beside = std::async(std::launch::async, follow, std::size_t{0});
  std::unique_ptr<Notebook> baseline;
  std::vector<report::Story> stories;
  for (auto const s : scenarios) {
    auto const policy = follow(s);
    if (!baseline) baseline = beside.get();
    report::Story story{.policy = central.scenarios[s].title,
                        .run = fmt::format("central values, replication {}, 1 in {:.0f} of the citizens",
                                           of.replication, 1 / of.scale)};
    choose_issues(scene, *baseline, *policy, story, of.citizen);
    choose_weeks(scene, *baseline, *policy, story);
    stories.push_back(std::move(story));
  }
  return stories;
}

}  // namespace wardmote::experiment
