#include "analysis/results/reader.hpp"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <numeric>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

#include "analysis/results/hdf5.hpp"

namespace wardmote::results {

using hdf5::Handle;
using hdf5::must;
using hdf5::Session;

namespace {

/// Text attributes of an object, in the order they were made; numbers and references are passed over.
Attributes text_attributes(hid_t object, std::string const& path) {
  Attributes found;
  H5O_info_t info{};
  must(H5Oget_info2(object, &info, H5O_INFO_NUM_ATTRS), path, "read");
  auto order = H5_INDEX_CRT_ORDER;
  for (hsize_t i = 0; i < info.num_attrs; ++i) {
    Handle attribute(H5Aopen_by_idx(object, ".", order, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    if (attribute < 0 && order == H5_INDEX_CRT_ORDER) {
      order = H5_INDEX_NAME;
      attribute = Handle(H5Aopen_by_idx(object, ".", order, H5_ITER_INC, i, H5P_DEFAULT, H5P_DEFAULT), H5Aclose);
    }
    must(static_cast<hid_t>(attribute), path, "read attributes");
    auto const type = must(H5Aget_type(attribute), H5Tclose, path, "read attributes");
    auto const space = must(H5Aget_space(attribute), H5Sclose, path, "read attributes");
    if (H5Tget_class(type) != H5T_STRING || H5Sget_simple_extent_npoints(space) != 1) continue;

    std::string name(static_cast<std::size_t>(H5Aget_name(attribute, 0, nullptr)), '\0');
    H5Aget_name(attribute, name.size() + 1, name.data());
    std::string text;
    if (H5Tis_variable_str(type) > 0) {
      char* bytes = nullptr;
      auto const in_memory = hdf5::memory_type(Type::string);
      must(H5Aread(attribute, in_memory, &bytes), path, "read attributes");
      if (bytes) text = bytes;
      H5free_memory(bytes);
    } else {
      text.resize(H5Tget_size(type));
      must(H5Aread(attribute, type, text.data()), path, "read attributes");
      text.resize(std::min(text.size(), text.find('\0')));
    }
    found.emplace_back(std::move(name), std::move(text));
  }
  return found;
}

/// Takes the text out of the list, so that what stays are the further ones.
std::string take(Attributes& attributes, std::string_view name) {
  for (auto at = attributes.begin(); at != attributes.end(); ++at) {
    if (at->first != name) continue;
    auto text = std::move(at->second);
    attributes.erase(at);
    return text;
  }
  return {};
}

template <class T>
std::vector<T> read_all(hdf5::Dataset const& dataset, hid_t type, std::string const& path) {
  std::vector<hsize_t> const start(dataset.shape.size(), 0), count(dataset.shape.begin(), dataset.shape.end());
  std::vector<T> values(dataset.n_value());
  hdf5::read_block(dataset, start, count, type, values.data(), path);
  return values;
}

std::vector<std::string> read_all_texts(hdf5::Dataset const& dataset, std::string const& path) {
  std::vector<hsize_t> const start(dataset.shape.size(), 0), count(dataset.shape.begin(), dataset.shape.end());
  return hdf5::read_texts(dataset, start, count, path);
}

/// Axes of the variables that readers know by name, after `point` if the file is of a sweep.
struct Known {
  std::string_view name;
  std::string_view axes;
};
constexpr Known known_variables[] = {{"outcomes", "scenario replication outcome"},
                                     {"run_status", "scenario replication"},
                                     {"run_reason", "scenario replication"},
                                     {"response_days_quantiles", "scenario replication route quantile"},
                                     {"cost", "scenario replication budget_line year"},
                                     {"officer_hours", "scenario replication budget_line year"},
                                     {"councillor_hours", "scenario replication budget_line year"},
                                     {"contacts", "scenario replication channel year"},
                                     {"staff_hours", "scenario replication service grade"},
                                     {"lever_officer_hours", "scenario replication lever"},
                                     {"lever_councillor_hours", "scenario replication lever"},
                                     {"lever_cost", "scenario replication lever"},
                                     {"scenario_lever", "scenario lever"},
                                     {"replication_world", "replication"},
                                     {"parameters", "world parameter"},
                                     {"design", "point factor"},
                                     {"scenario_title", "scenario"},
                                     {"scenario_purpose", "scenario"},
                                     {"ward_zone", "ward"},
                                     {"ward_column", "ward"},
                                     {"ward_row", "ward"},
                                     {"ward_adults", "ward"},
                                     {"outcome_title", "outcome"},
                                     {"outcome_units", "outcome"}};

/// Every axis of a variable is a dimension of its length, and those of known variables are the ones they should be:
/// whoever reads them need not look again.
void check_axes(Layout const& layout, Variable const& variable, std::vector<std::size_t> const& shape,
                std::string const& file) {
  auto const& names = variable.dimensions;
  auto fits = !names.empty() || layout.attribute("wardmote_format").empty();  // no variable of a study is one number
  for (std::size_t axis = 0; axis < names.size(); ++axis) {
    auto const* dimension = layout.dimension(names[axis]);
    fits = fits && dimension != nullptr && dimension->size() == shape[axis];
  }
  auto const known = std::ranges::find(known_variables, variable.name, &Known::name);
  if (fits && known != std::end(known_variables)) {
    auto const axes = fmt::format("{}", fmt::join(names, " "));
    fits = axes == known->axes || axes == fmt::format("point {}", known->axes);
  }
  if (!fits) throw ResultsError(fmt::format("{}: variable {} has not the axes it should have", file, variable.name));
}

}  // namespace

struct Reader::File {
  std::filesystem::path path;
  Handle file;
  Layout layout;
  std::map<std::string, hdf5::Dataset, std::less<>> datasets;  ///< of the root, by name

  explicit File(std::filesystem::path target) : path(std::move(target)) {
    Session const session;
    auto const name = path.string();
    file = hdf5::open_file(name);
    layout.attributes = text_attributes(file, name);
    take(layout.attributes, "Conventions");
    take(layout.attributes, "labels");
    auto const format = layout.attribute("wardmote_format");
    if (!format.empty() && format != std::to_string(format_version)) {
      throw ResultsError(fmt::format("{}: is of format {}, written by a later Wardmote (this one reads format {})",
                                     name, format, format_version));
    }

    auto const paths = hdf5::dataset_paths(file, name);
    hdf5::Scales const scales(file, paths, name);
    for (auto const& whole_path : paths) {
      auto dataset = hdf5::open_dataset(file, whole_path, name);
      auto const own_name = whole_path.substr(1);
      if (own_name.find('/') != std::string::npos) {
        if (dataset.type == Type::string) layout.texts.push_back({own_name, read_all_texts(dataset, name)});
        continue;
      }
      add(own_name, dataset, scales);
      datasets.emplace(own_name, std::move(dataset));
    }
    for (auto const& variable : layout.variables) {
      check_axes(layout, variable, datasets.find(variable.name)->second.shape, name);
    }
    // cells belong to the dimension they bound
    std::erase_if(layout.variables, [&](Variable const& variable) {
      if (!variable.name.ends_with("_bnds") || variable.type != Type::int64) return false;
      auto const of = variable.name.substr(0, variable.name.size() - 5);
      auto const dimension = std::ranges::find(layout.dimensions, of, &Dimension::name);
      if (dimension == layout.dimensions.end()) return false;
      auto const flat = read_all<std::int64_t>(datasets.find(variable.name)->second, H5T_NATIVE_INT64, name);
      if (flat.size() != 2 * dimension->size()) return false;
      for (std::size_t i = 0; i < flat.size(); i += 2) dimension->bounds.push_back({flat[i], flat[i + 1]});
      return true;
    });
    std::erase_if(layout.dimensions, [](Dimension const& dimension) { return dimension.name == "bnds"; });
  }
  File(File const&) = delete;
  File& operator=(File const&) = delete;
  ~File() {
    Session const session;
    datasets.clear();
    file = Handle{};
  }

  void add(std::string const& name, hdf5::Dataset const& dataset, hdf5::Scales const& scales) {
    auto attributes = text_attributes(dataset.id, path.string());
    for (auto const* ours : {"CLASS", "NAME", "bounds"}) take(attributes, ours);
    auto long_name = take(attributes, "long_name");
    auto units = take(attributes, "units");
    if (!scales.is_scale(dataset)) {
      auto cell_methods = take(attributes, "cell_methods");
      auto catalogue = take(attributes, "catalogue");
      layout.variables.push_back({name, scales.names(dataset), dataset.type, std::move(units), std::move(long_name),
                                  std::move(cell_methods), std::move(catalogue), std::move(attributes)});
      return;
    }
    Dimension dimension{name, {}, std::move(units), std::move(long_name), std::move(attributes)};
    if (dataset.type == Type::string) {
      dimension.values = read_all_texts(dataset, path.string());
    } else if (dataset.type == Type::int32 || dataset.type == Type::int64) {
      dimension.values = read_all<std::int64_t>(dataset, H5T_NATIVE_INT64, path.string());
    } else {
      dimension.values = read_all<double>(dataset, H5T_NATIVE_DOUBLE, path.string());
    }
    layout.dimensions.push_back(std::move(dimension));
  }

  /// The block of a variable at `leading`: what it is called, its shape, where it starts and how long it is.
  struct Block {
    hdf5::Dataset const* dataset = nullptr;
    std::vector<hsize_t> start, count;
    std::vector<std::string> dimensions;
    std::vector<std::size_t> shape;
  };
  [[nodiscard]] Block block(std::string_view name, std::vector<std::size_t> const& leading) const {
    auto const found = datasets.find(name);
    auto const* variable = layout.variable(name);
    if (found == datasets.end() || !variable) {
      throw ResultsError(fmt::format("{}: has no variable {}", path.string(), name));
    }
    Block block{&found->second, {}, {}, {}, {}};
    auto const& shape = found->second.shape;
    if (leading.size() > shape.size()) {
      throw ResultsError(fmt::format("{}: variable {} has too few axes", path.string(), name));
    }
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
      auto const picked = axis < leading.size();
      if (picked && leading[axis] >= shape[axis])
        throw std::invalid_argument(fmt::format("{}: index out of range", name));
      block.start.push_back(picked ? leading[axis] : 0);
      block.count.push_back(picked ? 1 : shape[axis]);
      if (picked) continue;
      block.dimensions.push_back(variable->dimensions[axis]);
      block.shape.push_back(shape[axis]);
    }
    return block;
  }
};

Reader::Reader(std::filesystem::path path) : file_(std::make_unique<File>(std::move(path))) {}
Reader::~Reader() = default;
Reader::Reader(Reader&&) noexcept = default;
Reader& Reader::operator=(Reader&&) noexcept = default;

std::filesystem::path const& Reader::path() const { return file_->path; }
Layout const& Reader::layout() const { return file_->layout; }
bool Reader::has(std::string_view variable) const { return file_->layout.variable(variable) != nullptr; }

Dimension const& Reader::dimension(std::string_view name) const {
  auto const* found = file_->layout.dimension(name);
  if (!found) throw ResultsError(fmt::format("{}: has no dimension {}", file_->path.string(), name));
  return *found;
}
std::size_t Reader::size(std::string_view dimension_name) const { return dimension(dimension_name).size(); }

Array<double> Reader::numbers(std::string_view variable, std::vector<std::size_t> const& leading) const {
  Session const session;
  auto block = file_->block(variable, leading);
  if (block.dataset->type == Type::string) {
    throw ResultsError(fmt::format("{}: variable {} holds text, not numbers", file_->path.string(), variable));
  }
  Array<double> array{std::move(block.dimensions), std::move(block.shape), {}};
  array.values.resize(std::accumulate(array.shape.begin(), array.shape.end(), std::size_t{1}, std::multiplies<>{}));
  hdf5::read_block(*block.dataset, block.start, block.count, H5T_NATIVE_DOUBLE, array.values.data(),
                   file_->path.string());
  return array;
}

Array<std::string> Reader::strings(std::string_view variable, std::vector<std::size_t> const& leading) const {
  Session const session;
  auto block = file_->block(variable, leading);
  if (block.dataset->type != Type::string) {
    throw ResultsError(fmt::format("{}: variable {} holds numbers, not text", file_->path.string(), variable));
  }
  return {std::move(block.dimensions), std::move(block.shape),
          hdf5::read_texts(*block.dataset, block.start, block.count, file_->path.string())};
}

}  // namespace wardmote::results
