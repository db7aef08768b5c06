#include "scenarios/experiment/folder.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <ctime>
#include <set>
#include <thread>

#include <fcntl.h>
#include <fmt/chrono.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/file.h>
#include <unistd.h>

#include "scenarios/experiment/batch.hpp"
#include "scenarios/loader/text_file.hpp"

namespace wardmote::experiment {

using nlohmann::json;
namespace fs = std::filesystem;

namespace {

constexpr auto batches_name = "batches";
constexpr auto manifest_name = "manifest.jsonl";
constexpr auto journal_name = "journal.jsonl";
constexpr auto lock_name = ".lock";
constexpr auto plan_name = "plan.json";
constexpr auto entry_name = "results.json";

bool is_there(fs::path const& path) {
  std::error_code error;
  return fs::exists(path, error);
}

/// Batches of one manifest. A line that is damaged is left out: its batch, if whole, is found again as a stray.
std::vector<BatchEntry> read_manifest(fs::path const& shelf) {
  std::vector<BatchEntry> entries;
  for (auto const& line : read_lines(shelf / manifest_name)) {
    try {
      auto const item = json::parse(line);
      auto const file = shelf / batches_name / item.at("batch").get<std::string>();
      // a batch made again, or dropped, replaces the one before
      std::erase_if(entries, [&](BatchEntry const& other) { return other.file == file; });
      if (item.value("dropped", false)) continue;
      BatchEntry entry{file, item.at("bytes"), item.at("sha256"), {}};
      for (auto const& name : item.at("done"))
        entry.runs.emplace_back(RunName::from_hex(name.get<std::string>()), false);
      for (auto const& name : item.at("failed"))
        entry.runs.emplace_back(RunName::from_hex(name.get<std::string>()), true);
      entries.push_back(std::move(entry));
    } catch (std::exception const&) {
      continue;
    }
  }
  return entries;
}

/// Why a batch is not what the manifest says; empty if it is.
std::string damage(BatchEntry const& entry) {
  std::error_code error;
  auto const n_byte = fs::file_size(entry.file, error);
  if (error) return "is gone";
  if (n_byte != entry.n_byte) return fmt::format("has {} bytes instead of {}", n_byte, entry.n_byte);
  if (sha256_of_file(entry.file) != entry.sha256) return "has changed (its SHA-256 differs)";
  return {};
}

}  // namespace

FolderLock::FolderLock(fs::path const& folder, Mode mode) {
  auto const path = folder / lock_name;
  file_ = ::open(path.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0644);
  if (file_ < 0) throw FolderRefused(fmt::format("{}: cannot write here: {}", folder.string(), std::strerror(errno)));
  // a process that was just killed may take a moment to go
  constexpr auto wait = std::chrono::milliseconds(20);
  auto n_try = 50;
  while (::flock(file_, (mode == Mode::exclusive ? LOCK_EX : LOCK_SH) | LOCK_NB) != 0) {
    if (--n_try > 0) {
      std::this_thread::sleep_for(wait);
      continue;
    }
    ::close(file_);
    throw FolderRefused(
        fmt::format("{}: in use by another run; wait for it, or give another folder with -o", folder.string()));
  }
}

FolderLock::~FolderLock() { ::close(file_); }

bool is_locked(fs::path const& folder) {
  auto const file = ::open((folder / lock_name).c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  auto const locked = ::flock(file, LOCK_EX | LOCK_NB) != 0;
  ::close(file);
  return locked;
}

Shelf::Shelf(fs::path folder)
    : folder_((make_folder(folder / batches_name), std::move(folder))),
      manifest_(folder_ / manifest_name),
      journal_(folder_ / journal_name) {
  for (auto const& partial : files_of(folder_ / batches_name, ".partial")) ::unlink(partial.c_str());
}

void Shelf::put(std::span<RunResult const> runs, std::size_t first_task, double cpu_seconds) {
  if (runs.empty()) return;
  std::string names;
  for (auto const& run : runs) names += run.name.hex();
  auto const file = fmt::format("{:08}-{:.12}.batch", first_task, loader::sha256(names));
  auto const bytes = encode_batch(runs);
  write_whole(folder_ / batches_name / file, bytes);
  enter(file, bytes, runs);

  json done = json::array(), failed = json::array();
  std::uint64_t n_event = 0;
  for (auto const& run : runs) {
    if (run.failed()) {
      failed.push_back({{"run", run.name.hex()}, {"what", run.label}, {"reason", run.reason}});
    } else {
      done.push_back(run.name.hex());
      n_event += run.n_event;
    }
  }
  note("batch",
       {{"batch", file}, {"done", done}, {"failed", failed}, {"n_event", n_event}, {"cpu_seconds", cpu_seconds}});
}

void Shelf::adopt(fs::path const& batch, std::span<RunResult const> runs) {
  enter(batch.filename(), read_whole(batch), runs);
  json done = json::array();
  for (auto const& run : runs) {
    if (!run.failed()) done.push_back(run.name.hex());
  }
  note("adopted", {{"batch", batch.filename().string()}, {"done", done}});
}

void Shelf::catch_up() {
  std::set<std::string> noted;
  for (auto const& line : read_lines(folder_ / journal_name)) {
    auto const item = json::parse(line, nullptr, false);
    if (!item.is_object() || !item.contains("batch") || !item["batch"].is_string()) continue;
    if (item.value("event", "") == "damaged")
      noted.erase(item["batch"]);
    else
      noted.insert(item["batch"]);
  }
  for (auto const& entry : read_manifest(folder_)) {
    auto const file = entry.file.filename().string();
    if (noted.contains(file)) continue;
    json done = json::array();
    for (auto const& [name, failed] : entry.runs) {
      if (!failed) done.push_back(name.hex());
    }
    note("noted late", {{"batch", file}, {"done", done}});
  }
}

void Shelf::drop(fs::path const& batch, std::string_view why) {
  manifest_.append(json{{"batch", batch.filename().string()}, {"dropped", true}}.dump());
  note("damaged", {{"batch", batch.filename().string()}, {"why", why}});
  std::error_code error;
  fs::remove(batch, error);
}

void Shelf::enter(std::string const& file, std::string_view bytes, std::span<RunResult const> runs) {
  json line{{"batch", file}, {"bytes", bytes.size()}, {"sha256", loader::sha256(bytes)}};
  line["done"] = line["failed"] = json::array();
  for (auto const& run : runs) line[run.failed() ? "failed" : "done"].push_back(run.name.hex());
  manifest_.append(line.dump());
}

void Shelf::note(std::string_view event, json details) {
  nlohmann::ordered_json line{{"at", timestamp()}, {"event", event}};
  for (auto const& [key, value] : details.items()) line[key] = value;
  journal_.append(line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace));
}

Inventory::Inventory(fs::path folder) : folder_(std::move(folder)) {
  for (auto const& shelf : shelves_of(folder_)) {
    auto entries = read_manifest(shelf);
    std::ranges::move(entries, std::back_inserter(batches_));
  }
  std::ranges::sort(batches_, {}, [](BatchEntry const& entry) { return entry.file.filename(); });
  for (std::size_t i = 0; i < batches_.size(); ++i) {
    // a run that failed and was repeated counts as it came out
    for (auto const& [name, failed] : batches_[i].runs) {
      auto const [at, is_new] = runs_.try_emplace(name, i, failed);
      if (!is_new && at->second.second && !failed) at->second = {i, failed};
    }
  }
}

Inventory::State Inventory::state(RunName const& name) const {
  auto const found = runs_.find(name);
  if (found == runs_.end()) return State::missing;
  return found->second.second ? State::failed : State::done;
}

BatchEntry const* Inventory::find(RunName const& name) const {
  auto const found = runs_.find(name);
  return found == runs_.end() ? nullptr : &batches_[found->second.first];
}

std::vector<std::pair<fs::path, std::string>> Inventory::damaged(fs::path const& shelf) const {
  std::vector<std::pair<fs::path, std::string>> found;
  for (auto const& entry : batches_) {
    if (entry.file.parent_path().parent_path() != shelf) continue;
    if (auto why = damage(entry); !why.empty()) found.emplace_back(entry.file, std::move(why));
  }
  return found;
}

std::vector<fs::path> Inventory::strays() const {
  std::vector<fs::path> known, found;
  for (auto const& entry : batches_) known.push_back(entry.file);
  std::ranges::sort(known);
  for (auto const& shelf : shelves_of(folder_)) {
    for (auto const& file : files_of(shelf / batches_name, ".batch")) {
      if (!std::ranges::binary_search(known, file)) found.push_back(file);
    }
  }
  return found;
}

std::vector<fs::path> shelves_of(fs::path const& folder) {
  std::vector<fs::path> shelves{folder};
  for (auto const* kind : {"shards", "ranks"}) {
    std::error_code error;
    for (auto const& entry : fs::directory_iterator(folder / kind, error)) shelves.push_back(entry.path());
  }
  std::ranges::sort(shelves);
  return shelves;
}

std::optional<std::string> stored_plan(fs::path const& folder) {
  if (!is_there(folder / plan_name)) return std::nullopt;
  return read_whole(folder / plan_name);
}

std::optional<ResultsEntry> stored_results(fs::path const& folder) {
  if (!is_there(folder / entry_name)) return std::nullopt;
  try {
    auto const entry = json::parse(read_whole(folder / entry_name));
    return ResultsEntry{entry.at("bytes"), entry.at("sha256"), entry.at("plan")};
  } catch (json::exception const&) {
    return std::nullopt;
  }
}

void store_results(fs::path const& folder, ResultsEntry const& entry) {
  nlohmann::ordered_json const text{
      {"file", "results.h5"}, {"bytes", entry.n_byte}, {"sha256", entry.sha256}, {"plan", entry.plan}};
  write_whole(folder / entry_name, text.dump(2) + "\n");
}

void clear(fs::path const& folder) {
  std::error_code error;
  for (auto const* name :
       {"results.h5", entry_name, plan_name, manifest_name, journal_name, "inputs.json", "ro-crate-metadata.json"}) {
    fs::remove(folder / name, error);
  }
  for (auto const* name : {batches_name, "shards", "ranks"}) fs::remove_all(folder / name, error);
}

std::string timestamp() {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}",
                     fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
}

}  // namespace wardmote::experiment
