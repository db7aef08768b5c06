#include "engine/kernel/tables.hpp"

#include "engine/kernel/distributions.hpp"

namespace wardmote::kernel::detail {

#include "engine/kernel/tables.inc"

}  // namespace wardmote::kernel::detail
