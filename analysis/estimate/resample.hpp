#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/kernel/random.hpp"

namespace wardmote::estimate {

/// Draws for bootstraps and shuffles: the same for the same numbers, whoever asks; sample `k` of a kind.
class Resampling {
 public:
  explicit Resampling(std::uint32_t sample) : draws_({0x53616d70U, 0x6c657321U}, {0, sample, 0, 0}) {}

  /// One of 0 ... n - 1, each as likely to within 2^-32; n > 0.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(draws_.bits64() % n); }

 private:
  kernel::Draws draws_;
};

}  // namespace wardmote::estimate
