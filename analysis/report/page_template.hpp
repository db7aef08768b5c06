#pragma once

namespace wardmote::report {

/// The page as a Mustache template: {{name}} is escaped, {{{name}}} is HTML or SVG of our own making.
extern char const* const page_template;

}  // namespace wardmote::report
