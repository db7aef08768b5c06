#include "scenarios/loader/design_file.hpp"

#include <cmath>
#include <filesystem>

#include <fmt/format.h>

#include "scenarios/loader/csv.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Levels: a list of numbers, or of true and false.
std::vector<double> read_levels(toml::node const& node, std::string_view key) {
  auto const* list = node.as_array();
  if (list == nullptr || list->empty()) fail(node, key, "expected a list of numbers such as [0, 0.5, 1]");
  std::vector<double> levels;
  for (auto const& item : *list) levels.push_back(read_number(item, key, -infinity, infinity));
  return levels;
}

DesignFactor read_factor(toml::table const& entry) {
  TomlTable const table{entry, "factor", {"path", "low", "high", "log", "levels"}};
  DesignFactor factor;
  factor.path = table.string("path");
  factor.place = place_of(table.at("path"));
  if (auto const* levels = table.find("levels")) {
    for (auto const* key : {"low", "high", "log"}) {
      if (table.find(key) != nullptr) fail(table.at(key), table.path(key), "give low and high, or levels, not both");
    }
    factor.levels = read_levels(*levels, "factor.levels");
    return factor;
  }
  factor.low = table.number("low", -infinity, infinity);
  factor.high = table.number("high", -infinity, infinity);
  if (factor.low >= factor.high)
    fail(table.at("low"), "factor.low", fmt::format("must be below high = {}", factor.high));
  factor.logarithmic = table.boolean_or("log", false);
  if (factor.logarithmic && factor.low <= 0) fail(table.at("low"), "factor.low", "must be above 0 for log = true");
  return factor;
}

/// Points in a CSV file: a column a factor, headed by its path.
std::vector<DesignFactor> read_columns(Library& library, std::filesystem::path const& path) {
  CsvTable const table(library.read_beside(path.string()), shown_path(path.string()));
  std::vector<DesignFactor> factors;
  for (std::size_t c = 0; c < table.header().size(); ++c) {
    DesignFactor factor;
    factor.path = table.header()[c];
    factor.place = {shown_path(path.string()), 1, 0};
    for (std::size_t r = 0; r < table.n_row(); ++r) factor.levels.push_back(table.number(r, c, -infinity, infinity));
    factors.push_back(std::move(factor));
  }
  return factors;
}

void check_factors(TomlTable const& file, Design const& design) {
  if (design.factors.empty()) {
    throw InputError({place_of(file.table()).file, 1, 1}, "has no [[factor]]: what is to differ between points?");
  }
  for (std::size_t i = 0; i < design.factors.size(); ++i) {
    auto const& factor = design.factors[i];
    for (std::size_t j = 0; j < i; ++j) {
      if (design.factors[j].path == factor.path)
        throw InputError(factor.place, fmt::format("factor.path = \"{}\" is named twice", factor.path));
    }
    auto const listed = design.method == DesignMethod::factorial || design.method == DesignMethod::list;
    if (listed && factor.levels.empty()) {
      throw InputError(factor.place, fmt::format("factor {} needs levels (method = \"{}\" takes no low and high)",
                                                 factor.path, design_method_names[std::size_t(design.method)]));
    }
    if (design.method == DesignMethod::list && factor.levels.size() != design.factors.front().levels.size()) {
      throw InputError(factor.place,
                       fmt::format("factor {} has {} levels and the first has {} (a list is read across: "
                                   "as many of each as there are points)",
                                   factor.path, factor.levels.size(), design.factors.front().levels.size()));
    }
  }
}

/// How many points there will be, as a number that cannot overflow.
double n_point(Design const& design) {
  switch (design.method) {
    case DesignMethod::factorial: {
      double n = 1;
      for (auto const& factor : design.factors) n *= static_cast<double>(factor.levels.size());
      return n;
    }
    case DesignMethod::list:
      return static_cast<double>(design.factors.front().levels.size());
    case DesignMethod::morris:
      return design.n_trajectory * (static_cast<double>(design.factors.size()) + 1);
    case DesignMethod::lhs:
    case DesignMethod::sobol:
      break;
  }
  return design.n_point;
}

}  // namespace

Design read_design(Library& library, Document const& document) {
  TomlTable const file{
      document.table,
      "",
      {"wardmote", "kind", "id", "title", "method", "points", "trajectories", "grid", "file", "factor"}};
  Design design;
  design.id = file.string("id");
  design.title = file.string("title");
  design.method = static_cast<DesignMethod>(file.choice("method", design_method_names));
  for (auto const* entry : file.entries("factor")) design.factors.push_back(read_factor(*entry));
  if (file.find("file") != nullptr) {
    if (design.method != DesignMethod::list) fail(file.at("file"), "file", "only method = \"list\" reads its points");
    if (!design.factors.empty()) fail(file.at("file"), "file", "give [[factor]] or a file of points, not both");
    auto const beside = std::filesystem::path(document.path).parent_path();
    design.factors = read_columns(library, beside / file.string("file"));
  }
  check_factors(file, design);

  // how many
  auto const sampled = design.method == DesignMethod::lhs || design.method == DesignMethod::sobol;
  auto const refuse = [&](std::string_view key, bool wanted, std::string_view why) {
    if (!wanted && file.find(key) != nullptr) fail(file.at(key), key, fmt::format("is not of this method ({})", why));
  };
  refuse("points", sampled, "only lhs and sobol take points");
  refuse("trajectories", design.method == DesignMethod::morris, "only morris has trajectories");
  refuse("grid", design.method == DesignMethod::morris, "only morris has a grid");
  constexpr std::int64_t most = most_points;
  if (sampled) design.n_point = static_cast<std::uint32_t>(file.integer("points", 1, most));
  if (design.method == DesignMethod::morris) {
    design.n_trajectory = static_cast<std::uint32_t>(file.integer("trajectories", 1, most));
    if (auto const* grid = file.find("grid")) {
      design.n_grid = static_cast<std::uint32_t>(read_integer(*grid, "grid", 2, 1000));
      if (design.n_grid % 2 != 0) fail(*grid, "grid", "must be even, so that all levels are as likely");
    }
  }
  if (n_point(design) > static_cast<double>(most_points)) {
    throw InputError({document.shown, 1, 1},
                     fmt::format("has {:.3g} points (at most {} are possible)", n_point(design), most_points));
  }
  return design;
}

}  // namespace wardmote::loader
