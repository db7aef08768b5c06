/// \file
/// Checks that say whose fault it is.
///
///   WARDMOTE_EXPECTS   before: the caller broke the contract         debug builds
///   WARDMOTE_ENSURES   after: this function broke its promise        debug builds
///   WARDMOTE_ASSERT    inside: this code's own reasoning is wrong    debug builds
///   WARDMOTE_ALWAYS    a rule that must hold in every build, for things cheap to test and costly to miss
///
/// A failed check prints file, line, kind, condition and reason to stderr and aborts. Bad *input* (files, arguments) is
/// not a check but an exception. Checks are on unless NDEBUG is defined; -DWARDMOTE_CHECKS=0 or 1 decides by hand, and
/// all translation units of a program should agree.
#pragma once

#if !defined(WARDMOTE_CHECKS)
#if defined(NDEBUG)
#define WARDMOTE_CHECKS 0
#else
#define WARDMOTE_CHECKS 1
#endif
#endif

namespace wardmote::kernel {

/// True where WARDMOTE_EXPECTS and its kin are on.
inline constexpr bool checks_are_on = WARDMOTE_CHECKS != 0;

namespace detail {
/// Reports a failed check on stderr and aborts.
[[noreturn]] void check_failed(char const* kind, char const* condition, char const* reason, char const* file, int line);
}  // namespace detail
}  // namespace wardmote::kernel

#define WARDMOTE_CHECK_IMPL(kind, condition, reason) \
  ((condition) ? static_cast<void>(0)                \
               : ::wardmote::kernel::detail::check_failed(kind, #condition, reason, __FILE__, __LINE__))

/// Holds in every build: WARDMOTE_ALWAYS(n_desk > 0, "a council has at least one desk").
#define WARDMOTE_ALWAYS(condition, reason) WARDMOTE_CHECK_IMPL("always", condition, reason)

#if WARDMOTE_CHECKS
#define WARDMOTE_EXPECTS(condition, reason) WARDMOTE_CHECK_IMPL("expects", condition, reason)
#define WARDMOTE_ENSURES(condition, reason) WARDMOTE_CHECK_IMPL("ensures", condition, reason)
#define WARDMOTE_ASSERT(condition, reason) WARDMOTE_CHECK_IMPL("assert", condition, reason)
#else
// The condition is compiled, so it cannot rot, but never evaluated.
#define WARDMOTE_EXPECTS(condition, reason) static_cast<void>(sizeof((condition) ? 1 : 0))
#define WARDMOTE_ENSURES(condition, reason) static_cast<void>(sizeof((condition) ? 1 : 0))
#define WARDMOTE_ASSERT(condition, reason) static_cast<void>(sizeof((condition) ? 1 : 0))
#endif
