#include "scenarios/loader/overrides.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/loader/dates.hpp"
#include "scenarios/loader/lever_file.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace {

// keys of a study file that options may change
constexpr auto top_keys = std::to_array<std::string_view>({"title", "question", "council", "parameters", "baseline",
                                                           "scenarios", "start", "years", "warm_up_years", "seed",
                                                           "mode", "streams", "record_every", "keep", "design"});
constexpr auto runs_keys = std::to_array<std::string_view>({"worlds", "replications", "max_worlds"});
constexpr auto budget_keys =
    std::to_array<std::string_view>({"officer_hours_year", "pounds_year", "price_year", "discount_rate"});
constexpr auto outcome_keys =
    std::to_array<std::string_view>({"title", "better", "matters", "unit", "guard", "reason"});
constexpr auto figures = std::to_array<std::string_view>({"value", "low", "high"});

template <class Words>
bool has(Words const& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

std::vector<std::string> split(std::string const& path) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= path.size();) {
    auto const dot = std::min(path.find('.', at), path.size());
    parts.push_back(path.substr(at, dot - at));
    at = dot + 1;
  }
  return parts;
}

/// TOML text of a string, quoted and escaped.
std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (char const c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (static_cast<unsigned char>(c) < 0x20)
      result += fmt::format("\\u{:04X}", static_cast<unsigned>(c));
    else
      result += c;
  }
  return result + "\"";
}

/// Changes one of the three figures of a quantity, or all of it ("").
void change(Quantity& quantity, std::string_view figure, toml::node const& node, std::string const& path,
            QuantityRule const& rule) {
  if (figure.empty() || figure == "value") {
    if (!figure.empty() && node.is_table()) fail(node, path, "expected a number");
    change_quantity(quantity, node, path, rule, "given by --set");
    return;
  }
  if (quantity.distribution == Distribution::fixed) {
    fail(node, path, "the number is certain, so has no range; give the quantity in full to change that");
  }
  auto& end = figure == "low" ? quantity.low : quantity.high;
  end = read_number(node, path, rule.minimum, rule.maximum);
  if (quantity.value < quantity.low || quantity.value > quantity.high) {
    fail(node, path, fmt::format("the value {} must stay between low and high", quantity.value));
  }
  if (quantity.distribution == Distribution::loguniform && quantity.low <= 0) {
    fail(node, path, "must be above 0 for dist = \"loguniform\"");
  }
}

}  // namespace

Overrides::Overrides(std::vector<std::string> const& options) {
  for (auto const& text : options) {
    Option option;
    option.text = "--set " + text;
    auto const equals = text.find('=');
    if (equals == std::string::npos || equals == 0) throw InputError({option.text}, "expected --set PATH=VALUE");
    auto const trim = [](std::string part) {
      part.erase(0, std::min(part.find_first_not_of(" \t"), part.size()));
      part.erase(part.find_last_not_of(" \t") + 1);
      return part;
    };
    option.path = trim(text.substr(0, equals));
    option.parts = split(option.path);
    auto const value = trim(text.substr(equals + 1));
    if (value.empty()) throw InputError({option.text}, "the value is missing (expected --set PATH=VALUE)");
    try {
      option.holder = toml::parse("v = " + value, option.text);
    } catch (toml::parse_error const&) {
      option.holder.clear();
    }
    if (option.holder.size() != 1) {
      try {
        option.holder = toml::parse("v = " + quoted(value), option.text);
      } catch (toml::parse_error const& error) {
        throw InputError({option.text}, fmt::format("the value cannot be read: {}", error.description()));
      }
    }
    options_.push_back(std::move(option));
  }
}

void Overrides::apply_to_file(toml::table& study) {
  auto const put = [](toml::table& table, std::string_view key, Option& option) {
    // moved, not copied: a copied node forgets where it stood
    table.insert_or_assign(key, std::move(*option.holder.get("v")));
    option.applied = true;
  };
  for (auto& option : options_) {
    auto const& parts = option.parts;
    if (parts.size() == 1 && has(top_keys, parts[0])) {
      put(study, parts[0], option);
    } else if (parts.size() == 2 && ((parts[0] == "runs" && has(runs_keys, parts[1])) ||
                                     (parts[0] == "budget" && has(budget_keys, parts[1])))) {
      if (!study.contains(parts[0])) study.insert(parts[0], toml::table{});
      if (auto* table = study.get(parts[0])->as_table()) put(*table, parts[1], option);
    } else if (parts.size() == 3 && parts[0] == "outcomes" && has(outcome_keys, parts[2])) {
      auto* entries = study.get("outcome") != nullptr ? study.get("outcome")->as_array() : nullptr;
      if (entries == nullptr) continue;
      for (auto& entry : *entries) {
        auto* table = entry.as_table();
        auto const* id = table != nullptr ? table->get("id") : nullptr;
        if (id != nullptr && id->is_string() && id->as_string()->get() == parts[1]) put(*table, parts[2], option);
      }
    }
  }
}

void Overrides::apply_to_parameters(std::vector<ParameterValue>& parameters) {
  for (auto& option : options_) {
    auto const& parts = option.parts;
    if (option.applied || parts[0] != "parameters" || parts.size() < 2 || parts.size() > 3) continue;
    auto const figure = parts.size() == 3 ? std::string_view{parts[2]} : std::string_view{};
    if (!figure.empty() && !has(figures, figure)) continue;
    for (auto& parameter : parameters) {
      if (parameter.spec->name != parts[1]) continue;
      auto const& spec = *parameter.spec;
      change(parameter.quantity, figure, option.node(), option.path, {spec.unit, spec.minimum, spec.maximum});
      option.applied = true;
    }
  }
}

void Overrides::apply_to_scenarios(std::vector<Scenario>& scenarios) {
  for (auto& option : options_) {
    // scenarios.ID.levers.ID.REST in one scenario, levers.ID.REST in all that use the lever
    auto const& parts = option.parts;
    auto const in_one = parts.size() >= 5 && parts[0] == "scenarios" && parts[2] == "levers";
    auto const in_all = parts.size() >= 3 && parts[0] == "levers";
    if (option.applied || (!in_one && !in_all)) continue;
    auto const rest = parts.begin() + (in_one ? 4 : 2);
    for (auto& scenario : scenarios) {
      if (in_one && scenario.id != parts[1]) continue;
      for (auto& bound : scenario.levers) {
        if (bound.lever.id == *(rest - 1)) apply_to_lever(option, {rest, parts.end()}, bound);
      }
    }
  }
}

void Overrides::apply_to_lever(Option& option, std::span<std::string const> rest, BoundLever& bound) {
  option.applied = true;
  // its window
  if (rest.size() == 1 && (rest[0] == "from" || rest[0] == "until")) {
    (rest[0] == "from" ? bound.from : bound.until) = read_date(option.node(), option.path);
    if (bound.until <= bound.from) {
      fail(option.node(), option.path,
           fmt::format("from = {} must be before until = {}", iso_date(bound.from), iso_date(bound.until)));
    }
    return;
  }
  // a number of it
  std::string_view figure;
  if (has(figures, rest.back()) && rest.size() > 1) {
    figure = rest.back();
    rest = rest.first(rest.size() - 1);
  }
  auto const number = find_number(bound.lever, fmt::format("{}", fmt::join(rest, ".")), option.place());
  change(*number.quantity, figure, option.node(), option.path, number.rule);
  if (number.given != nullptr) *number.given = true;
}

void Overrides::expect_all_applied(Study const& study) const {
  for (auto const& option : options_) {
    if (option.applied) continue;
    auto const& parts = option.parts;
    if ((parts.size() == 1 && has(top_keys, parts[0])) ||
        (parts.size() == 2 && parts[0] == "runs" && has(runs_keys, parts[1]))) {
      throw InputError(
          option.place(),
          fmt::format("{} is the same at all points (only numbers of parameters and levers differ)", option.path));
    }
    auto const paths = paths_of(study);
    auto const near = nearest(option.path, std::span<std::string const>{paths});
    throw InputError(option.place(),
                     fmt::format("this study has no path '{}'{}", option.path,
                                 near ? fmt::format(" (did you mean '{}'?)", *near) : " (see wardmote check --paths)"));
  }
}

std::vector<std::string> paths_of(Study const& study) {
  std::vector<std::string> paths(top_keys.begin(), top_keys.end());
  for (auto const key : runs_keys) paths.push_back(fmt::format("runs.{}", key));
  for (auto const key : budget_keys) paths.push_back(fmt::format("budget.{}", key));
  for (auto const& outcome : study.outcomes) {
    for (auto const key : outcome_keys) paths.push_back(fmt::format("outcomes.{}.{}", outcome.id, key));
  }
  for (auto const& parameter : study.parameters) {
    paths.push_back(parameter.path());
    for (auto const figure : figures) paths.push_back(fmt::format("{}.{}", parameter.path(), figure));
  }
  for (auto const& scenario : study.scenarios) {
    for (auto bound : scenario.levers) {
      for (auto const& prefix : {fmt::format("scenarios.{}.levers.{}.", scenario.id, bound.lever.id),
                                 fmt::format("levers.{}.", bound.lever.id)}) {
        paths.push_back(prefix + "from");
        paths.push_back(prefix + "until");
        for (auto const& number : numbers_of(bound.lever)) {
          paths.push_back(prefix + number.name);
          paths.push_back(prefix + number.name.substr(number.name.rfind('.') + 1));
        }
      }
    }
  }
  // a lever stands in several scenarios
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace wardmote::loader
