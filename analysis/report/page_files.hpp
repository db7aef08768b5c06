#pragma once

#include <string_view>

/// The files of analysis/report/page/, embedded by cmake/embed_page.cmake.
namespace wardmote::report::page_files {

extern std::string_view const frame;    ///< page.html, a Mustache template: {{name}} is escaped, {{{name}}} is our own
extern std::string_view const style;    ///< style.css
extern std::string_view const client;   ///< client.js: the scenario switch and the charts that answer
extern std::string_view const library;  ///< d3 and Observable Plot from npm; empty where the build had no npm

}  // namespace wardmote::report::page_files
