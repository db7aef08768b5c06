#include "engine/measure/accounts.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace wardmote::measure {

using world::Scene;
using world::World;

namespace {

void fill_budget(Scene const& scene, World const& world, RunRecord& record) {
  auto const flatten = [&](auto const& by_year) {
    auto const n_line = by_year.front().size();
    std::vector<double> flat(n_line * scene.n_year, 0.0);
    for (std::size_t y = 0; y < scene.n_year; ++y) {
      for (std::size_t line = 0; line < n_line; ++line) flat[line * scene.n_year + y] = by_year[y][line];
    }
    return flat;
  };
  record.officer_hours = flatten(world.journal.officer_hours);
  record.councillor_hours = flatten(world.journal.councillor_hours);
  record.cost = flatten(world.journal.money);
  for (std::size_t k = 0; k < record.cost.size(); ++k) {
    record.cost[k] += record.officer_hours[k] * scene.parameters.officer_hour_cost;
  }
  record.contacts = flatten(world.journal.contacts);
  for (auto const& book : world.journal.levers) {
    record.levers.push_back({book.lever, book.officer_hours, book.councillor_hours,
                             book.money + book.officer_hours * scene.parameters.officer_hour_cost});
  }
}

void fill_staff(World const& world, RunRecord& record) {
  // services, then the desk, then what nobody said whose it is: together all officer hours
  double known = 0, desk = 0;
  for (auto const& grades : world.journal.staff_hours) {
    record.staff_hours.insert(record.staff_hours.end(), grades.begin(), grades.end());
    known += std::accumulate(grades.begin(), grades.end(), 0.0);
  }
  for (auto const& year : world.journal.officer_hours)
    desk += year[static_cast<std::size_t>(world::BudgetLine::enquiries_desk)];
  auto const all = std::accumulate(record.officer_hours.begin(), record.officer_hours.end(), 0.0);
  for (auto const hours : {desk, all - known - desk}) {
    record.staff_hours.insert(record.staff_hours.end(), world::any_grade, 0.0);
    record.staff_hours.push_back(std::max(0.0, hours));
  }
}

}  // namespace

void keep_accounts(Scene const& scene, World const& world, RunRecord& record) {
  fill_budget(scene, world, record);
  fill_staff(world, record);
}

}  // namespace wardmote::measure
