#include "scenarios/experiment/files.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <memory>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

namespace wardmote::experiment {

namespace {

[[noreturn]] void refuse(std::filesystem::path const& path, std::string_view what, int error) {
  throw FolderRefused(fmt::format("{}: cannot {}: {}", path.string(), what, std::strerror(error)));
}

/// An open file, closed once.
class File {
 public:
  File(std::filesystem::path const& path, int flags) : id_(::open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
  ~File() {
    if (id_ >= 0) ::close(id_);
  }
  File(File const&) = delete;
  File& operator=(File const&) = delete;
  [[nodiscard]] int id() const { return id_; }
  [[nodiscard]] explicit operator bool() const { return id_ >= 0; }

 private:
  int id_;
};

/// Writes all bytes; false with errno set if that fails.
bool write_all(int file, std::string_view bytes) {
  while (!bytes.empty()) {
    auto const n = ::write(file, bytes.data(), bytes.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(n));
  }
  return true;
}

/// Calls `take` with the file's bytes, piece by piece.
template <class Take>
void read_pieces(std::filesystem::path const& path, Take&& take) {
  File const file(path, O_RDONLY);
  if (!file) refuse(path, "read", errno);
  std::vector<char> piece(1 << 18);
  for (;;) {
    auto const n = ::read(file.id(), piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) refuse(path, "read", errno);
    if (n == 0) return;
    take(std::string_view(piece.data(), static_cast<std::size_t>(n)));
  }
}

}  // namespace

void write_whole(std::filesystem::path const& path, std::string_view bytes) {
  // a name of its own: two shards may write the same file at once
  std::uint32_t mark = 0;
  if (::getentropy(&mark, sizeof mark) != 0) refuse(path, "write", errno);
  auto const partial = fmt::format("{}.{:08x}.partial", path.string(), mark);
  auto const fail = [&] {
    auto const error = errno;
    ::unlink(partial.c_str());
    refuse(path, "write", error);
  };
  {
    File const file(partial, O_CREAT | O_TRUNC | O_WRONLY);
    if (!file || !write_all(file.id(), bytes) || ::fsync(file.id()) != 0) fail();
  }
  if (::rename(partial.c_str(), path.c_str()) != 0) fail();
  auto const parent = path.parent_path();
  File const folder(parent.empty() ? "." : parent, O_RDONLY | O_DIRECTORY);
  if (!folder || ::fsync(folder.id()) != 0) refuse(path, "write", errno);
}

std::string read_whole(std::filesystem::path const& path) {
  std::string bytes;
  read_pieces(path, [&](std::string_view piece) { bytes += piece; });
  return bytes;
}

std::string sha256_of_file(std::filesystem::path const& path) {
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> const context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
  EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
  read_pieces(path, [&](std::string_view piece) { EVP_DigestUpdate(context.get(), piece.data(), piece.size()); });
  std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
  unsigned n = 0;
  EVP_DigestFinal_ex(context.get(), bytes.data(), &n);
  return fmt::format("{:02x}", fmt::join(bytes.begin(), bytes.begin() + n, ""));
}

void make_folder(std::filesystem::path const& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) throw FolderRefused(fmt::format("{}: cannot make the folder: {}", folder.string(), error.message()));
}

std::vector<std::filesystem::path> files_of(std::filesystem::path const& folder, std::string_view extension) {
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (auto const& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::ranges::sort(files);
  return files;
}

LineFile::LineFile(std::filesystem::path path) : path_(std::move(path)) {
  // what a crash left of a last line goes first
  auto whole = std::uintmax_t{0};
  if (std::filesystem::exists(path_)) {
    auto const text = read_whole(path_);
    whole = text.rfind('\n') == std::string::npos ? 0 : text.rfind('\n') + 1;
    if (whole != text.size() && ::truncate(path_.c_str(), static_cast<off_t>(whole)) != 0) {
      refuse(path_, "write", errno);
    }
  }
  file_ = ::open(path_.c_str(), O_CREAT | O_APPEND | O_WRONLY | O_CLOEXEC, 0644);
  if (file_ < 0) refuse(path_, "write", errno);
}

LineFile::~LineFile() {
  if (file_ >= 0) ::close(file_);
}

void LineFile::append(std::string line) {
  line += '\n';
  if (!write_all(file_, line) || ::fsync(file_) != 0) refuse(path_, "write", errno);
}

std::vector<std::string> read_lines(std::filesystem::path const& path) {
  std::vector<std::string> lines;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return lines;
  auto const text = read_whole(path);
  for (std::size_t at = 0; at < text.size();) {
    auto const end = text.find('\n', at);
    if (end == std::string::npos) break;
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

}  // namespace wardmote::experiment
