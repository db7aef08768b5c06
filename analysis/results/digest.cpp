#include "analysis/results/digest.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <openssl/evp.h>

#include "analysis/results/hdf5.hpp"

namespace wardmote::results {

namespace {

static_assert(std::endian::native == std::endian::little, "values are hashed as they lie in memory");

constexpr std::size_t slab = 1 << 17;  ///< values read at a time

/// SHA-256, fed piece by piece.
class Hash {
 public:
  Hash() : context_(EVP_MD_CTX_new(), EVP_MD_CTX_free) {
    if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
      throw ResultsError("SHA-256 is not available on this machine");
    }
  }
  template <class T>
  void add(std::span<T const> values) {
    EVP_DigestUpdate(context_.get(), values.data(), values.size_bytes());
  }
  void add(std::uint64_t number) { add(std::span<std::uint64_t const>(&number, 1)); }
  void add(std::string_view text) {
    add(std::uint64_t{text.size()});
    add(std::span<char const>(text));
  }
  std::string hex() {
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned n = 0;
    EVP_DigestFinal_ex(context_.get(), bytes, &n);
    return fmt::format("{:02x}", fmt::join(bytes, bytes + n, ""));
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

/// Calls `visit(start, count)` for blocks that cover the array in order, none much longer than `slab` values.
template <class Visit>
void for_each_block(std::vector<std::size_t> const& shape, Visit&& visit) {
  std::vector<hsize_t> start(shape.size(), 0), count(shape.begin(), shape.end());
  if (std::ranges::count(shape, std::size_t{0}) > 0) return;
  // whole trailing axes as long as they fit; one index at a time along those before them
  std::size_t n_value = 1, split = shape.size();
  while (split > 0 && n_value * shape[split - 1] <= slab) n_value *= shape[--split];
  for (std::size_t axis = 0; axis < split; ++axis) count[axis] = 1;
  for (;;) {
    visit(start, count);
    auto axis = split;
    while (axis > 0 && ++start[axis - 1] == shape[axis - 1]) start[--axis] = 0;
    if (axis == 0) return;
  }
}

template <class T>
void add_numbers(Hash& hash, hdf5::Dataset const& dataset, std::string const& path) {
  auto const type = hdf5::memory_type(dataset.type);
  std::vector<T> values;
  for_each_block(dataset.shape, [&](std::vector<hsize_t> const& start, std::vector<hsize_t> const& count) {
    std::size_t n = 1;
    for (auto const length : count) n *= length;
    values.resize(n);
    hdf5::read_block(dataset, start, count, type, values.data(), path);
    if constexpr (std::is_floating_point_v<T>) {
      std::ranges::replace_if(
          values, [](T x) { return std::isnan(x); }, std::numeric_limits<T>::quiet_NaN());
    }
    hash.add(std::span<T const>(values));
  });
}

void add_texts(Hash& hash, hdf5::Dataset const& dataset, std::string const& path) {
  for_each_block(dataset.shape, [&](std::vector<hsize_t> const& start, std::vector<hsize_t> const& count) {
    for (auto const& text : hdf5::read_texts(dataset, start, count, path)) hash.add(std::string_view(text));
  });
}

}  // namespace

std::string digest(std::filesystem::path const& target) {
  hdf5::Session const session;
  auto const path = target.string();
  auto const file = hdf5::open_file(path);
  auto paths = hdf5::dataset_paths(file, path);
  hdf5::Scales const scales(file, paths, path);
  std::ranges::sort(paths);

  Hash hash;
  for (auto const& name : paths) {
    if (name.starts_with("/provenance/")) continue;
    auto const dataset = hdf5::open_dataset(file, name, path);
    hash.add(std::string_view(name));
    hash.add(std::uint64_t{dataset.shape.size()});
    for (auto const& axis : scales.names(dataset)) hash.add(std::string_view(axis));
    hash.add(name_of(dataset.type));
    for (auto const length : dataset.shape) hash.add(std::uint64_t{length});
    switch (dataset.type) {
      case Type::int32:
        add_numbers<std::int32_t>(hash, dataset, path);
        break;
      case Type::int64:
        add_numbers<std::int64_t>(hash, dataset, path);
        break;
      case Type::float32:
        add_numbers<float>(hash, dataset, path);
        break;
      case Type::float64:
        add_numbers<double>(hash, dataset, path);
        break;
      case Type::string:
        add_texts(hash, dataset, path);
        break;
    }
  }
  return hash.hex();
}

}  // namespace wardmote::results
