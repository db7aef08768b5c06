// Fuzz target: any bytes in place of one file of a folder of results end in an answer or in the error that is meant for
// it, and in nothing else. The first byte says which file: the manifest, the journal, the plan, the study's inputs, the
// note about results.h5, or a batch, whose SHA-256 is set right so that the bytes within are what is tried.
//
//     clang++-16 -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -ffp-contract=off -I. -Ibuild/generated \
//       -I/usr/include/eigen3 -DTOML_HEADER_ONLY=0 -DTOML_SHARED_LIB=1 tests/fuzz/folder_fuzz.cpp \
//       tests/support/temporary_folder.cpp scenarios/loader/*.cpp \
//       scenarios/experiment/{folder,files,batch,run_result,plan,design,worlds}.cpp engine/*/*.cpp \
//       -lfmt -ltomlplusplus -lcrypto -lsleef -lz -o folder_fuzz
//     ./folder_fuzz -max_total_time=60 -max_len=4000
//
// A finding becomes a case of tests/scenarios/experiment/folder_test.cpp, batch_test.cpp or plan_test.cpp.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "scenarios/experiment/batch.hpp"
#include "scenarios/experiment/folder.hpp"
#include "scenarios/experiment/plan.hpp"
#include "scenarios/loader/bundle.hpp"
#include "scenarios/loader/input_error.hpp"
#include "scenarios/loader/text_file.hpp"
#include "tests/support/small_study.hpp"

namespace {

using namespace wardmote;
using experiment::FolderRefused;

/// A sound folder: one batch, its manifest and journal, plan and inputs.
struct Folder {
  Folder() : study(loader::load_study(files.path(), {}, "")), plan(study, 1) {
    experiment::RunResult done{experiment::RunName::of("a"), "a", "", 1, {{"outcomes", std::vector<double>{1, 2, 3}}}};
    experiment::RunResult const failed{experiment::RunName::of("b"), "b", "exploded", 0, {}};
    batch = experiment::encode_batch(std::vector{done, failed});
    experiment::Shelf(path()).put(std::vector{done, failed}, 0, 0);
    experiment::write_whole(path() / "plan.json", plan.text());
    experiment::write_whole(path() / "inputs.json", loader::bundle(study));
    experiment::store_results(path(), {10, std::string(64, 'a'), plan.hash()});
  }
  [[nodiscard]] std::filesystem::path path() const { return files.path("results"); }

  support::SmallStudy files;
  loader::Study study;
  experiment::Plan plan;
  std::string batch;
};

void look(Folder const& folder) {
  experiment::Inventory const inventory(folder.path());
  static_cast<void>(inventory.state(experiment::RunName::of("a")));
  static_cast<void>(inventory.damaged(folder.path()));
  static_cast<void>(inventory.strays());
}

void read_plan(std::string const& text, Folder const& folder) {
  static_cast<void>(experiment::scale_of(text));
  static_cast<void>(experiment::differences(text, folder.plan.text()));
  static_cast<void>(experiment::only_adds(text, folder.plan.text()));
}

/// The sound text with the bytes in place of a part of it, or the bytes alone.
std::string spoil(std::string text, std::string_view bytes) {
  if (bytes.size() < 4 || bytes[0] % 2 == 0) return std::string(bytes);
  auto const at = (static_cast<std::uint8_t>(bytes[1]) * 256U + static_cast<std::uint8_t>(bytes[2])) % text.size();
  return text.replace(at, static_cast<std::uint8_t>(bytes[0]) / 2, bytes.substr(3));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
  static Folder const folder;
  if (size == 0) return -1;
  std::string_view const bytes(reinterpret_cast<char const*>(data) + 1, size - 1);
  constexpr std::array names{"manifest.jsonl", "journal.jsonl", "plan.json", "inputs.json", "results.json"};
  auto const which = data[0] % (names.size() + 1);
  try {
    if (which == names.size()) {
      auto text = spoil(folder.batch.substr(0, folder.batch.size() - 65), bytes);
      static_cast<void>(experiment::decode_batch(text + loader::sha256(text) + "\n"));
      return 0;
    }
    auto const path = folder.path() / names[which];
    auto const sound = experiment::read_whole(path);
    folder.files.write(std::string("results/") + names[which], spoil(sound, bytes));
    try {
      look(folder);
      if (which == 2) read_plan(*experiment::stored_plan(folder.path()), folder);
      if (which == 3) static_cast<void>(loader::load_bundle(experiment::read_whole(path), "inputs.json", {}));
      if (which == 4) static_cast<void>(experiment::stored_results(folder.path()));
    } catch (...) {
      folder.files.write(std::string("results/") + names[which], sound);
      throw;
    }
    folder.files.write(std::string("results/") + names[which], sound);
  } catch (loader::InputError const&) {
  } catch (FolderRefused const&) {
  } catch (experiment::BatchDamaged const&) {
  }
  return 0;
}
