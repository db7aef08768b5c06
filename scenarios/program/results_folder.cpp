#include "scenarios/program/results_folder.hpp"

#include <optional>
#include <system_error>

#include <fmt/format.h>

#include "analysis/results/probe.hpp"
#include "scenarios/experiment/folder.hpp"

namespace wardmote::program {

namespace {

std::filesystem::path find_results(std::string const& folder_or_file) {
  std::filesystem::path const given(folder_or_file);
  std::error_code failed;
  if (!std::filesystem::is_directory(given, failed)) {
    if (std::filesystem::exists(given, failed)) return given;
    throw loader::InputError({}, fmt::format("{}: no such folder", folder_or_file));
  }
  auto const file = given / "results.h5";
  if (std::filesystem::exists(file, failed)) return file;
  throw loader::InputError({}, fmt::format("{}: holds no results.h5; `wardmote run STUDY.toml -o {}` makes one",
                                           folder_or_file, folder_or_file));
}

/// What was noted when the file was written; nothing if nobody vouches for it.
std::optional<experiment::ResultsEntry> noted(std::filesystem::path const& file) {
  if (file.filename() != "results.h5") return std::nullopt;
  auto const folder = file.parent_path();
  return experiment::stored_results(folder.empty() ? "." : folder);
}

}  // namespace

std::filesystem::path results_file(std::string const& folder_or_file) {
  auto const file = find_results(folder_or_file);
  with_results([&] {
    auto const entry = noted(file);
    if (!entry) return results::probe(file);
    auto const n_byte = std::filesystem::file_size(file);
    auto const why = n_byte != entry->n_byte ? fmt::format("has {} bytes instead of {}", n_byte, entry->n_byte)
                     : experiment::sha256_of_file(file) != entry->sha256 ? "has changed since it was written"
                                                                         : std::string{};
    if (why.empty()) return;
    throw loader::InputError({}, fmt::format("{}: {}; `wardmote merge {}` makes it anew from its batches",
                                             file.string(), why, file.parent_path().string()));
  });
  return file;
}

}  // namespace wardmote::program
