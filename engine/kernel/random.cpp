// The draws that come many at once. Three paths, chosen when the program starts by what the CPU offers, with the same
// bits: Philox is integer arithmetic, and the inverse normal adds and multiplies in one order, never contracted.
//
// A 64-bit lane holds one block's word in its low half; the high half is rubbish that no multiplication reads, so a
// round is two multiplications, two shifts and four exclusive ors.

#include "engine/kernel/random.hpp"

// GCC 12's own AVX-512 header reads an undefined register on purpose and is warned for it (GCC bug 105593).
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wuninitialized"
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif
#include <algorithm>

#include <immintrin.h>

#include "engine/kernel/check.hpp"
#include "engine/kernel/tables.hpp"

namespace wardmote::kernel {
namespace {

using detail::VectorPath;

constexpr std::uint32_t multiplier_0 = 0xD2511F53U, multiplier_1 = 0xCD9E8D57U;
constexpr std::uint32_t weyl_0 = 0x9E3779B9U, weyl_1 = 0xBB67AE85U;
constexpr std::uint32_t lattice = 0x10000U;
constexpr std::size_t n_fill = 32;  // words that one vector step of fill gives: eight blocks

enum class Fill { word, uniform_double, uniform_float, normal };

template <Fill fill>
struct OutputOf;
template <>
struct OutputOf<Fill::word> {
  using type = std::uint32_t;
};
template <>
struct OutputOf<Fill::uniform_double> {
  using type = double;
};
template <>
struct OutputOf<Fill::uniform_float> {
  using type = float;
};
template <>
struct OutputOf<Fill::normal> {
  using type = float;
};
template <Fill fill>
using Output = typename OutputOf<fill>::type;

template <Fill fill>
Output<fill> transformed(std::uint32_t word) {
  if constexpr (fill == Fill::word) return word;
  if constexpr (fill == Fill::uniform_double) return detail::open_unit_32(word);
  if constexpr (fill == Fill::uniform_float) return detail::open_unit_23(word);
  if constexpr (fill == Fill::normal) return detail::normal_of_word(word);
}

/// Eight blocks from `block` on, transformed.
template <Fill fill>
void fill_8_scalar(PhiloxKey key, std::uint32_t block, std::uint32_t occurrence, std::uint32_t purpose,
                   Output<fill>* out) {
  for (std::uint32_t b = 0; b < 8; ++b) {
    auto const words = philox({0, block + b, occurrence, purpose}, key);
    for (std::size_t w = 0; w < 4; ++w) out[4 * b + w] = transformed<fill>(words[w]);
  }
}

// ---- AVX2 ----

#define WARDMOTE_AVX2 __attribute__((target("avx2")))
#define WARDMOTE_AVX512 __attribute__((target("avx512f,avx512dq,avx512vl,avx512bw")))

struct Lanes4 {
  __m256i c0, c1, c2, c3;
};

WARDMOTE_AVX2 inline Lanes4 philox_avx2(Lanes4 c, PhiloxKey key) {
  auto const m0 = _mm256_set1_epi64x(multiplier_0), m1 = _mm256_set1_epi64x(multiplier_1);
  auto [k0, k1] = key;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    auto const p0 = _mm256_mul_epu32(c.c0, m0);
    auto const p1 = _mm256_mul_epu32(c.c2, m1);
    auto const key_0 = _mm256_set1_epi64x(k0), key_1 = _mm256_set1_epi64x(k1);
    c = {_mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p1, 32), c.c1), key_0), p1,
         _mm256_xor_si256(_mm256_xor_si256(_mm256_srli_epi64(p0, 32), c.c3), key_1), p0};
    k0 += weyl_0;
    k1 += weyl_1;
  }
  return c;
}

template <Fill fill>
WARDMOTE_AVX2 inline void store_8_avx2(__m256i words, Output<fill>* out) {
  if constexpr (fill == Fill::word) {
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), words);
  } else if constexpr (fill == Fill::uniform_double) {
    // exact: the word as a number in [2^52, 2^53), less 2^52
    auto const magic = _mm256_set1_epi64x(0x4330000000000000);
    for (int half = 0; half < 2; ++half) {
      auto const four = half == 0 ? _mm256_castsi256_si128(words) : _mm256_extracti128_si256(words, 1);
      auto const x = _mm256_sub_pd(_mm256_castsi256_pd(_mm256_or_si256(_mm256_cvtepu32_epi64(four), magic)),
                                   _mm256_set1_pd(0x1p52));
      _mm256_storeu_pd(out + 4 * half, _mm256_mul_pd(_mm256_add_pd(x, _mm256_set1_pd(0.5)), _mm256_set1_pd(0x1p-32)));
    }
  } else if constexpr (fill == Fill::uniform_float) {
    auto const x = _mm256_cvtepi32_ps(_mm256_srli_epi32(words, 9));
    _mm256_storeu_ps(out, _mm256_mul_ps(_mm256_add_ps(x, _mm256_set1_ps(0.5F)), _mm256_set1_ps(0x1p-23F)));
  } else {
    // as detail::normal_of_word
    auto const magnitude = _mm256_and_si256(words, _mm256_set1_epi32(0x7FFFFFFF));
    auto const sign = _mm256_andnot_si256(_mm256_set1_epi32(0x7FFFFFFF), words);
    auto const bits = _mm256_castps_si256(_mm256_add_ps(_mm256_cvtepi32_ps(magnitude), _mm256_set1_ps(0.5F)));
    auto const segment = _mm256_sub_epi32(_mm256_srli_epi32(bits, 20), _mm256_set1_epi32(126 << 3));
    auto const fraction = _mm256_slli_epi32(_mm256_and_si256(bits, _mm256_set1_epi32(0xFFFFF)), 3);
    auto const t = _mm256_sub_ps(_mm256_castsi256_ps(_mm256_or_si256(fraction, _mm256_set1_epi32(0x3F800000))),
                                 _mm256_set1_ps(1.0F));
    auto z = _mm256_i32gather_ps(detail::inverse_normal[3], segment, 4);
    for (int k = 2; k >= 0; --k)
      z = _mm256_add_ps(_mm256_i32gather_ps(detail::inverse_normal[k], segment, 4), _mm256_mul_ps(t, z));
    _mm256_storeu_ps(out, _mm256_castsi256_ps(_mm256_xor_si256(_mm256_castps_si256(z), sign)));
  }
}

template <Fill fill>
WARDMOTE_AVX2 void fill_8_avx2(PhiloxKey key, std::uint32_t block, std::uint32_t occurrence, std::uint32_t purpose,
                               Output<fill>* out) {
  auto const low = _mm256_set1_epi64x(0xFFFFFFFF);
  for (std::uint32_t half = 0; half < 2; ++half) {
    auto const first = _mm256_add_epi64(_mm256_set1_epi64x(block + 4 * half), _mm256_set_epi64x(3, 2, 1, 0));
    auto const c =
        philox_avx2({_mm256_setzero_si256(), first, _mm256_set1_epi64x(occurrence), _mm256_set1_epi64x(purpose)}, key);
    // words 0, 1 and words 2, 3 of each block side by side, then block after block
    auto const w01 = _mm256_or_si256(_mm256_and_si256(c.c0, low), _mm256_slli_epi64(c.c1, 32));
    auto const w23 = _mm256_or_si256(_mm256_and_si256(c.c2, low), _mm256_slli_epi64(c.c3, 32));
    auto const even = _mm256_unpacklo_epi64(w01, w23);  // blocks 0, 2
    auto const odd = _mm256_unpackhi_epi64(w01, w23);   // blocks 1, 3
    store_8_avx2<fill>(_mm256_permute2x128_si256(even, odd, 0x20), out + 16 * half);
    store_8_avx2<fill>(_mm256_permute2x128_si256(even, odd, 0x31), out + 16 * half + 8);
  }
}

WARDMOTE_AVX2 void batch_avx2(PhiloxKey key, std::uint32_t const* entity, std::uint32_t const* occurrence,
                              std::uint32_t purpose, std::uint32_t* words) {
  auto const even = _mm256_set_epi32(7, 5, 3, 1, 6, 4, 2, 0);
  for (std::size_t i = 0; i < DrawsBatch::capacity; i += 4) {
    auto const entities = _mm_loadu_si128(reinterpret_cast<__m128i const*>(entity + i));
    auto const occurrences = _mm_loadu_si128(reinterpret_cast<__m128i const*>(occurrence + i));
    auto const c = philox_avx2({_mm256_setzero_si256(), _mm256_cvtepu32_epi64(entities),
                                _mm256_cvtepu32_epi64(occurrences), _mm256_set1_epi64x(purpose)},
                               key);
    __m256i const lanes[4] = {c.c0, c.c1, c.c2, c.c3};
    for (std::size_t w = 0; w < 4; ++w)
      _mm_storeu_si128(reinterpret_cast<__m128i*>(words + w * DrawsBatch::capacity + i),
                       _mm256_castsi256_si128(_mm256_permutevar8x32_epi32(lanes[w], even)));
  }
}

// ---- AVX-512 ----

struct Lanes8 {
  __m512i c0, c1, c2, c3;
};

WARDMOTE_AVX512 inline Lanes8 philox_avx512(Lanes8 c, PhiloxKey key) {
  auto const m0 = _mm512_set1_epi64(multiplier_0), m1 = _mm512_set1_epi64(multiplier_1);
  auto [k0, k1] = key;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    auto const p0 = _mm512_mul_epu32(c.c0, m0);
    auto const p1 = _mm512_mul_epu32(c.c2, m1);
    auto const key_0 = _mm512_set1_epi64(k0), key_1 = _mm512_set1_epi64(k1);
    c = {_mm512_ternarylogic_epi64(_mm512_srli_epi64(p1, 32), c.c1, key_0, 0x96), p1,
         _mm512_ternarylogic_epi64(_mm512_srli_epi64(p0, 32), c.c3, key_1, 0x96), p0};
    k0 += weyl_0;
    k1 += weyl_1;
  }
  return c;
}

template <Fill fill>
WARDMOTE_AVX512 inline void store_16_avx512(__m512i words, Output<fill>* out) {
  if constexpr (fill == Fill::word) {
    _mm512_storeu_si512(out, words);
  } else if constexpr (fill == Fill::uniform_double) {
    for (int half = 0; half < 2; ++half) {
      auto const eight = half == 0 ? _mm512_castsi512_si256(words) : _mm512_extracti64x4_epi64(words, 1);
      auto const x = _mm512_cvtepu32_pd(eight);
      _mm512_storeu_pd(out + 8 * half, _mm512_mul_pd(_mm512_add_pd(x, _mm512_set1_pd(0.5)), _mm512_set1_pd(0x1p-32)));
    }
  } else if constexpr (fill == Fill::uniform_float) {
    auto const x = _mm512_cvtepi32_ps(_mm512_srli_epi32(words, 9));
    _mm512_storeu_ps(out, _mm512_mul_ps(_mm512_add_ps(x, _mm512_set1_ps(0.5F)), _mm512_set1_ps(0x1p-23F)));
  } else {
    auto const magnitude = _mm512_and_si512(words, _mm512_set1_epi32(0x7FFFFFFF));
    auto const sign = _mm512_andnot_si512(_mm512_set1_epi32(0x7FFFFFFF), words);
    auto const bits = _mm512_castps_si512(_mm512_add_ps(_mm512_cvtepi32_ps(magnitude), _mm512_set1_ps(0.5F)));
    auto const segment = _mm512_sub_epi32(_mm512_srli_epi32(bits, 20), _mm512_set1_epi32(126 << 3));
    auto const fraction = _mm512_slli_epi32(_mm512_and_si512(bits, _mm512_set1_epi32(0xFFFFF)), 3);
    auto const t = _mm512_sub_ps(_mm512_castsi512_ps(_mm512_or_si512(fraction, _mm512_set1_epi32(0x3F800000))),
                                 _mm512_set1_ps(1.0F));
    auto z = _mm512_i32gather_ps(segment, detail::inverse_normal[3], 4);
    for (int k = 2; k >= 0; --k)
      z = _mm512_add_ps(_mm512_i32gather_ps(segment, detail::inverse_normal[k], 4), _mm512_mul_ps(t, z));
    _mm512_storeu_ps(out, _mm512_castsi512_ps(_mm512_xor_si512(_mm512_castps_si512(z), sign)));
  }
}

template <Fill fill>
WARDMOTE_AVX512 void fill_8_avx512(PhiloxKey key, std::uint32_t block, std::uint32_t occurrence, std::uint32_t purpose,
                                   Output<fill>* out) {
  auto const first = _mm512_add_epi64(_mm512_set1_epi64(block), _mm512_set_epi64(7, 6, 5, 4, 3, 2, 1, 0));
  auto const c =
      philox_avx512({_mm512_setzero_si512(), first, _mm512_set1_epi64(occurrence), _mm512_set1_epi64(purpose)}, key);
  auto const low = _mm512_set1_epi64(0xFFFFFFFF);
  auto const w01 = _mm512_or_si512(_mm512_and_si512(c.c0, low), _mm512_slli_epi64(c.c1, 32));
  auto const w23 = _mm512_or_si512(_mm512_and_si512(c.c2, low), _mm512_slli_epi64(c.c3, 32));
  auto const low_half = _mm512_set_epi64(11, 3, 10, 2, 9, 1, 8, 0);     // blocks 0 to 3, words in order
  auto const high_half = _mm512_set_epi64(15, 7, 14, 6, 13, 5, 12, 4);  // blocks 4 to 7
  store_16_avx512<fill>(_mm512_permutex2var_epi64(w01, low_half, w23), out);
  store_16_avx512<fill>(_mm512_permutex2var_epi64(w01, high_half, w23), out + 16);
}

WARDMOTE_AVX512 void batch_avx512(PhiloxKey key, std::uint32_t const* entity, std::uint32_t const* occurrence,
                                  std::uint32_t purpose, std::uint32_t* words) {
  for (std::size_t i = 0; i < DrawsBatch::capacity; i += 8) {
    auto const entities = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(entity + i));
    auto const occurrences = _mm256_loadu_si256(reinterpret_cast<__m256i const*>(occurrence + i));
    auto const c = philox_avx512({_mm512_setzero_si512(), _mm512_cvtepu32_epi64(entities),
                                  _mm512_cvtepu32_epi64(occurrences), _mm512_set1_epi64(purpose)},
                                 key);
    __m512i const lanes[4] = {c.c0, c.c1, c.c2, c.c3};
    for (std::size_t w = 0; w < 4; ++w)
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(words + w * DrawsBatch::capacity + i),
                          _mm512_cvtepi64_epi32(lanes[w]));
  }
}

// ---- the choice ----

VectorPath best_path() {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("avx512bw"))
    return VectorPath::avx512;
  return __builtin_cpu_supports("avx2") ? VectorPath::avx2 : VectorPath::scalar;
}

constinit VectorPath path = VectorPath::scalar;  // good before the next line has run, too
[[maybe_unused]] bool const path_is_chosen = (path = best_path(), true);

template <Fill fill>
void fill_all(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
              std::span<Output<fill>> out) {
  WARDMOTE_EXPECTS(out.size() <= (std::uint64_t{1} << 32) - first_entity, "entities are numbered below 2^32");
  auto const key = streams.philox_key();
  auto const counter_3 = lattice | purpose.value;
  auto const one_by_one = [&](std::size_t i, std::size_t end) {
    for (; i < end; ++i)
      out[i] = transformed<fill>(word_at(streams, purpose, first_entity + static_cast<std::uint32_t>(i), occurrence));
    return i;
  };
  // up to the first whole block, by eight blocks, the rest
  auto i = one_by_one(0, std::min<std::size_t>((4 - (first_entity & 3U)) & 3U, out.size()));
  auto const fill_8 = path == VectorPath::avx512 ? fill_8_avx512<fill>
                      : path == VectorPath::avx2 ? fill_8_avx2<fill>
                                                 : fill_8_scalar<fill>;
  for (; i + n_fill <= out.size(); i += n_fill)
    fill_8(key, (first_entity + static_cast<std::uint32_t>(i)) >> 2, occurrence, counter_3, out.data() + i);
  one_by_one(i, out.size());
}

}  // namespace

namespace detail {

VectorPath vector_path() { return path; }

bool use_vector_path(VectorPath wanted) {
  if (wanted > best_path()) return false;
  path = wanted;
  return true;
}

}  // namespace detail

void DrawsBatch::compute(RandomStreams const& streams, Purpose purpose) {
  key_ = streams.philox_key();
  purpose_ = purpose.value;
  if (path == VectorPath::avx512) return batch_avx512(key_, entity.data(), occurrence.data(), purpose_, word_.data());
  if (path == VectorPath::avx2) return batch_avx2(key_, entity.data(), occurrence.data(), purpose_, word_.data());
  for (std::size_t i = 0; i < capacity; ++i) {
    auto const block = philox({0, entity[i], occurrence[i], purpose_}, key_);
    for (std::size_t w = 0; w < 4; ++w) word_[w * capacity + i] = block[w];
  }
}

float normal_at(RandomStreams const& streams, Purpose purpose, std::uint32_t entity, std::uint32_t occurrence) {
  return detail::normal_of_word(word_at(streams, purpose, entity, occurrence));
}

void fill_word(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
               std::span<std::uint32_t> out) {
  fill_all<Fill::word>(streams, purpose, first_entity, occurrence, out);
}

void fill_uniform(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                  std::span<double> out) {
  fill_all<Fill::uniform_double>(streams, purpose, first_entity, occurrence, out);
}

void fill_uniform(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                  std::span<float> out) {
  fill_all<Fill::uniform_float>(streams, purpose, first_entity, occurrence, out);
}

void fill_normal(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                 std::span<float> out) {
  fill_all<Fill::normal>(streams, purpose, first_entity, occurrence, out);
}

}  // namespace wardmote::kernel
