#include "analysis/report/report.hpp"

#include <array>
#include <string_view>

#include <fmt/format.h>

#include "analysis/report/brief.hpp"
#include "analysis/results/digest.hpp"
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

/// The quality log named, else the one beside the results, else nothing.
std::vector<report::QualityEntry> quality_log(Arguments const& line, std::filesystem::path const& folder) {
  auto const beside = folder / "qa.toml";
  auto path = line.text("qa").value_or("");
  if (path.empty() && std::filesystem::exists(beside)) path = beside.string();
  std::vector<report::QualityEntry> entries;
  if (path.empty()) return entries;
  for (auto const& note : loader::read_quality_log(path))
    entries.push_back({note.date, note.by, note.what, note.found, note.outcome});
  return entries;
}

}  // namespace

int report(std::vector<std::string> const& arguments) {
  Arguments line("report", "DIR", "writes the page to put before people: one HTML file that opens without a network");
  line.options()("output,o", po::value<std::string>(), "file to write (default: DIR/report.html)")(
      "brief", po::value<std::string>(), "FILE: also the study under a committee report's headings, .docx or .txt")(
      "csv", po::value<std::string>(), "FOLDER: also the tables behind the page, as `wardmote export` writes them")(
      "qa", po::value<std::string>(), "FILE: quality log (default: DIR/qa.toml if there is one)");
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
    auto const digest = results::digest(file);
    write(target, "page", report::report(reader, digest, {quality_log(line, file.parent_path())}));
    if (brief) {
      auto const make = docx ? report::brief_docx : report::brief_text;
      write(*brief, "brief", make(reader, digest));
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
