#include "analysis/report/sentences.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"

namespace wardmote::report {

using compare::Contrast;
using compare::Doubt;
using compare::Outcome;
using compare::Verdict;

namespace {

/// How a change of an outcome is said.
struct Manner {
  double factor;  ///< said = factor x measured
  int decimals;
  std::string one, many;  ///< unit
  std::string_view more, less;
};

Manner manner_of(Outcome const& outcome) {
  if (outcome.unit == "1") return {100, 0, "point", "points", "higher", "lower"};
  if (outcome.unit == "working day") return {1, 0, "day", "days", "slower", "faster"};
  if (outcome.unit == "SD") return {1, 1, "SD", "SD", "higher", "lower"};
  auto const display = compare::display_of(outcome);
  return {1, display.decimals, outcome.unit, outcome.unit, "more", "less"};
}

/// The size in whole units, without its sign; empty where it rounds to nothing.
std::string size_text(Manner const& manner, double difference) {
  auto const text = compare::plain_text(std::abs(manner.factor * difference), manner.decimals);
  return text.find_first_not_of("0.") == std::string::npos ? "" : text;
}

std::string with_unit(Manner const& manner, std::string const& size) {
  return size + " " + (size == "1" ? manner.one : manner.many);
}

std::string_view direction(Manner const& manner, double difference) {
  return difference > 0 ? manner.more : manner.less;
}

/// Kinds of assumption, by how their names begin, and what a council could do about them. The first that fits counts.
struct Inquiry {
  std::string_view begins, how;
};
constexpr std::string_view diaries = "two weeks of diaries from 20 councillors: whom they asked, how, what came back";
constexpr std::string_view desk_log = "three months of the enquiry desk's log, open cases included";
constexpr std::string_view residents =
    "a few questions to 1,000 residents, asked again of the same people a year later";
constexpr std::string_view service_log = "a year of service requests with dates of receipt and answer";
constexpr std::string_view lines = "a month of the contact centre's call records";
constexpr std::string_view staff = "a short survey of officers and councillors, both asked of each other";
constexpr auto inquiries = std::to_array<Inquiry>({
    {"levers.", "a pilot in a few wards, with the same measured in like wards without it"},
    {"parameters.direct_route_share", diaries},
    {"parameters.p_misroute_d", diaries},
    {"parameters.p_misroute_k", diaries},
    {"parameters.p_misroute_u", diaries},
    {"parameters.p_knows_who", diaries},
    {"parameters.p_lost_direct", diaries},
    {"parameters.direct_", diaries},
    {"parameters.surgery", diaries},
    {"parameters.councillor_minutes", diaries},
    {"parameters.base_contact", diaries},
    {"parameters.p_misroute", desk_log},
    {"parameters.p_lost_desk", desk_log},
    {"parameters.desk_", desk_log},
    {"parameters.assignment_", desk_log},
    {"parameters.p_reopen", desk_log},
    {"parameters.chase", desk_log},
    {"parameters.p_chase", desk_log},
    {"parameters.attention_", desk_log},
    {"parameters.touch_", desk_log},
    {"parameters.stuck_", desk_log},
    {"parameters.deadline_", desk_log},
    {"parameters.directory_", "a check of 100 entries of the directory"},
    {"parameters.request_", service_log},
    {"parameters.p_fix", service_log},
    {"parameters.crowding_", service_log},
    {"parameters.issues_", service_log},
    {"parameters.call_", lines},
    {"parameters.routine_contacts", lines},
    {"parameters.contact_centre", lines},
    {"parameters.contact_", staff},
    {"parameters.relation_", staff},
    {"parameters.permission", staff},
    {"parameters.no_permission", staff},
    {"parameters.standing_", staff},
    {"parameters.joint_task", staff},
    {"parameters.news_", "a log of one year's changes in a few wards: who heard when"},
    {"parameters.ward_changes", "a log of one year's changes in a few wards: who heard when"},
    {"parameters.p_changed", "last year's consultations: what each changed, and who was told"},
    {"parameters.p_told", "last year's consultations and cases: who was told of the result"},
    {"parameters.consultation", "last year's consultations: hours, costs, how many answered"},
    {"parameters.talk_on", "nothing a council can measure soon: it is a choice of how the model is built"},
    {"parameters.", residents},
});

}  // namespace

std::string join_and(std::vector<std::string> const& parts) {
  if (parts.size() < 2) return parts.empty() ? "" : parts[0];
  auto text = parts[0];
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) text += ", " + parts[i];
  return text + " and " + parts.back();
}

std::string how_to_find_out(std::string_view parameter) {
  auto const found = std::ranges::find_if(inquiries, [&](auto const& i) { return parameter.starts_with(i.begins); });
  return std::string(found == inquiries.end() ? inquiries.back().how : found->how);
}

std::string change_text(Outcome const& outcome, double difference) {
  auto const manner = manner_of(outcome);
  if (std::isnan(difference)) return "not measured";
  auto const size = size_text(manner, difference);
  if (!size.empty()) return fmt::format("about {} {}", with_unit(manner, size), direction(manner, difference));
  if (difference == 0) return "no change";
  auto const least = manner.decimals == 0 ? "half a " + manner.one : "0.05 " + manner.one;
  return fmt::format("under {} {}", least, direction(manner, difference));
}

std::string between_text(Outcome const& outcome, compare::Range const& range) {
  auto const manner = manner_of(outcome);
  if (std::isnan(range.low)) return "not measured";
  // the end nearer to no change first
  auto near = range.low, far = range.high;
  if (std::abs(near) > std::abs(far)) std::swap(near, far);
  auto const near_size = size_text(manner, near), far_size = size_text(manner, far);
  if (far_size.empty()) return "no change to speak of";
  auto const far_text = fmt::format("{} {}", with_unit(manner, far_size), direction(manner, far));
  if (near_size.empty()) return "between no change and " + far_text;
  if ((near > 0) != (far > 0)) {
    return fmt::format("between {} {} and {}", with_unit(manner, near_size), direction(manner, near), far_text);
  }
  if (near_size == far_size) return far_text;
  return fmt::format("between {} and {}", near_size, far_text);
}

std::string sentence(Contrast const& contrast, Outcome const& outcome) {
  auto const& judgement = contrast.judgement;
  auto const display = compare::display_of(outcome);
  auto const manner = manner_of(outcome);
  auto const of_sets = [&](std::size_t n) {
    return n == judgement.n_world ? fmt::format("in all {} sets of assumptions we tried", n)
                                  : fmt::format("in {} of the {} sets of assumptions we tried", n, judgement.n_world);
  };
  auto const matters = fmt::format("{:g}", display.factor * outcome.matters);
  auto const threshold = matters + " " + (matters == "1" ? manner.one : manner.many);
  if (contrast.identical) return "Exactly as in the baseline, in every run.";

  switch (judgement.verdict) {
    case Verdict::better:
    case Verdict::worse: {
      auto text = change_text(outcome, contrast.range.middle);
      text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
      auto const between = between_text(outcome, contrast.range);
      auto const agree = judgement.verdict == Verdict::better ? judgement.better.n : judgement.worse.n;
      auto const repeats = text.find(between) != std::string::npos;
      return fmt::format("{}{}; more than {} {} {}.", text, repeats ? "" : ", " + between, threshold,
                         judgement.verdict == Verdict::better ? "better" : "worse", of_sets(agree));
    }
    case Verdict::no_difference:
      return fmt::format("Makes no difference that matters: {} or less either way {}.", threshold,
                         of_sets(judgement.within.n));
    case Verdict::not_worse:
      return fmt::format("Not worse: at most {} to the bad {}; {}.", threshold, of_sets(judgement.not_worse.n),
                         between_text(outcome, contrast.range));
    case Verdict::cannot_tell:
      break;
  }

  // what we cannot tell, and why
  auto const n_whole = judgement.better.n + judgement.worse.n + judgement.within.n;
  if (n_whole == 0) return "Cannot tell: no run of it is complete.";
  if (judgement.n_world == 1) return "Cannot tell: only one set of assumptions was tried, which shows luck alone.";
  auto text = fmt::format("Cannot tell yet: {}. ", between_text(outcome, contrast.range));
  for (auto const& [agreed, what] : {std::pair{judgement.better.n, "made it better"},
                                     {judgement.worse.n, "made it worse"},
                                     {judgement.within.n, "made no difference that matters"}}) {
    if (agreed == judgement.n_world && judgement.doubt == Doubt::runs)
      return text + fmt::format("All {} sets of assumptions we tried {}; that is too few to say so.", agreed, what);
  }
  text += fmt::format(
      "Of the {} sets of assumptions we tried {} made it better, {} worse, and in {} the difference is too small to "
      "matter{}.",
      judgement.n_world, judgement.better.n, judgement.worse.n, judgement.within.n,
      n_whole == judgement.n_world ? "" : fmt::format("; {} failed", judgement.n_world - n_whole));
  if (contrast.turns_on && contrast.turns_on->stands_out) {
    text += fmt::format(" It turns on {}{}.", compare::meaning(contrast.turns_on->parameter),
                        contrast.turns_on->is_switch ? ", a choice in how the model is built" : "");
  } else if (judgement.doubt == Doubt::knowledge) {
    text += " No single assumption explains it.";
  }
  if (judgement.doubt == Doubt::runs) text += " More runs could still decide it.";
  return text;
}

std::string withheld_sentence(std::vector<std::string> const& failed_checks) {
  return fmt::format("No verdict: the baseline does not resemble the council here (check{} {} failed).",
                     failed_checks.size() == 1 ? "" : "s", join_and(failed_checks));
}

std::string summary(compare::Comparison const& comparison, std::size_t s, std::vector<bool> const& withheld) {
  constexpr std::array order{Verdict::better, Verdict::worse, Verdict::no_difference, Verdict::not_worse,
                             Verdict::cannot_tell};
  std::array<std::size_t, order.size()> counts{};
  std::size_t n_same = 0;  // in every run, though they are too few for a verdict
  auto all_identical = true;
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
    if (j < withheld.size() && withheld[j]) continue;
    auto const& contrast = comparison.contrasts[s - 1][j];
    all_identical &= contrast.identical;
    if (contrast.identical && contrast.judgement.verdict == Verdict::cannot_tell) {
      ++n_same;
      continue;
    }
    for (std::size_t v = 0; v < order.size(); ++v) counts[v] += contrast.judgement.verdict == order[v];
  }
  auto const n_withheld = static_cast<std::size_t>(std::ranges::count(withheld, true));
  if (n_withheld == comparison.outcomes.size())
    return "No verdict is given: the baseline does not resemble the council.";
  if (all_identical && n_withheld == 0) return "The same as the baseline in every run and every outcome.";
  std::vector<std::string> parts;
  auto const n = comparison.outcomes.size();
  for (std::size_t v = 0; v < order.size(); ++v) {
    if (counts[v] == 0) continue;
    if (counts[v] == n && n > 1) {
      return order[v] == Verdict::cannot_tell ? fmt::format("We cannot tell of any of the {} headline outcomes.", n)
             : order[v] == Verdict::no_difference
                 ? fmt::format("No difference that matters in any of the {} headline outcomes.", n)
                 : fmt::format("All {} headline outcomes are {}.", n, compare::words(order[v]));
    }
    auto const are = counts[v] == 1 ? "is" : "are";
    switch (order[v]) {
      case Verdict::better:
      case Verdict::worse:
      case Verdict::not_worse:
        parts.push_back(fmt::format("{} {} {}", counts[v], are, compare::words(order[v])));
        break;
      case Verdict::no_difference:
        parts.push_back(fmt::format("{} show{} no difference that matters", counts[v], counts[v] == 1 ? "s" : ""));
        break;
      case Verdict::cannot_tell:
        parts.push_back(fmt::format("{} we cannot tell", counts[v]));
        break;
    }
  }
  if (n_same > 0) parts.push_back(fmt::format("{} {} exactly as in the baseline", n_same, n_same == 1 ? "is" : "are"));
  if (n_withheld > 0) parts.push_back(fmt::format("the verdict on {} is withheld", n_withheld));
  return fmt::format("Of the {} headline outcomes {}.", n, join_and(parts));
}

std::string rule_sentence(compare::Rules const& rules) {
  auto text = fmt::format(
      "A verdict is given only where at least {:.0f} % of the sets of assumptions agree, and where their share is "
      "above one half with {:.0f} % confidence for all {} verdicts at once. ",
      100 * rules.share, 100 * (1 - rules.alpha), rules.n_family);
  text += rules.n_look > 1
              ? fmt::format(
                    "The study was planned with up to {} looks, each after a complete round of sets of "
                    "assumptions; that confidence holds for all of them together, so looking more than once "
                    "makes no verdict easier to get. ",
                    rules.n_look)
              : std::string("The results were looked at once, after all runs that were planned. ");
  return text + "Sets of assumptions are what we tried, not chances that something will happen.";
}

}  // namespace wardmote::report
