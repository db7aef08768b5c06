#include "analysis/compare/costs.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "analysis/compare/book.hpp"

namespace wardmote::compare {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// The cost of an officer hour in each world; 0 where the file does not tell.
std::vector<double> hour_costs(results::Reader const& reader) {
  std::vector<double> costs(reader.size("world"), 0);
  auto const names = reader.dimension("parameter").labels();
  auto const found = std::ranges::find(names, "parameters.officer_hour_cost");
  if (found == names.end()) return costs;
  auto const values = reader.numbers("parameters");
  for (std::size_t w = 0; w < costs.size(); ++w) costs[w] = values(w, static_cast<std::size_t>(found - names.begin()));
  return costs;
}

}  // namespace

Prices prices_of(nlohmann::json const& study) {
  Prices prices;
  auto const budget = study.value("budget", nlohmann::json::object());
  prices.officer_hours_year = budget.value("officer_hours_year", HUGE_VAL);
  prices.pounds_year = budget.value("pounds_year", HUGE_VAL);
  prices.discount_rate = budget.value("discount_rate", prices.discount_rate);
  auto const start = study.value("start", std::string("0"));
  std::from_chars(start.data(), start.data() + std::min<std::size_t>(4, start.size()), prices.year);
  prices.year = budget.value("price_year", prices.year);
  if (budget.contains("optimism_bias")) {
    auto const& bias = budget["optimism_bias"];
    prices.optimism = {bias.at("value"), bias.at("low"), bias.at("high")};
  }
  return prices;
}

double present_value(std::vector<double> const& by_year, double rate) {
  double sum = 0, factor = 1;
  for (auto const pounds : by_year) {
    sum += factor * pounds;
    factor /= 1 + rate;
  }
  return sum;
}

Costs costs_of(results::Reader const& reader, Runs const& runs, std::size_t scenario, double years,
               Prices const& prices) {
  Costs costs;
  costs.taken_apart = breakdown_of(reader, runs, scenario, years);
  if (!reader.has("cost")) {
    Range const unknown{nan, nan, nan};
    costs.officer_hours = costs.councillor_hours = costs.pounds = costs.one_off = costs.yearly = costs.cash =
        costs.present_value = costs.optimism = unknown;
    return costs;
  }
  auto const lines = reader.dimension("budget_line").labels();
  Book const officers(reader, runs, "officer_hours", scenario), councillors(reader, runs, "councillor_hours", scenario),
      pounds(reader, runs, "cost", scenario);
  auto const a_year = [&](Book const& book) {
    return range_over_worlds(runs, scenario, [&](auto s, auto k) { return book.sum(s, k) / years; });
  };
  costs.officer_hours = a_year(officers);
  costs.councillor_hours = a_year(councillors);
  costs.pounds = a_year(pounds);
  // one-off and yearly, cash and time
  auto const one_off = [&](std::size_t s, std::size_t k) {
    double sum = 0;
    for (std::size_t l = 0; l < lines.size(); ++l) sum += lines[l].ends_with("one_off") ? pounds.row(s, k, l) : 0;
    return sum;
  };
  costs.one_off = range_over_worlds(runs, scenario, one_off);
  costs.yearly =
      range_over_worlds(runs, scenario, [&](auto s, auto k) { return (pounds.sum(s, k) - one_off(s, k)) / years; });
  auto const hour_cost = hour_costs(reader);
  std::vector<double> rate(reader.size("replication"), 0);
  for (std::size_t w = 0; w < runs.of_world.size(); ++w) {
    for (auto const k : runs.of_world[w]) rate[k] = hour_cost[w];
  }
  costs.cash = range_over_worlds(
      runs, scenario, [&](auto s, auto k) { return (pounds.sum(s, k) - rate[k] * officers.sum(s, k)) / years; });

  // all years together
  costs.present_value = range_over_worlds(
      runs, scenario, [&](auto s, auto k) { return present_value(pounds.by_column(s, k), prices.discount_rate); });
  auto const expense = std::max(0.0, costs.present_value.middle);
  costs.optimism = {prices.optimism.middle * expense, prices.optimism.low * expense, prices.optimism.high * expense};
  costs.over_budget =
      costs.officer_hours.middle > prices.officer_hours_year || costs.pounds.middle > prices.pounds_year;
  return costs;
}

}  // namespace wardmote::compare
