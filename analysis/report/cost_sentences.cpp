/// \file
/// Sentences about hours, money and contacts.
#include <algorithm>
#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/report/sentences.hpp"

namespace wardmote::report {

using compare::Range;

namespace {

double nearest_hundred(double exact) { return 100 * std::round(exact / 100); }

/// Without its sign, to the nearest hundred: "2,600".
std::string hundreds(double exact) { return compare::plain_text(std::abs(nearest_hundred(exact)), 0); }

/// "1,900 more", "400 fewer".
std::string more_or_fewer(double exact) { return fmt::format("{} {}", hundreds(exact), exact < 0 ? "fewer" : "more"); }

/// One of several numbers of one kind, as it is called in a sentence.
struct Named {
  std::string name;
  double middle;
};

/// The largest changes first, at most `most` of them; those that round to nothing are left out.
std::vector<Named> largest(std::vector<Named> all, std::size_t most) {
  std::erase_if(all, [](Named const& one) { return !std::isfinite(one.middle) || nearest_hundred(one.middle) == 0; });
  std::ranges::stable_sort(all, std::greater{}, [](Named const& one) { return std::abs(one.middle); });
  if (all.size() > most) all.resize(most);
  return all;
}

/// " (between 2,100 and 3,300)", " (between 200 set free and 600 taken)"; nothing where the ends are the middle.
std::string taken_between(Range const& range) {
  auto const low = nearest_hundred(range.low), high = nearest_hundred(range.high);
  if (low == high) return "";
  if (low < 0 && high > 0) return fmt::format(" (between {} set free and {} taken)", hundreds(low), hundreds(high));
  auto const [least, most] = std::minmax({std::abs(low), std::abs(high)});
  return fmt::format(" (between {} and {})", hundreds(least), hundreds(most));
}

}  // namespace

std::string cost_sentence(compare::Costs const& costs) {
  auto const part = [](std::string text, std::string_view what) {
    auto const less = text[0] == '-';
    auto const none = text == "0" || text == "£0";
    if (text[0] == '+' || text[0] == '-') text.erase(0, 1);
    if (none) return fmt::format("no more {}", what);
    auto const is_money = text.starts_with("£");
    return is_money ? fmt::format("{} {}", text, less ? "less" : "more")
                    : fmt::format("{} {} {}", text, less ? "fewer" : "more", what);
  };
  if (!std::isfinite(costs.pounds.middle)) return "What it takes is not known: no run of it is complete.";
  auto const pounds = compare::pounds_text(1'000 * std::round(costs.pounds.middle / 1'000));
  auto const hours = [](double exact) { return compare::hours_text(100 * std::round(exact / 100)); };
  auto const officer = hours(costs.officer_hours.middle), councillor = hours(costs.councillor_hours.middle);
  if (officer == "0" && councillor == "0" && pounds == "£0") {
    auto const exact =
        costs.officer_hours.middle == 0 && costs.councillor_hours.middle == 0 && costs.pounds.middle == 0;
    return exact ? "It takes no more hours and no more money than the baseline."
                 : "It takes hardly more or less than the baseline: under 50 hours and £500 a year.";
  }
  return fmt::format("It takes about {}, {} and {} a year than the baseline.", part(officer, "officer hours"),
                     part(councillor, "councillor hours"), pounds == "£0" ? "no more money" : part(pounds, "money"));
}

std::string displaced_sentence(compare::Breakdown const& apart) {
  auto const& displaced = apart.displaced;
  if (!std::isfinite(displaced.middle)) return "";
  auto text = nearest_hundred(displaced.middle) == 0
                  ? displaced.low == 0 && displaced.high == 0
                        ? std::string("No officer hours are taken from other work.")
                        : fmt::format(
                              "Hardly any officer hours are taken from other work or set free for it, under 50 a "
                              "year{}.",
                              taken_between(displaced))
              : displaced.middle > 0
                  ? fmt::format("About {} officer hours a year are taken from other work of the posts there are{}.",
                                hundreds(displaced.middle), taken_between(displaced))
                  : fmt::format(
                        "About {} officer hours a year are set free for other work{}; a saving only where "
                        "posts go.",
                        hundreds(displaced.middle), taken_between(displaced));
  if (nearest_hundred(apart.posts.middle) > 0)
    text += fmt::format(" Posts that it adds give {} more.", hundreds(apart.posts.middle));
  if (nearest_hundred(apart.posts.middle) < 0)
    text += fmt::format(" Posts that go gave {}.", hundreds(apart.posts.middle));
  if (nearest_hundred(apart.undelivered.middle) > 0)
    text += fmt::format(" Another {} are asked of staff who have none left: they do not happen.",
                        hundreds(apart.undelivered.middle));
  return text;
}

std::string staff_sentence(compare::Breakdown const& apart) {
  std::vector<Named> services;
  for (auto const& one : apart.staff) services.push_back({compare::staff_name(one.name), one.all.middle});
  std::vector<std::string> parts;
  for (auto const& one : largest(std::move(services), 3))
    parts.push_back(fmt::format("{} ({})", one.name, more_or_fewer(one.middle)));
  return parts.empty() ? "" : fmt::format("Officer hours change most in {}.", join_and(parts));
}

std::string contacts_sentence(compare::Breakdown const& apart) {
  std::vector<Named> channels;
  for (auto const& one : apart.contacts) channels.push_back({compare::readable(one.channel), one.number.middle});
  std::vector<std::string> parts;
  for (auto const& one : largest(std::move(channels), 5))
    parts.push_back(fmt::format("{} {}", more_or_fewer(one.middle), one.name));
  return parts.empty() ? "" : fmt::format("Residents\u2019 contacts a year: {}.", join_and(parts));
}

}  // namespace wardmote::report
