#include "scenarios/program/progress.hpp"

#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <unistd.h>

namespace wardmote::program {

Progress::Progress(std::string what, bool quiet)
    : what_(std::move(what)),
      quiet_(quiet),
      terminal_(::isatty(STDERR_FILENO) != 0),
      start_(Clock::now()),
      shown_(start_) {}

Progress::~Progress() {
  if (drawn_) fmt::print(stderr, "\r\033[K");
}

void Progress::show(std::uint64_t done, std::uint64_t total) {
  if (quiet_ || total == 0) return;
  auto const now = Clock::now();
  auto const elapsed = std::chrono::duration<double>(now - start_).count();
  auto const share = static_cast<double>(done) / static_cast<double>(total);
  auto const left = done > 0 ? duration_text(elapsed * (1 - share) / share) + " left" : std::string("starting");
  if (terminal_) {
    constexpr int width = 30;
    auto const n_full = static_cast<int>(share * width);
    fmt::print(stderr, "\r\033[K[{:=<{}}{:.<{}}] {}/{} {}, {}", "", n_full, "", width - n_full, done, total, what_,
               left);
    std::fflush(stderr);
    drawn_ = true;
  } else if (now - shown_ >= std::chrono::minutes(1)) {
    fmt::print(stderr, "wardmote: {}/{} {}, {}\n", done, total, what_, left);
    shown_ = now;
  }
}

std::string duration_text(double seconds) {
  auto const whole = static_cast<long>(std::llround(seconds));
  if (whole < 60) return fmt::format("{} s", whole);
  if (whole < 3600) return fmt::format("{} min {} s", whole / 60, whole % 60);
  return fmt::format("{} h {} min", whole / 3600, whole % 3600 / 60);
}

}  // namespace wardmote::program
