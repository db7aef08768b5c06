#include "engine/policy/primitives.hpp"

#include <array>

namespace wardmote::policy {

namespace {

using enum FieldType;
using Words = std::span<std::string_view const>;

constexpr FieldSpec number(std::string_view name, std::string_view unit, double minimum, double maximum, double neutral,
                           std::string_view meaning) {
  return {name, quantity, unit, minimum, maximum, neutral, {}, false, meaning};
}

constexpr FieldSpec share(std::string_view name, std::string_view meaning) {
  return number(name, "share", 0, 1, 0, meaning);
}

constexpr FieldSpec monthly_hours(std::string_view meaning) { return number("hours", "h/month", 0, 10000, 0, meaning); }

constexpr FieldSpec word(std::string_view name, Words choices, std::string_view meaning) {
  return {name, choice, "", 0, 0, 0, choices, true, meaning};
}

/// A word that may be left out: then it is the first of the list.
constexpr FieldSpec optional_word(std::string_view name, Words choices, std::string_view meaning) {
  return {name, choice, "", 0, 0, 0, choices, false, meaning};
}

// in the order of world::Group
constexpr auto groups = std::to_array<std::string_view>(
    {"everyone", "aged_16_34", "aged_35_64", "aged_65_74", "aged_75_up", "asian", "other_minority", "offline",
     "deprived_wards", "not_heard", "tenants", "claimants", "young_claimants", "disabled"});

constexpr auto servers =
    std::to_array<std::string_view>({"desk", "contact_centre", "service", "front_line", "conduit", "outreach"});
constexpr auto capacity_fields = std::to_array<FieldSpec>({
    word("server", servers,
         "whose staff changes: the enquiries desk, the telephone lines, enquiry officers or front line of the services "
         "named, an area's key officers (ROUTE conduit), or outreach workers who ask residents to take part"),
    number("fte", "FTE", -10000, 10000, 0, "staff added (or taken away)"),
});

constexpr auto paths = std::to_array<std::string_view>({"desk", "direct", "named_officer", "conduit"});
constexpr auto route_fields = std::to_array<FieldSpec>({
    word("path", paths, "the path of a councillor's enquiry that the rule is about"),
    share("share",
          "share of enquiries sent that way (direct: desk closed for them; named_officer: to a named contact; conduit: "
          "to a key officer who knows area and services, with a queue of their own)"),
    share("handler_shown", "share of enquiries whose handler the councillor is shown"),
    share("tracking", "share of enquiries whose progress the councillor can look up instead of chasing"),
    share("logging", "share of losses that a log prevents"),
    number("admin_minutes", "min", 0, 240, 0, "officer time the rule takes for each enquiry"),
    share("misroute_avoided", "share of enquiries sent to the wrong officer that the rule sends right"),
    share("stuck_avoided", "share of enquiries waiting for another body that joint work spares the wait"),
    share("report_stuck_avoided", "the same for residents' own reports"),
    share("urgent", "share of enquiries marked urgent: they wait less for attention and interrupt other work"),
});

constexpr auto channels = std::to_array<std::string_view>({"web", "social", "councillor_online", "video", "telephone",
                                                           "text", "account", "in_person", "networks", "open_meeting"});
constexpr auto users = std::to_array<std::string_view>({"online", "offline", "everyone"});
constexpr auto channel_fields = std::to_array<FieldSpec>({
    word("channel", channels, "the channel opened or improved (a name for readers; the numbers say what it does)"),
    optional_word("users", users, "residents who can use it"),
    number("access", "share", 0, 1, 1, "share of these residents whom it is open to"),
    number("voice", "logit", -5, 5, 0, "change of the logit of voicing an issue for those with access"),
    number("response", "logit", -5, 5, 0, "change of the logit of answering a consultation for those with access"),
    share("awareness", "further share of them who notice an open consultation"),
    share("known", "share of them who come to know a councillor in a year"),
    number("to_councillor", "logit", -5, 5, 0,
           "change of the logit of taking an issue to a councillor for those with access"),
    share("shift_from_phone", "share of their telephone contacts that move to the channel (those online)"),
    share("spoken", "share of enquiries through the desk about which councillor and officer come to speak"),
    number("richness", "1", -1, 1, 0, "what it adds to the quality of conversations about a case"),
    share("meetings_moved", "share of meetings' places taken by video: less travel, a thinner meeting"),
    number("moderation_hours", "h/month", 0, 10000, 0, "officer hours to run it"),
});

constexpr auto invited = std::to_array<std::string_view>({"patch", "everyone", "newcomers"});
constexpr auto meet_fields = std::to_array<FieldSpec>({
    number("hours_per_attendee", "h", 0, 24, 0, "time a meeting itself takes each who attends"),
    number("preparation_hours", "h", 0, 24, 0, "time each who attends prepares for it"),
    number("travel_hours", "h", 0, 24, 0, "time each who attends travels, there and back"),
    number("attendance_councillors", "share", 0, 1, 0.6, "chance that an invited councillor attends"),
    number("attendance_officers", "share", 0, 1, 0.8, "chance that an invited officer attends"),
    share("manager_present", "share of meetings with the officer's manager in the room"),
    number("agenda_cases", "case", 0, 100, 0, "open cases of the ward taken in hand at a meeting, at most"),
    share("p_case_advanced", "chance that a case on the agenda needs no further wait for attention"),
    share("p_news_shared", "chance that a coming change in the ward is told at a meeting"),
    number("actions_hours", "h", 0, 100, 0, "officer hours for the actions a meeting agrees"),
    optional_word("officers_invited", invited,
                  "which officers of the services and grades named: one for each, who works for the ward; everyone; or "
                  "those new in their post this year"),
    number("conversations_each", "officer", 0, 1000, 0,
           "officers a councillor speaks with at one meeting, at most; 0: all present"),
    number("depth", "1", 0, 20, 1, "ordinary conversations that one of them counts for (a day together is more)"),
    number("joint_task", "share", 0, 1, 1, "share of what a shared task on equal terms adds to their quality"),
    number("quality", "1", -1, 1, 0, "what the setting adds to their quality"),
    number("residents", "person", 0, 1e6, 0, "residents invited to a meeting (of the ward, or of all wards together)"),
    optional_word("residents_group", groups, "of which group they are"),
    number("attendance_residents", "share", 0, 1, 0.1, "chance that an invited resident comes"),
    share("issues_each", "chance that a resident who comes brings an issue to a councillor present"),
    share("acted_on", "chance that what residents say at a meeting changes something"),
    share("told", "chance that those who came are told what became of it"),
});

constexpr auto trained = std::to_array<std::string_view>({"officers", "councillors", "residents"});
constexpr auto trained_officers = std::to_array<std::string_view>({"everyone", "newcomers"});
constexpr auto train_fields = std::to_array<FieldSpec>({
    optional_word("audience", trained, "who is trained"),
    optional_word("officers_invited", trained_officers,
                  "of officers: everyone of the services and grades named, or those new in their post this year"),
    optional_word("residents_group", groups, "of residents: which group"),
    share("uptake", "share of those invited who attend a session"),
    number("quality", "1", -1, 1, 0, "what it adds at first to the quality of an officer's or councillor's contacts"),
    number("confidence", "SD", -2, 2, 0, "what it adds at first to a resident's resources for taking part"),
    share("fairness", "share of unfair treatment of residents that a trained front line avoids at first"),
    share("knows_who", "chance that a councillor comes to know the ward's officer of a service at a session"),
    share("with_councillor", "chance that an officer at a session has a conversation with a councillor who teaches it"),
    number("half_life", "month", 0.1, 600, 9, "half-life of what it adds, without practice"),
    number("hours_per_attendee", "h", 0, 100, 0, "time a session takes each who attends"),
});

constexpr auto audiences = std::to_array<std::string_view>({"councillors", "residents", "officers"});
constexpr auto push_fields = std::to_array<FieldSpec>({
    word("audience", audiences, "who is told"),
    share("coverage", "share of the audience reached"),
    number("news_rate_ratio", "1", 0.1, 20, 1,
           "rate at which ward news reaches the councillors covered, as a multiple"),
    share("known", "share of residents reached who come to know a councillor in a year"),
    share("awareness", "further share of residents reached who notice an open consultation"),
    number("response", "logit", -5, 5, 0, "change of the logit of answering a consultation for residents reached"),
    number("stories", "1/year", 0, 366, 0, "accounts of what the council got done that a resident reached hears"),
    share("directory_use", "share of the gap in looking up the directory that closes"),
    number("quality", "1", -1, 1, 0,
           "what it adds, while it lasts, to the quality of contacts of councillors or officers reached"),
    share("uptake", "share of those reached who would have stayed away from meetings and training but come"),
    number("fade", "month", 0, 60, 0, "half-life of what it leaves once it has ended; 0: it ends with its last day"),
    monthly_hours("officer hours to run it"),
});

constexpr auto stores =
    std::to_array<std::string_view>({"directory", "structure", "casework", "guidance", "portraits", "insight"});
constexpr auto store_fields = std::to_array<FieldSpec>({
    word("holds", stores,
         "what can be looked up: who is who; who does what; cases and their progress; how to work together; whom one "
         "deals with; what is known of places and already said by people"),
    share("coverage", "share covered (directory: of officers listed, if more than as found)"),
    share("accuracy", "share of entries that are right once brought up to date, if more than as found"),
    number("decay", "1/month", 0, 1, 0, "share of right entries that go stale in a month without upkeep"),
    share("upkeep", "share of stale entries put right in a month"),
    share("use", "share of those it is for who look it up (directory: of the gap that closes)"),
    share("misroute_avoided", "structure: share of misrouted enquiries that a right entry sends right"),
    share("logging", "casework: share of losses it prevents"),
    share("tracking", "casework: share of enquiries whose progress can be looked up"),
    share("handler_shown", "casework: share of enquiries whose handler is shown"),
    number("quality", "1", -1, 1, 0, "guidance, portraits: what a right entry adds to the quality of a contact"),
    share("reuse", "insight: share of duplicated exercises that what is known already spares"),
    share("informs", "insight: share of decisions it informs"),
    monthly_hours("officer hours of upkeep"),
});

constexpr auto permit_fields = std::to_array<FieldSpec>({
    share("share", "share of the officers not yet free to talk to councillors who become so"),
    share("trained_only", "the same among officers who have been trained, and only while that lasts"),
    share("approval_saved", "share of the wait for approval that a quicker rule saves"),
    share("escort_dropped", "share of meetings to which a manager would have come and does not"),
    share("front_contacts", "share of councillors' conversations with managers that go to the front line instead"),
});

constexpr auto subjects = std::to_array<std::string_view>({"cases", "enquiries", "consultations", "policy"});
constexpr auto feedback_fields = std::to_array<FieldSpec>({
    word("on", subjects, "what is reported back on; policy: how the other levers of the scenario fare"),
    share("told", "share of those not told so far who are told the result"),
    share("published", "further share of adults concerned whom a published result reaches"),
    number("promise", "working day", 0, 365, 0, "time promised for an answer; 0 for none"),
    share("progress", "share of waiting cases kept informed, who then chase no more"),
    number("minutes", "min", 0, 240, 0, "officer time each report takes"),
    share("correction", "policy: share of what the other levers fail to deliver that monitoring puts right"),
    monthly_hours("officer hours of gathering and reporting"),
});

constexpr auto coord_fields = std::to_array<FieldSpec>({
    share("coverage", "share of engagement exercises that are entered in the shared calendar"),
    share("merge", "share of exercises clashing with an open one that are held together with it"),
    share("reuse", "share of exercises asking what has been asked that are seen to be so and not held"),
    number("gap", "day", 0, 365, 0, "least time between two invitations to the same resident; 0 for none"),
    share("notice", "share of exercises of which the councillors concerned are told before they open"),
    monthly_hours("officer hours of keeping it"),
});

constexpr auto conduct_fields = std::to_array<FieldSpec>({
    share("standards", "share of bad contacts that known rules prevent"),
    share("challenge", "share of those left that colleagues stop by speaking up"),
    share("reported", "share of bad contacts that are reported"),
    share("sanction", "share of reports after which the councillor keeps to the rules for a year"),
    number("hours_per_report", "h", 0, 1000, 0, "officer time a report takes"),
    monthly_hours("officer hours of reminding and advising"),
});

constexpr auto represent_fields = std::to_array<FieldSpec>({
    word("group", groups, "whom it is for"),
    share("invited", "share of the group asked in person when an exercise that concerns them opens"),
    share("awareness", "share of the group who notice it through people they trust, beside the open call"),
    number("barriers", "logit", -5, 5, 0, "change of the logit of taking part where barriers are removed"),
    number("seats", "person", 0, 1000, 0, "residents of the group with a seat where it is decided, in all wards"),
    share("seat_weight", "share of decisions not swayed so far that those seated sway"),
    number("hours_per_invitation", "h", 0, 24, 0, "officer time a personal invitation takes"),
    monthly_hours("officer hours to run it"),
});

constexpr auto build_fields = std::to_array<FieldSpec>({
    number("support", "h/month", 0, 100000, 0, "hours of community workers, in all wards it holds in together"),
    number("grants", "£/year", 0, 1e8, 0, "money for community groups, in all wards it holds in together"),
    share("handed_over", "share of issues left to the community to deal with"),
});

constexpr auto levels = std::to_array<std::string_view>({"inform", "consult", "collaborate", "empower"});
constexpr auto decide_fields = std::to_array<FieldSpec>({
    word("level", levels, "how far people decide"),
    share("share", "share of the council's exercises held at that level (consult: as found)"),
    share("early", "share of exercises begun before options are fixed"),
    share("weight", "share of decisions not swayed so far that people's input sways under the rule"),
    share("settled_dropped",
          "share of exercises that could change nothing which are not held: people are told instead"),
    share("scope_stated", "share of exercises at which it is said what can be influenced"),
    number("weeks", "week", -50, 100, 0, "time to take part added to each exercise"),
    number("exercises", "1/year", 0, 1000, 0, "further exercises a year"),
    share("councillors_first", "share of ward changes told to the ward's councillors before press and public"),
    share("councillors_asked", "share of ward changes on which the ward's councillors are asked beforehand"),
    number("hours_per_exercise", "h", 0, 10000, 0, "officer time the rule adds to an exercise"),
});

constexpr auto specs = std::to_array<PrimitiveSpec>({
    {Primitive::capacity, "CAPACITY", false, capacity_fields, "changes the staff of a server"},
    {Primitive::route, "ROUTE", false, route_fields, "changes the path a councillor's enquiry takes"},
    {Primitive::channel, "CHANNEL", false, channel_fields, "opens or improves a channel"},
    {Primitive::meet, "MEET", true, meet_fields, "brings councillors, officers and residents together"},
    {Primitive::train, "TRAIN", true, train_fields, "raises a skill, which fades"},
    {Primitive::push, "PUSH", false, push_fields, "tells many"},
    {Primitive::store, "STORE", false, store_fields, "keeps something to look up"},
    {Primitive::permit, "PERMIT", false, permit_fields, "lets officers and councillors talk without approval"},
    {Primitive::feedback, "FEEDBACK", false, feedback_fields, "reports back"},
    {Primitive::coord, "COORD", false, coord_fields, "shares a calendar of engagement"},
    {Primitive::conduct, "CONDUCT", false, conduct_fields, "sets rules of behaviour"},
    {Primitive::represent, "REPRESENT", false, represent_fields, "changes who is invited or seated"},
    {Primitive::build, "BUILD", false, build_fields, "builds community capacity"},
    {Primitive::decide, "DECIDE", false, decide_fields, "changes how decisions are taken"},
});

}  // namespace

std::span<PrimitiveSpec const> primitive_specs() { return specs; }

PrimitiveSpec const& spec_of(Primitive primitive) { return specs[static_cast<std::size_t>(primitive)]; }

std::optional<std::size_t> field_index(Primitive primitive, std::string_view name) {
  auto const fields = spec_of(primitive).fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i].name == name) return i;
  }
  return std::nullopt;
}

}  // namespace wardmote::policy
