#pragma once

#include <filesystem>

#include "analysis/results/error.hpp"

namespace wardmote::results {

/// Reads the whole file once in a child process with limits on time and memory, and throws ResultsError if that does
/// not go well. HDF5 1.10 can crash or hang on damaged files; a file nobody vouches for is opened here first, so that a
/// reader meets none on which HDF5 does. To be called before any thread is started.
void probe(std::filesystem::path const& path);

}  // namespace wardmote::results
