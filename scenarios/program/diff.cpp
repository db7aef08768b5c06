#include <filesystem>
#include <iostream>
#include <map>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenarios/loader/catalogue.hpp"
#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/study.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"
#include "scenarios/program/terminal.hpp"

namespace wardmote::program {

namespace {

using nlohmann::json;

/// What tells the entries of a list apart: their id, else their place from 1.
std::string label(json const& item, std::size_t place) {
  for (auto const* key : {"id", "code", "lever", "line"}) {
    if (item.is_object() && item.contains(key) && item[key].is_string()) return item[key].get<std::string>();
  }
  return std::to_string(place + 1);
}

/// All values of a file under their dotted paths.
void flatten(json const& value, std::string const& path, std::map<std::string, json>& out) {
  auto const below = [&](std::string const& key) { return path.empty() ? key : path + "." + key; };
  if (value.is_object() && !value.empty()) {
    for (auto const& [key, item] : value.items()) flatten(item, below(key), out);
  } else if (value.is_array() && !value.empty()) {
    std::map<std::string, int> n_seen;
    for (std::size_t i = 0; i < value.size(); ++i) {
      // the same lever may be used twice
      auto name = label(value[i], i);
      if (++n_seen[name] > 1) name += fmt::format("#{}", n_seen[name]);
      flatten(value[i], below(name), out);
    }
  } else {
    out[path] = value;
  }
}

/// A file by its path, or a shipped scenario by its name.
std::string file_of(std::string const& operand) {
  std::error_code error;
  if (operand.find('.') != std::string::npos || std::filesystem::exists(operand, error)) return operand;
  std::vector<std::string> names;
  for (auto const& scenario : loader::Catalogue{}.scenarios()) {
    if (scenario.id == operand) return scenario.file;
    names.push_back(scenario.id);
  }
  throw loader::InputError({}, fmt::format("diff: there is no file or scenario '{}' ({})", operand,
                                           loader::hint(operand, std::span<std::string const>{names})));
}

std::map<std::string, json> values_of(std::string const& path, std::string const& kind) {
  std::map<std::string, json> values;
  flatten(json::parse(kind == "study" ? loader::load_study(path).resolved_json : loader::file_as_json(path)), "",
          values);
  return values;
}

}  // namespace

int diff(std::vector<std::string> const& arguments) {
  Arguments line(
      "diff", "A B",
      "what differs between two studies, resolved in full (or two other files of one kind, or two scenarios by "
      "name)");
  line.options()("json", "as JSON: a list of path, a, b");
  if (!line.parse(arguments, 2, 2)) return status_done;
  auto const file_a = file_of(line.operand(0)), file_b = file_of(line.operand(1));
  auto const kind = loader::kind_of_file(file_a);
  if (auto const other = loader::kind_of_file(file_b); other != kind) {
    throw loader::InputError({}, fmt::format("diff: {} is a {} and {} a {} (expected two of a kind)", line.operand(0),
                                             kind, line.operand(1), other));
  }
  auto const a = values_of(file_a, kind);
  auto const b = values_of(file_b, kind);

  // every path of either, in order
  auto paths = a;
  paths.insert(b.begin(), b.end());
  auto differences = nlohmann::ordered_json::array();
  std::vector<std::vector<std::string>> rows;
  auto const text = [](std::map<std::string, json> const& values, std::string const& path) {
    auto const at = values.find(path);
    return at == values.end() ? std::string{"-"} : at->second.dump();
  };
  for (auto const& [path, unused] : paths) {
    auto const in_a = a.find(path), in_b = b.find(path);
    if (in_a != a.end() && in_b != b.end() && in_a->second == in_b->second) continue;
    rows.push_back({path, text(a, path) + "  ->  " + text(b, path)});
    differences.push_back({{"path", path},
                           {"a", in_a == a.end() ? json{} : in_a->second},
                           {"b", in_b == b.end() ? json{} : in_b->second}});
  }
  if (line.has("json"))
    std::cout << differences.dump(2) << "\n";
  else if (rows.empty())
    std::cout << "no difference\n";
  else
    std::cout << columns(rows);
  return status_done;
}

}  // namespace wardmote::program
