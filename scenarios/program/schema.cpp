#include "scenarios/loader/schema.hpp"

#include <algorithm>
#include <iostream>

#include <fmt/format.h>

#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/library.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/program/arguments.hpp"
#include "scenarios/program/commands.hpp"

namespace wardmote::program {

int schema(std::vector<std::string> const& arguments) {
  constexpr auto& kinds = loader::file_kinds;
  Arguments line("schema", fmt::format("[{}]", fmt::join(kinds, "|")),
                 "prints the JSON Schema of the files, for editors");
  if (!line.parse(arguments, 0, 1)) return status_done;
  auto const kind = line.operand_or("");
  if (!kind.empty() && std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    throw loader::InputError({}, fmt::format("schema: there is no kind '{}' ({})", kind,
                                             loader::hint(kind, std::span<std::string_view const>{kinds})));
  }
  std::cout << loader::schema_of(kind).dump(2) << "\n";
  return status_done;
}

}  // namespace wardmote::program
