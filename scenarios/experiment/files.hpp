/// \file
/// Files that are complete or absent, and lines that are appended for good.
#pragma once

#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace wardmote::experiment {

/// The folder of results is not to be used: in use by another run, holding another study's results, full, read-only.
/// One plain sentence that begins with the path, for the person at the terminal.
class FolderRefused : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Writes a file aside (PATH.MARK.partial), flushes and fsyncs it, renames it and fsyncs its folder: after a crash or a
/// power cut either the whole file stands under its name or nothing does. Throws FolderRefused.
void write_whole(std::filesystem::path const& path, std::string_view bytes);

/// All bytes of a file. Throws FolderRefused.
std::string read_whole(std::filesystem::path const& path);

/// SHA-256 of a file, read piece by piece. Throws FolderRefused.
std::string sha256_of_file(std::filesystem::path const& path);

/// Makes a folder and those above it. Throws FolderRefused.
void make_folder(std::filesystem::path const& folder);

/// Files of a folder with that extension, sorted by name; none if there is no such folder.
std::vector<std::filesystem::path> files_of(std::filesystem::path const& folder, std::string_view extension);

/// A text that only grows, line by line, each on the disk before append() returns. A last line torn by a crash is cut
/// off when the file is opened again.
class LineFile {
 public:
  /// Opens for appending; made if need be. Throws FolderRefused.
  explicit LineFile(std::filesystem::path path);
  ~LineFile();
  LineFile(LineFile const&) = delete;
  LineFile& operator=(LineFile const&) = delete;

  /// Precondition: no line feed within.
  void append(std::string line);

 private:
  std::filesystem::path path_;
  int file_ = -1;
};

/// Its whole lines, a torn last one left out; none if there is no such file.
std::vector<std::string> read_lines(std::filesystem::path const& path);

}  // namespace wardmote::experiment
