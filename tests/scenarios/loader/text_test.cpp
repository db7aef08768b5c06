// Small things the loader stands on: nearest names, tables of text, digests.
#include <array>

#include <gmock/gmock.h>

#include "scenarios/loader/csv.hpp"
#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/text_file.hpp"

namespace wardmote::loader {
namespace {

using namespace std::string_view_literals;

TEST(Nearest, CountsInsertionsDeletionsReplacementsAndSwaps) {
  EXPECT_EQ(edit_distance("trust", "trust"), 0U);
  EXPECT_EQ(edit_distance("trust", "TRUST"), 0U) << "capitals do not matter";
  EXPECT_EQ(edit_distance("trsut", "trust"), 1U);
  EXPECT_EQ(edit_distance("trst", "trust"), 1U);
  EXPECT_EQ(edit_distance("kitten", "sitting"), 3U);
  EXPECT_EQ(edit_distance("", "abc"), 3U);
}

TEST(Nearest, FindsTheOneWithFewestEditsAndNothingFarAway) {
  constexpr auto words = std::array{"worlds"sv, "replications"sv, "max_worlds"sv};
  std::span<std::string_view const> const candidates{words};
  EXPECT_EQ(nearest("wolrds", candidates), "worlds");
  EXPECT_EQ(nearest("max_world", candidates), "max_worlds");
  EXPECT_EQ(nearest("seed", candidates), std::nullopt);
  EXPECT_EQ(nearest("x", std::span<std::string_view const>{}), std::nullopt);
}

TEST(Nearest, HintListsFewCandidatesAndSomeOfMany) {
  constexpr auto few = std::array{"a"sv, "b"sv};
  EXPECT_EQ(hint("zebra", std::span<std::string_view const>{few}), "allowed: a, b");
  std::vector<std::string> many;
  for (int i = 0; i < 30; ++i) many.push_back("word" + std::to_string(i));
  EXPECT_THAT(hint("zebra", std::span<std::string const>{many}), ::testing::EndsWith("word11 ... (30 in all)"));
}

TEST(CsvTable, ReadsQuotesDoubledQuotesLineEndsAndBlanks) {
  CsvTable const table("name, n\r\n\"a, \"\"b\"\"\",  1 \r\n\r\nc,2", "t.csv");
  ASSERT_EQ(table.n_row(), 2U);
  EXPECT_EQ(table.text(0, 0), "a, \"b\"");
  EXPECT_EQ(table.count(0, table.column("n"), 0, 9), 1U);
  EXPECT_EQ(table.place(1, 1).text(), "t.csv:4:3");
}

TEST(CsvTable, ColumnsCountCharactersNotBytes) {
  CsvTable const table("name,n\nCaf\xC3\xA9,7\n", "t.csv");
  EXPECT_EQ(table.place(0, 1).text(), "t.csv:2:6");
}

TEST(Sha256, AgreesWithThePublishedExample) {
  // FIPS 180-2, appendix B.1
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Dates, EndAfterWholeYearsIsTheSameDayAndTheRestIsDays) {
  using namespace std::chrono;
  EXPECT_EQ(iso_date(end_after(sys_days{2018y / July / 2}, 4)), "2022-07-02");
  EXPECT_EQ(iso_date(end_after(sys_days{2020y / February / 29}, 1)), "2021-02-28");
  EXPECT_EQ(iso_date(end_after(sys_days{2018y / July / 2}, 0.5)), "2019-01-01") << "0.5 x 365.25 is 182.6: 183 days";
  EXPECT_EQ(iso_date(end_after(sys_days{2018y / July / 2}, 0.0001)), "2018-07-03") << "one day at least";
}

}  // namespace
}  // namespace wardmote::loader
