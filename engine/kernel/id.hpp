/// \file
/// Indices that cannot be mixed up.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>

namespace wardmote::kernel {

/// The index of one thing among its kind; the tag keeps kinds apart.
///
///     struct WardTag;
///     using WardId = Id<WardTag>;      // 4 bytes, no implicit conversion in or out
///     population[ward.index()]
template <class Tag>
class Id {
 public:
  constexpr Id() = default;  ///< index 0
  explicit constexpr Id(std::uint32_t index) : index_(index) {}

  [[nodiscard]] constexpr std::uint32_t index() const { return index_; }

  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;

 private:
  std::uint32_t index_ = 0;
};

}  // namespace wardmote::kernel

template <class Tag>
struct std::hash<wardmote::kernel::Id<Tag>> {
  std::size_t operator()(wardmote::kernel::Id<Tag> id) const noexcept { return std::hash<std::uint32_t>{}(id.index()); }
};
