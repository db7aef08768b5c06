#pragma once

#include <filesystem>

#include "scenarios/experiment/plan.hpp"

namespace wardmote::experiment {

/// Writes ro-crate-metadata.json (RO-Crate 1.1, researchobject.org/ro-crate) beside the results: which files there are,
/// their sizes and SHA-256, what program made them from what, so that archives understand the folder as it is.
void write_crate(Plan const& plan, std::filesystem::path const& folder);

}  // namespace wardmote::experiment
