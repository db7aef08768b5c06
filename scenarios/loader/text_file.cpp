#include "scenarios/loader/text_file.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include <fcntl.h>
#include <fmt/format.h>
#include <openssl/evp.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenarios/loader/input_error.hpp"

namespace wardmote::loader {

namespace {

constexpr std::size_t largest = std::size_t{64} << 20;  // [byte]; a text file of settings is far smaller

/// Closes a file descriptor at the end of its scope.
struct Descriptor {
  int number;
  explicit Descriptor(int fd) : number(fd) {}
  Descriptor(Descriptor const&) = delete;
  Descriptor& operator=(Descriptor const&) = delete;
  ~Descriptor() {
    if (number >= 0) ::close(number);
  }
};

/// Length of the UTF-8 sequence that starts at `at`; 0 if it is not one (overlong forms and surrogates are not).
std::size_t sequence_length(std::string_view text, std::size_t at) {
  auto const byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  auto const first = byte(at);
  if (first < 0x80) return 1;
  std::size_t const length = first >= 0xC2 && first <= 0xDF   ? 2
                             : (first >> 4) == 0xE            ? 3
                             : first >= 0xF0 && first <= 0xF4 ? 4
                                                              : 0;
  if (length == 0 || at + length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(at + i) & 0xC0) != 0x80) return 0;
  }
  auto const second = byte(at + 1);
  if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
  if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
  return length;
}

void check_encoding(std::string_view text, std::string const& shown) {
  // marks of other encodings
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
    throw InputError({shown}, "is encoded as UTF-16 (save it as UTF-8)");
  }
  if (text.starts_with("\xEF\xBB\xBF")) {
    throw InputError({shown, 1, 1}, "begins with a byte-order mark (save it as UTF-8 without one)");
  }
  // every character
  Place place{shown, 1, 1};
  for (std::size_t at = 0; at < text.size();) {
    auto const byte = static_cast<std::uint8_t>(text[at]);
    auto const length = sequence_length(text, at);
    auto const control = byte < 0x20 && byte != '\n' && byte != '\r' && byte != '\t';
    if (byte == 0 || control) throw InputError(place, fmt::format("is a binary file, not text (byte 0x{:02X})", byte));
    if (length == 0) throw InputError(place, fmt::format("is not UTF-8 text (byte 0x{:02X}; save it as UTF-8)", byte));
    at += length;
    ++place.column;
    if (byte == '\n') {
      ++place.line;
      place.column = 1;
    }
  }
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int n_byte = 0;
  if (EVP_Digest(bytes.data(), bytes.size(), digest.data(), &n_byte, EVP_sha256(), nullptr) != 1) {
    throw std::runtime_error("SHA-256 is not available in this OpenSSL");
  }
  std::string text;
  for (unsigned int i = 0; i < n_byte; ++i) text += fmt::format("{:02x}", digest[i]);
  return text;
}

std::string read_text_file(std::string const& path, std::string const& shown) {
  // open: a plain file only, so that nothing here can wait on a pipe
  Descriptor const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.number < 0) {
    if (errno == ENOENT || errno == ENOTDIR) throw InputError({shown}, "no such file");
    throw InputError({shown}, fmt::format("cannot be read: {}", std::strerror(errno)));
  }
  struct stat status {};
  if (::fstat(file.number, &status) != 0) {
    throw InputError({shown}, fmt::format("cannot be read: {}", std::strerror(errno)));
  }
  if (S_ISDIR(status.st_mode)) throw InputError({shown}, "is a folder (expected a file)");
  if (!S_ISREG(status.st_mode)) throw InputError({shown}, "is not a plain file");
  if (static_cast<std::uint64_t>(status.st_size) > largest) {
    throw InputError({shown}, fmt::format("has {} bytes (at most {} allowed)", status.st_size, largest));
  }

  // read
  std::string text;
  std::array<char, 65536> block{};
  for (;;) {
    auto const n_read = ::read(file.number, block.data(), block.size());
    if (n_read < 0 && errno == EINTR) continue;
    if (n_read < 0) throw InputError({shown}, fmt::format("cannot be read: {}", std::strerror(errno)));
    if (n_read == 0) break;
    text.append(block.data(), static_cast<std::size_t>(n_read));
    if (text.size() > largest) throw InputError({shown}, fmt::format("has more than {} bytes", largest));
  }

  // judge
  if (std::all_of(text.begin(), text.end(), [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; })) {
    throw InputError({shown}, "is empty");
  }
  check_encoding(text, shown);
  return text;
}

}  // namespace wardmote::loader
