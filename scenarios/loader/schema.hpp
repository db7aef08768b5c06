#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

namespace wardmote::loader {

/// JSON Schema (2020-12) of the files of one kind, or of all kinds ("": chosen by `kind`). Made from the same tables
/// the engine and the loader go by, so it cannot lag behind them. Dates are texts in the format "date", as TOML tools
/// take them.
nlohmann::ordered_json schema_of(std::string_view kind);

}  // namespace wardmote::loader
