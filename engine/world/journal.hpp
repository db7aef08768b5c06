#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "engine/kernel/clock.hpp"
#include "engine/kernel/collectors.hpp"
#include "engine/world/council.hpp"

namespace wardmote::world {

/// What money and hours are spent on, in the order of measure::budget_lines().
enum class BudgetLine : std::uint8_t {
  enquiries_desk,
  enquiries_officers,
  resident_reports,
  contact_centre,
  web_contacts,
  visits,
  consultations,
  meetings,
  policy_running,
  policy_one_off,
  count
};
inline constexpr std::size_t n_budget_line = static_cast<std::size_t>(BudgetLine::count);

/// The ways an answer comes, in the order of measure::route_names().
enum class Route : std::uint8_t { desk, direct, any_enquiry, resident, count };
inline constexpr std::size_t n_route = static_cast<std::size_t>(Route::count);

/// How a resident's matter reaches the council, in the order of measure::channel_names().
enum class Channel : std::uint8_t { telephone, telephone_given_up, web, visit, councillor, count };
inline constexpr std::size_t n_channel = static_cast<std::size_t>(Channel::count);

/// What one lever has taken by itself: its activities, its running, what it states that it costs. What follows from it
/// elsewhere is not here.
struct LeverBook {
  std::uint32_t lever = 0;      ///< its stable number
  double officer_hours = 0;     ///< [h]
  double councillor_hours = 0;  ///< [h]
  double money = 0;             ///< [£], officer hours apart
};

/// The two ways an enquiry travels: through the desk (or an area's key officer), or from councillor to officer.
inline constexpr std::size_t n_enquiry_route = 2;

/// What enquiries by one route took and came to.
struct RouteBook {
  std::uint64_t sent = 0;       ///< once each
  std::uint64_t answered = 0;   ///< first answers
  std::uint64_t first_hit = 0;  ///< of them, those the first officer to have them could answer
  std::uint64_t handoffs = 0;   ///< from one pair of hands to the next, the desk's too
  double days = 0;              ///< to the answer [working day], summed
  double rating_gain = 0;       ///< what the answer left in the councillor's ratings of officer and council, summed
  double hours = 0;             ///< of desk and officers, chases and reopened cases too [h]
};

/// Consultations as they opened, and what came of inviting. People are those simulated.
struct ExerciseBook {
  std::uint64_t held = 0;
  std::uint64_t told = 0;            ///< of them, councillors of the place heard before
  std::uint64_t repeated = 0;        ///< of them, asked what had been asked before
  std::uint64_t concerned = 0;       ///< adults they concerned
  std::uint64_t asked = 0;           ///< adults asked in person, by post or at the door
  std::uint64_t answered_call = 0;   ///< answers of those who noticed the open call
  std::uint64_t answered_asked = 0;  ///< answers of those asked
};

/// What was put before bodies of one kind. Uses are between 0 and 1.
struct PaperBook {
  std::uint64_t n = 0;
  std::uint64_t tabled = 0;     ///< of them, too late to be read before the sitting
  double own_rating = 0;        ///< what its author thinks of it, summed
  std::uint64_t n_reading = 0;  ///< by members who came
  double use = 0;               ///< of it to them, summed
};

/// Papers by how long they are for who reads them: half of the right length and less, about right, twice and more.
inline constexpr std::size_t n_length = 3;
struct LengthBook {
  std::uint64_t n = 0;
  double use = 0;  ///< summed
};

/// Key decisions taken, and what came of them.
struct DecisionBook {
  std::uint64_t taken = 0;
  std::uint64_t rushed = 0;         ///< of them, sooner than notice can be given
  std::uint64_t early = 0;          ///< known to councillors before press and public
  std::uint64_t used_insight = 0;   ///< councillors were asked, and what they said was used
  std::uint64_t practice_due = 0;   ///< decisions that by now the front line of a ward should follow
  std::uint64_t practice_done = 0;  ///< of them, those it follows
};

/// Conversations at meetings, without and with a manager beside the officer.
struct MeetingTalk {
  std::uint64_t n = 0;
  double gain = 0;  ///< change of the officers' ratings of the councillors, summed
};

/// What a policy's activities offer officers, and what they take up.
struct UptakeBook {
  std::uint64_t invited = 0;  ///< officers, to meetings planned, whether held or not
  std::uint64_t came = 0;     ///< of them
  std::uint64_t places = 0;   ///< places in training that officers took
};

/// Visits to services that councillors asked for.
struct VisitBook {
  kernel::QuantileSketch days;  ///< from the asking to the visit [day]
  double longest = 0;           ///< of them [day]

  void note(double wait) {
    days.add(wait);
    longest = std::max(longest, wait);
  }
};

/// Officers of a grade, or of whatever grade there is to the work.
inline constexpr std::size_t any_grade = n_grade;

/// What processes report as they run. They only ever add; whoever measures takes differences.
/// Counts are of simulated citizens; hours and money are already those of the whole council.
struct Journal {
  struct WardFlows {
    std::uint64_t issues = 0;   ///< arisen
    std::uint64_t reports = 0;  ///< voiced
    std::uint64_t reports_closed = 0;
    std::uint64_t reports_fixed = 0;
    std::uint64_t reports_told = 0;
    std::uint64_t enquiries_opened = 0;    ///< by councillors, reopened ones excluded
    std::uint64_t enquiries_answered = 0;  ///< likewise
    std::uint64_t enquiries_in_time = 0;   ///< of them, within the target
    std::uint64_t enquiries_reopened = 0;
    std::uint64_t chases = 0;
    std::uint64_t news = 0;        ///< changes in the ward that became public
    std::uint64_t news_early = 0;  ///< of them, known to the ward's councillors before
    std::uint64_t news_asked = 0;  ///< of them, its councillors were asked beforehand
    std::uint64_t responses = 0;   ///< to consultations
  };
  std::vector<WardFlows> ward;                                 ///< [n_ward]
  std::array<std::uint64_t, n_grade> conversations{};          ///< of councillors with officers, by the officer's grade
  std::array<std::uint64_t, n_grade> cabinet_conversations{};  ///< of them, by members of the cabinet
  std::array<RouteBook, n_enquiry_route> routes{};             ///< desk, direct
  std::vector<kernel::Tally> service_days;  ///< [n_service] days to an answer, as response_days [working day]
  ExerciseBook exercises;
  UptakeBook uptake;
  VisitBook visits;                            ///< asked for since time 0
  std::vector<std::uint32_t> brought;          ///< [n_councillor x n_service] matters brought to whoever has the seat
  std::vector<std::uint32_t> reported;         ///< [n_ward x n_service] by residents themselves
  std::array<MeetingTalk, 2> meeting_talks{};  ///< without a manager present, with one
  std::uint64_t ward_meetings = 0;             ///< of a ward's councillors with officers
  std::uint64_t front_reached = 0;             ///< direct enquiries that reached their front-line officer
  std::uint64_t front_held_up = 0;             ///< of them, the officer had to ask for approval first
  std::vector<kernel::Time> last_talk;         ///< [n_post] with a councillor; of who has the post now
  std::vector<kernel::Time> last_bad_talk;     ///< [n_post] of them, a bad experience
  std::array<PaperBook, n_body_kind> papers{};
  std::array<LengthBook, n_length> lengths{};
  DecisionBook decisions;
  std::uint64_t requests_worked = 0;         ///< councillors' enquiries an officer turned to
  std::uint64_t requests_political = 0;      ///< of them, felt to be political
  std::vector<kernel::Time> last_request;    ///< [n_post] turned to
  std::vector<kernel::Time> last_political;  ///< [n_post] of them, felt to be political
  std::uint64_t calls = 0;
  std::uint64_t calls_abandoned = 0;
  double attention_seconds = 0;  ///< integral of the officers' load over time [s]

  /// Days to an answer of what was opened within the window that outcomes look at [working day].
  std::array<kernel::QuantileSketch, n_route> response_days;
  kernel::Time window_from = kernel::Time::max();
  kernel::Time window_until = kernel::Time::max();

  std::vector<std::array<double, n_budget_line>> officer_hours;     ///< [n_year][n_line], h
  std::vector<std::array<double, n_budget_line>> councillor_hours;  ///< [n_year][n_line], h
  std::vector<std::array<double, n_budget_line>> money;             ///< [n_year][n_line], £, hours apart
  std::vector<LeverBook> levers;                                    ///< those that took anything, first come first
  std::vector<std::array<double, n_grade + 1>> staff_hours;  ///< [n_service] officer hours whose service is known, h
  std::vector<std::array<double, n_channel>> contacts;       ///< [n_year], of the whole council
  double post_hours = 0;         ///< of the posts that levers add, less those they take away [h]
  double resident_hours = 0;     ///< that residents give to meetings, sessions and what levers state [h]
  double partner_hours = 0;      ///< likewise partners' staff [h]
  double undelivered_hours = 0;  ///< that levers ask of staff who have none left [h]

  /// All that is kept of each post, for as long as somebody has it.
  std::array<std::vector<kernel::Time>*, 4> last_of_post() {
    return {&last_talk, &last_bad_talk, &last_request, &last_political};
  }
  /// What a lever has taken so far.
  LeverBook& taken_by(std::uint32_t lever) {
    for (auto& book : levers) {
      if (book.lever == lever) return book;
    }
    return levers.emplace_back(LeverBook{.lever = lever});
  }
};

}  // namespace wardmote::world
