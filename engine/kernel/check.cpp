#include "engine/kernel/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace wardmote::kernel::detail {

void check_failed(char const* kind, char const* condition, char const* reason, char const* file, int line) {
  std::fprintf(stderr, "%s:%d: %s failed: %s (%s)\n", file, line, kind, reason, condition);
  std::fflush(stderr);
  std::abort();
}

}  // namespace wardmote::kernel::detail
