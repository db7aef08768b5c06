#pragma once

#include <filesystem>
#include <new>
#include <string>

#include "analysis/results/error.hpp"
#include "scenarios/experiment/files.hpp"
#include "scenarios/loader/input_error.hpp"

namespace wardmote::program {

/// The results file of a folder that `wardmote run` wrote, or the file itself if that is named. It can be opened:
/// either its size and SHA-256 are those noted when it was written, or it was read in a child process first (HDF5 may
/// crash or hang on damaged files). Throws loader::InputError where there is none or it is damaged.
std::filesystem::path results_file(std::string const& folder_or_file);

/// Runs `work`; results that cannot be read or written are the user's to mend (status 2), not our bug.
template <class Work>
auto with_results(Work&& work) {
  try {
    return work();
  } catch (results::ResultsError const& error) {
    throw loader::InputError({}, error.what());
  } catch (std::bad_alloc const&) {
    throw loader::InputError({}, "not enough memory for these results, or they are damaged");
  } catch (experiment::FolderRefused const& error) {
    throw loader::InputError({}, error.what());
  }
}

}  // namespace wardmote::program
