#include "scenarios/experiment/child.hpp"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <string_view>

#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "scenarios/experiment/files.hpp"

namespace wardmote::experiment {

namespace {

// what the child says through the pipe: a letter, then the words of what was thrown
constexpr char refused = 'r';
constexpr char failed = 'f';

/// What `work` throws, as words; empty if nothing.
std::string said_by(std::function<void()> const& work) {
  try {
    work();
    return {};
  } catch (FolderRefused const& error) {
    return refused + std::string(error.what());
  } catch (std::exception const& error) {
    return failed + std::string(error.what());
  }
}

[[noreturn]] void be_child(std::function<void()> const& work, pid_t parent, int pipe) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != parent) ::_exit(1);  // it died before it could be said
  auto const said = said_by(work);
  for (std::string_view rest = said; !rest.empty();) {
    auto const n = ::write(pipe, rest.data(), rest.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) break;
    rest.remove_prefix(static_cast<std::size_t>(n));
  }
  ::_exit(0);  // buffers and objects are the parent's
}

/// All that comes through the pipe until the child is gone.
std::string listen(int pipe, std::function<void()> const& meanwhile) {
  constexpr int tenth_of_a_second = 100;  // [ms]
  std::string said;
  std::array<char, 1024> piece{};
  for (;;) {
    pollfd ready{pipe, POLLIN, 0};
    if (::poll(&ready, 1, tenth_of_a_second) <= 0) {
      meanwhile();
      continue;
    }
    auto const n = ::read(pipe, piece.data(), piece.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return said;
    said.append(piece.data(), static_cast<std::size_t>(n));
  }
}

[[noreturn]] void cannot_start() {
  throw FolderRefused(fmt::format("cannot start a process of its own for the runs: {}", std::strerror(errno)));
}

}  // namespace

int in_child(std::function<void()> const& work, std::function<void()> const& meanwhile) {
  std::array<int, 2> ends{};
  auto const parent = ::getpid();
  if (::pipe(ends.data()) != 0) cannot_start();
  auto const child = ::fork();
  if (child < 0) cannot_start();
  if (child == 0) {
    ::close(ends[0]);
    be_child(work, parent, ends[1]);
  }
  ::close(ends[1]);
  auto const said = listen(ends[0], meanwhile);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(status)) return WTERMSIG(status);
  if (said.empty()) return 0;
  if (said.front() == refused) throw FolderRefused(said.substr(1));
  throw std::runtime_error(said.substr(1));
}

std::string signal_text(int signal) { return fmt::format("signal {} ({})", signal, ::strsignal(signal)); }

}  // namespace wardmote::experiment
