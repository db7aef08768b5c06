#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "scenarios/experiment/plan.hpp"

namespace wardmote::experiment {

/// What a check of results came to.
struct Verification {
  std::uint64_t n_batch = 0;     ///< batches whose size and SHA-256 were checked
  std::uint64_t n_repeated = 0;  ///< runs repeated
  std::vector<std::string> mismatches = {};
};

/// Checks batches and results.h5 of a folder against their SHA-256, then repeats `n_sample` runs and compares every
/// value with what results.h5 says, bit for bit. The sample is fixed by the plan: the runs with the least names, which
/// are as good as random.
Verification verify(Plan const& plan, std::filesystem::path const& folder, std::uint64_t n_sample);

/// The same for a results file alone.
Verification verify_file(Plan const& plan, std::filesystem::path const& results, std::uint64_t n_sample);

}  // namespace wardmote::experiment
