#pragma once

#include <nlohmann/json.hpp>

#include "scenarios/loader/study.hpp"

namespace wardmote::loader {

nlohmann::json to_json(Quantity const& quantity);
/// A lever by the names of its file; of its steps, the fields that were given.
nlohmann::json to_json(Lever const& lever);
nlohmann::json to_json(world::Council const& council);
/// What decides the runs and their reading; no files, places, warnings.
nlohmann::json to_json(Design const& design);
nlohmann::json to_json(Study const& study);

}  // namespace wardmote::loader
