// Everything a person can get wrong in a file: one clear error each, with place, finding and nearest name.
#include <filesystem>
#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include <gmock/gmock.h>

#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/study.hpp"
#include "tests/support/small_study.hpp"

namespace wardmote::loader {
namespace {

using support::SmallStudy;
using ::testing::HasSubstr;
using ::testing::StartsWith;

/// The error of loading a study, without the folder it lies in; "" if there is none.
std::string error_of(SmallStudy const& study, std::vector<std::string> const& sets = {}) {
  try {
    static_cast<void>(load_study(study.path(), sets));
    return {};
  } catch (InputError const& error) {
    std::string text = error.what();
    auto const folder = std::filesystem::path(study.path()).parent_path().string() + "/";
    for (auto at = text.find(folder); at != std::string::npos; at = text.find(folder)) text.erase(at, folder.size());
    return text;
  }
}

/// One mistake: in which file, what is replaced by what, what the error says. In it, @0 and @1 stand for the line the
/// change begins in and the next, where that depends on how many parameters there are.
struct Mistake {
  char const* name;
  char const* file;
  char const* from;
  char const* to;
  char const* error;
};
std::ostream& operator<<(std::ostream& out, Mistake const& mistake) { return out << mistake.name; }

std::string with_lines(std::string error, std::size_t line) {
  for (auto at = error.find('@'); at != std::string::npos; at = error.find('@')) {
    error.replace(at, 2, std::to_string(line + static_cast<std::size_t>(error[at + 1] - '0')));
  }
  return error;
}

class WrongInput : public ::testing::TestWithParam<Mistake> {};

TEST_P(WrongInput, IsRefusedWithItsPlaceAndWhatIsAllowed) {
  SmallStudy const study;
  ASSERT_EQ(error_of(study), "") << "the unspoilt study must be sound";
  auto const& mistake = GetParam();
  auto const line = study.change(mistake.file, mistake.from, mistake.to);
  EXPECT_EQ(error_of(study), with_lines(mistake.error, line));
}

constexpr Mistake mistakes[] = {
    // the study
    {"MisspeltKey", "study.toml", "warm_up_years", "warmup_years",
     "study.toml:12:1: warmup_years is not a key here (did you mean 'warm_up_years'?)"},
    {"MisspeltNestedKey", "study.toml", "worlds = 4", "wolrds = 4",
     "study.toml:18:1: runs.wolrds is not a key here (did you mean 'worlds'?)"},
    {"MissingKey", "study.toml", "seed = 7\n", "", "study.toml:1:1: seed is missing"},
    {"MissingTable", "study.toml", "[runs]\nworlds = 4\nreplications = 2\n", "", "study.toml:1:1: runs is missing"},
    {"WrongType", "study.toml", "seed = 7", "seed = \"seven\"",
     "study.toml:13:8: seed = \"seven\" (expected a whole number)"},
    {"NegativeSeed", "study.toml", "seed = 7", "seed = -7", "study.toml:13:8: seed = -7 (must be at least 0)"},
    {"YearsZero", "study.toml", "years = 2", "years = 0", "study.toml:11:9: years = 0 (must be above 0)"},
    {"YearsNotANumber", "study.toml", "years = 2", "years = nan", "study.toml:11:9: years = nan (must be in [0, 100])"},
    {"OneReplication", "study.toml", "replications = 2", "replications = 1",
     "study.toml:19:16: runs.replications = 1 (must be in [2, 1000000])"},
    {"FewerWorldsAtMost", "study.toml", "worlds = 4", "worlds = 4\nmax_worlds = 3",
     "study.toml:19:14: runs.max_worlds = 3 (must be at least worlds = 4)"},
    {"UnknownMode", "study.toml", "\"uncertainty\"", "\"uncertinty\"",
     "study.toml:14:8: mode = \"uncertinty\" (expected \"uncertainty\" or \"chance\"; did you mean 'uncertainty'?)"},
    {"DateInQuotes", "study.toml", "2018-07-02", "\"2018-07-02\"",
     "study.toml:10:9: start = \"2018-07-02\" (expected a date such as 2018-10-01, without quotes)"},
    {"ImpossibleDate", "study.toml", "2018-07-02", "2018-02-30",
     "study.toml:10:19: is not TOML: Error while parsing date: expected day between 1 and 28 (inclusive), saw 30"},
    {"StartBeforeTheDescription", "study.toml", "2018-07-02", "2018-07-01",
     "study.toml:10:9: start = 2018-07-01 (must not be before 2018-07-02, the day Smallville is described as found)"},
    {"UnknownCouncil", "study.toml", "\"smallville\"", "\"smalville\"",
     "study.toml:6:11: there is no council 'smalville' (did you mean 'smallville'?)"},
    {"UnknownParameters", "study.toml", "[\"small\"]", "[\"smal\"]",
     "study.toml:7:15: there is no set of parameters 'smal' (did you mean 'small'?)"},
    {"ParametersAreAText", "study.toml", "[\"small\"]", "\"small\"",
     "study.toml:7:14: parameters = \"small\" (expected a list such as [\"a\", \"b\"])"},
    {"UnknownScenario", "study.toml", "[\"meetings\"]", "[\"meeting\"]",
     "study.toml:9:14: there is no scenario 'meeting' (did you mean 'meetings'?)"},
    {"ScenarioTwice", "study.toml", "[\"meetings\"]", "[\"meetings\", \"meetings\"]",
     "study.toml:9:26: scenarios = \"meetings\" (is named twice)"},
    {"BaselineAgain", "study.toml", "[\"meetings\"]", "[\"nothing\"]",
     "study.toml:9:14: scenarios = \"nothing\" (is the baseline already)"},
    {"NameWithFolders", "study.toml", "[\"meetings\"]", "[\"../meetings\"]",
     "study.toml:9:14: '../meetings' is not a name (expected the name of a scenario, without folders)"},
    {"UnknownOutcome", "study.toml", "id = \"trust\"", "id = \"trsut\"",
     "study.toml:22:6: outcome.id = \"trsut\" (no such outcome; did you mean 'trust'?)"},
    {"OutcomeInAnotherUnit", "study.toml", "unit = \"1\"", "unit = \"%\"",
     "study.toml:26:8: outcome.unit = \"%\" (expected \"1\")"},
    {"NothingMatters", "study.toml", "matters = 0.03", "matters = 0",
     "study.toml:25:11: outcome.matters = 0 (must be above 0)"},
    {"OutcomeBeyondReach", "study.toml", "matters = 0.03", "matters = 3",
     "study.toml:25:11: outcome.matters = 3 (must be in [0, 1])"},
    {"SyntaxError", "study.toml", "seed = 7", "seed = = 7",
     "study.toml:13:8: is not TOML: Error while parsing value: could not determine value type"},
    {"TableWithoutAKey", "study.toml", "[runs]", "[\nruns]",
     "study.toml:17:2: is not TOML: Error while parsing key: expected bare key starting character or string delimiter, "
     "saw '\\n'"},
    {"KeyTwice", "study.toml", "seed = 7", "seed = 7\nseed = 8",
     "study.toml:14:8: is not TOML: Error while parsing key-value pair: cannot redefine existing integer 'seed'"},
    {"NotOurs", "study.toml", "wardmote = 1\n", "",
     "study.toml:1:1: wardmote is missing (the file begins wardmote = 1)"},
    {"LaterFormat", "study.toml", "wardmote = 1", "wardmote = 2", "study.toml:1:12: wardmote = 2 (must be in [1, 1])"},
    {"WrongKind", "study.toml", "kind = \"study\"", "kind = \"scenario\"",
     "study.toml:2:8: kind = \"scenario\" (expected \"study\")"},
    {"MisspeltKind", "study.toml", "kind = \"study\"", "kind = \"studdy\"",
     "study.toml:2:8: kind = \"studdy\" (expected \"council\", \"parameters\", \"lever\", \"scenario\", \"design\", "
     "\"study\", \"criteria\" or \"quality\"; "
     "did you "
     "mean 'study'?)"},

    // scenarios
    {"UnknownLever", "meetings.toml", "\"X1\"", "\"X11\"",
     "meetings.toml:8:9: there is no lever 'X11' (did you mean 'X1'?)"},
    {"EndBeforeStart", "meetings.toml", "2020-01-01", "2018-01-01",
     "meetings.toml:10:9: use.until = 2018-01-01 (must be after from = 2018-10-01)"},
    {"LeverBeforeTheStudy", "meetings.toml", "2018-10-01", "2018-07-01",
     "meetings.toml:7:1: use.from = 2018-07-01 (must not be before the study's start 2018-07-02)"},
    {"LeverAfterTheStudy", "study.toml", "years = 2", "years = 0.2",
     "meetings.toml:7:1: use.from = 2018-10-01 (must be before the study's end 2018-09-13: it would never come into "
     "force)"},
    {"UnknownZone", "meetings.toml", "\"North\"", "\"Noth\"",
     "meetings.toml:11:18: Smallville has no zone 'Noth' (did you mean 'North'?)"},
    {"UnknownWard", "meetings.toml", "zone = \"North\"", "wards = [\"Uper End\"]",
     "meetings.toml:11:20: Smallville has no ward 'Uper End' (did you mean 'Upper End'?)"},
    {"WardByNameAndCode", "meetings.toml", "zone = \"North\"", "wards = [\"Upper End\", \"W1\"]",
     "meetings.toml:11:20: ward 'Upper End' is named twice"},
    {"ZoneAndWards", "meetings.toml", "zone = \"North\"", "zone = \"North\", wards = [\"W1\"]",
     "meetings.toml:11:35: use.where.wards = a list (give zone or wards, not both)"},
    {"SetOfNothing", "meetings.toml", "hours_per_attendee", "hours_per_atendee",
     "meetings.toml:12:9: lever X1 has no number 'hours_per_atendee' (did you mean 'hours_per_attendee'?)"},
    {"SetOutOfRange", "meetings.toml", "hours_per_attendee = 3", "delivery = 1.3",
     "meetings.toml:12:20: use.set.delivery = 1.3 (must be in [0, 1])"},
    {"SetOfAChoice", "meetings.toml", "hours_per_attendee = 3", "path = 1",
     "meetings.toml:12:9: lever X1 has no number 'path' (allowed: acted_on, actions_hours, admin_minutes, "
     "agenda_cases, attendance_councillors, attendance_officers, attendance_residents, conversations_each, delivery, "
     "depth, handler_shown, hours_per_attendee ... (34 in all))"},
    {"LeverTwice", "meetings.toml", "[[use]]", "[[use]]\nlever = \"X1\"\nfrom = 2018-09-01\n\n[[use]]",
     "meetings.toml:11:1: lever X1 is already in force then (from 2018-09-01, see meetings.toml:7:1)"},
    {"AnotherId", "meetings.toml", "id = \"meetings\"", "id = \"meets\"",
     "meetings.toml:3:6: id = \"meets\" (must be \"meetings\", the name of its file)"},
    {"IncludesItself", "meetings.toml", "\n[[use]]", "includes = [\"meetings\"]\n\n[[use]]",
     "meetings.toml:6:13: includes = \"meetings\" (scenarios include each other in a loop: meetings -> meetings)"},

    // reviews
    {"UnknownObservable", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_erly\"\nat_least = "
     "0.5\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@4:14: review.observable = \"news_erly\" (expected \"enquiries_in_time\", \"told_share\", "
     "\"fixed_share\", \"news_early\", \"responses\" or \"relation_councillors\"; did you mean 'news_early'?)"},
    {"ThresholdOutOfReach", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "50\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@5:12: review.at_least = 50 (must be in [0, 1])"},
    {"ThresholdOfTheOtherSign", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "-0.1\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@5:12: review.at_least = -0.1 (must be in [0, 1])"},
    {"TwoThresholds", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "0.5\nat_most = 0.6\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@0:1: review needs one condition (expected at_least or at_most)"},
    {"NoThreshold", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nreason = "
     "\"test\"\n\n[[use]]",
     "meetings.toml:@0:1: review needs one condition (expected at_least or at_most)"},
    {"ThresholdIsNoNumber", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "\"half\"\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@5:12: review.at_least = \"half\" (expected a number)"},
    {"ReviewBeforeItsWindow", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2018-04-01\nobservable = \"news_early\"\nat_least = "
     "0.5\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@3:6: review.on = 2018-04-01 (must be after from = 2018-10-01)"},
    {"ReviewAfterTheStudy", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2021-04-01\nobservable = \"news_early\"\nat_least = "
     "0.5\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@0:1: review news: from = 2018-10-01, on = 2021-04-01 (must be within the study, 2018-07-02 to "
     "2020-07-02)"},
    {"ReviewWithoutAReason", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "0.5\n\n[[use]]",
     "meetings.toml:@0:1: review.reason is missing"},
    {"ElsewhereOfEverywhere", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nagainst = "
     "\"elsewhere\"\nat_least = 0.5\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@5:11: review.against = \"elsewhere\" (elsewhere needs a where: what is everywhere has no "
     "elsewhere)"},
    {"ReviewInNoZone", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nwhere = { zone = "
     "\"Est\" }\nat_least = 0.5\nreason = \"test\"\n\n[[use]]",
     "meetings.toml:@5:18: Smallville has no zone 'Est' (allowed: North, South)"},
    {"UnknownReview", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "0.5\nreason = \"test\"\n\n[[use]]\nif = \"new\"",
     "meetings.toml:16:6: there is no review 'new' (did you mean 'news'?)"},
    {"UseBeforeItsReview", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "0.5\nreason = \"test\"\n\n[[use]]\nif = \"news\"",
     "meetings.toml:15:1: use.from = 2018-10-01 (must not be before 2019-04-01, when review news decides, see "
     "meetings.toml:7:1)"},
    {"IfAndUnless", "meetings.toml", "[[use]]",
     "[[review]]\nid = \"news\"\nfrom = 2018-10-01\non = 2019-04-01\nobservable = \"news_early\"\nat_least = "
     "0.5\nreason = \"test\"\n\n[[use]]\nif = \"news\"\nunless = \"news\"",
     "meetings.toml:17:10: use.unless = \"news\" (give if or unless, not both)"},
    {"NoReviewAtAll", "meetings.toml", "[[use]]", "[[use]]\nif = \"news\"",
     "meetings.toml:8:6: there is no review 'news' (the scenario has none: add a [[review]])"},

    // levers
    {"UnknownPrimitive", "levers.toml", "\"MEET\"", "\"MEEET\"",
     "levers.toml:11:13: lever.does.primitive = \"MEEET\" (no such primitive; did you mean 'MEET'?)"},
    {"MisspeltField", "levers.toml", "p_news_shared", "p_news_shred",
     "levers.toml:15:1: lever.does.p_news_shred is not a key here (did you mean 'p_news_shared'?)"},
    {"FieldWithoutSource", "levers.toml", ", evidence = \"assumption\", source = \"test\" }\np_news", " }\np_news",
     "levers.toml:14:22: lever.does.hours_per_attendee.evidence is missing"},
    {"FieldOfAnotherUnit", "levers.toml", "unit = \"h\"", "unit = \"min\"",
     "levers.toml:14:61: lever.does.hours_per_attendee.unit = \"min\" (expected \"h\")"},
    {"UnknownCouncillors", "levers.toml", "councillors = \"ward\"", "councillors = \"newcommers\"",
     "levers.toml:12:23: lever.does.who.councillors = \"newcommers\" (expected \"none\", \"ward\", \"cabinet\", "
     "\"all\", \"portfolio\", \"chairs\", \"leaders\", \"newcomers\", \"long_serving\" or \"back_bench\"; did you mean "
     "'newcomers'?)"},
    {"CouncillorsOfWhomThereAreNone", "levers.toml", "councillors = \"ward\"", "councillors = \"leaders\"",
     "levers.toml:10:1: who.councillors = \"leaders\": Smallville has none (n_leader = 0 in its file)"},
    {"StaffOfWhatNobodyRuns", "levers.toml", "primitive = \"ROUTE\"", "primitive = \"ROUTE\"\nstaff = [\"roads\"]",
     "levers.toml:19:1: lever.does.staff is not a key here (allowed: primitive, who, where, path, share, "
     "handler_shown, tracking, logging, admin_minutes, misroute_avoided, stuck_avoided, report_stuck_avoided ... (13 "
     "in all))"},
    {"NegativeRamp", "levers.toml", "\n[[lever.does]]\nprimitive = \"MEET\"",
     "ramp = { value = -1, low = -1, high = 0, unit = \"month\", evidence = \"assumption\", source = \"test\" }\n"
     "[[lever.does]]\nprimitive = \"MEET\"",
     "levers.toml:9:18: lever.ramp = -1 (must be in [0, 120])"},
    {"NegativeHoursOfAPartner", "levers.toml", "money = { value = 20, low = 10, high = 40, unit = \"£\"",
     "partner_hours = { value = -20, low = -30, high = 40, unit = \"h\"",
     "levers.toml:25:27: lever.cost.partner_hours = -20 (must be in [0, 1000000])"},
    {"NegativeHours", "levers.toml", "value = 2, low = 1", "value = -2, low = -3",
     "levers.toml:14:32: lever.does.hours_per_attendee = -2 (must be in [0, 24])"},
    {"FieldIsANumber", "levers.toml",
     "{ value = 2, low = 1, high = 4, unit = \"h\", evidence = \"assumption\", source = \"test\" }", "2",
     "levers.toml:14:22: lever.does.hours_per_attendee = 2 (expected a quantity: { value, low, high, unit = \"h\", "
     "evidence, "
     "source })"},
    {"UnknownChoice", "levers.toml", "\"named_officer\"", "\"named_oficer\"",
     "levers.toml:19:8: lever.does.path = \"named_oficer\" (expected \"desk\", \"direct\", \"named_officer\" or "
     "\"conduit\"; did you mean 'named_officer'?)"},
    {"RequiredChoiceMissing", "levers.toml", "path = \"named_officer\"\n", "",
     "levers.toml:17:1: lever.does.path is missing (expected \"desk\", \"direct\", \"named_officer\" or \"conduit\")"},
    {"UnknownService", "levers.toml", "[\"roads\"]", "[\"road\"]",
     "levers.toml:12:43: Smallville has no service 'road' (did you mean 'roads'?)"},
    {"HowOftenIsMissing", "levers.toml", "every = \"quarter\"\n", "",
     "levers.toml:10:1: lever.does.every is missing (MEET needs every = \"week|month|quarter|year\" or once = true)"},
    {"EveryDay", "levers.toml", "\"quarter\"", "\"day\"",
     "levers.toml:13:9: lever.does.every = \"day\" (expected \"week\", \"month\", \"quarter\" or \"year\")"},
    {"EveryWhereItDoesNotRecur", "levers.toml", "path = \"named_officer\"",
     "path = \"named_officer\"\nevery = \"week\"",
     "levers.toml:20:1: lever.does.every is not a key here (allowed: primitive, who, where, path, share, "
     "handler_shown, tracking, logging, admin_minutes, misroute_avoided, stuck_avoided, report_stuck_avoided ... (13 "
     "in all))"},
    {"WhoOfAPrimitiveForAll", "levers.toml", "primitive = \"ROUTE\"\npath = \"named_officer\"",
     "primitive = \"DECIDE\"\nlevel = \"inform\"\nwho = { officers = [\"roads\"] }",
     "levers.toml:20:1: lever.does.who is not a key here (allowed: primitive, where, level, share, early, weight, "
     "settled_dropped, scope_stated, weeks, exercises, councillors_first, councillors_asked ... (13 in all))"},
    {"LevelsOfMoreThanAllExercises", "levers.toml", "primitive = \"ROUTE\"\npath = \"named_officer\"",
     "primitive = \"DECIDE\"\nlevel = \"empower\"\nshare = { value = 0.7, low = 0, high = 1, unit = \"share\", "
     "evidence = "
     "\"assumption\", source = \"test\" }\n[[lever.does]]\nprimitive = \"DECIDE\"\nlevel = \"inform\"",
     "levers.toml:17:1: scenario meetings: lever X1 holds 0.7 of all exercises to empower, where 0.5 are held to "
     "inform: "
     "more than all of them (lever X1, see levers.toml:21:1)"},
    {"DeskClosedAndStaffed", "levers.toml",
     "primitive = \"ROUTE\"\npath = \"named_officer\"\nshare = { value = 0.5, low = 0.2, high = 0.9",
     "primitive = \"CAPACITY\"\nserver = \"desk\"\nfte = { value = 1, low = 0, high = 2, unit = \"FTE\", evidence = "
     "\"assumption\", source = \"test\" }\n[[lever.does]]\nprimitive = \"ROUTE\"\npath = \"direct\"\nshare = { value = "
     "1, low "
     "= 0.2, high = 1",
     "levers.toml:21:1: scenario meetings: lever X1 closes the desk, to which staff is added (lever X1, see "
     "levers.toml:17:1)"},
    {"UnknownCostBasis", "levers.toml", "per = \"meeting\"", "per = \"metting\"",
     "levers.toml:24:7: lever.cost.per = \"metting\" (expected \"once\", \"year\", \"meeting\", \"enquiry\", \"case\", "
     "\"consultation\" or \"attendee\"; did you mean 'meeting'?)"},
    {"LeverIdTwice", "levers.toml", "[[lever.cost]]", "[[lever]]\nid = \"X1\"\n\n[[lever.cost]]",
     "levers.toml:23:6: lever.id = \"X1\" (is already defined in levers.toml)"},

    // parameters
    {"ImpossibleProbability", "small.toml", "[p_misroute]\nvalue = 0.3", "[p_misroute]\nvalue = 1.3",
     "small.toml:@1:9: p_misroute = 1.3 (must be in [0, 0.95])"},
    {"ValueOutsideItsRange", "small.toml", "[p_misroute]\nvalue = 0.3", "[p_misroute]\nvalue = 0.5",
     "small.toml:@1:9: p_misroute = 0.5 (must lie between its low = 0.2 and high = 0.4)"},
    {"MisspeltParameter", "small.toml", "[p_misroute]", "[p_misrout]",
     "small.toml:@0:2: p_misrout is not a parameter (did you mean 'p_misroute'?)"},
    {"UnknownEvidence", "small.toml", "\"assumption\"", "\"hearsay\"",
     "small.toml:8:12: trait_share.evidence = \"hearsay\" (expected \"measured\", \"literature\", \"expert\" or "
     "\"assumption\")"},
    {"MeasuredWhere", "small.toml", "evidence = \"assumption\"", "evidence = \"measured\"",
     "small.toml:3:1: trait_share.tag is missing (\"measured here\", or \"borrowed\" if measured elsewhere)"},
    {"HalfASwitch", "small.toml", "[talk_on]\nvalue = 1\nlow = 1", "[talk_on]\nvalue = 0.5\nlow = 0",
     "small.toml:@1:9: talk_on = 0.5 (a switch is 0 or 1 with dist = \"fixed\", or low = 0, high = 1 with "
     "\"uniform\")"},

    // the council
    {"AgesDoNotSum", "smallville/wards.csv", "3,100,", "3,101,",
     "smallville/wards.csv:2:22: pop = '101' (its age bands sum to 100)"},
    {"SharesDoNotSum", "smallville/wards.csv", "10,5,5,75,5,20.5", "10,5,5,65,5,20.5",
     "smallville/wards.csv:2:40: pct_asian = '10' (the five percentages sum to 90.0 (expected 100))"},
    {"NotANumberInACell", "smallville/wards.csv", "30.5", "high",
     "smallville/wards.csv:3:59: imd_score = 'high' (expected a number)"},
    {"FractionOfAPerson", "smallville/wards.csv", ",120,28,", ",120.5,27.5,",
     "smallville/wards.csv:3:38: age_20_64 = '120.5' (expected a whole number)"},
    {"CellMissing", "smallville/wards.csv", ",3.1,0,0\n", ",3.1,0\n",
     "smallville/wards.csv:2:61: row has 19 cells (expected 20, as in the header)"},
    {"CellTooMany", "smallville/wards.csv", ",3.1,0,0\n", ",3.1,0,0,9\n",
     "smallville/wards.csv:2:65: row has 21 cells (expected 20, as in the header)"},
    {"QuoteNeverClosed", "smallville/wards.csv", "\"Middle, the\"", "\"Middle, the",
     "smallville/wards.csv:4:4: quote is never closed"},
    {"ColumnMissing", "smallville/wards.csv", "imd_score", "imd_scor",
     "smallville/wards.csv:1:1: column 'imd_score' is missing (is 'imd_scor' meant to be it?)"},
    {"ColumnTwice", "smallville/wards.csv", "imd_score", "deri_score",
     "smallville/wards.csv:1:163: two columns are named 'deri_score'"},
    {"ZoneOfNoName", "smallville/wards.csv", "W3,\"Middle, the\",South", "W3,\"Middle, the\",Suoth",
     "smallville/wards.csv:4:18: zone = 'Suoth' (no such zone; did you mean 'South'?)"},
    {"WardTwice", "smallville/wards.csv", "Lower End", "Upper End",
     "smallville/wards.csv:3:4: ward_name = 'Upper End' (the same name stands in line 2)"},
    {"TileTwice", "smallville/wards.csv", ",1,0\n", ",0,0\n",
     "smallville/wards.csv:3:68: tile_column = '0' (the same tile stands in line 2)"},
    {"NobodyAnswers", "smallville/services.csv", "10,2,1,4,3", "10,2,1,0,3",
     "smallville/services.csv:2:20: n_enquiry_officers = '0' (somebody must answer: its enquiry_weight is above 0)"},
    {"NotADay", "smallville/days.csv", "2018-08-27", "27/08/2018",
     "smallville/days.csv:2:1: date = '27/08/2018' (expected a date such as 2018-08-27)"},
    {"TableMissing", "smallville/council.toml", "\"wards.csv\"", "\"ward.csv\"",
     "smallville/council.toml:7:9: wards = \"ward.csv\" (there is no such file beside this one)"},
    {"ClosesBeforeItOpens", "smallville/council.toml", "\"17:00\"", "\"08:00\"",
     "smallville/council.toml:19:10: office.closes = \"08:00\" (must be after opens = \"09:00\")"},
    {"UnknownDay", "smallville/council.toml", "\"Sat\"", "\"Sax\"",
     "smallville/council.toml:22:16: contact_centre.days = \"Sax\" (did you mean 'Sat'?)"},
    {"UnknownServiceOfABody", "smallville/council.toml", "closes = \"18:30\"",
     "closes = \"18:30\"\n\n[[body]]\nid = \"p\"\ntitle = \"P\"\nservices = [\"park\"]\nevery_weeks = 6\nmembers = "
     "2\nsource = "
     "\"test\"",
     "smallville/council.toml:@5:13: body.1.services = \"park\" (did you mean 'parks'?)"},
    {"NoDayOfTheYear", "smallville/council.toml", "closes = \"18:30\"",
     "closes = \"18:30\"\n\n[[recess]]\nfrom = \"08-32\"\nuntil = \"09-01\"",
     "smallville/council.toml:@3:8: recess.from = \"08-32\" (expected a day of every year such as \"08-01\")"},
    {"UnknownElectionModel", "smallville/council.toml", "closes = \"18:30\"",
     "closes = \"18:30\"\n\n[elections]\nmodel = \"third\"\nfirst_year = 2018\nnotice_weeks = 6",
     "smallville/council.toml:@3:9: elections.model = \"third\" (expected \"none\", \"all\", \"halves\" or \"thirds\"; "
     "did you "
     "mean 'thirds'?)"},
    {"AnotherFolder", "smallville/council.toml", "id = \"smallville\"", "id = \"bigville\"",
     "smallville/council.toml:3:6: id = \"bigville\" (must be \"smallville\", the name of its folder)"},
};

INSTANTIATE_TEST_SUITE_P(Files, WrongInput, ::testing::ValuesIn(mistakes),
                         [](auto const& test) { return std::string{test.param.name}; });

TEST(WrongInput, LoopOverSeveralFilesIsNamedInFull) {
  SmallStudy const study;
  auto const scenario = [](std::string const& id, std::string const& other) {
    return fmt::format(
        "wardmote = 1\nkind = \"scenario\"\nid = \"{}\"\ntitle = \"t\"\npurpose = \"p\"\nincludes = [\"{}\"]\n", id,
        other);
  };
  study.write("a.toml", scenario("a", "b"));
  study.write("b.toml", scenario("b", "c"));
  study.write("c.toml", scenario("c", "b"));
  study.change("study.toml", "[\"meetings\"]", "[\"a\"]");
  EXPECT_EQ(error_of(study), "c.toml:6:13: includes = \"b\" (scenarios include each other in a loop: b -> c -> b)");
}

TEST(WrongInput, LeverThatIsAnotherNameMustLeadToOneThatActs) {
  auto const name = [](std::string const& id, std::string const& rest) {
    return fmt::format("[[lever]]\nid = \"{}\"\ntitle = \"t\"\nsources = [\"test\"]\n{}\n", id, rest);
  };
  auto const error = [&](std::string const& levers, std::string const& use = "X2") {
    SmallStudy const study;
    study.write("names.toml", "wardmote = 1\nkind = \"lever\"\n" + levers);
    study.change("meetings.toml", "\"X1\"", "\"" + use + "\"");
    return error_of(study);
  };
  EXPECT_EQ(error(name("X2", "same_as = [\"X11\"]")), "names.toml:7:12: there is no lever 'X11' (did you mean 'X1'?)");
  EXPECT_EQ(error(name("X2", "same_as = [\"X3\"]") + name("X3", "same_as = [\"X2\"]")),
            "names.toml:12:12: lever.same_as = \"X2\" (levers are the same in a loop: X2 -> X3 -> X2)");
  EXPECT_EQ(error(name("X2", "same_as = [\"X1\"]\ndelivery = 1")),
            "names.toml:8:12: lever.delivery = 1 (X2 is another name: all it does is in same_as)");
  EXPECT_EQ(error(name("X2", "same_as = [\"X1\", \"X1\"]")),
            "names.toml:7:18: lever.same_as = \"X1\" (is named twice)");
  EXPECT_EQ(error(name("X2", "moves = [\"trsut\"]")),
            "names.toml:7:10: lever.moves = \"trsut\" (did you mean 'trust'?)");
}

TEST(WrongInput, SeveralLeversAtOnceTakeNoSet) {
  SmallStudy const study;
  auto levers = study.read("levers.toml");
  study.write("more.toml", levers.replace(levers.find("\"X1\""), 4, "\"X5\""));
  study.write("names.toml",
              "wardmote = 1\nkind = \"lever\"\n[[lever]]\nid = \"X2\"\ntitle = \"t\"\nsources = [\"test\"]\n"
              "same_as = [\"X1\", \"X5\"]\n");
  study.change("meetings.toml", "\"X1\"", "\"X2\"");
  EXPECT_EQ(error_of(study),
            "meetings.toml:7:1: use.set: X2 is several levers at once (use X1, X5 instead to change numbers)");
}

TEST(WrongInput, ParameterFilesBuildingOnEachOtherInALoopAreRefused) {
  SmallStudy const study;
  study.change("small.toml", "kind = \"parameters\"\n", "kind = \"parameters\"\nbuilds_on = \"more\"\n");
  study.write("more.toml", "wardmote = 1\nkind = \"parameters\"\nbuilds_on = \"small\"\n");
  EXPECT_EQ(error_of(study),
            "more.toml:3:13: builds_on = \"small\" (files build on each other in a loop: small -> more -> small)");
  study.write("more.toml", "wardmote = 1\nkind = \"parameters\"\nbuilds_on = \"smal\"\n");
  EXPECT_EQ(error_of(study), "more.toml:3:13: there is no set of parameters 'smal' (did you mean 'small'?)");
}

TEST(WrongInput, ParameterDefinedInTwoFilesNamesBoth) {
  SmallStudy const study;
  study.write("more.toml",
              "wardmote = 1\nkind = \"parameters\"\n[p_misroute]\nvalue = 0.3\nlow = 0.2\nhigh = 0.4\nunit = \"1\"\n"
              "evidence = \"assumption\"\nsource = \"test\"\n");
  study.change("study.toml", "[\"small\"]", "[\"small\", \"more\"]");
  EXPECT_THAT(error_of(study), StartsWith("more.toml:3:2: p_misroute is already defined at small.toml:"));
}

TEST(WrongInput, ParametersLeftOutAreCountedAndNamed) {
  SmallStudy const study;
  study.write("small.toml", "wardmote = 1\nkind = \"parameters\"\n");
  auto const n_parameter = world::parameter_specs().size();
  EXPECT_THAT(error_of(study),
              HasSubstr(fmt::format("small.toml: {} parameters are missing: trait_share, ", n_parameter)));
}

TEST(WrongInput, FileThatIsNoTextIsSaidToBeNone) {
  struct Case {
    std::string_view content;
    char const* error;
  };
  for (auto const& [content, error] :
       {Case{"", "study.toml: is empty"}, Case{" \n\n", "study.toml: is empty"},
        Case{std::string_view{"wardmote = 1\n\0", 14}, "study.toml:2:1: is a binary file, not text (byte 0x00)"},
        Case{"\x89HDF\r\n\x1a\n", "study.toml:1:1: is not UTF-8 text (byte 0x89; save it as UTF-8)"},
        Case{"\xEF\xBB\xBFwardmote = 1\n",
             "study.toml:1:1: begins with a byte-order mark (save it as UTF-8 without one)"},
        Case{"\xFF\xFEw", "study.toml: is encoded as UTF-16 (save it as UTF-8)"},
        Case{"title = \"caf\xE9\"\n", "study.toml:1:13: is not UTF-8 text (byte 0xE9; save it as UTF-8)"}}) {
    SmallStudy const study;
    study.write("study.toml", content);
    EXPECT_EQ(error_of(study), error);
  }
}

TEST(WrongInput, FileThatCannotBeReadSaysWhy) {
  auto const error = [](std::string const& path) -> std::string {
    try {
      static_cast<void>(load_study(path));
    } catch (InputError const& caught) {
      return caught.what();
    }
    return {};
  };
  EXPECT_EQ(error("no/such/study.toml"), "no/such/study.toml: no such file");
  EXPECT_EQ(error("/proc"), "/proc: is a folder (expected a file)");
  EXPECT_EQ(error("/dev/zero"), "/dev/zero: is not a plain file");
  EXPECT_EQ(error("/proc/self/mem"), "/proc/self/mem: cannot be read: Input/output error");
}

TEST(WrongInput, BrokenFilesOfOthersBesideOursAreLeftAlone) {
  SmallStudy const study;
  study.write("pyproject.toml", "[tool = broken");
  EXPECT_EQ(error_of(study), "");
}

TEST(WrongInput, BrokenLeverFileBesideTheScenarioIsReported) {
  SmallStudy const study;
  study.write("more_levers.toml", "wardmote = 1\nkind = \"lever\"\n[[lever]\n");
  EXPECT_THAT(error_of(study), HasSubstr("more_levers.toml:3:"));
}

// --set
struct WrongSet {
  char const* set;
  char const* error;
};

TEST(WrongSet, NamesTheOptionAndTheNearestPath) {
  SmallStudy const study;
  for (
      auto const& [set, error] : {
          WrongSet{"yaers=1", "--set yaers=1: this study has no path 'yaers' (did you mean 'years'?)"},
          WrongSet{"years", "--set years: expected --set PATH=VALUE"},
          WrongSet{"years=", "--set years=: the value is missing (expected --set PATH=VALUE)"},
          WrongSet{"years=long", "--set years=long: years = \"long\" (expected a number)"},
          WrongSet{"runs.worlds=0", "--set runs.worlds=0: runs.worlds = 0 (must be in [1, 1000000])"},
          WrongSet{"runs.wolds=8",
                   "--set runs.wolds=8: this study has no path 'runs.wolds' (did you mean 'runs.worlds'?)"},
          WrongSet{
              "parameters.p_misrout.value=0.3",
              "--set parameters.p_misrout.value=0.3: this study has no path 'parameters.p_misrout.value' (did you mean "
              "'parameters.p_misroute.value'?)"},
          WrongSet{"parameters.p_misroute.value=1.3",
                   "--set parameters.p_misroute.value=1.3: parameters.p_misroute.value = 1.3 (must be in [0, 0.95])"},
          WrongSet{"parameters.p_misroute.low=0.9",
                   "--set parameters.p_misroute.low=0.9: parameters.p_misroute.low = 0.9 (the value 0.3 must "
                   "stay between low and high)"},
          WrongSet{
              "scenarios.meetings.levers.X1.hours_per_atendee=3",
              "--set scenarios.meetings.levers.X1.hours_per_atendee=3: lever X1 has no number 'hours_per_atendee' (did "
              "you mean 'hours_per_attendee'?)"},
          WrongSet{"scenarios.meeting.levers.X1.delivery=1",
                   "--set scenarios.meeting.levers.X1.delivery=1: this study has no path "
                   "'scenarios.meeting.levers.X1.delivery' (did you mean 'scenarios.meetings.levers.X1.delivery'?)"},
          WrongSet{"outcomes.trust.matters=0", "--set outcomes.trust.matters=0: outcome.matters = 0 (must be above 0)"},
          WrongSet{"scenarios.meetings.levers.X1.until=2018-09-01",
                   "--set scenarios.meetings.levers.X1.until=2018-09-01: scenarios.meetings.levers.X1.until = "
                   "2018-09-01 (from = "
                   "2018-10-01 must be before until = 2018-09-01)"},
      }) {
    EXPECT_EQ(error_of(study, {set}), error);
  }
}

}  // namespace
}  // namespace wardmote::loader
