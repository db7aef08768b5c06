/// \file
/// Parts of the table about hours and money.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/compare/table_parts.hpp"
#include "analysis/compare/words.hpp"

namespace wardmote::compare {

namespace {

std::string hours(Range const& range) { return with_range(range, hours_text); }
std::string pounds(Range const& range) { return with_range(range, pounds_text); }

/// Which scenarios take more than the study says there is; empty where it says nothing.
std::string over_budget(Comparison const& comparison) {
  auto const hours = comparison.prices.officer_hours_year, pounds = comparison.prices.pounds_year;
  std::vector<std::string> limits;
  if (std::isfinite(hours)) limits.push_back(plain_text(hours, 0) + " officer hours");
  if (std::isfinite(pounds)) limits.push_back("£" + plain_text(pounds, 0));
  if (limits.empty()) return {};
  std::vector<std::string> beyond;
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    if (comparison.costs[s - 1].over_budget) beyond.push_back(comparison.scenarios[s].title);
  }
  return fmt::format("The study's budget is {} a year. Beyond it: {}.", fmt::join(limits, " and "),
                     beyond.empty() ? "none" : fmt::format("{}", fmt::join(beyond, "; ")));
}

/// Whose work the officer hours are taken from, and what is not done at all.
void displaced(TextPage& page, Comparison const& comparison) {
  std::vector<std::string> by_posts, not_done;
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    auto const& apart = comparison.costs[s - 1].taken_apart;
    if (!std::isfinite(apart.displaced.middle)) return;
    auto const& title = comparison.scenarios[s].title;
    if (apart.posts.low != 0 || apart.posts.high != 0) by_posts.push_back(title + " " + hours(apart.displaced));
    if (apart.undelivered.high > 0) not_done.push_back(title + " " + hours(apart.undelivered));
  }
  auto text = std::string{"The officer hours are taken from other work of the posts there are"};
  text +=
      by_posts.empty() ? "." : fmt::format("; where posts are added, only the rest: {}.", fmt::join(by_posts, "; "));
  if (!not_done.empty())
    text += fmt::format(" Asked of staff who had no hours left, and not done: {}.", fmt::join(not_done, "; "));
  page.paragraph(text, TextPage::indent);
}

/// Once and yearly, cash and time, all years together.
void money(TextPage& page, Comparison const& comparison) {
  auto const& prices = comparison.prices;
  page.line();
  page.paragraph(
      fmt::format("In pounds of {}: once, every year beside that, how much of a year's pounds leaves the council, and "
                  "all years together, later ones discounted by {:g} % a year.",
                  prices.year, 100 * prices.discount_rate),
      TextPage::indent);
  TextPage::Rows cells{{"", "once", "yearly", "cash a year", "all years"}};
  if (prices.optimism.high > 0) cells.front().push_back("for optimism");
  auto const middle = [](Range const& range) { return pounds_text(range.middle); };
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    auto const& costs = comparison.costs[s - 1];
    cells.push_back({comparison.scenarios[s].title, middle(costs.one_off), middle(costs.yearly), middle(costs.cash),
                     middle(costs.present_value)});
    if (prices.optimism.high > 0) cells.back().push_back(pounds(costs.optimism));
  }
  page.grid(cells);
  if (auto const over = over_budget(comparison); !over.empty()) page.paragraph(over, TextPage::indent);
}

/// What each lever takes by itself, and what follows of them together.
void by_lever(TextPage& page, Comparison const& comparison) {
  page.line();
  page.paragraph("By lever: what each takes by itself; elsewhere: what follows in casework, contacts and exercises.",
                 TextPage::indent);
  TextPage::Rows cells{{"", "officer hours", "councillor hours", "pounds"}};
  auto const add = [&](std::string title, Part const& part) {
    cells.push_back({std::move(title), hours(part.officer_hours), hours(part.councillor_hours), pounds(part.pounds)});
  };
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    auto const& scenario = comparison.scenarios[s];
    auto const& apart = comparison.costs[s - 1].taken_apart;
    cells.push_back({scenario.title, "", "", ""});
    for (auto const& lever : apart.levers)
      add(fmt::format("- {} {}", lever.name, lever_title(comparison.study, scenario.id, lever.name)), lever);
    add("- elsewhere", apart.elsewhere);
  }
  page.grid(cells);
}

/// Officer hours by grade, and the services whose hours change most.
void by_staff(TextPage& page, Comparison const& comparison) {
  page.line();
  page.paragraph("Officer hours by grade, then the three services where they change most; all of them with --json.",
                 TextPage::indent);
  TextPage::Rows cells{{""}};
  for (auto const& grade : comparison.costs.front().taken_apart.grades) cells.front().push_back(staff_name(grade));
  std::vector<std::string> most;
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    auto const& apart = comparison.costs[s - 1].taken_apart;
    cells.push_back({comparison.scenarios[s].title});
    for (auto const& grade : apart.everyone.grades) cells.back().push_back(hours(grade));
    auto services = apart.staff;
    std::ranges::stable_sort(services, std::greater{}, [](auto const& one) { return std::abs(one.all.middle); });
    std::vector<std::string> first;
    for (auto const& one : services) {
      if (first.size() < 3 && one.all.middle != 0)
        first.push_back(fmt::format("{} {}", staff_name(one.name), hours(one.all)));
    }
    if (!first.empty()) most.push_back(fmt::format("{}: {}.", cells.back().front(), fmt::join(first, "; ")));
  }
  page.grid(cells);
  for (auto const& text : most) page.paragraph(text, TextPage::indent);
}

void by_channel(TextPage& page, Comparison const& comparison) {
  page.line();
  page.paragraph("Residents' contacts by channel, a year.", TextPage::indent);
  TextPage::Rows cells{{""}};
  for (auto const& one : comparison.costs.front().taken_apart.contacts) cells.front().push_back(readable(one.channel));
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    cells.push_back({comparison.scenarios[s].title});
    for (auto const& one : comparison.costs[s - 1].taken_apart.contacts) cells.back().push_back(hours(one.number));
  }
  page.grid(cells);
}

/// "£44,000", "£2.50"
std::string price_text(double pounds) {
  if (pounds < 10) return "£" + plain_text(pounds, 2);
  auto text = pounds_text(pounds);
  return text.starts_with('+') ? text.substr(1) : text;
}

/// "day" of "days".
std::string one_of(std::string unit) {
  if (unit.ends_with('s')) unit.pop_back();
  return unit;
}

}  // namespace

void write_takes(TextPage& page, Comparison const& comparison) {
  page.heading("What it takes beyond the baseline, a year");
  page.paragraph(
      "All of it falls on the council; the time of residents, partners and councillors has no price. Officer hours "
      "turn into savings only where posts go. One-off costs are spread over the years of the study.",
      TextPage::indent);
  TextPage::Rows cells{{"", "officer hours", "councillor hours", "pounds"}};
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    auto const& costs = comparison.costs[s - 1];
    cells.push_back({comparison.scenarios[s].title, hours(costs.officer_hours), hours(costs.councillor_hours),
                     pounds(costs.pounds)});
  }
  page.grid(cells);
  displaced(page, comparison);
  money(page, comparison);
}

void write_takes_apart(TextPage& page, Comparison const& comparison) {
  if (comparison.costs.empty()) return;
  auto const& apart = comparison.costs.front().taken_apart;
  if (!apart.lines.empty() && std::isfinite(apart.elsewhere.pounds.middle)) by_lever(page, comparison);
  if (!apart.staff.empty()) by_staff(page, comparison);
  if (!apart.contacts.empty()) by_channel(page, comparison);
}

/// By outcome, what no other beats on both gain and pounds; never pounds for what people feel.
void write_worth(TextPage& page, Comparison const& comparison) {
  page.line();
  page.paragraph(
      "By outcome, in mean gain and pounds a year: those for which no other, doing nothing included, and no "
      "mixture of two gains as much for less, and what each further unit costs against the one before. A gain "
      "that does not matter counts as none.",
      TextPage::indent);
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
    auto const& outcome = comparison.outcomes[j];
    auto const display = display_of(outcome);
    std::vector<std::string> edge;
    for (auto const s : select::edge(comparison.standings[j])) {
      auto const price = comparison.standings[j][s].cost_per_gain / display.factor;
      edge.push_back(comparison.scenarios[s].title);
      if (std::isfinite(price) && !is_felt(outcome))
        edge.back() += fmt::format(" ({} a {})", price_text(price), one_of(display.unit));
    }
    if (!edge.empty()) page.paragraph(fmt::format("{}. {}", j + 1, fmt::join(edge, "; ")), TextPage::indent);
  }
}

}  // namespace wardmote::compare
