#pragma once

#include <cstdint>
#include <vector>

#include "engine/kernel/random.hpp"
#include "engine/world/council.hpp"

namespace wardmote::world {

/// Age groups of adults, finer than the ward tables by national shares (tagged as such in the council's file).
enum class AgeGroup : std::uint8_t { from_16, from_35, from_65, from_75 };
inline constexpr std::size_t n_age_group = 4;
/// Ethnic groups that the evidence tells apart (evidence.md §1: Asian, White; the rest together).
enum class EthnicGroup : std::uint8_t { white, asian, other };
inline constexpr std::size_t n_ethnicity = 3;

/// Adults of one ward, age group and ethnic group: neighbours in every array, from `first` up to `last`.
/// Within a run of neighbours they are sorted by their stored digital uniform, so that those offline are its head.
struct Cell {
  std::uint32_t first;
  std::uint32_t last;
  std::uint32_t ward;
  AgeGroup age;
  EthnicGroup ethnicity;
};

/// Every resident of a council, made from (council, seed, scale) and nothing else: the same people in all scenarios,
/// replications and worlds. Uncertain traits are thresholds on the uniforms stored here.
/// Adults (16 and over) act and are agents of the hot arrays; children live in their wards.
struct Population {
  double scale = 1;  ///< share of citizens simulated, (0, 1]
  std::uint32_t n_adult = 0;

  std::vector<Cell> cells;                   ///< in order, covering [0, n_adult)
  std::vector<std::uint32_t> first_in_ward;  ///< [n_ward + 1]
  std::vector<std::uint16_t> cell;           ///< [n_adult] index into cells
  std::vector<float> digital;                ///< [n_adult] uniform: online if above the offline share
  std::vector<float> propensity;             ///< [n_adult] uniform behind the propensity to meet issues
  std::vector<float> known;                  ///< [n_adult] uniform: knows a councillor if below the share
  std::vector<float> trust_trait;            ///< [n_adult] standard normal
  std::vector<float> influence_trait;        ///< [n_adult] standard normal
  std::vector<float> resources;              ///< [n_adult] standard normal; deprivation acts on top
  std::vector<float> attachment;             ///< [n_adult] standard normal

  std::vector<std::uint8_t> child_ward;  ///< [n_child]
  std::vector<std::uint8_t> child_band;  ///< [n_child] 0: 0-4, 1: 5-10, 2: 11-15

  [[nodiscard]] std::uint32_t ward_of(std::uint32_t adult) const { return cells[cell[adult]].ward; }
  [[nodiscard]] std::size_t n_resident() const { return n_adult + child_ward.size(); }
};

/// Makes the people. Precondition: scale in (0, 1]. Counts by ward, age band and ethnic group are those of the data
/// times `scale`, rounded so that each ward's total is the nearest whole number (largest remainders).
Population make_population(Council const& council, kernel::StreamKey key, double scale);

/// Random streams of the people: no replication (design §4).
kernel::RandomStreams people_streams(kernel::StreamKey key);

}  // namespace wardmote::world
