#include "analysis/report/story.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <span>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/material.hpp"

namespace wardmote::report {

namespace {

/// Words for what happens, in the order of Happening; {0} is the amount, {1} what it is about.
constexpr std::array words{
    "something goes wrong",
    "nothing is said to the council",
    "tells the council",
    "tries to telephone the council",
    "takes it to a councillor",
    "the councillor sends it to the enquiry desk",
    "the councillor sends it straight to an officer",
    "the councillor sends it to the officer named for the area",
    "the councillor sends it through the area's key officer",
    "it goes astray: nobody has it",
    "it reaches an officer who is not the right one",
    "it is passed back",
    "it reaches the right officer, and waits",
    "it is taken in hand at a meeting",
    "the officer turns to it",
    "the councillor asks what became of it",
    "it is found again",
    "there is an answer, but it is not settled: the clock begins again",
    "answered: put right, and the resident is told",
    "answered: put right, but nobody tells the resident",
    "answered: not put right, and the resident is told why",
    "answered: not put right, and nobody tells the resident",
    "speaks with {0} officer{2}",
    "at a meeting, speaks with {0} officer{2}",
};

/// What a councillor sees of the same.
constexpr std::array councillor_words{
    std::pair{Happening::to_desk, "sends a case to the enquiry desk: {1}"},
    std::pair{Happening::to_officer, "sends a case straight to an officer: {1}"},
    std::pair{Happening::to_named, "sends a case to the named officer: {1}"},
    std::pair{Happening::to_conduit, "sends a case through the key officer: {1}"},
    std::pair{Happening::asks_again, "asks what became of a case: {1}"},
    std::pair{Happening::not_settled, "an answer that settles nothing: {1}"},
    std::pair{Happening::answered, "an answer arrives: {1}"},
};

std::string text_of(Moment const& moment) {
  auto const* form = words[static_cast<std::size_t>(moment.what)];
  if (!moment.about.empty()) {
    auto const own = std::ranges::find(councillor_words, moment.what, [](auto const& pair) { return pair.first; });
    if (own != councillor_words.end()) form = own->second;
  }
  return fmt::format(fmt::runtime(form), moment.amount, moment.about, moment.amount == 1 ? "" : "s");
}

constexpr std::int64_t day = 86'400;

/// "Mon 3 Sep 2018"
std::string date_of(std::string const& start, std::int64_t seconds) {
  int year = 0;
  unsigned month = 0, of_month = 0;
  if (std::sscanf(start.c_str(), "%d-%u-%u", &year, &month, &of_month) != 3)
    return fmt::format("day {}", seconds / day + 1);
  using namespace std::chrono;
  auto const at =
      sys_days(year_month_day(std::chrono::year(year), std::chrono::month(month), std::chrono::day(of_month))) +
      days(seconds / day);
  constexpr std::array weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  year_month_day const civil(at);
  return fmt::format("{} {} {} {}", weekdays[weekday(at).c_encoding()], static_cast<unsigned>(civil.day()),
                     months[static_cast<unsigned>(civil.month()) - 1], static_cast<int>(civil.year()));
}

/// What happened, with a date where a new day begins.
json told(std::span<Moment const> moments, std::string const& start) {
  json list = json::array();
  std::string last;
  for (auto const& moment : moments) {
    auto const date = date_of(start, moment.seconds);
    list.push_back({{"date", or_nothing(date == last ? "" : date)}, {"text", text_of(moment)}});
    last = date;
  }
  return list;
}

/// The moments of `some` that have no counterpart in `others`.
std::vector<Moment> without(std::vector<Moment> const& some, std::vector<Moment> others) {
  std::vector<Moment> left;
  for (auto const& moment : some) {
    auto const found = std::ranges::find_if(others, [&](Moment const& other) { return moment.same(other); });
    if (found == others.end()) {
      left.push_back(moment);
    } else {
      others.erase(found);
    }
  }
  return left;
}

/// An issue: up to where both go alike, then one beside the other.
json issue_json(Twice const& twice, std::string const& start) {
  auto const [a, b] =
      std::ranges::mismatch(twice.baseline, twice.policy, [](Moment const& x, Moment const& y) { return x.same(y); });
  return {{"common", told({twice.baseline.begin(), a}, start)},
          {"baseline", told({a, twice.baseline.end()}, start)},
          {"policy", told({b, twice.policy.end()}, start)},
          {"alike", false}};
}

/// A week: only what is not in both.
json week_json(Twice const& twice, std::string const& start) {
  auto const baseline = without(twice.baseline, twice.policy), policy = without(twice.policy, twice.baseline);
  auto const n_alike = twice.baseline.size() - baseline.size();
  return {
      {"common", json::array()},
      {"baseline", told(baseline, start)},
      {"policy", told(policy, start)},
      {"alike", or_nothing(n_alike == 0 ? "" : fmt::format("{} happened in both.", counted(n_alike, "more thing")))}};
}

/// Nobody counts fewer than ten for a reader.
std::string count_text(std::size_t n) {
  return n == 0 ? "none" : n < 10 ? "fewer than 10" : compare::plain_text(static_cast<double>(n), 0);
}

std::string days_text(double days) { return fmt::format("{:.0f} day{}", days, days == 1 ? "" : "s"); }

std::string hours_and_minutes(double hours) {
  auto const minutes = static_cast<int>(60 * hours + 0.5);
  if (minutes < 60) return fmt::format("{} minutes", minutes);
  return minutes % 60 == 0 ? fmt::format("{} h", minutes / 60) : fmt::format("{} h {} min", minutes / 60, minutes % 60);
}

/// One of the four stories: what it is, which one it is, how it came out, what happened.
struct Kind {
  char const* title;
  char const* middle;  ///< which one is shown
  char const* none;
  Pick Story::*pick;
  bool is_week;
};
constexpr std::array kinds{
    Kind{"An issue that went better", "The middle one of those that went better.", "No issue went better in this run.",
         &Story::better, false},
    Kind{"An issue that went worse", "The middle one of those that went worse.", "No issue went worse in this run.",
         &Story::worse, false},
    Kind{"A councillor's week that grew lighter", "The middle one of the weeks that took less of a councillor's time.",
         "No councillor's week grew lighter in this run.", &Story::lighter, true},
    Kind{"A councillor's week that grew heavier", "The middle one of the weeks that took more of a councillor's time.",
         "No councillor's week grew heavier in this run.", &Story::heavier, true},
};

json kind_json(Kind const& kind, Story const& story, std::string const& start) {
  auto const& pick = story.*kind.pick;
  if (!pick.middle) return {{"title", kind.title}, {"none", kind.none}, {"told", false}};
  auto const& twice = *pick.middle;
  auto found = kind.is_week ? week_json(twice, start) : issue_json(twice, start);
  found["who"] = twice.who;
  found["about"] = or_nothing(twice.about);
  found["has_common"] = !found["common"].empty();
  found["title"] = kind.title;
  found["none"] = false;
  found["told"] = true;
  found["which"] = kind.middle;
  auto const size = kind.is_week ? hours_and_minutes : days_text;
  found["baseline_size"] = size(twice.baseline_size);
  found["policy_size"] = size(twice.policy_size);
  return found;
}

std::string counts(Story const& story) {
  if (story.n_issue == 0) return "No issue went through a councillor and was answered in both runs.";
  return fmt::format(
      "Of {} issues that residents took to a councillor, {} ended the same on the same day with the policy as without "
      "it, {} better (sooner; or as soon, and put right or explained) and {} worse.",
      compare::plain_text(static_cast<double>(story.n_issue), 0), count_text(story.n_unmoved),
      count_text(story.better.n), count_text(story.worse.n));
}

}  // namespace

bool Moment::same(Moment const& other) const {
  return seconds / day == other.seconds / day && what == other.what && amount == other.amount && about == other.about;
}

json story_json(Story const& story, std::string const& start) {
  json found{{"policy_title", story.policy}, {"run", story.run}, {"counts", counts(story)}, {"kinds", json::array()}};
  for (auto const& kind : kinds) found["kinds"].push_back(kind_json(kind, story, start));
  return found;
}

std::string story_text(Story const& story, std::string const& start) {
  auto text = fmt::format("{}\nAn illustration, not evidence: {}. Invented people.\n{}\n", story.policy, story.run,
                          counts(story));
  auto const list = [&](json const& moments, std::string_view heading) {
    text += fmt::format("  {}\n", heading);
    if (moments.empty()) text += "    nothing more\n";
    for (auto const& one : moments)
      text += fmt::format("    {:<16} {}\n", one["date"].is_string() ? one["date"].get<std::string>() : "",
                          one["text"].get<std::string>());
  };
  for (auto const& kind : kinds) {
    auto const found = kind_json(kind, story, start);
    text += fmt::format("\n{}\n", kind.title);
    if (!found["told"].get<bool>()) {
      text += fmt::format("  {}\n", kind.none);
      continue;
    }
    auto const about = found["about"].is_string() ? ": " + found["about"].get<std::string>() : std::string{};
    text += fmt::format("  {}{}. {}\n", found["who"].get<std::string>(), about, kind.middle);
    if (found["has_common"].get<bool>()) list(found["common"], "In both");
    list(found["baseline"], fmt::format("Baseline: {}", found["baseline_size"].get<std::string>()));
    list(found["policy"], fmt::format("With the policy: {}", found["policy_size"].get<std::string>()));
    if (found["alike"].is_string()) text += fmt::format("  {}\n", found["alike"].get<std::string>());
  }
  return text;
}

}  // namespace wardmote::report
