#pragma once

#include <filesystem>

namespace wardmote::loader {

/// An empty folder of its own where the system keeps temporary files (TMPDIR, else /tmp); gone with the object.
class ScratchFolder {
 public:
  /// Throws InputError.
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(ScratchFolder const&) = delete;
  ScratchFolder& operator=(ScratchFolder const&) = delete;
  [[nodiscard]] std::filesystem::path const& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace wardmote::loader
