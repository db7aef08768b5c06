#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/range.hpp"
#include "analysis/compare/runs.hpp"

namespace wardmote::compare {

/// A part of what a scenario takes beyond the baseline, a year.
struct Part {
  std::string name;
  Range officer_hours;     ///< [h/year]
  Range councillor_hours;  ///< [h/year]
  Range pounds;            ///< [£/year], officer hours at cost
};

/// What a scenario takes beyond the baseline, a year, taken apart. Ranges are over worlds, each of its own number:
/// middles need not add up.
struct Breakdown {
  std::vector<Part> lines;   ///< by line of the budget
  std::vector<Part> levers;  ///< what each lever takes by itself; the name is its id
  Part elsewhere;            ///< all less that of the levers: what follows in casework, contacts and the rest
  struct Staff {
    std::string name;           ///< of a service; "enquiries_desk", or "not_said" where nobody said whose time it is
    std::vector<Range> grades;  ///< [n_grade] officer hours [h/year]
    Range all;
  };
  std::vector<std::string> grades;  ///< names, the last of whatever grade there is
  std::vector<Staff> staff;
  Staff everyone;  ///< all services together
  struct Contacts {
    std::string channel;
    Range number;  ///< [1/year]
  };
  std::vector<Contacts> contacts;
  Range posts;        ///< [h/year] officer posts that the policy adds, less those it takes away
  Range displaced;    ///< [h/year] officer hours of posts there were before, taken from other work; below 0: set free
  Range undelivered;  ///< [h/year] asked of staff who had none left: it does not happen
};

/// `years` of the study. What the file does not hold is empty, ranges without a number NaN.
[[nodiscard]] Breakdown breakdown_of(results::Reader const& reader, Runs const& runs, std::size_t scenario,
                                     double years);

/// Title of a scenario's lever as the study has it; its id where it has none.
[[nodiscard]] std::string lever_title(nlohmann::json const& study, std::string const& scenario, std::string const& id);

}  // namespace wardmote::compare
