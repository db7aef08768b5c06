#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/comparison.hpp"
#include "analysis/report/story.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::report {

/// One line of the study's quality log.
struct QualityEntry {
  std::string date;     ///< ISO
  std::string by;       ///< a role, not a name
  std::string what;     ///< was checked
  std::string found;    ///< and came out
  std::string outcome;  ///< passed, failed or open
};

/// What the reader of the results adds to them.
struct Options {
  std::vector<QualityEntry> quality = {};  ///< empty: none recorded
  std::vector<Story> stories = {};         ///< empty: none told
  nlohmann::json baseline = nullptr;       ///< rows of `wardmote check-baseline --json`; null: not checked
  /// Smallest differences changed after results were seen, and outcomes whose one is not that of the inputs: either
  /// puts a watermark on the page.
  std::vector<compare::OtherMatters> matters = {};
  std::vector<std::string> changed = {};
};

/// The page a committee reads: one self-contained HTML file, no network; what it says needs no scripts.
/// In order: what this is; the question; the answer in plain words; every headline outcome with its verdict; what it
/// takes; a person's story; when; where; who; what the answer hangs on; whether the baseline resembles the council; how
/// it was made, with the register of assumptions, checklists, scope and quality log. `digest` is the results file's
/// (results/digest.hpp). Throws ResultsError where the file lacks what the page needs.
std::string report(results::Reader const& reader, std::string const& digest, Options const& options = {});

}  // namespace wardmote::report
