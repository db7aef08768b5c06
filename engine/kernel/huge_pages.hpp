/// \file
/// Memory for large arrays that are read at random.
#pragma once

#include <cstddef>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace wardmote::kernel {

/// An allocator that asks for pages of 2 MiB: an array of tens of megabytes read in random order then costs no walk
/// through the page tables for each access. A hint; where the system refuses it, ordinary pages do.
template <class T>
struct HugePageAllocator {
  using value_type = T;
  HugePageAllocator() = default;
  template <class U>
  HugePageAllocator(HugePageAllocator<U> const&) {}

  [[nodiscard]] T* allocate(std::size_t n) {
    auto* const memory = ::operator new(n * sizeof(T), alignment_of(n));
#if defined(__linux__)
    if (n * sizeof(T) >= page) ::madvise(memory, n * sizeof(T), MADV_HUGEPAGE);
#endif
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t n) { ::operator delete(memory, alignment_of(n)); }

  friend bool operator==(HugePageAllocator, HugePageAllocator) { return true; }

 private:
  static constexpr std::size_t page = std::size_t{2} << 20;  // [byte]
  static std::align_val_t alignment_of(std::size_t n) {
    return std::align_val_t{n * sizeof(T) >= page ? page : alignof(T)};
  }
};

}  // namespace wardmote::kernel
