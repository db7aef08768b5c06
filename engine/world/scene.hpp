#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "engine/kernel/distributions.hpp"
#include "engine/kernel/random.hpp"
#include "engine/world/council.hpp"
#include "engine/world/hours.hpp"
#include "engine/world/parameters.hpp"
#include "engine/world/population.hpp"

namespace wardmote::world {

/// An officer whom councillors can come to deal with: enquiry officers, and the managers of each service.
struct OfficerPost {
  std::uint32_t service;
  Grade grade;
  bool answers_enquiries;  ///< front line and middle officers with a patch of wards
};

/// An election of the council: who sits in some seats may change.
struct Election {
  kernel::Time notice;                      ///< from here on nothing new is begun that may sway it
  kernel::Time poll;                        ///< midnight after the poll
  kernel::Time office;                      ///< the elected take office, the fourth day after it
  std::uint32_t year = 0;                   ///< names it for random draws
  std::vector<std::uint32_t> seats;         ///< up for election
  std::optional<std::uint32_t> n_new = {};  ///< seats that changed hands, where that is known
};

/// A stretch of time: [from, until).
struct Stretch {
  kernel::Time from;
  kernel::Time until;
};

/// The council's own calendar, the same in every scenario.
struct Diary {
  std::vector<Election> elections;                  ///< in order, from the warm-up on
  std::vector<Stretch> recesses;                    ///< in order
  std::vector<std::vector<kernel::Time>> sittings;  ///< [n_body], in order

  [[nodiscard]] bool in_recess(kernel::Time at) const;
  /// `at` itself, or when the recess it falls in is over.
  [[nodiscard]] kernel::Time after_recess(kernel::Time at) const;
  /// The first sitting of a body at or after `at`; `at` itself if there is none.
  [[nodiscard]] kernel::Time next_sitting(std::size_t body, kernel::Time at) const;
};

/// Circumstances of a citizen, as bits.
enum Circumstance : std::uint8_t { is_tenant = 1, is_claimant = 2, is_disabled = 4, is_in_association = 8 };

/// What makes taking part easy, beside what is in Adult [SD].
struct Means {
  float resources;             ///< time, money, skills; ward deprivation included
  float attachment;            ///< to the place
  float civic_rate;            ///< petitions, rallies and the like joined [1/year]; no policy changes it
  std::uint8_t circumstances;  ///< bits of Circumstance
};

/// The constant description of all runs of one world and replication: what is known before anything happens.
/// Safe to share between threads. References stay with their owners.
struct Scene {
  Council const& council;
  Population const& people;
  Hours const& hours;
  Parameters const parameters;
  kernel::RandomStreams const streams;          ///< of the replication
  kernel::RandomStreams const traits_streams;   ///< of the people, no replication
  std::uint32_t const n_year;                   ///< whole years measured
  kernel::DiscreteTable const report_service;   ///< service of a resident's report
  kernel::DiscreteTable const enquiry_service;  ///< service of a councillor's enquiry

  // derived from the above by make_scene
  std::vector<Means> means{};                 ///< [n_adult]
  std::vector<std::uint32_t> first_online{};  ///< [n_cell] adults of the cell from here on are online
  std::vector<double> deprivation{};          ///< [n_ward] SD of wards, 0 at their mean
  std::vector<OfficerPost> posts{};           ///< [n_post] ordered by service, enquiry officers first
  std::vector<std::uint32_t> first_post{};    ///< [n_service + 1]
  std::array<std::vector<std::uint32_t>, n_grade> posts_of_grade{};
  std::vector<std::uint32_t> first_front{};  ///< [n_service + 1] front-line officers who deal with residents' reports
  std::vector<std::uint32_t> councillor_ward{};   ///< [n_councillor]
  std::vector<std::uint32_t> first_councillor{};  ///< [n_ward + 1]
  Diary diary{};
  double stand_in_mean = 0;  ///< contacts without a citizen for each simulated one (--scale)

  // rates of the streams of occasions; a citizen's own issues come on top [1/year]
  double ask_rate = 0;
  double call_rate = 0;    ///< open calls, at the bounding share of adults who notice one
  double routine_gap = 0;  ///< mean time between a citizen's routine matters [s of the contact centre's opening hours]

  [[nodiscard]] std::uint32_t n_councillor() const { return static_cast<std::uint32_t>(councillor_ward.size()); }
  [[nodiscard]] std::uint32_t n_post() const { return static_cast<std::uint32_t>(posts.size()); }
  /// The enquiry officer of a service whose patch a ward is in; `first_post[service]` if it has but one.
  [[nodiscard]] std::uint32_t patch_officer(std::uint32_t service, std::uint32_t ward) const;
  /// All occasions of a citizen, given the rate of their own issues [1/year].
  [[nodiscard]] double occasion_rate(std::uint32_t adult, float issue_rate) const {
    return static_cast<double>(issue_rate) + static_cast<double>(means[adult].civic_rate) + ask_rate + call_rate;
  }
};

/// Terms of the logit of taking part that age and ethnic group add (evidence §1: inverted U by age).
double participation_shift(Parameters const& parameters, AgeGroup age, EthnicGroup ethnicity);

/// Works out what follows from the data and one draw of the parameters. The people's traits go by `key`; `chance` is
/// that of one run.
Scene make_scene(Council const& council, Population const& people, Hours const& hours, Parameters const& parameters,
                 kernel::StreamKey key, kernel::RandomStreams const& chance, std::uint32_t n_year);
/// The same with the chance of a replication, common to all scenarios.
inline Scene make_scene(Council const& council, Population const& people, Hours const& hours,
                        Parameters const& parameters, kernel::StreamKey key, std::uint32_t replication,
                        std::uint32_t n_year) {
  return make_scene(council, people, hours, parameters, key, kernel::RandomStreams(key, replication), n_year);
}

}  // namespace wardmote::world
