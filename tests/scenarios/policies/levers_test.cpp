// Each lever of the shipped library, alone, in Kirklees with a hundredth of its people: it begins and ends when it
// says, reaches only where it is put, costs what it states, and moves what it acts on.
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <numeric>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/policy/apply.hpp"
#include "engine/policy/budget.hpp"
#include "engine/policy/day.hpp"
#include "engine/run/simulation.hpp"
#include "engine/world/skill.hpp"
#include "scenarios/experiment/worlds.hpp"
#include "scenarios/loader/lever_file.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/study.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote {
namespace {

using policy::Primitive;
using std::chrono::days;

constexpr int day_from = 91;    // 2018-10-01
constexpr int day_until = 273;  // 2019-04-01
constexpr std::string_view zone = "North";

/// Ids of the shipped levers that act; the rest are other names for some of them.
std::vector<std::string> acting_levers() {
  loader::Library library(WARDMOTE_SOURCE_DIR "/scenarios");
  std::vector<std::string> ids;
  for (auto const& entry : std::filesystem::directory_iterator(WARDMOTE_SOURCE_DIR "/scenarios/policies")) {
    if (entry.path().extension() != ".toml") continue;
    for (auto const& lever : loader::read_levers(library.open(entry.path().string(), "lever"))) {
      if (!lever.does.empty()) ids.push_back(lever.id);
    }
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

/// A study with one scenario a lever, for half a year, in one zone.
loader::Study each_alone(support::TemporaryFolder const& folder, std::vector<std::string> const& levers) {
  std::string names;
  for (auto const& lever : levers) {
    auto const id = fmt::format("only_{}", lever);
    std::ofstream(std::filesystem::path(folder.path()) / (id + ".toml")) << fmt::format(
        "wardmote = 1\nkind = \"scenario\"\nid = \"{0}\"\ntitle = \"{0}\"\npurpose = \"a test\"\n[[use]]\n"
        "lever = \"{1}\"\nfrom = 2018-10-01\nuntil = 2019-04-01\nwhere = {{ zone = \"{2}\" }}\n",
        id, lever, zone);
    names += fmt::format("{}\"{}\"", names.empty() ? "" : ", ", id);
  }
  auto const file = (std::filesystem::path(folder.path()) / "each.toml").string();
  std::ofstream(file) << fmt::format(
      "wardmote = 1\nkind = \"study\"\nid = \"each\"\ntitle = \"a test\"\nquestion = \"a test\"\ncouncil = "
      "\"kirklees\"\n"
      "parameters = [\"base\"]\nbaseline = \"as_found\"\nscenarios = [{}]\nstart = 2018-07-02\nyears = 1\n"
      "warm_up_years = 1\nseed = 1\nmode = \"chance\"\n[runs]\nworlds = 1\nreplications = 2\n[[outcome]]\nid = "
      "\"trust\"\n"
      "title = \"a test\"\nunit = \"1\"\nbetter = \"higher\"\nmatters = 0.03\n",
      names);
  return loader::load_study(file, {});
}

loader::Study with_a_hundredth(loader::Study study) {
  for (auto& ward : study.council.wards) {
    for (auto& band : ward.residents) band /= 100;
  }
  return study;
}

struct Library {
  support::TemporaryFolder folder;
  std::vector<std::string> ids = acting_levers();
  loader::Study study = with_a_hundredth(each_alone(folder, ids));
  kernel::StreamKey key{7, 11};
  world::Hours hours = world::make_hours(study.council, study.start, study.warm_up_years, study.years);
  world::Population people = world::make_population(study.council, key, 1);
  world::Scene scene =
      world::make_scene(study.council, people, hours, experiment::draw_parameters(study, 0), key, 0, 1);
  world::World warm = run::warm_up(scene);

  [[nodiscard]] policy::Policy policy(std::size_t lever) const { return experiment::resolve(study, lever + 1, 0); }
  [[nodiscard]] std::chrono::sys_days day(int n) const { return study.start + days(n); }
  [[nodiscard]] world::World after(policy::Policy const& policy, int n_day) const {
    auto world = warm;
    run::run(scene, policy, std::vector{kernel::Time{} + kernel::days(n_day)}, world);
    return world;
  }
};

Library const& library() {
  static Library const made;
  return made;
}

bool same_dials(world::Settings const& a, world::Settings const& b, std::size_t ward) {
  for (std::size_t d = 0; d < world::n_dial; ++d) {
    for (std::size_t s = 0; s < a.n_service(); ++s) {
      if (a(static_cast<world::Dial>(d), ward, s) != b(static_cast<world::Dial>(d), ward)) return false;
    }
  }
  for (std::size_t d = 0; d < world::n_group_dial; ++d) {
    for (std::size_t g = 0; g < world::n_group; ++g) {
      auto const dial = static_cast<world::GroupDial>(d);
      auto const group = static_cast<world::Group>(g);
      if (a(dial, group, ward) != b(dial, group, ward)) return false;
    }
  }
  return true;
}

bool same(world::Settings const& a, world::Settings const& b) {
  for (std::size_t w = 0; w < a.n_ward(); ++w) {
    if (!same_dials(a, b, w)) return false;
  }
  return a.staff == b.staff;
}

bool in_zone(std::size_t ward) {
  auto const& council = library().study.council;
  return council.zones[council.wards[ward].zone] == zone;
}

TEST(ShippedLevers, AreAtLeastTwoHundredAndForty) {
  // with the other names: a row of the catalogue that another lever covers runs as that lever
  loader::Library files(WARDMOTE_SOURCE_DIR "/scenarios");
  EXPECT_GE(files.names("lever", "").size(), 240U);
  EXPECT_GE(library().ids.size(), 200U);
}

TEST(ShippedLevers, SetWhatTheySetFromTheirFirstDayToTheirLastAndNowhereElse) {
  auto const& scene = library().scene;
  auto const as_found = policy::settings_as_found(scene);
  for (std::size_t i = 0; i < library().ids.size(); ++i) {
    SCOPED_TRACE(library().ids[i]);
    auto const policy = library().policy(i);
    auto const on = [&](std::chrono::sys_days day) {
      return policy::settings_on(scene, policy::policy_on(scene, library().warm, policy, day).policy, day);
    };
    auto gone = library().day(day_until);
    for (auto const& instruction : policy.instructions) gone = std::max(gone, policy::last_trace(instruction));
    EXPECT_TRUE(same(on(library().day(day_from - 1)), as_found)) << "before it begins";
    EXPECT_TRUE(same(on(gone), as_found)) << "after it ends, and has faded";
    auto const during = on(library().day(day_from));
    for (std::size_t w = 0; w < during.n_ward(); ++w) {
      if (!in_zone(w)) {
        EXPECT_TRUE(same_dials(during, as_found, w)) << "ward " << w << " is elsewhere";
      }
    }
  }
}

TEST(ShippedLevers, DoSomethingWithEveryStep) {
  auto const& scene = library().scene;
  auto const as_found = policy::settings_as_found(scene);
  for (std::size_t i = 0; i < library().ids.size(); ++i) {
    auto const policy = library().policy(i);
    for (auto const& instruction : policy.instructions) {
      policy::Policy const alone{"step", {instruction}, {}};
      auto const sets = !same(policy::settings_on(scene, alone, library().day(day_from)), as_found);
      auto world = library().warm;
      auto const n_event = world.queue.size();
      policy::begin(scene, world, alone);
      auto const changes = policy::change_days(scene, alone).size();
      EXPECT_TRUE(sets || world.queue.size() > n_event + changes)
          << library().ids[i] << ", step " << instruction.step + 1 << ", "
          << policy::spec_of(instruction.primitive).name;
    }
  }
}

TEST(ShippedLevers, LeaveTheRunAsItIsUntilTheyBegin) {
  auto const before = library().after({}, day_from);
  for (std::size_t i = 0; i < library().ids.size(); ++i) {
    auto const world = library().after(library().policy(i), day_from);
    EXPECT_EQ(std::memcmp(world.adults.data(), before.adults.data(), world.adults.size() * sizeof(world::Adult)), 0)
        << library().ids[i];
    EXPECT_EQ(world.officer_free_at, before.officer_free_at) << library().ids[i];
    EXPECT_EQ(world.relations.officer_view, before.relations.officer_view) << library().ids[i];
    EXPECT_EQ(world.n_event, before.n_event) << library().ids[i];
  }
}

/// All that a policy books whatever happens, stretch by stretch as a run does.
world::Journal booked(policy::Policy const& policy) {
  auto const& scene = library().scene;
  auto world = library().warm;
  auto const days_of_change = policy::change_days(scene, policy);
  for (auto day = days_of_change.begin(); day != days_of_change.end(); ++day) {
    auto const next = std::next(day) == days_of_change.end() ? library().day(366) : *std::next(day);
    policy::book(scene, world, policy::policy_on(scene, world, policy, *day).policy, *day, next);
  }
  return world.journal;
}

TEST(ShippedLevers, BookTheHoursAndMoneyTheyState) {
  auto const year = (day_until - day_from) / world::days_per_year;
  for (std::size_t i = 0; i < library().ids.size(); ++i) {
    auto const policy = library().policy(i);
    auto const& lever = library().study.scenarios[i + 1].levers.front().lever;
    auto const ramp = lever.ramp.value / 12;
    auto const grown = ramp > year ? year / (2 * ramp) : 1 - ramp / (2 * year);  // mean dose, in a straight line
    double hours = 0, money = 0;
    auto monitored = false;
    for (auto const& step : policy.instructions) {
      auto const& fields = policy::spec_of(step.primitive).fields;
      for (std::size_t f = 0; f < fields.size(); ++f) {
        if (policy::is_running(fields[f])) hours += lever.delivery.value * 12 * year * grown * step.fields[f];
        if (fields[f].name == "grants") money += lever.delivery.value * year * grown * step.fields[f];
        monitored = monitored || (fields[f].name == "correction" && step.fields[f] > 0);
      }
    }
    for (auto const& cost : lever.costs) {
      auto const times = cost.per == policy::CostBasis::year   ? year * grown
                         : cost.per == policy::CostBasis::once ? 1
                                                               : 0;
      hours += lever.delivery.value * times * cost.officer_hours.value;
      money += lever.delivery.value * times * cost.money.value;
    }
    if (monitored) continue;  // what monitoring puts right costs more: tests/engine/policy
    auto const journal = booked(policy);
    auto const sum = [](std::array<double, world::n_budget_line> const& budget) {
      return budget[static_cast<std::size_t>(world::BudgetLine::policy_running)] +
             budget[static_cast<std::size_t>(world::BudgetLine::policy_one_off)];
    };
    EXPECT_NEAR(sum(journal.officer_hours[0]), hours, 1e-6 * (1 + hours)) << lever.id;
    EXPECT_NEAR(sum(journal.money[0]), money, 1e-6 * (1 + money)) << lever.id;
    EXPECT_EQ(journal.undelivered_hours, 0) << lever.id << " alone asks for no more than there is";
  }
}

/// Sums that tell whether a mechanism moved.
struct Probe {
  double contacts = 0, skill = 0, directory = 0, community = 0, meeting_hours = 0, officer_hours = 0;
};

Probe probe(world::World const& world) {
  Probe sum;
  for (auto const c : world.relations.contacts) sum.contacts += world.relation_fading * static_cast<double>(c);
  for (auto const* skills :
       {&world.officer_skill, &world.councillor_skill, &world.resident_skill, &world.front_skill}) {
    for (auto const& skill : *skills) sum.skill += std::abs(world::skill_now(world, skill));
  }
  sum.directory = std::accumulate(world.directory_right.begin(), world.directory_right.end(), 0.0);
  sum.community = std::accumulate(world.community.begin(), world.community.end(), 0.0);
  auto const& hours = world.journal.officer_hours[0];
  sum.meeting_hours = hours[static_cast<std::size_t>(world::BudgetLine::meetings)];
  sum.officer_hours = hours[static_cast<std::size_t>(world::BudgetLine::enquiries_officers)] + sum.meeting_hours;
  return sum;
}

TEST(ShippedLevers, MoveWhatTheyActOnWithinTheHoursThereAre) {
  auto const& scene = library().scene;
  auto const as_found = probe(library().after({}, day_until));
  double n_officer = 0;
  for (auto const& service : library().study.council.services) n_officer += service.n_enquiry_officer;
  n_officer += static_cast<double>(scene.n_post());
  auto const open_hours = library().hours.office.between(kernel::Time{}, kernel::Time{} + kernel::days(day_until));
  for (std::size_t i = 0; i < library().ids.size(); ++i) {
    SCOPED_TRACE(library().ids[i]);
    auto policy = library().policy(i);
    for (auto& step : policy.instructions) step.delivery = 1;  // with two meetings in half a year luck would drop both
    auto const world = library().after(policy, day_until);
    auto const now = probe(world);
    EXPECT_LT(now.officer_hours, n_officer * open_hours.value() / 3600) << "no more hours than there are";
    for (auto const& activity : world.activities) {
      if (activity.ward != world::nobody) {
        EXPECT_TRUE(in_zone(activity.ward));
      }
      for (auto const v : activity.councillors) EXPECT_TRUE(in_zone(scene.councillor_ward[v]));
      for (auto const date : activity.dates) {
        EXPECT_GE(date, library().hours.calendar.time_of(library().day(day_from)));
        EXPECT_LT(date, library().hours.calendar.time_of(library().day(day_until)) + kernel::days(5));
      }
    }
    for (auto const& step : policy.instructions) {
      auto const field = [&](std::string_view name) { return step.fields[*policy::field_index(step.primitive, name)]; };
      auto const meets = step.primitive == Primitive::meet && step.every != policy::Period::once &&
                         step.every != policy::Period::year && step.councillors != policy::CouncillorTarget::none &&
                         field("attendance_councillors") > 0 && field("attendance_officers") > 0.2;
      if (meets) {
        EXPECT_GT(now.contacts, as_found.contacts) << "they meet";
        if (field("hours_per_attendee") > 0) {
          EXPECT_GT(now.meeting_hours, as_found.meeting_hours);
        }
      }
      if (step.primitive == Primitive::build && field("support") + field("grants") > 0) {
        EXPECT_GT(now.community, 0);
      }
      if (step.primitive == Primitive::store && field("holds") == 0 &&
          field("accuracy") * policy.instructions.front().delivery > 0.7) {
        EXPECT_GT(now.directory, as_found.directory);
      }
    }
  }
}

}  // namespace
}  // namespace wardmote
