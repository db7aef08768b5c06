#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/kernel/huge_pages.hpp"
#include "engine/world/event.hpp"
#include "engine/world/journal.hpp"
#include "engine/world/scene.hpp"
#include "engine/world/servers.hpp"
#include "engine/world/settings.hpp"

namespace wardmote::world {

inline constexpr std::uint32_t nobody = 0xFFFFFFFFU;
inline constexpr std::int16_t never = -32768;

/// Evidence for and against. A belief is a Beta mean, T = (n0 mu + good) / (n0 + good + bad), with n0 = 1 / learning -
/// 1 (Jøsang & Ismail 2002; evidence §8.7, model-notes §2). Evidence halves every state_half_life; stored divided by
/// World::fading, so that nothing need be touched for time to pass.
struct Evidence {
  float good = 0;
  float bad = 0;
};

/// One adult: all that an event about a citizen reads or writes, on one cache line.
struct alignas(64) Adult {
  // under this world's parameters; never changes in a run
  float trust_base = 0;      ///< set-point of trust in the council, passing states apart
  float influence_base = 0;  ///< set-point of the sense of influence, likewise
  float issue_rate = 0;      ///< issues that arise [1/year]
  std::uint8_t ward = 0;
  AgeGroup age{};
  EthnicGroup ethnicity{};
  bool online = false;
  // passing states [SD], stationary
  float trust_noise = 0;
  float influence_noise = 0;
  // beliefs
  Evidence council;                    ///< trust in the council
  Evidence councillor;                 ///< trust in own councillors
  Evidence influence;                  ///< sense of influence
  float habit = 0;                     ///< reinforcement of voice [logit], divided by its own fading
  float fatigue = 0;                   ///< recent invitations noticed, divided by its own fading
  std::int16_t last_response = never;  ///< week of the last consultation answered
  std::int16_t last_civic = never;     ///< week of the last petition, rally or letter
  std::int16_t last_report = never;    ///< week of the last issue voiced
  bool knows_councillor = false;
  bool last_report_failed = false;
};
static_assert(sizeof(Adult) == 64);
using Adults = std::vector<Adult, kernel::HugePageAllocator<Adult>>;

/// The adults of a scene before anything has happened to them: their traits under its parameters. [n_adult]
Adults make_adults(Scene const& scene);

/// How a case travels.
enum class Path : std::uint8_t { desk, direct, named, conduit };
/// Whether councillor and officer deal with each other, without desk or key officer between them.
[[nodiscard]] constexpr bool is_direct(Path path) { return path == Path::direct || path == Path::named; }
/// Where it is. Events that find a case at another stage than theirs have been overtaken and do nothing.
enum class Stage : std::uint8_t { travelling, with_wrong_officer, waiting, worked };

/// A resident's report or a councillor's enquiry, from being voiced to its answer.
struct Case {
  std::uint32_t citizen = nobody;     ///< who met the issue; nobody for a stand-in of --scale
  std::uint32_t key = 0;              ///< entity of its random draws
  std::uint32_t occurrence = 0;       ///< their occurrence: candidate * 256; steps count up from it
  std::uint32_t serial = 0;           ///< which use of this slot; events of an earlier use are ignored
  kernel::Time opened;                ///< when the present clock began
  std::uint16_t officer = 0xFFFF;     ///< who has it (post), if anyone
  std::uint16_t councillor = 0xFFFF;  ///< who sent it, if a councillor did
  std::uint8_t ward = 0;
  std::uint8_t service = 0;
  Path path = Path::desk;
  std::uint8_t hop = 0;  ///< passes so far
  std::uint8_t chases = 0;
  bool open = false;
  bool lost = false;
  bool reopened = false;
  bool handler_known = false;
  Stage stage = Stage::travelling;
};

/// Office of a councillor, one each.
enum class CouncillorRole : std::uint8_t { back_bench, cabinet, chair, leader };

/// Who sits in a seat of the council. The seat stays; elections change the rest.
struct Seat {
  kernel::Time since;        ///< when the councillor took office
  std::uint32_t holder = 0;  ///< how many sat here before, since the warm-up began
  CouncillorRole role{};
};

/// What an adult reported since time 0, and how the first of it ended.
struct ReportHistory {
  enum class First : std::uint8_t { none, open, fixed, not_fixed };
  std::uint16_t n_report = 0;
  First first{};
  bool again = false;  ///< something more was reported once the first was closed
};
static_assert(sizeof(ReportHistory) == 4);

/// A case closed for its citizen, to see later what it did.
struct CaseMark {
  kernel::Time at;
  std::uint32_t adult = 0;
  float trust = 0;  ///< in the council, before they felt how it ended
  bool fixed = false;
};

/// How officers and councillors see each other. [n_councillor x n_post], officers fastest.
/// What contact leaves, divided by World::relation_fading.
struct Relations {
  std::vector<float> officer_view;      ///< change of the officer's rating of the councillor
  std::vector<float> councillor_view;   ///< change of the councillor's rating of the officer
  std::vector<float> contacts;          ///< recent contacts, the weight of the two
  std::vector<std::uint8_t> knows_who;  ///< [n_councillor x n_service] knows the ward's officer in the service
  std::vector<float> standing;  ///< [n_councillor] change of the councillor's view of the council, likewise divided
};

/// How an officer stands towards councillors, beyond what each pair's dealings left. All divided by
/// World::relation_fading, and gone with who held the post.
struct OfficerMind {
  float councillors = 0;                ///< change of the rating of councillors at large
  float understanding = 0;              ///< of what councillors are there for, beyond where the officer began [1]
  std::array<float, n_setting> ease{};  ///< what conversations left in their confidence, by where they were [1]
  float political = 0;                  ///< recent requests felt to be political [1]
};

/// How well people find that a kind of body works: the change from the middle of the scale. Divided likewise.
struct BodyViews {
  std::array<float, n_body_kind> view{};
};

/// A key decision on its way through the council.
struct KeyDecision {
  std::uint32_t number = 0;
  std::uint32_t service = 0;
  kernel::Time announced;     ///< on the forward plan, or with the papers of the sitting
  kernel::Time sitting;       ///< when the cabinet takes it
  bool rushed = false;        ///< too soon for the notice that the law asks for
  bool early = false;         ///< councillors hear of it before press and public
  bool scrutinised = false;   ///< a panel looked into it before
  bool insight_used = false;  ///< and what its members said was used
};

/// How far people decide. As found, exercises consult.
enum class Level : std::uint8_t { inform, consult, collaborate, empower };

/// Numbers of consultations from here on are of exercises that a policy adds.
inline constexpr std::uint32_t further_exercise = 0x80000000U;

/// A question put to people: on its own, or with another exercise.
struct Question {
  std::uint32_t number = 0;
  double p_changed = 0;       ///< chance that the input sways the decision [1]
  bool scope_stated = false;  ///< people were told what they can influence
};

struct Consultation {
  std::uint32_t number = 0;
  std::uint32_t ward = nobody;  ///< nobody: the whole district
  bool open = false;
  Level level = Level::consult;
  std::vector<Question> questions;          ///< its own first, then those held together with it
  std::vector<std::uint32_t> participants;  ///< citizens, rising
};

/// A change in a ward on its way to being known.
struct WardChange {
  std::uint32_t ward = 0;
  std::uint32_t serial = 0;
  kernel::Time member;  ///< when news reaches the ward's councillors by itself
  bool told = false;    ///< told at a meeting
  bool pending = false;
};

/// Recent load of one service, exponentially weighted means.
struct Load {
  double enquiry_hours = 0;  ///< officer time on enquiries and meetings [h/week]
  double reports = 0;        ///< residents' reports [1/week], of the whole council
  double enquiry_base = 0;   ///< both as found: means over the last year of the warm-up; 0 until time 0
  double report_base = 0;
  double enquiry_total = 0;  ///< sums over that year
  double report_total = 0;
  kernel::Time since;  ///< when last brought up to date
};

/// What a meeting of the policy is like (primitive MEET).
struct MeetingTerms {
  double hours_per_attendee = 0;      ///< [h]
  double attendance_councillors = 0;  ///< chance that one invited comes [1]
  double attendance_officers = 0;
  double manager_present = 0;     ///< share of meetings [1]
  double agenda_cases = 0;        ///< cases taken up, at most
  double p_case_advanced = 0;     ///< chance that one of them needs no further wait
  double p_news_shared = 0;       ///< chance that a coming change is told
  double actions_hours = 0;       ///< officer time for what is agreed [h]
  double conversations_each = 0;  ///< officers a councillor speaks with, at most; 0: all present
  double depth = 1;               ///< ordinary conversations one of them counts for
  double joint_task = 1;          ///< share of what a shared task adds to their quality
  double quality = 0;             ///< what the setting adds to it
  double residents = 0;           ///< residents invited
  double attendance_residents = 0;
  double issues_each = 0;  ///< chance that one who comes brings an issue
  double acted_on = 0;     ///< chance that what they say changes something
  double told = 0;         ///< chance that they are told what became of it
};

/// What a session is like (primitive TRAIN).
struct TrainingTerms {
  double uptake = 0;              ///< share of those invited who come [1]
  double quality = 0;             ///< added to the quality of a conversation at first
  double confidence = 0;          ///< added to a resident's resources at first [SD]
  double fairness = 0;            ///< share of unfair treatment a trained front line avoids at first
  double knows_who = 0;           ///< chance that a councillor comes to know a service's officer
  double with_councillor = 0;     ///< chance that an officer has a conversation with a councillor there
  double half_life = 9;           ///< of what is added [month]
  double hours_per_attendee = 0;  ///< [h]
};

/// What training left: it halves every half_life.
struct Skill {
  float top = 0;        ///< when it was learnt
  float half_life = 1;  ///< [month]
  kernel::Time since;
};

/// What something costs, each of those it takes time from apart.
struct Outlay {
  double officer_hours = 0;   ///< [h]
  double money = 0;           ///< [£], officer hours apart
  double resident_hours = 0;  ///< [h]
  double partner_hours = 0;   ///< [h]

  Outlay& operator+=(Outlay const& other) {
    officer_hours += other.officer_hours;
    money += other.money;
    resident_hours += other.resident_hours;
    partner_hours += other.partner_hours;
    return *this;
  }
  friend Outlay operator*(double times, Outlay const& of) {
    return {times * of.officer_hours, times * of.money, times * of.resident_hours, times * of.partner_hours};
  }
};

/// Which councillors an activity is for, by office and by time in office.
struct Meant {
  enum class Service : std::uint8_t { any, newcomers, long_serving };
  std::uint8_t roles = 0xFF;  ///< bits of CouncillorRole
  Service service{};
  std::vector<std::uint32_t> portfolios;  ///< places in the cabinet; empty: not by portfolio
};

/// Planned meetings or sessions of the policy: who takes part when.
struct Activity {
  std::uint32_t lever = 0;  ///< stable number of the lever
  std::uint32_t step = 0;
  std::uint32_t ward = nobody;             ///< where; nobody: council-wide
  double delivery = 1;                     ///< share that is held [1]; monitoring may raise it
  std::vector<std::uint32_t> councillors;  ///< seats; of those who sit in them, the ones meant come
  Meant meant;
  std::vector<std::uint32_t> posts;
  std::vector<std::uint32_t>
      front;  ///< services whose front line, that which deals with residents, is invited to train
  std::vector<std::uint32_t> wards;  ///< whose residents are invited
  Group group = Group::everyone;     ///< of which group
  bool newcomers = false;            ///< of the officers, only those new in their post this year
  std::vector<kernel::Time> dates;
  std::vector<double> dose;  ///< [n_date] share of what is delivered that there is by then, while it grows; empty: all
  MeetingTerms meet;
  TrainingTerms train;
  Outlay each;      ///< further costs of each
  Outlay attendee;  ///< further costs of each who comes
};

/// What a lever pays by the case.
struct UnitCost {
  std::uint32_t lever = 0;
  Outlay outlay;
};
/// What a policy pays by the case, in force now.
struct UnitCosts {
  std::vector<UnitCost> enquiry;       ///< per councillor enquiry
  std::vector<UnitCost> report;        ///< per resident's report closed
  std::vector<UnitCost> consultation;  ///< per consultation
};

/// What is known of a review of the policy: an instruction may wait for what it finds.
struct Review {
  std::vector<Journal::WardFlows> before;  ///< [n_ward] counts when its window began
  double found = 0;                        ///< what was measured; NaN where there was nothing to measure
  bool decided = false;
  bool holds = false;  ///< whether its condition was met
};

/// All that changes in a run. Copying it copies the run.
struct World {
  EventQueue queue;
  kernel::Time now;
  Settings settings;
  Adults adults;
  double common_shock = 0;  ///< shared by all, in SD of trust
  double fading = 1;        ///< of evidence since the warm-up began
  double habit_fading = 1;
  double fatigue_fading = 1;
  double relation_fading = 1;
  std::uint32_t n_month = 0;  ///< months since the warm-up began
  std::uint32_t n_week = 0;

  Servers desk;             ///< Councillor Enquiries, office seconds
  Servers conduit;          ///< key officers of an area, office seconds
  Servers contact_centre;   ///< its own opening seconds
  std::vector<Case> cases;  ///< slots
  std::vector<std::uint32_t> free_cases;
  std::vector<std::int64_t> officer_free_at;  ///< [n_post] office seconds
  std::vector<kernel::Time> visit_free_at;    ///< [n_service] next free visit; empty: nobody asks for any
  std::vector<float> front_hours;             ///< [n_front officer] hours worked on residents' reports
  std::vector<Skill> officer_skill;           ///< [n_post] quality added by training
  std::vector<Skill> councillor_skill;        ///< [n_councillor] likewise
  std::vector<Skill> resident_skill;          ///< [n_adult] resources added by training [SD]; empty: nobody trained
  std::vector<Skill> front_skill;             ///< [n_service] share of unfair treatment avoided
  std::vector<Seat> seats;                    ///< [n_councillor]
  std::vector<double> casework_weight;        ///< [n_councillor] share of the ward's casework
  std::vector<std::uint32_t> cabinet;         ///< portfolio holders, by portfolio: seats
  kernel::Time poll;                          ///< of the election at hand; in the past if there is none
  std::vector<ReportHistory> histories;       ///< [n_adult] from time 0 on; empty before
  std::vector<CaseMark> case_marks;           ///< closed in the window that outcomes look at, in order
  std::vector<std::int32_t> post_since;       ///< [n_post] month in which the post changed hands
  std::vector<kernel::Time> sanction_until;   ///< [n_councillor]
  std::vector<double> community;              ///< [n_ward] adults brought into community groups [1]
  std::vector<std::uint32_t> seated;          ///< residents with a seat, rising
  std::vector<Load> load;                     ///< [n_service]
  Relations relations;
  std::vector<OfficerMind> minds;                      ///< [n_post]
  std::vector<BodyViews> officer_body_views;           ///< [n_post]
  std::vector<BodyViews> councillor_body_views;        ///< [n_councillor]
  std::vector<KeyDecision> key_decisions;              ///< not taken yet, oldest first
  std::vector<double> directory_right;                 ///< [n_ward] listed entries that are right, as they stand [1]
  std::vector<std::uint32_t> enquiries_open;           ///< [n_ward]
  std::vector<std::uint32_t> handler_known;            ///< [n_ward] of them
  std::vector<std::vector<std::uint32_t>> open_cases;  ///< [n_ward] open enquiries, oldest first
  std::vector<Consultation> consultations;             ///< open or awaiting a decision, oldest first
  std::vector<WardChange> changes;                     ///< slots
  std::vector<std::uint32_t> free_changes;
  std::vector<Activity> activities;
  UnitCosts unit_costs;
  std::vector<Review> reviews;  ///< [n_review of the policy]
  Journal journal;
  std::uint64_t n_event = 0;

  /// A dial where something happens: the ward's, or the mean of the district where `ward` is nobody.
  [[nodiscard]] double setting(Dial dial, std::uint32_t ward) const {
    return ward == nobody ? settings.mean(dial) : settings(dial, ward);
  }
  /// Office seconds worked since the calendars began.
  [[nodiscard]] std::int64_t office_now(Scene const& scene) const { return scene.hours.office.worked(now).count(); }
};

}  // namespace wardmote::world
