#include "engine/measure/measures.hpp"

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "engine/measure/record.hpp"

namespace wardmote::measure {
namespace {

std::set<std::string> words_of(std::string_view text) {
  std::istringstream in{std::string{text}};
  std::set<std::string> all;
  for (std::string word; in >> word;) all.insert(word);
  return all;
}

TEST(Measures, AreEveryOutcomeOfTheCatalogueOnce) {
  ASSERT_EQ(measures().size(), 78U);
  for (std::size_t i = 0; i < measures().size(); ++i) EXPECT_EQ(measures()[i].id, fmt::format("E{:02}", i + 1));
}

TEST(Measures, AreMadeFromWhatIsRecordedOrSayWhyNot) {
  std::set<std::string> recorded{"response_days_quantiles",
                                 "cost",
                                 "officer_hours",
                                 "councillor_hours",
                                 "contacts",
                                 "staff_hours",
                                 "lever_officer_hours",
                                 "lever_councillor_hours",
                                 "lever_cost"};
  for (auto const& series : series_specs()) recorded.emplace(series.name);
  for (auto const& outcome : outcome_specs()) recorded.emplace(outcome.id);
  for (auto const& measure : measures()) {
    EXPECT_EQ(measure.scope == Scope::outside, measure.names.empty()) << measure.id;
    EXPECT_GT(measure.definition.size(), 20U) << measure.id;
    for (auto const& name : words_of(measure.names)) EXPECT_TRUE(recorded.contains(name)) << measure.id << ": " << name;
  }
}

// What a series or an outcome is tagged with in the file must be made from it.
TEST(Measures, AgreeWithTheTagsOfWhatIsRecorded) {
  auto const check = [](std::string_view name, std::string_view tags) {
    for (auto const& id : words_of(tags)) {
      auto const found = std::ranges::find(measures(), id, &Measure::id);
      ASSERT_NE(found, measures().end()) << name << ": " << id;
      EXPECT_TRUE(words_of(found->names).contains(std::string{name})) << id << " is not made from " << name;
    }
  };
  for (auto const& series : series_specs()) check(series.name, series.catalogue);
  for (auto const& outcome : outcome_specs()) check(outcome.id, outcome.catalogue);
}

}  // namespace
}  // namespace wardmote::measure
