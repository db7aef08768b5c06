// Our statistics beside those of SciPy 1.10 and statsmodels 0.13 (Debian 12), of the same numbers.
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <sys/wait.h>

#include "analysis/estimate/components.hpp"
#include "analysis/estimate/holm.hpp"
#include "analysis/estimate/proportion.hpp"
#include "analysis/estimate/summary.hpp"
#include "analysis/select/pilot.hpp"
#include "analysis/sensitivity/prcc.hpp"
#include "tests/support/temporary_folder.hpp"

namespace wardmote {
namespace {

using nlohmann::json;
using Table = std::vector<std::vector<double>>;

/// Invented numbers, and what others make of them.
struct Outside {
  std::vector<double> x, y, p_values, values;
  std::vector<double> const levels{0, 0.05, 0.25, 0.5, 0.9, 1};
  Table const proportions{{0, 16, 0.05}, {11, 16, 0.001}, {29, 32, 0.05 / 48}, {64, 64, 0.01}};
  Table worlds{12}, points{60};
  json answer;
  bool missing = false;  ///< whether their packages are

  Outside() {
    std::mt19937_64 random(42);
    std::normal_distribution<double> normal;
    for (int i = 0; i < 25; ++i) {
      x.push_back(std::round(4 * normal(random)));  // with ties
      y.push_back(0.4 * x.back() + 3 * normal(random));
    }
    for (int i = 0; i < 10; ++i) p_values.push_back(std::pow(0.5 * std::erfc(normal(random)), 2));
    for (auto& world : worlds) {
      auto const centre = 3 * normal(random);
      for (int r = 0; r < 4; ++r) world.push_back(centre + normal(random));
    }
    for (auto& point : points) {
      for (int f = 0; f < 4; ++f) point.push_back(normal(random));
      values.push_back(std::exp(point[0]) - point[1] + 0.5 * normal(random));
    }

    support::TemporaryFolder const folder;
    auto const request = folder.path() / "request.json", answered = folder.path() / "answer.json";
    std::ofstream(request) << json{{"x", x},
                                   {"y", y},
                                   {"levels", levels},
                                   {"proportions", proportions},
                                   {"p_values", p_values},
                                   {"worlds", worlds},
                                   {"points", points},
                                   {"values", values},
                                   {"share", 0.3},
                                   {"answers", 1000}};
    auto const status = std::system(fmt::format("/usr/bin/python3 {}/tests/support/outside.py {} > {} 2> /dev/null",
                                                WARDMOTE_SOURCE_DIR, request.string(), answered.string())
                                        .c_str());
    missing = WIFEXITED(status) && WEXITSTATUS(status) == 77;
    if (status == 0) answer = json::parse(std::ifstream(answered));
  }
};

TEST(OutsideStatistics, AgreeWithSciPyAndStatsmodels) {
  Outside const outside;
  if (outside.missing) GTEST_SKIP() << "python3-scipy or python3-statsmodels is not installed";
  auto const& answer = outside.answer;
  ASSERT_FALSE(answer.is_null()) << "tests/support/outside.py failed";
  for (std::size_t i = 0; i < outside.levels.size(); ++i) {
    EXPECT_NEAR(estimate::quantile(outside.x, outside.levels[i]), answer["quantiles"][i].get<double>(), 1e-12);
  }
  auto const rank = estimate::rank_correlation(outside.x, outside.y);
  EXPECT_NEAR(rank.rho, answer["spearman"][0].get<double>(), 1e-12);
  EXPECT_NEAR(rank.p_value, answer["spearman"][1].get<double>(), 1e-9);
  for (std::size_t i = 0; i < outside.proportions.size(); ++i) {
    auto const& one = outside.proportions[i];
    auto const found =
        estimate::clopper_pearson(static_cast<std::size_t>(one[0]), static_cast<std::size_t>(one[1]), one[2]);
    EXPECT_NEAR(found.low, answer["proportions"][i][0].get<double>(), 1e-9);
    EXPECT_NEAR(found.high, answer["proportions"][i][1].get<double>(), 1e-9);
  }
  auto const raised = estimate::holm(outside.p_values);
  for (std::size_t i = 0; i < raised.size(); ++i) EXPECT_NEAR(raised[i], answer["holm"][i].get<double>(), 1e-12);
  auto const parts = estimate::components(outside.worlds);
  EXPECT_NEAR(parts.within, answer["within"].get<double>(), 1e-9);
  EXPECT_NEAR(parts.between, answer["between"].get<double>(), 1e-9);
  auto const partial = sensitivity::partial_rank_correlations(outside.points, outside.values);
  for (std::size_t f = 0; f < partial.size(); ++f) {
    EXPECT_NEAR(partial[f].rho, answer["partial"][f].get<double>(), 1e-9);
  }
  EXPECT_NEAR(select::survey_detectable(1000, 0.3), answer["detectable"].get<double>(), 1e-6);
}

}  // namespace
}  // namespace wardmote
