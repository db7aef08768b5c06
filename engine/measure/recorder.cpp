#include "engine/measure/recorder.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/kernel/check.hpp"
#include "engine/measure/behaviour.hpp"
#include "engine/world/beliefs.hpp"
#include "engine/world/ratings.hpp"
#include "engine/world/seats.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::measure {

using world::Journal;
using world::Scene;
using world::World;

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr std::int32_t year_in_weeks = 52;

/// Places of the trajectories in series_specs().
enum Series : std::size_t {
  trust_council,
  trust_council_share,
  trust_councillor,
  influence,
  participation_rate,
  civic_rate,
  reports,
  reports_fixed,
  enquiries_opened,
  enquiries_open,
  handler_known,
  news_early,
  relation_councillor,
  by_group,
  trust_council_by_group = by_group,
  trust_council_share_by_group,
  trust_councillor_by_group,
  influence_by_group,
  participation_rate_by_group,
  civic_rate_by_group,
  handler_known_by_tenure,
  relation_councillor_by_tenure,
  relation_officer,
  desk_backlog,
  attention_load,
  calls_abandoned,
  n_series
};

/// Places of the groups in group_names().
enum Group : std::size_t {
  everyone,
  age_first,
  white = 5,
  asian,
  other_ethnicity,
  online,
  offline,
  most_deprived,
  less_deprived,
  first_zone,
  other_zones,
  n_group
};

double ratio(double part, double whole) { return whole > 0 ? part / whole : nan; }

std::size_t width(Scene const& scene, Axis axis) {
  switch (axis) {
    case Axis::council:
      return 1;
    case Axis::ward:
      return scene.council.wards.size();
    case Axis::group:
      return n_group;
    case Axis::tenure:
      return tenure_names().size();
  }
  return 0;
}

/// Wards among the most deprived third of the district's.
std::vector<bool> most_deprived_wards(Scene const& scene) {
  std::vector<std::size_t> order(scene.deprivation.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return scene.deprivation[a] > scene.deprivation[b]; });
  std::vector<bool> most(order.size(), false);
  for (std::size_t k = 0; k < (order.size() + 2) / 3; ++k) most[order[k]] = true;
  return most;
}

double mean_years_in_office(World const& world) {
  double years = 0;
  for (std::uint32_t seat = 0; seat < world.seats.size(); ++seat) years += world::years_in_office(world, seat);
  return ratio(years, static_cast<double>(world.seats.size()));
}

void add(BeliefSums& sum, BeliefSums const& part) {
  sum.trust += part.trust;
  sum.trust_councillor += part.trust_councillor;
  sum.n += part.n;
  sum.n_trust += part.n_trust;
  sum.n_influence += part.n_influence;
  sum.n_response += part.n_response;
  sum.n_civic += part.n_civic;
}

}  // namespace

namespace {

// Eight adults side by side in a fixed pattern: vector arithmetic of any width, and the same bits whatever the
// compiler.
constexpr std::uint32_t n_lane = 8;
using Lanes = std::array<float, n_lane>;
using Counts = std::array<std::int32_t, n_lane>;

/// Sums over lanes.
struct LaneSums {
  Lanes trust{}, trust_councillor{};
  Counts n_trust{}, n_influence{}, n_response{}, n_civic{};
};

/// The numbers of one observation that all adults share.
struct Common {
  float n0, m0, sd, influence_sd, shock, fading, to_councillor;
  std::int16_t since;
};

/// Adds `n` <= n_lane adults. No branch depends on an adult, so that none can be mispredicted.
inline void add_lanes(world::Adult const* adults, std::uint32_t n, Common const& c, LaneSums& sums) {
  Lanes base, state, good, bad, councillor_good, councillor_bad;
  Lanes influence_base, influence_state, influence_good, influence_bad;
  Counts response, civic;
  for (std::uint32_t k = 0; k < n; ++k) {
    auto const& adult = adults[k];
    base[k] = adult.trust_base;
    state[k] = adult.trust_noise;
    good[k] = adult.council.good;
    bad[k] = adult.council.bad;
    councillor_good[k] = adult.councillor.good;
    councillor_bad[k] = adult.councillor.bad;
    influence_base[k] = adult.influence_base;
    influence_state[k] = adult.influence_noise;
    influence_good[k] = adult.influence.good;
    influence_bad[k] = adult.influence.bad;
    response[k] = adult.last_response;
    civic[k] = adult.last_civic;
  }
  for (std::uint32_t k = 0; k < n; ++k) {
    auto const mu = world::set_point(base[k], c.sd, state[k] + c.shock);
    auto const t = world::belief(c.n0, mu, c.fading * good[k], c.fading * bad[k]);
    auto const mu_councillor = world::set_point(base[k] + c.to_councillor, c.sd, state[k] + c.shock);
    auto const v = world::belief(c.n0, mu_councillor, c.fading * councillor_good[k], c.fading * councillor_bad[k]);
    auto const mu_influence = world::set_point(influence_base[k], c.influence_sd, influence_state[k]);
    auto const e = world::belief(c.m0, mu_influence, c.fading * influence_good[k], c.fading * influence_bad[k]);
    sums.trust[k] += t;
    sums.trust_councillor[k] += v;
    sums.n_trust[k] += t > 0.5F;
    sums.n_influence[k] += e > 0.5F;
    sums.n_response[k] += response[k] > c.since;
    sums.n_civic[k] += civic[k] > c.since;
  }
}

}  // namespace

BeliefSums sum_beliefs(Scene const& scene, World const& world, std::uint32_t first, std::uint32_t last) {
  auto const& p = scene.parameters;
  auto const week = static_cast<std::int32_t>(world.n_week) - year_in_weeks;
  Common const common{.n0 = static_cast<float>(world::prior_weight(p.trust_learning)),
                      .m0 = static_cast<float>(world::prior_weight(p.influence_learning)),
                      .sd = static_cast<float>(p.trust_sd),
                      .influence_sd = static_cast<float>(p.influence_sd),
                      .shock = static_cast<float>(world.common_shock),
                      .fading = static_cast<float>(world.fading),
                      .to_councillor = static_cast<float>(p.trust_councillor_mean - p.trust_mean),
                      .since = static_cast<std::int16_t>(std::max<std::int32_t>(week, world::never + 1))};
  LaneSums lanes;
  auto const* adult = world.adults.data() + first;
  auto left = last - first;
  for (; left >= n_lane; left -= n_lane, adult += n_lane) add_lanes(adult, n_lane, common, lanes);
  add_lanes(adult, left, common, lanes);

  BeliefSums sums;
  sums.n = last - first;
  for (std::uint32_t lane = 0; lane < n_lane; ++lane) {
    sums.trust += static_cast<double>(lanes.trust[lane]);
    sums.trust_councillor += static_cast<double>(lanes.trust_councillor[lane]);
    sums.n_trust += static_cast<std::uint32_t>(lanes.n_trust[lane]);
    sums.n_influence += static_cast<std::uint32_t>(lanes.n_influence[lane]);
    sums.n_response += static_cast<std::uint32_t>(lanes.n_response[lane]);
    sums.n_civic += static_cast<std::uint32_t>(lanes.n_civic[lane]);
  }
  return sums;
}

Recorder::Recorder(Scene const& scene, std::span<kernel::Time const> times)
    : scene_(scene), times_(times.begin(), times.end()) {
  WARDMOTE_ALWAYS(series_specs().size() == n_series && group_names().size() == n_group,
                  "the recorder knows every trajectory and group");
  for (auto const& spec : series_specs()) record_.series.emplace_back(times_.size() * width(scene, spec.axis), 0.0F);
}

float* Recorder::row(std::size_t series) {
  return record_.series[series].data() + n_observed_ * width(scene_, series_specs()[series].axis);
}

void Recorder::start(World const& world) { last_ = world.journal; }

void Recorder::start_last_year(World const& world) { year_ago_ = world.journal; }

void Recorder::observe(World const& world) {
  WARDMOTE_ASSERT(n_observed_ < times_.size(), "there are no more instants to observe");
  observe_people(world);
  observe_wards(world);
  observe_councillors(world);
  observe_council(world);
  last_ = world.journal;
  ++n_observed_;
}

void Recorder::observe_people(World const& world) {
  // every adult once: cells are neighbours, and those offline are the head of each
  auto const n_ward = scene_.council.wards.size();
  static_assert(static_cast<std::size_t>(world::n_age_group) == 4 && world::n_ethnicity == 3);
  auto const deprived = most_deprived_wards(scene_);
  std::vector<BeliefSums> by_ward(n_ward);
  std::array<BeliefSums, n_group> by_group_sums{};
  for (std::size_t c = 0; c < scene_.people.cells.size(); ++c) {
    auto const& cell = scene_.people.cells[c];
    auto const boundary = scene_.first_online[c];
    auto const without = sum_beliefs(scene_, world, cell.first, boundary);
    auto const with = sum_beliefs(scene_, world, boundary, cell.last);
    auto all = without;
    add(all, with);
    add(by_ward[cell.ward], all);
    add(by_group_sums[everyone], all);
    add(by_group_sums[age_first + static_cast<std::size_t>(cell.age)], all);
    add(by_group_sums[white + static_cast<std::size_t>(cell.ethnicity)], all);
    add(by_group_sums[online], with);
    add(by_group_sums[offline], without);
    add(by_group_sums[deprived[cell.ward] ? most_deprived : less_deprived], all);
    add(by_group_sums[scene_.council.wards[cell.ward].zone == 0 ? first_zone : other_zones], all);
  }

  auto const write = [&](std::size_t series, std::span<BeliefSums const> sums, auto value) {
    auto* const out = row(series);
    for (std::size_t k = 0; k < sums.size(); ++k) out[k] = static_cast<float>(ratio(value(sums[k]), sums[k].n));
  };
  auto const trust_of = [](BeliefSums const& s) { return s.trust; };
  auto const trusting = [](BeliefSums const& s) { return static_cast<double>(s.n_trust); };
  auto const councillor_of = [](BeliefSums const& s) { return s.trust_councillor; };
  auto const influential = [](BeliefSums const& s) { return static_cast<double>(s.n_influence); };
  auto const responding = [](BeliefSums const& s) { return static_cast<double>(s.n_response); };
  auto const civic_of = [](BeliefSums const& s) { return static_cast<double>(s.n_civic); };
  for (auto const base : {std::size_t{0}, static_cast<std::size_t>(by_group)}) {
    auto const sums = base == 0 ? std::span<BeliefSums const>(by_ward) : std::span<BeliefSums const>(by_group_sums);
    write(base + trust_council, sums, trust_of);
    write(base + trust_council_share, sums, trusting);
    write(base + trust_councillor, sums, councillor_of);
    write(base + influence, sums, influential);
    write(base + participation_rate, sums, responding);
    write(base + civic_rate, sums, civic_of);
  }
}

void Recorder::observe_wards(World const& world) {
  auto const scale = scene_.people.scale;
  for (std::uint32_t w = 0; w < scene_.council.wards.size(); ++w) {
    auto const& now = world.journal.ward[w];
    auto const& before = last_.ward[w];
    auto const flow = [&](std::uint64_t Journal::WardFlows::*member) {
      return static_cast<double>(now.*member - before.*member);
    };
    row(reports)[w] = static_cast<float>(flow(&Journal::WardFlows::reports) / scale);
    row(reports_fixed)[w] = static_cast<float>(flow(&Journal::WardFlows::reports_fixed) / scale);
    row(enquiries_opened)[w] = static_cast<float>(flow(&Journal::WardFlows::enquiries_opened));
    row(enquiries_open)[w] = static_cast<float>(world.enquiries_open[w]);
    row(handler_known)[w] = static_cast<float>(ratio(world.handler_known[w], world.enquiries_open[w]));
    row(news_early)[w] =
        static_cast<float>(ratio(flow(&Journal::WardFlows::news_early), flow(&Journal::WardFlows::news)));

    double rating = 0;
    auto const first = scene_.first_councillor[w];
    auto const last = scene_.first_councillor[w + 1];
    for (auto v = first; v < last; ++v) rating += world::councillor_rating(scene_, world, v);
    row(relation_councillor)[w] = static_cast<float>(ratio(rating, last - first));
  }
}

void Recorder::observe_councillors(World const& world) {
  struct Sums {
    double rating = 0;
    std::uint32_t n = 0, n_known = 0, n_open = 0;
  };
  std::array<Sums, 2> sums{};
  auto const of = [&](std::uint32_t v) -> Sums& { return sums[world::is_new(world, v) ? 0 : 1]; };
  for (std::uint32_t v = 0; v < scene_.n_councillor(); ++v) {
    of(v).rating += world::councillor_rating(scene_, world, v);
    ++of(v).n;
  }
  for (auto const& ward : world.open_cases) {
    for (auto const slot : ward) {
      auto const& enquiry = world.cases[slot];
      ++of(enquiry.councillor).n_open;
      of(enquiry.councillor).n_known += enquiry.handler_known ? 1 : 0;
    }
  }
  for (std::size_t k = 0; k < sums.size(); ++k) {
    row(relation_councillor_by_tenure)[k] = static_cast<float>(ratio(sums[k].rating, sums[k].n));
    row(handler_known_by_tenure)[k] = static_cast<float>(ratio(sums[k].n_known, sums[k].n_open));
  }
}

void Recorder::observe_council(World const& world) {
  *row(relation_officer) = static_cast<float>(world::officers_rating(scene_, world));
  *row(desk_backlog) = static_cast<float>(static_cast<double>(world.desk.backlog(world.office_now(scene_))) / 3600);
  double load = 0;
  auto const n_service = static_cast<std::uint32_t>(scene_.council.services.size());
  for (std::uint32_t s = 0; s < n_service; ++s) load += world::officer_load(scene_, world, s);
  *row(attention_load) = static_cast<float>(load / n_service);
  auto const calls = static_cast<double>(world.journal.calls - last_.calls);
  *row(calls_abandoned) =
      static_cast<float>(ratio(static_cast<double>(world.journal.calls_abandoned - last_.calls_abandoned), calls));
}

double Recorder::last_year_mean(std::size_t series, std::size_t column) const {
  // observations within the last year, missing ones left out
  auto const n_column = width(scene_, series_specs()[series].axis);
  auto const from = scene_.hours.end - kernel::days(world::days_per_year);
  double sum = 0;
  double n = 0;
  for (std::size_t k = 0; k < n_observed_; ++k) {
    auto const x = static_cast<double>(record_.series[series][k * n_column + column]);
    if (times_[k] <= from || std::isnan(x)) continue;
    sum += x;
    ++n;
  }
  return ratio(sum, n);
}

void Recorder::fill_budget(World const& world) {
  auto const flatten = [&](auto const& by_year) {
    auto const n_line = by_year.front().size();
    std::vector<double> flat(n_line * scene_.n_year, 0.0);
    for (std::size_t y = 0; y < scene_.n_year; ++y) {
      for (std::size_t line = 0; line < n_line; ++line) flat[line * scene_.n_year + y] = by_year[y][line];
    }
    return flat;
  };
  record_.officer_hours = flatten(world.journal.officer_hours);
  record_.councillor_hours = flatten(world.journal.councillor_hours);
  record_.cost = flatten(world.journal.money);
  for (std::size_t k = 0; k < record_.cost.size(); ++k) {
    record_.cost[k] += record_.officer_hours[k] * scene_.parameters.officer_hour_cost;
  }
  record_.contacts = flatten(world.journal.contacts);
  for (auto const& book : world.journal.levers) {
    record_.levers.push_back({book.lever, book.officer_hours, book.councillor_hours,
                              book.money + book.officer_hours * scene_.parameters.officer_hour_cost});
  }
}

void Recorder::fill_staff(World const& world) {
  // services, then the desk, then what nobody said whose it is: together all officer hours
  double known = 0, desk = 0;
  for (auto const& grades : world.journal.staff_hours) {
    record_.staff_hours.insert(record_.staff_hours.end(), grades.begin(), grades.end());
    known += std::accumulate(grades.begin(), grades.end(), 0.0);
  }
  for (auto const& year : world.journal.officer_hours)
    desk += year[static_cast<std::size_t>(world::BudgetLine::enquiries_desk)];
  auto const all = std::accumulate(record_.officer_hours.begin(), record_.officer_hours.end(), 0.0);
  for (auto const hours : {desk, all - known - desk}) {
    record_.staff_hours.insert(record_.staff_hours.end(), world::any_grade, 0.0);
    record_.staff_hours.push_back(std::max(0.0, hours));
  }
}

void Recorder::fill_outcomes(World const& world) {
  auto const& p = scene_.parameters;
  auto const& journal = world.journal;
  auto const scale = scene_.people.scale;

  // flows of the last year, all wards together
  Journal::WardFlows now{}, before{};
  auto const total = [](Journal::WardFlows& sum, Journal const& of) {
    for (auto const& ward : of.ward) {
      sum.reports += ward.reports;
      sum.reports_closed += ward.reports_closed;
      sum.reports_fixed += ward.reports_fixed;
      sum.reports_told += ward.reports_told;
      sum.enquiries_opened += ward.enquiries_opened;
      sum.enquiries_in_time += ward.enquiries_in_time;
      sum.news += ward.news;
      sum.news_early += ward.news_early;
    }
  };
  total(now, journal);
  total(before, year_ago_);
  auto const flow = [&](std::uint64_t Journal::WardFlows::*member) {
    return static_cast<double>(now.*member - before.*member);
  };
  using Flows = Journal::WardFlows;
  auto const days_p90 = [&](world::Route route) {
    return journal.response_days[static_cast<std::size_t>(route)].quantile(0.9);
  };

  // handlers known over open enquiries: all wards together, so that small wards do not weigh as much as large ones
  auto const n_ward = scene_.council.wards.size();
  double known = 0, open = 0, councillors = 0;
  for (std::size_t w = 0; w < n_ward; ++w) {
    auto const open_here = last_year_mean(enquiries_open, w);
    auto const share = last_year_mean(handler_known, w);
    if (!std::isnan(share)) known += share * open_here;
    open += open_here;
    councillors += last_year_mean(relation_councillor, w) * scene_.council.wards[w].n_councillor;
  }
  councillors = ratio(councillors, scene_.n_councillor());
  auto const officers = last_year_mean(relation_officer, 0);

  auto const participation = last_year_mean(participation_rate_by_group, everyone);
  auto least = participation;
  for (std::size_t g = age_first; g < n_group; ++g) {
    auto const rate = last_year_mean(participation_rate_by_group, g);
    if (!std::isnan(rate)) least = std::min(least, rate);
  }

  double reporters_trust = 0, n_reporter = 0;
  for (std::uint32_t i = 0; i < scene_.people.n_adult; ++i) {
    if (world.adults[i].last_report <= static_cast<std::int32_t>(world.n_week) - year_in_weeks) continue;
    reporters_trust += world::trust_in_council(scene_, world, i);
    ++n_reporter;
  }

  auto const behaviour = behaviour_of(world.histories);
  using ByGrade = std::array<std::uint64_t, world::n_grade>;
  auto const conversations = [&](ByGrade Journal::*member, world::Grade grade) {
    auto const g = static_cast<std::size_t>(grade);
    return static_cast<double>((journal.*member)[g] - (year_ago_.*member)[g]);
  };
  auto const talks = [&](world::Grade grade) {
    return ratio(conversations(&Journal::conversations, grade), scene_.n_councillor());
  };
  auto const a_year = [&](std::vector<double> const& budget) {
    return std::accumulate(budget.begin(), budget.end(), 0.0) / scene_.n_year;
  };
  auto const n_met = static_cast<double>(std::count_if(world.reviews.begin(), world.reviews.end(),
                                                       [](world::Review const& review) { return review.holds; }));
  record_.outcomes = {
      days_p90(world::Route::any_enquiry),
      days_p90(world::Route::resident),
      ratio(known, open),
      ratio(flow(&Flows::news_early), flow(&Flows::news)),
      std::min(councillors, officers) / p.relation_sd,
      participation,
      last_year_mean(influence_by_group, everyone),
      last_year_mean(trust_council_share_by_group, everyone),
      participation - least,
      ratio(flow(&Flows::reports_fixed), flow(&Flows::reports_closed)),
      ratio(flow(&Flows::reports_told), flow(&Flows::reports_closed)),
      flow(&Flows::enquiries_opened),
      ratio(flow(&Flows::enquiries_in_time), flow(&Flows::enquiries_opened)),
      flow(&Flows::reports) / scale,
      last_year_mean(trust_council_by_group, everyone),
      ratio(reporters_trust, n_reporter),
      last_year_mean(trust_councillor_by_group, everyone),
      councillors,
      officers,
      a_year(record_.officer_hours),
      a_year(record_.councillor_hours),
      a_year(record_.cost),
      journal.resident_hours / scene_.n_year,
      journal.partner_hours / scene_.n_year,
      journal.undelivered_hours / scene_.n_year,
      journal.post_hours / scene_.n_year,
      behaviour.repeat_ratio,
      behaviour.top_thousandth,
      behaviour.top_hundredth,
      behaviour.top_tenth,
      behaviour.once,
      talks(world::Grade::frontline),
      talks(world::Grade::middle),
      talks(world::Grade::senior),
      ratio(conversations(&Journal::cabinet_conversations, world::Grade::senior), scene_.council.n_cabinet),
      mean_years_in_office(world),
      world.reviews.empty() ? 0.0 : n_met / static_cast<double>(world.reviews.size()),
  };
  WARDMOTE_ALWAYS(record_.outcomes.size() == outcome_specs().size(), "every outcome has a value");
}

RunRecord Recorder::finish(World const& world) {
  for (std::size_t r = 0; r < world::n_route; ++r) {
    for (auto const q : response_quantiles()) {
      record_.response_days.push_back(static_cast<float>(world.journal.response_days[r].quantile(q)));
    }
  }
  fill_budget(world);
  fill_staff(world);
  fill_outcomes(world);
  record_.n_event = world.n_event;
  return std::move(record_);
}

}  // namespace wardmote::measure
