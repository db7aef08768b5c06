#include "scenarios/loader/parameter_file.hpp"

#include <optional>

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

/// [n_parameter], empty where no file defines it.
std::vector<std::optional<Quantity>> gather(std::vector<Document const*> const& documents) {
  auto const specs = world::parameter_specs();
  std::vector<std::optional<Quantity>> found(specs.size());
  for (auto const* document : documents) {
    for (auto const& [key, node] : document->table) {
      if (key.str() == "wardmote" || key.str() == "kind") continue;
      std::size_t at = 0;
      while (at < specs.size() && specs[at].name != key.str()) ++at;
      if (at == specs.size()) {
        throw InputError(place_of(key.source()),
                         fmt::format("{} is not a parameter ({})", key.str(), parameter_hint(key.str())));
      }
      if (found[at]) {
        throw InputError(place_of(key.source()),
                         fmt::format("{} is already defined at {}", key.str(), found[at]->place.text()));
      }
      found[at] = read_quantity(node, key.str(), {specs[at].unit, specs[at].minimum, specs[at].maximum});
    }
  }
  return found;
}

}  // namespace

std::vector<ParameterValue> read_parameter_file(Document const& document) {
  auto found = gather({&document});
  std::vector<ParameterValue> values;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (found[i]) values.push_back({&world::parameter_specs()[i], std::move(*found[i])});
  }
  return values;
}

std::vector<ParameterValue> read_parameters(std::vector<Document const*> const& documents) {
  auto const specs = world::parameter_specs();
  auto found = gather(documents);

  // all of them
  std::vector<ParameterValue> values;
  std::vector<std::string_view> missing;
  for (std::size_t i = 0; i < specs.size(); ++i) {
    if (!found[i])
      missing.push_back(specs[i].name);
    else
      values.push_back({&specs[i], std::move(*found[i])});
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
