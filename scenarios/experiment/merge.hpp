#pragma once

#include <filesystem>
#include <functional>

#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/plan.hpp"

namespace wardmote::experiment {

/// Assembles results.h5 from the batches of a folder, and results.json with its size and SHA-256. One batch is in
/// memory at a time, and they come in a fixed order. Runs that failed are NaN with their reason; so are those that are
/// missing. Throws FolderRefused naming a batch that is damaged, results::ResultsError.
void merge(Plan const& plan, Inventory const& inventory, std::filesystem::path const& folder);

}  // namespace wardmote::experiment
