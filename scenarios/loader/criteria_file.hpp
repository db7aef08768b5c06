#pragma once

#include <string>
#include <vector>

#include "analysis/baseline/criterion.hpp"
#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

/// One run that criteria measure: the study of the file with some settings of its own, its baseline alone.
struct CriteriaRun {
  std::string id;
  std::string title;
  Study study;
};

/// What a baseline should resemble, and the runs that show it.
struct Criteria {
  std::string id;
  std::string title;
  std::vector<CriteriaRun> runs;
  std::vector<baseline::Criterion> criteria;
};

/// The criteria shipped for Kirklees.
std::string shipped_criteria();

/// Reads criteria and the studies of their runs, `sets` applied to each run before its own; outcomes, series, groups,
/// zones, routes and quantiles must be among those the engine records. Throws InputError.
Criteria load_criteria(std::string const& path, std::vector<std::string> const& sets = {});

}  // namespace wardmote::loader
