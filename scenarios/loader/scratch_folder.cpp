#include "scenarios/loader/scratch_folder.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <system_error>

#include <fmt/format.h>

#include "scenarios/loader/input_error.hpp"

namespace wardmote::loader {

ScratchFolder::ScratchFolder() {
  std::error_code error;
  auto const parent = std::filesystem::temp_directory_path(error);
  if (error) throw InputError({"TMPDIR"}, fmt::format("names no folder for temporary files: {}", error.message()));
  auto pattern = (parent / "wardmote-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw InputError({pattern}, fmt::format("cannot make a folder: {}", std::strerror(errno)));
  }
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace wardmote::loader
