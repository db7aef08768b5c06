#include "engine/world/scene.hpp"

#include <algorithm>
#include <cmath>

#include "engine/kernel/maths.hpp"
#include "engine/world/circumstances.hpp"
#include "engine/world/diary.hpp"
#include "engine/world/purposes.hpp"
#include "engine/world/world.hpp"

namespace wardmote::world {

namespace {

/// Ward deprivation in standard deviations of wards weighted by their residents, 0 at the mean.
std::vector<double> standardised_deprivation(Council const& council) {
  double n = 0;
  double sum = 0;
  double squares = 0;
  auto const residents = [](Ward const& ward) {
    double count = 0;
    for (auto const band : ward.residents) count += band;
    return count;
  };
  for (auto const& ward : council.wards) {
    n += residents(ward);
    sum += residents(ward) * ward.deprivation;
    squares += residents(ward) * ward.deprivation * ward.deprivation;
  }
  auto const mean = sum / n;
  auto const sd = kernel::sqrt(std::max(squares / n - mean * mean, 0.0));
  std::vector<double> standardised;
  for (auto const& ward : council.wards) standardised.push_back(sd > 0 ? (ward.deprivation - mean) / sd : 0.0);
  return standardised;
}

/// Mean of the digital exclusion risk over residents.
double mean_exclusion(Council const& council) {
  double n = 0;
  double sum = 0;
  for (auto const& ward : council.wards) {
    for (auto const band : ward.residents) {
      n += band;
      sum += band * ward.digital_exclusion;
    }
  }
  return sum / n;
}

/// Mean of a Pareto variable with least value 1, cut off at `cap`.
double bounded_pareto_mean(double index, double cap) {
  return index / (index - 1) * (1 - kernel::pow(cap, 1 - index)) / (1 - kernel::pow(cap, -index));
}

/// Those online: a threshold on the stored uniform, by age and the ward's digital exclusion risk; and the means of all.
void make_means(Scene& scene) {
  auto const& p = scene.parameters;
  auto const& people = scene.people;
  auto const exclusion = mean_exclusion(scene.council);
  std::array const online_share{p.online_share_young, p.online_share_middle, p.online_share_older,
                                p.online_share_oldest};
  scene.means.resize(people.n_adult);
  for (auto const& cell : people.cells) {
    auto const& ward = scene.council.wards[cell.ward];
    auto const share = std::clamp(online_share[static_cast<std::size_t>(cell.age)], 1e-6, 1 - 1e-6);
    auto const online =
        kernel::logistic(kernel::logit(share) + p.online_exclusion_slope * (ward.digital_exclusion - exclusion));
    auto const first = people.digital.begin() + cell.first;
    auto const last = people.digital.begin() + cell.last;
    auto const offline = std::lower_bound(first, last, static_cast<float>(1 - online)) - first;
    scene.first_online.push_back(cell.first + static_cast<std::uint32_t>(offline));

    auto const deprived = static_cast<float>(p.resources_deprivation_slope * scene.deprivation[cell.ward]);
    for (auto i = cell.first; i < cell.last; ++i) {
      // petitions and the like: exposures thinned by the chance of joining, which only traits decide (evidence §8.9)
      auto const resources = people.resources[i] + deprived;
      auto const logit = p.civic_base + p.part_resources * static_cast<double>(resources) +
                         p.part_attachment * static_cast<double>(people.attachment[i]) +
                         participation_shift(p, cell.age, cell.ethnicity);
      auto const rate = p.civic_exposures_per_adult_year * kernel::logistic(logit);
      scene.means[i] = {resources, people.attachment[i], static_cast<float>(rate), 0};
    }
  }
  give_circumstances(scene);
}

void make_posts(Scene& scene) {
  for (std::uint32_t s = 0; s < scene.council.services.size(); ++s) {
    auto const& service = scene.council.services[s];
    scene.first_post.push_back(scene.n_post());
    // enquiry officers: middle managers first, as many as there are up to a third, the rest front line (assumption)
    auto const n_middle =
        std::min(service.officers[static_cast<std::size_t>(Grade::middle)], service.n_enquiry_officer / 3);
    for (std::uint32_t i = 0; i < service.n_enquiry_officer; ++i) {
      scene.posts.push_back({s, i < n_middle ? Grade::middle : Grade::frontline, true});
    }
    for (std::uint32_t i = n_middle; i < service.officers[static_cast<std::size_t>(Grade::middle)]; ++i) {
      scene.posts.push_back({s, Grade::middle, false});
    }
    for (std::uint32_t i = 0; i < service.officers[static_cast<std::size_t>(Grade::senior)]; ++i) {
      scene.posts.push_back({s, Grade::senior, false});
    }
  }
  scene.first_post.push_back(scene.n_post());

  // everyone else is at the front line, dealing with residents
  scene.first_front.push_back(0);
  for (auto const& service : scene.council.services) {
    std::uint32_t n_officer = 0;
    for (auto const n : service.officers) n_officer += n;
    auto const s = scene.first_front.size() - 1;
    auto const n_front = n_officer - std::min(n_officer, scene.first_post[s + 1] - scene.first_post[s]);
    scene.first_front.push_back(scene.first_front.back() + n_front);
  }
  for (std::uint32_t o = 0; o < scene.n_post(); ++o) {
    scene.posts_of_grade[static_cast<std::size_t>(scene.posts[o].grade)].push_back(o);
  }
}

void make_councillors(Scene& scene) {
  for (std::uint32_t w = 0; w < scene.council.wards.size(); ++w) {
    scene.first_councillor.push_back(scene.n_councillor());
    for (std::uint32_t i = 0; i < scene.council.wards[w].n_councillor; ++i) scene.councillor_ward.push_back(w);
  }
  scene.first_councillor.push_back(scene.n_councillor());
}

}  // namespace

double participation_shift(Parameters const& parameters, AgeGroup age, EthnicGroup ethnicity) {
  double logit = 0;
  if (age == AgeGroup::from_16) logit += parameters.part_young;
  if (age == AgeGroup::from_75) logit += parameters.part_oldest;
  if (ethnicity != EthnicGroup::white) logit += parameters.part_minority;
  return logit;
}

std::uint32_t Scene::patch_officer(std::uint32_t service, std::uint32_t ward) const {
  auto const n_officer = std::max(1U, council.services[service].n_enquiry_officer);
  auto const n_ward = static_cast<std::uint32_t>(council.wards.size());
  return first_post[service] + ward * n_officer / n_ward;
}

namespace {

/// Weights of the services, by one of the columns of their table.
std::vector<double> weights(Council const& council, double Service::*column) {
  std::vector<double> result;
  for (auto const& service : council.services) result.push_back(service.*column);
  return result;
}

}  // namespace

Scene make_scene(Council const& council, Population const& people, Hours const& hours, Parameters const& parameters,
                 kernel::StreamKey key, kernel::RandomStreams const& chance, std::uint32_t n_year) {
  Scene scene{.council = council,
              .people = people,
              .hours = hours,
              .parameters = parameters,
              .streams = chance,
              .traits_streams = people_streams(key),
              .n_year = n_year,
              .report_service = kernel::DiscreteTable(weights(council, &Service::request_weight)),
              .enquiry_service = kernel::DiscreteTable(weights(council, &Service::enquiry_weight))};
  auto const& p = scene.parameters;
  scene.deprivation = standardised_deprivation(council);
  make_means(scene);
  make_posts(scene);
  make_councillors(scene);
  scene.diary = make_diary(scene);
  scene.stand_in_mean = 1 / people.scale - 1;

  // rates of the occasions a citizen meets, at policy-free bounds
  auto const& lines = hours.contact_centre;
  auto const years = (lines.end() - lines.start()).value() / kernel::days(days_per_year).value();
  scene.routine_gap = lines.total().value() / years / std::max(p.routine_contacts_per_adult_year, 1e-9);
  scene.ask_rate = p.asks_per_adult_year;
  auto const n_ward = static_cast<double>(council.wards.size());
  auto const concerning = p.consultations_per_year * (p.district_wide_share + (1 - p.district_wide_share) / n_ward);
  scene.call_rate = concerning * std::max(p.p_aware_bound, p.p_aware_open_call);
  return scene;
}

Adults make_adults(Scene const& scene) {
  auto const& p = scene.parameters;
  auto const& people = scene.people;
  auto const lasting = kernel::sqrt(p.trait_share);
  auto const propensity_mean = bounded_pareto_mean(p.pareto_index, p.pareto_cap);
  auto const needs = needs_of(scene);
  Adults adults(people.n_adult);
  for (std::size_t c = 0; c < people.cells.size(); ++c) {
    auto const& cell = people.cells[c];
    double shift = 0;
    if (cell.ethnicity == EthnicGroup::asian) shift = p.influence_asian;
    if (cell.ethnicity == EthnicGroup::other) shift = p.influence_other;
    auto const need = p.issues_per_adult_year * kernel::exp(p.need_deprivation_slope * scene.deprivation[cell.ward]) /
                      propensity_mean;
    for (auto i = cell.first; i < cell.last; ++i) {
      auto const propensity =
          kernel::pareto_bounded_quantile(static_cast<double>(people.propensity[i]), p.pareto_index, 1.0, p.pareto_cap);
      auto const trust_trait = lasting * static_cast<double>(people.trust_trait[i]);
      auto const influence_trait = lasting * static_cast<double>(people.influence_trait[i]) + shift;
      auto& adult = adults[i];
      adult.trust_base = static_cast<float>(p.trust_mean + p.trust_sd * trust_trait);
      adult.influence_base = static_cast<float>(p.influence_mean + p.influence_sd * influence_trait);
      adult.issue_rate = static_cast<float>(need * propensity * needs[scene.means[i].circumstances]);
      adult.ward = static_cast<std::uint8_t>(cell.ward);
      adult.age = cell.age;
      adult.ethnicity = cell.ethnicity;
      adult.online = i >= scene.first_online[c];
      adult.knows_councillor = static_cast<double>(people.known[i]) < p.p_councillor_known;
    }
  }
  return adults;
}

}  // namespace wardmote::world
