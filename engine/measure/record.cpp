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
    {"councillor_years", "year", "time in office of councillors, mean at the end", "", 100},
    {"reviews_met", "1", "of the policy's reviews, those that found their condition met; 0 where it has none", "", 1},
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
