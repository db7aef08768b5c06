#include "engine/policy/reviews.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "engine/world/ratings.hpp"

namespace wardmote::policy {

using world::Event;
using world::EventKind;
using world::Scene;
using world::World;
using Flows = world::Journal::WardFlows;

namespace {

constexpr auto specs = std::to_array<ObservableSpec>({
    {"enquiries_in_time", "share", 0, 1,
     "councillor enquiries answered in the window that were answered within the target"},
    {"told_share", "share", 0, 1, "reports closed in the window whose reporter was told the outcome"},
    {"fixed_share", "share", 0, 1, "reports closed in the window with the problem fixed"},
    {"news_early", "share", 0, 1,
     "changes that became public in the window of which the ward's councillors knew before"},
    {"responses", "1/year", 0, 100, "answers to consultations in the window, for each adult and year"},
    {"relation_councillors", "1", 0, 1,
     "how the wards' councillors rate working with officers, asked on the review's day"},
});

/// A share or rate as it adds up over wards.
struct Fraction {
  double above = 0;
  double below = 0;

  Fraction& operator+=(Fraction const& other) {
    above += other.above;
    below += other.below;
    return *this;
  }
  [[nodiscard]] double value() const { return below > 0 ? above / below : std::numeric_limits<double>::quiet_NaN(); }
};

/// What is counted of an observable in one ward since the window began.
class Count {
 public:
  Count(Scene const& scene, World const& world, Review const& review, world::Review const& state)
      : scene_(scene), world_(world), review_(review), before_(state.before) {}

  [[nodiscard]] Fraction operator()(std::uint32_t ward) const {
    switch (review_.observable) {
      case Observable::enquiries_in_time:
        return share(ward, &Flows::enquiries_in_time, &Flows::enquiries_answered);
      case Observable::told_share:
        return share(ward, &Flows::reports_told, &Flows::reports_closed);
      case Observable::fixed_share:
        return share(ward, &Flows::reports_fixed, &Flows::reports_closed);
      case Observable::news_early:
        return share(ward, &Flows::news_early, &Flows::news);
      case Observable::responses:
        return {counted(ward, &Flows::responses), adults(ward) * years()};
      case Observable::relation_councillors:
        return ratings(ward);
    }
    return {};
  }

 private:
  [[nodiscard]] double counted(std::uint32_t ward, std::uint64_t Flows::*member) const {
    return static_cast<double>(world_.journal.ward[ward].*member - before_[ward].*member);
  }
  [[nodiscard]] Fraction share(std::uint32_t ward, std::uint64_t Flows::*of, std::uint64_t Flows::*among) const {
    return {counted(ward, of), counted(ward, among)};
  }
  [[nodiscard]] double adults(std::uint32_t ward) const {
    auto const& first = scene_.people.first_in_ward;
    return static_cast<double>(first[ward + 1] - first[ward]);
  }
  [[nodiscard]] double years() const {
    return static_cast<double>((review_.on - review_.from).count()) / world::days_per_year;
  }
  [[nodiscard]] Fraction ratings(std::uint32_t ward) const {
    Fraction sum;
    for (auto v = scene_.first_councillor[ward]; v < scene_.first_councillor[ward + 1]; ++v)
      sum += {world::councillor_rating(scene_, world_, v), 1};
    return sum;
  }

  Scene const& scene_;
  World const& world_;
  Review const& review_;
  std::vector<Flows> const& before_;
};

double measured(Scene const& scene, World const& world, Review const& review, world::Review const& state) {
  Count const count(scene, world, review, state);
  auto const& wards = review.wards;
  Fraction here, elsewhere;
  for (std::uint32_t w = 0; w < scene.council.wards.size(); ++w) {
    auto const is_here = wards.empty() || std::find(wards.begin(), wards.end(), w) != wards.end();
    (is_here ? here : elsewhere) += count(w);
  }
  return review.against_elsewhere ? here.value() - elsewhere.value() : here.value();
}

}  // namespace

std::span<ObservableSpec const> observable_specs() { return specs; }

void plan_reviews(Scene const& scene, World& world, Policy const& policy) {
  auto const& calendar = scene.hours.calendar;
  world.reviews.assign(policy.reviews.size(), {});
  for (std::uint32_t number = 0; number < policy.reviews.size(); ++number) {
    auto const& review = policy.reviews[number];
    auto const schedule = [&](std::chrono::sys_days day, std::uint8_t detail) {
      world.queue.schedule(calendar.time_of(day), Event{.kind = EventKind::review, .detail = detail, .who = number},
                           kernel::Priority::high);
    };
    schedule(review.from, 0), schedule(review.on, 1);
  }
}

void open_review(World& world, std::uint32_t number) { world.reviews[number].before = world.journal.ward; }

void decide_review(Scene const& scene, World& world, Review const& review, std::uint32_t number) {
  auto& state = world.reviews[number];
  state.found = measured(scene, world, review, state);
  state.holds = review.at_most ? state.found <= review.threshold : state.found >= review.threshold;
  state.decided = true;
}

}  // namespace wardmote::policy
