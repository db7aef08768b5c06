#include "engine/world/council.hpp"

#include <numeric>

namespace wardmote::world {

std::uint64_t Council::n_resident() const {
  return std::accumulate(wards.begin(), wards.end(), std::uint64_t{0}, [](std::uint64_t sum, Ward const& ward) {
    return std::accumulate(ward.residents.begin(), ward.residents.end(), sum);
  });
}

std::uint32_t Council::n_councillor() const {
  return std::accumulate(wards.begin(), wards.end(), std::uint32_t{0},
                         [](std::uint32_t sum, Ward const& ward) { return sum + ward.n_councillor; });
}

}  // namespace wardmote::world
