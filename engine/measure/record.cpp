#include "engine/measure/record.hpp"

#include <array>

namespace wardmote::measure {

namespace {

using enum Axis;
using enum CellMethod;

constexpr auto series = std::to_array<SeriesSpec>({
    {"trust_council", ward, point, "1", "mean trust of adults in the council", "E01"},
    {"trust_council_share", ward, point, "1", "adults who trust the council", "E01"},
    {"trust_councillor", ward, point, "1", "mean trust of adults in their own councillors", "E01"},
    {"influence", ward, point, "1", "adults who feel they can influence decisions about their area", "E16"},
    {"participation_rate", ward, point, "1", "adults who took part in a consultation in the 52 weeks before", "E06"},
    {"civic_rate", ward, point, "1", "adults who signed, rallied or wrote in the 52 weeks before", "E06"},
    {"reports", ward, sum, "1", "issues residents told the council or a councillor of", "E46"},
    {"reports_fixed", ward, sum, "1", "reports closed with the problem fixed", "E14"},
    {"enquiries_opened", ward, sum, "1", "councillor enquiries sent, any way", "E34"},
    {"enquiries_open", ward, point, "1", "councillor enquiries without an answer yet", "E34"},
    {"handler_known", ward, point, "1", "open councillor enquiries whose handler the councillor can name", "E36"},
    {"news_early", ward, mean, "1", "changes in the ward that its councillors heard of before press and public", "E25"},
    {"relation_councillor", ward, point, "1", "how the ward's councillors rate working with officers", "E02"},
    {"trust_council_by_group", group, point, "1", "mean trust of adults in the council", "E01"},
    {"trust_council_share_by_group", group, point, "1", "adults who trust the council", "E01"},
    {"trust_councillor_by_group", group, point, "1", "mean trust of adults in their own councillors", "E01"},
    {"influence_by_group", group, point, "1", "adults who feel they can influence decisions about their area", "E16"},
    {"participation_rate_by_group", group, point, "1", "adults who took part in a consultation in the 52 weeks before",
     "E06 E39"},
    {"civic_rate_by_group", group, point, "1", "adults who signed, rallied or wrote in the 52 weeks before", "E06"},
    {"handler_known_by_tenure", tenure, point, "1", "open councillor enquiries whose handler the councillor can name",
     "E36"},
    {"relation_councillor_by_tenure", tenure, point, "1", "how councillors rate working with officers", "E02"},
    {"relation_officer", council, point, "1", "how enquiry officers and managers rate working with councillors", "E02"},
    {"desk_backlog", council, point, "h", "handling that waits at the Councillor Enquiries desk", "E34"},
    {"attention_load", council, mean, "1", "time of enquiry officers that core work, casework and meetings take",
     "E73"},
    {"calls_abandoned", council, mean, "1", "calls to the contact centre given up", "E34"},
    {"officer_skill", council, point, "1",
     "what training adds to the quality of a conversation, mean of enquiry officers and managers", "E29"},
    {"training_places", council, point, "1", "places in the policy's training that officers took since the start",
     "E71"},
});

constexpr auto outcomes = std::to_array<OutcomeSpec>({
    {"enquiry_days_p90", "working day",
     "9 in 10 councillor enquiries are answered within ... working days, sent any way", "E34", 200},
    {"resident_days_p90", "working day", "9 in 10 residents who contact the council themselves are answered within ...",
     "E34", 200},
    {"handler_known", "1", "open councillor enquiries whose handler the councillor can name", "E36", 1},
    {"news_early", "1", "changes in a ward that its councillors heard of before the public", "E25", 1},
    {"relation", "SD", "how councillors and officers rate working together, the worse-off side", "E02", 5},
    {"participation", "1", "adults who took part in a consultation in the past year", "E06", 1},
    {"influence", "1", "adults who feel they can influence decisions about their area", "E16", 1},
    {"trust", "1", "adults who trust the council", "E01", 1},
    {"participation_gap", "1", "participation of all adults less that of the group least represented", "E39", 1},
    {"fixed_share", "1", "reports closed with the problem fixed", "E14", 1},
    {"told_share", "1", "reports whose reporter was told the outcome", "E61", 1},
    {"enquiries_year", "1/year", "councillor enquiries sent in a year, any way", "E34", 1e6},
    {"enquiries_within_target", "1", "councillor enquiries answered within the target, the unanswered counted", "E34",
     1},
    {"reports_year", "1/year", "issues voiced in a year", "E46", 1e9},
    {"trust_mean", "1", "mean trust of adults in the council", "E01", 1},
    {"trust_reporters", "1", "mean trust in the council of those who reported an issue in the past year", "E01", 1},
    {"trust_councillor", "1", "mean trust of adults in their own councillors", "E01", 1},
    {"relation_councillors", "1", "how councillors rate working with officers", "E02", 1},
    {"relation_officers", "1", "how officers rate working with councillors", "E02", 1},
    {"officer_hours_year", "h/year", "officer hours on enquiries, reports, meetings and the policy itself", "E73", 1e8},
    {"councillor_hours_year", "h/year", "councillor hours on casework and meetings", "E73", 1e8},
    {"cost_year", "£/year", "officer hours at cost, contacts and the policy's own money", "E33", 1e9},
    {"resident_hours_year", "h/year", "hours residents give to the policy's meetings and sessions and what it asks",
     "E73", 1e8},
    {"partner_hours_year", "h/year", "hours that partners' staff give to the policy", "E73", 1e8},
    {"undelivered_hours_year", "h/year",
     "hours the policy asks of staff who have none left: that share does not happen", "E73", 1e8},
    {"post_hours_year", "h/year", "hours of the officer posts that the policy adds, less those it takes away", "E73",
     1e8},
    {"repeat_report_ratio", "1",
     "those who report again after a first report that was fixed, over the same after one that was not", "E46", 100},
    {"reports_top_thousandth", "1", "reports by the most frequent 0.1 % of those who reported since the start", "E46",
     1},
    {"reports_top_hundredth", "1", "the same of the most frequent 1 %", "E46", 1},
    {"reports_top_tenth", "1", "the same of the most frequent 10 %", "E46", 1},
    {"reporters_once", "1", "of those who reported since the start, who did so once", "E46", 1},
    {"talks_frontline", "1/year", "conversations of a councillor with front-line officers in a year", "E02", 1e5},
    {"talks_middle", "1/year", "conversations of a councillor with middle managers in a year", "E02", 1e5},
    {"talks_senior", "1/year", "conversations of a councillor with senior managers in a year", "E02", 1e5},
    {"talks_cabinet_senior", "1/year", "conversations of a member of the cabinet with senior managers in a year", "E02",
     1e5},
    {"talks_frontline_share", "1", "of a councillor's conversations with officers, those with the front line", "E58",
     1},
    {"frontline_met", "1", "front-line staff who spoke with a councillor in the past year", "E58", 1},
    {"frontline_held_up", "1", "direct enquiries for which a front-line officer had to ask for approval first", "E58",
     1},
    {"ward_meetings_quarter", "1/quarter", "meetings of a ward's councillors with officers, in a ward and quarter",
     "E58", 1e4},
    {"officers_hurt", "1", "rating of councillors by officers who had a bad conversation in the past year", "E59", 1},
    {"officers_unhurt", "1", "the same by those who spoke with councillors and had none", "E59", 1},
    {"officers_met", "1", "how councillors rate officers they have met", "E60", 1},
    {"officers_unmet", "1", "how they rate officers they have not", "E60", 1},
    {"council_standing", "1", "how councillors rate what comes of their cases and how news reaches them", "E02", 1},
    {"gain_alone", "1", "change of the officer's rating that a conversation at a meeting leaves, no manager present",
     "E03", 1},
    {"gain_escorted", "1", "the same with the officer's manager present", "E03", 1},
    {"desk_days_mean", "working day", "mean days to the answer of enquiries by the desk", "E34", 200},
    {"direct_days_mean", "working day", "the same of those sent straight to an officer", "E34", 200},
    {"desk_handoffs", "1", "times an enquiry by the desk goes from one pair of hands to the next", "E35", 50},
    {"direct_handoffs", "1", "the same of those sent straight to an officer", "E35", 50},
    {"desk_hours", "h",
     "time of desk and officers in a year for each enquiry sent by the desk, chases and reopened ones included", "E35",
     100},
    {"direct_hours", "h", "the same for each sent straight to an officer", "E35", 100},
    {"desk_first_hit", "1", "enquiries by the desk that went to the right officer at once", "E35", 1},
    {"direct_first_hit", "1", "the same of those sent straight to an officer", "E35", 1},
    {"desk_handler_known", "1", "open enquiries by the desk whose handler the councillor can name", "E36", 1},
    {"direct_handler_known", "1", "the same of those sent straight to an officer", "E36", 1},
    {"desk_rating_gain", "1", "change of the councillor's ratings that an answer by the desk leaves", "E02", 1},
    {"direct_rating_gain", "1", "the same of one straight from an officer", "E02", 1},
    {"service_days_spread", "1",
     "coefficient of variation between services of the mean days to an answer, what chance leaves taken out", "E37",
     10},
    {"open_response", "1", "adults concerned who answer an exercise by its open call, mean of exercises", "E39", 1},
    {"asked_response", "1", "adults asked in person who answer", "E39", 1},
    {"exercises_told", "1", "exercises of which the councillors of the place were told before", "E25", 1},
    {"exercises_repeated", "1", "exercises that ask what has been asked before", "E68", 1},
    {"over_invited", "1", "adults to whom invitations feel like two or more in 90 days", "E38", 1},
    {"participation_influential", "1", "taking part of those who feel they can influence decisions", "E08", 1},
    {"participation_powerless", "1", "taking part of those who do not", "E08", 1},
    {"participation_members", "1", "taking part of members of tenants' associations", "E39", 1},
    {"trust_after_good", "1",
     "change of trust within three months of a report that was fixed, beyond that of all adults", "E01", 1},
    {"trust_after_bad", "1", "the same of one that was not", "E01", 1},
    {"talks_cabinet", "1/year", "conversations of a member of the cabinet with officers in a year", "E02", 1e5},
    {"talks_others", "1/year", "the same of another councillor", "E02", 1e5},
    {"push_share", "1", "of the times a councillor learns something of officers, those unasked", "E25", 1},
    {"contact_demand", "1",
     "hours it would take to speak with all councillors as much as they want, over those enquiry officers have left",
     "E58", 1e6},
    {"contact_met", "1", "conversations of a councillor with front-line officers, over those wanted", "E58", 1e6},
    {"insight", "1",
     "how like a ward's matters those brought to one of its councillors are: correlation over services, mean of "
     "councillors",
     "E41", 1},
    {"insight_busy", "1", "the same of the half of councillors to whom more is brought", "E41", 1},
    {"insight_quiet", "1", "the same of the other half", "E41", 1},
    {"officers_came", "1",
     "officers who came to the policy's meetings, of those invited, whether held or not; 0 where nobody was", "E70", 1},
    {"training_places", "1", "places in the policy's training that officers took since the start", "E71", 1e7},
    {"councillor_known", "1", "adults who can name a councillor of their ward", "E26", 1},
    {"visit_days_median", "day", "half of the visits to services that councillors ask for come about within ... days",
     "E58", 1e4},
    {"visit_days_longest", "day", "the longest of these waits since the start", "E58", 1e4},
    {"bulletin_readers", "1", "councillors signed up to the council's bulletins", "E72", 1},
    {"staff_residents", "1", "officers and managers who live in the borough", "", 1},
    {"patch_residents", "1", "of the officers that a ward has in each service, those who live there", "", 1},
    {"councillor_years", "year", "time in office of councillors, mean at the end", "", 100},
    {"reviews_met", "1", "of the policy's reviews, those that found their condition met; 0 where it has none", "", 1},
    {"role_understood", "1", "how well officers understand what councillors are there for", "E26", 1},
    {"confidence", "1", "officers' confidence with councillors", "E29", 1},
    {"confidence_cabinet", "1", "their confidence before the cabinet", "E29", 1},
    {"confidence_scrutiny", "1", "their confidence before a panel of scrutiny", "E57", 1},
    {"hurt_at_large", "1",
     "rating of councillors they have not dealt with by officers who had a bad conversation in the past year", "E59",
     1},
    {"unhurt_at_large", "1", "the same by those who spoke with councillors and had none", "E59", 1},
    {"political_share", "1", "councillors' enquiries that the officer felt to be political", "E59", 1},
    {"political_rating", "1", "rating of councillors by officers to whom one felt political in the past year", "E59",
     1},
    {"plain_rating", "1", "the same by officers who had enquiries and none of the kind", "E59", 1},
    {"political_confidence", "1", "confidence with councillors of officers to whom one felt political", "E29", 1},
    {"plain_confidence", "1", "the same of officers who had enquiries and none of the kind", "E29", 1},
    {"decisions_early", "1", "key decisions that councillors heard of before press and public", "E25", 1},
    {"decisions_rushed", "1", "key decisions taken sooner than the notice that the law asks for", "E56", 1},
    {"insight_decisions", "1", "key decisions in which what councillors said was used", "E31", 1},
    {"insight_wards", "1", "changes in a ward on which its councillors were asked beforehand", "E31", 1},
    {"practice_followed", "1", "key decisions that the front line of a ward follows by the time that is expected",
     "E42", 1},
    {"paper_use_cabinet", "1", "use of a paper to the members of the cabinet who read it", "E56", 1},
    {"paper_use_scrutiny", "1", "the same to members of a panel", "E56", 1},
    {"papers_tabled_cabinet", "1", "papers too late to be read before the cabinet sits", "E56", 1},
    {"papers_tabled_scrutiny", "1", "the same before a panel does", "E56", 1},
    {"paper_rating_officers", "1", "papers as their authors see them", "E56", 1},
    {"paper_rating_councillors", "1", "papers as the members who read them see them", "E56", 1},
    {"paper_use_short", "1", "use of papers half as long as is right for the reader, or shorter", "E56", 1},
    {"paper_use_right", "1", "use of those of about the right length", "E56", 1},
    {"paper_use_long", "1", "use of those twice as long, or longer", "E56", 1},
});

constexpr auto routes = std::to_array<std::string_view>({"enquiry_desk", "enquiry_direct", "enquiry_any", "resident"});
constexpr auto quantiles = std::to_array<double>({0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99});
constexpr auto lines = std::to_array<std::string_view>({"enquiries_desk", "enquiries_officers", "resident_reports",
                                                        "contact_centre", "web_contacts", "visits", "consultations",
                                                        "meetings", "policy_running", "policy_one_off"});
constexpr auto groups =
    std::to_array<std::string_view>({"all adults", "aged 16-34", "aged 35-64", "aged 65-74", "aged 75 and over",
                                     "White", "Asian", "Black, Mixed and Other", "online", "offline",
                                     "most deprived third of wards", "other wards", "first zone", "other zones"});

constexpr auto tenures = std::to_array<std::string_view>({"new", "long-serving"});
constexpr auto channels =
    std::to_array<std::string_view>({"telephone", "telephone_given_up", "web", "visit", "councillor"});
constexpr auto others = std::to_array<std::string_view>({"enquiries_desk", "not_said"});
constexpr auto grades = std::to_array<std::string_view>({"frontline", "middle", "senior", "not_said"});

}  // namespace

std::span<SeriesSpec const> series_specs() { return series; }
std::span<OutcomeSpec const> outcome_specs() { return outcomes; }
std::span<std::string_view const> route_names() { return routes; }
std::span<double const> response_quantiles() { return quantiles; }
std::span<std::string_view const> budget_lines() { return lines; }
std::span<std::string_view const> group_names() { return groups; }
std::span<std::string_view const> tenure_names() { return tenures; }
std::span<std::string_view const> channel_names() { return channels; }
std::span<std::string_view const> other_staff() { return others; }
std::span<std::string_view const> grade_names() { return grades; }

}  // namespace wardmote::measure
