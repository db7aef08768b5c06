#include "scenarios/loader/quality_file.hpp"

#include <array>

#include <fmt/chrono.h>

#include "scenarios/loader/library.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

std::vector<QualityNote> read_quality_log(std::string const& path) {
  constexpr auto outcomes = std::to_array<std::string_view>({"passed", "failed", "open"});
  Library library(data_folder_or_nothing());
  TomlTable const file(library.open(path, "quality").table, "", {"wardmote", "kind", "check"});
  std::vector<QualityNote> notes;
  for (auto const* entry : file.entries("check")) {
    TomlTable const check(*entry, "check", {"date", "by", "what", "found", "outcome"});
    std::chrono::year_month_day const date{check.date("date")};
    notes.push_back({fmt::format("{:04}-{:02}-{:02}", int{date.year()}, unsigned{date.month()}, unsigned{date.day()}),
                     check.string("by"), check.string("what"), check.string("found"),
                     std::string(outcomes[check.choice("outcome", outcomes)])});
  }
  return notes;
}

}  // namespace wardmote::loader
