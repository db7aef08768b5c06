#pragma once

#include <filesystem>
#include <string>

#include "analysis/results/error.hpp"
#include "scenarios/experiment/files.hpp"
#include "scenarios/loader/input_error.hpp"

namespace wardmote::program {

/// The results file of a folder that `wardmote run` wrote, or the file itself if that is named.
/// Throws loader::InputError where there is none.
std::filesystem::path results_file(std::string const& folder_or_file);

/// Runs `work`; results that cannot be read or written are the user's to mend (status 2), not our bug.
template <class Work>
auto with_results(Work&& work) {
  try {
    return work();
  } catch (results::ResultsError const& error) {
    throw loader::InputError({}, error.what());
  } catch (experiment::FolderRefused const& error) {
    throw loader::InputError({}, error.what());
  }
}

/// Writes a file complete or not at all: aside first, then renamed. Throws loader::InputError.
void write_file(std::filesystem::path const& path, std::string const& text);

}  // namespace wardmote::program
