#include "engine/process/sittings.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/maths.hpp"
#include "engine/process/cases.hpp"
#include "engine/process/casework.hpp"
#include "engine/process/decisions.hpp"
#include "engine/process/relations.hpp"
#include "engine/world/minds.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/seats.hpp"
#include "engine/world/workload.hpp"

namespace wardmote::process {

using world::BodyKind;
using world::BudgetLine;
using world::Event;
using world::EventKind;
using world::Grade;
using world::Scene;
using world::World;

namespace {

/// What is put before a body.
struct Paper {
  double quality = 0;    ///< as its author sees it [1]
  double log_pages = 0;  ///< logarithm of its length
  bool tabled = false;   ///< sent too late to be read before the sitting
  bool in_time = false;  ///< the body comes to it in time to matter
};

/// Managers of a body's services: of the cabinet's the senior ones, of a panel's all who manage.
std::vector<std::uint32_t> managers_for(Scene const& scene, world::Body const& body) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t post = 0; post < scene.n_post(); ++post) {
    auto const& officer = scene.posts[post];
    auto const comes = officer.grade == Grade::senior || (officer.grade == Grade::middle && !body.decides);
    if (comes && world::looks_after(body, officer.service)) posts.push_back(post);
  }
  return posts;
}

/// An officer writes a paper in the time there is: `days` from when it is known to be wanted [working day].
Paper write(Scene const& scene, World const& world, std::uint32_t service, double days, bool in_time,
            kernel::Draws& draws) {
  auto const& p = scene.parameters;
  Paper paper{.in_time = in_time};
  paper.quality = std::clamp(p.paper_quality + p.paper_quality_sd * kernel::normal(draws), 0.0, 1.0);
  paper.log_pages = kernel::log(kernel::lognormal(draws, p.paper_pages, p.paper_pages_sigma));
  auto const taken =
      kernel::lognormal(draws, p.paper_days, p.paper_days_sigma) * world::attention_factor(scene, world, service);
  paper.tabled = days - taken < p.paper_ahead;
  return paper;
}

/// The papers of a sitting. Those for the cabinet are on the decisions it takes now, written from their announcement on
/// (a rushed one is announced when its paper is due, which is tabled, then); a panel has one, on a decision to come or
/// on what is done already.
std::vector<Paper> papers_for(Scene const& scene, World& world, Event const& event) {
  auto const& body = scene.council.bodies[event.who];
  auto draws = scene.streams.draws(world::purpose::paper, event.who, event.what);
  std::vector<Paper> papers;
  if (body.decides) {
    for (auto const& item : take_key_decisions(scene, world)) {
      auto const days = scene.hours.working_days(scene.hours.office.between(item.announced, item.sitting));
      papers.push_back(write(scene, world, item.service, days, !item.rushed, draws));
    }
    return papers;
  }
  auto const* const ahead = to_scrutinise(scene, world, body, draws);
  auto const n_service =
      static_cast<std::uint32_t>(body.services.empty() ? scene.council.services.size() : body.services.size());
  auto const any = kernel::index(draws, n_service);
  auto const service = ahead != nullptr ? ahead->service : body.services.empty() ? any : body.services[any];
  papers.push_back(write(scene, world, service, scene.parameters.agenda_ahead, ahead != nullptr, draws));
  return papers;
}

/// Logarithm of the length of a paper over what is right for a councillor.
double log_length(Scene const& scene, Paper const& paper, std::uint32_t seat) {
  auto const& p = scene.parameters;
  auto draws = scene.traits_streams.draws(world::purpose::reader, seat);
  return paper.log_pages - kernel::log(kernel::lognormal(draws, p.right_pages, p.right_pages_sigma));
}

/// Of what use a paper is to a councillor [1]: most at the length that is right for them, less when tabled.
double use_of(world::Parameters const& p, Paper const& paper, double log_length) {
  auto const off = log_length / p.length_width;
  return paper.quality * kernel::exp(-off * off / 2) * (paper.tabled ? p.tabled_use : 1);
}

/// A member reads the papers; the mean of their use.
double read(Scene const& scene, World& world, BodyKind kind, std::vector<Paper> const& papers, std::uint32_t seat) {
  constexpr double half = 0.69314718055994530942;  // ln 2: half of the right length, or twice
  auto& book = world.journal.papers[static_cast<std::size_t>(kind)];
  double sum = 0;
  for (auto const& paper : papers) {
    auto const length = log_length(scene, paper, seat);
    auto const use = use_of(scene.parameters, paper, length);
    auto& lengths = world.journal.lengths[length <= -half ? 0 : length < half ? 1 : 2];
    ++lengths.n;
    lengths.use += use;
    ++book.n_reading;
    book.use += use;
    sum += use;
  }
  return sum / static_cast<double>(papers.size());
}

void note_papers(World& world, BodyKind kind, std::vector<Paper> const& papers) {
  auto& book = world.journal.papers[static_cast<std::size_t>(kind)];
  for (auto const& paper : papers) {
    ++book.n;
    book.tabled += paper.tabled ? 1 : 0;
    book.own_rating += paper.quality;
  }
}

/// How a sitting went for one side: the mean over those who spoke.
class Scores {
 public:
  /// A third each: the papers, whether the body came to it in time, and how people spoke with each other.
  double add(double papers, double in_time, double quality) {
    auto const score = (papers + in_time + (1 + quality) / 2) / 3;
    sum_ += score;
    ++n_;
    return score;
  }
  [[nodiscard]] std::optional<double> mean() const { return n_ > 0 ? std::optional(sum_ / n_) : std::nullopt; }

 private:
  double sum_ = 0, n_ = 0;
};

/// A view of the bodies of a kind goes a share of the way towards what somebody saw or heard of a sitting.
void learn_of_body(World& world, world::BodyViews& views, BodyKind kind, double score, double share) {
  auto const change = share * (score - world::view_of(world, views, kind));
  views.view[static_cast<std::size_t>(kind)] += static_cast<float>(change / world.relation_fading);
}

/// Those who were not there, or did not speak, hear of it.
void word_spreads(World& world, std::vector<world::BodyViews>& views, std::vector<std::uint32_t> const& people,
                  std::vector<std::uint32_t> const& spoke, BodyKind kind, std::optional<double> score, double share) {
  if (!score) return;
  for (auto const person : people) {
    if (std::find(spoke.begin(), spoke.end(), person) == spoke.end())
      learn_of_body(world, views[person], kind, *score, share);
  }
}

/// Papers as their authors see them, and the share that the body comes to in time; 0 of none.
struct OwnView {
  double quality = 0;
  double in_time = 0;
};

OwnView own_view(std::vector<Paper> const& papers) {
  OwnView view;
  for (auto const& paper : papers) {
    view.quality += paper.quality / static_cast<double>(papers.size());
    view.in_time += (paper.in_time ? 1.0 : 0.0) / static_cast<double>(papers.size());
  }
  return view;
}

/// The next sitting in a body's calendar.
void schedule_next(Scene const& scene, World& world, Event const& event) {
  auto const& dates = scene.diary.sittings[event.who];
  auto const next = event.what + 1;
  if (next >= dates.size()) return;
  world.queue.schedule(dates[next], Event{.kind = EventKind::sitting, .who = event.who, .what = next});
}

}  // namespace

void start_sittings(Scene const& scene, World& world) {
  for (std::uint32_t body = 0; body < scene.diary.sittings.size(); ++body) {
    if (scene.diary.sittings[body].empty()) continue;
    world.queue.schedule(scene.diary.sittings[body].front(), Event{.kind = EventKind::sitting, .who = body, .what = 0});
  }
}

void sitting(Scene const& scene, World& world, Event const& event) {
  schedule_next(scene, world, event);
  auto const& p = scene.parameters;
  auto const& body = scene.council.bodies[event.who];
  auto const kind = world::kind_of(body);
  auto const papers = papers_for(scene, world, event);
  note_papers(world, kind, papers);
  auto const officers = managers_for(scene, body);
  if (officers.empty()) return;
  Contact contact{.setting = body.decides ? world::Setting::cabinet : world::Setting::scrutiny};
  if (!body.decides) contact.bonus = p.scrutiny_quality;
  auto const own = own_view(papers);

  // each member who comes speaks with one manager; managers take turns
  auto const n_officer = static_cast<std::uint32_t>(officers.size());
  std::vector<std::uint32_t> present, spoken_with;
  Scores of_members, of_officers;
  for (auto const seat : world::members_of(scene, world, event.who)) {
    auto draws = scene.streams.draws(world::purpose::sitting, seat ^ event.who * 0x9E3779B9U, event.what);
    if (draws.uniform() >= p.sitting_attendance) continue;
    auto const post = officers[kernel::index(draws, n_officer)];
    auto const quality = converse(scene, world, seat, post, draws, contact).quality;
    occupy_officer(scene, world, post, p.sitting_hours);
    present.push_back(seat);
    spoken_with.push_back(post);
    if (papers.empty()) continue;
    auto const use = read(scene, world, kind, papers, seat);
    learn_of_body(world, world.councillor_body_views[seat], kind, of_members.add(use, own.in_time, quality),
                  p.body_learning);
    learn_of_body(world, world.officer_body_views[post], kind, of_officers.add(own.quality, own.in_time, quality),
                  p.body_learning);
  }
  auto const hours = static_cast<double>(present.size()) * p.sitting_hours;
  spend_councillor_hours(scene, world, BudgetLine::meetings, hours);
  spend_officer_hours(scene, world, BudgetLine::meetings, hours);

  std::vector<std::uint32_t> seats(scene.n_councillor());
  std::iota(seats.begin(), seats.end(), 0U);
  auto const heard = p.body_learning * p.body_hearsay;
  word_spreads(world, world.councillor_body_views, seats, present, kind, of_members.mean(), heard);
  word_spreads(world, world.officer_body_views, officers, spoken_with, kind, of_officers.mean(), heard);
}

}  // namespace wardmote::process
