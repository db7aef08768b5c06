/// \file
/// Batches: finished runs on disk until they are merged into results.h5. One example, of two runs:
///
///     wardmote-batch 1
///     {"arrays":[["trust_council","float32",4807],...],"runs":[{"name":"5e0c...","label":"world 0, ...","n_event":81,
///      "bytes":1234},{"name":"99ab...","label":"...","reason":"..."}]}                      (on one line)
///     for each run without a reason, `bytes` bytes: zlib of its arrays one after another, little-endian, each
///      shuffled (first bytes of all values, then second bytes, ...)
///     64 hexadecimal digits and a line feed: SHA-256 of all before
///
/// The same runs make the same bytes. A batch says of itself whether it is whole, so one that a crash kept out of the
/// manifest is not lost.
#pragma once

#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/experiment/run_result.hpp"

namespace wardmote::experiment {

/// Bytes that are no whole batch.
class BatchDamaged : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Precondition: all that did not fail hold the same arrays, of the same lengths.
std::string encode_batch(std::span<RunResult const> runs);

/// Throws BatchDamaged.
std::vector<RunResult> decode_batch(std::string_view bytes);

}  // namespace wardmote::experiment
