#include "engine/policy/settings.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <tuple>
#include <vector>

#include "engine/kernel/maths.hpp"
#include "engine/policy/day.hpp"
#include "engine/policy/fields.hpp"

namespace wardmote::policy {

using std::chrono::sys_days;
using world::Dial;
using world::GroupDial;
using world::Scene;
using world::Settings;

namespace {

/// How levers act on a dial.
enum class Rule : std::uint8_t { close_gap, add, at_least, multiply, shortest, longest };

#define WARDMOTE_RULE(name, rule, meaning) Rule::rule,
#define WARDMOTE_NOTHING(name, rule, meaning)
constexpr std::array dial_rules{
#define WARDMOTE_DIAL WARDMOTE_RULE
#define WARDMOTE_GROUP_DIAL WARDMOTE_NOTHING
#include "engine/world/dials.def"
#undef WARDMOTE_DIAL
#undef WARDMOTE_GROUP_DIAL
};
constexpr std::array group_rules{
#define WARDMOTE_DIAL WARDMOTE_NOTHING
#define WARDMOTE_GROUP_DIAL WARDMOTE_RULE
#include "engine/world/dials.def"
#undef WARDMOTE_DIAL
#undef WARDMOTE_GROUP_DIAL
};
#undef WARDMOTE_RULE
#undef WARDMOTE_NOTHING

/// Acts on one value with `x`, of which a share is delivered.
void act(Rule rule, double& value, double x, double share) {
  switch (rule) {
    case Rule::close_gap:
      value += (1 - value) * share * x;
      return;
    case Rule::add:
      value += share * x;
      return;
    case Rule::at_least:
      value = std::max(value, share * x);
      return;
    case Rule::multiply:
      value *= 1 + share * x;
      return;
    case Rule::shortest:
      if (x > 0 && share > 0) value = value > 0 ? std::min(value, x) : x;
      return;
    case Rule::longest:
      if (share > 0) value = std::max(value, x);
      return;
  }
}

/// When a line of the tables holds: a word chosen.
struct When {
  std::string_view field = {};
  std::string_view word = {};
};

/// One way a field acts on a dial: `field` (less `neutral`) times the field `times`, if there is one.
struct Line {
  Primitive primitive;
  std::string_view field;
  Dial dial;
  std::string_view times = {};
  When when = {};
  double neutral = 0;
};

using enum Primitive;
constexpr When online{"users", "online"};
constexpr When offline{"users", "offline"};
constexpr When on_cases{"on", "cases"};
constexpr When on_enquiries{"on", "enquiries"};
constexpr When on_consultations{"on", "consultations"};
constexpr When directory{"holds", "directory"};
constexpr When casework{"holds", "casework"};
constexpr When insight{"holds", "insight"};

constexpr auto lines = std::to_array<Line>({
    {route, "share", Dial::desk_bypass, "", {"path", "direct"}},
    {route, "share", Dial::named_contact, "", {"path", "named_officer"}},
    {route, "share", Dial::conduit, "", {"path", "conduit"}},
    {route, "handler_shown", Dial::handler_shown},
    {route, "tracking", Dial::tracking},
    {route, "logging", Dial::log_kept},
    {route, "admin_minutes", Dial::enquiry_minutes},
    {route, "misroute_avoided", Dial::misroute_avoided},
    {route, "stuck_avoided", Dial::stuck_avoided},
    {route, "report_stuck_avoided", Dial::report_stuck_avoided},
    {route, "urgent", Dial::urgent},

    {channel, "voice", Dial::voice_online, "access", online},
    {channel, "voice", Dial::voice_offline, "access", offline},
    {channel, "response", Dial::respond_online, "access", online},
    {channel, "response", Dial::respond_offline, "access", offline},
    {channel, "awareness", Dial::aware_online, "access", online},
    {channel, "awareness", Dial::aware_offline, "access", offline},
    {channel, "known", Dial::learn_known_online, "access", online},
    {channel, "known", Dial::learn_known_offline, "access", offline},
    {channel, "to_councillor", Dial::to_councillor_online, "access", online},
    {channel, "to_councillor", Dial::to_councillor_offline, "access", offline},
    {channel, "shift_from_phone", Dial::phone_shift, "access", online},
    {channel, "spoken", Dial::spoken},
    {channel, "richness", Dial::case_quality},
    {channel, "meetings_moved", Dial::meetings_moved},

    {push, "news_rate_ratio", Dial::news_ratio, "coverage", {}, 1},
    {push, "known", Dial::learn_known_online, "coverage"},
    {push, "known", Dial::learn_known_offline, "coverage"},
    {push, "awareness", Dial::aware_online, "coverage"},
    {push, "awareness", Dial::aware_offline, "coverage"},
    {push, "response", Dial::respond_online, "coverage"},
    {push, "response", Dial::respond_offline, "coverage"},
    {push, "stories", Dial::stories, "coverage"},
    {push, "directory_use", Dial::directory_use, "coverage"},
    {push, "quality", Dial::contact_quality, "coverage"},
    {push, "uptake", Dial::uptake_councillors, "coverage", {"audience", "councillors"}},
    {push, "uptake", Dial::uptake_officers, "coverage", {"audience", "officers"}},
    {push, "uptake", Dial::uptake_residents, "coverage", {"audience", "residents"}},

    {store, "coverage", Dial::directory_coverage, "", directory},
    {store, "accuracy", Dial::directory_accuracy, "", directory},
    {store, "decay", Dial::directory_decay, "", directory},
    {store, "upkeep", Dial::directory_upkeep, "", directory},
    {store, "use", Dial::directory_use, "", directory},
    {store, "logging", Dial::log_kept, "coverage", casework},
    {store, "tracking", Dial::tracking, "coverage", casework},
    {store, "handler_shown", Dial::handler_shown, "coverage", casework},

    {permit, "trained_only", Dial::permission_trained},
    {permit, "approval_saved", Dial::approval_saved},
    {permit, "escort_dropped", Dial::escort_dropped},
    {permit, "front_contacts", Dial::front_contacts},

    {feedback, "told", Dial::told_case, "", on_cases},
    {feedback, "told", Dial::told_enquiry, "", on_enquiries},
    {feedback, "told", Dial::told_consultation, "", on_consultations},
    {feedback, "promise", Dial::promise_case, "", on_cases},
    {feedback, "promise", Dial::promise_enquiry, "", on_enquiries},
    {feedback, "published", Dial::published, "", on_consultations},
    {feedback, "progress", Dial::progress, "", on_enquiries},
    {feedback, "minutes", Dial::feedback_minutes, "", on_cases},
    {feedback, "minutes", Dial::enquiry_minutes, "", on_enquiries},

    {coord, "merge", Dial::calendar_merge, "coverage"},
    {coord, "reuse", Dial::calendar_reuse, "coverage"},
    {coord, "notice", Dial::calendar_notice, "coverage"},

    {conduct, "standards", Dial::conduct_standards},
    {conduct, "challenge", Dial::conduct_standards},
    {conduct, "reported", Dial::conduct_reported},
    {conduct, "sanction", Dial::conduct_sanction},
    {conduct, "hours_per_report", Dial::conduct_hours},

    {build, "handed_over", Dial::handed_over},

    {decide, "share", Dial::inform, "", {"level", "inform"}},
    {decide, "share", Dial::collaborate, "", {"level", "collaborate"}},
    {decide, "share", Dial::empower, "", {"level", "empower"}},
    {decide, "early", Dial::early},
    {decide, "weight", Dial::input_weight},
    {decide, "settled_dropped", Dial::settled_dropped},
    {decide, "scope_stated", Dial::scope_stated},
    {decide, "weeks", Dial::window_weeks},
    {decide, "hours_per_exercise", Dial::exercise_hours},
    {decide, "councillors_first", Dial::told_first},
    {decide, "councillors_asked", Dial::asked_first},
});

/// The same for groups.
struct GroupLine {
  std::string_view field;
  GroupDial dial;
};
constexpr auto group_lines = std::to_array<GroupLine>({
    {"invited", GroupDial::invited},
    {"awareness", GroupDial::noticed},
    {"barriers", GroupDial::barriers},
    {"hours_per_invitation", GroupDial::invitation_hours},
    {"seats", GroupDial::seats},
    {"seat_weight", GroupDial::seat_weight},
});

bool chosen(Fields const& f, When const& when) {
  if (when.field.empty()) return true;
  auto const word = f.word(when.field);
  return word == when.word || word == "everyone";  // what everyone can use, those online and those offline can
}

/// Services an instruction is for, as indices into what the settings tell apart.
std::vector<std::uint32_t> services_told_apart(Settings const& settings, Instruction const& instruction) {
  if (settings.n_service() > 1 && !instruction.services.empty()) return instruction.services;
  std::vector<std::uint32_t> all(settings.n_service());
  for (std::uint32_t s = 0; s < all.size(); ++s) all[s] = s;
  return all;
}

/// Share of a store's entries that are right so long after it was filled: it tends to where upkeep and decay balance.
double right_entries(Fields const& f, double months) {
  auto const moves = std::min(1.0, f("upkeep") + f("decay"));
  if (moves <= 0 || months <= 0) return f("accuracy");
  auto const balance = f("accuracy") * f("upkeep") / (f("upkeep") + f("decay"));
  return balance + (f("accuracy") - balance) * kernel::pow(std::max(1e-9, 1 - moves), months);
}

/// One instruction's effect on one ward's dials.
class Writer {
 public:
  Writer(Settings& settings, Instruction const& instruction, double delivery, double months)
      : settings_(settings),
        instruction_(instruction),
        f_(instruction),
        services_(services_told_apart(settings, instruction)),
        share_(delivery),
        months_(months) {}

  void write(std::uint32_t ward) const {
    for (auto const& line : lines) {
      if (line.primitive != instruction_.primitive || !chosen(f_, line.when)) continue;
      act(line.dial, ward, (f_(line.field) - line.neutral) * (line.times.empty() ? 1 : f_(line.times)));
    }
    if (instruction_.primitive == permit) permission(ward);
    if (instruction_.primitive == store) look_up(ward);
    if (instruction_.primitive == coord) act(Dial::calendar_gap, ward, f_("coverage") > 0 ? f_("gap") : 0);
    if (instruction_.primitive == represent) by_group(ward);
  }

 private:
  void act(Dial dial, std::uint32_t ward, double x) const {
    auto const rule = dial_rules[static_cast<std::size_t>(dial)];
    for (auto const service : services_) policy::act(rule, settings_(dial, ward, service), x, share_);
  }

  /// Officers of the grades named.
  void permission(std::uint32_t ward) const {
    auto const& grades = instruction_.grades;
    auto const is_for = [&](world::Grade grade) {
      return grades.empty() ||
             std::find(grades.begin(), grades.end(), static_cast<std::uint32_t>(grade)) != grades.end();
    };
    if (is_for(world::Grade::frontline)) act(Dial::permission_frontline, ward, f_("share"));
    if (is_for(world::Grade::middle)) act(Dial::permission_middle, ward, f_("share"));
  }

  /// Stores other than the directory act by what is covered, right and used.
  void look_up(std::uint32_t ward) const {
    auto const holds = f_.word("holds");
    auto const found = f_("coverage") * right_entries(f_, months_) * f_("use");
    if (holds == "structure") act(Dial::misroute_avoided, ward, found * f_("misroute_avoided"));
    if (holds == "guidance" || holds == "portraits") act(Dial::contact_quality, ward, found * f_("quality"));
    if (holds != "insight") return;
    act(Dial::calendar_reuse, ward, found * f_("reuse"));
    act(Dial::informed, ward, found * f_("informs"));
  }

  void by_group(std::uint32_t ward) const {
    auto const group = static_cast<world::Group>(f_.choice("group"));
    for (auto const& line : group_lines) {
      auto const x = f_(line.field);
      if (x == 0 || share_ == 0) continue;  // so that nobody is told apart for nothing
      policy::act(group_rules[static_cast<std::size_t>(line.dial)], settings_(line.dial, group, ward), x, share_);
    }
  }

  Settings& settings_;
  Instruction const& instruction_;
  Fields f_;
  std::vector<std::uint32_t> services_;
  double share_;
  double months_;  // since it began
};

/// Share of the council's wards in which an instruction holds.
double share_of_wards(Instruction const& instruction, std::size_t n_ward) {
  return instruction.wards.empty() ? 1.0 : static_cast<double>(instruction.wards.size()) / static_cast<double>(n_ward);
}

/// What is delivered of something that is the council's: with what monitoring puts right, mean over wards.
double delivered_in_all(Settings const& settings, Instruction const& instruction) {
  return world::with_correction(instruction.delivery, settings.mean(Dial::correction)) * instruction.there_is();
}

/// Staff is the council's; in some wards only, it is that share of it.
void add_staff(Scene const& scene, Settings& settings, Instruction const& instruction) {
  Fields const f(instruction);
  auto const fte = delivered_in_all(settings, instruction) * share_of_wards(instruction, settings.n_ward()) * f("fte");
  if (fte == 0) return;
  auto const server = f.word("server");
  auto& staff = settings.staff;
  if (server == "desk") staff.desk += fte;
  if (server == "contact_centre") staff.contact_centre += fte;
  if (server == "conduit") staff.conduit += fte;
  if (server == "outreach") staff.outreach += fte;
  if (server != "service" && server != "front_line") return;

  // spread evenly over the services named
  auto& of_service = server == "service" ? staff.enquiry : staff.front;
  auto const n_service = static_cast<std::uint32_t>(scene.council.services.size());
  of_service.resize(n_service);
  auto const& named = instruction.services;
  auto const n = static_cast<double>(named.empty() ? n_service : named.size());
  for (std::uint32_t s = 0; s < n_service; ++s) {
    if (named.empty() || std::find(named.begin(), named.end(), s) != named.end()) of_service[s] += fte / n;
  }
}

/// Community workers and grants are for all wards together, in proportion to their adults.
void support_communities(Scene const& scene, Settings& settings, Instruction const& instruction) {
  Fields const f(instruction);
  auto const delivery = delivered_in_all(settings, instruction);
  auto const& first = scene.people.first_in_ward;
  auto const adults = [&](std::uint32_t w) { return static_cast<double>(first[w + 1] - first[w]); };
  double all = 0;
  for (std::uint32_t w = 0; w < settings.n_ward(); ++w) all += holds_in(instruction, w) ? adults(w) : 0;
  for (std::uint32_t w = 0; w < settings.n_ward(); ++w) {
    if (!holds_in(instruction, w) || all <= 0) continue;
    settings(Dial::community_support, w) += delivery * f("support") * adults(w) / all;
    settings(Dial::community_grants, w) += delivery * f("grants") * adults(w) / all;
    if (settings(Dial::community_support, w) > 0 || settings(Dial::community_grants, w) > 0) settings.community = true;
  }
}

std::vector<Instruction const*> in_order(Policy const& policy) {
  std::vector<Instruction const*> order;
  for (auto const& instruction : policy.instructions) order.push_back(&instruction);
  std::sort(order.begin(), order.end(), [](Instruction const* a, Instruction const* b) { return comes_first(*a, *b); });
  return order;
}

/// Levels of engagement share the exercises: together they are at most all of them.
void share_out_levels(Settings& settings) {
  for (std::uint32_t w = 0; w < settings.n_ward(); ++w) {
    auto const sum = settings(Dial::inform, w) + settings(Dial::collaborate, w) + settings(Dial::empower, w);
    if (sum <= 1) continue;
    for (auto const dial : {Dial::inform, Dial::collaborate, Dial::empower}) settings(dial, w) /= sum;
  }
}

bool tells_services_apart(Policy const& policy) {
  return std::any_of(policy.instructions.begin(), policy.instructions.end(), [](Instruction const& i) {
    return !i.services.empty() && (i.primitive == route || i.primitive == permit || i.primitive == feedback);
  });
}

Settings as_found(Scene const& scene, std::size_t n_service) {
  auto const& p = scene.parameters;
  auto const n_ward = scene.council.wards.size();
  Settings settings(n_ward, n_service);
  for (std::size_t w = 0; w < n_ward; ++w) {
    for (std::size_t s = 0; s < n_service; ++s) {
      settings(Dial::directory_use, w, s) = p.directory_use;
      settings(Dial::permission_frontline, w, s) = p.permission_share;
      settings(Dial::permission_middle, w, s) = p.permission_share;
      settings(Dial::told_case, w, s) = p.p_told_case;
      settings(Dial::told_enquiry, w, s) = p.p_told_case;
      settings(Dial::told_consultation, w, s) = p.p_told_result;
      settings(Dial::published, w, s) = p.published_reach;
      settings(Dial::news_ratio, w, s) = 1;
    }
  }
  return settings;
}

}  // namespace

bool comes_first(Instruction const& a, Instruction const& b) {
  return std::tie(a.lever, a.step, a.term.from, a.term.until, a.wards, a.fields) <
         std::tie(b.lever, b.step, b.term.from, b.term.until, b.wards, b.fields);
}

bool ages(Instruction const& instruction) {
  if (instruction.primitive != store) return false;
  Fields const f(instruction);
  return f.word("holds") != "directory" && f("coverage") * f("accuracy") * f("use") * (f("decay") + f("upkeep")) > 0;
}

bool holds_in(Instruction const& instruction, std::uint32_t ward) {
  return instruction.wards.empty() ||
         std::find(instruction.wards.begin(), instruction.wards.end(), ward) != instruction.wards.end();
}

bool holds_somewhere(Instruction const& instruction, std::size_t n_ward) {
  auto const& wards = instruction.wards;
  return wards.empty() || std::any_of(wards.begin(), wards.end(), [&](std::uint32_t ward) { return ward < n_ward; });
}

double running_hours(Instruction const& instruction) {
  auto const fields = spec_of(instruction.primitive).fields;
  double hours = 0;
  for (std::size_t i = 0; i < fields.size(); ++i) hours += is_running(fields[i]) ? instruction.fields[i] : 0;
  return hours;
}

double correction_on(Policy const& policy, sys_days day, std::uint32_t ward) {
  std::vector<double> failing;
  for (auto const& instruction : policy.instructions) {
    if (instruction.primitive != feedback || !in_force(instruction.term, day)) continue;
    Fields const f(instruction);
    if (f.word("on") == "policy" && holds_in(instruction, ward))
      failing.push_back(1 - instruction.delivery * instruction.there_is() * f("correction"));
  }
  std::sort(failing.begin(), failing.end());
  return 1 - std::accumulate(failing.begin(), failing.end(), 1.0, std::multiplies{});
}

double mean_correction_on(Policy const& policy, sys_days day, std::size_t n_ward) {
  double sum = 0;
  for (std::uint32_t w = 0; w < n_ward; ++w) sum += correction_on(policy, day, w);
  return sum / static_cast<double>(n_ward);
}

Settings settings_as_found(Scene const& scene) { return as_found(scene, 1); }

Settings settings_on(Scene const& scene, Policy const& policy, sys_days day) {
  auto settings = as_found(scene, tells_services_apart(policy) ? scene.council.services.size() : 1);
  auto const n_ward = static_cast<std::uint32_t>(settings.n_ward());
  for (std::uint32_t w = 0; w < n_ward; ++w) {
    auto const correction = correction_on(policy, day, w);
    for (std::size_t s = 0; s < settings.n_service(); ++s) settings(Dial::correction, w, s) = correction;
  }

  for (auto const* instruction : in_order(policy)) {
    if (day < instruction->term.from || day >= last_trace(*instruction)) continue;
    if (instruction->primitive == capacity) add_staff(scene, settings, *instruction);
    if (instruction->primitive == build) support_communities(scene, settings, *instruction);
    auto const months = static_cast<double>((day - instruction->term.from).count()) / world::days_per_month;
    for (std::uint32_t w = 0; w < n_ward; ++w) {
      if (!holds_in(*instruction, w)) continue;
      auto const share = settings.delivered(instruction->delivery, w) * instruction->there_is();
      Writer(settings, *instruction, share, months).write(w);
    }
  }
  share_out_levels(settings);
  return settings;
}

}  // namespace wardmote::policy
