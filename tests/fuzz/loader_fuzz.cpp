// Fuzz target: any bytes in place of one file of a study end in a study or in an InputError, and in nothing else. The
// first byte says which file: the study, a scenario, the levers, the parameters, the design, the council or its tables.
//
//     clang++-16 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -ffp-contract=off -I. -I/usr/include/eigen3 \
//       -DTOML_HEADER_ONLY=0 -DTOML_SHARED_LIB=1 tests/fuzz/loader_fuzz.cpp tests/support/temporary_folder.cpp \
//       scenarios/loader/*.cpp engine/policy/primitives.cpp engine/measure/record.cpp engine/world/parameters.cpp \
//       engine/world/council.cpp engine/kernel/*.cpp -lfmt -ltomlplusplus -lcrypto -lsleef -o loader_fuzz
//     ./loader_fuzz -max_total_time=60 -max_len=4000
//
// A finding becomes a row of tests/scenarios/loader/wrong_input_test.cpp or a case of text_test.cpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "scenarios/loader/study.hpp"
#include "tests/support/small_study.hpp"

namespace {

constexpr std::string_view design =
    "wardmote = 1\nkind = \"design\"\nid = \"sweep\"\ntitle = \"t\"\nmethod = \"lhs\"\npoints = 4\n[[factor]]\npath = "
    "\"parameters.p_misroute\"\nlow = 0.1\nhigh = 0.2\n";

struct Part {
  char const* file;
  char const* set;  ///< what makes the study read it
};
constexpr std::array parts{
    Part{"study.toml", ""},           Part{"meetings.toml", ""},           Part{"levers.toml", ""},
    Part{"small.toml", ""},           Part{"sweep.toml", "design=sweep"},  Part{"smallville/council.toml", ""},
    Part{"smallville/wards.csv", ""}, Part{"smallville/services.csv", ""}, Part{"smallville/days.csv", ""}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static wardmote::support::SmallStudy const files;
  if (size == 0) return -1;
  auto const& part = parts[data[0] % parts.size()];
  files.write("sweep.toml", design);
  auto const sound = files.read(part.file);

  // the sound file with the bytes in place of a part of it, or the bytes alone
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  auto text = sound;
  if (bytes.size() > 2 && data[0] < 128) {
    auto const at = (static_cast<std::uint8_t>(bytes[0]) * 256U + static_cast<std::uint8_t>(bytes[1])) % text.size();
    text.replace(at, bytes.size() / 2, bytes.substr(2));
  } else {
    text = bytes;
  }
  files.write(part.file, text);
  try {
    std::vector<std::string> sets;
    if (*part.set != '\0') sets.emplace_back(part.set);
    static_cast<void>(wardmote::loader::load_study(files.path(), sets, ""));  // nothing shipped
  } catch (wardmote::loader::InputError const&) {
    // said where and what
  }
  files.write(part.file, sound);
  return 0;
}
