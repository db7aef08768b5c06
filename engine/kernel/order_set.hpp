/// \file
/// A set of event orders, for withdrawn events that still lie in their buckets. Not part of the public face.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace wardmote::kernel::detail {

/// Open addressing with linear probing, at most half full; 0 marks a free slot and is never a member.
class OrderSet {
 public:
  [[nodiscard]] bool empty() const { return n_ == 0; }
  [[nodiscard]] std::size_t size() const { return n_; }
  [[nodiscard]] std::size_t memory_bytes() const { return slot_.capacity() * sizeof(std::uint64_t); }

  /// False if it was a member already.
  bool insert(std::uint64_t order) {
    if (2 * (n_ + 1) > slot_.size()) grow();
    auto const i = place_of(order);
    if (slot_[i] == order) return false;
    slot_[i] = order;
    ++n_;
    return true;
  }

  /// Takes a member out; false if it was none.
  bool erase(std::uint64_t order) {
    if (n_ == 0) return false;
    auto hole = place_of(order);
    if (slot_[hole] != order) return false;
    // close the hole: move up whatever could no longer be found past it
    auto const mask = slot_.size() - 1;
    for (auto i = (hole + 1) & mask; slot_[i] != 0; i = (i + 1) & mask) {
      auto const home = home_of(slot_[i]);
      if (((i - home) & mask) >= ((i - hole) & mask)) slot_[std::exchange(hole, i)] = slot_[i];
    }
    slot_[hole] = 0;
    --n_;
    return true;
  }

  void clear() {
    slot_.clear();
    n_ = 0;
  }

 private:
  [[nodiscard]] std::size_t home_of(std::uint64_t order) const {
    return static_cast<std::size_t>((order * 0x9E3779B97F4A7C15U) >> (64 - std::countr_zero(slot_.size())));
  }
  [[nodiscard]] std::size_t place_of(std::uint64_t order) const {
    auto const mask = slot_.size() - 1;
    auto i = home_of(order);
    while (slot_[i] != 0 && slot_[i] != order) i = (i + 1) & mask;
    return i;
  }
  void grow() {
    auto const old = std::exchange(slot_, std::vector<std::uint64_t>(slot_.empty() ? 64 : 2 * slot_.size()));
    for (auto const order : old)
      if (order != 0) slot_[place_of(order)] = order;
  }

  std::vector<std::uint64_t> slot_;  // power of two
  std::size_t n_ = 0;
};

}  // namespace wardmote::kernel::detail
