/// \file
/// Handles and errors of the HDF5 C library, for the writer, the reader and the digest only.
#pragma once

#include <cstddef>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <hdf5.h>
#include <hdf5_hl.h>

#include "analysis/results/error.hpp"
#include "analysis/results/schema.hpp"

namespace wardmote::results::hdf5 {

/// One thing opened in HDF5, closed once.
class Handle {
 public:
  using Close = herr_t (*)(hid_t);
  Handle() = default;
  Handle(hid_t id, Close closed_by) : id_(id), close_(closed_by) {}
  Handle(Handle&& other) noexcept : id_(std::exchange(other.id_, -1)), close_(other.close_) {}
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(close_, other.close_);
    return *this;
  }
  ~Handle() { static_cast<void>(close()); }

  /// Closes early; false when HDF5 says that failed (buffered data may be lost).
  [[nodiscard]] bool close() {
    auto const id = std::exchange(id_, -1);
    return id < 0 || close_(id) >= 0;
  }
  operator hid_t() const { return id_; }  // NOLINT: HDF5 takes bare ids

 private:
  hid_t id_ = -1;
  Close close_ = nullptr;
};

/// HDF5 is used by one thread at a time, and quietly: its own printing of errors is off while the lock is held.
class Session {
 public:
  Session();
  ~Session();
  Session(Session const&) = delete;
  Session& operator=(Session const&) = delete;

 private:
  std::unique_lock<std::recursive_mutex> lock_;
  H5E_auto2_t print_ = nullptr;
  void* print_data_ = nullptr;
};

/// What HDF5 says went wrong last, in words for the person at the terminal: the operating system's reason if there is
/// one ("No space left on device"), else HDF5's own.
std::string reason();

/// Throws ResultsError "PATH: cannot WHAT: REASON" if `status` is negative; else returns it.
template <class Status>
Status must(Status status, std::string_view path, std::string_view what) {
  if (status < 0) throw ResultsError(std::string(path) + ": cannot " + std::string(what) + ": " + reason());
  return status;
}

/// The same for what opens or makes something.
inline Handle must(hid_t id, Handle::Close close, std::string_view path, std::string_view what) {
  return {must(id, path, what), close};
}

Handle file_type(Type type);                 ///< on disk; text is variable-length UTF-8
Handle memory_type(Type type);               ///< in memory
Handle fixed_text_type(std::size_t n_byte);  ///< UTF-8 of that length, one byte at least

/// A file opened for reading; throws ResultsError where there is none or it is no HDF5 file.
Handle open_file(std::string const& path);

/// A dataset as it stands in a file.
struct Dataset {
  Handle id;
  Type type;
  std::vector<std::size_t> shape;
  [[nodiscard]] std::size_t n_value() const;
};
/// Throws ResultsError for a type we do not know or a shape beyond all reason.
Dataset open_dataset(hid_t file, std::string const& name, std::string_view path);

/// Reads the block that starts at `start` and is `count` long along each axis, as `type` in memory, to `into`.
void read_block(Dataset const& dataset, std::vector<hsize_t> const& start, std::vector<hsize_t> const& count,
                hid_t type, void* into, std::string_view path);
/// The same for text.
std::vector<std::string> read_texts(Dataset const& dataset, std::vector<hsize_t> const& start,
                                    std::vector<hsize_t> const& count, std::string_view path);

/// Paths of all datasets from the root, e.g. "/trust_council": in the order they were made where the file tells it.
std::vector<std::string> dataset_paths(hid_t file, std::string_view path);

/// Which dimension each axis of a dataset belongs to.
class Scales {
 public:
  Scales(hid_t file, std::vector<std::string> const& dataset_paths, std::string_view path);
  /// Name without the leading '/', empty for an axis without a scale. A dimension's own dataset names itself.
  [[nodiscard]] std::vector<std::string> names(Dataset const& dataset) const;
  [[nodiscard]] bool is_scale(Dataset const& dataset) const;

 private:
  std::map<haddr_t, std::string> name_of_address_;
};

}  // namespace wardmote::results::hdf5
