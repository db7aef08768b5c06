#include "engine/world/council.hpp"

#include <algorithm>
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

std::size_t Council::cabinet() const {
  return static_cast<std::size_t>(std::ranges::find_if(bodies, &Body::decides) - bodies.begin());
}

}  // namespace wardmote::world
