#include "analysis/report/report.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <future>
#include <optional>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "analysis/report/brief.hpp"
#include "analysis/results/digest.hpp"
#include "scenarios/experiment/files.hpp"
#include "scenarios/experiment/story.hpp"
#include "scenarios/loader/bundle.hpp"
#include "scenarios/loader/quality_file.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

/// What people ask such a tool for and do not get, with the reason.
struct Refused {
  char const* option;
  char const* reason;
};
constexpr std::array refused{
    Refused{"rank-wards",
            "wards are not ranked: they differ in what the model does not know, and a list of places would be "
            "read as one of merit"},
    Refused{"score", "outcomes are not added up to one score: what weighs more is for the committee to say"},
    Refused{"pounds-per-point", "no price is put on trust: cost and outcome are shown beside each other"},
    Refused{"person", "nothing is said of one person or of fewer than ten"},
};

/// The file named by an option, else the one of that name beside the results, else nothing.
std::string named_or_beside(Arguments const& line, char const* option, std::filesystem::path const& beside) {
  auto const path = line.text(option).value_or("");
  return path.empty() && std::filesystem::exists(beside) ? beside.string() : path;
}

std::vector<report::QualityEntry> quality_log(Arguments const& line, std::filesystem::path const& folder) {
  auto const path = named_or_beside(line, "qa", folder / "qa.toml");
  std::vector<report::QualityEntry> entries;
  if (path.empty()) return entries;
  for (auto const& note : loader::read_quality_log(path))
    entries.push_back({note.date, note.by, note.what, note.found, note.outcome});
  return entries;
}

/// What `wardmote check-baseline --json` said.
nlohmann::json baseline_checks(Arguments const& line, std::filesystem::path const& folder) {
  auto const path = named_or_beside(line, "baseline", folder / "baseline.json");
  if (path.empty()) return nullptr;
  if (!std::filesystem::exists(path)) throw loader::InputError({path}, "no such file");
  auto rows = nlohmann::json::parse(experiment::read_whole(path), nullptr, false);
  auto const is_row = [](nlohmann::json const& row) {
    return row.is_object() && row.contains("id") && row["id"].is_string() && row.contains("pass");
  };
  if (!rows.is_array() || !std::ranges::all_of(rows, is_row))
    throw loader::InputError({path}, "expected what `wardmote check-baseline --json` writes");
  return rows;
}

/// --matters OUTCOME=VALUE
std::vector<compare::OtherMatters> other_matters(Arguments const& line) {
  std::vector<compare::OtherMatters> others;
  for (auto const& text : line.texts("matters")) {
    auto const at = text.find('=');
    char* end = nullptr;
    auto const value = at == std::string::npos ? 0.0 : std::strtod(text.c_str() + at + 1, &end);
    if (!(value > 0) || *end != '\0')
      throw loader::InputError({"--matters " + text}, "expected an outcome and a number above 0: trust=0.05");
    others.push_back({text.substr(0, at), value});
  }
  return others;
}

/// The study that a results file carries, with `sets` on top; nothing where it was made without one, or this program
/// reads it no more.
std::optional<loader::Study> carried_study(results::Reader const& reader, std::vector<std::string> const& sets = {}) {
  auto const bundle = reader.layout().text("provenance/bundle");
  if (bundle.empty()) return std::nullopt;
  try {
    return loader::load_bundle(std::string(bundle), reader.path().string(), sets);
  } catch (loader::InputError const& error) {
    warning(fmt::format("no story: the study that the results carry cannot be read: {}", error.what()));
    return std::nullopt;
  }
}

/// Outcomes whose smallest difference in the results is not the one of the inputs they were made from.
std::vector<std::string> changed_outcomes(results::Reader const& reader, loader::Study const& study) {
  std::vector<std::string> changed;
  try {
    auto const resolved = nlohmann::json::parse(reader.layout().attribute("study"));
    auto const outcomes = resolved.value("outcomes", nlohmann::json::array());
    for (auto const& outcome : study.outcomes) {
      auto const found =
          std::ranges::find_if(outcomes, [&](auto const& one) { return one.value("id", "") == outcome.id; });
      if (found != outcomes.end() && found->value("matters", 0.0) != outcome.matters) changed.push_back(outcome.title);
    }
  } catch (nlohmann::json::exception const&) {
    throw results::ResultsError(reader.path().string() +
                                ": does not say which study it belongs to (attribute `study`)");
  }
  return changed;
}

/// What is told of a person: of the scenario named by --story, else of the study's first. Two years are enough to tell
/// from, and quick to run.
std::vector<report::Story> stories_of(results::Reader const& reader, loader::Study const& study,
                                      Arguments const& line) {
  auto const name = line.text("story").value_or(study.scenarios.size() > 1 ? study.scenarios[1].id : "none");
  if (name == "none") return {};
  auto const scenarios = experiment::scenarios_named(study, name, "--story");
  if (study.years <= 2) return experiment::tell(study, scenarios, {});
  auto const shorter = carried_study(reader, {"years=2", "warm_up_years=0.5"});
  return shorter ? experiment::tell(*shorter, scenarios, {}) : std::vector<report::Story>{};
}

}  // namespace

int report(std::vector<std::string> const& arguments) {
  Arguments line("report", "DIR", "writes the page to put before people: one HTML file that opens without a network");
  line.options()("output,o", po::value<std::string>(), "file to write (default: DIR/report.html)")(
      "brief", po::value<std::string>(), "FILE: also the study under a committee report's headings, .docx or .txt")(
      "csv", po::value<std::string>(), "FOLDER: also the tables behind the page, as `wardmote export` writes them")(
      "qa", po::value<std::string>(), "FILE: quality log (default: DIR/qa.toml if there is one)")(
      "baseline", po::value<std::string>(),
      "FILE: what `wardmote check-baseline --json` wrote (default: DIR/baseline.json if there is one); the verdict on "
      "an outcome that fails a check is withheld")(
      "matters", po::value<std::vector<std::string>>()->value_name("OUTCOME=VALUE"),
      "look at another smallest difference that matters; the page then says across it that it was changed after "
      "results")(
      "story", po::value<std::string>()->value_name("NAME"),
      "whose person's story is told: a scenario (default: the first), all, or none; takes a small run of each");
  std::string never = "Asked for and refused, with the reason:";
  for (auto const& one : refused) {
    line.options()(one.option, po::value<std::string>()->implicit_value("")->zero_tokens(), "refused");
    never += fmt::format("\n  --{}: {}", one.option, one.reason);
  }
  line.add_help(never);
  if (!line.parse(arguments, 1, 1)) return status_done;
  for (auto const& one : refused) {
    if (line.has(one.option)) throw loader::InputError({}, fmt::format("--{}: {}", one.option, one.reason));
  }
  auto const brief = line.text("brief");
  auto const docx = brief && brief->ends_with(".docx");
  if (brief && !docx && !brief->ends_with(".txt"))
    throw loader::InputError({}, fmt::format("--brief {}: expected a name that ends in .docx or .txt", *brief));

  auto const file = results_file(line.operand(0));
  auto const target = line.text("output").value_or((file.parent_path() / "report.html").string());
  auto const write = [&](std::string const& path, std::string const& what, std::string const& content) {
    experiment::write_whole(path, content);
    if (!line.quiet()) message(what + " written: " + path);
  };
  with_results([&] {
    results::Reader const reader(file);
    auto const folder = file.parent_path();
    report::Options options{quality_log(line, folder), {}, baseline_checks(line, folder), other_matters(line)};
    auto const study = carried_study(reader);
    std::future<std::vector<report::Story>> told;  // by small runs, which take as long as reading the results
    if (study) {
      options.changed = changed_outcomes(reader, *study);
      told = std::async(std::launch::async, [&] { return stories_of(reader, *study, line); });
    }
    auto const digest = results::digest(file);
    if (told.valid()) options.stories = told.get();
    write(target, "page", report::report(reader, digest, options));
    if (brief) {
      auto const make = docx ? report::brief_docx : report::brief_text;
      write(*brief, "brief", make(reader, digest, options));
    }
  });
  if (auto const folder = line.text("csv")) {
    std::vector<std::string> exported{file.string(), "--output", *folder};
    if (line.quiet()) exported.push_back("--quiet");
    export_csv(exported);
  }
  return status_done;
}

}  // namespace wardmote::program
