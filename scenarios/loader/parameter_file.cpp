#include "scenarios/loader/parameter_file.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <optional>
#include <sstream>

#include <fmt/format.h>

#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

std::string parameter_hint(std::string_view name) {
  std::vector<std::string_view> names;
  for (auto const& spec : world::parameter_specs()) names.push_back(spec.name);
  return hint(name, std::span<std::string_view const>{names});
}

namespace {

struct Written {
  Quantity quantity;
  Place name;  ///< where the parameter is named
};
using Found = std::vector<std::optional<Written>>;  // [n_parameter], empty where no file defines it

/// Entries of a file that are no parameters.
constexpr std::array<std::string_view, 4> heads{"wardmote", "kind", "builds_on", "measured_in"};

/// What one file defines.
Found read_own(Document const& document) {
  auto const specs = world::parameter_specs();
  Found found(specs.size());
  for (auto const& [key, node] : document.table) {
    if (std::ranges::find(heads, key.str()) != heads.end()) continue;
    std::size_t at = 0;
    while (at < specs.size() && specs[at].name != key.str()) ++at;
    if (at == specs.size()) {
      throw InputError(place_of(key.source()),
                       fmt::format("{} is not a parameter ({})", key.str(), parameter_hint(key.str())));
    }
    found[at] = Written{read_quantity(node, key.str(), {specs[at].unit, specs[at].minimum, specs[at].maximum}),
                        place_of(key.source())};
  }
  return found;
}

/// What was measured in one council is borrowed in any other.
void borrow_elsewhere(Document const& document, std::string_view council, Found& found) {
  auto const* place = document.table.get("measured_in");
  if (place == nullptr || read_string(*place, "measured_in") == council) return;
  for (auto& one : found) {
    if (one && one->quantity.tag == Tag::measured_here) one->quantity.tag = Tag::borrowed;
  }
}

/// What a file and those it builds on define, its own values before theirs. `trail` names the files on the way.
Found read_whole(Library& library, Document const& document, std::string_view council,
                 std::vector<std::string>& trail) {
  library.use(document);
  auto found = read_own(document);
  borrow_elsewhere(document, council, found);
  auto const* base = document.table.get("builds_on");
  if (base == nullptr) return found;
  trail.push_back(std::filesystem::path(document.path).stem().string());
  auto const name = read_string(*base, "builds_on");
  if (std::find(trail.begin(), trail.end(), name) != trail.end()) {
    fail(*base, "builds_on",
         fmt::format("files build on each other in a loop: {} -> {}", fmt::join(trail, " -> "), name));
  }
  auto const below =
      read_whole(library, library.find("parameters", {name, place_of(*base)}, document.path), council, trail);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) found[i] = below[i];
  }
  return found;
}

}  // namespace

std::vector<ParameterValue> read_parameter_file(Document const& document) {
  auto found = read_own(document);
  std::vector<ParameterValue> values;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) values.push_back({&world::parameter_specs()[i], std::move(found[i]->quantity)});
  }
  return values;
}

std::string parameter_entry(ParameterValue const& parameter) {
  auto const& quantity = parameter.quantity;
  toml::table entry{{"value", quantity.value},
                    {"low", quantity.low},
                    {"high", quantity.high},
                    {"unit", quantity.unit},
                    {"evidence", evidence_names[static_cast<std::size_t>(quantity.evidence)]},
                    {"tag", tag_names[static_cast<std::size_t>(quantity.tag)]},
                    {"source", quantity.source}};
  if (quantity.distribution != Distribution::triangular)
    entry.insert("dist", distribution_names[static_cast<std::size_t>(quantity.distribution)]);
  std::string text = fmt::format("[{}]  # {}\n", parameter.spec->name, parameter.spec->meaning);
  for (auto const* key : {"value", "low", "high", "unit", "dist", "evidence", "tag", "source"}) {
    auto const* const node = entry.get(key);
    if (node == nullptr) continue;
    if (auto const number = node->value_exact<double>()) {
      text += fmt::format("{} = {}\n", key, *number);  // the shortest text that is read as the same number
      continue;
    }
    std::ostringstream out;
    node->visit([&](auto const& value) { out << value; });
    text += fmt::format("{} = {}\n", key, out.str());
  }
  return text;
}

std::vector<ParameterValue> read_parameters(Library& library, std::vector<Document const*> const& documents,
                                            std::string_view council) {
  auto const specs = world::parameter_specs();

  // each at most once
  Found found(specs.size());
  for (auto const* document : documents) {
    std::vector<std::string> trail;
    auto whole = read_whole(library, *document, council, trail);
    for (std::size_t i = 0; i < specs.size(); ++i) {
      if (!whole[i]) continue;
      if (found[i]) {
        throw InputError(whole[i]->name,
                         fmt::format("{} is already defined at {}", specs[i].name, found[i]->quantity.place.text()));
      }
      found[i] = std::move(whole[i]);
    }
  }

  // all of them
  std::vector<ParameterValue> values;
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (!found[i])
      missing.push_back(specs[i].name);
    else
      values.push_back({&specs[i], std::move(found[i]->quantity)});
  }
  if (!missing.empty()) {
    constexpr std::size_t few = 6;
    auto const n_missing = missing.size();
    if (n_missing > few) missing.resize(few);
    std::vector<std::string_view> files;
    for (auto const* document : documents) files.push_back(document->shown);
    throw InputError({fmt::format("{}", fmt::join(files, ", "))},
                     fmt::format("{} parameter{} missing: {}{}", n_missing, n_missing == 1 ? " is" : "s are",
                                 fmt::join(missing, ", "), n_missing > few ? ", ..." : ""));
  }
  return values;
}

}  // namespace wardmote::loader
