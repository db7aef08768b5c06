#include "analysis/results/probe.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "analysis/results/digest.hpp"
#include "analysis/results/reader.hpp"

namespace wardmote::results {

namespace {

constexpr rlim_t memory_limit = rlim_t{4} << 30;  ///< [B] of address space; blocks of a file take megabytes
constexpr std::uintmax_t slowest = 4 << 20;       ///< [B/s] of a file on disk, far below any machine's

void limit(__rlimit_resource what, rlim_t most) {
  rlimit const limits{most, most};
  ::setrlimit(what, &limits);
}

/// In the child: reads everything; what is wrong goes to `pipe`.
[[noreturn]] void read_all(std::filesystem::path const& path, rlim_t seconds, int pipe) {
  limit(RLIMIT_CORE, 0);
  limit(RLIMIT_CPU, seconds);
  ::alarm(static_cast<unsigned>(4 * seconds));  // it may hang without working
#if !defined(__SANITIZE_ADDRESS__)              // which reserves more than that for itself
  limit(RLIMIT_AS, memory_limit);
#endif
  // a crash has been foreseen: neither the C library nor a sanitizer need speak of it
  if (auto const nowhere = ::open("/dev/null", O_WRONLY); nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
  for (auto const signal : {SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL}) std::signal(signal, SIG_DFL);
  std::string said;
  try {
    Reader const reader(path);
    static_cast<void>(digest(path));
  } catch (std::exception const& error) {
    said = error.what();
    if (said.empty()) said = "cannot be read";
  } catch (...) {
    said = "cannot be read";
  }
  if (said.size() > 4000) said.resize(4000);
  [[maybe_unused]] auto const n = ::write(pipe, said.data(), said.size());
  ::_exit(said.empty() ? 0 : 1);
}

}  // namespace

void probe(std::filesystem::path const& path) {
  auto const name = path.string();
  std::error_code failed;
  auto const n_byte = std::filesystem::file_size(path, failed);
  auto const seconds = static_cast<rlim_t>(10 + (failed ? 0 : n_byte / slowest));

  std::array<int, 2> ends{};
  if (::pipe(ends.data()) != 0) throw ResultsError(fmt::format("{}: cannot open: {}", name, std::strerror(errno)));
  auto const child = ::fork();
  if (child < 0) throw ResultsError(fmt::format("{}: cannot open: {}", name, std::strerror(errno)));
  if (child == 0) {
    ::close(ends[0]);
    read_all(path, seconds, ends[1]);
  }
  ::close(ends[1]);
  std::string said;
  std::array<char, 512> piece{};
  for (;;) {
    auto const n = ::read(ends[0], piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    said.append(piece.data(), static_cast<std::size_t>(n));
  }
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }

  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
  if (!said.empty()) throw ResultsError(said.starts_with(name) ? said : fmt::format("{}: {}", name, said));
  if (WIFSIGNALED(status) &&
      (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGALRM || WTERMSIG(status) == SIGKILL)) {
    throw ResultsError(fmt::format("{}: reading it does not end; the file is damaged", name));
  }
  throw ResultsError(fmt::format("{}: HDF5 cannot read it without crashing; the file is damaged", name));
}

}  // namespace wardmote::results
