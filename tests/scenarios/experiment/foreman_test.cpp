// A run that ends its process fails alone, and a process that ends for another reason costs nothing.
#include "scenarios/experiment/foreman.hpp"

#include <csignal>
#include <fstream>
#include <set>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include "analysis/results/digest.hpp"
#include "analysis/results/reader.hpp"
#include "scenarios/experiment/child.hpp"
#include "scenarios/experiment/status.hpp"
#include "tests/support/small_study.hpp"

namespace wardmote::experiment {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// Three points; at the one in the middle the weights of an experience sum to nothing, so its runs cannot be made.
loader::Study study_with_a_bad_point() {
  support::SmallStudy const files;
  std::string design = "wardmote = 1\nkind = \"design\"\nid = \"sweep\"\ntitle = \"t\"\nmethod = \"list\"\n";
  for (auto const* weight : {"outcome", "speed", "feedback", "fairness"}) {
    design += fmt::format("[[factor]]\npath = \"parameters.weight_{}\"\nlevels = [0.25, 0, 0.3]\n", weight);
  }
  files.write("sweep.toml", design);
  return loader::load_study(files.path(),
                            {"design=sweep", "years=0.1", "warm_up_years=0.05", "runs.worlds=1", "mode=chance"});
}

/// As a crash, or a system without memory left, would.
void end_this_process() { ::kill(::getpid(), SIGKILL); }

std::vector<std::string> runs_in_journal(std::filesystem::path const& folder) {
  std::vector<std::string> names;
  for (auto const& line : read_lines(folder / "journal.jsonl")) {
    for (auto const& name : nlohmann::json::parse(line).value("done", nlohmann::json::array())) names.push_back(name);
  }
  return names;
}

TEST(InChild, SaysHowItEndedAndThrowsWhatWasThrown) {
  auto const nothing = [] {};
  EXPECT_EQ(in_child([] {}, nothing), 0);
  EXPECT_EQ(in_child(end_this_process, nothing), SIGKILL);
  try {
    in_child([] { throw FolderRefused("no room"); }, nothing);
    ADD_FAILURE() << "nothing was thrown";
  } catch (FolderRefused const& error) {
    EXPECT_STREQ(error.what(), "no room");
  }
  EXPECT_THROW(in_child([] { throw std::logic_error("x"); }, nothing), std::runtime_error);
  auto untouched = 1;
  EXPECT_EQ(in_child([&] { untouched = 2; }, nothing), 0);
  EXPECT_EQ(untouched, 1) << "it has a memory of its own";
}

TEST(Foreman, LetsARunThatEndsItsProcessFailAlone) {
  auto const study = study_with_a_bad_point();
  support::TemporaryFolder const crashed, sound;
  std::vector<std::string> said;
  auto const message = [&, here = ::getpid()](std::string const& text) {
    if (::getpid() != here && text.starts_with("failed: point 1")) end_this_process();
    said.push_back(text);
  };
  auto const summary = run_study(study, {.folder = crashed.path(), .n_thread = 2, .message = message});
  EXPECT_EQ(summary.end, Summary::End::done);
  EXPECT_EQ(summary.n_failed, 4U) << "two scenarios, two replications";
  EXPECT_EQ(summary.n_run, 12U);
  EXPECT_THAT(said, Contains(StartsWith("the runs' process was ended by signal 9")));
  EXPECT_THAT(said, Contains(StartsWith("failed: point 1, world 0, replication 0, nothing: its process was ended by")));

  // listed with its inputs
  auto const status = status_of(Plan(study, 1), crashed.path());
  ASSERT_EQ(status.failed.size(), 4U);
  EXPECT_THAT(status.failed[0].reason, HasSubstr("signal 9"));
  EXPECT_THAT(status.failed[0].settings, Contains("parameters.weight_speed=0"));

  // every other run is as it would have been
  auto const whole = run_study(study, {.folder = sound.path(), .isolate = false});
  EXPECT_EQ(whole.n_failed, 4U);
  results::Reader const one(summary.file), other(whole.file);
  for (std::size_t p : {0, 2}) {
    auto const values = one.numbers("officer_hours", {p}).values;
    EXPECT_EQ(values, other.numbers("officer_hours", {p}).values);
    EXPECT_GT(*std::ranges::max_element(values), 0);
  }
  auto const names = runs_in_journal(crashed.path());
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size()) << "nothing is run twice";

  // tried again, alone: now they fail by themselves, as the study says
  auto const again = run_study(study, {.folder = crashed.path(), .retry = true});
  EXPECT_EQ(again.n_run, 4U);
  EXPECT_EQ(again.n_failed, 4U);
  EXPECT_THAT(status_of(Plan(study, 1), crashed.path()).failed[0].reason, HasSubstr("weight"));
}

TEST(Foreman, GoesOnAfterADeathThatHadNothingToDoWithTheRun) {
  auto const study = study_with_a_bad_point();
  support::TemporaryFolder const disturbed, sound;
  auto const mark = disturbed.path() / "died once";
  auto n_asked = 0;
  auto const stop = [&, here = ::getpid()] {
    if (::getpid() != here && ++n_asked == 6 && !std::filesystem::exists(mark)) {
      std::ofstream{mark} << "x";
      end_this_process();
    }
    return false;
  };
  auto const summary = run_study(study, {.folder = disturbed.path(), .stop = stop});
  EXPECT_TRUE(std::filesystem::exists(mark));
  EXPECT_EQ(summary.n_run, 12U);
  EXPECT_EQ(results::digest(summary.file), results::digest(run_study(study, {.folder = sound.path()}).file));
  auto const names = runs_in_journal(disturbed.path());
  EXPECT_EQ(names.size(), 8U);
  EXPECT_EQ(std::set(names.begin(), names.end()).size(), names.size()) << "nothing is run twice";
}

}  // namespace
}  // namespace wardmote::experiment
