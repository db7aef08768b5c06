/// \file
/// Random streams that are keyed, not shared.
///
/// A draw is a pure function of (seed, council; replication; purpose, entity, occurrence; inner draw). Nobody draws
/// "first": two scenarios ask for the same draw by the same name and get the same number (common random numbers), and
/// adding an entity or a purpose leaves every other draw as it was.
///
/// Generator: Philox 4x32-10, Salmon et al. (2011), "Parallel random numbers: as easy as 1, 2, 3", SC'11. Its 64-bit
/// key is one Philox block of seed, council and replication. The 128-bit counter of a draw is
///
///     word 0   inner block, 0, 1, 2 ...        word 2   occurrence
///     word 1   entity                          word 3   purpose, plus 2^16 for the draws by lattice (`fill_*`, `*_at`)
///
/// so no two names share a block. Each block gives four 32-bit words, used in order before the next is computed.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>

namespace wardmote::kernel {

/// What a draw is for. The numbers are stable and stand in one file of the model; 16 bits.
struct Purpose {
  std::uint16_t value = 0;

  constexpr Purpose() = default;
  explicit constexpr Purpose(std::uint16_t number) : value(number) {}
  friend constexpr bool operator==(Purpose, Purpose) = default;
};

/// Whose randomness it is: the study's seed and a hash of the council's name.
struct StreamKey {
  std::uint64_t seed = 0;
  std::uint64_t council = 0;

  friend constexpr bool operator==(StreamKey const&, StreamKey const&) = default;
};

using PhiloxBlock = std::array<std::uint32_t, 4>;
using PhiloxKey = std::array<std::uint32_t, 2>;

/// One block of Philox 4x32-10.
[[nodiscard]] constexpr PhiloxBlock philox(PhiloxBlock counter, PhiloxKey key) {
  constexpr std::uint64_t multiplier_0 = 0xD2511F53U, multiplier_1 = 0xCD9E8D57U;  // Salmon et al., table 2
  constexpr std::uint32_t weyl_0 = 0x9E3779B9U, weyl_1 = 0xBB67AE85U;              // golden ratio, sqrt(3) - 1
  auto [c0, c1, c2, c3] = counter;
  auto [k0, k1] = key;
#pragma GCC unroll 10
  for (int round = 0; round < 10; ++round) {
    auto const product_0 = multiplier_0 * c0;
    auto const product_1 = multiplier_1 * c2;
    c0 = static_cast<std::uint32_t>(product_1 >> 32) ^ c1 ^ k0;
    c1 = static_cast<std::uint32_t>(product_1);
    c2 = static_cast<std::uint32_t>(product_0 >> 32) ^ c3 ^ k1;
    c3 = static_cast<std::uint32_t>(product_0);
    k0 += weyl_0;
    k1 += weyl_1;
  }
  return {c0, c1, c2, c3};
}

namespace detail {

/// Words to reals, always strictly between 0 and 1: the middles of 2^n equal cells, exact.
[[nodiscard]] constexpr double open_unit_52(std::uint64_t bits) {
  return (static_cast<double>(static_cast<std::int64_t>(bits >> 12)) + 0.5) * 0x1p-52;
}
[[nodiscard]] constexpr double open_unit_32(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }
[[nodiscard]] constexpr float open_unit_23(std::uint32_t word) {
  return (static_cast<float>(static_cast<std::int32_t>(word >> 9)) + 0.5F) * 0x1p-23F;
}

}  // namespace detail

/// The draws under one name, in order. A small value; copying it copies its place. Satisfies
/// std::uniform_random_bit_generator. Good for 2^34 words.
class Draws {
 public:
  using result_type = std::uint32_t;
  static constexpr result_type min() { return 0; }
  static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

  constexpr Draws(PhiloxKey key, PhiloxBlock counter) : counter_(counter), key_(key) {}

  /// The same draws when their first block is known already, as from a DrawsBatch.
  constexpr Draws(PhiloxKey key, PhiloxBlock counter, PhiloxBlock first_block) : counter_(counter), key_(key) {
    ++counter_[0];
    load(first_block);
  }

  /// The next 32 random bits.
  constexpr std::uint32_t operator()() {
    if (n_left_ == 0) {
      load(philox(counter_, key_));
      ++counter_[0];
    }
    // the words move up rather than an index: so they can live in registers
    auto const word = word_0_;
    word_0_ = word_1_;
    word_1_ = word_2_;
    word_2_ = word_3_;
    --n_left_;
    return word;
  }

  /// The next 64 random bits: two words, the first one high.
  constexpr std::uint64_t bits64() {
    auto const high = static_cast<std::uint64_t>((*this)());
    return high << 32 | (*this)();
  }

  /// Uniform in (0, 1), never 0 or 1, 52 bits from two words.
  constexpr double uniform() { return detail::open_unit_52(bits64()); }

  /// Uniform in (0, 1), never 0 or 1, 32 bits from one word.
  constexpr double uniform32() { return detail::open_unit_32((*this)()); }

 private:
  constexpr void load(PhiloxBlock const& block) {
    word_0_ = block[0];
    word_1_ = block[1];
    word_2_ = block[2];
    word_3_ = block[3];
    n_left_ = 4;
  }

  PhiloxBlock counter_;  // of the next block
  PhiloxKey key_;
  std::uint32_t word_0_ = 0, word_1_ = 0, word_2_ = 0, word_3_ = 0;
  std::uint32_t n_left_ = 0;  // words not yet given out, word_0_ first
};

/// All streams of one replication. Immutable, 8 bytes; share or copy it freely between threads.
class RandomStreams {
 public:
  constexpr RandomStreams(StreamKey key, std::uint32_t replication) : key_(key_of(key, replication)) {}

  /// The draws of one purpose for one entity on one occasion. An occurrence names something that exists in every
  /// scenario (candidate 3, month 17, step 2), never a count of what happened to be accepted.
  [[nodiscard]] constexpr Draws draws(Purpose purpose, std::uint32_t entity, std::uint32_t occurrence = 0) const {
    return Draws{key_, {0, entity, occurrence, purpose.value}};
  }

  [[nodiscard]] constexpr PhiloxKey philox_key() const { return key_; }

 private:
  static constexpr PhiloxKey key_of(StreamKey key, std::uint32_t replication) {
    auto const low = [](std::uint64_t x) { return static_cast<std::uint32_t>(x); };
    auto const high = [](std::uint64_t x) { return static_cast<std::uint32_t>(x >> 32); };
    auto const block = philox({low(key.council), high(key.council), replication, 0x57415244U /* "WARD" */},
                              {low(key.seed), high(key.seed)});
    return {block[0], block[1]};
  }

  PhiloxKey key_;
};

namespace detail {

/// How draws that come many at once are computed. The program starts with the best the CPU offers; every path gives the
/// same bits, and tests switch between them. Not thread-safe: switch before threads start.
enum class VectorPath { scalar, avx2, avx512 };
[[nodiscard]] VectorPath vector_path();
bool use_vector_path(VectorPath wanted);  ///< false, and no change, if the CPU lacks it

}  // namespace detail

/// The draws of sixteen names at once: what streams.draws(purpose, entity[i], occurrence[i]) would give, but for the
/// first block at about a fifth of the price. For models that can see who is next, EventQueue::upcoming().
class DrawsBatch {
 public:
  static constexpr std::size_t capacity = 16;

  std::array<std::uint32_t, capacity> entity{};      ///< to be filled in before compute(); the unused may hold anything
  std::array<std::uint32_t, capacity> occurrence{};  ///< likewise

  void compute(RandomStreams const& streams, Purpose purpose);

  /// The draws of (entity[i], occurrence[i]), as they were when compute() was called.
  [[nodiscard]] Draws operator[](std::size_t i) const {
    return Draws{key_,
                 {0, entity[i], occurrence[i], purpose_},
                 {word_[i], word_[capacity + i], word_[2 * capacity + i], word_[3 * capacity + i]}};
  }

 private:
  PhiloxKey key_{};
  std::uint32_t purpose_ = 0;
  std::array<std::uint32_t, 4 * capacity> word_{};  // first blocks [word x name]
};

// Draws by lattice: one word an entity, four neighbouring entities to a block. A quarter of the cost of draws() where a
// purpose needs a single number for each of many entities; the values are streams of their own, independent of draws().
// `fill_x` gives entities first_entity, first_entity + 1, ... exactly what `x_at` gives each of them, on every CPU;
// Precondition: first_entity + out.size() <= 2^32.

/// The entity's 32 random bits.
[[nodiscard]] constexpr std::uint32_t word_at(RandomStreams const& streams, Purpose purpose, std::uint32_t entity,
                                              std::uint32_t occurrence) {
  return philox({0, entity >> 2, occurrence, 0x10000U | purpose.value}, streams.philox_key())[entity & 3U];
}
void fill_word(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
               std::span<std::uint32_t> out);

/// The entity's uniform in (0, 1): a double from 32 bits, or a float from 23.
[[nodiscard]] constexpr double uniform_at(RandomStreams const& streams, Purpose purpose, std::uint32_t entity,
                                          std::uint32_t occurrence) {
  return detail::open_unit_32(word_at(streams, purpose, entity, occurrence));
}
[[nodiscard]] constexpr float uniform_float_at(RandomStreams const& streams, Purpose purpose, std::uint32_t entity,
                                               std::uint32_t occurrence) {
  return detail::open_unit_23(word_at(streams, purpose, entity, occurrence));
}
void fill_uniform(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                  std::span<double> out);
void fill_uniform(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                  std::span<float> out);

/// The entity's standard normal, by inversion of its word: |z| up to 6.3, absolute error below 1e-6.
[[nodiscard]] float normal_at(RandomStreams const& streams, Purpose purpose, std::uint32_t entity,
                              std::uint32_t occurrence);
void fill_normal(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                 std::span<float> out);

}  // namespace wardmote::kernel
