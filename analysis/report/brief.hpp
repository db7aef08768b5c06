#pragma once

#include <string>

#include "analysis/report/report.hpp"

namespace wardmote::report {

/// The study under the headings of a committee's report: purpose, options, finance, legal, equality, risk,
/// consultation, background papers. The same sentences as the page; no headline drawn from them and nothing
/// recommended.
std::string brief_text(results::Reader const& reader, std::string const& digest, Options const& chosen = {});

/// The same as a .docx file (Office Open XML, ISO/IEC 29500), its bytes.
std::string brief_docx(results::Reader const& reader, std::string const& digest, Options const& chosen = {});

}  // namespace wardmote::report
