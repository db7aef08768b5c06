#include "engine/kernel/chunk_pool.hpp"

#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace wardmote::kernel::detail {

void* allocate_slab(std::size_t n_byte) {
  auto const large = n_byte >= std::size_t{1} << 21;
  auto* const slab = std::aligned_alloc(large ? std::size_t{1} << 21 : 4096, n_byte);
  if (slab == nullptr) throw std::bad_alloc{};
#if defined(__linux__)
  if (large) static_cast<void>(madvise(slab, n_byte, MADV_HUGEPAGE));  // a wish: without it only the TLB works harder
#endif
  return slab;
}

void free_slab(void* slab) { std::free(slab); }

}  // namespace wardmote::kernel::detail
