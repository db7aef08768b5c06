#include "analysis/results/schema.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "analysis/results/error.hpp"

namespace wardmote::results {

std::string_view name_of(Type type) {
  switch (type) {
    case Type::int32:
      return "int32";
    case Type::int64:
      return "int64";
    case Type::float32:
      return "float32";
    case Type::float64:
      return "float64";
    case Type::string:
      break;
  }
  return "string";
}

std::size_t Dimension::size() const {
  return std::visit([](auto const& all) { return all.size(); }, values);
}

std::vector<std::string> Dimension::labels() const {
  if (auto const* texts = std::get_if<std::vector<std::string>>(&values)) return *texts;
  std::vector<std::string> texts;
  std::visit(
      [&](auto const& all) {
        for (auto const& value : all) texts.push_back(fmt::format("{}", value));
      },
      values);
  return texts;
}

Dimension time_dimension(std::vector<std::int64_t> instants, std::chrono::sys_days start, std::int64_t first_begins) {
  std::chrono::year_month_day const day{start};
  Dimension time{.name = "time",
                 .values = instants,
                 .units = fmt::format("seconds since {:04}-{:02}-{:02} 00:00:00", static_cast<int>(day.year()),
                                      static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())),
                 .long_name = "local civil time; states hold at it, flows are totals of the period that ends at it",
                 .attributes = {{"standard_name", "time"}, {"calendar", "proleptic_gregorian"}, {"axis", "T"}}};
  auto begins = first_begins;
  for (auto const instant : instants) {
    time.bounds.push_back({begins, instant});
    begins = instant;
  }
  return time;
}

Dimension const* Layout::dimension(std::string_view name) const {
  auto const found = std::ranges::find(dimensions, name, &Dimension::name);
  return found == dimensions.end() ? nullptr : &*found;
}

Variable const* Layout::variable(std::string_view name) const {
  auto const found = std::ranges::find(variables, name, &Variable::name);
  return found == variables.end() ? nullptr : &*found;
}

std::string_view Layout::attribute(std::string_view name) const {
  for (auto const& [key, text] : attributes) {
    if (key == name) return text;
  }
  return {};
}

std::string_view Layout::text(std::string_view path) const {
  auto const found = std::ranges::find(texts, path, &Text::path);
  return found == texts.end() || found->values.empty() ? std::string_view{} : found->values.front();
}

std::vector<std::size_t> Layout::shape(Variable const& variable) const {
  std::vector<std::size_t> lengths;
  for (auto const& name : variable.dimensions) {
    auto const* found = dimension(name);
    if (!found)
      throw ResultsError("variable " + variable.name + " uses dimension " + name + ", which is not described");
    lengths.push_back(found->size());
  }
  return lengths;
}

}  // namespace wardmote::results
