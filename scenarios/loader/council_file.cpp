#include "scenarios/loader/council_file.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numeric>
#include <set>

#include <fmt/format.h>

#include "scenarios/loader/csv.hpp"
#include "scenarios/loader/nearest.hpp"
#include "scenarios/loader/text_file.hpp"
#include "scenarios/loader/toml_table.hpp"

namespace wardmote::loader {

namespace fs = std::filesystem;
using namespace std::string_view_literals;

namespace {

constexpr auto age_columns =
    std::to_array({"age_0_4"sv, "age_5_10"sv, "age_11_15"sv, "age_16_19"sv, "age_20_64"sv, "age_65plus"sv});
constexpr auto ethnic_columns =
    std::to_array({"pct_asian"sv, "pct_black"sv, "pct_mixed"sv, "pct_white"sv, "pct_other"sv});
constexpr auto all_ward_columns = std::to_array(
    {"ward_code"sv, "ward_name"sv, "zone"sv,      "n_councillors"sv, "pop"sv,         "age_0_4"sv,   "age_5_10"sv,
     "age_11_15"sv, "age_16_19"sv, "age_20_64"sv, "age_65plus"sv,    "pct_asian"sv,   "pct_black"sv, "pct_mixed"sv,
     "pct_white"sv, "pct_other"sv, "imd_score"sv, "deri_score"sv,    "tile_column"sv, "tile_row"sv});
constexpr auto officer_columns = std::to_array({"officers_frontline"sv, "officers_middle"sv, "officers_senior"sv});
constexpr auto all_service_columns =
    std::to_array({"id"sv, "title"sv, "officers_frontline"sv, "officers_middle"sv, "officers_senior"sv,
                   "n_enquiry_officers"sv, "enquiry_weight"sv, "request_weight"sv, "source"sv});
constexpr auto weekdays = std::to_array({"Mon"sv, "Tue"sv, "Wed"sv, "Thu"sv, "Fri"sv, "Sat"sv, "Sun"sv});

constexpr std::uint32_t most_people = 100'000'000;
constexpr double share_tolerance = 0.6;  // [%] published percentages are rounded to 0.1 and there are five

/// The value of a column must not occur twice.
class Unique {
 public:
  explicit Unique(CsvTable const& table) : table_(&table) {}
  void add(std::size_t row, std::size_t column, std::string const& key, std::string_view what) {
    auto const [other, is_new] = seen_[std::string{what}].emplace(key, row);
    if (!is_new)
      table_->fail(row, column,
                   fmt::format("the same {} stands in line {}", what, table_->place(other->second, column).line));
  }

 private:
  CsvTable const* table_;
  std::map<std::string, std::map<std::string, std::size_t>> seen_;
};

CsvTable read_csv(Library& library, fs::path const& path) {
  return CsvTable(library.read_beside(path.string()), shown_path(path.string()));
}

/// A file named in council.toml, beside it.
fs::path named_file(Document const& document, TomlTable const& file, std::string_view key) {
  auto const name = file.string(key);
  if (name.find('/') != std::string::npos) fail(file.at(key), file.path(key), "expected a file beside this one");
  auto const path = fs::path(document.path).parent_path() / name;
  std::error_code error;
  if (!fs::exists(path, error)) fail(file.at(key), file.path(key), "there is no such file beside this one");
  return path;
}

std::vector<world::Ward> read_wards(CsvTable const& table, std::vector<std::string> const& zones) {
  std::map<std::string_view, std::size_t> at;
  for (auto const name : all_ward_columns) at[name] = table.column(name);
  std::vector<world::Ward> wards;
  Unique unique{table};
  for (std::size_t row = 0; row < table.n_row(); ++row) {
    world::Ward ward;
    // who it is
    ward.code = table.required(row, at["ward_code"]);
    ward.name = table.required(row, at["ward_name"]);
    unique.add(row, at["ward_code"], ward.code, "code");
    unique.add(row, at["ward_name"], ward.name, "name");
    auto const& zone = table.required(row, at["zone"]);
    auto const found = std::find(zones.begin(), zones.end(), zone);
    if (found == zones.end()) table.fail(row, at["zone"], "no such zone; " + hint(zone, std::span{zones}));
    ward.zone = static_cast<std::uint32_t>(found - zones.begin());
    ward.n_councillor = table.count(row, at["n_councillors"], 1, 100);

    // people: the age bands are all of them
    auto const n_resident = table.count(row, at["pop"], 1, most_people);
    for (std::size_t band = 0; band < world::n_age_band; ++band) {
      ward.residents[band] = table.count(row, at[age_columns[band]], 0, most_people);
    }
    auto const sum = std::accumulate(ward.residents.begin(), ward.residents.end(), std::uint64_t{0});
    if (sum != n_resident) table.fail(row, at["pop"], fmt::format("its age bands sum to {}", sum));

    // shares: of rounded percentages, so scaled to sum exactly 1
    double total = 0;
    for (std::size_t group = 0; group < world::n_ethnic_group; ++group) {
      ward.ethnic_share[group] = table.number(row, at[ethnic_columns[group]], 0, 100);
      total += ward.ethnic_share[group];
    }
    if (std::abs(total - 100) > share_tolerance) {
      table.fail(row, at["pct_asian"], fmt::format("the five percentages sum to {:.1f} (expected 100)", total));
    }
    for (auto& share : ward.ethnic_share) share /= total;
    ward.deprivation = table.number(row, at["imd_score"], 0, 100);
    ward.digital_exclusion = table.number(row, at["deri_score"], 0, 10);

    // place on the tile map
    ward.tile_column = table.count(row, at["tile_column"], 0, 1000);
    ward.tile_row = table.count(row, at["tile_row"], 0, 1000);
    unique.add(row, at["tile_column"], fmt::format("{},{}", ward.tile_column, ward.tile_row), "tile");
    wards.push_back(std::move(ward));
  }
  return wards;
}

/// Scales a column of weights to sum 1; they must not all be 0.
void scale_to_one(std::vector<world::Service>& services, double world::Service::*weight, CsvTable const& table,
                  std::string_view column) {
  double sum = 0;
  for (auto const& service : services) sum += service.*weight;
  if (sum <= 0) table.fail(0, table.column(column), "all weights are 0");
  for (auto& service : services) service.*weight /= sum;
}

std::vector<world::Service> read_services(CsvTable const& table) {
  std::map<std::string_view, std::size_t> at;
  for (auto const name : all_service_columns) at[name] = table.column(name);
  std::vector<world::Service> services;
  Unique unique{table};
  for (std::size_t row = 0; row < table.n_row(); ++row) {
    world::Service service;
    service.id = table.required(row, at["id"]);
    service.title = table.required(row, at["title"]);
    static_cast<void>(table.required(row, at["source"]));
    unique.add(row, at["id"], service.id, "id");
    std::uint32_t n_answering = 0;
    for (std::size_t grade = 0; grade < world::n_grade; ++grade) {
      service.officers[grade] = table.count(row, at[officer_columns[grade]], 0, 1'000'000);
      if (grade != static_cast<std::size_t>(world::Grade::senior)) n_answering += service.officers[grade];
    }
    service.n_enquiry_officer = table.count(row, at["n_enquiry_officers"], 0, 1'000'000);
    if (service.n_enquiry_officer > n_answering) {
      table.fail(row, at["n_enquiry_officers"], fmt::format("the front line and the middle have only {}", n_answering));
    }
    service.enquiry_weight = table.number(row, at["enquiry_weight"], 0, 1e6);
    service.request_weight = table.number(row, at["request_weight"], 0, 1e6);
    if (service.enquiry_weight > 0 && service.n_enquiry_officer == 0) {
      table.fail(row, at["n_enquiry_officers"], "somebody must answer: its enquiry_weight is above 0");
    }
    services.push_back(std::move(service));
  }
  scale_to_one(services, &world::Service::enquiry_weight, table, "enquiry_weight");
  scale_to_one(services, &world::Service::request_weight, table, "request_weight");
  return services;
}

std::vector<std::chrono::sys_days> read_holidays(CsvTable const& table) {
  auto const column = table.column("date");
  std::vector<std::chrono::sys_days> days;
  Unique unique{table};
  for (std::size_t row = 0; row < table.n_row(); ++row) {
    auto const& text = table.text(row, column);
    int year = 0;
    unsigned month = 0, day = 0;
    char rest = 0;
    auto const digits = text.size() == 10 && text[4] == '-' && text[7] == '-';
    auto const n_read = digits ? std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) : 0;
    std::chrono::year_month_day const date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (n_read != 3 || !date.ok()) table.fail(row, column, "expected a date such as 2018-08-27");
    unique.add(row, column, text, "day");
    days.push_back(date);
  }
  std::sort(days.begin(), days.end());
  return days;
}

std::uint32_t read_time(TomlTable const& table, std::string_view key) {
  auto const text = table.string(key);
  unsigned hour = 0, minute = 0;
  char rest = 0;
  auto const shaped = text.size() == 5 && text[2] == ':';
  auto const n_read = shaped ? std::sscanf(text.c_str(), "%2u:%2u%c", &hour, &minute, &rest) : 0;
  if (n_read != 2 || hour > 24 || minute > 59 || hour * 60 + minute > 24 * 60) {
    fail(table.at(key), table.path(key), "expected a time of day such as \"09:00\"");
  }
  return hour * 60 + minute;
}

world::OpeningHours read_hours(TomlTable const& file, std::string_view key) {
  TomlTable const table{file.sub(key), std::string{key}, {"days", "opens", "closes"}};
  world::OpeningHours hours;
  auto const days = table.names("days");
  if (days.empty())
    throw InputError(table.place(), table.path("days") + " is missing (expected a list of " + either(weekdays) + ")");
  for (auto const& day : days) {
    auto const found = std::find(weekdays.begin(), weekdays.end(), day.text);
    if (found == weekdays.end()) {
      throw InputError(day.place, fmt::format("{} = \"{}\" ({})", table.path("days"), day.text,
                                              hint(day.text, std::span{weekdays})));
    }
    hours.open[static_cast<std::size_t>(found - weekdays.begin())] = true;
  }
  hours.opens_minute = read_time(table, "opens");
  hours.closes_minute = read_time(table, "closes");
  if (hours.closes_minute <= hours.opens_minute) {
    fail(table.at("closes"), table.path("closes"), fmt::format("must be after opens = \"{}\"", table.string("opens")));
  }
  return hours;
}

constexpr auto election_models = std::to_array({"none"sv, "all"sv, "halves"sv, "thirds"sv});

world::Elections read_elections(TomlTable const& file) {
  world::Elections elections;
  if (file.find("elections") == nullptr) return elections;
  TomlTable const table{file.sub("elections"), "elections", {"model", "first_year", "notice_weeks"}};
  elections.model = static_cast<world::ElectionModel>(table.choice("model", election_models));
  elections.first_year = static_cast<int>(table.integer("first_year", 1900, 2200));
  elections.notice = table.number("notice_weeks", 0, 26);
  return elections;
}

/// A day of every year, such as "08-01".
std::chrono::month_day read_day(TomlTable const& table, std::string_view key) {
  auto const text = table.string(key);
  unsigned month = 0, day = 0;
  char rest = 0;
  auto const n_read = text.size() == 5 ? std::sscanf(text.c_str(), "%2u-%2u%c", &month, &day, &rest) : 0;
  std::chrono::month_day const date{std::chrono::month{month}, std::chrono::day{day}};
  auto const leap_day = month == 2 && day == 29;
  if (n_read != 2 || !date.ok() || leap_day)
    fail(table.at(key), table.path(key), "expected a day of every year such as \"08-01\"");
  return date;
}

/// A service that the council has.
std::uint32_t service_named(Name const& name, std::string const& path, world::Council const& council) {
  std::vector<std::string> ids;
  for (auto const& service : council.services) ids.push_back(service.id);
  auto const found = std::find(ids.begin(), ids.end(), name.text);
  if (found == ids.end())
    throw InputError(name.place, fmt::format("{} = \"{}\" ({})", path, name.text,
                                             hint(name.text, std::span<std::string const>{ids})));
  return static_cast<std::uint32_t>(found - ids.begin());
}

std::optional<std::uint32_t> read_service(TomlTable const& file, std::string_view key, world::Council const& council) {
  if (file.find(key) == nullptr) return std::nullopt;
  return service_named({file.string(key), place_of(file.at(key))}, file.path(key), council);
}

world::Body read_body(toml::table const& source, std::size_t number, world::Council const& council) {
  TomlTable const table{source,
                        fmt::format("body.{}", number),
                        {"id", "title", "decides", "services", "every_weeks", "members", "source"}};
  world::Body body{.id = table.string("id"),
                   .title = table.string("title"),
                   .decides = table.boolean_or("decides", false),
                   .services = {},
                   .every = table.number("every_weeks", 1, 104)};
  static_cast<void>(table.string("source"));
  for (auto const& name : table.names("services"))
    body.services.push_back(service_named(name, table.path("services"), council));
  if (!body.decides) body.n_member = static_cast<std::uint32_t>(table.integer("members", 1, council.n_councillor()));
  for (auto const& other : council.bodies) {
    if (other.id == body.id) fail(table.at("id"), table.path("id"), "stands twice");
    if (other.decides && body.decides) fail(table.at("decides"), table.path("decides"), "one body decides, not two");
  }
  return body;
}

/// When the council votes and its bodies sit, and which services let homes and pay benefits: all may be left out.
void read_calendar(TomlTable const& file, world::Council& council) {
  council.elections = read_elections(file);
  for (auto const* source : file.entries("recess")) {
    TomlTable const table{*source, "recess", {"from", "until"}};
    council.recesses.push_back({read_day(table, "from"), read_day(table, "until")});
  }
  for (auto const* source : file.entries("body"))
    council.bodies.push_back(read_body(*source, council.bodies.size() + 1, council));
  council.landlord = read_service(file, "landlord", council);
  council.benefits = read_service(file, "benefits", council);
}

}  // namespace

std::span<std::string_view const> ward_columns() { return all_ward_columns; }
std::span<std::string_view const> service_columns() { return all_service_columns; }

CouncilFile read_council(Library& library, Document const& document) {
  TomlTable const file{
      document.table,
      "",
      {"wardmote",       "kind",           "id",    "name",      "nation",         "as_found", "wards",
       "services",       "bank_holidays",  "map",   "n_cabinet", "n_chair",        "n_leader", "n_newcomer",
       "share_under_35", "share_under_75", "zones", "office",    "contact_centre", "source",   "notes",
       "elections",      "recess",         "body",  "landlord",  "benefits"}};
  library.use(document);
  CouncilFile result;
  auto& council = result.council;

  // council.toml
  council.id = file.string("id");
  auto const folder = fs::weakly_canonical(document.path).parent_path().filename().string();
  if (council.id != folder) fail(file.at("id"), "id", fmt::format("must be \"{}\", the name of its folder", folder));
  council.name = file.string("name");
  council.nation = file.string("nation");
  council.as_found = file.date("as_found");
  for (auto const& zone : file.names("zones")) council.zones.push_back(zone.text);
  if (council.zones.empty()) throw InputError({document.shown, 1, 1}, "zones is missing (a list; one zone at least)");
  council.office = read_hours(file, "office");
  council.contact_centre = read_hours(file, "contact_centre");

  // tables
  council.wards = read_wards(read_csv(library, named_file(document, file, "wards")), council.zones);
  council.services = read_services(read_csv(library, named_file(document, file, "services")));
  council.bank_holidays = read_holidays(read_csv(library, named_file(document, file, "bank_holidays")));
  if (file.find("map") != nullptr) {
    auto const map = named_file(document, file, "map");
    static_cast<void>(library.read_beside(map.string()));
    result.map = map.string();
  }

  // roles among the councillors
  std::int64_t n_seat = 0;
  for (auto const& ward : council.wards) n_seat += ward.n_councillor;
  council.n_cabinet = static_cast<std::uint32_t>(file.integer("n_cabinet", 0, n_seat));
  auto n_left = n_seat - council.n_cabinet;
  auto const role = [&](std::string_view key) {
    auto const n = file.find(key) != nullptr ? file.integer(key, 0, n_left) : 0;
    n_left -= n;
    return static_cast<std::uint32_t>(n);
  };
  static_cast<void>(file.at("n_chair"));
  council.n_chair = role("n_chair");
  council.n_leader = role("n_leader");
  council.n_newcomer = role("n_newcomer");
  council.share_under_35 = file.number("share_under_35", 0, 1);
  council.share_under_75 = file.number("share_under_75", 0, 1);
  read_calendar(file, council);
  return result;
}

}  // namespace wardmote::loader
