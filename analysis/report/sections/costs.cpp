#include <cmath>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sections.hpp"
#include "analysis/report/sentences.hpp"

namespace wardmote::report {

using compare::Breakdown;
using compare::Range;

namespace {

/// A cell of a table: the middle, and below it the range, where its ends differ as shown. `text` says a number.
template <class Text>
json cell_of(Range const& range, Text const& text) {
  if (!std::isfinite(range.middle)) return {{"text", "n/a"}, {"range", ""}};
  auto const low = text(range.low), high = text(range.high);
  return {{"text", typeset(text(range.middle))}, {"range", low == high ? "" : typeset(low + " to " + high)}};
}
json hours(Range const& range) { return cell_of(range, compare::hours_text); }
json pounds(Range const& range) { return cell_of(range, compare::pounds_text); }

/// Rows with a cell a policy: what `range` makes of each policy's costs taken apart.
class Rows {
 public:
  explicit Rows(Material const& m) : m_(m) {}

  /// A row in which nothing but noughts would be shown is left out if it is `only_moved`.
  template <class Of>
  void add(std::string const& name, bool is_part, Of const& range, bool only_moved = false) {
    json cells = json::array();
    auto moved = false;
    for (auto const& costs : m_.comparison.costs) {
      cells.push_back(hours(range(costs.taken_apart)));
      moved = moved || cells.back()["text"] != "0" || cells.back()["range"] != "";
    }
    if (moved || !only_moved) rows_.push_back({{"name", name}, {"is_part", is_part}, {"cells", std::move(cells)}});
  }
  [[nodiscard]] json in_parts(json const& page) const { return report::in_parts(page["columns"], rows_); }

 private:
  Material const& m_;
  json rows_ = json::array();
};

/// What each lever takes by itself, and what follows of them together: a list of policies with rows.
json by_lever(Material const& m) {
  json policies = json::array();
  auto const row = [](std::string const& name, compare::Part const& part) -> json {
    return {{"name", name},
            {"officer", hours(part.officer_hours)},
            {"councillor", hours(part.councillor_hours)},
            {"money", pounds(part.pounds)}};
  };
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    auto const& apart = m.comparison.costs[s - 1].taken_apart;
    if (apart.levers.empty()) continue;
    json rows = json::array();
    for (auto const& lever : apart.levers) {
      auto const title = compare::lever_title(m.comparison.study, m.comparison.scenarios[s].id, lever.name);
      rows.push_back(row(title == lever.name ? title : lever.name + " " + title, lever));
    }
    rows.push_back(row("What follows elsewhere", apart.elsewhere));
    policies.push_back({{"title", m.title_of(s)}, {"rows", std::move(rows)}});
  }
  return policies;
}

/// Officer hours by service, and in each by grade; all services first.
json by_staff(Material const& m, json const& page) {
  Rows rows(m);
  auto const add = [&](std::string const& name, bool only_moved, auto const& staff) {
    rows.add(
        name, false, [&](Breakdown const& apart) -> Range const& { return staff(apart).all; }, only_moved);
    for (std::size_t g = 0; g < m.comparison.costs.front().taken_apart.grades.size(); ++g) {
      rows.add(
          compare::staff_name(m.comparison.costs.front().taken_apart.grades[g]), true,
          [&](Breakdown const& apart) -> Range const& { return staff(apart).grades[g]; }, true);
    }
  };
  add("All services", false, [](Breakdown const& apart) -> auto const& { return apart.everyone; });
  auto const& services = m.comparison.costs.front().taken_apart.staff;
  for (std::size_t i = 0; i < services.size(); ++i) {
    add(compare::staff_name(services[i].name), true,
        [i](Breakdown const& apart) -> auto const& { return apart.staff[i]; });
  }
  return rows.in_parts(page);
}

json by_channel(Material const& m, json const& page) {
  Rows rows(m);
  auto const& channels = m.comparison.costs.front().taken_apart.contacts;
  for (std::size_t c = 0; c < channels.size(); ++c) {
    rows.add(compare::readable(channels[c].channel), false,
             [c](Breakdown const& apart) -> Range const& { return apart.contacts[c].number; });
  }
  return rows.in_parts(page);
}

json by_line(Material const& m, json const& page) {
  json rows = json::array();
  auto const& lines = m.comparison.costs.front().taken_apart.lines;
  for (std::size_t l = 0; l < lines.size(); ++l) {
    json cells = json::array();
    for (auto const& costs : m.comparison.costs) {
      auto const& line = costs.taken_apart.lines[l];
      cells.push_back({{"text", typeset(fmt::format("{} / {} / {}", compare::hours_text(line.officer_hours.middle),
                                                    compare::hours_text(line.councillor_hours.middle),
                                                    compare::pounds_text(line.pounds.middle)))}});
    }
    rows.push_back({{"line", compare::readable(lines[l].name)}, {"cells", std::move(cells)}});
  }
  return in_parts(page["columns"], rows);
}

/// For each policy whose work pays for it, where hours change, and what residents do instead.
json whose(Material const& m) {
  json all = json::array();
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    auto const& apart = m.comparison.costs[s - 1].taken_apart;
    json said = json::array();
    for (auto const& text : {displaced_sentence(apart), staff_sentence(apart), contacts_sentence(apart)}) {
      if (!text.empty()) said.push_back(typeset(text));
    }
    if (!said.empty()) all.push_back({{"title", m.title_of(s)}, {"said", std::move(said)}});
  }
  return all;
}

/// What there is to spend, as the study says; empty where it says nothing.
std::string budget(Material const& m) {
  auto const& prices = m.comparison.prices;
  std::vector<std::string> limits;
  if (std::isfinite(prices.officer_hours_year))
    limits.push_back(compare::plain_text(prices.officer_hours_year, 0) + " officer hours");
  if (std::isfinite(prices.pounds_year)) limits.push_back("\u00a3" + compare::plain_text(prices.pounds_year, 0));
  return limits.empty() ? "" : fmt::format("The study's budget is {} a year.", join_and(limits));
}

}  // namespace

void costs(Material const& m, json& page) {
  page["budget"] = or_nothing(budget(m));
  page["costs"] = json::array();
  for (std::size_t s = 1; s < m.n_scenario(); ++s) {
    auto const& c = m.comparison.costs[s - 1];
    page["costs"].push_back({{"title", m.title_of(s)},
                             {"over", c.over_budget},
                             {"officer", hours(c.officer_hours)},
                             {"displaced", hours(c.taken_apart.displaced)},
                             {"councillor", hours(c.councillor_hours)},
                             {"money", pounds(c.pounds)}});
  }
  for (auto const* part : {"cost_levers", "cost_staff", "cost_channels", "cost_lines"}) page[part] = json::array();
  page["whose"] = whose(m);
  page["whose_open"] = page["whose"].size() <= 8;  // more than that are for those who look for one
  if (!m.comparison.costs.empty()) {
    auto const& first = m.comparison.costs.front().taken_apart;
    page["cost_levers"] = by_lever(m);
    if (!first.staff.empty()) page["cost_staff"] = by_staff(m, page);
    if (!first.contacts.empty()) page["cost_channels"] = by_channel(m, page);
    page["cost_lines"] = by_line(m, page);
  }
  for (auto const* part : {"whose", "cost_levers", "cost_staff", "cost_channels", "cost_lines"})
    page[std::string("has_") + part] = !page[part].empty();
}

}  // namespace wardmote::report
