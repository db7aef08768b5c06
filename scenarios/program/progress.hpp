#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace wardmote::program {

/// Progress of long work on stderr: a bar with the time left on a terminal, a line a minute elsewhere.
class Progress {
 public:
  /// `what` names the things counted, "runs". Quiet: shows nothing.
  Progress(std::string what, bool quiet);
  /// Clears the bar.
  ~Progress();
  Progress(Progress const&) = delete;
  Progress& operator=(Progress const&) = delete;

  void show(std::uint64_t done, std::uint64_t total);

 private:
  using Clock = std::chrono::steady_clock;
  std::string what_;
  bool quiet_;
  bool terminal_;
  Clock::time_point start_;
  Clock::time_point shown_;
  bool drawn_ = false;
};

/// 75 -> "1 min 15 s"
std::string duration_text(double seconds);

}  // namespace wardmote::program
