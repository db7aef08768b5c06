#include "engine/kernel/random.hpp"

#include "engine/kernel/tables.hpp"

namespace wardmote::kernel {

float normal_at(RandomStreams const& streams, Purpose purpose, std::uint32_t entity, std::uint32_t occurrence) {
  return detail::normal_of_word(word_at(streams, purpose, entity, occurrence));
}

void fill_word(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
               std::span<std::uint32_t> out) {
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = word_at(streams, purpose, first_entity + static_cast<std::uint32_t>(i), occurrence);
}

void fill_uniform(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                  std::span<double> out) {
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = uniform_at(streams, purpose, first_entity + static_cast<std::uint32_t>(i), occurrence);
}

void fill_uniform(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                  std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = uniform_float_at(streams, purpose, first_entity + static_cast<std::uint32_t>(i), occurrence);
}

void fill_normal(RandomStreams const& streams, Purpose purpose, std::uint32_t first_entity, std::uint32_t occurrence,
                 std::span<float> out) {
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = normal_at(streams, purpose, first_entity + static_cast<std::uint32_t>(i), occurrence);
}

}  // namespace wardmote::kernel
