#include "analysis/compare/costs.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "analysis/estimate/components.hpp"

namespace wardmote::compare {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// One variable of a run by line and year, read once for baseline and scenario.
class Book {
 public:
  Book(results::Reader const& reader, Runs const& runs, char const* variable, std::size_t scenario)
      : n_year_(reader.size("year")), scenario_(scenario), n_replication_(reader.size("replication")) {
    blocks_.resize(2 * n_replication_);
    for (auto const s : {std::size_t{0}, scenario}) {
      for (std::size_t k = 0; k < n_replication_; ++k) {
        if (runs.done(s, k)) blocks_[at(s, k)] = reader.numbers(variable, {s, k}).values;
      }
    }
  }
  [[nodiscard]] double line(std::size_t s, std::size_t k, std::size_t line) const {
    auto const& block = blocks_[at(s, k)];
    double sum = 0;
    for (std::size_t y = 0; y < n_year_; ++y) sum += block[line * n_year_ + y];
    return sum;
  }
  [[nodiscard]] double sum(std::size_t s, std::size_t k) const {
    double sum = 0;
    for (auto const x : blocks_[at(s, k)]) sum += x;
    return sum;
  }
  [[nodiscard]] std::vector<double> by_year(std::size_t s, std::size_t k) const {
    auto const& block = blocks_[at(s, k)];
    std::vector<double> sums(n_year_, 0);
    for (std::size_t i = 0; i < block.size(); ++i) sums[i % n_year_] += block[i];
    return sums;
  }

 private:
  [[nodiscard]] std::size_t at(std::size_t s, std::size_t k) const { return (s == scenario_ ? n_replication_ : 0) + k; }
  std::size_t n_year_, scenario_, n_replication_;
  std::vector<std::vector<double>> blocks_;
};

template <class Value>
Range range_over_worlds(Runs const& runs, std::size_t scenario, Value&& value) {
  return range_of(world_means(pairs_of(runs, scenario, value).difference));
}

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
  if (!reader.has("cost")) {
    Range const unknown{nan, nan, nan};
    costs.officer_hours = costs.councillor_hours = costs.pounds = costs.one_off = costs.yearly = costs.cash =
        costs.present_value = costs.optimism = unknown;
    return costs;
  }
  auto const lines = reader.dimension("budget_line").labels();
  for (auto const& line : lines) costs.lines.push_back({line});
  Book const officers(reader, runs, "officer_hours", scenario), councillors(reader, runs, "councillor_hours", scenario),
      pounds(reader, runs, "cost", scenario);
  auto const a_year = [&](Book const& book) {
    return range_over_worlds(runs, scenario, [&](auto s, auto k) { return book.sum(s, k) / years; });
  };
  costs.officer_hours = a_year(officers);
  costs.councillor_hours = a_year(councillors);
  costs.pounds = a_year(pounds);
  std::array<std::pair<Book const*, double Costs::Line::*>, 3> const books{
      {{&officers, &Costs::Line::officer_hours},
       {&councillors, &Costs::Line::councillor_hours},
       {&pounds, &Costs::Line::pounds}}};
  for (auto const& [book, member] : books) {
    for (std::size_t l = 0; l < lines.size(); ++l) {
      auto const pairs = pairs_of(runs, scenario, [&](auto s, auto k) { return book->line(s, k, l) / years; });
      costs.lines[l].*member = estimate::components(pairs.difference).mean;
    }
  }

  // one-off and yearly, cash and time
  auto const one_off = [&](std::size_t s, std::size_t k) {
    double sum = 0;
    for (std::size_t l = 0; l < lines.size(); ++l) sum += lines[l].ends_with("one_off") ? pounds.line(s, k, l) : 0;
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
      runs, scenario, [&](auto s, auto k) { return present_value(pounds.by_year(s, k), prices.discount_rate); });
  auto const expense = std::max(0.0, costs.present_value.middle);
  costs.optimism = {prices.optimism.middle * expense, prices.optimism.low * expense, prices.optimism.high * expense};
  costs.over_budget =
      costs.officer_hours.middle > prices.officer_hours_year || costs.pounds.middle > prices.pounds_year;
  return costs;
}

}  // namespace wardmote::compare
