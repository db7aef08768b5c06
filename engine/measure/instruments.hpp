#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "engine/world/world.hpp"

/// What people who ask see of the world: surveys of residents, and the workshop with red and green dots.
///
/// They sample by keyed draws of their own and only read: without them a run is the same to the last bit.
namespace wardmote::measure {

// labels of the axes of what they leave, in order
std::span<std::string_view const> survey_names();      ///< by the way of asking, and of whom
std::span<std::string_view const> survey_questions();  ///< all answered yes or no
std::span<std::string_view const> survey_readings();
std::span<std::string_view const> workshop_occasions();
std::span<std::string_view const> workshop_samples();  ///< which level of managers sends more: the reports disagree
std::span<std::string_view const> workshop_statements();
std::span<std::string_view const> workshop_parties();
std::span<std::string_view const> workshop_dots();

/// The instruments of one run. NaN where nobody was asked.
class Instruments {
 public:
  explicit Instruments(world::Scene const& scene);

  /// When one of them next looks at the world; Time::max() if none will.
  [[nodiscard]] kernel::Time due() const;
  /// Lets those that are due now look.
  void read(world::World const& world);

  [[nodiscard]] std::vector<float> const& survey() const { return survey_; }
  [[nodiscard]] std::vector<float> const& workshop() const { return workshop_; }

 private:
  struct Look {
    kernel::Time at;
    bool survey;          ///< else the workshop
    std::uint32_t which;  ///< year, or occasion
  };
  void hold_workshop(world::World const& world, std::uint32_t occasion);

  world::Scene const& scene_;
  std::vector<Look> looks_;  // in order
  std::size_t next_ = 0;
  std::vector<float> survey_;                      // [n_year x n_survey x n_question x n_reading]
  std::vector<float> workshop_;                    // [n_occasion x n_sample x n_statement x n_party x n_dot]
  std::vector<world::Journal::WardFlows> before_;  // [n_ward] counts at the workshop before
};

}  // namespace wardmote::measure
