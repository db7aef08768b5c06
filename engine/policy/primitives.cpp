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

constexpr FieldSpec word(std::string_view name, Words choices, std::string_view meaning) {
  return {name, choice, "", 0, 0, 0, choices, true, meaning};
}

constexpr auto servers = std::to_array<std::string_view>({"desk", "contact_centre", "service"});
constexpr auto capacity_fields = std::to_array<FieldSpec>({
    word("server", servers, "whose staff changes"),
    number("fte", "FTE", -10000, 10000, 0, "staff added (or taken away)"),
});

constexpr auto paths = std::to_array<std::string_view>({"desk", "direct", "named_officer"});
constexpr auto route_fields = std::to_array<FieldSpec>({
    word("path", paths, "the path of a councillor's enquiry that the rule is about"),
    number("share", "share", 0, 1, 0,
           "share of enquiries sent that way (direct: desk closed for them; named_officer: to a named contact)"),
    number("handler_shown", "share", 0, 1, 0, "share of enquiries whose handler the councillor is shown"),
    number("tracking", "share", 0, 1, 0,
           "share of enquiries whose progress the councillor can look up instead of chasing"),
    number("logging", "share", 0, 1, 0, "share of losses that a log prevents"),
    number("admin_minutes", "min", 0, 240, 0, "officer time the rule takes for each enquiry"),
});

constexpr auto channels = std::to_array<std::string_view>({"web", "social", "councillor_online", "video"});
constexpr auto channel_fields = std::to_array<FieldSpec>({
    word("channel", channels, "the channel opened or improved"),
    number("access", "share", 0, 1, 1, "share of residents online who can use it"),
    number("voice", "logit", -5, 5, 0, "change of the logit of voicing an issue for those with access"),
    number("response", "logit", -5, 5, 0, "change of the logit of answering a consultation for those with access"),
    number("awareness", "share", 0, 1, 0, "further share of them who notice an open consultation"),
    number("known", "share", 0, 1, 0, "share of them who come to know a councillor in a year"),
    number("to_councillor", "logit", -5, 5, 0,
           "change of the logit of taking an issue to a councillor for those with access"),
    number("shift_from_phone", "share", 0, 1, 0, "share of their telephone contacts that move to the channel"),
    number("moderation_hours", "h/month", 0, 10000, 0, "officer hours to run it"),
});

constexpr auto meet_fields = std::to_array<FieldSpec>({
    number("hours_per_attendee", "h", 0, 24, 0,
           "time a meeting takes each who attends, travel and preparation included"),
    number("attendance_councillors", "share", 0, 1, 0.6, "chance that an invited councillor attends"),
    number("attendance_officers", "share", 0, 1, 0.8, "chance that an invited officer attends"),
    number("manager_present", "share", 0, 1, 0, "share of meetings with the officer's manager in the room"),
    number("agenda_cases", "case", 0, 100, 0, "open cases of the ward taken in hand at a meeting, at most"),
    number("p_case_advanced", "share", 0, 1, 0, "chance that a case on the agenda needs no further wait for attention"),
    number("p_news_shared", "share", 0, 1, 0, "chance that a coming change in the ward is told at a meeting"),
    number("actions_hours", "h", 0, 100, 0, "officer hours for the actions a meeting agrees"),
});

constexpr auto audiences = std::to_array<std::string_view>({"councillors", "residents", "officers"});
constexpr auto push_fields = std::to_array<FieldSpec>({
    word("audience", audiences, "who is told"),
    number("coverage", "share", 0, 1, 0, "share of the audience reached"),
    number("news_rate_ratio", "1", 0.1, 20, 1,
           "rate at which ward news reaches the councillors covered, as a multiple"),
    number("known", "share", 0, 1, 0, "share of residents reached who come to know a councillor in a year"),
    number("awareness", "share", 0, 1, 0, "further share of residents reached who notice an open consultation"),
    number("directory_use", "share", 0, 1, 0, "share of the gap in looking up the directory that closes"),
    number("hours", "h/month", 0, 10000, 0, "officer hours to run it"),
});

constexpr auto stores = std::to_array<std::string_view>({"directory"});
constexpr auto store_fields = std::to_array<FieldSpec>({
    word("holds", stores, "what can be looked up"),
    number("coverage", "share", 0, 1, 0, "share of officers listed, if more than as found"),
    number("accuracy", "share", 0, 1, 0,
           "share of entries that are right once brought up to date, if more than as found"),
    number("decay", "1/month", 0, 1, 0, "share of right entries that go stale in a month without upkeep"),
    number("upkeep", "share", 0, 1, 0, "share of stale entries put right in a month"),
    number("hours", "h/month", 0, 10000, 0, "officer hours of upkeep"),
});

constexpr auto permit_fields = std::to_array<FieldSpec>({
    number("share", "share", 0, 1, 0, "share of the officers not yet free to talk to councillors who become so"),
});

constexpr auto subjects = std::to_array<std::string_view>({"cases", "enquiries", "consultations"});
constexpr auto feedback_fields = std::to_array<FieldSpec>({
    word("on", subjects, "what is reported back on"),
    number("told", "share", 0, 1, 0, "share of those not told so far who are told the result"),
    number("published", "share", 0, 1, 0, "further share of adults concerned whom a published result reaches"),
    number("promise", "working day", 0, 365, 0, "time promised for an answer; 0 for none"),
    number("progress", "share", 0, 1, 0, "share of waiting cases kept informed, who then chase no more"),
    number("minutes", "min", 0, 240, 0, "officer time each report takes"),
});

constexpr auto train_fields = std::to_array<FieldSpec>({
    number("uptake", "share", 0, 1, 0, "share of the officers invited who attend a session"),
    number("quality", "1", -1, 1, 0, "what it adds to the quality of a contact at first"),
    number("half_life", "month", 0.1, 600, 9, "half-life of that without practice"),
    number("hours_per_attendee", "h", 0, 100, 0, "time a session takes each who attends"),
});

// Primitives without fields here are known by name, and refused by the loader with a plain sentence.
constexpr auto specs = std::to_array<PrimitiveSpec>({
    {Primitive::capacity, "CAPACITY", false, capacity_fields, "changes the staff of a server"},
    {Primitive::route, "ROUTE", false, route_fields, "changes the path a councillor's enquiry takes"},
    {Primitive::channel, "CHANNEL", false, channel_fields, "opens or improves a channel"},
    {Primitive::meet, "MEET", true, meet_fields, "brings councillors and officers together"},
    {Primitive::train, "TRAIN", true, train_fields, "raises a skill, which fades"},
    {Primitive::push, "PUSH", false, push_fields, "tells many"},
    {Primitive::store, "STORE", false, store_fields, "keeps something to look up"},
    {Primitive::permit, "PERMIT", false, permit_fields, "lets officers and councillors talk without approval"},
    {Primitive::feedback, "FEEDBACK", false, feedback_fields, "reports back"},
    {Primitive::coord, "COORD", false, {}, "shares a calendar"},
    {Primitive::conduct, "CONDUCT", false, {}, "sets rules of behaviour"},
    {Primitive::represent, "REPRESENT", false, {}, "changes who is invited or seated"},
    {Primitive::build, "BUILD", false, {}, "builds community capacity"},
    {Primitive::decide, "DECIDE", false, {}, "changes how decisions are taken"},
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
