#include "analysis/report/report.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

#include "analysis/compare/comparison.hpp"
#include "analysis/compare/words.hpp"
#include "analysis/report/bands.hpp"
#include "analysis/report/charts.hpp"
#include "analysis/report/page_template.hpp"
#include "analysis/report/sentences.hpp"

namespace wardmote::report {

namespace {

using compare::Comparison;
using compare::Contrast;
using compare::Outcome;
using compare::Range;
using compare::Verdict;
using nlohmann::json;

/// Two-sided 90 % of a normal distribution: what nine in ten runs of one world stay within.
constexpr double nine_in_ten = 1.6448536269514722;

/// The page's content goes to the template as JSON; a key that holds an empty list or false hides its section.
kainjow::mustache::data to_mustache(json const& value) {
  using kainjow::mustache::data;
  if (value.is_object()) {
    data object{data::type::object};
    for (auto const& [key, part] : value.items()) object.set(key, to_mustache(part));
    return object;
  }
  if (value.is_array()) {
    data list{data::type::list};
    for (auto const& part : value) list.push_back(to_mustache(part));
    return list;
  }
  if (value.is_boolean()) return data{value.get<bool>() ? data::type::bool_true : data::type::bool_false};
  if (value.is_string()) return data{value.get<std::string>()};
  return data{value.is_null() ? std::string() : value.dump()};
}

/// Optional text: absent rather than empty, so that its section is hidden.
json or_nothing(std::string const& text) { return text.empty() ? json(false) : json(text); }

/// Proper minus signs.
std::string typeset(std::string text) {
  for (std::size_t at = 0; (at = text.find('-', at)) != std::string::npos;) {
    auto const before = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
    auto const after =
        at + 1 < text.size() && (std::isdigit(static_cast<unsigned char>(text[at + 1])) || text[at + 1] == '\xC2');
    if (before && after) text.replace(at, 1, "\u2212");
    ++at;
  }
  return text;
}

char const* class_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return "better";
    case Verdict::worse:
      return "worse";
    case Verdict::no_difference:
      return "same";
    case Verdict::not_worse:
      return "notworse";
    case Verdict::cannot_tell:
      break;
  }
  return "unclear";
}
char const* mark_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::better:
      return "+";
    case Verdict::worse:
      return "\u2212";
    case Verdict::no_difference:
      return "=";
    case Verdict::not_worse:
      return "\u2265";
    case Verdict::cannot_tell:
      break;
  }
  return "?";
}

std::string verdict_text(Contrast const& contrast) {
  return contrast.identical ? "the same" : std::string(compare::words(contrast.judgement.verdict));
}

/// How numbers of a series are shown: a factor, digits, a unit.
struct Scale {
  double factor = 1;
  int decimals = 1;
  std::string difference_unit, level_unit;
};
Scale scale_of(Course const& course) {
  if (course.units == "1" && course.shown.sum != Sum::total && course.shown.outcome != "relation") {
    return {100, 1, "points", "%"};
  }
  if (course.shown.sum == Sum::total) return {1, 0, "open enquiries", "open enquiries"};
  auto const unit = course.units == "1" ? "of 0 to 1" : course.units;
  return {1, 2, unit, unit};
}

/// Half the strip of what is too small to matter, in the series' own units; 0 where the outcome is measured otherwise.
double matters_in_series(Outcome const& outcome, Course const& course) {
  return outcome.unit == course.units && course.shown.sum != Sum::total ? outcome.matters : 0;
}

/// A cell of a table: the middle, and below it the range.
json cell(Range const& range, Scale const& scale, bool sign = true) {
  if (!std::isfinite(range.middle)) return {{"text", "n/a"}, {"range", ""}};
  auto const text = [&](double value) {
    return sign ? compare::signed_text(scale.factor * value, scale.decimals)
                : compare::plain_text(scale.factor * value, scale.decimals);
  };
  return {{"text", typeset(text(range.middle))}, {"range", typeset(text(range.low) + " to " + text(range.high))}};
}

/// "2 July 2018" of "2018-07-02"; anything else as it is.
std::string date_text(std::string const& iso) {
  int year = 0;
  unsigned month = 0, day = 0;
  constexpr std::array months{"January", "February", "March",     "April",   "May",      "June",
                              "July",    "August",   "September", "October", "November", "December"};
  if (std::sscanf(iso.c_str(), "%d-%u-%u", &year, &month, &day) != 3 || month < 1 || month > 12) return iso;
  return fmt::format("{} {} {}", day, months[month - 1], year);
}

/// Letters that tell wards apart on tiles: as few as tell, from their words.
std::vector<std::string> ward_codes(std::vector<std::string> const& names) {
  std::vector<std::string> codes;
  std::set<std::string> taken;
  auto const letters = [](std::string const& text, std::size_t n) {
    std::string taken_letters;
    for (std::size_t i = 0; i < text.size() && n > 0; ++i) {
      taken_letters += text[i];
      if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) --n;
      while (i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xC0) == 0x80)
        taken_letters += text[++i];
    }
    return taken_letters;
  };
  for (auto const& name : names) {
    std::vector<std::string> words{""};
    for (auto const c : name) {
      if (c == ' ') {
        words.emplace_back();
      } else {
        words.back() += c;
      }
    }
    std::erase_if(words,
                  [](auto const& word) { return word.empty() || word == "and" || word == "with" || word == "the"; });
    std::vector<std::string> tries;
    if (words.size() > 1) {
      tries = {letters(words[0], 3) + " " + letters(words.back(), 1),
               letters(words[0], 3) + " " + letters(words.back(), 3)};
    } else if (!words.empty()) {
      tries = {letters(words[0], 5), letters(words[0], 7)};
    }
    tries.push_back(fmt::format("{}", codes.size() + 1));
    for (auto const& code : tries) {
      if (!taken.insert(code).second) continue;
      codes.push_back(code);
      break;
    }
  }
  return codes;
}

/// Builds the page's content.
class Page {
 public:
  Page(results::Reader const& reader, std::string digest)
      : reader_(reader), comparison_(compare::compare(reader)), digest_(std::move(digest)) {}

  json make() {
    heading();
    answer();
    outcomes();
    costs();
    courses();
    how_sure();
    assumptions();
    provenance();
    return std::move(page_);
  }

 private:
  [[nodiscard]] std::size_t n_scenario() const { return comparison_.scenarios.size(); }
  [[nodiscard]] std::string const& title_of(std::size_t s) const { return comparison_.scenarios[s].title; }
  [[nodiscard]] json columns() const {
    json all = json::array();
    for (std::size_t s = 1; s < n_scenario(); ++s) all.push_back({{"title", title_of(s)}});
    return all;
  }

  void heading() {
    auto const& c = comparison_;
    page_["title"] = c.title;
    page_["question"] = c.question;
    page_["baseline"] = title_of(0);
    auto const council = c.study.value("council", json{});
    std::string people;
    if (council.is_object() && council.contains("wards")) {
      double residents = 0;
      for (auto const& ward : council["wards"]) {
        for (auto const& band : ward.value("residents", json::array())) residents += band.get<double>();
      }
      people =
          fmt::format("{} in {} wards: {} invented people, matched to published ward totals. No real person is in it. ",
                      c.council, council["wards"].size(), compare::plain_text(residents, 0));
    } else if (!c.council.empty()) {
      people = fmt::format("A council like {}, of invented people. No real person is in it. ", c.council);
    }
    // a study at a scale below 1 has simulated a sample of them
    auto const scale = std::strtod(std::string(reader_.layout().attribute("scale")).c_str(), nullptr);
    if (scale > 0 && scale < 1) {
      people +=
          fmt::format("Only 1 in {} of them was simulated, the rest by stand-ins that load desks and have no opinion. ",
                      compare::plain_text(1 / scale, 1 / scale < 9.5 ? 1 : 0));
    }
    page_["facts"] = fmt::format("{}{:g} year{} from {}. The pandemic is not modelled.", people, c.years,
                                 c.years == 1 ? "" : "s", date_text(c.start));
    page_["worlds_sentence"] =
        c.n_world == 1
            ? std::string(
                  "Only one set of assumptions was tried: what differs between runs is luck alone, so no verdict is "
                  "given.")
            : fmt::format(
                  "We tried {} sets of assumptions (\u201cworlds\u201d), {} time{} each, the same in every policy.",
                  c.n_world, c.n_replication, c.n_replication == 1 ? "" : "s");
    std::size_t n_failed = 0;
    for (auto const& scenario : c.scenarios) n_failed += scenario.n_failed;
    page_["failed"] = or_nothing(
        n_failed == 0
            ? ""
            : fmt::format("{} run{} failed. Sets of assumptions without a complete run count as agreeing with nothing.",
                          n_failed, n_failed == 1 ? "" : "s"));
    page_["columns"] = columns();
    page_["version"] = std::string(reader_.layout().attribute("wardmote_version"));
    page_["digest"] = digest_;
  }

  void answer() {
    page_["scenarios"] = json::array();
    for (std::size_t s = 1; s < n_scenario(); ++s) {
      json card{{"title", title_of(s)},
                {"purpose", comparison_.scenarios[s].purpose},
                {"summary", summary(comparison_, s)},
                {"cost", cost_sentence(comparison_.costs[s - 1])},
                {"lines", json::array()}};
      for (auto const verdict :
           {Verdict::better, Verdict::worse, Verdict::no_difference, Verdict::not_worse, Verdict::cannot_tell}) {
        // what makes no difference needs no more than its name
        std::string names;
        for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) {
          auto const& contrast = comparison_.contrasts[s - 1][j];
          if (contrast.judgement.verdict != verdict) continue;
          if (verdict == Verdict::no_difference) {
            names += (names.empty() ? "" : "; ") + comparison_.outcomes[j].title;
            continue;
          }
          card["lines"].push_back({{"class", class_of(verdict)},
                                   {"mark", mark_of(verdict)},
                                   {"outcome", comparison_.outcomes[j].title},
                                   {"text", sentence(contrast, comparison_.outcomes[j])}});
        }
        if (names.empty()) continue;
        card["lines"].push_back({{"class", class_of(verdict)},
                                 {"mark", mark_of(verdict)},
                                 {"outcome", "No difference that matters"},
                                 {"text", names + "."}});
      }
      page_["scenarios"].push_back(std::move(card));
    }
  }

  [[nodiscard]] static std::string outcome_note(Outcome const& outcome) {
    return fmt::format("{} is better; {}{}", outcome.higher_is_better ? "higher" : "lower",
                       compare::matters_text(outcome), outcome.guard ? "; a guard: it must only not get worse" : "");
  }

  void outcomes() {
    page_["panels"] = json::array();
    page_["rows"] = json::array();
    for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) {
      auto const& outcome = comparison_.outcomes[j];
      auto const display = compare::display_of(outcome);
      std::vector<RangeRow> rows;
      json cells = json::array();
      std::string spoken = outcome.title + ". ";
      for (std::size_t s = 1; s < n_scenario(); ++s) {
        auto const& contrast = comparison_.contrasts[s - 1][j];
        auto const same = contrast.judgement.verdict == Verdict::no_difference && !contrast.identical;
        rows.push_back({title_of(s), same ? "no difference" : verdict_text(contrast),
                        display.factor * contrast.range.middle, display.factor * contrast.range.low,
                        display.factor * contrast.range.high, contrast.judgement.verdict});
        auto const value = fmt::format("{} {}", compare::difference_text(outcome, contrast.range.middle), display.unit);
        auto const range = compare::range_text(outcome, contrast.range);
        spoken += fmt::format("{}: {}, {} ({}). ", title_of(s), verdict_text(contrast), value, range);
        cells.push_back({{"class", class_of(contrast.judgement.verdict)},
                         {"verdict", verdict_text(contrast)},
                         {"value", typeset(value)},
                         {"range", typeset(range)},
                         {"worlds", contrast.judgement.verdict == Verdict::cannot_tell
                                        ? fmt::format("better / no difference / worse: {}",
                                                      compare::worlds_text(contrast.judgement))
                                        : fmt::format("{} sets agree", compare::worlds_text(contrast.judgement))},
                         {"why", or_nothing(std::string(compare::words(contrast.judgement.doubt)))}});
      }
      page_["panels"].push_back(
          {{"title", outcome.title},
           {"note", fmt::format("{}, difference from the baseline{}", display.unit, outcome.guard ? "; a guard" : "")},
           {"svg", range_chart(rows, display.factor * outcome.matters, display.decimals, display.unit,
                               outcome.higher_is_better, spoken)}});
      page_["rows"].push_back({{"title", outcome.title}, {"note", outcome_note(outcome)}, {"cells", cells}});
    }
  }

  void costs() {
    auto const budget = comparison_.study.value("budget", json::object());
    auto const hours = budget.value("officer_hours_year", HUGE_VAL), pounds = budget.value("pounds_year", HUGE_VAL);
    std::string limit;
    if (std::isfinite(hours)) limit = compare::plain_text(hours, 0) + " officer hours";
    if (std::isfinite(pounds)) limit += (limit.empty() ? "" : " and ") + ("\u00a3" + compare::plain_text(pounds, 0));
    page_["budget"] = or_nothing(limit.empty() ? "" : "The study's budget is " + limit + " a year.");

    auto const range = [](Range const& r, auto&& text) { return typeset(text(r.low) + " to " + text(r.high)); };
    page_["costs"] = json::array();
    for (std::size_t s = 1; s < n_scenario(); ++s) {
      auto const& c = comparison_.costs[s - 1];
      page_["costs"].push_back({{"title", title_of(s)},
                                {"over", c.officer_hours.middle > hours || c.pounds.middle > pounds},
                                {"officer", typeset(compare::hours_text(c.officer_hours.middle))},
                                {"officer_range", range(c.officer_hours, compare::hours_text)},
                                {"councillor", typeset(compare::hours_text(c.councillor_hours.middle))},
                                {"councillor_range", range(c.councillor_hours, compare::hours_text)},
                                {"pounds", typeset(compare::pounds_text(c.pounds.middle))},
                                {"pounds_range", range(c.pounds, compare::pounds_text)}});
    }
    page_["cost_lines"] = json::array();
    for (std::size_t l = 0; n_scenario() > 1 && l < comparison_.costs[0].lines.size(); ++l) {
      json cells = json::array();
      for (auto const& costs : comparison_.costs) {
        auto const& line = costs.lines[l];
        cells.push_back({{"text", typeset(fmt::format("{} / {} / {}", compare::hours_text(line.officer_hours),
                                                      compare::hours_text(line.councillor_hours),
                                                      compare::pounds_text(line.pounds)))}});
      }
      page_["cost_lines"].push_back(
          {{"line", compare::readable(comparison_.costs[0].lines[l].name)}, {"cells", cells}});
    }
  }

  // ---- when, where, who ----
  void courses() {
    page_["courses"] = page_["maps"] = page_["groups"] = json::array();
    for (auto const& outcome : comparison_.outcomes) {
      auto const course = course_of(reader_, outcome.id);
      if (!course) continue;
      page_["courses"].push_back(course_json(outcome, *course));
      if (!course->wards.empty()) page_["maps"].push_back(map_json(outcome, *course));
      if (!course->groups.empty()) page_["groups"].push_back(groups_json(outcome, *course));
    }
    page_["has_courses"] = !page_["courses"].empty();
    page_["has_maps"] = !page_["maps"].empty();
    page_["has_groups"] = !page_["groups"].empty();
  }

  /// Ends of years along the time axis: indices and labels.
  [[nodiscard]] std::vector<std::pair<std::size_t, std::string>> year_ends() const {
    auto const& seconds = std::get<std::vector<std::int64_t>>(reader_.dimension("time").values);
    constexpr double year = 365.25 * 86'400;
    std::vector<std::pair<std::size_t, std::string>> ends;
    for (int y = 1; y <= std::ceil(comparison_.years); ++y) {
      auto const at = std::ranges::upper_bound(seconds, static_cast<std::int64_t>(y * year)) - seconds.begin();
      if (at == 0) continue;
      auto const index = static_cast<std::size_t>(at) - 1;
      if (ends.empty() || ends.back().first != index) ends.emplace_back(index, fmt::format("year {}", y));
    }
    return ends;
  }

  [[nodiscard]] std::vector<std::string> ticks() const {
    auto const start = comparison_.start.size() >= 4 ? std::atoi(comparison_.start.substr(0, 4).c_str()) : 0;
    std::vector<std::string> labels;
    for (int y = 0; y <= std::lround(comparison_.years); ++y)
      labels.push_back(start > 0 ? std::to_string(start + y) : fmt::format("{}", y));
    return labels;
  }

  static TimeLine scaled(Band const& band, double factor, bool with_luck) {
    TimeLine line;
    for (std::size_t t = 0; t < band.middle.size(); ++t) {
      line.middle.push_back(factor * band.middle[t]);
      line.low.push_back(factor * band.low[t]);
      line.high.push_back(factor * band.high[t]);
      if (!with_luck) continue;
      line.luck_low.push_back(factor * (band.middle[t] - nine_in_ten * band.luck[t]));
      line.luck_high.push_back(factor * (band.middle[t] + nine_in_ten * band.luck[t]));
    }
    return line;
  }
  static void widen(TimeLine const& line, double& low, double& high) {
    for (auto const* values : {&line.low, &line.high, &line.luck_low, &line.luck_high}) {
      for (auto const value : *values) {
        if (!std::isfinite(value)) continue;
        low = std::min(low, value);
        high = std::max(high, value);
      }
    }
  }

  json course_json(Outcome const& outcome, Course const& course) const {
    auto const scale = scale_of(course);
    auto const own = outcome.unit == course.units && course.shown.sum != Sum::total;
    json found{{"title", outcome.title},
               {"shows", own ? fmt::format("Shown: {}.", course.long_name)
                             : fmt::format("Shown in its place: {}, which moves with it.", course.long_name)},
               {"charts", json::array()},
               {"table", json::array()}};

    // the baseline's level, on an axis of its own; differences on one axis for all policies
    auto const level = scaled(course.baseline, scale.factor, true);
    double low = HUGE_VAL, high = -HUGE_VAL;
    widen(level, low, high);
    if (!(low < high)) low -= 1, high += 1;
    auto const margin = 0.08 * (high - low);
    auto const labels = ticks();
    found["baseline"] =
        time_chart(level, std::max(0.0, low - margin), high + margin, 0, scale.decimals, scale.level_unit, labels,
                   fmt::format("Baseline, {}: {} at the end.", course.long_name,
                               compare::plain_text(level.middle.back(), scale.decimals) + " " + scale.level_unit));
    auto const matters = scale.factor * matters_in_series(outcome, course);
    double least = -1.3 * matters, most = 1.3 * matters;
    std::vector<TimeLine> lines;
    for (auto const& band : course.difference) {
      lines.push_back(scaled(band, scale.factor, true));
      widen(lines.back(), least, most);
    }
    if (!(least < most)) least -= 1, most += 1;
    for (std::size_t s = 1; s < n_scenario(); ++s) {
      auto const& band = course.difference[s - 1];
      Range const end{band.middle.back(), band.low.back(), band.high.back()};
      auto const tiny = 1e-9 * (most - least);
      found["charts"].push_back(
          {{"id", comparison_.scenarios[s].id},
           {"title", title_of(s)},
           {"svg", time_chart(lines[s - 1], least, most, matters > 0 ? matters : tiny, scale.decimals,
                              scale.difference_unit, labels,
                              fmt::format("{}, {}: difference from the baseline at the end {} {}, {}.", title_of(s),
                                          course.long_name, cell(end, scale)["text"].get<std::string>(),
                                          scale.difference_unit, cell(end, scale)["range"].get<std::string>()))}});
    }
    for (auto const& [t, label] : year_ends()) {
      json cells = json::array();
      auto const at = [&, t = t](Band const& band) { return Range{band.middle[t], band.low[t], band.high[t]}; };
      cells.push_back(cell(at(course.baseline), {scale.factor, scale.decimals, "", ""}, false));
      for (auto const& band : course.difference) cells.push_back(cell(at(band), scale));
      found["table"].push_back({{"when", label}, {"cells", cells}});
    }
    return found;
  }

  json map_json(Outcome const& outcome, Course const& course) {
    auto const scale = scale_of(course);
    auto const names = reader_.dimension("ward").labels();
    auto const codes = ward_codes(names);
    auto const zones = reader_.strings("ward_zone").values;
    auto const columns_of = reader_.numbers("ward_column").values, rows_of = reader_.numbers("ward_row").values;
    auto const by_ward_scale =
        Scale{scale.factor, scale.factor == 100 || scale.decimals == 0 ? 1 : 2, scale.difference_unit, ""};
    // a count of open enquiries is better when it falls, as the days it stands for are
    auto const sign = outcome.higher_is_better ? 1.0 : -1.0;

    // one shade for all policies: full at the largest difference, never fuller than four times what matters allows
    double most = 4 * matters_in_series(outcome, course);
    for (auto const& wards : course.wards) {
      for (auto const& ward : wards) {
        if (std::isfinite(ward.middle)) most = std::max(most, std::abs(ward.middle));
      }
    }
    json found{{"title", outcome.title},
               {"unit", scale.difference_unit},
               {"open", page_["maps"].empty()},
               {"charts", json::array()},
               {"table", json::array()}};
    for (std::size_t s = 1; s < n_scenario(); ++s) {
      std::vector<Tile> tiles;
      std::string spoken = fmt::format("{}, by ward, {}: ", title_of(s), scale.difference_unit);
      for (std::size_t w = 0; w < names.size(); ++w) {
        auto const& range = course.wards[s - 1][w];
        auto const shade = std::isfinite(range.middle) && most > 0 ? sign * range.middle / most : 0;
        tiles.push_back({names[w], codes[w], static_cast<int>(columns_of[w]), static_cast<int>(rows_of[w]),
                         scale.factor * range.middle, shade, range.low < 0 && range.high > 0});
        spoken +=
            fmt::format("{} {}; ", names[w], compare::signed_text(scale.factor * range.middle, by_ward_scale.decimals));
      }
      found["charts"].push_back({{"id", comparison_.scenarios[s].id},
                                 {"title", title_of(s)},
                                 {"unit", fmt::format("{}, difference from the baseline", scale.difference_unit)},
                                 {"svg", tile_map(tiles, by_ward_scale.decimals, spoken,
                                                  fmt::format("hatch{}-{}", page_["maps"].size(), s))}});
    }
    for (std::size_t w = 0; w < names.size(); ++w) {
      json cells = json::array();
      for (auto const& wards : course.wards) cells.push_back(cell(wards[w], by_ward_scale));
      found["table"].push_back({{"ward", names[w]}, {"code", codes[w]}, {"zone", zones[w]}, {"cells", cells}});
    }
    return found;
  }

  json groups_json(Outcome const& outcome, Course const& course) const {
    auto const scale = scale_of(course);
    auto const names = reader_.dimension("group").labels();
    json found{{"title", outcome.title}, {"unit", scale.difference_unit}, {"table", json::array()}};
    for (std::size_t g = 0; g < names.size(); ++g) {
      json cells = json::array();
      for (auto const& groups : course.groups) cells.push_back(cell(groups[g], scale));
      found["table"].push_back({{"group", names[g]}, {"cells", cells}});
    }
    return found;
  }

  // ---- how sure, from what ----
  void how_sure() {
    auto const& rules = comparison_.rules;
    page_["rule_sentence"] = fmt::format(
        "A verdict is given only where at least {:.0f} % of the sets of assumptions agree, and where their share is "
        "above one half "
        "with {:.0f} % confidence for all {} verdicts at once. Sets of assumptions are what we tried, not chances that "
        "something will happen.",
        100 * rules.share, 100 * (1 - rules.alpha), rules.n_family);
    page_["sure"] = json::array();
    for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) {
      for (std::size_t s = 1; s < n_scenario(); ++s) {
        auto const& contrast = comparison_.contrasts[s - 1][j];
        auto const share = contrast.components.chance_share();
        std::string pairing = "exact";
        if (contrast.pairing)
          pairing = *contrast.pairing > 100
                        ? "over 100"
                        : fmt::format("{:.{}f}", *contrast.pairing, *contrast.pairing < 9.5 ? 1 : 0);
        else if (!contrast.identical)
          pairing = "n/a";
        page_["sure"].push_back(
            {{"outcome", comparison_.outcomes[j].title},
             {"policy", title_of(s)},
             {"luck", std::isfinite(share) ? fmt::format("{:.0f} %", 100 * share) : "none"},
             {"turns_on", contrast.turns_on ? typeset(compare::turns_on_text(*contrast.turns_on)) : ""},
             {"pairing", pairing}});
      }
    }
    page_["own_data"] = "No such data were given for this study.";
  }

  void assumptions() {
    auto const parameters = comparison_.study.value("parameters", json::object());
    std::map<std::string, std::size_t> tags;
    page_["parameters"] = json::array();
    auto const shown = [](json const& value) {
      return value.is_number() ? fmt::format("{:.6g}", value.get<double>()) : std::string();
    };
    for (auto const& [name, one] : parameters.items()) {
      auto const tag = one.value("tag", "assumed");
      ++tags[tag];
      auto const low = shown(one.value("low", json{})), high = shown(one.value("high", json{}));
      page_["parameters"].push_back({{"name", compare::meaning(name)},
                                     {"value", shown(one.value("value", json{}))},
                                     {"range", low == high ? "fixed" : typeset(low + " to " + high)},
                                     {"unit", one.value("unit", "") == "1" ? "" : one.value("unit", "")},
                                     {"tag", tag},
                                     {"source", one.value("source", "")}});
    }
    page_["has_parameters"] = !page_["parameters"].empty();
    page_["n_parameter"] = page_["parameters"].size();
    std::vector<std::string> counted;
    for (auto const& [tag, n] : tags) counted.push_back(fmt::format("{} {}", n, tag));
    page_["assumption_sentence"] = counted.empty()
                                       ? std::string("The results file does not list the values behind it.")
                                       : fmt::format(
                                             "The model turns on {} numbers: {}. \u201cMeasured here\u201d is this "
                                             "council's own, \u201cborrowed\u201d comes from elsewhere, "
                                             "\u201cassumed\u201d is our guess with a range. Priors of effects include "
                                             "none at all wherever the evidence does not rule that out.",
                                             parameters.size(), fmt::join(counted, ", "));

    page_["levers"] = json::array();
    for (auto const& scenario : comparison_.study.value("scenarios", json::array())) {
      json list = json::array();
      for (auto const& lever : scenario.value("levers", json::array())) {
        auto const delivery = lever.value("delivery", json::object());
        list.push_back(
            {{"id", lever.value("id", "")},
             {"title", lever.value("title", "")},
             {"from", lever.value("from", "")},
             {"delivery", fmt::format("{} (between {} and {})", shown(delivery.value("value", json{})),
                                      shown(delivery.value("low", json{})), shown(delivery.value("high", json{})))},
             {"tag", delivery.value("tag", "assumed")}});
      }
      if (!list.empty()) page_["levers"].push_back({{"scenario", scenario.value("title", "")}, {"list", list}});
    }
    page_["has_levers"] = !page_["levers"].empty();
  }

  void provenance() {
    auto const& study = comparison_.study;
    page_["method_sentence"] = fmt::format(
        "Every resident, officer and councillor is simulated, event by event, under the baseline and each policy, with "
        "the same people, "
        "the same issues and the same luck (common random numbers), so that what differs comes from the policy. Every "
        "set of assumptions is "
        "run {} time{}; chance and ignorance are told apart by a random-effects analysis of variance. All is drawn "
        "from one seed and can be "
        "repeated to the last digit.",
        comparison_.n_replication, comparison_.n_replication == 1 ? "" : "s");
    page_["facts_made"] = json::array();
    auto const fact = [&](std::string const& name, std::string const& text) {
      if (!text.empty()) page_["facts_made"].push_back({{"name", name}, {"text", text}});
    };
    fact("Digest of the results", digest_);
    fact("Seed", study.contains("seed") ? study["seed"].dump() : "");
    fact("Mode", comparison_.mode);
    fact("Worlds \u00d7 replications", fmt::format("{} \u00d7 {}", comparison_.n_world, comparison_.n_replication));
    for (auto const& [key, text] : comparison_.attributes) {
      if (key != "title") fact(compare::readable(key), text);
    }
    for (auto const& text : reader_.layout().texts) {
      for (auto const& value : text.values) fact(compare::readable(text.path), value);
    }
  }

  results::Reader const& reader_;
  Comparison comparison_;
  std::string digest_;
  json page_ = json::object();
};

}  // namespace

std::string report(results::Reader const& reader, std::string const& digest) try {
  auto const page = Page(reader, digest).make();
  kainjow::mustache::mustache frame{page_template};
  auto html = frame.render(to_mustache(page));
  if (!frame.is_valid()) throw std::logic_error("the page's template is broken: " + frame.error_message());
  return html;
} catch (json::exception const& error) {
  throw results::ResultsError(
      fmt::format("{}: its study cannot be understood: {}", reader.path().string(), error.what()));
}

}  // namespace wardmote::report
