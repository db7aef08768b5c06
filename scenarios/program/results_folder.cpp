#include "scenarios/program/results_folder.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>

#include <fmt/format.h>

namespace wardmote::program {

std::filesystem::path results_file(std::string const& folder_or_file) {
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

void write_file(std::filesystem::path const& path, std::string const& text) {
  auto const partial = path.string() + ".partial";
  auto const fail = [&](int error) {
    std::remove(partial.c_str());
    throw loader::InputError({}, fmt::format("{}: cannot write: {}", path.string(), std::strerror(error)));
  };
  auto* file = std::fopen(partial.c_str(), "wb");
  if (!file) fail(errno);
  auto const written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  auto const error = errno;
  if (std::fclose(file) != 0) fail(errno);
  if (!written) fail(error);
  if (std::rename(partial.c_str(), path.string().c_str()) != 0) fail(errno);
}

}  // namespace wardmote::program
