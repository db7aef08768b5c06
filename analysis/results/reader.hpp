#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/results/error.hpp"
#include "analysis/results/schema.hpp"

namespace wardmote::results {

/// Values of a variable or of a block of it, last axis fastest.
template <class T>
struct Array {
  std::vector<std::string> dimensions;  ///< names, outermost first
  std::vector<std::size_t> shape;
  std::vector<T> values;

  /// The value at an index, one number a dimension. Precondition: in range.
  template <class... Index>
  [[nodiscard]] T const& operator()(Index... index) const {
    std::size_t flat = 0, axis = 0;
    ((flat = flat * shape[axis++] + static_cast<std::size_t>(index)), ...);
    return values[flat];
  }
};

/// Reads a results file: what is in it, and any block of it. One reader belongs to one thread.
class Reader {
 public:
  /// Throws ResultsError: no such file, not a results file, damaged, of a layout this version does not know.
  explicit Reader(std::filesystem::path path);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  [[nodiscard]] std::filesystem::path const& path() const;
  /// Dimensions with their labels, variables and attributes as they stand in the file; texts of /provenance too.
  [[nodiscard]] Layout const& layout() const;
  [[nodiscard]] bool has(std::string_view variable) const;
  /// Throws ResultsError where the file has no such dimension.
  [[nodiscard]] Dimension const& dimension(std::string_view name) const;
  [[nodiscard]] std::size_t size(std::string_view dimension) const;

  /// The variable, or its block at `leading`, the index along its first dimensions.
  /// Numbers come as double whatever their type on disk (int64 beyond 2^53 is rounded).
  [[nodiscard]] Array<double> numbers(std::string_view variable, std::vector<std::size_t> const& leading = {}) const;
  [[nodiscard]] Array<std::string> strings(std::string_view variable,
                                           std::vector<std::size_t> const& leading = {}) const;

 private:
  struct File;
  std::unique_ptr<File> file_;
};

}  // namespace wardmote::results
