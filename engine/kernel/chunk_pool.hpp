/// \file
/// Memory for the buckets of the pending event set. Not part of the public face.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace wardmote::kernel::detail {

/// Bytes from the system, aligned to their (power of two) size up to 2 MiB, where huge pages are asked for.
[[nodiscard]] void* allocate_slab(std::size_t n_byte);
void free_slab(void* slab);

/// Equal chunks cut from slabs that double up to 2 MiB; the chunk given back last is given out first, still in cache.
/// A chunk is a struct with a member `Chunk* next`. Slabs go back to the system with the pool.
template <class Chunk>
class ChunkPool {
 public:
  ChunkPool() = default;
  ChunkPool(ChunkPool const&) = delete;
  ChunkPool& operator=(ChunkPool const&) = delete;
  ~ChunkPool() {
    for (auto* const slab : slab_) free_slab(slab);
  }
  void swap(ChunkPool& other) noexcept {
    std::swap(free_, other.free_);
    std::swap(fresh_, other.fresh_);
    std::swap(n_fresh_, other.n_fresh_);
    std::swap(next_slab_bytes_, other.next_slab_bytes_);
    std::swap(slab_, other.slab_);
    std::swap(memory_bytes_, other.memory_bytes_);
  }

  [[nodiscard]] Chunk* take() {
    if (free_ != nullptr) [[likely]]
      return std::exchange(free_, free_->next);
    if (n_fresh_ == 0) add_slab();
    --n_fresh_;
    return ::new (static_cast<void*>(fresh_++)) Chunk;
  }
  /// Gives back a chain of chunks from `first` to `last` by `next`.
  void give_back(Chunk* first, Chunk* last) { last->next = std::exchange(free_, first); }

  [[nodiscard]] std::size_t memory_bytes() const { return memory_bytes_; }

 private:
  static constexpr std::size_t largest_slab = std::size_t{1} << 21;

  [[gnu::noinline]] void add_slab() {
    auto const n_byte = next_slab_bytes_;
    slab_.push_back(nullptr);  // first, so that a failure leaves nothing behind
    slab_.back() = allocate_slab(n_byte);
    next_slab_bytes_ = n_byte < largest_slab ? 2 * n_byte : largest_slab;
    memory_bytes_ += n_byte;
    fresh_ = static_cast<Chunk*>(slab_.back());
    n_fresh_ = n_byte / sizeof(Chunk);
  }

  Chunk* free_ = nullptr;
  Chunk* fresh_ = nullptr;  // never used yet
  std::size_t n_fresh_ = 0;
  std::size_t next_slab_bytes_ = std::size_t{1} << 14;
  std::vector<void*> slab_;
  std::size_t memory_bytes_ = 0;
};

}  // namespace wardmote::kernel::detail
