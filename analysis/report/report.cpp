#include "analysis/report/report.hpp"

#include <array>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

#include "analysis/report/page_files.hpp"
#include "analysis/report/sections.hpp"

namespace wardmote::report {

namespace {

/// The page's content goes to the template as JSON.
kainjow::mustache::data to_mustache(json const& value) {
  using kainjow::mustache::data;
  if (value.is_object()) {
    data object{data::type::object};
    for (auto const& [key, part] : value.items()) object.set(key, to_mustache(part));
    return object;
  }
  if (value.is_array()) {
    data list{data::type::list};
    for (auto const& part : value) list.push_back(to_mustache(part));
    return list;
  }
  if (value.is_boolean()) return data{value.get<bool>() ? data::type::bool_true : data::type::bool_false};
  if (value.is_string()) return data{value.get<std::string>()};
  return data{value.is_null() ? std::string() : value.dump()};
}

constexpr std::array sections{heading, answer,      outcomes, costs,       stories,    when,    where,     who,
                              doubt,   resemblance, made,     assumptions, checklists, quality, chart_data};

}  // namespace

std::string report(results::Reader const& reader, std::string const& digest, Options const& options) try {
  Material const material(reader, digest, options);
  json page{{"style", page_files::style}, {"client", page_files::client}, {"library", page_files::library}};
  for (auto const section : sections) section(material, page);

  kainjow::mustache::mustache frame{std::string(page_files::frame)};
  auto html = frame.render(to_mustache(page));
  if (!frame.is_valid()) throw std::logic_error("the page's template is broken: " + frame.error_message());
  return html;
} catch (json::exception const& error) {
  throw results::ResultsError(
      fmt::format("{}: its study cannot be understood: {}", reader.path().string(), error.what()));
}

}  // namespace wardmote::report
