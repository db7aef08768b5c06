// What always holds (design §11), on the shipped study, thinned so that it runs in seconds.
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <numeric>

#include <gtest/gtest.h>

#include "analysis/results/digest.hpp"
#include "analysis/results/reader.hpp"
#include "engine/run/simulation.hpp"
#include "scenarios/experiment/experiment.hpp"
#include "scenarios/experiment/worlds.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::experiment {
namespace {

loader::Study kirklees(std::vector<std::string> sets) {
  sets.insert(sets.begin(), {"years=1", "warm_up_years=1"});
  return loader::load_study(WARDMOTE_SOURCE_DIR "/scenarios/studies/kirklees.toml", sets);
}

constexpr double thin = 0.02;  // 8,826 residents; councillors, officers and desks stay whole

TEST(Promises, OneAndThreeThreadsGiveOneDigest) {
  auto const study = kirklees({"runs.worlds=3", "runs.replications=2", "scenarios=[]"});
  std::string digest[2];
  for (std::uint32_t k = 0; k < 2; ++k) {
    support::TemporaryFolder const folder;
    auto const summary = run_study(study, {.folder = folder.path(), .scale = thin, .n_thread = 1 + 2 * k});
    ASSERT_EQ(summary.n_run, 6U);
    digest[k] = results::digest(summary.file);
  }
  EXPECT_EQ(digest[0], digest[1]);
}

TEST(Promises, LeversThatDoNothingDifferByExactlyZeroInEveryDataset) {
  auto const study = kirklees({"mode=chance", "scenarios=[\"do_nothing_levers\", \"ward_solution_meetings\"]"});
  support::TemporaryFolder const folder;
  auto const summary = run_study(study, {.folder = folder.path(), .scale = thin, .n_thread = 2});
  results::Reader const reader(summary.file);
  std::size_t n_dataset = 0;
  std::size_t n_moved = 0;
  for (auto const& variable : reader.layout().variables) {
    if (variable.dimensions.size() < 2 || variable.dimensions[0] != "scenario" ||
        variable.type == results::Type::string) {
      continue;
    }
    auto const values = reader.numbers(variable.name).values;
    auto const n = values.size() / 3;
    auto const same = [&](std::size_t scenario) {
      return std::memcmp(values.data(), values.data() + scenario * n, n * sizeof(double)) == 0;
    };
    EXPECT_TRUE(same(1)) << variable.name;
    n_moved += same(2) ? 0 : 1;
    ++n_dataset;
  }
  EXPECT_GT(n_dataset, 25U);
  EXPECT_GT(n_moved, 5U) << "a policy that acts shows: the comparison has teeth";
}

/// One world of the study, ready to run.
struct OneWorld {
  explicit OneWorld(loader::Study study_)
      : study(std::move(study_)),
        hours(world::make_hours(study.council, study.start, study.warm_up_years, study.years)),
        people(world::make_population(study.council, key, thin)),
        scene(world::make_scene(study.council, people, hours, draw_parameters(study, 0), key, 0, 1)) {}
  kernel::StreamKey key{7, 11};
  loader::Study study;
  world::Hours hours;
  world::Population people;
  world::Scene scene;
};

TEST(Promises, RecordedWeeklyMonthlyOrOnceARunEndsInTheSameState) {
  OneWorld const one(kirklees({"mode=chance", "scenarios=[\"ward_solution_meetings\"]"}));
  auto const policy = resolve(one.study, 1, 0);
  auto const warm = run::warm_up(one.scene);
  auto weekly = warm, monthly = warm, once = warm;
  run::run(one.scene, policy, run::record_times(one.hours, run::RecordEvery::week), weekly);
  run::run(one.scene, policy, run::record_times(one.hours, run::RecordEvery::month), monthly);
  run::run(one.scene, policy, std::vector{one.hours.end}, once);
  for (auto const* other : {&monthly, &once}) {
    EXPECT_EQ(weekly.n_event, other->n_event);
    EXPECT_EQ(weekly.queue.size(), other->queue.size());
    EXPECT_EQ(weekly.officer_free_at, other->officer_free_at);
    EXPECT_EQ(weekly.relations.officer_view, other->relations.officer_view);
    EXPECT_EQ(std::memcmp(weekly.adults.data(), other->adults.data(), weekly.adults.size() * sizeof(world::Adult)), 0);
  }
}

TEST(Promises, EveryEnquirySentIsAnsweredOrOpenOnce) {
  OneWorld const one(kirklees({"mode=chance", "scenarios=[\"close_desk_named_contacts\"]"}));
  auto world = run::warm_up(one.scene);
  run::run(one.scene, resolve(one.study, 1, 0), run::record_times(one.hours, run::RecordEvery::month), world);
  std::uint64_t n_sent = 0, n_answered = 0, n_open = 0, n_reopened = 0, n_report = 0;
  for (std::size_t w = 0; w < world.journal.ward.size(); ++w) {
    n_sent += world.journal.ward[w].enquiries_opened;
    n_answered += world.journal.ward[w].enquiries_answered;
    EXPECT_EQ(world.enquiries_open[w], world.open_cases[w].size());
    EXPECT_LE(world.handler_known[w], world.enquiries_open[w]);
    n_report += world.journal.ward[w].reports;
    for (auto const slot : world.open_cases[w]) {
      EXPECT_TRUE(world.cases[slot].open);
      n_open += 1;
      n_reopened += world.cases[slot].reopened ? 1 : 0;
    }
  }
  EXPECT_EQ(n_sent, n_answered + n_open - n_reopened) << "a reopened case has been answered once and is open again";
  EXPECT_GT(n_sent, 5000U);
  EXPECT_GT(n_report, 1000U);
}

TEST(Promises, OfficersWorkNoMoreHoursThanThereAre) {
  OneWorld const one(kirklees({"mode=chance", "scenarios=[\"ward_solution_meetings\"]"}));
  auto world = run::warm_up(one.scene);
  auto const record =
      run::run(one.scene, resolve(one.study, 1, 0), run::record_times(one.hours, run::RecordEvery::month), world);
  auto const open_hours = one.hours.office.between(kernel::Time{}, one.hours.end).value() / 3600;
  auto const line = [&](world::BudgetLine which) { return record.officer_hours[static_cast<std::size_t>(which)]; };
  double n_officer = 0;
  for (auto const& service : one.study.council.services) n_officer += service.n_enquiry_officer;
  EXPECT_GT(line(world::BudgetLine::meetings), 0);
  EXPECT_LT(line(world::BudgetLine::enquiries_officers) + line(world::BudgetLine::meetings), n_officer * open_hours);
  EXPECT_LT(line(world::BudgetLine::enquiries_desk), one.scene.parameters.desk_fte * open_hours);
}

TEST(Promises, SixtyNineCouncillorsAcrossFourElections) {
  OneWorld const one(kirklees({"mode=chance", "years=4", "scenarios=[]"}));
  auto world = run::warm_up(one.scene);
  auto const n_changed = [&] {
    return std::accumulate(world.seats.begin(), world.seats.end(), 0U,
                           [](std::uint32_t sum, world::Seat const& seat) { return sum + seat.holder; });
  };
  EXPECT_EQ(n_changed(), one.study.council.n_newcomer) << "those elected in May 2018, before the council was described";
  run::run(one.scene, {}, std::vector{one.hours.end}, world);

  // by thirds in 2019, 2020 and 2022: four in ten of 23 seats each time, and each seat is up once
  EXPECT_EQ(world.seats.size(), 69U);
  auto const changes = n_changed() - one.study.council.n_newcomer;
  EXPECT_GE(changes, 27U);
  EXPECT_LE(changes, 30U);
  for (auto const& seat : world.seats) EXPECT_LE(seat.holder, 2U) << "a seat of 2018 is up again in 2022";
  auto const holding = [&](world::CouncillorRole role) {
    return std::count_if(world.seats.begin(), world.seats.end(),
                         [&](world::Seat const& seat) { return seat.role == role; });
  };
  EXPECT_EQ(holding(world::CouncillorRole::cabinet), one.study.council.n_cabinet);
  EXPECT_EQ(holding(world::CouncillorRole::chair), one.study.council.n_chair);
  EXPECT_EQ(holding(world::CouncillorRole::leader), one.study.council.n_leader);
}

TEST(Promises, SwappingNorthAndSouthSwapsTheirResults) {
  // press and public are quicker in the North: whichever wards it has, their councillors hear late more often
  auto const early = [](bool swapped) {
    auto study = kirklees({"mode=chance", "scenarios=[]", "parameters.news_zone_ratio.value=1.8"});
    for (auto& parameter : study.parameters) {
      if (parameter.spec->name == "ward_changes_per_year") parameter.quantity.value = 200;  // enough to tell
    }
    std::vector<std::uint32_t> zone;
    for (auto& ward : study.council.wards) {
      zone.push_back(ward.zone);
      if (swapped) ward.zone = 1 - ward.zone;
    }
    OneWorld const one(std::move(study));
    auto world = run::warm_up(one.scene);
    run::run(one.scene, {}, std::vector{one.hours.end}, world);
    std::array<double, 2> all{}, before{};
    for (std::size_t w = 0; w < zone.size(); ++w) {
      all[zone[w]] += static_cast<double>(world.journal.ward[w].news);
      before[zone[w]] += static_cast<double>(world.journal.ward[w].news_early);
    }
    return std::pair{before[0] / all[0], before[1] / all[1]};
  };
  auto const [north, south] = early(false);
  auto const [north_as_south, south_as_north] = early(true);
  EXPECT_LT(north, south - 0.05) << "the comparison has teeth";
  EXPECT_NEAR(south_as_north, north, 0.06);
  EXPECT_NEAR(north_as_south, south, 0.06);
}

/// What the people of some wards are like and do.
struct Side {
  double adults = 0, offline = 0, issues = 0;
};

TEST(Promises, SwappingTheDataOfTheirWardsSwapsTheResultsOfNorthAndSouth) {
  // wards of the North in turn take the people, deprivation and digital exclusion of those of the South, and these
  // theirs
  auto const sides = [](bool swapped) {
    auto study = kirklees({"mode=chance", "scenarios=[]"});
    for (auto& parameter : study.parameters) {
      if (parameter.spec->name == "need_deprivation_slope") parameter.quantity.value = 0.4;
      if (parameter.spec->name == "pareto_index") parameter.quantity.value = 3;  // few people decide nothing
    }
    auto& wards = study.council.wards;
    std::array<std::vector<std::size_t>, 2> of_zone;
    for (std::size_t w = 0; w < wards.size(); ++w) of_zone[wards[w].zone].push_back(w);
    auto const n_pair = std::min(of_zone[0].size(), of_zone[1].size());
    for (std::size_t k = 0; swapped && k < n_pair; ++k) {
      auto& north = wards[of_zone[0][k]];
      auto& south = wards[of_zone[1][k]];
      std::swap(north.residents, south.residents);
      std::swap(north.ethnic_share, south.ethnic_share);
      std::swap(north.deprivation, south.deprivation);
      std::swap(north.digital_exclusion, south.digital_exclusion);
    }
    OneWorld const one(std::move(study));
    auto world = run::warm_up(one.scene);
    run::run(one.scene, {}, std::vector{one.hours.end}, world);
    std::array<Side, 2> result;
    for (std::size_t zone = 0; zone < 2; ++zone) {
      for (std::size_t k = 0; k < n_pair; ++k) {
        auto const w = of_zone[zone][k];
        result[zone].issues += static_cast<double>(world.journal.ward[w].issues);
        for (auto i = one.people.first_in_ward[w]; i < one.people.first_in_ward[w + 1]; ++i) {
          ++result[zone].adults;
          result[zone].offline += world.adults[i].online ? 0 : 1;
        }
      }
    }
    return result;
  };
  auto const as_it_is = sides(false);
  auto const swapped = sides(true);
  auto const rate = [](Side const& side) { return side.issues / side.adults; };
  EXPECT_GT(rate(as_it_is[0]), 1.08 * rate(as_it_is[1])) << "the comparison has teeth";
  for (std::size_t zone = 0; zone < 2; ++zone) {
    EXPECT_NEAR(swapped[zone].adults, as_it_is[1 - zone].adults, 2) << "give or take rounding";
    EXPECT_NEAR(rate(swapped[zone]), rate(as_it_is[1 - zone]), 0.04 * rate(as_it_is[0]));
    EXPECT_NEAR(swapped[zone].offline, as_it_is[1 - zone].offline, 4 * std::sqrt(2 * as_it_is[0].offline));
  }
}

TEST(Promises, SharesStayBetweenZeroAndOne) {
  OneWorld const one(kirklees({"mode=chance", "scenarios=[\"close_the_loop\"]"}));
  auto world = run::warm_up(one.scene);
  auto const record =
      run::run(one.scene, resolve(one.study, 1, 0), run::record_times(one.hours, run::RecordEvery::week), world);
  auto const specs = measure::series_specs();
  for (std::size_t k = 0; k < specs.size(); ++k) {
    if (specs[k].units != "1" || specs[k].method == measure::CellMethod::sum || specs[k].name == "enquiries_open")
      continue;
    for (auto const x : record.series[k]) {
      if (!std::isnan(x)) {
        ASSERT_TRUE(x >= 0 && x <= 1) << specs[k].name << " = " << x;
      }
    }
  }
}

TEST(Promises, TheBaselineIsTheSameWhateverElseIsInTheStudy) {
  auto const alone = kirklees({"mode=chance", "scenarios=[]"});
  auto const beside = kirklees({"mode=chance", "scenarios=[\"digital_channels\"]"});
  std::vector<double> outcomes[2];
  for (auto const* study : {&alone, &beside}) {
    support::TemporaryFolder const folder;
    auto const summary = run_study(*study, {.folder = folder.path(), .scale = thin, .n_thread = 1});
    auto const values = results::Reader(summary.file).numbers("outcomes").values;
    auto const n = values.size() / study->scenarios.size();
    outcomes[study == &beside].assign(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(n));
  }
  ASSERT_EQ(outcomes[0].size(), outcomes[1].size());
  EXPECT_EQ(std::memcmp(outcomes[0].data(), outcomes[1].data(), outcomes[0].size() * sizeof(double)), 0);
}

TEST(Folder, IsRefusedWhileInUseOrHoldingOtherResultsAndKeptOtherwise) {
  auto const study = kirklees({"mode=chance", "scenarios=[]"});
  auto const other = kirklees({"mode=chance", "scenarios=[]", "seed=5"});
  support::TemporaryFolder const folder;
  Options options{.folder = folder.path(), .scale = thin, .n_thread = 1};
  auto const file = run_study(study, options).file;
  auto const digest = results::digest(file);
  EXPECT_EQ(run_study(study, options).end, Summary::End::already_done);
  EXPECT_THROW(run_study(other, options), FolderRefused);
  EXPECT_EQ(results::digest(file), digest);
  options.fresh = true;
  EXPECT_EQ(run_study(other, options).end, Summary::End::done);
  EXPECT_NE(results::digest(file), digest);
}

TEST(Folder, GoesOnWhereItWasStopped) {
  auto const study = kirklees({"mode=chance", "scenarios=[\"close_the_loop\"]"});
  support::TemporaryFolder const whole, halved;
  auto const expected = results::digest(run_study(study, {.folder = whole.path(), .scale = thin}).file);

  // stopped after one run of four, then after one more
  std::uint64_t n_run = 0;
  for (int session = 0; session < 2; ++session) {
    auto n_asked = 0;
    auto const stop = [&] { return ++n_asked > 3; };
    auto const summary = run_study(study, {.folder = halved.path(), .scale = thin, .isolate = false, .stop = stop});
    ASSERT_EQ(summary.end, Summary::End::stopped);
    EXPECT_FALSE(std::filesystem::exists(halved.path() / "results.h5"));
    EXPECT_EQ(summary.n_reused, n_run);
    n_run += summary.n_run;
    EXPECT_EQ(summary.n_missing, 4 - n_run);
  }
  EXPECT_GT(n_run, 0U);
  auto const last = run_study(study, {.folder = halved.path(), .scale = thin});
  EXPECT_EQ(last.n_run, 4 - n_run) << "nothing is run twice";
  EXPECT_EQ(results::digest(last.file), expected);
}

TEST(Folder, TakesInMoreWorldsAndScenariosAndRunsOnlyThem) {
  support::TemporaryFolder const grown, whole;
  auto const few = kirklees({"runs.worlds=1", "scenarios=[]"});
  auto const many = kirklees({"runs.worlds=2", "scenarios=[\"close_the_loop\"]"});
  EXPECT_EQ(run_study(few, {.folder = grown.path(), .scale = thin}).n_run, 2U);
  EXPECT_THROW(run_study(many, {.folder = grown.path(), .scale = thin}), FolderRefused) << "only when asked";
  auto const summary = run_study(many, {.folder = grown.path(), .scale = thin, .extend = true});
  EXPECT_EQ(summary.n_reused, 2U);
  EXPECT_EQ(summary.n_run, 6U);
  EXPECT_EQ(results::digest(summary.file),
            results::digest(run_study(many, {.folder = whole.path(), .scale = thin}).file));
  EXPECT_THROW(run_study(few, {.folder = grown.path(), .scale = thin, .extend = true}), FolderRefused);
}

}  // namespace
}  // namespace wardmote::experiment
