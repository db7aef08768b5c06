#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <functional>
#include <memory>
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

/// A run's place: scenario, replication, world, status.
std::vector<std::string> place(results::Reader const& reader, std::size_t s, std::size_t k) {
  return {reader.dimension("scenario").labels()[s], fmt::format("{}", k),
          number(reader.numbers("replication_world", {k}).values[0]),
          number(reader.numbers("run_status", {s, k}).values[0])};
}

/// Calls `visit(scenario, replication, place)` for every run in the file's order.
void for_each_run(results::Reader const& reader,
                  std::function<void(std::size_t, std::size_t, std::vector<std::string> const&)> const& visit) {
  for (std::size_t s = 0; s < reader.size("scenario"); ++s) {
    for (std::size_t k = 0; k < reader.size("replication"); ++k) visit(s, k, place(reader, s, k));
  }
}

void outcomes_csv(results::Reader const& reader, Csv& csv) {
  csv.row({"scenario", "replication", "world", "status", "outcome", "value"});
  auto const ids = reader.dimension("outcome").labels();
  for_each_run(reader, [&](std::size_t s, std::size_t k, std::vector<std::string> const& where) {
    auto const values = reader.numbers("outcomes", {s, k}).values;
    for (std::size_t j = 0; j < ids.size(); ++j) {
      auto cells = where;
      cells.insert(cells.end(), {ids[j], number(values[j])});
      csv.row(cells);
    }
  });
}

void costs_csv(results::Reader const& reader, Csv& csv) {
  csv.row({"scenario", "replication", "world", "status", "budget_line", "year", "officer_hours", "councillor_hours",
           "pounds"});
  auto const lines = reader.dimension("budget_line").labels();
  auto const years = reader.dimension("year").labels();
  for_each_run(reader, [&](std::size_t s, std::size_t k, std::vector<std::string> const& where) {
    auto const officers = reader.numbers("officer_hours", {s, k}).values;
    auto const councillors = reader.numbers("councillor_hours", {s, k}).values;
    auto const pounds = reader.numbers("cost", {s, k}).values;
    for (std::size_t i = 0; i < pounds.size(); ++i) {
      auto cells = where;
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

/// Refuses a name that is no recorded series, before anything is written.
void check_series(results::Reader const& reader, std::string const& name) {
  auto const* variable = reader.layout().variable(name);
  if (!variable || variable->dimensions.size() < 3 || variable->dimensions[2] != "time") {
    std::vector<std::string> known;
    for (auto const& one : reader.layout().variables) {
      if (one.dimensions.size() >= 3 && one.dimensions[2] == "time") known.push_back(one.name);
    }
    throw loader::InputError({}, fmt::format("{}: records no series '{}' (recorded: {})", reader.path().string(), name,
                                             fmt::join(known, ", ")));
  }
}

/// One recorded series in long form: a row for each run, time and part.
void series_csv(results::Reader const& reader, std::string const& name, Csv& csv) {
  auto const* variable = reader.layout().variable(name);
  std::vector<std::string> head{"scenario", "replication", "world", "status"};
  head.insert(head.end(), variable->dimensions.begin() + 2, variable->dimensions.end());
  head.push_back(name);
  csv.row(head);
  auto const times = reader.dimension("time").labels();
  auto const parts =
      variable->dimensions.size() > 3 ? reader.dimension(variable->dimensions[3]).labels() : std::vector<std::string>{};
  auto const n_part = std::max<std::size_t>(1, parts.size());
  for_each_run(reader, [&](std::size_t s, std::size_t k, std::vector<std::string> const& where) {
    auto const values = reader.numbers(name, {s, k}).values;
    for (std::size_t i = 0; i < values.size(); ++i) {
      auto cells = where;
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
  Arguments line("export", "DIR", "writes the results as CSV: comparison, outcomes and costs of every run, any series");
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
    make("comparison", [&](Csv& csv) { comparison_csv(reader, csv); });
    make("outcomes", [&](Csv& csv) { outcomes_csv(reader, csv); });
    make("costs", [&](Csv& csv) { costs_csv(reader, csv); });
    for (auto const& name : series) make(name, [&](Csv& csv) { series_csv(reader, name, csv); });
  });
  return status_done;
}

}  // namespace wardmote::program
