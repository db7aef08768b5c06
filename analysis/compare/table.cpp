#include "analysis/compare/table.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "analysis/compare/words.hpp"
#include "analysis/estimate/summary.hpp"

namespace wardmote::compare {

namespace {

constexpr std::size_t gap = 2;

/// Columns that text takes on a terminal: its code points.
std::size_t columns(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

/// Text broken at spaces into lines of at most `width` columns; a longer word stands alone.
std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines{""};
  while (!text.empty()) {
    auto const space = std::min(text.find(' '), text.size());
    auto const word = text.substr(0, space);
    auto const joined = columns(lines.back()) + (lines.back().empty() ? 0 : 1) + columns(word);
    if (!lines.back().empty() && joined > width) lines.emplace_back();
    if (!lines.back().empty()) lines.back() += ' ';
    lines.back() += word;
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return lines;
}

std::string padded(std::string_view text, std::size_t width, bool right = false) {
  auto const blank = std::string(width > columns(text) ? width - columns(text) : 0, ' ');
  return right ? blank + std::string(text) : std::string(text) + blank;
}

/// Colours by meaning, none where the terminal has none. Neither red nor green: read by everyone.
class Ink {
 public:
  explicit Ink(bool colour) : colour_(colour) {}
  [[nodiscard]] std::string bold(std::string const& text) const { return put("1", text); }
  [[nodiscard]] std::string faint(std::string const& text) const { return put("2", text); }
  [[nodiscard]] std::string verdict(Verdict verdict, std::string const& text) const {
    switch (verdict) {
      case Verdict::better:
        return put("1;36", text);
      case Verdict::worse:
        return put("1;33", text);
      case Verdict::no_difference:
      case Verdict::not_worse:
        return text;
      case Verdict::cannot_tell:
        break;
    }
    return put("3", text);
  }

 private:
  [[nodiscard]] std::string put(char const* code, std::string const& text) const {
    return colour_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  bool colour_;
};

std::string verdict_text(Contrast const& contrast) {
  auto const& judgement = contrast.judgement;
  if (contrast.identical) return "the same in every run";
  std::string text(words(judgement.verdict));
  if (judgement.doubt != Doubt::none) text += ": " + std::string(words(judgement.doubt));
  return text;
}

/// "0.8", "3.4", "27", "over 100"
std::string times(double gain) { return gain > 100 ? "over 100" : fmt::format("{:.{}f}", gain, gain < 9.5 ? 1 : 0); }

/// "day" of "days".
std::string one_of(std::string unit) {
  if (unit.ends_with('s')) unit.pop_back();
  return unit;
}

class Page {
 public:
  Page(Comparison const& comparison, Terminal const& terminal)
      : comparison_(comparison), width_(std::max<std::size_t>(terminal.width, 60)), ink_(terminal.colour) {}

  std::string make() {
    heading();
    for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) outcome(j);
    costs();
    who_gains();
    find_out_first();
    how_sure();
    return std::move(text_);
  }

 private:
  void line(std::string const& text = "") { text_ += text + "\n"; }
  void paragraph(std::string const& text, std::size_t indent = 0) {
    for (auto const& part : wrap(text, width_ - indent)) line(std::string(indent, ' ') + part);
  }

  void heading() {
    line(ink_.bold("A what-if, not a forecast."));
    paragraph("It works out what follows if its assumptions hold. It recommends nothing.");
    line();
    for (auto const& part : wrap(comparison_.title, width_)) line(ink_.bold(part));
    if (!comparison_.question.empty()) paragraph(comparison_.question);
    line();
    auto const years = fmt::format("{:g} year{}", comparison_.years, comparison_.years == 1 ? "" : "s");
    paragraph(fmt::format(
        "{} scenario{} against \"{}\"; {} from {}; {} world{} (sets of assumptions), {} replication{} of each.",
        comparison_.scenarios.size() - 1, comparison_.scenarios.size() == 2 ? "" : "s",
        comparison_.scenarios.front().title, years, comparison_.start, comparison_.n_world,
        comparison_.n_world == 1 ? "" : "s", comparison_.n_replication, comparison_.n_replication == 1 ? "" : "s"));
    paragraph(
        "Differences are scenario minus baseline: the middle of the worlds, and the range that holds 9 in 10 of "
        "them. Worlds: how many agree with the verdict; where nothing can be told, better / no difference / worse.");
    std::size_t n_failed = 0;
    for (auto const& scenario : comparison_.scenarios) n_failed += scenario.n_failed;
    if (n_failed > 0) paragraph(fmt::format("{} runs failed; their worlds agree with nothing.", n_failed));
  }

  // ---- one headline outcome ----
  void outcome(std::size_t j) {
    auto const& outcome = comparison_.outcomes[j];
    auto const unit = display_of(outcome).unit;
    line();
    auto const title = fmt::format("{}. {}", j + 1, outcome.title);
    for (auto const& part : wrap(title, width_)) line(ink_.bold(part));
    paragraph(fmt::format("{} is better; {}{}", outcome.higher_is_better ? "higher" : "lower", matters_text(outcome),
                          outcome.guard ? "; a guard: it must only not get worse" : ""),
              3);

    // rows
    std::vector<std::vector<std::string>> cells{{"", unit, "range", "worlds", "verdict"}};
    for (std::size_t s = 1; s < comparison_.scenarios.size(); ++s) {
      auto const& contrast = comparison_.contrasts[s - 1][j];
      cells.push_back({comparison_.scenarios[s].title, difference_text(outcome, contrast.range.middle),
                       range_text(outcome, contrast.range), worlds_text(contrast.judgement), verdict_text(contrast)});
    }
    std::vector<std::size_t> widths(5, 0);
    for (auto const& row : cells) {
      for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], columns(row[c]));
    }
    // titles give way first, then verdicts go on a line of their own
    auto const numbers = widths[1] + widths[2] + widths[3] + 3 * gap + 3;
    constexpr std::size_t least_title = 18;
    auto const beside = width_ >= numbers + gap + widths[4] + least_title;
    widths[0] = std::min(widths[0], width_ - numbers - (beside ? gap + widths[4] : 0));

    for (std::size_t r = 0; r < cells.size(); ++r) {
      auto const& row = cells[r];
      auto const titles = wrap(row[0], widths[0]);
      auto text = "   " + padded(titles[0], widths[0]) + std::string(gap, ' ') + padded(row[1], widths[1], true) +
                  std::string(gap, ' ') + padded(row[2], widths[2], true) + std::string(gap, ' ') +
                  padded(row[3], widths[3], true);
      if (r == 0) {
        line(ink_.faint(beside ? text + std::string(gap, ' ') + row[4] : text));
        continue;
      }
      auto const& contrast = comparison_.contrasts[r - 1][j];
      auto const verdict = ink_.verdict(contrast.judgement.verdict, row[4]);
      line(beside ? text + std::string(gap, ' ') + verdict : text);
      for (std::size_t i = 1; i < titles.size(); ++i) line("   " + titles[i]);
      if (!beside) line("     " + verdict);
      if (contrast.turns_on && (contrast.turns_on->stands_out || contrast.judgement.doubt != Doubt::runs)) {
        paragraph(turns_on_text(*contrast.turns_on), 5);
      }
      if (contrast.better_where && contrast.better_where->limits.size() > 1) {
        paragraph(conditions_text(*contrast.better_where), 5);
      }
    }

    // what it cannot exceed, and what a survey would see
    std::vector<std::string> ceilings;
    auto exceeded = false;
    for (auto const& of_scenario : comparison_.contrasts) {
      auto const& ceiling = of_scenario[j].ceiling;
      ceilings.push_back(plain_text(display_of(outcome).factor * ceiling.gain, display_of(outcome).decimals) +
                         (ceiling.exceeded ? "!" : ""));
      exceeded |= ceiling.exceeded;
    }
    auto const same = std::ranges::all_of(ceilings, [&](auto const& one) { return one == ceilings.front(); });
    paragraph(fmt::format("By hand (head-room x reach x dose) no more can be gained than {}.{}",
                          same ? ceilings.front() : fmt::format("{}, in this order", fmt::join(ceilings, ", ")),
                          exceeded ? " A ! marks an answer above it." : ""),
              3);
    if (auto const missed = comparison_.survey_misses[j]; std::isfinite(missed)) {
      paragraph(fmt::format("Your survey of {} would miss changes under about {} points.",
                            plain_text(Comparison::survey_size, 0), plain_text(100 * missed, 1)),
                3);
    }
    if (auto const& pilots = comparison_.pilots[j]; !pilots.empty()) {
      std::vector<std::string> shown;
      for (auto const& pilot : pilots) {
        shown.push_back(fmt::format("{} in {} wards over {} months", plain_text(100 * pilot.detectable, 1),
                                    pilot.n_ward, pilot.n_month));
      }
      paragraph(fmt::format("A pilot, the next wards starting each month, {:g} answers a ward and month, could show "
                            "changes from about (points): {}.",
                            pilots.front().answers_ward_month, fmt::join(shown, "; ")),
                3);
    }
  }

  // ---- what it takes ----
  void costs() {
    line();
    line(ink_.bold("What it takes beyond the baseline, a year"));
    paragraph(
        "All of it falls on the council; the time of residents, partners and councillors has no price. Officers' "
        "hours beyond the baseline displace other work, as nobody is hired for them, and turn into savings only "
        "where posts go. One-off costs are spread over the years of the study.",
        3);
    std::vector<std::vector<std::string>> cells{{"", "officer hours", "councillor hours", "pounds"}};
    auto const cell = [](Range const& range, auto&& text) {
      return fmt::format("{} ({} to {})", text(range.middle), text(range.low), text(range.high));
    };
    for (std::size_t s = 1; s < comparison_.scenarios.size(); ++s) {
      auto const& costs = comparison_.costs[s - 1];
      cells.push_back({comparison_.scenarios[s].title, cell(costs.officer_hours, hours_text),
                       cell(costs.councillor_hours, hours_text), cell(costs.pounds, pounds_text)});
    }
    grid(cells);
    auto const& prices = comparison_.prices;
    line();
    paragraph(fmt::format("In pounds of {}: once, every year beside that, how much of a year's pounds leaves the "
                          "council, and all years together, later ones discounted by {:g} % a year.",
                          prices.year, 100 * prices.discount_rate),
              3);
    cells = {{"", "once", "yearly", "cash a year", "all years"}};
    auto const pounds = [](Range const& range) { return pounds_text(range.middle); };
    for (std::size_t s = 1; s < comparison_.scenarios.size(); ++s) {
      auto const& costs = comparison_.costs[s - 1];
      cells.push_back({comparison_.scenarios[s].title, pounds(costs.one_off), pounds(costs.yearly), pounds(costs.cash),
                       pounds(costs.present_value)});
    }
    if (prices.optimism.high > 0) {
      cells.front().push_back("for optimism");
      for (std::size_t s = 1; s < comparison_.scenarios.size(); ++s) {
        auto const& more = comparison_.costs[s - 1].optimism;
        cells[s].push_back(
            fmt::format("{} ({} to {})", pounds_text(more.middle), pounds_text(more.low), pounds_text(more.high)));
      }
    }
    grid(cells);
    if (auto const over = over_budget(); !over.empty()) paragraph(over, 3);
    worth_its_cost();
  }

  /// By outcome, what no other beats on both gain and pounds; never pounds for what people feel.
  void worth_its_cost() {
    line();
    paragraph(
        "By outcome, in mean gain and pounds a year: those for which no other, doing nothing included, and no "
        "mixture of two gains as much for less, and what each further unit costs against the one before. A gain "
        "that does not matter counts as none.",
        3);
    for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) {
      auto const& outcome = comparison_.outcomes[j];
      auto const display = display_of(outcome);
      std::vector<std::string> edge;
      for (auto const s : select::edge(comparison_.standings[j])) {
        auto const price = comparison_.standings[j][s].cost_per_gain / display.factor;
        edge.push_back(comparison_.scenarios[s].title);
        if (std::isfinite(price) && !is_felt(outcome))
          edge.back() += fmt::format(" (£{} a {})", plain_text(price, price < 10 ? 2 : 0), one_of(display.unit));
      }
      if (!edge.empty()) paragraph(fmt::format("{}. {}", j + 1, fmt::join(edge, "; ")), 3);
    }
  }

  /// Rows under a heading row; one line a cell where the terminal is too narrow.
  void grid(std::vector<std::vector<std::string>> const& cells) {
    std::vector<std::size_t> widths(cells.front().size(), 0);
    for (auto const& row : cells) {
      for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], columns(row[c]));
    }
    std::size_t numbers = 3;
    for (std::size_t c = 1; c < widths.size(); ++c) numbers += widths[c] + gap;
    constexpr std::size_t least_title = 14;
    if (width_ < numbers + least_title) {
      auto const widest =
          columns(*std::ranges::max_element(cells.front(), {}, [](auto const& x) { return columns(x); }));
      for (std::size_t r = 1; r < cells.size(); ++r) {
        paragraph(cells[r][0], 3);
        for (std::size_t c = 1; c < cells[r].size(); ++c) {
          line("     " + padded(cells[0][c], widest) + std::string(gap, ' ') + cells[r][c]);
        }
      }
      return;
    }
    widths[0] = std::min(widths[0], width_ - numbers);
    for (std::size_t r = 0; r < cells.size(); ++r) {
      auto const titles = wrap(cells[r][0], widths[0]);
      auto text = "   " + padded(titles[0], widths[0]);
      for (std::size_t c = 1; c < cells[r].size(); ++c)
        text += std::string(gap, ' ') + padded(cells[r][c], widths[c], true);
      line(r == 0 ? ink_.faint(text) : text);
      for (std::size_t i = 1; i < titles.size(); ++i) line("   " + titles[i]);
    }
  }

  /// Which scenarios take more than the study says there is; empty where it says nothing.
  std::string over_budget() const {
    auto const hours = comparison_.prices.officer_hours_year, pounds = comparison_.prices.pounds_year;
    std::vector<std::string> limits;
    if (std::isfinite(hours)) limits.push_back(plain_text(hours, 0) + " officer hours");
    if (std::isfinite(pounds)) limits.push_back("£" + plain_text(pounds, 0));
    if (limits.empty()) return {};
    std::vector<std::string> beyond;
    for (std::size_t s = 1; s < comparison_.scenarios.size(); ++s) {
      if (comparison_.costs[s - 1].over_budget) beyond.push_back(comparison_.scenarios[s].title);
    }
    return fmt::format("The study's budget is {} a year. Beyond it: {}.", fmt::join(limits, " and "),
                       beyond.empty() ? "none" : fmt::format("{}", fmt::join(beyond, "; ")));
  }

  // ---- who gains ----
  void who_gains() {
    if (comparison_.who_gains.empty() || comparison_.who_gains.front().empty()) return;
    line();
    line(ink_.bold("Who gains"));
    paragraph(
        "Change, in points, of the distance between all adults and the group that has least as found: below 0 it "
        "narrows. In the last year; groups of adults, zones, wards and evenness in full with --json. Councillors are "
        "not told apart by how long they have served.",
        3);
    std::vector<std::vector<std::string>> cells{{""}};
    for (auto const& gains : comparison_.who_gains.front()) {
      if (gains.groups.empty()) continue;
      cells.front().push_back(fmt::format("{} ({})", readable(gains.series), gains.worst_off));
    }
    for (std::size_t s = 1; s < comparison_.scenarios.size(); ++s) {
      cells.push_back({comparison_.scenarios[s].title});
      for (auto const& gains : comparison_.who_gains[s - 1]) {
        if (gains.groups.empty()) continue;
        cells.back().push_back(fmt::format("{} ({} to {})", signed_text(100 * gains.gap.middle, 1),
                                           signed_text(100 * gains.gap.low, 1), signed_text(100 * gains.gap.high, 1)));
      }
    }
    grid(cells);
  }

  // ---- what to find out first ----
  void find_out_first() {
    line();
    line(ink_.bold("What to find out first"));
    paragraph(
        "What knowing it before choosing by that outcome alone would add on average, in multiples of the smallest "
        "difference that matters, under our assumptions. Not named: what luck among so many could make up.",
        3);
    for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) {
      auto const& find_out = comparison_.find_out[j];
      std::vector<std::string> named;
      for (auto const& one : find_out.first) named.push_back(fmt::format("{}: {:.2f}", meaning(one.name), one.worth));
      paragraph(fmt::format("{}. everything: {:.2f}; {}", j + 1, find_out.all,
                            named.empty() ? "no one assumption stands out" : fmt::format("{}", fmt::join(named, "; "))),
                3);
    }
  }

  // ---- how sure ----
  void how_sure() {
    line();
    line(ink_.bold("How sure"));
    auto const& rules = comparison_.rules;
    paragraph(
        fmt::format("A verdict needs {:.0f} % of the worlds, and a share that with {:.0f} % confidence for all {} at "
                    "once{} is above one half. Worlds are sets of assumptions we tried, not chances that something "
                    "will happen.",
                    100 * rules.share, 100 * (1 - rules.alpha), rules.n_family,
                    rules.n_look > 1 ? fmt::format(" and {} looks", rules.n_look) : ""),
        3);
    if (comparison_.n_world == 1) {
      paragraph("Only one world was tried: this tells luck, not what we do not know, so no verdict can be given.", 3);
    }
    std::vector<std::string> chance, pairing;
    for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) {
      std::vector<double> shares, gains;
      for (auto const& of_scenario : comparison_.contrasts) {
        auto const share = of_scenario[j].components.chance_share();
        if (std::isfinite(share)) shares.push_back(share);
        if (of_scenario[j].pairing) gains.push_back(*of_scenario[j].pairing);
      }
      if (!shares.empty()) chance.push_back(fmt::format("{}: {:.0f} %", j + 1, 100 * estimate::quantile(shares, 0.5)));
      if (!gains.empty()) pairing.push_back(fmt::format("{}: {}", j + 1, times(estimate::quantile(gains, 0.5))));
    }
    if (!chance.empty()) {
      paragraph(fmt::format("How much of the spread of a difference is luck, the rest what we do not know (by outcome, "
                            "middle of the scenarios): {}.",
                            fmt::join(chance, ", ")),
                3);
    }
    if (!pairing.empty()) {
      paragraph(fmt::format("Common random numbers: a pair of runs tells as much about a difference as this many pairs "
                            "of unrelated runs: {}.",
                            fmt::join(pairing, ", ")),
                3);
      why_small();
    }
  }

  /// Where common random numbers gain less than twofold, and why.
  void why_small() {
    std::vector<std::string> small;
    for (std::size_t j = 0; j < comparison_.outcomes.size(); ++j) {
      for (std::size_t s = 1; s < comparison_.scenarios.size(); ++s) {
        auto const& contrast = comparison_.contrasts[s - 1][j];
        if (!contrast.pairing || !contrast.common || *contrast.pairing >= 2) continue;
        small.push_back(fmt::format("{}, {}: {} ({})", j + 1, comparison_.scenarios[s].title, times(*contrast.pairing),
                                    signed_text(*contrast.common, 2)));
      }
    }
    if (small.empty()) return;
    paragraph(
        fmt::format("Little where a run with the policy and one without have little luck in common (correlation): {}. "
                    "The same issues come to the same people, but what decides the number happens at other moments "
                    "once the policy changes who does what.",
                    fmt::join(small, "; ")),
        3);
  }

  Comparison const& comparison_;
  std::size_t width_;
  Ink ink_;
  std::string text_;
};

}  // namespace

std::string table(Comparison const& comparison, Terminal const& terminal) { return Page(comparison, terminal).make(); }

}  // namespace wardmote::compare
