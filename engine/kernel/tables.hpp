/// \file
/// Tables shared by the scalar and the vector paths of the kernel's draws. Not part of the public face.
#pragma once

#include <bit>
#include <cstdint>

namespace wardmote::kernel::detail {

inline constexpr int n_normal_segment = 257;  ///< eight to an octave of the tail probability, 2^-33 to 1/2

/// Cubic coefficients of the inverse normal, [coefficient][segment]; make_tables.py says how they came about.
extern float const inverse_normal[4][n_normal_segment];

/// Standard normal of a word by inversion: its top bit is the sign, the other 31 the tail probability.
/// Additions and multiplications only, in this order, so that every vector path can give the same bits.
[[nodiscard]] inline float normal_of_word(std::uint32_t word) {
  auto const f = static_cast<float>(static_cast<std::int32_t>(word & 0x7FFFFFFFU)) + 0.5F;
  auto const bits = std::bit_cast<std::uint32_t>(f);
  auto const segment = (bits >> 20) - (126U << 3);
  auto const t = std::bit_cast<float>((bits & 0xFFFFFU) << 3 | 0x3F800000U) - 1.0F;
  auto const z = inverse_normal[0][segment] +
                 t * (inverse_normal[1][segment] + t * (inverse_normal[2][segment] + t * inverse_normal[3][segment]));
  return std::bit_cast<float>(std::bit_cast<std::uint32_t>(z) ^ (word & 0x80000000U));
}

}  // namespace wardmote::kernel::detail
