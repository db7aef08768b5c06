#include "analysis/compare/breakdown.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "analysis/compare/book.hpp"

namespace wardmote::compare {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr Range unknown{nan, nan, nan};

/// Hours of officers and councillors, and pounds: three variables with the same rows.
struct Books {
  Book officers, councillors, pounds;
  Books(results::Reader const& reader, Runs const& runs, std::size_t scenario, std::array<char const*, 3> const& names)
      : officers(reader, runs, names[0], scenario),
        councillors(reader, runs, names[1], scenario),
        pounds(reader, runs, names[2], scenario) {}
};

/// Ranges over worlds of numbers of a run, a year.
class Yearly {
 public:
  Yearly(Runs const& runs, std::size_t scenario, double years) : runs_(runs), scenario_(scenario), years_(years) {}

  template <class Value>
  [[nodiscard]] Range of(Value&& value) const {
    return range_over_worlds(runs_, scenario_, [&](auto s, auto k) { return value(s, k) / years_; });
  }
  [[nodiscard]] Part row(std::string name, Books const& books, std::size_t row) const {
    auto const one = [&](Book const& book) { return of([&](auto s, auto k) { return book.row(s, k, row); }); };
    return {std::move(name), one(books.officers), one(books.councillors), one(books.pounds)};
  }
  /// All of some books less all of others.
  [[nodiscard]] Part rest(std::string name, Books const& all, Books const& less) const {
    auto const one = [&](Book const& whole, Book const& part) {
      return of([&](auto s, auto k) { return whole.sum(s, k) - part.sum(s, k); });
    };
    return {std::move(name), one(all.officers, less.officers), one(all.councillors, less.councillors),
            one(all.pounds, less.pounds)};
  }

 private:
  Runs const& runs_;
  std::size_t scenario_;
  double years_;
};

void add_staff(Breakdown& found, results::Reader const& reader, Runs const& runs, std::size_t scenario,
               Yearly const& yearly) {
  Book const hours(reader, runs, "staff_hours", scenario);
  auto const services = reader.dimension("service").labels();
  found.grades = reader.dimension("grade").labels();
  for (std::size_t i = 0; i < services.size(); ++i) {
    Breakdown::Staff staff{services[i], {}, yearly.of([&](auto s, auto k) { return hours.row(s, k, i); })};
    for (std::size_t g = 0; g < found.grades.size(); ++g)
      staff.grades.push_back(yearly.of([&](auto s, auto k) { return hours.value(s, k, i, g); }));
    found.staff.push_back(std::move(staff));
  }
  found.everyone = {"all", {}, yearly.of([&](auto s, auto k) { return hours.sum(s, k); })};
  for (std::size_t g = 0; g < found.grades.size(); ++g)
    found.everyone.grades.push_back(yearly.of([&](auto s, auto k) { return hours.by_column(s, k)[g]; }));
}

/// Hours a year that a run tells as one number.
void add_displaced(Breakdown& found, results::Reader const& reader, Runs const& runs, std::size_t scenario) {
  auto const ids = reader.dimension("outcome").labels();
  auto const values = reader.numbers("outcomes");
  auto const place = [&](std::string_view id) {
    return static_cast<std::size_t>(std::ranges::find(ids, id) - ids.begin());
  };
  auto const all = place("officer_hours_year"), posts = place("post_hours_year"),
             undelivered = place("undelivered_hours_year");
  if (std::max({all, posts, undelivered}) == ids.size()) return;
  auto const range = [&](auto&& value) { return range_over_worlds(runs, scenario, value); };
  found.posts = range([&](auto s, auto k) { return values(s, k, posts); });
  found.displaced = range([&](auto s, auto k) { return values(s, k, all) - values(s, k, posts); });
  found.undelivered = range([&](auto s, auto k) { return values(s, k, undelivered); });
}

}  // namespace

Breakdown breakdown_of(results::Reader const& reader, Runs const& runs, std::size_t scenario, double years) {
  Breakdown found;
  found.elsewhere = {"elsewhere", unknown, unknown, unknown};
  found.posts = found.displaced = found.undelivered = unknown;
  if (!reader.has("cost")) return found;
  Yearly const yearly(runs, scenario, years);
  Books const lines(reader, runs, scenario, {"officer_hours", "councillor_hours", "cost"});
  auto const names = reader.dimension("budget_line").labels();
  for (std::size_t l = 0; l < names.size(); ++l) found.lines.push_back(yearly.row(names[l], lines, l));

  if (reader.has("scenario_lever")) {
    Books const levers(reader, runs, scenario, {"lever_officer_hours", "lever_councillor_hours", "lever_cost"});
    auto const ids = reader.strings("scenario_lever", {scenario}).values;
    for (std::size_t l = 0; l < ids.size() && !ids[l].empty(); ++l)
      found.levers.push_back(yearly.row(ids[l], levers, l));
    found.elsewhere = yearly.rest("elsewhere", lines, levers);
  }
  if (reader.has("staff_hours")) add_staff(found, reader, runs, scenario, yearly);
  if (reader.has("contacts")) {
    Book const contacts(reader, runs, "contacts", scenario);
    auto const channels = reader.dimension("channel").labels();
    for (std::size_t c = 0; c < channels.size(); ++c)
      found.contacts.push_back({channels[c], yearly.of([&](auto s, auto k) { return contacts.row(s, k, c); })});
  }
  add_displaced(found, reader, runs, scenario);
  return found;
}

std::string lever_title(nlohmann::json const& study, std::string const& scenario, std::string const& id) {
  auto const none = nlohmann::json::array();
  for (auto const& one : study.value("scenarios", none)) {
    if (one.value("id", "") != scenario) continue;
    for (auto const& lever : one.value("levers", none)) {
      if (lever.value("id", "") == id) return lever.value("title", id);
    }
  }
  return id;
}

}  // namespace wardmote::compare
