#pragma once

#include <array>
#include <cstdint>

#include "engine/measure/dealings.hpp"
#include "engine/measure/trajectories.hpp"
#include "engine/world/world.hpp"

namespace wardmote::measure {

/// What was counted in the last year, all wards together.
class LastYear {
 public:
  LastYear(world::Journal const& now, world::Journal const& year_ago) : now_(now), year_ago_(year_ago) {}

  [[nodiscard]] double flow(std::uint64_t world::Journal::WardFlows::*member) const {
    return static_cast<double>(total(now_, member) - total(year_ago_, member));
  }
  [[nodiscard]] double flow(std::uint64_t world::Journal::*member) const {
    return static_cast<double>(now_.*member - year_ago_.*member);
  }
  [[nodiscard]] RouteMeans route(bool direct) const {
    return route_means(now_.routes[direct ? 1 : 0], year_ago_.routes[direct ? 1 : 0]);
  }
  /// What a conversation at a meeting adds to the officer's rating, with a manager present or without.
  [[nodiscard]] double meeting_gain(bool manager) const {
    auto const& now = now_.meeting_talks[manager ? 1 : 0];
    auto const& before = year_ago_.meeting_talks[manager ? 1 : 0];
    return ratio(now.gain - before.gain, static_cast<double>(now.n - before.n));
  }
  /// Officers who came to the policy's meetings, of those invited to one that was planned; 0 where nobody was.
  [[nodiscard]] double officers_came() const {
    auto const &now = now_.uptake, &before = year_ago_.uptake;
    auto const invited = static_cast<double>(now.invited - before.invited);
    return invited > 0 ? static_cast<double>(now.came - before.came) / invited : 0;
  }
  /// Hours on a line of the budget.
  [[nodiscard]] double officer_hours(world::BudgetLine line) const {
    double sum = 0;
    for (std::size_t year = 0; year < now_.officer_hours.size(); ++year)
      sum += now_.officer_hours[year][static_cast<std::size_t>(line)] -
             year_ago_.officer_hours[year][static_cast<std::size_t>(line)];
    return sum;
  }
  /// Of the times a councillor learnt something of officers, those unasked: a change heard of early, against an answer
  /// to an enquiry and a chase.
  [[nodiscard]] double push_share(world::Scene const& scene) const {
    double pushed = 0;
    for (std::size_t w = 0; w < now_.ward.size(); ++w)
      pushed += static_cast<double>(now_.ward[w].news_early - year_ago_.ward[w].news_early) *
                scene.council.wards[w].n_councillor;
    auto const asked = flow(&world::Journal::WardFlows::enquiries_answered) + flow(&world::Journal::WardFlows::chases);
    return ratio(pushed, pushed + asked);
  }
  /// Conversations of councillors with officers of any grade; of members of the cabinet alone.
  [[nodiscard]] double all_talks(std::array<std::uint64_t, world::n_grade> world::Journal::*member) const {
    double sum = 0;
    for (auto const grade : {world::Grade::frontline, world::Grade::middle, world::Grade::senior})
      sum += talks(member, grade);
    return sum;
  }
  /// Conversations with officers of a grade.
  [[nodiscard]] double talks(std::array<std::uint64_t, world::n_grade> world::Journal::*member,
                             world::Grade grade) const {
    auto const g = static_cast<std::size_t>(grade);
    return static_cast<double>((now_.*member)[g] - (year_ago_.*member)[g]);
  }

 private:
  static std::uint64_t total(world::Journal const& of, std::uint64_t world::Journal::WardFlows::*member) {
    std::uint64_t sum = 0;
    for (auto const& ward : of.ward) sum += ward.*member;
    return sum;
  }
  world::Journal const& now_;
  world::Journal const& year_ago_;
};

}  // namespace wardmote::measure
