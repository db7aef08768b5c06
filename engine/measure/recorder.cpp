#include "engine/measure/recorder.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "engine/kernel/check.hpp"
#include "engine/measure/accounts.hpp"
#include "engine/measure/belief_sums.hpp"
#include "engine/world/ratings.hpp"
#include "engine/world/seats.hpp"
#include "engine/world/skill.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::measure {

using world::Journal;
using world::Scene;
using world::World;

namespace {

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

}  // namespace

Recorder::Recorder(Scene const& scene, std::span<kernel::Time const> times)
    : scene_(scene), trajectories_(scene, times) {}

void Recorder::start(World const& world) { last_ = world.journal; }

void Recorder::start_last_year(World const& world) {
  year_ago_ = world.journal;
  in_last_year_ = true;
}

void Recorder::observe(World const& world) {
  WARDMOTE_ASSERT(!trajectories_.full(), "there are no more instants to observe");
  observe_people(world);
  observe_wards(world);
  observe_councillors(world);
  observe_council(world);
  gathered_.case_effects.observe(scene_, world,
                                 static_cast<double>(trajectories_.row(trust_council_by_group)[everyone]));
  if (in_last_year_) gathered_.open_enquiries.observe(world);
  last_ = world.journal;
  trajectories_.next();
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
    all += with;
    by_ward[cell.ward] += all;
    by_group_sums[everyone] += all;
    by_group_sums[age_first + static_cast<std::size_t>(cell.age)] += all;
    by_group_sums[white + static_cast<std::size_t>(cell.ethnicity)] += all;
    by_group_sums[online] += with;
    by_group_sums[offline] += without;
    by_group_sums[deprived[cell.ward] ? most_deprived : less_deprived] += all;
    by_group_sums[scene_.council.wards[cell.ward].zone == 0 ? first_zone : other_zones] += all;
  }

  auto const write = [&](std::size_t series, std::span<BeliefSums const> sums, auto value) {
    auto* const out = trajectories_.row(series);
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
    trajectories_.row(reports)[w] = static_cast<float>(flow(&Journal::WardFlows::reports) / scale);
    trajectories_.row(reports_fixed)[w] = static_cast<float>(flow(&Journal::WardFlows::reports_fixed) / scale);
    trajectories_.row(enquiries_opened)[w] = static_cast<float>(flow(&Journal::WardFlows::enquiries_opened));
    trajectories_.row(enquiries_open)[w] = static_cast<float>(world.enquiries_open[w]);
    trajectories_.row(handler_known)[w] = static_cast<float>(ratio(world.handler_known[w], world.enquiries_open[w]));
    trajectories_.row(news_early)[w] =
        static_cast<float>(ratio(flow(&Journal::WardFlows::news_early), flow(&Journal::WardFlows::news)));

    double rating = 0;
    auto const first = scene_.first_councillor[w];
    auto const last = scene_.first_councillor[w + 1];
    for (auto v = first; v < last; ++v) rating += world::councillor_rating(scene_, world, v);
    trajectories_.row(relation_councillor)[w] = static_cast<float>(ratio(rating, last - first));
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
    trajectories_.row(relation_councillor_by_tenure)[k] = static_cast<float>(ratio(sums[k].rating, sums[k].n));
    trajectories_.row(handler_known_by_tenure)[k] = static_cast<float>(ratio(sums[k].n_known, sums[k].n_open));
  }
}

void Recorder::observe_council(World const& world) {
  *trajectories_.row(relation_officer) = static_cast<float>(world::officers_rating(scene_, world));
  *trajectories_.row(desk_backlog) =
      static_cast<float>(static_cast<double>(world.desk.backlog(world.office_now(scene_))) / 3600);
  double load = 0;
  auto const n_service = static_cast<std::uint32_t>(scene_.council.services.size());
  for (std::uint32_t s = 0; s < n_service; ++s) load += world::officer_load(scene_, world, s);
  *trajectories_.row(attention_load) = static_cast<float>(load / n_service);
  double skill = 0;
  for (auto const& one : world.officer_skill) skill += world::skill_now(world, one);
  *trajectories_.row(officer_skill) = static_cast<float>(ratio(skill, scene_.n_post()));
  *trajectories_.row(training_places) = static_cast<float>(world.journal.uptake.places);
  auto const calls = static_cast<double>(world.journal.calls - last_.calls);
  *trajectories_.row(calls_abandoned) =
      static_cast<float>(ratio(static_cast<double>(world.journal.calls_abandoned - last_.calls_abandoned), calls));
}

RunRecord Recorder::finish(World const& world) {
  RunRecord record;
  for (std::size_t r = 0; r < world::n_route; ++r) {
    for (auto const q : response_quantiles()) {
      record.response_days.push_back(static_cast<float>(world.journal.response_days[r].quantile(q)));
    }
  }
  keep_accounts(scene_, world, record);
  record.outcomes = outcomes_of(scene_, world, year_ago_, trajectories_, gathered_, record);
  record.series = trajectories_.take();
  record.n_event = world.n_event;
  return record;
}

}  // namespace wardmote::measure
