#include "scenarios/experiment/batch.hpp"

#include <bit>
#include <cstring>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include "scenarios/loader/text_file.hpp"

namespace wardmote::experiment {

namespace {

using nlohmann::json;
static_assert(std::endian::native == std::endian::little, "values are written as they lie in memory");

constexpr std::string_view magic = "wardmote-batch 1\n";
constexpr std::size_t n_trailer = 65;  ///< hexadecimal digits and a line feed
constexpr int zlib_level = 1;          ///< batches are written once and read once or twice

/// Appends the values byte by byte: all first bytes, all second bytes ... Neighbouring values share their high bytes,
/// so this is what makes them compress.
template <class T>
void shuffle_into(std::string& bytes, std::vector<T> const& values) {
  auto const at = bytes.size();
  bytes.resize(at + values.size() * sizeof(T));
  auto const* from = reinterpret_cast<char const*>(values.data());
  for (std::size_t i = 0; i < values.size(); ++i) {
    for (std::size_t b = 0; b < sizeof(T); ++b) bytes[at + b * values.size() + i] = from[i * sizeof(T) + b];
  }
}

template <class T>
std::vector<T> unshuffle(std::string_view bytes, std::size_t n) {
  std::vector<T> values(n);
  auto* to = reinterpret_cast<char*>(values.data());
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t b = 0; b < sizeof(T); ++b) to[i * sizeof(T) + b] = bytes[b * n + i];
  }
  return values;
}

std::string deflate(std::string const& bytes) {
  auto size = ::compressBound(bytes.size());
  std::string packed(size, '\0');
  auto const status = ::compress2(reinterpret_cast<Bytef*>(packed.data()), &size,
                                  reinterpret_cast<Bytef const*>(bytes.data()), bytes.size(), zlib_level);
  if (status != Z_OK) throw std::bad_alloc();  // the only way left to fail
  packed.resize(size);
  return packed;
}

std::string inflate(std::string_view packed, std::size_t n_byte) {
  std::string bytes(n_byte, '\0');
  auto size = static_cast<uLongf>(n_byte);
  auto const status = ::uncompress(reinterpret_cast<Bytef*>(bytes.data()), &size,
                                   reinterpret_cast<Bytef const*>(packed.data()), packed.size());
  if (status != Z_OK || size != n_byte) throw BatchDamaged("its arrays do not unpack");
  return bytes;
}

/// Name, type and length of an array.
json spec_of(RunArray const& array) {
  auto const is_double = std::holds_alternative<std::vector<double>>(array.values);
  auto const n = std::visit([](auto const& values) { return values.size(); }, array.values);
  return {array.name, is_double ? "float64" : "float32", n};
}

std::vector<RunArray> unpack(json const& specs, std::string_view packed) {
  constexpr std::size_t most_packed = 1032;  // zlib packs no denser
  auto const most = most_packed * packed.size();
  std::size_t n_byte = 0;
  for (auto const& spec : specs) {
    auto const n = spec.at(2).get<std::size_t>();
    if (n > most) throw BatchDamaged("claims more values than it can hold");
    n_byte += n * (spec.at(1) == "float64" ? sizeof(double) : sizeof(float));
  }
  if (n_byte > most) throw BatchDamaged("claims more values than it can hold");
  auto const bytes = inflate(packed, n_byte);
  std::vector<RunArray> arrays;
  auto rest = std::string_view(bytes);
  for (auto const& spec : specs) {
    auto const n = spec.at(2).get<std::size_t>();
    RunArray array{spec.at(0), {}};
    if (spec.at(1) == "float64") {
      array.values = unshuffle<double>(rest, n);
      rest.remove_prefix(n * sizeof(double));
    } else {
      array.values = unshuffle<float>(rest, n);
      rest.remove_prefix(n * sizeof(float));
    }
    arrays.push_back(std::move(array));
  }
  return arrays;
}

}  // namespace

std::string encode_batch(std::span<RunResult const> runs) {
  json head{{"arrays", json::array()}, {"runs", json::array()}};
  std::string payload;
  for (auto const& run : runs) {
    json entry{{"name", run.name.hex()}, {"label", run.label}};
    if (run.failed()) {
      entry["reason"] = run.reason;
    } else {
      // most runs have arrays of the same lengths: said once
      auto specs = json::array();
      for (auto const& array : run.arrays) specs.push_back(spec_of(array));
      if (head["arrays"].empty()) head["arrays"] = specs;
      if (head["arrays"] != specs) entry["arrays"] = std::move(specs);
      std::string bytes;
      for (auto const& array : run.arrays) {
        std::visit([&](auto const& values) { shuffle_into(bytes, values); }, array.values);
      }
      auto const packed = deflate(bytes);
      entry["n_event"] = run.n_event;
      entry["bytes"] = packed.size();
      payload += packed;
    }
    head["runs"].push_back(std::move(entry));
  }
  auto bytes = fmt::format("{}{}\n{}", magic, head.dump(-1, ' ', false, json::error_handler_t::replace), payload);
  return bytes + loader::sha256(bytes) + "\n";
}

std::vector<RunResult> decode_batch(std::string_view bytes) {
  // whole?
  if (bytes.size() < magic.size() + n_trailer || !bytes.starts_with("wardmote-batch ")) {
    throw BatchDamaged("not a batch, or cut off");
  }
  if (!bytes.starts_with(magic)) throw BatchDamaged("written by another version of Wardmote");
  auto const trailer = bytes.substr(bytes.size() - n_trailer);
  bytes.remove_suffix(n_trailer);
  if (trailer != loader::sha256(bytes) + "\n") throw BatchDamaged("its SHA-256 is not what it should be");

  // what the head says, the payload holds
  auto const end = bytes.find('\n', magic.size());
  if (end == std::string_view::npos) throw BatchDamaged("has no head");
  std::vector<RunResult> runs;
  try {
    auto const head = json::parse(bytes.substr(magic.size(), end - magic.size()));
    auto payload = bytes.substr(end + 1);
    for (auto const& entry : head.at("runs")) {
      RunResult run;
      run.name = RunName::from_hex(entry.at("name").get<std::string>());
      run.label = entry.at("label");
      run.reason = entry.value("reason", "");
      if (!run.failed()) {
        run.n_event = entry.at("n_event");
        auto const n_byte = entry.at("bytes").get<std::size_t>();
        if (n_byte > payload.size()) throw BatchDamaged("cut off");
        run.arrays = unpack(entry.contains("arrays") ? entry["arrays"] : head.at("arrays"), payload.substr(0, n_byte));
        payload.remove_prefix(n_byte);
      }
      runs.push_back(std::move(run));
    }
  } catch (json::exception const& error) {
    throw BatchDamaged(fmt::format("its head is not understood ({})", error.what()));
  } catch (std::invalid_argument const& error) {
    throw BatchDamaged(error.what());
  }
  return runs;
}

}  // namespace wardmote::experiment
