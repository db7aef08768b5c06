#include "analysis/results/hdf5.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <functional>
#include <numeric>

#include <fmt/format.h>
#include <unistd.h>

namespace wardmote::results::hdf5 {

namespace {

std::recursive_mutex& turn() {
  static std::recursive_mutex mutex;
  return mutex;
}

/// Collects, from the innermost error outwards, the first description and any errno within.
struct Found {
  std::string first;
  int error_number = 0;
};

herr_t look(unsigned, H5E_error2_t const* error, void* data) {
  auto& found = *static_cast<Found*>(data);
  std::string_view const said = error->desc ? error->desc : "";
  if (found.first.empty()) found.first = said;
  constexpr std::string_view key = "errno = ";
  if (auto const at = said.find(key); at != std::string_view::npos && found.error_number == 0) {
    found.error_number = std::atoi(said.data() + at + key.size());
  }
  return 0;
}

/// Variable-length UTF-8.
Handle string_type() {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type, H5T_VARIABLE);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

/// The address of an object, which tells it apart from all others in its file.
haddr_t address_of(hid_t object) {
  H5O_info_t info{};
  H5Oget_info2(object, &info, H5O_INFO_BASIC);
  return info.addr;
}

}  // namespace

Session::Session() : lock_(turn()) {
  // what could not be closed on a full disk would be closed again at exit, and crash there (HDF5 1.10.8)
  static auto const nothing_at_exit = H5dont_atexit();
  static_cast<void>(nothing_at_exit);
  H5Eget_auto2(H5E_DEFAULT, &print_, &print_data_);
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
}

Session::~Session() { H5Eset_auto2(H5E_DEFAULT, print_, print_data_); }

std::string reason() {
  Found found;
  H5Ewalk2(H5E_DEFAULT, H5E_WALK_UPWARD, look, &found);
  H5Eclear2(H5E_DEFAULT);
  if (found.error_number != 0) return std::strerror(found.error_number);
  return found.first.empty() ? "HDF5 gives no reason" : "HDF5 says: " + found.first;
}

Handle file_type(Type type) {
  switch (type) {
    case Type::int32:
      return {H5Tcopy(H5T_STD_I32LE), H5Tclose};
    case Type::int64:
      return {H5Tcopy(H5T_STD_I64LE), H5Tclose};
    case Type::float32:
      return {H5Tcopy(H5T_IEEE_F32LE), H5Tclose};
    case Type::float64:
      return {H5Tcopy(H5T_IEEE_F64LE), H5Tclose};
    case Type::string:
      break;
  }
  return string_type();
}

Handle memory_type(Type type) {
  switch (type) {
    case Type::int32:
      return {H5Tcopy(H5T_NATIVE_INT32), H5Tclose};
    case Type::int64:
      return {H5Tcopy(H5T_NATIVE_INT64), H5Tclose};
    case Type::float32:
      return {H5Tcopy(H5T_NATIVE_FLOAT), H5Tclose};
    case Type::float64:
      return {H5Tcopy(H5T_NATIVE_DOUBLE), H5Tclose};
    case Type::string:
      break;
  }
  return string_type();
}

Handle fixed_text_type(std::size_t n_byte) {
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  H5Tset_size(type, n_byte > 0 ? n_byte : 1);
  H5Tset_cset(type, H5T_CSET_UTF8);
  return type;
}

namespace {

Type type_of(hid_t type, std::string_view path, std::string_view dataset) {
  auto const size = H5Tget_size(type);
  switch (H5Tget_class(type)) {
    case H5T_INTEGER:
      if (size == 4) return Type::int32;
      if (size == 8) return Type::int64;
      break;
    case H5T_FLOAT:
      if (size == 4) return Type::float32;
      if (size == 8) return Type::float64;
      break;
    case H5T_STRING:
      if (H5Tis_variable_str(type) > 0) return Type::string;
      break;
    default:
      break;
  }
  throw ResultsError(
      fmt::format("{}: {} has a type that results files do not have (allowed: int32, int64, float32, "
                  "float64, variable-length text)",
                  path, dataset));
}

/// Dataspaces in file and memory for one block.
std::pair<Handle, Handle> spaces(Dataset const& dataset, std::vector<hsize_t> const& start,
                                 std::vector<hsize_t> const& count, std::string_view path) {
  auto in_file = must(H5Dget_space(dataset.id), H5Sclose, path, "read");
  if (start.empty()) return {std::move(in_file), Handle(H5Screate(H5S_SCALAR), H5Sclose)};
  must(H5Sselect_hyperslab(in_file, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr), path, "read");
  auto in_memory =
      must(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose, path, "read");
  return {std::move(in_file), std::move(in_memory)};
}

}  // namespace

Handle open_file(std::string const& path) {
  std::error_code failed;
  if (!std::filesystem::exists(path, failed)) throw ResultsError(path + ": no such file");
  if (std::filesystem::is_directory(path, failed)) throw ResultsError(path + ": is a folder, not a results file");
  Handle file(H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  if (file < 0) {
    auto const why = reason();
    if (::access(path.c_str(), R_OK) != 0) throw ResultsError(path + ": cannot open: " + std::strerror(errno));
    if (H5Fis_hdf5(path.c_str()) == 0) throw ResultsError(path + ": not a results file (HDF5), or cut off");
    throw ResultsError(path + ": cannot open: " + why);
  }
  return file;
}

std::size_t Dataset::n_value() const {
  return std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>{});
}

Dataset open_dataset(hid_t file, std::string const& name, std::string_view path) {
  auto const what = "read " + name;
  auto id = must(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, path, what);
  auto const type = must(H5Dget_type(id), H5Tclose, path, what);
  auto const space = must(H5Dget_space(id), H5Sclose, path, what);
  auto const n_axis = must(H5Sget_simple_extent_ndims(space), path, what);
  std::vector<hsize_t> extent(static_cast<std::size_t>(n_axis));
  must(H5Sget_simple_extent_dims(space, extent.data(), nullptr), path, what);

  Dataset dataset{std::move(id), type_of(type, path, name), {extent.begin(), extent.end()}};
  constexpr double most = 0x1p40;
  double n_value = 1;
  for (auto const length : extent) n_value *= static_cast<double>(length);
  if (n_value > most)
    throw ResultsError(fmt::format("{}: {} claims {:.0f} values; the file is damaged", path, name, n_value));
  return dataset;
}

void read_block(Dataset const& dataset, std::vector<hsize_t> const& start, std::vector<hsize_t> const& count,
                hid_t type, void* into, std::string_view path) {
  auto const [in_file, in_memory] = spaces(dataset, start, count, path);
  must(H5Dread(dataset.id, type, in_memory, in_file, H5P_DEFAULT, into), path, "read");
}

std::vector<std::string> read_texts(Dataset const& dataset, std::vector<hsize_t> const& start,
                                    std::vector<hsize_t> const& count, std::string_view path) {
  auto const [in_file, in_memory] = spaces(dataset, start, count, path);
  auto const n = std::accumulate(count.begin(), count.end(), std::size_t{1}, std::multiplies<>{});
  std::vector<char*> bytes(n, nullptr);
  auto const type = memory_type(Type::string);
  must(H5Dread(dataset.id, type, in_memory, in_file, H5P_DEFAULT, bytes.data()), path, "read");
  std::vector<std::string> texts;
  for (auto const* text : bytes) texts.emplace_back(text ? text : "");
  H5Dvlen_reclaim(type, in_memory, H5P_DEFAULT, bytes.data());
  return texts;
}

std::vector<std::string> dataset_paths(hid_t file, std::string_view path) {
  std::vector<std::string> paths;
  auto const take = [](hid_t, char const* name, H5O_info_t const* info, void* data) -> herr_t {
    if (info->type == H5O_TYPE_DATASET)
      static_cast<std::vector<std::string>*>(data)->push_back("/" + std::string(name));
    return 0;
  };
  // groups made by other programs may not know the order in which things were made
  if (H5Ovisit2(file, H5_INDEX_CRT_ORDER, H5_ITER_INC, take, &paths, H5O_INFO_BASIC) < 0) {
    H5Eclear2(H5E_DEFAULT);
    paths.clear();
    must(H5Ovisit2(file, H5_INDEX_NAME, H5_ITER_INC, take, &paths, H5O_INFO_BASIC), path, "list what is in it");
  }
  return paths;
}

Scales::Scales(hid_t file, std::vector<std::string> const& dataset_paths, std::string_view path) {
  for (auto const& name : dataset_paths) {
    auto const id = must(H5Dopen2(file, name.c_str(), H5P_DEFAULT), H5Dclose, path, "read " + name);
    if (H5DSis_scale(id) > 0) name_of_address_[address_of(id)] = name.substr(1);
  }
}

std::vector<std::string> Scales::names(Dataset const& dataset) const {
  if (auto const own = name_of_address_.find(address_of(dataset.id)); own != name_of_address_.end()) {
    return {own->second};
  }
  std::vector<std::string> names;
  for (unsigned axis = 0; axis < dataset.shape.size(); ++axis) {
    haddr_t address = HADDR_UNDEF;
    auto const take = [](hid_t, unsigned, hid_t scale, void* data) -> herr_t {
      *static_cast<haddr_t*>(data) = address_of(scale);
      return 1;
    };
    if (H5DSget_num_scales(dataset.id, axis) > 0) H5DSiterate_scales(dataset.id, axis, nullptr, take, &address);
    auto const found = name_of_address_.find(address);
    names.push_back(found == name_of_address_.end() ? "" : found->second);
  }
  return names;
}

bool Scales::is_scale(Dataset const& dataset) const { return name_of_address_.contains(address_of(dataset.id)); }

}  // namespace wardmote::results::hdf5
