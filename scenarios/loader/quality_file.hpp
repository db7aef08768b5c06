#pragma once

#include <string>
#include <vector>

namespace wardmote::loader {

/// One check of a study that somebody made and wrote down.
struct QualityNote {
  std::string date;     ///< ISO
  std::string by;       ///< a role
  std::string what;     ///< was checked
  std::string found;    ///< and came out
  std::string outcome;  ///< passed, failed or open
};

/// Reads a quality log: a file of kind "quality" with one [[check]] each.
std::vector<QualityNote> read_quality_log(std::string const& path);

}  // namespace wardmote::loader
