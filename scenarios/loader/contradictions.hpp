#pragma once

#include "scenarios/loader/lever.hpp"

namespace wardmote::loader {

/// Refuses a scenario whose levers say opposite things of the same place at the same time, by their central numbers;
/// the error names both. What merely adds up, or does the same twice, is no contradiction: docs/model.md, 7.11.
void refuse_contradictions(Scenario const& scenario);

}  // namespace wardmote::loader
