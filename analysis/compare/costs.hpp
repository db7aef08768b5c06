#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "analysis/compare/breakdown.hpp"
#include "analysis/compare/range.hpp"
#include "analysis/compare/runs.hpp"

namespace wardmote::compare {

/// How pounds are added up, as the study sets it.
struct Prices {
  int year = 0;                  ///< whose prices they are
  double discount_rate = 0.035;  ///< a year, real
  Range optimism;                ///< what policies cost beyond what is foreseen, as a share of it; all 0 where not set
  double officer_hours_year = 0, pounds_year = 0;  ///< what there is; infinite where the study says nothing
};
/// Of the resolved study.
[[nodiscard]] Prices prices_of(nlohmann::json const& study);

/// What a scenario takes beyond the baseline. Negative is less. Ranges are low, central and high over worlds.
struct Costs {
  Range officer_hours;     ///< [h/year]
  Range councillor_hours;  ///< [h/year]
  Range pounds;            ///< [£/year], one-off costs spread over the years of the study
  Range one_off;           ///< [£] in all, of the lines that are one-off
  Range yearly;            ///< [£/year], of all other lines
  Range cash;  ///< [£/year] of `pounds` that leave the council; the rest is officers' time at cost, which turns
               ///< into money only where posts go
  Range present_value;       ///< [£] of all years, later ones discounted to the start
  Range optimism;            ///< [£] what optimism would add to the present value, where that is an expense
  bool over_budget = false;  ///< its middle takes more hours or pounds a year than the study says there are
  Breakdown taken_apart;     ///< by line, lever, service, grade and channel
};

/// Year y counts 1 / (1 + rate)^y, the first year in full (Green Book 2022, annex 6).
[[nodiscard]] double present_value(std::vector<double> const& by_year, double rate);

/// `years` of the study. All NaN and nothing taken apart where the study kept no costs; else the file holds cost,
/// officer_hours and councillor_hours by budget_line and year.
[[nodiscard]] Costs costs_of(results::Reader const& reader, Runs const& runs, std::size_t scenario, double years,
                             Prices const& prices);

}  // namespace wardmote::compare
