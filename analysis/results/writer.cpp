#include "analysis/results/writer.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include "analysis/results/hdf5.hpp"

namespace wardmote::results {

using hdf5::Handle;
using hdf5::must;
using hdf5::Session;

namespace {

constexpr unsigned creation_order = H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED;  // netCDF-4 asks for it
constexpr std::size_t least_chunk = 4096;  ///< [B] runs that leave less lie side by side, unchunked and uncompressed
constexpr unsigned gzip_level = 2;

/// Refuses a layout that does not hold together, before anything is made.
void check(Layout const& layout) {
  std::set<std::string> names{"bnds"};
  auto const claim = [&](std::string const& name) {
    if (name.empty() || name.find('/') != std::string::npos) {
      throw std::invalid_argument("results layout: '" + name + "' cannot name anything");
    }
    if (!names.insert(name).second) {
      throw std::invalid_argument("results layout: two things are called " + name + " (a dimension owns its name)");
    }
  };
  for (auto const& dimension : layout.dimensions) {
    claim(dimension.name);
    if (dimension.size() == 0) throw std::invalid_argument("results layout: dimension " + dimension.name + " is empty");
    if (!dimension.bounds.empty()) {
      claim(dimension.name + "_bnds");
      if (dimension.bounds.size() != dimension.size()) {
        throw std::invalid_argument("results layout: dimension " + dimension.name + " needs bounds for every value");
      }
    }
  }
  for (auto const& variable : layout.variables) {
    claim(variable.name);
    static_cast<void>(layout.shape(variable));
  }
  for (auto const& name : layout.run_dimensions) {
    if (!layout.dimension(name))
      throw std::invalid_argument("results layout: no dimension " + name + " to tell runs apart");
  }
}

/// As JSON writes text.
std::string quoted(std::string const& text) {
  std::string json = "\"";
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') json += '\\';
    if (byte < 0x20)
      json += fmt::format("\\u{:04x}", byte);
    else
      json += c;
  }
  return json + '"';
}

/// Makes what was written outlive a power cut.
void sync(std::string const& path, int flags) {
  auto const file = ::open(path.c_str(), flags);
  auto const failed = file < 0 || ::fsync(file) != 0;
  auto const error = errno;
  if (file >= 0) ::close(file);
  if (failed) throw ResultsError(path + ": cannot write to disk: " + std::strerror(error));
}

}  // namespace

struct Writer::File {
  std::filesystem::path path;
  std::string partial;  ///< where it is written meanwhile; empty once renamed
  Layout layout;
  Handle file;
  std::map<std::string, Handle, std::less<>> datasets;  ///< open variables
  std::map<std::string, Handle, std::less<>> scales;    ///< open dimensions, until all variables are made

  File(std::filesystem::path target, Layout described) : path(std::move(target)), layout(std::move(described)) {
    check(layout);
    Session const session;
    try {
      make();
    } catch (...) {
      abandon();
      throw;
    }
  }
  ~File() {
    Session const session;
    abandon();
  }

  void make() {
    auto const properties = must(H5Pcreate(H5P_FILE_CREATE), H5Pclose, path.string(), "write");
    H5Pset_link_creation_order(properties, creation_order);
    H5Pset_attr_creation_order(properties, creation_order);
    auto const name = path.string() + ".partial";
    file = must(H5Fcreate(name.c_str(), H5F_ACC_TRUNC, properties, H5P_DEFAULT), H5Fclose, path.string(), "write");
    partial = name;

    put_text(file, "Conventions", "CF-1.8");
    for (auto const& [key, text] : layout.attributes) put_text(file, key.c_str(), text);
    put_text(file, "labels", labels());
    make_dimensions();
    for (auto const& variable : layout.variables) make_variable(variable);
    for (auto const& text : layout.texts) make_text(text);
    scales.clear();
    must(H5Fflush(file, H5F_SCOPE_LOCAL), path.string(), "write");
  }

  /// Removes what is unfinished. On a full disk HDF5 may fail to close the file; its space is then given back by hand.
  void abandon() {
    auto closed = true;
    for (auto* open : {&datasets, &scales}) {
      for (auto& [_, dataset] : *open) closed &= dataset.close();
      open->clear();
    }
    closed &= file.close();
    if (!partial.empty()) {
      if (!closed) static_cast<void>(::truncate(partial.c_str(), 0) == 0);
      ::unlink(partial.c_str());
    }
    partial.clear();
    H5Eclear2(H5E_DEFAULT);
  }

  // ---- attributes ----
  /// As netCDF writes text: fixed length, which Octave reads too; beyond what an object header takes, variable length.
  void put_text(hid_t object, char const* name, std::string const& text) const {
    constexpr std::size_t most_in_header = 60'000;
    auto const fixed = text.size() <= most_in_header;
    auto const type = fixed ? hdf5::fixed_text_type(text.size()) : hdf5::memory_type(Type::string);
    Handle const space(H5Screate(H5S_SCALAR), H5Sclose);
    auto const attribute =
        must(H5Acreate2(object, name, type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, path.string(), "write");
    auto const* bytes = text.c_str();
    must(H5Awrite(attribute, type, fixed ? static_cast<void const*>(bytes) : &bytes), path.string(), "write");
  }
  void put_text_if_any(hid_t object, char const* name, std::string const& text) const {
    if (!text.empty()) put_text(object, name, text);
  }
  /// One number of the variable's own type, as netCDF wants _FillValue.
  void put_number(hid_t object, char const* name, hid_t file_type, hid_t memory_type, void const* value) const {
    hsize_t const one = 1;
    Handle const space(H5Screate_simple(1, &one, nullptr), H5Sclose);
    auto const attribute =
        must(H5Acreate2(object, name, file_type, space, H5P_DEFAULT, H5P_DEFAULT), H5Aclose, path.string(), "write");
    must(H5Awrite(attribute, memory_type, value), path.string(), "write");
  }

  /// Labels of all dimensions that have any, as JSON, for tools that read no variable-length text (Octave).
  [[nodiscard]] std::string labels() const {
    std::string json;
    for (auto const& dimension : layout.dimensions) {
      auto const* texts = std::get_if<std::vector<std::string>>(&dimension.values);
      if (!texts) continue;
      std::vector<std::string> words;
      for (auto const& text : *texts) words.push_back(quoted(text));
      json += fmt::format("{}{}: [{}]", json.empty() ? "" : ", ", quoted(dimension.name), fmt::join(words, ", "));
    }
    return "{" + json + "}";
  }

  // ---- datasets ----
  [[nodiscard]] Handle dataset_properties() const {
    auto properties = must(H5Pcreate(H5P_DATASET_CREATE), H5Pclose, path.string(), "write");
    H5Pset_attr_creation_order(properties, creation_order);
    H5Pset_obj_track_times(properties, false);  // the same content makes the same file
    return properties;
  }
  Handle make_dataset(std::string const& name, hid_t type, std::vector<hsize_t> const& shape, hid_t properties) const {
    Handle const space(
        shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
        H5Sclose);
    return must(H5Dcreate2(file, name.c_str(), type, space, H5P_DEFAULT, properties, H5P_DEFAULT), H5Dclose,
                path.string(), "write " + name);
  }
  void put_all(hid_t dataset, hid_t type, void const* values) const {
    must(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values), path.string(), "write");
  }
  void put_all(hid_t dataset, std::vector<std::string> const& texts) const {
    std::vector<char const*> bytes;
    for (auto const& text : texts) bytes.push_back(text.c_str());
    put_all(dataset, hdf5::memory_type(Type::string), bytes.data());
  }

  // ---- dimensions: the coordinate variables are the scales ----
  void make_scale(hid_t dataset, std::string const& scale_name) {
    must(H5DSset_scale(dataset, scale_name.c_str()), path.string(), "write");
    auto const id = static_cast<std::int32_t>(scales.size());
    Handle const space(H5Screate(H5S_SCALAR), H5Sclose);
    auto const attribute = must(H5Acreate2(dataset, "_Netcdf4Dimid", H5T_STD_I32LE, space, H5P_DEFAULT, H5P_DEFAULT),
                                H5Aclose, path.string(), "write");
    must(H5Awrite(attribute, H5T_NATIVE_INT32, &id), path.string(), "write");
  }

  void make_dimensions() {
    auto has_bounds = false;
    for (auto const& dimension : layout.dimensions) {
      auto const properties = dataset_properties();
      auto const put = [&](Type type, auto const& values) {
        auto dataset = make_dataset(dimension.name, hdf5::file_type(type), {dimension.size()}, properties);
        make_scale(dataset, dimension.name);
        put_text_if_any(dataset, "long_name", dimension.long_name);
        put_text_if_any(dataset, "units", dimension.units);
        for (auto const& [key, text] : dimension.attributes) put_text(dataset, key.c_str(), text);
        if (!dimension.bounds.empty()) put_text(dataset, "bounds", dimension.name + "_bnds");
        if constexpr (std::is_same_v<std::decay_t<decltype(values)>, std::vector<std::string>>) {
          put_all(dataset, values);
        } else {
          put_all(dataset, hdf5::memory_type(type), values.data());
        }
        scales.emplace(dimension.name, std::move(dataset));
      };
      if (auto const* texts = std::get_if<std::vector<std::string>>(&dimension.values)) put(Type::string, *texts);
      if (auto const* whole = std::get_if<std::vector<std::int64_t>>(&dimension.values)) put(Type::int64, *whole);
      if (auto const* real = std::get_if<std::vector<double>>(&dimension.values)) put(Type::float64, *real);
      has_bounds |= !dimension.bounds.empty();
    }
    if (!has_bounds) return;

    // begin and end of a cell: a dimension without values of its own, in the words netCDF-4 looks for
    auto bounds = make_dataset("bnds", H5T_IEEE_F32BE, {2}, dataset_properties());
    make_scale(bounds, fmt::format("This is a netCDF dimension but not a netCDF variable.{:10}", 2));
    scales.emplace("bnds", std::move(bounds));
    for (auto const& dimension : layout.dimensions) {
      if (dimension.bounds.empty()) continue;
      auto const name = dimension.name + "_bnds";
      auto const dataset =
          make_dataset(name, hdf5::file_type(Type::int64), {dimension.size(), 2}, dataset_properties());
      attach(dataset, {dimension.name, "bnds"});
      put_all(dataset, H5T_NATIVE_INT64, dimension.bounds.data());
    }
  }

  void attach(hid_t dataset, std::vector<std::string> const& dimensions) const {
    for (unsigned axis = 0; axis < dimensions.size(); ++axis) {
      must(H5DSattach_scale(dataset, scales.find(dimensions[axis])->second, axis), path.string(), "write");
    }
  }

  // ---- variables ----
  void make_variable(Variable const& variable) {
    auto const lengths = layout.shape(variable);
    std::vector<hsize_t> const shape(lengths.begin(), lengths.end());
    auto const type = hdf5::file_type(variable.type);
    auto const properties = dataset_properties();

    // what is never written reads as NaN
    auto const nothing32 = std::numeric_limits<float>::quiet_NaN();
    auto const nothing64 = std::numeric_limits<double>::quiet_NaN();
    if (variable.type == Type::float32) H5Pset_fill_value(properties, H5T_NATIVE_FLOAT, &nothing32);
    if (variable.type == Type::float64) H5Pset_fill_value(properties, H5T_NATIVE_DOUBLE, &nothing64);

    // one run a chunk: length 1 along the dimensions that tell runs apart
    std::vector<hsize_t> chunk = shape;
    std::size_t bytes = H5Tget_size(type);
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      if (std::ranges::count(layout.run_dimensions, variable.dimensions[axis]) > 0) chunk[axis] = 1;
      bytes *= chunk[axis];
    }
    auto const access = must(H5Pcreate(H5P_DATASET_ACCESS), H5Pclose, path.string(), "write");
    if (bytes >= least_chunk && variable.type != Type::string) {
      must(H5Pset_chunk(properties, static_cast<int>(chunk.size()), chunk.data()), path.string(), "write");
      must(H5Pset_shuffle(properties), path.string(), "write");
      must(H5Pset_deflate(properties, gzip_level), path.string(), "write");
      H5Pset_chunk_cache(access, 0, 0, 1.0);  // whole chunks are written through, so memory stays small
    }

    Handle const space(
        shape.empty() ? H5Screate(H5S_SCALAR) : H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr),
        H5Sclose);
    auto dataset = must(H5Dcreate2(file, variable.name.c_str(), type, space, H5P_DEFAULT, properties, access), H5Dclose,
                        path.string(), "write " + variable.name);
    attach(dataset, variable.dimensions);
    put_text_if_any(dataset, "long_name", variable.long_name);
    put_text_if_any(dataset, "units", variable.units);
    put_text_if_any(dataset, "cell_methods", variable.cell_methods);
    put_text_if_any(dataset, "catalogue", variable.catalogue);
    for (auto const& [key, text] : variable.attributes) put_text(dataset, key.c_str(), text);
    if (variable.type == Type::float32) put_number(dataset, "_FillValue", type, H5T_NATIVE_FLOAT, &nothing32);
    if (variable.type == Type::float64) put_number(dataset, "_FillValue", type, H5T_NATIVE_DOUBLE, &nothing64);
    datasets.emplace(variable.name, std::move(dataset));
  }

  void make_text(Text const& text) {
    if (text.values.empty() || text.path.find('/') == std::string::npos) {
      throw std::invalid_argument("results layout: text " + text.path + " needs a subgroup and a value");
    }
    // every group on the way, in creation order like the root
    Handle const tracked(H5Pcreate(H5P_GROUP_CREATE), H5Pclose);
    H5Pset_link_creation_order(tracked, creation_order);
    for (auto slash = text.path.find('/', 1); slash != std::string::npos; slash = text.path.find('/', slash + 1)) {
      auto const group = text.path.substr(0, slash);
      if (H5Lexists(file, group.c_str(), H5P_DEFAULT) > 0) continue;
      must(H5Gcreate2(file, group.c_str(), H5P_DEFAULT, tracked, H5P_DEFAULT), H5Gclose, path.string(), "write");
    }
    auto const dataset =
        make_dataset(text.path, hdf5::file_type(Type::string), {text.values.size()}, dataset_properties());
    put_all(dataset, text.values);
  }

  void put_block(std::string_view name, std::vector<std::size_t> const& leading, hid_t memory_type, std::size_t n_value,
                 void const* values, bool is_text) {
    auto const found = datasets.find(name);
    if (partial.empty() || found == datasets.end()) {
      throw std::invalid_argument(fmt::format("{}: no variable {} to write to", path.string(), name));
    }
    auto const& variable = *layout.variable(name);
    auto const shape = layout.shape(variable);
    std::vector<hsize_t> start(shape.size(), 0), count(shape.begin(), shape.end());
    auto fits = leading.size() <= shape.size() && is_text == (variable.type == Type::string);
    for (std::size_t axis = 0; fits && axis < leading.size(); ++axis) {
      fits = leading[axis] < shape[axis];
      start[axis] = leading[axis];
      count[axis] = 1;
    }
    std::size_t expected = 1;
    for (auto const length : count) expected *= length;
    if (!fits || expected != n_value) {
      throw std::invalid_argument(fmt::format("{}: {} values of index ({}) do not fit variable {} of shape ({})",
                                              path.string(), n_value, fmt::join(leading, ", "), name,
                                              fmt::join(shape, ", ")));
    }

    auto const what = "write " + std::string(name);
    auto const in_file = must(H5Dget_space(found->second), H5Sclose, path.string(), what);
    if (!shape.empty()) {
      must(H5Sselect_hyperslab(in_file, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), path.string(),
           what);
    }
    hsize_t const n = n_value;
    Handle const in_memory(H5Screate_simple(1, &n, nullptr), H5Sclose);
    must(H5Dwrite(found->second, memory_type, in_memory, in_file, H5P_DEFAULT, values), path.string(), what);
  }

  /// Runs `work`; whatever fails in HDF5, the unfinished file goes.
  template <class Work>
  void or_abandon(Work&& work) {
    Session const session;
    try {
      work();
    } catch (ResultsError const&) {
      abandon();
      throw;
    }
  }
};

Writer::Writer(std::filesystem::path path, Layout layout)
    : file_(std::make_unique<File>(std::move(path), std::move(layout))) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;

void Writer::write(std::string_view variable, std::vector<std::size_t> const& leading, std::span<float const> values) {
  file_->or_abandon(
      [&] { file_->put_block(variable, leading, H5T_NATIVE_FLOAT, values.size(), values.data(), false); });
}
void Writer::write(std::string_view variable, std::vector<std::size_t> const& leading, std::span<double const> values) {
  file_->or_abandon(
      [&] { file_->put_block(variable, leading, H5T_NATIVE_DOUBLE, values.size(), values.data(), false); });
}
void Writer::write(std::string_view variable, std::vector<std::size_t> const& leading,
                   std::span<std::int32_t const> values) {
  file_->or_abandon(
      [&] { file_->put_block(variable, leading, H5T_NATIVE_INT32, values.size(), values.data(), false); });
}
void Writer::write(std::string_view variable, std::vector<std::size_t> const& leading,
                   std::span<std::int64_t const> values) {
  file_->or_abandon(
      [&] { file_->put_block(variable, leading, H5T_NATIVE_INT64, values.size(), values.data(), false); });
}
void Writer::write(std::string_view variable, std::vector<std::size_t> const& leading,
                   std::span<std::string const> values) {
  std::vector<char const*> bytes;
  for (auto const& text : values) bytes.push_back(text.c_str());
  auto const type = hdf5::memory_type(Type::string);
  file_->or_abandon([&] { file_->put_block(variable, leading, type, bytes.size(), bytes.data(), true); });
}

void Writer::write_text(Text const& text) {
  file_->or_abandon([&] {
    if (file_->partial.empty()) throw std::invalid_argument(file_->path.string() + ": already finished");
    file_->make_text(text);
  });
}

void Writer::finish() {
  auto& self = *file_;
  self.or_abandon([&] {
    auto const name = self.path.string();
    if (self.partial.empty()) throw std::invalid_argument(name + ": already finished");
    // everything into the file, the file onto the disk, then under its own name
    must(H5Fflush(self.file, H5F_SCOPE_GLOBAL), name, "write");
    auto closed = true;
    for (auto& [_, dataset] : self.datasets) closed &= dataset.close();
    closed &= self.file.close();
    if (!closed) throw ResultsError(name + ": cannot write: " + hdf5::reason());
    sync(self.partial, O_RDWR);
    if (std::rename(self.partial.c_str(), name.c_str()) != 0) {
      throw ResultsError(name + ": cannot write: " + std::strerror(errno));
    }
    self.partial.clear();
    auto const folder = self.path.parent_path();
    sync(folder.empty() ? "." : folder.string(), O_RDONLY | O_DIRECTORY);
  });
}

Layout const& Writer::layout() const { return file_->layout; }

}  // namespace wardmote::results
