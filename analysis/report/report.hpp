#pragma once

#include <string>

#include "analysis/results/reader.hpp"

namespace wardmote::report {

/// The page a committee reads: one self-contained HTML file, no network, nothing in it needs scripts.
/// In order: what this is; the question; the answer in plain words; every headline outcome with its verdict; what it
/// takes; when; where; who; how sure; the assumptions; how it was made. `digest` is the results file's
/// (results/digest.hpp). Throws ResultsError where the file lacks what the page needs.
std::string report(results::Reader const& reader, std::string const& digest);

}  // namespace wardmote::report
