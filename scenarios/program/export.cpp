#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analysis/compare/comparison.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/results_folder.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

/// A table written row by row as RFC 4180 wants it: commas, quotes only where needed, CRLF. Complete or absent: written
/// aside until finish().
class Csv {
 public:
  explicit Csv(std::filesystem::path path) : path_(std::move(path)), partial_(path_.string() + ".partial") {
    file_.reset(std::fopen(partial_.c_str(), "wb"));
    if (!file_) fail(errno);
  }
  Csv(Csv const&) = delete;
  Csv& operator=(Csv const&) = delete;
  ~Csv() {
    if (file_) std::remove(partial_.c_str());
  }

  void row(std::vector<std::string> const& cells) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text += ',';
      auto const plain = cells[i].find_first_of(",\"\r\n") == std::string::npos;
      if (!plain) text += '"';
      for (auto const c : cells[i]) {
        if (c == '"') text += '"';
        text += c;
      }
      if (!plain) text += '"';
    }
    text += "\r\n";
    if (std::fwrite(text.data(), 1, text.size(), file_.get()) != text.size()) fail(errno);
  }

  void finish() {
    auto* file = file_.release();
    if (std::fclose(file) != 0 || std::rename(partial_.c_str(), path_.string().c_str()) != 0) {
      auto const error = errno;
      std::remove(partial_.c_str());
      fail(error);
    }
  }

 private:
  [[noreturn]] void fail(int error) const {
    throw loader::InputError({}, fmt::format("{}: cannot write: {}", path_.string(), std::strerror(error)));
  }
  struct Close {
    void operator()(std::FILE* file) const { std::fclose(file); }
  };
  std::filesystem::path path_;
  std::string partial_;
  std::unique_ptr<std::FILE, Close> file_;
};

/// Shortest text that reads back as the same number; empty for what could not be measured.
template <class Number>
std::string number(Number value) {
  return std::isfinite(value) ? fmt::format("{}", value) : "";
}

/// A run of the file: its index along the leading dimensions, and what tables say of it.
struct Run {
  std::vector<std::size_t> at;        ///< point if there is one, scenario, replication
  std::vector<std::string> place;     ///< the same as text, then world and status
  std::vector<std::string> settings;  ///< of the design's factors
};

bool is_sweep(results::Reader const& reader) { return reader.layout().dimension("point") != nullptr; }

/// Names of the columns of Run::place.
std::vector<std::string> place_columns(results::Reader const& reader) {
  std::vector<std::string> columns{"scenario", "replication", "world", "status"};
  if (is_sweep(reader)) columns.insert(columns.begin(), "point");
  return columns;
}

/// Calls `visit(run)` for every run in the file's order.
void for_each_run(results::Reader const& reader, std::function<void(Run const&)> const& visit) {
  auto const scenarios = reader.dimension("scenario").labels();
  auto const worlds = reader.numbers("replication_world").values;
  auto const n_point = is_sweep(reader) ? reader.size("point") : 1;
  for (std::size_t p = 0; p < n_point; ++p) {
    std::vector<std::string> settings;
    std::vector<std::size_t> leading;
    if (is_sweep(reader)) {
      for (auto const value : reader.numbers("design", {p}).values) settings.push_back(number(value));
      leading = {p};
    }
    auto const status = reader.numbers("run_status", leading).values;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      for (std::size_t k = 0; k < worlds.size(); ++k) {
        Run run{leading,
                {scenarios[s], fmt::format("{}", k), number(worlds[k]), number(status[s * worlds.size() + k])},
                settings};
        run.at.insert(run.at.end(), {s, k});
        if (is_sweep(reader)) run.place.insert(run.place.begin(), fmt::format("{}", p));
        visit(run);
      }
    }
  }
}

/// A row a run, failed ones with their reason: the point's settings, then the outcomes.
void runs_csv(results::Reader const& reader, Csv& csv) {
  auto head = place_columns(reader);
  head.push_back("reason");
  if (is_sweep(reader)) std::ranges::move(reader.dimension("factor").labels(), std::back_inserter(head));
  std::ranges::move(reader.dimension("outcome").labels(), std::back_inserter(head));
  csv.row(head);
  for_each_run(reader, [&](Run const& run) {
    auto cells = run.place;
    cells.push_back(reader.strings("run_reason", run.at).values.at(0));
    cells.insert(cells.end(), run.settings.begin(), run.settings.end());
    for (auto const value : reader.numbers("outcomes", run.at).values) cells.push_back(number(value));
    csv.row(cells);
  });
}

void outcomes_csv(results::Reader const& reader, Csv& csv) {
  auto head = place_columns(reader);
  head.insert(head.end(), {"outcome", "value"});
  csv.row(head);
  auto const ids = reader.dimension("outcome").labels();
  for_each_run(reader, [&](Run const& run) {
    auto const values = reader.numbers("outcomes", run.at).values;
    for (std::size_t j = 0; j < ids.size(); ++j) {
      auto cells = run.place;
      cells.insert(cells.end(), {ids[j], number(values[j])});
      csv.row(cells);
    }
  });
}

void costs_csv(results::Reader const& reader, Csv& csv) {
  auto head = place_columns(reader);
  head.insert(head.end(), {"budget_line", "year", "officer_hours", "councillor_hours", "pounds"});
  csv.row(head);
  auto const lines = reader.dimension("budget_line").labels();
  auto const years = reader.dimension("year").labels();
  for_each_run(reader, [&](Run const& run) {
    auto const officers = reader.numbers("officer_hours", run.at).values;
    auto const councillors = reader.numbers("councillor_hours", run.at).values;
    auto const pounds = reader.numbers("cost", run.at).values;
    for (std::size_t i = 0; i < pounds.size(); ++i) {
      auto cells = run.place;
      cells.insert(cells.end(), {lines[i / years.size()], years[i % years.size()], number(officers[i]),
                                 number(councillors[i]), number(pounds[i])});
      csv.row(cells);
    }
  });
}

void comparison_csv(results::Reader const& reader, Csv& csv) {
  auto const comparison = compare::compare(reader);
  csv.row({"scenario", "outcome", "unit", "verdict", "why", "worlds", "worlds_better", "worlds_within", "worlds_worse",
           "difference_middle", "difference_low", "difference_high"});
  for (std::size_t s = 1; s < comparison.scenarios.size(); ++s) {
    for (std::size_t j = 0; j < comparison.outcomes.size(); ++j) {
      auto const& contrast = comparison.contrasts[s - 1][j];
      auto const& judgement = contrast.judgement;
      csv.row({comparison.scenarios[s].id, comparison.outcomes[j].id, comparison.outcomes[j].unit,
               std::string(compare::words(judgement.verdict)), std::string(compare::words(judgement.doubt)),
               fmt::format("{}", judgement.n_world), fmt::format("{}", judgement.better.n),
               fmt::format("{}", judgement.within.n), fmt::format("{}", judgement.worse.n),
               number(contrast.range.middle), number(contrast.range.low), number(contrast.range.high)});
    }
  }
}

/// Where the time axis of a series comes; nothing if the variable is none.
std::optional<std::size_t> time_axis(results::Variable const& variable) {
  auto const at = std::ranges::find(variable.dimensions, "time");
  if (at == variable.dimensions.end() || std::ranges::count(variable.dimensions, "replication") == 0) return {};
  return static_cast<std::size_t>(at - variable.dimensions.begin());
}

/// Refuses a name that is no recorded series, before anything is written.
void check_series(results::Reader const& reader, std::string const& name) {
  auto const* variable = reader.layout().variable(name);
  if (!variable || !time_axis(*variable)) {
    std::vector<std::string> known;
    for (auto const& one : reader.layout().variables) {
      if (time_axis(one)) known.push_back(one.name);
    }
    throw loader::InputError({}, fmt::format("{}: records no series '{}' (recorded: {})", reader.path().string(), name,
                                             fmt::join(known, ", ")));
  }
}

/// One recorded series in long form: a row for each run, time and part.
void series_csv(results::Reader const& reader, std::string const& name, Csv& csv) {
  auto const* variable = reader.layout().variable(name);
  auto const axis = time_axis(*variable).value();
  auto head = place_columns(reader);
  head.insert(head.end(), variable->dimensions.begin() + static_cast<std::ptrdiff_t>(axis), variable->dimensions.end());
  head.push_back(name);
  csv.row(head);
  auto const times = reader.dimension("time").labels();
  auto const split = axis + 1 < variable->dimensions.size();
  auto const parts = split ? reader.dimension(variable->dimensions[axis + 1]).labels() : std::vector<std::string>{};
  auto const n_part = std::max<std::size_t>(1, parts.size());
  for_each_run(reader, [&](Run const& run) {
    auto const values = reader.numbers(name, run.at).values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto cells = run.place;
      cells.push_back(times[i / n_part]);
      if (!parts.empty()) cells.push_back(parts[i % n_part]);
      cells.push_back(variable->type == results::Type::float32 ? number(static_cast<float>(values[i]))
                                                               : number(values[i]));
      csv.row(cells);
    }
  });
}

}  // namespace

int export_csv(std::vector<std::string> const& arguments) {
  Arguments line("export", "DIR",
                 "writes the results as CSV: all runs with their outcomes, comparison, costs, any series");
  line.options()("output,o", po::value<std::string>(), "folder to write to (default: DIR/csv)")(
      "series", po::value<std::vector<std::string>>(),
      "NAME: also this trajectory, a row for each run, time and ward or group");
  line.add_help("Times are seconds since the study began, as in the file. An empty value could not be measured.");
  if (!line.parse(arguments, 1, 1)) return status_done;

  auto const file = results_file(line.operand(0));
  auto const folder = std::filesystem::path(line.text("output").value_or((file.parent_path() / "csv").string()));
  with_results([&] {
    results::Reader const reader(file);
    auto const series = line.texts("series");
    for (auto const& name : series) check_series(reader, name);
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed)
      throw loader::InputError({}, fmt::format("{}: cannot make the folder: {}", folder.string(), failed.message()));

    auto const make = [&](std::string const& name, auto&& fill) {
      auto const path = folder / (name + ".csv");
      Csv csv(path);
      fill(csv);
      csv.finish();
      if (!line.quiet()) message("table written: " + path.string());
    };
    make("runs", [&](Csv& csv) { runs_csv(reader, csv); });
    if (!is_sweep(reader)) make("comparison", [&](Csv& csv) { comparison_csv(reader, csv); });
    make("outcomes", [&](Csv& csv) { outcomes_csv(reader, csv); });
    if (reader.has("cost")) make("costs", [&](Csv& csv) { costs_csv(reader, csv); });
    for (auto const& name : series) make(name, [&](Csv& csv) { series_csv(reader, name, csv); });
  });
  return status_done;
}

}  // namespace wardmote::program
