#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/results/error.hpp"
#include "analysis/results/schema.hpp"

namespace wardmote::results {

/// Writes one results file, complete or not at all.
///
///     Writer writer(folder / "results.h5", layout);                 // makes results.h5.partial, coordinates first
///     writer.write("outcomes", {scenario, replication}, outcomes);  // any order, any number of times
///     writer.finish();                                              // flush, fsync, close, rename
///
/// Until finish() returns nothing stands under the file's own name (an older file there stays); a writer destroyed
/// before that, or one that threw, removes what it wrote. What is never written reads as NaN (0 for integers, an empty
/// text for strings).
/// Memory does not grow with the number of runs: chunks are one run, compressed and written through.
/// HDF5 is not used from two threads at once: all writers and readers of a process take turns under one lock.
class Writer {
 public:
  /// Throws ResultsError: a folder that is missing or not writable, a full disk, a layout that does not hold together.
  Writer(std::filesystem::path path, Layout layout);
  ~Writer();
  Writer(Writer&&) noexcept;
  Writer& operator=(Writer&&) noexcept;

  /// Writes the block of `variable` at `leading`, the index along its first dimensions; `values` run over those that
  /// remain, last axis fastest. Numbers are converted to the variable's type. Precondition: the variable exists, the
  /// index is in range, the sizes agree (else std::invalid_argument). Throws ResultsError when it cannot be written.
  void write(std::string_view variable, std::vector<std::size_t> const& leading, std::span<float const> values);
  void write(std::string_view variable, std::vector<std::size_t> const& leading, std::span<double const> values);
  void write(std::string_view variable, std::vector<std::size_t> const& leading, std::span<std::int32_t const> values);
  void write(std::string_view variable, std::vector<std::size_t> const& leading, std::span<std::int64_t const> values);
  void write(std::string_view variable, std::vector<std::size_t> const& leading, std::span<std::string const> values);

  /// Adds a text to a subgroup, as Layout::texts does, for what is known only after the runs (durations, counts).
  void write_text(Text const& text);

  /// Completes the file. No write after it.
  void finish();

  [[nodiscard]] Layout const& layout() const;

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace wardmote::results
