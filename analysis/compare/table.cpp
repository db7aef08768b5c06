#include "analysis/compare/table.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "analysis/compare/table_parts.hpp"
#include "analysis/compare/words.hpp"

namespace wardmote::compare {

namespace {

std::string verdict_text(Contrast const& contrast) {
  auto const& judgement = contrast.judgement;
  if (contrast.identical) return "the same in every run";
  std::string text(words(judgement.verdict));
  if (judgement.doubt != Doubt::none) text += ": " + std::string(words(judgement.doubt));
  return text;
}

void heading(TextPage& page, Comparison const& comparison) {
  page.bold("A what-if, not a forecast.");
  page.paragraph("It works out what follows if its assumptions hold. It recommends nothing.");
  page.line();
  page.bold(comparison.title);
  if (!comparison.question.empty()) page.paragraph(comparison.question);
  page.line();
  auto const years = fmt::format("{:g} year{}", comparison.years, comparison.years == 1 ? "" : "s");
  page.paragraph(fmt::format(
      "{} scenario{} against \"{}\"; {} from {}; {} world{} (sets of assumptions), {} replication{} of each.",
      comparison.scenarios.size() - 1, comparison.scenarios.size() == 2 ? "" : "s", comparison.scenarios.front().title,
      years, comparison.start, comparison.n_world, comparison.n_world == 1 ? "" : "s", comparison.n_replication,
      comparison.n_replication == 1 ? "" : "s"));
  page.paragraph(
      "Differences are scenario minus baseline: the middle of the worlds, and the range that holds 9 in 10 of "
      "them. Worlds: how many agree with the verdict; where nothing can be told, better / no difference / worse.");
  std::size_t n_failed = 0;
  for (auto const& scenario : comparison.scenarios) n_failed += scenario.n_failed;
  if (n_failed > 0) page.paragraph(fmt::format("{} runs failed; their worlds agree with nothing.", n_failed));
}

// ---- one headline outcome ----

/// A row a scenario; what an answer turns on below it.
void verdict_rows(TextPage& page, Comparison const& comparison, std::size_t j) {
  auto const& outcome = comparison.outcomes[j];
  auto const unit = display_of(outcome).unit;
  TextPage::Rows cells{{"", unit, "range", "worlds", "verdict"}};
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    auto const& contrast = comparison.contrasts[s - 1][j];
    cells.push_back({comparison.scenarios[s].title, difference_text(outcome, contrast.range.middle),
                     range_text(outcome, contrast.range), worlds_text(contrast.judgement), verdict_text(contrast)});
  }
  std::vector<std::size_t> widths(5, 0);
  for (auto const& row : cells) {
    for (std::size_t c = 0; c < row.size(); ++c) widths[c] = std::max(widths[c], columns(row[c]));
  }
  // titles give way first, then verdicts go on a line of their own
  auto const numbers = widths[1] + widths[2] + widths[3] + 3 * text_gap + TextPage::indent;
  constexpr std::size_t least_title = 18;
  auto const beside = page.width() >= numbers + text_gap + widths[4] + least_title;
  widths[0] = std::min(widths[0], page.width() - numbers - (beside ? text_gap + widths[4] : 0));

  for (std::size_t r = 0; r < cells.size(); ++r) {
    auto const& row = cells[r];
    auto const titles = wrap(row[0], widths[0]);
    auto text = "   " + padded(titles[0], widths[0]) + std::string(text_gap, ' ') + padded(row[1], widths[1], true) +
                std::string(text_gap, ' ') + padded(row[2], widths[2], true) + std::string(text_gap, ' ') +
                padded(row[3], widths[3], true);
    if (r == 0) {
      page.line(page.ink().faint(beside ? text + std::string(text_gap, ' ') + row[4] : text));
      continue;
    }
    auto const& contrast = comparison.contrasts[r - 1][j];
    auto const verdict = page.ink().verdict(contrast.judgement.verdict, row[4]);
    page.line(beside ? text + std::string(text_gap, ' ') + verdict : text);
    for (std::size_t i = 1; i < titles.size(); ++i) page.line("   " + titles[i]);
    if (!beside) page.line("     " + verdict);
    if (contrast.turns_on && (contrast.turns_on->stands_out || contrast.judgement.doubt != Doubt::runs)) {
      page.paragraph(turns_on_text(*contrast.turns_on), 5);
    }
    if (contrast.better_where && contrast.better_where->limits.size() > 1) {
      page.paragraph(conditions_text(*contrast.better_where), 5);
    }
  }
}

/// What gains cannot exceed.
void ceilings(TextPage& page, Comparison const& comparison, std::size_t j) {
  auto const& outcome = comparison.outcomes[j];
  auto const is_open = [&](auto const& of_scenario) { return !std::isfinite(of_scenario[j].ceiling.gain); };
  if (std::ranges::all_of(comparison.contrasts, is_open)) {
    page.paragraph("Its scale has no end, so that no most can be worked out by hand.", TextPage::indent);
    return;
  }
  std::vector<std::string> most;
  auto exceeded = false;
  for (auto const& of_scenario : comparison.contrasts) {
    auto const& ceiling = of_scenario[j].ceiling;
    most.push_back(plain_text(display_of(outcome).factor * ceiling.gain, display_of(outcome).decimals) +
                   (ceiling.exceeded ? "!" : ""));
    exceeded |= ceiling.exceeded;
  }
  auto const same = std::ranges::all_of(most, [&](auto const& one) { return one == most.front(); });
  page.paragraph(fmt::format("By hand (head-room x reach x dose) no more can be gained than {}.{}",
                             same ? most.front() : fmt::format("{}, in this order", fmt::join(most, ", ")),
                             exceeded ? " A ! marks an answer above it." : ""),
                 TextPage::indent);
}

/// What a survey of residents would see, and a pilot.
void seen_by_surveys(TextPage& page, Comparison const& comparison, std::size_t j) {
  if (auto const missed = comparison.survey_misses[j]; std::isfinite(missed)) {
    page.paragraph(fmt::format("Your survey of {} would miss changes under about {} points.",
                               plain_text(Comparison::survey_size, 0), plain_text(100 * missed, 1)),
                   TextPage::indent);
  }
  if (auto const& pilots = comparison.pilots[j]; !pilots.empty()) {
    std::vector<std::string> shown;
    for (auto const& pilot : pilots) {
      shown.push_back(fmt::format("{} in {} wards over {} months", plain_text(100 * pilot.detectable, 1), pilot.n_ward,
                                  pilot.n_month));
    }
    page.paragraph(fmt::format("A pilot, the next wards starting each month, {:g} answers a ward and month, could show "
                               "changes from about (points): {}.",
                               pilots.front().answers_ward_month, fmt::join(shown, "; ")),
                   TextPage::indent);
  }
}

void outcome(TextPage& page, Comparison const& comparison, std::size_t j) {
  auto const& outcome = comparison.outcomes[j];
  page.heading(fmt::format("{}. {}", j + 1, outcome.title));
  page.paragraph(fmt::format("{} is better; {}{}", outcome.higher_is_better ? "higher" : "lower", matters_text(outcome),
                             outcome.guard ? "; a guard: it must only not get worse" : ""),
                 TextPage::indent);
  verdict_rows(page, comparison, j);
  ceilings(page, comparison, j);
  seen_by_surveys(page, comparison, j);
}

}  // namespace

std::string table(Comparison const& comparison, Terminal const& terminal, Detail detail) {
  TextPage page(std::max<std::size_t>(terminal.width, 60), terminal.colour);
  heading(page, comparison);
  for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) outcome(page, comparison, j);
  write_takes(page, comparison);
  if (detail == Detail::full) write_takes_apart(page, comparison);
  write_worth(page, comparison);
  write_who_gains(page, comparison);
  if (detail == Detail::full) write_councillors(page, comparison);
  if (detail == Detail::full) write_explored(page, comparison);
  write_find_out(page, comparison);
  write_how_sure(page, comparison);
  if (detail == Detail::brief) {
    page.line();
    page.paragraph(
        "With --verbose also: hours and pounds by lever, grade and service, contacts by channel, new against "
        "long-serving "
        "councillors, outcomes without a verdict.");
  }
  return page.take();
}

}  // namespace wardmote::compare
