// What a crash leaves of a folder is found, named and put in order.
#include "scenarios/experiment/folder.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "scenarios/experiment/batch.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote::experiment {
namespace {

namespace fs = std::filesystem;

RunResult run_called(std::string const& text, std::string reason = "") {
  RunResult run{RunName::of(text), text, std::move(reason), 1, {}};
  if (!run.failed()) run.arrays = {{"outcomes", std::vector<double>{1, 2, 3}}};
  return run;
}

void append(fs::path const& path, std::string const& text) { std::ofstream(path, std::ios::app) << text; }

TEST(LineFile, CutsOffALastLineTornByACrash) {
  support::TemporaryFolder const folder;
  auto const path = folder.path() / "lines";
  LineFile(path).append("first");
  append(path, "tor");
  EXPECT_THAT(read_lines(path), ::testing::ElementsAre("first"));
  LineFile(path).append("second");
  EXPECT_THAT(read_lines(path), ::testing::ElementsAre("first", "second"));
}

TEST(WriteWhole, ReplacesAFileAndLeavesNothingAside) {
  support::TemporaryFolder const folder;
  auto const path = folder.path() / "file";
  write_whole(path, "old");
  write_whole(path, "new");
  EXPECT_EQ(read_whole(path), "new");
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
  EXPECT_THROW(write_whole(folder.path() / "nowhere" / "file", "x"), FolderRefused);
}

TEST(WriteWhole, TakesANameWithoutAFolder) {
  support::TemporaryFolder const folder;
  auto const here = fs::current_path();
  fs::current_path(folder.path());
  EXPECT_NO_THROW(write_whole("file", "here"));
  fs::current_path(here);
  EXPECT_EQ(read_whole(folder.path() / "file"), "here");
}

TEST(Inventory, KnowsWhatEveryShelfHolds) {
  support::TemporaryFolder const folder;
  {
    Shelf main(folder.path());
    Shelf shard(folder.path() / "shards" / "0-of-2");
    main.put(std::vector{run_called("a"), run_called("b", "exploded")}, 0, 0);
    shard.put(std::vector{run_called("c")}, 1, 0);
  }
  Inventory const inventory(folder.path());
  EXPECT_EQ(inventory.state(RunName::of("a")), Inventory::State::done);
  EXPECT_EQ(inventory.state(RunName::of("b")), Inventory::State::failed);
  EXPECT_EQ(inventory.state(RunName::of("c")), Inventory::State::done);
  EXPECT_EQ(inventory.state(RunName::of("d")), Inventory::State::missing);
  EXPECT_EQ(inventory.batches().size(), 2U);
  EXPECT_TRUE(inventory.strays().empty());
}

TEST(Inventory, ARunThatFailedCountsAsItsRepetitionCameOut) {
  support::TemporaryFolder const folder;
  Shelf shelf(folder.path());
  shelf.put(std::vector{run_called("a", "exploded"), run_called("b")}, 5, 0);
  shelf.put(std::vector{run_called("a")}, 5, 0);
  Inventory const inventory(folder.path());
  EXPECT_EQ(inventory.state(RunName::of("a")), Inventory::State::done);
  EXPECT_FALSE(decode_batch(read_whole(inventory.find(RunName::of("a"))->file))[0].failed());
}

TEST(Inventory, FindsBatchesThatACrashKeptOutOfTheManifest) {
  support::TemporaryFolder const folder;
  Shelf(folder.path()).put(std::vector{run_called("a")}, 0, 0);
  fs::remove(folder.path() / "manifest.jsonl");
  Inventory const before(folder.path());
  EXPECT_EQ(before.state(RunName::of("a")), Inventory::State::missing);
  ASSERT_EQ(before.strays().size(), 1U);
  Shelf(folder.path()).adopt(before.strays()[0], decode_batch(read_whole(before.strays()[0])));
  Inventory const after(folder.path());
  EXPECT_EQ(after.state(RunName::of("a")), Inventory::State::done);
  EXPECT_TRUE(after.damaged(folder.path()).empty());
}

TEST(Shelf, NotesInTheJournalWhatACrashKeptOutOfIt) {
  support::TemporaryFolder const folder;
  auto const journal = folder.path() / "journal.jsonl";
  Shelf(folder.path()).put(std::vector{run_called("a"), run_called("b", "exploded")}, 0, 0);
  auto const noted = read_lines(journal);
  fs::remove(journal);
  for (int session = 0; session < 2; ++session) Shelf(folder.path()).catch_up();
  auto const lines = read_lines(journal);
  ASSERT_EQ(lines.size(), 1U) << "once";
  EXPECT_EQ(nlohmann::json::parse(lines[0]).at("done"), nlohmann::json::parse(noted[0]).at("done"));
}

TEST(Inventory, NamesWhatIsGoneCutOffOrChanged) {
  support::TemporaryFolder const folder;
  {
    Shelf shelf(folder.path());
    for (auto const* name : {"gone", "cut", "flipped", "whole"}) shelf.put(std::vector{run_called(name)}, 0, 0);
  }
  Inventory const before(folder.path());
  auto const file_of = [&](char const* name) { return before.find(RunName::of(name))->file; };
  fs::remove(file_of("gone"));
  fs::resize_file(file_of("cut"), fs::file_size(file_of("cut")) - 1);
  auto bytes = read_whole(file_of("flipped"));
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  std::ofstream(file_of("flipped"), std::ios::binary) << bytes;

  auto const damaged = Inventory(folder.path()).damaged(folder.path());
  EXPECT_EQ(damaged.size(), 3U);
  Shelf shelf(folder.path());
  for (auto const& [file, why] : damaged) shelf.drop(file, why);
  Inventory const after(folder.path());
  for (auto const* name : {"gone", "cut", "flipped"})
    EXPECT_EQ(after.state(RunName::of(name)), Inventory::State::missing);
  EXPECT_EQ(after.state(RunName::of("whole")), Inventory::State::done);
  EXPECT_EQ(read_lines(folder.path() / "journal.jsonl").size(), 4U + 3U);
}

TEST(FolderLock, ExcludesOthersAndLetsShardsShare) {
  support::TemporaryFolder const folder;
  using enum FolderLock::Mode;
  {
    FolderLock const lock(folder.path(), exclusive);
    EXPECT_TRUE(is_locked(folder.path()));
    EXPECT_THROW(FolderLock(folder.path(), shared), FolderRefused);
    EXPECT_THROW(FolderLock(folder.path(), exclusive), FolderRefused);
  }
  EXPECT_FALSE(is_locked(folder.path()));
  FolderLock const one(folder.path(), shared);
  EXPECT_NO_THROW(FolderLock(folder.path(), shared));
  EXPECT_THROW(FolderLock(folder.path(), exclusive), FolderRefused);
}

TEST(Clear, RemovesWhatRunsLeaveAndNothingElse) {
  support::TemporaryFolder const folder;
  Shelf(folder.path()).put(std::vector{run_called("a")}, 0, 0);
  write_whole(folder.path() / "plan.json", "{}");
  write_whole(folder.path() / "notes.txt", "mine");
  clear(folder.path());
  EXPECT_TRUE(fs::exists(folder.path() / "notes.txt"));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

}  // namespace
}  // namespace wardmote::experiment
