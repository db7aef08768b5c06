#include "engine/measure/measures.hpp"

#include <array>

namespace wardmote::measure {

namespace {

using enum Scope;

constexpr auto all = std::to_array<Measure>({
    {"E01", "Trust of citizens in council, partners", recorded,
     "trust trust_mean trust_reporters trust_councillor trust_council trust_council_share trust_council_by_group "
     "trust_council_share_by_group trust_councillor_by_group trust_after_good trust_after_bad",
     "mean trust of adults in the council and in their own councillors, and the share who trust it; partners are not "
     "agents"},
    {"E02", "Trust between officers and councillors", recorded,
     "relation relation_councillors relation_officers relation_councillor relation_councillor_by_tenure "
     "relation_officer talks_frontline talks_middle talks_senior talks_cabinet_senior talks_cabinet talks_others "
     "council_standing desk_rating_gain direct_rating_gain",
     "mean rating of working together, each way, in SD; the headline takes the lower; by tier and service not kept"},
    {"E03", "Stronger councillor-officer relationships", proxy,
     "relation_councillor relation_officer gain_alone gain_escorted",
     "what contact leaves in the ratings, at meetings with a manager and without; who met whom is state of a run, not "
     "kept in the file"},
    {"E04", "New relationship of citizens, communities and public services", proxy,
     "trust_council_share participation_rate influence told_share",
     "shown as its parts: trust, taking part, sense of influence, told what became of it; jointly done work is not "
     "counted"},
    {"E05", "Empowered people", proxy, "influence influence_by_group",
     "residents: sense of influence; officers' freedom to talk is an input, not an outcome"},
    {"E06", "Participation in decisions", recorded,
     "participation participation_rate participation_rate_by_group civic_rate civic_rate_by_group",
     "adults who took part in a consultation, and in a petition, rally or letter, in the 52 weeks before"},
    {"E07", "Part in design and delivery of services", outside, "",
     "service changes have no content; designing together acts only through the weight of input and what people are "
     "told"},
    {"E08", "Involvement is worthwhile", proxy,
     "influence influence_by_group participation_influential participation_powerless",
     "sense of influence stands for believing that it is worth it; who has it takes part more or not"},
    {"E09", "Inspired to take part", outside, "", "intention is no state: people notice a call and answer or not"},
    {"E10", "Confidence to get involved, knowing how to get support", outside, "",
     "confidence is part of a resident's resources, which nobody reports"},
    {"E11", "Included, respected, listened to, able to contribute", proxy,
     "influence_by_group told_share participation_gap",
     "listened to: sense of influence; told; included: the gap in taking part; respect is a weight of an "
     "experience, not recorded"},
    {"E12", "Connected; know people well", outside, "", "ties between residents are fixed"},
    {"E13", "Valued", outside, "", "how a contact was is felt at once as trust; no state of feeling valued"},
    {"E14", "Get help when needed", recorded,
     "fixed_share reports reports_fixed resident_days_p90 response_days_quantiles",
     "problems told that are fixed, and working days to an answer; help among neighbours is not simulated"},
    {"E15", "Influence on decisions", proxy, "influence",
     "whether input swayed a decision is drawn and felt by those who took part; only the feeling is kept"},
    {"E16", "Perceived influence / views taken into account", recorded, "influence influence_by_group",
     "adults who feel they can influence decisions about their area; contributors are not kept apart"},
    {"E17", "Belonging and ownership", outside, "", "attachment to the place is a fixed trait"},
    {"E18", "Stake in civic society", proxy, "participation_rate civic_rate",
     "taking part in the past year, either way; seats and volunteering are not counted"},
    {"E19", "Changed expectations and behaviours", proxy, "reports_year reports contacts",
     "issues voiced to the council: fewer where people help themselves; contacts by channel"},
    {"E20", "Collective problem solving", outside, "",
     "who solved an issue is not kept: cases a meeting advances count as answered"},
    {"E21", "Citizens take ownership", outside, "", "no issue is owned by a community body"},
    {"E22", "Council knowledge of communities", outside, "",
     "the council forms no estimate of needs; what levers inform is a share of decisions, an input"},
    {"E23", "Community knowledge of council", outside, "", "what residents know of the council is no state"},
    {"E24", "Known service standards", proxy, "enquiries_within_target",
     "the promise kept: councillor enquiries answered within the target; who knows the promise is not kept"},
    {"E25", "Councillor knowledge of ward activity", recorded, "news_early decisions_early exercises_told push_share",
     "changes in a ward and key decisions that councillors heard of before press and public, exercises of which they "
     "were told, what they learn unasked; days of lead are not kept"},
    {"E26", "Councillor role understood by all", proxy, "role_understood councillor_known",
     "how well officers who may meet councillors understand the role, residents who can name a councillor; what "
     "residents know of the role is no state"},
    {"E27", "Councillor confidence, skills, support, capacity", proxy,
     "councillor_hours_year councillor_hours handler_known_by_tenure relation_councillor_by_tenure",
     "capacity: hours of casework and meetings; skill acts on the quality of conversations and is not recorded"},
    {"E28", "Councillors at the heart", proxy, "news_early", "prior notice of changes; input to them is not traced"},
    {"E29", "Officer confidence and competence", recorded,
     "confidence confidence_cabinet political_confidence plain_confidence officer_skill",
     "officers' confidence with councillors and before the cabinet, and what is left of their training"},
    {"E30", "Councillor seen as asset", proxy, "relation_officers relation_officer",
     "how officers rate working with councillors; what councillors think of that is not simulated"},
    {"E31", "Use of councillor insight", proxy, "insight_decisions insight_wards",
     "key decisions in which what councillors said was used, changes in a ward on which they were asked; decisions "
     "have "
     "no content"},
    {"E32", "Satisfaction", proxy, "trust_reporters",
     "trust of those who told the council of a problem in the past year; satisfaction itself is no state"},
    {"E33", "Value for money", recorded, "cost_year cost officer_hours",
     "differences of the headline outcomes beside pounds and hours beyond the baseline, with dominance; never pounds a "
     "point of trust"},
    {"E34", "Response times", recorded,
     "enquiry_days_p90 resident_days_p90 enquiries_within_target enquiries_year response_days_quantiles "
     "enquiries_opened enquiries_open desk_backlog calls_abandoned desk_days_mean direct_days_mean",
     "working days to an answer by route, targets met, what waits; by service their spread alone (E37)"},
    {"E35", "Extra work per enquiry", recorded,
     "officer_hours enquiries_year desk_handoffs direct_handoffs desk_hours direct_hours desk_first_hit "
     "direct_first_hit",
     "officer hours on the lines enquiries_desk and enquiries_officers over enquiries in a year; by route hours, "
     "hand-offs and how often the first officer was the right one"},
    {"E36", "Knowing who handles my issue", recorded,
     "handler_known handler_known_by_tenure desk_handler_known direct_handler_known",
     "open councillor enquiries, by route too, whose handler the councillor can name"},
    {"E37", "Consistency", recorded, "handler_known news_early trust_council_share service_days_spread",
     "coefficient of variation between wards; between services that of days to an answer"},
    {"E38", "Consultation overload", proxy, "participation_rate officer_hours over_invited",
     "invitations tire and so lower taking part; adults to whom they feel like two or more in 90 days; officer hours "
     "on the line consultations"},
    {"E39", "Reach beyond the usual participants", recorded,
     "participation_gap participation_rate_by_group participation_members open_response asked_response",
     "taking part of all adults less that of the group least represented; every group beside it, members of tenants' "
     "associations, answers to open calls and of those asked"},
    {"E40", "Included, particularly older people", proxy, "participation_rate_by_group influence_by_group",
     "groups aged 65-74 and 75 and over; health is out of scope"},
    {"E41", "Representative, true voice", proxy, "participation_rate_by_group insight insight_busy insight_quiet",
     "how far groups take part unequally, and how like a ward's matters those are that reach its councillors; "
     "positions on an issue are not simulated"},
    {"E42", "Better decisions", proxy, "practice_followed",
     "whether the front line follows them; decisions have no content: neither right nor wrong"},
    {"E43", "Services match needs", outside, "",
     "services answer what is told; needs that nobody tells are not compared"},
    {"E44", "Greater impact from resources", recorded, "fixed_share reports_year officer_hours_year",
     "fixed_share x reports_year for each 1,000 of officer_hours_year"},
    {"E45", "Shared responsibility", outside, "", "residents' hours are not counted"},
    {"E46", "More for themselves and each other; less dependency", proxy,
     "reports_year reports enquiries_year repeat_report_ratio reports_top_thousandth reports_top_hundredth "
     "reports_top_tenth reporters_once",
     "demand: issues and enquiries a year, and who reports again; help among neighbours is not simulated"},
    {"E47", "Community capacity, confidence", outside, "",
     "membership of community groups acts on taking part; it is not recorded"},
    {"E48", "Cohesion", outside, "", "trust between residents is not simulated"},
    {"E49", "Control of lives, resilience", outside, "",
     "no part of a resident's life beyond dealings with the council"},
    {"E50", "Access to work or activities, self-esteem", outside, "", "work and activities are not simulated"},
    {"E51", "Safety and being at ease with each other", outside, "", "neither safety nor belonging is a state"},
    {"E52", "Acceptance and understanding of decisions", proxy, "told_share trust_reporters",
     "told what became of it, and trust of those concerned; a decision is not accepted or refused"},
    {"E53", "Social value", outside, "", "contracts are not simulated"},
    {"E54", "Reputation of council and partners", proxy, "trust_council trust_council_by_group",
     "trust of all adults, those without dealings too; partners are not agents"},
    {"E55", "Openness and transparency", proxy, "told_share",
     "told the outcome; what is published is an input of levers"},
    {"E56", "Quality and timeliness of information to Scrutiny and Cabinet", recorded,
     "paper_use_cabinet paper_use_scrutiny papers_tabled_cabinet papers_tabled_scrutiny paper_rating_officers "
     "paper_rating_councillors paper_use_short paper_use_right paper_use_long decisions_rushed",
     "use of papers to the members who read them, those tabled too late, notice of decisions"},
    {"E57", "Scrutiny relation and fear", recorded, "confidence_scrutiny",
     "officers' confidence before a panel; how well scrutiny works is asked in the workshop"},
    {"E58", "Direct contact and permission", proxy,
     "response_days_quantiles relation_officer talks_frontline_share frontline_met frontline_held_up "
     "ward_meetings_quarter contact_met contact_demand "
     "visit_days_median visit_days_longest",
     "days by the routes desk and direct, what conversations leave, with whom they are, how often an officer had to "
     "ask first, what there is against what councillors want, and how long visits to services wait; the share of each "
     "route is not kept"},
    {"E59", "Bad-behaviour incidents", proxy,
     "officers_hurt officers_unhurt hurt_at_large unhurt_at_large political_share political_rating plain_rating",
     "ratings by officers who had a bad conversation within a year, or a request felt to be political, and by those "
     "who had none, of councillors not dealt with too; incidents and sanctions are not counted"},
    {"E60", "Officers know they are valued", proxy, "relation_councillors officers_met officers_unmet",
     "how councillors rate working with officers, met and not met; what officers know of it is not simulated"},
    {"E61", "Visible results for citizens", recorded, "told_share", "reports whose reporter was told the outcome"},
    {"E62", "Young people interested and engaged", proxy, "participation_rate_by_group influence_by_group",
     "group aged 16-34; younger people are not simulated"},
    {"E63", "Tenant voice", outside, "", "tenants are not a group of the data"},
    {"E64", "Community wealth building", outside, "", "contracts and grants are not followed to who gets them"},
    {"E65", "Active citizens", proxy, "participation_rate civic_rate",
     "adults active either way in the past year; time to become active is not kept"},
    {"E66", "Network growth and civic conversation", outside, "",
     "experiences are passed on along fixed ties; messages are not counted"},
    {"E67", "Staff use of stories and insight", outside, "", "stories act through levers; decisions have no content"},
    {"E68", "Duplication", proxy, "officer_hours exercises_repeated",
     "exercises that ask what has been asked before; officer hours on the line consultations"},
    {"E69", "Opportunities and chances taken", proxy, "participation participation_rate",
     "chances taken; how many are offered is an input"},
    {"E70", "Uptake of voluntary activities", recorded, "officers_came",
     "officers who come to the policy's meetings, of those invited, meetings that nobody holds counted; follows "
     "closely "
     "from inputs of each lever, its delivery and attendance"},
    {"E71", "Training coverage", recorded, "training_places",
     "places officers took, those of the front line too; one who comes twice takes two"},
    {"E72", "Awareness of channels; sign-up", proxy, "handler_known bulletin_readers",
     "councillors who can name the handler, and who signed up to bulletins; what they sign up to by a lever is its "
     "input"},
    {"E73", "Use of officer time", recorded,
     "officer_hours_year councillor_hours_year resident_hours_year partner_hours_year undelivered_hours_year "
     "post_hours_year officer_hours councillor_hours staff_hours lever_officer_hours lever_councillor_hours "
     "attention_load",
     "hours by line and year, by service and grade and by lever, and the share of enquiry officers' time that is "
     "taken; displaced work: officer hours beyond the baseline less those of posts that the policy adds"},
    {"E74", "Pace and visible change", recorded,
     "trust_council_share influence participation_rate handler_known news_early relation_councillor",
     "weeks from a lever's start until the paired difference first exceeds what matters, from the weekly trajectories"},
    {"E75", "Quality of life", outside, "",
     "health, income, safety and housing are not simulated; no composite is made"},
    {"E76", "Effective community leadership", proxy, "enquiries_year enquiries_opened",
     "issues residents take to councillors who send them on; actions councillors start are not counted"},
    {"E77", "Known beyond Kirklees; national expectations met", outside, "",
     "nobody outside the council's area is simulated"},
    {"E78", "Progress towards the shared goal", proxy, "participation_rate influence trust_council_share told_share",
     "the aims that have a state, of all adults, without sampling or non-response"},
});

}  // namespace

std::string_view words(Scope scope) {
  switch (scope) {
    case recorded:
      return "recorded";
    case proxy:
      return "by proxy";
    case outside:
      break;
  }
  return "out of scope";
}

std::span<Measure const> measures() { return all; }

}  // namespace wardmote::measure
