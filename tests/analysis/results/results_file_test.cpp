#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <limits>
#include <memory>
#include <numeric>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <sys/mount.h>
#include <unistd.h>

#include "analysis/results/digest.hpp"
#include "analysis/results/reader.hpp"
#include "analysis/results/writer.hpp"
#include "tests/support/temporary_folder.hpp"

// HDF5 1.10.8 loses what it held of a file that it could not close on a full disk; nothing of ours can free it.
extern "C" char const* __lsan_default_suppressions() { return "leak:libhdf5"; }  // NOLINT: LeakSanitizer's name

namespace wardmote::results {
namespace {

using support::TemporaryFolder;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr auto start = std::chrono::sys_days{std::chrono::year{2018} / 7 / 2};

/// Two scenarios, three runs, two weeks, two wards.
Layout small_layout() {
  Layout layout;
  layout.dimensions = {
      Dimension{"scenario", std::vector<std::string>{"as_found", "caf\u00e9"}, "", "what is tried", {}},
      Dimension{"replication", std::vector<std::int64_t>{0, 1, 2}, "1", "run", {}},
      time_dimension({604'800, 1'209'600}, start),
      Dimension{"ward", std::vector<std::string>{"Dale", "Castle Hill"}, "", "ward", {}},
      Dimension{"quantile", std::vector<double>{0.5, 0.9}, "1", "share", {}}};
  layout.run_dimensions = {"scenario", "replication"};
  layout.variables = {
      {"trust", {"scenario", "replication", "time", "ward"}, Type::float32, "1", "mean trust", "time: point", "E01"},
      {"hours", {"scenario", "replication"}, Type::float64, "h", "officer hours", "", "E73"},
      {"days", {"quantile"}, Type::float64, "day", "days", "", ""},
      {"status", {"scenario", "replication"}, Type::int32, "", "0 done, 1 failed", "", ""},
      {"count", {}, Type::int64, "1", "people", "", ""},
      {"zone", {"ward"}, Type::string, "", "zone", "", ""}};
  layout.attributes = {{"title", "A small one"}, {"study", R"({"years": 1})"}};
  layout.texts = {{"provenance/host", {"somewhere"}}};
  return layout;
}

std::vector<float> trust_of(std::size_t scenario, std::size_t replication) {
  std::vector<float> values(4);
  std::iota(values.begin(), values.end(), static_cast<float>(100 * scenario + 10 * replication));
  return values;
}

void fill(Writer& writer, bool backwards = false) {
  for (std::size_t i = 0; i < 6; ++i) {
    auto const run = backwards ? 5 - i : i;
    writer.write("trust", {run / 3, run % 3}, std::span<float const>(trust_of(run / 3, run % 3)));
  }
  std::vector<double> const hours{1, 2, 3, 4, 5, std::numeric_limits<double>::quiet_NaN()};
  writer.write("hours", {}, std::span<double const>(hours));
  std::int64_t const count = 441'290;
  writer.write("count", {}, std::span<std::int64_t const>(&count, 1));
  writer.write("zone", {}, std::vector<std::string>{"South", "North"});
}

std::filesystem::path small_file(TemporaryFolder const& folder) {
  auto const path = folder.path() / "results.h5";
  Writer writer(path, small_layout());
  fill(writer);
  writer.finish();
  return path;
}

TEST(ResultsFile, ReadsBackWhatWasWritten) {
  TemporaryFolder const folder;
  Reader const reader(small_file(folder));

  auto const trust = reader.numbers("trust");
  EXPECT_THAT(trust.dimensions, ElementsAre("scenario", "replication", "time", "ward"));
  EXPECT_THAT(trust.shape, ElementsAre(2, 3, 2, 2));
  EXPECT_EQ(trust(1, 2, 1, 0), 122);  // 100 x 1 + 10 x 2 + the third of four
  auto const block = reader.numbers("trust", {1, 0});
  EXPECT_THAT(block.dimensions, ElementsAre("time", "ward"));
  EXPECT_THAT(block.values, ElementsAre(100, 101, 102, 103));
  EXPECT_EQ(reader.numbers("count").values.at(0), 441'290);
  EXPECT_THAT(reader.strings("zone").values, ElementsAre("South", "North"));

  auto const& layout = reader.layout();
  EXPECT_EQ(layout.attribute("title"), "A small one");
  EXPECT_THAT(layout.dimension("scenario")->labels(), ElementsAre("as_found", "caf\u00e9"));
  EXPECT_THAT(layout.dimension("quantile")->labels(), ElementsAre("0.5", "0.9"));
  EXPECT_EQ(layout.dimension("time")->units, "seconds since 2018-07-02 00:00:00");
  EXPECT_EQ(layout.dimension("time")->bounds.at(1), (std::array<std::int64_t, 2>{604'800, 1'209'600}));
  EXPECT_EQ(layout.variable("trust")->cell_methods, "time: point");
  EXPECT_EQ(layout.variable("trust")->catalogue, "E01");
  EXPECT_EQ(layout.variable("trust")->type, Type::float32);
  ASSERT_EQ(layout.texts.size(), 1u);
  EXPECT_EQ(layout.texts[0].path, "provenance/host");
}

TEST(ResultsFile, KeepsTheOrderOfTheLayout) {
  TemporaryFolder const folder;
  Reader const reader(small_file(folder));
  std::vector<std::string> dimensions, variables;
  for (auto const& dimension : reader.layout().dimensions) dimensions.push_back(dimension.name);
  for (auto const& variable : reader.layout().variables) variables.push_back(variable.name);
  EXPECT_THAT(dimensions, ElementsAre("scenario", "replication", "time", "ward", "quantile"));
  EXPECT_THAT(variables, ElementsAre("trust", "hours", "days", "status", "count", "zone"));
}

TEST(ResultsFile, WhatWasNeverWrittenIsNotANumber) {
  TemporaryFolder const folder;
  Reader const reader(small_file(folder));
  EXPECT_TRUE(std::isnan(reader.numbers("days").values.at(0)));
  EXPECT_TRUE(std::isnan(reader.numbers("hours").values.at(5)));
  EXPECT_EQ(reader.numbers("status").values.at(0), 0);
}

TEST(ResultsFile, AppearsOnlyWhenComplete) {
  TemporaryFolder const folder;
  auto const path = folder.path() / "results.h5";
  std::ofstream(path) << "an older file";
  {
    Writer writer(path, small_layout());
    fill(writer);
    EXPECT_EQ(std::filesystem::file_size(path), 13u) << "the older file stays until the new one is complete";
  }
  EXPECT_EQ(std::filesystem::file_size(path), 13u);
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".partial")) << "an abandoned file is removed";
  small_file(folder);
  EXPECT_GT(std::filesystem::file_size(path), 1'000u);
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".partial"));
}

TEST(ResultsFile, RefusesWhatDoesNotFit) {
  TemporaryFolder const folder;
  Writer writer(folder.path() / "results.h5", small_layout());
  std::vector<float> const three(3);
  std::vector<std::string> const texts(4);
  EXPECT_THROW(writer.write("trust", {0, 0}, std::span<float const>(three)), std::invalid_argument);
  EXPECT_THROW(writer.write("trust", {2, 0}, std::span<float const>(trust_of(0, 0))), std::invalid_argument);
  EXPECT_THROW(writer.write("rust", {0, 0}, std::span<float const>(trust_of(0, 0))), std::invalid_argument);
  EXPECT_THROW(writer.write("trust", {0, 0}, texts), std::invalid_argument);

  auto layout = small_layout();
  layout.variables.push_back({"trust", {"ward"}, Type::float32, "", "", "", ""});
  EXPECT_THROW(Writer(folder.path() / "twice.h5", layout), std::invalid_argument);
  layout = small_layout();
  layout.variables[0].dimensions[3] = "wards";
  EXPECT_THROW(Writer(folder.path() / "unknown.h5", layout), ResultsError);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / "unknown.h5.partial"));
}

std::string message_of(auto&& act) {
  try {
    act();
  } catch (ResultsError const& error) {
    return error.what();
  }
  return "no error";
}

TEST(ResultsFile, SaysPlainlyWhatCannotBeOpened) {
  TemporaryFolder const folder;
  auto const missing = folder.path() / "nowhere" / "results.h5";
  EXPECT_EQ(message_of([&] { Writer(missing, small_layout()); }),
            missing.string() + ": cannot write: No such file or directory");
  EXPECT_EQ(message_of([&] { Reader{missing}; }), missing.string() + ": no such file");
  EXPECT_THAT(message_of([&] { Reader{folder.path()}; }), HasSubstr("is a folder"));

  auto const text = folder.path() / "text.h5";
  std::ofstream(text) << "not at all";
  EXPECT_THAT(message_of([&] { Reader{text}; }), HasSubstr("not a results file"));
  EXPECT_THAT(message_of([&] { digest(text); }), HasSubstr("not a results file"));

  auto const cut = small_file(folder);
  std::filesystem::resize_file(cut, std::filesystem::file_size(cut) / 2);
  EXPECT_THAT(message_of([&] { Reader{cut}; }), HasSubstr("truncated"));
  EXPECT_THAT(message_of([&] { static_cast<void>(Reader(small_file(folder)).numbers("rust")); }),
              HasSubstr("has no variable rust"));
}

/// A tmpfs of its own that holds `bytes`; not mounted where the machine does not let us.
class SmallDisk {
 public:
  explicit SmallDisk(std::filesystem::path const& at, std::size_t bytes) : at_(at.string()) {
    mounted_ =
        ::geteuid() == 0 && ::mount("none", at_.c_str(), "tmpfs", 0, ("size=" + std::to_string(bytes)).c_str()) == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(at_.c_str(), MNT_DETACH);
  }
  [[nodiscard]] bool mounted() const { return mounted_; }

 private:
  std::string at_;
  bool mounted_ = false;
};

/// Noise does not compress.
std::vector<float> noise(std::size_t n) {
  std::vector<float> values(n);
  std::uint32_t state = 1;
  for (auto& value : values) value = static_cast<float>(state = state * 1'664'525u + 1'013'904'223u);
  return values;
}

Layout big_layout() {
  auto layout = small_layout();
  std::vector<std::int64_t> weeks(10'000);
  std::iota(weeks.begin(), weeks.end(), 1);
  layout.dimensions[2] = time_dimension(weeks, start);
  return layout;
}

TEST(ResultsFile, AFullDiskIsAClearErrorThatLeavesNothing) {
  TemporaryFolder const folder;
  SmallDisk const disk(folder.path(), 512 * 1024);
  if (!disk.mounted()) GTEST_SKIP() << "needs leave to mount a small disk";
  auto const path = folder.path() / "results.h5";
  auto const said = message_of([&] {
    Writer writer(path, big_layout());
    auto const values = noise(20'000);
    for (std::size_t run = 0; run < 6; ++run) writer.write("trust", {run / 3, run % 3}, std::span<float const>(values));
    writer.finish();
  });
  EXPECT_THAT(said, HasSubstr(path.string()));
  EXPECT_THAT(said, HasSubstr("No space left on device"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  EXPECT_GT(std::filesystem::space(folder.path()).available, 500u * 1024) << "the space is given back";
}

// Text waits in HDF5's memory until the end, so that only finish() meets the full disk.
TEST(ResultsFile, ADiskThatFillsAtTheVeryEndIsAnErrorToo) {
  TemporaryFolder const folder;
  SmallDisk const disk(folder.path(), 512 * 1024);
  if (!disk.mounted()) GTEST_SKIP() << "needs leave to mount a small disk";
  auto const path = folder.path() / "results.h5";
  auto layout = small_layout();
  layout.dimensions[3].values = std::vector<std::string>(4'000, "w");
  layout.variables = {{"zone", {"ward"}, Type::string, "", "zone", "", ""}};
  Writer writer(path, layout);

  // somebody else takes the rest, to the last byte
  std::ofstream other(folder.path() / "other");
  std::vector<char> const block(4096, 'x');
  while (other.write(block.data(), 4096).flush()) {
  }
  EXPECT_EQ(std::filesystem::space(folder.path()).available, 0u);
  EXPECT_NO_THROW(writer.write("zone", {}, std::vector<std::string>(4'000, "a zone with a rather long name")));
  EXPECT_THAT(message_of([&] { writer.finish(); }), HasSubstr("No space left on device"));
  EXPECT_FALSE(std::filesystem::exists(path));
  EXPECT_FALSE(std::filesystem::exists(path.string() + ".partial"));
}

// HDF5 would close again at exit what it could not close before, and crash: the program must end as it means to.
TEST(ResultsFileDeathTest, AProgramWithAFullDiskEndsWithItsOwnStatus) {
  TemporaryFolder const folder;
  SmallDisk const disk(folder.path(), 512 * 1024);
  if (!disk.mounted()) GTEST_SKIP() << "needs leave to mount a small disk";
  testing::FLAGS_gtest_death_test_style = "fast";
  auto const run_out_of_disk = [&] {
    try {
      auto layout = small_layout();
      layout.dimensions[3].values = std::vector<std::string>(4'000, "w");
      layout.variables = {{"zone", {"ward"}, Type::string, "", "zone", "", ""}};
      Writer writer(folder.path() / "results.h5", layout);
      std::ofstream other(folder.path() / "other");
      std::vector<char> const block(4096, 'x');
      while (other.write(block.data(), 4096).flush()) {
      }
      writer.write("zone", {}, std::vector<std::string>(4'000, "a zone with a rather long name"));
      writer.finish();
    } catch (ResultsError const&) {
      std::exit(2);
    }
  };
  EXPECT_EXIT(run_out_of_disk(), testing::ExitedWithCode(2), "");
}

// ---- digest ----

TEST(Digest, DoesNotDependOnOrderOfWritingOrChunks) {
  TemporaryFolder const folder;
  auto const path = small_file(folder);
  auto const expected = digest(path);
  EXPECT_EQ(expected.size(), 64u);

  // backwards; and in one chunk for all runs, with other attributes and provenance
  {
    Writer writer(folder.path() / "backwards.h5", small_layout());
    fill(writer, true);
    writer.finish();
  }
  EXPECT_EQ(digest(folder.path() / "backwards.h5"), expected);
  auto layout = small_layout();
  layout.run_dimensions = {};
  layout.attributes = {{"title", "Another title"}};
  layout.texts = {{"provenance/host", {"elsewhere"}}, {"provenance/later", {"more"}}};
  {
    Writer writer(folder.path() / "unchunked.h5", layout);
    fill(writer);
    writer.finish();
  }
  EXPECT_EQ(digest(folder.path() / "unchunked.h5"), expected);
}

TEST(Digest, DoesNotDependOnChunksOfBigVariables) {
  TemporaryFolder const folder;
  std::vector<std::string> digests;
  for (auto const& runs :
       std::vector<std::vector<std::string>>{{"scenario", "replication"}, {"scenario"}, {}, {"time"}}) {
    auto layout = big_layout();
    layout.run_dimensions = runs;
    auto const path = folder.path() / "big.h5";
    Writer writer(path, layout);
    auto const values = noise(20'000);
    for (std::size_t run = 0; run < 6; ++run) writer.write("trust", {run / 3, run % 3}, std::span<float const>(values));
    writer.finish();
    digests.push_back(digest(path));
  }
  EXPECT_THAT(digests, testing::Each(digests[0]));
}

TEST(Digest, ChangesWithEveryValueNameAndShape) {
  TemporaryFolder const folder;
  std::vector<std::string> digests{digest(small_file(folder))};
  auto const with = [&](auto&& change_layout, auto&& change_values) {
    auto layout = small_layout();
    change_layout(layout);
    auto const path = folder.path() / "changed.h5";
    Writer writer(path, layout);
    fill(writer);
    change_values(writer);
    writer.finish();
    digests.push_back(digest(path));
  };
  auto const no_change = [](auto&) {};
  with(no_change, [](Writer& w) {
    auto values = trust_of(1, 1);
    values[0] = std::nextafter(values[0], 1e9f);
    w.write("trust", {1, 1}, std::span<float const>(values));
  });
  with(no_change, [](Writer& w) { w.write("zone", {}, std::vector<std::string>{"South", "north"}); });
  with([](Layout& l) { std::get<std::vector<std::string>>(l.dimensions[3].values)[0] = "Vale"; }, no_change);
  with([](Layout& l) { l.variables[2].type = Type::float32; }, no_change);
  with([](Layout& l) { l.variables[2].name = "delay"; }, no_change);
  with([](Layout& l) { l.dimensions[2] = time_dimension({604'800, 1'209'601}, start); }, no_change);
  for (std::size_t i = 0; i < digests.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) EXPECT_NE(digests[i], digests[j]) << i << " and " << j;
  }
}

TEST(Digest, AllNaNsAreOne) {
  TemporaryFolder const folder;
  auto const with_hours = [&](double odd) {
    auto const path = folder.path() / "nan.h5";
    Writer writer(path, small_layout());
    fill(writer);
    std::vector<double> const hours{1, 2, 3, 4, 5, odd};
    writer.write("hours", {}, std::span<double const>(hours));
    writer.finish();
    return digest(path);
  };
  EXPECT_EQ(with_hours(std::nan("1")), with_hours(-std::nan("7")));
  EXPECT_EQ(with_hours(std::nan("1")), digest(small_file(folder)));
  EXPECT_NE(with_hours(6), digest(small_file(folder)));
}

// The bytes of the header's own words, hashed outside: printf of the same bytes | sha256sum.
TEST(Digest, FollowsItsDefinition) {
  TemporaryFolder const folder;
  auto const path = folder.path() / "tiny.h5";
  Layout layout;
  layout.dimensions = {Dimension{"x", std::vector<std::int64_t>{7}, "", "", {}}};
  layout.variables = {{"y", {"x"}, Type::float64, "", "", "", ""}};
  {
    Writer writer(path, layout);
    double const one = 1;
    writer.write("y", {}, std::span<double const>(&one, 1));
    writer.finish();
  }
  auto const bytes = folder.path() / "bytes";
  std::ofstream out(bytes, std::ios::binary);
  auto const number = [&](std::uint64_t n) { out.write(reinterpret_cast<char const*>(&n), 8); };
  auto const text = [&](std::string const& t) {
    number(t.size());
    out << t;
  };
  text("/x");
  number(1);
  text("x");
  text("int64");
  number(1);
  number(7);
  text("/y");
  number(1);
  text("x");
  text("float64");
  number(1);
  number(0x3ff0000000000000);
  out.close();
  auto const command = "sha256sum < " + bytes.string() + " | cut -c1-64";
  std::unique_ptr<FILE, int (*)(FILE*)> const pipe(::popen(command.c_str(), "r"), ::pclose);
  char hex[65] = {};
  ASSERT_EQ(std::fread(hex, 1, 64, pipe.get()), 64u);
  EXPECT_EQ(digest(path), hex);
}

}  // namespace
}  // namespace wardmote::results
